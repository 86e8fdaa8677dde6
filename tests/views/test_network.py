from __future__ import annotations

import datetime
import math
import random
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from knowledge_base.graph import Graph
from knowledge_base.model import Basis, FrontMatter, Page, Place, Relation, RelationKind
from knowledge_base.views.drawing import WIDTH
from knowledge_base.views.lettering import width
from knowledge_base.views.network import Network, filled_map, neighborhood, small_map, whole_map, whole_network
from tests.tiny import site

DAY = datetime.date(2026, 1, 1)

Stated = tuple[RelationKind, str] | tuple[RelationKind, str, Basis]


def page(id: str, place: str, *relations: Stated, nav: str = "") -> Page:
    """A concept page; "" is no place."""
    front = FrontMatter("concept", nav or id.title(), "", DAY, DAY, "", is_concept=True, place=place)
    stated = [
        Relation(kind, target, f"Because {id} <does> & {target}.", basis[0] if basis else Basis.STATED, ("B1",), 1)
        for kind, target, *basis in relations
    ]
    return Page(f"ideas/{id}", front, id, relations=stated)


def joined(*pages: Page) -> Graph:
    return Graph({one.docname: one for one in pages})


def network(*pages: Page) -> Network:
    return whole_network(joined(*pages), site())


def uri_of(docname: str) -> str:
    return f"../{docname}.html?a&b"


def drawn(html: str) -> ElementTree.Element:
    """The picture and what stands around it. HTML allows a lone `hidden`, XML does not."""
    return ElementTree.fromstring("<all>" + re.sub(r" hidden(?=[ >])", ' hidden="hidden"', html) + "</all>")


def of_class(within: ElementTree.Element, kind: str, tag: str = "*") -> list[ElementTree.Element]:
    return [one for one in within.iter(None if tag == "*" else tag) if kind in str(one.get("class")).split()]


def middles(picture: ElementTree.Element) -> dict[str, float]:
    """The middle of each row, by the id of its concept."""
    found = {}
    for label in of_class(picture, "map-concept", "a"):
        hit = label[0]
        found[str(label.get("id"))] = float(hit.get("y", "nan")) + float(hit.get("height", "nan")) / 2
    return found


def numbers(path: ElementTree.Element) -> list[float]:
    return [float(number) for number in re.findall(r"-?[\d.]+", path.get("d", ""))]


def run(arc: ElementTree.Element) -> list[tuple[float, float]]:
    """Points along the curve of an arc: half an ellipse, clockwise, as large as the way from end to end demands."""
    (line,) = of_class(arc, "line")
    x, y, rx, ry, turned, large, clockwise, dx, dy = numbers(line)
    assert (turned, large, clockwise) == (0, 0, 1)
    grown = math.hypot(dx / rx / 2, dy / ry / 2)
    assert grown >= 1, "smaller radii than needed are made to fit, larger ones would make a shallow arc"
    begin = math.atan2(-dy / ry, -dx / rx)
    turns = [begin + math.pi * n / 50 for n in range(51)]
    return [(x + dx / 2 + rx * grown * math.cos(turn), y + dy / 2 + ry * grown * math.sin(turn)) for turn in turns]


@pytest.fixture(scope="module")
def networks() -> list[Network]:
    """Networks of 2 to 20 concepts with names short and long, at any place, with relations between any two."""
    chance = random.Random(3)
    words = ["bees", "swarm", "dance", "wax", "honeycomb", "self-made", "pollination", "the", "of", "&", "<i>"]
    found = []
    for count in range(2, 21):
        ids = [f"c{number}" for number in range(count)]
        pages = []
        for id in ids:
            stated: set[Stated] = {
                (chance.choice(list(RelationKind)), chance.choice([other for other in ids if other != id]))
                for _ in range(chance.randint(0, 4))
            }
            name = " ".join(chance.choice(words) for _ in range(chance.randint(1, 7)))
            pages.append(page(id, chance.choice(["spring", "summer", "meadow"]), *sorted(stated), nav=name))
        found.append(network(*pages))
    return found


@pytest.fixture(scope="module")
def maps(networks: list[Network]) -> list[tuple[Network, ElementTree.Element]]:
    """Each of those networks with its map and table."""
    return [(one, drawn(whole_map(one, uri_of))) for one in networks]


def test_concepts_follow_the_places_and_within_one_the_names() -> None:
    pages = [page("z", "meadow"), page("a", "spring", nav="Bee"), page("x", "summer"), page("c", "spring", nav="ant")]
    assert [(name, [node.name for node in nodes]) for name, nodes in network(*pages).places] == [
        ("1 Spring", ["ant", "Bee"]),
        ("2 Summer", ["X"]),
        ("The meadow", ["Z"]),
    ]


def test_a_place_without_concepts_is_left_out_and_leaves_its_number() -> None:
    assert [name for name, _nodes in network(page("a", "summer")).places] == ["2 Summer"]


def test_each_concept_is_one_row_in_the_order_of_the_places(
    maps: list[tuple[Network, ElementTree.Element]],
) -> None:
    for found, picture in maps:
        rows = of_class(picture, "map-concept", "a")
        assert [row.get("id") for row in rows] == list(found.nodes)
        assert [row.get("href") for row in rows] == [uri_of(node.docname) for node in found.nodes.values()]
        told = ["".join(row.itertext()).replace(" ", "") for row in rows]
        assert told == [node.name.replace(" ", "") for node in found.nodes.values()]
        assert [text.text for text in of_class(picture, "map-place")] == [name for name, _nodes in found.places]
        assert all(above < below for above, below in pairwise(middles(picture).values()))


def test_labels_lie_apart_within_the_picture(maps: list[tuple[Network, ElementTree.Element]]) -> None:
    for _found, picture in maps:
        (svg,) = picture.iter("svg")
        bottom = 0.0
        for part in svg[1:]:  # the first part holds all arcs
            if part.tag == "text":
                assert bottom < float(part.get("y", "nan")) - 10, "a heading begins below the row above it"
                bottom = float(part.get("y", "nan"))
                continue
            hit = part[0]
            top, height = float(hit.get("y", "nan")), float(hit.get("height", "nan"))
            assert top >= bottom
            assert height >= 24
            bottom = top + height
            lines = [float(text.get("y", "nan")) for text in part.iter("text")]
            assert top < lines[0] - 10 and lines[-1] < bottom
            assert all(below - above >= 12.5 for above, below in pairwise(lines))
            assert all(width(str(text.text), 12.5) <= float(hit.get("width", "nan")) for text in part.iter("text"))
        assert bottom <= float(svg.get("height", "nan"))


def test_arcs_lead_down_on_the_right_and_up_on_the_left(maps: list[tuple[Network, ElementTree.Element]]) -> None:
    sides = Counter[str]()
    for _found, picture in maps:
        at = middles(picture)
        for arc in of_class(picture, "map-arc"):
            start, end = at[str(arc.get("data-from"))], at[str(arc.get("data-to"))]
            points = run(arc)
            assert points[0][1] == pytest.approx(start, abs=4)
            assert points[-1][1] == pytest.approx(end, abs=4)
            label = of_class(picture, "map-concept", "a")[0][0]  # all are equally wide
            left = float(label.get("x", "nan"))
            if end > start:
                assert all(x > left + float(label.get("width", "nan")) - 0.01 for x, _y in points)
            else:
                assert all(x < left + 0.01 for x, _y in points)
            sides["down" if end > start else "up"] += 1
    assert min(sides["down"], sides["up"]) > 50


def test_arcs_stay_within_the_picture(maps: list[tuple[Network, ElementTree.Element]]) -> None:
    for _found, picture in maps:
        (svg,) = picture.iter("svg")
        for arc in of_class(picture, "map-arc"):
            assert all(0 < x < WIDTH and 0 < y < float(svg.get("height", "nan")) for x, y in run(arc))


def test_longer_arcs_swing_out_farther() -> None:
    pages = [page("a", "spring", (RelationKind.FEEDS, "b"), (RelationKind.FEEDS, "d")), page("b", "spring")]
    picture = drawn(whole_map(network(*pages, page("c", "spring"), page("d", "spring")), uri_of))
    short, long = (max(x for x, _y in run(arc)) for arc in of_class(picture, "map-arc"))
    assert short < long - 10


def test_a_tip_points_at_the_row_that_an_arc_leads_to(maps: list[tuple[Network, ElementTree.Element]]) -> None:
    for _found, picture in maps:
        at = middles(picture)
        for arc in of_class(picture, "map-arc"):
            (tip,) = of_class(arc, "tip")
            # What eases stands at the other end and holds back from there; what is mutual is marked at both.
            first = "from" if arc.get("data-kind") in ("eased-by", "pulls-against", "contrasts-with") else "to"
            assert numbers(tip)[1] == pytest.approx(at[str(arc.get(f"data-{first}"))], abs=8)


@pytest.mark.parametrize("kind", RelationKind)
def test_relations_that_read_the_same_both_ways_have_two_tips(kind: RelationKind) -> None:
    picture = drawn(whole_map(network(page("a", "spring", (kind, "b")), page("b", "spring")), uri_of))
    (tip,) = of_class(picture, "tip")
    mutual = kind in (RelationKind.PULLS_AGAINST, RelationKind.CONTRASTS_WITH)
    assert tip.get("d", "").count("M") == (2 if mutual else 1)


def test_each_relation_is_one_arc_and_one_row_of_the_table(
    networks: list[Network], maps: list[tuple[Network, ElementTree.Element]]
) -> None:
    assert sum(len(one.arcs) for one in networks) > 200
    for found, picture in maps:
        told = [(arc.start, arc.end, arc.kind, arc.basis) for arc in found.arcs]
        for parts in (of_class(picture, "map-arc"), list(picture.iter("tr"))[1:]):
            keys = ("data-from", "data-to", "data-kind", "data-basis")
            assert [tuple(part.get(key) for key in keys) for part in parts] == told


def test_all_relations_between_concepts_are_in_the_network() -> None:
    found = network(
        page("a", "spring", (RelationKind.FEEDS, "b", Basis.RESEARCH), (RelationKind.EASED_BY, "b")),
        page("b", "summer", (RelationKind.FEEDS, "a", Basis.IMPLIED), (RelationKind.FEEDS, "nowhere")),
    )
    assert [(arc.start, arc.kind, arc.end, arc.basis) for arc in found.arcs] == [
        ("a", RelationKind.FEEDS, "b", Basis.RESEARCH),
        ("a", RelationKind.EASED_BY, "b", Basis.STATED),
        ("b", RelationKind.FEEDS, "a", Basis.IMPLIED),
    ]


def test_the_table_tells_who_bears_on_whom_and_why() -> None:
    one = page("a", "spring", (RelationKind.PROTECTS_AGAINST, "b", Basis.EDITORS))
    picture = drawn(whole_map(network(one, page("b", "summer")), uri_of))
    (row,) = list(picture.iter("tr"))[1:]
    assert ["".join(cell.itertext()) for cell in row] == [
        "A protects against B",
        "Because a <does> & b. The contributors' reading.",
    ]
    assert [link.get("href") for link in row.iter("a")] == [uri_of("ideas/a"), uri_of("ideas/b")]


def test_the_form_offers_what_there_is_and_no_more() -> None:
    one = page("a", "spring", (RelationKind.EASED_BY, "b", Basis.RESEARCH), (RelationKind.FEEDS, "b"))
    picture = drawn(whole_map(network(one, page("b", "summer")), uri_of))
    fields = {field.get("name"): [option.get("value") for option in field] for field in picture.iter("select")}
    assert fields == {"kind": ["", "feeds", "eased-by"], "basis": ["", "stated", "research"]}


def test_the_neighborhood_is_the_page_its_neighbors_and_what_joins_them_to_it() -> None:
    here = page("here", "summer", (RelationKind.FEEDS, "stated"))
    pages = [
        here,
        page("stated", "meadow", (RelationKind.FEEDS, "about"), (RelationKind.EASED_BY, "here")),
        page("about", "spring", (RelationKind.FEEDS, "here"), (RelationKind.FEEDS, "far")),
        page("far", "spring", (RelationKind.FEEDS, "stated")),
    ]
    found = neighborhood(here, joined(*pages), site())
    assert [(name, [node.id for node in nodes]) for name, nodes in found.places] == [
        ("1 Spring", ["about"]),
        ("2 Summer", ["here"]),
        ("The meadow", ["stated"]),
    ]
    assert [(arc.start, arc.end) for arc in found.arcs] == [("about", "here"), ("here", "stated"), ("stated", "here")]


def test_the_small_map_leads_to_the_neighbors_and_not_to_the_page_itself() -> None:
    here = page("here", "summer", (RelationKind.FEEDS, "other"), nav="Here & now")
    found = neighborhood(here, joined(here, page("other", "spring")), site())
    picture = drawn(small_map(found, "here", uri_of))
    assert [link.get("href") for link in picture.iter("a")] == [uri_of("ideas/other")]
    (own,) = of_class(picture, "map-here")
    assert [text.text for text in own.iter("text")] == ["Here & now"]
    assert not [one.get("id") for one in picture.iter() if one.get("id")], "ids are for the map of all"
    (svg,) = picture.iter("svg")
    assert str(svg.get("aria-label")).startswith("Small map: Here & now and its neighbors.")


def test_the_small_map_draws_the_arcs_of_the_map_of_all_those_that_look_alike_as_one() -> None:
    here = page(
        "here",
        "summer",
        (RelationKind.FEEDS, "below"),
        (RelationKind.PULLS_AGAINST, "below", Basis.IMPLIED),
        (RelationKind.EASED_BY, "above"),
    )
    found = neighborhood(here, joined(here, page("above", "spring"), page("below", "meadow")), site())
    of_all, small = drawn(whole_map(found, uri_of)), drawn(small_map(found, "here", uri_of))
    shapes = [of_class(one, "map-arc") for one in (of_all, small)]
    assert [[arc.get("class") for arc in arcs] for arcs in shapes] == [
        ["map-arc stated", "map-arc implied", "map-arc stated"],
        ["map-arc stated", "map-arc implied"],
    ]
    for part in ("line", "tip"):
        each, together = ([str(of_class(arc, part)[0].get("d")) for arc in arcs] for arcs in shapes)
        assert together == [each[0] + each[2], each[1]]


def test_arcs_of_any_length_have_a_ratio_that_a_browser_can_read() -> None:
    pages = [page(f"c{number:03}", "spring") for number in range(900)]
    pages[0] = page("c000", "spring", (RelationKind.FEEDS, "c899"), (RelationKind.FEEDS, "c001"))
    for arc in of_class(drawn(whole_map(network(*pages), uri_of)), "map-arc"):
        assert 8 < max(x for x, _y in run(arc)) - 240 < 80


def test_concepts_without_a_place_are_left_out_with_their_relations() -> None:
    lost = page("lost", "", (RelationKind.FEEDS, "a"))
    one, other = page("a", "spring", (RelationKind.FEEDS, "lost"), (RelationKind.FEEDS, "b")), page("b", "summer")
    found = network(lost, one, other)
    assert list(found.nodes) == ["a", "b"]
    assert [(arc.start, arc.end) for arc in found.arcs] == [("a", "b")]
    graph = joined(lost, one, other)
    assert list(neighborhood(one, graph, site()).nodes) == ["a", "b"]
    assert neighborhood(lost, graph, site()).arcs == ()


def test_pages_of_other_kinds_are_left_out() -> None:
    plain = Page("ideas/plain", FrontMatter("plain", "Plain", "", DAY, DAY, "", place="spring"), "plain")
    plain.relations = page("x", "", (RelationKind.FEEDS, "a")).relations
    one = page("a", "spring", (RelationKind.FEEDS, "plain"))
    assert list(neighborhood(one, joined(plain, one), site()).nodes) == ["a"]
    assert network(plain, one).arcs == ()


def test_no_concepts_are_an_empty_map() -> None:
    picture = drawn(whole_map(network(), uri_of))
    assert not of_class(picture, "map-concept") and not of_class(picture, "map-arc")
    assert len(list(picture.iter("tr"))) == 1


def test_names_and_reasons_are_escaped() -> None:
    one = page("a", "spring", (RelationKind.FEEDS, "b"), nav='<b>"Wax" & more</b>')
    odd = replace(site(), places=(Place("spring", "Rain & <sun>", "", Basis.STATED),))
    graph = joined(one, page("b", "spring"))
    for html in (
        whole_map(whole_network(graph, odd), uri_of),
        filled_map(whole_network(graph, odd), uri_of),
        small_map(neighborhood(one, graph, odd), "a", uri_of),
    ):
        picture = drawn(html)
        assert "1 Rain & <sun>" in [text.text for text in of_class(picture, "map-place")]
        labels = of_class(picture, "map-here") or of_class(picture, "map-concept")
        assert "".join(labels[0].itertext()).replace(" ", "") == '<b>"Wax"&more</b>'
        assert [title.text for title in picture.iter("title")] in ([], ['<b>"Wax" & more</b> feeds B'])


def test_the_same_network_is_drawn_the_same() -> None:
    pages = [page("a", "spring", (RelationKind.FEEDS, "b")), page("b", "summer", (RelationKind.PULLS_AGAINST, "a"))]
    assert whole_map(network(*pages), uri_of) == whole_map(network(*reversed(pages)), uri_of)


def test_two_relations_of_the_same_two_concepts_are_two_curves() -> None:
    kinds = (RelationKind.FEEDS, RelationKind.GETS_IN_THE_WAY_OF)
    pages = (page("swarm", "spring", *((kind, "dance") for kind in kinds)), page("dance", "summer"))
    lines = [line.get("d") for line in of_class(drawn(whole_map(network(*pages), uri_of)), "line")]
    assert len(lines) == len(set(lines)) == 2
