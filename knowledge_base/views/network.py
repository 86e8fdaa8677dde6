"""Concepts and their relations as a picture: one row a concept, in the order of the places, and arcs between rows.

Arcs on the right lead down the rows, arcs on the left back up, so that the picture shows at a glance what leads on and
what leads back. The same drawing serves the map of all concepts and the small one of a single concept's neighbors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from knowledge_base.graph import Graph
from knowledge_base.model import Basis, Page, Relation, RelationKind, Site
from knowledge_base.views.drawing import WIDTH, svg
from knowledge_base.views.forms import select
from knowledge_base.views.lettering import lines, named

_LEFT, _MIDDLE, _RIGHT = 80, WIDTH // 2, 240  # arcs leave the labels on both sides
_REACH = 76  # how far the longest arc swings out
_TIP = 4  # how far from the label its line ends, under the tip
_SIZE, _LINE, _ROW, _HEADING = 12.5, 15, 27, 30
#: What the lines of arcs mean; solid ones, which are the most, go without saying.
_LINES = {
    Basis.IMPLIED: "Dashed: only implied in the article.",
    Basis.RESEARCH: "Dotted: from research.",
    Basis.EDITORS: "Dotted: the contributors' reading.",
}
#: Where an arc ends in a bar, which holds back or sets apart: at its start, at its end. Others end in an arrowhead.
_BARS = {
    RelationKind.PROTECTS_AGAINST: (False, True),
    RelationKind.GETS_IN_THE_WAY_OF: (False, True),
    RelationKind.PULLS_AGAINST: (True, True),
    RelationKind.CONTRASTS_WITH: (True, True),
    RelationKind.EASED_BY: (True, False),
}
_KEY = (
    "Arcs on the right run down the list, arcs on the left back up. "
    "An arrowhead leads on, a bar holds back or sets apart."
)


@dataclass(frozen=True, slots=True)
class Node:
    """A concept on a map: its id, its short name, and the document that it leads to."""

    id: str
    name: str
    docname: str


@dataclass(frozen=True, slots=True)
class Arc:
    """A relation between two concepts on a map."""

    start: str
    end: str
    kind: RelationKind
    basis: Basis
    reason: str


@dataclass(frozen=True, slots=True)
class Network:
    """Concepts by place, each place with its name, and the relations between them."""

    places: tuple[tuple[str, tuple[Node, ...]], ...]
    arcs: tuple[Arc, ...]

    @property
    def nodes(self) -> dict[str, Node]:
        """All concepts by id, from top to bottom."""
        return {node.id: node for _name, nodes in self.places for node in nodes}


def whole_network(graph: Graph, site: Site) -> Network:
    """All concepts that have a place, and all relations between them."""
    return _network(list(graph.concepts.values()), graph, site)


def neighborhood(page: Page, graph: Graph, site: Site) -> Network:
    """A concept, the concepts that a relation joins to it, and those relations."""
    stated = [graph.concepts[one.target] for one in page.relations if one.target in graph.concepts]
    about = [other for other, _relation in graph.stated_about.get(page.id, [])]
    found = _network([page, *stated, *about], graph, site)
    return Network(found.places, tuple(arc for arc in found.arcs if page.id in (arc.start, arc.end)))


def _network(pages: Sequence[Page], graph: Graph, site: Site) -> Network:
    here = {page.id: page for page in pages if page.is_concept and page.front and page.front.place}
    ordered = sorted(here.values(), key=lambda page: (page.nav.casefold(), page.docname))
    places = []
    for place in site.places:
        nodes = tuple(
            Node(page.id, page.nav, page.docname) for page in ordered if page.front and page.front.place == place.id
        )
        if nodes:
            number = f"{site.loop.index(place) + 1} " if place.leads_on else ""
            places.append((number + place.name, nodes))
    arcs = tuple(
        _arc_of(here[node.id], relation)
        for _name, nodes in places
        for node in nodes
        for relation in graph.concepts[node.id].relations
        if relation.target in here and relation.target != node.id
    )
    return Network(tuple(places), arcs)


def _arc_of(page: Page, relation: Relation) -> Arc:
    return Arc(page.id, relation.target, relation.kind, relation.basis, relation.reason)


def whole_map(network: Network, uri_of: Callable[[str], str]) -> str:
    """All concepts and relations: the form that narrows them, the picture, the place of what is chosen, and the table.

    Args:
        network: what to draw.
        uri_of: the address of a document.
    """
    title = (
        "Map of all ideas, from top to bottom in the order of the loop, with an arc for each relation. "
        "The table below the map tells each relation and its reason."
    )
    drawing = _picture(network, title, uri_of, whole=True)
    return (
        f'<div class="map">{_filter(network)}<div class="map-frame">{drawing}</div>'
        '<section class="map-chosen" aria-label="The chosen idea" hidden></section></div>'
        f'<details open=""><summary>All {len(network.arcs)} relations as a table</summary>'
        f"{_table(network, uri_of)}</details>"
    )


def small_map(network: Network, here: str, uri_of: Callable[[str], str]) -> str:
    """A concept, its neighbors, and the relations between them; their reasons stand in the list beneath.

    Args:
        network: what to draw.
        here: the id of the concept whose page this is; it leads nowhere.
        uri_of: the address of a document.
    """
    name = network.nodes[here].name
    title = f"Small map: {name} and its neighbors. The list below tells each relation and its reason."
    return f'<div class="map-frame small">{_picture(network, title, uri_of, here)}{_key(network)}</div>'


def filled_map(network: Network, uri_of: Callable[[str], str]) -> str:
    """All concepts and relations as one picture, to print or to hold beside a map that somebody drew.

    Args:
        network: what to draw.
        uri_of: the address of a document.
    """
    title = "All ideas in the order of the loop, with an arc for each relation."
    return f'<div class="map-frame">{_picture(network, title, uri_of)}{_key(network)}</div>'


def blank_map(network: Network, uri_of: Callable[[str], str]) -> str:
    """All concepts and no relation, with room on both sides to draw them.

    Args:
        network: what to draw.
        uri_of: the address of a document.
    """
    title = "All ideas in the order of the loop, without the lines between them, to draw those oneself."
    rows, _middles, bottom = _rows(network, uri_of)
    return svg(bottom, title, rows, "map-picture", holds_links=True)


def _key(network: Network) -> str:
    """How to read the lines of a map, as far as it has them."""
    bases = {arc.basis for arc in network.arcs}
    words = " ".join([_KEY, *(line for basis, line in _LINES.items() if basis in bases)])
    return f'<p class="map-key">{words}</p>'


def _picture(network: Network, title: str, uri_of: Callable[[str], str], here: str = "", *, whole: bool = False) -> str:
    """The drawing. On the whole map, each concept has an address and each arc its ends, to be chosen and narrowed."""
    drawn, at, bottom = _rows(network, uri_of, here, anchored=whole)
    longest = max((abs(at[arc.end] - at[arc.start]) for arc in network.arcs), default=1)
    joined: Counter[tuple[str, str]] = Counter()
    paths = []
    for arc in network.arcs:
        swing = (abs(at[arc.end] - at[arc.start]) / longest, joined[arc.start, arc.end])
        paths.append((arc, *_curve(arc.kind, at[arc.start], at[arc.end], swing)))
        joined[arc.start, arc.end] += 1
    nodes = network.nodes
    arcs = [_arc(arc, line, tips, nodes) for arc, line, tips in paths] if whole else _by_basis(paths)
    return svg(bottom, title, [f'<g aria-hidden="true">{"".join(arcs)}</g>', *drawn], "map-picture", holds_links=True)


def _rows(
    network: Network, uri_of: Callable[[str], str], here: str = "", *, anchored: bool = False
) -> tuple[list[str], dict[str, int], int]:
    """The headings and labels, the middle of each row by its concept, and where the last one ends.

    Addresses can lead to a concept on the map of all, by its id, not on a small one: there is one page of that.
    """
    drawn: list[str] = []
    middles: dict[str, int] = {}
    y = 0
    for name, nodes in network.places:
        drawn.append(f'<text class="map-place" x="{_MIDDLE}" y="{y + 20}">{escape(name)}</text>')
        y += _HEADING
        for node in nodes:
            label = lines(node.name, _SIZE, _RIGHT - _LEFT - 8)
            height = _ROW + _LINE * (len(label) - 1)
            middles[node.id] = y + height // 2
            words = "".join(
                f'<text x="{_MIDDLE}" y="{y + 17 + _LINE * n}">{escape(line)}</text>' for n, line in enumerate(label)
            )
            hit = f'<rect class="hit" x="{_LEFT}" y="{y}" width="{_RIGHT - _LEFT}" height="{height}" rx="6"/>'
            anchor = f' id="{escape(node.id)}"' if anchored else ""
            if node.id == here:
                drawn.append(f'<g class="map-here">{hit}{words}</g>')
            else:
                leads = f'{anchor} href="{escape(uri_of(node.docname))}"{named(node.name, label)}'
                drawn.append(f'<a class="map-concept"{leads}>{hit}{words}</a>')
            y += height
    return drawn, middles, y + 2


def _curve(kind: RelationKind, start: int, end: int, swing: tuple[float, int]) -> tuple[str, str]:
    """A relation as half an ellipse, and its tips; in few letters, since they are a good part of a page.

    Args:
        kind: the kind of the relation.
        start: the middle of the row that it leaves.
        end: the middle of the row that it leads to.
        swing: how long it is, as a share of the longest; and how many arcs join the same two rows already, inside of
            which it runs.
    """
    down = end > start
    x, side = (_RIGHT, 1) if down else (_LEFT, -1)
    length, outside = swing
    reach = max(8, 18 + (_REACH - 18) * length - 8 * outside)
    y1, y2 = (start + 3, end - 3) if down else (start - 3, end + 3)
    # Of radii that are too short a browser takes the ratio: they grow until they span the way from end to end.
    ratio = f"{(reach - _TIP / 2) / abs(y2 - y1) * 2:.2g}".removeprefix("0")
    line = f"M{x} {y1}a{ratio} 1 0 0 1 {side * _TIP} {y2 - y1}"
    bar_at_start, bar_at_end = _BARS.get(kind, (False, False))
    tips = (_bar(x, y1, side) if bar_at_start else "") + (_bar(x, y2, side) if bar_at_end else "")
    return line, tips or _tip(x, y2, side)


def _arc(arc: Arc, line: str, tips: str, nodes: dict[str, Node]) -> str:
    """A relation as an arc that can be told from the others, and tells under the mouse what it stands for."""
    told = f"{nodes[arc.start].name} {arc.kind.phrase} {nodes[arc.end].name}"
    return (
        f'<g class="map-arc {arc.basis}" data-from="{escape(arc.start)}" data-to="{escape(arc.end)}" '
        f'data-kind="{arc.kind}" data-basis="{arc.basis}"><title>{escape(told)}</title>{_paths(line, tips)}</g>'
    )


def _by_basis(paths: Sequence[tuple[Arc, str, str]]) -> list[str]:
    """All relations with the same basis, which look alike, as one shape."""
    alike = {basis: [(line, tips) for arc, line, tips in paths if arc.basis is basis] for basis in Basis}
    return [
        f'<g class="map-arc {basis}">{_paths(*("".join(parts) for parts in zip(*found, strict=True)))}</g>'
        for basis, found in alike.items()
        if found
    ]


def _paths(line: str, tips: str) -> str:
    return f'<path class="line" d="{line}"/><path class="tip" d="{tips}"/>'


def _tip(x: int, y: int, side: int) -> str:
    return f"M{x} {y}l{side * 6}-3v6z"


def _bar(x: int, y: int, side: int) -> str:
    return f"M{x + side} {y - 4}h{side * 2}v8h{side * -2}z"


def _table(network: Network, uri_of: Callable[[str], str]) -> str:
    """The same relations as a table: who bears on whom and how, and why, with what each rests on."""
    nodes = network.nodes
    rows = "".join(_table_row(arc, nodes, uri_of) for arc in network.arcs)
    return (
        '<table class="data relations"><thead><tr><th scope="col">Relation</th><th scope="col">Why, and what that '
        f"rests on</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _table_row(arc: Arc, nodes: dict[str, Node], uri_of: Callable[[str], str]) -> str:
    start, end = (
        f'<a href="{escape(uri_of(nodes[id].docname))}">{escape(nodes[id].name)}</a>' for id in (arc.start, arc.end)
    )
    return (
        f'<tr data-from="{escape(arc.start)}" data-to="{escape(arc.end)}" data-kind="{arc.kind}" '
        f'data-basis="{arc.basis}"><td>{start} <b>{arc.kind.phrase}</b> {end}</td>'
        f'<td>{escape(arc.reason)} <span class="basis">{escape(arc.basis.sentence)}</span></td></tr>'
    )


def _filter(network: Network) -> str:
    """The form that narrows the map. Hidden until its script shows it: without a script, all relations are drawn."""
    kinds = [(kind, kind.phrase) for kind in RelationKind if any(arc.kind is kind for arc in network.arcs)]
    bases = [(basis, basis.sentence.rstrip(".")) for basis in Basis if any(arc.basis is basis for arc in network.arcs)]
    return (
        '<form class="map-filter" aria-label="Show some relations only" hidden>'
        f"{select('kind', 'Kind of relation', kinds)}{select('basis', 'What it rests on', bases)}"
        '<button type="reset">Show all</button><output></output></form>'
    )
