"""Ways through the pages: the menu, where a page stands in the loop, the first paths over it, how long it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge_base.evidence import Claim, Evidence
from knowledge_base.graph import Graph
from knowledge_base.model import Page, Site
from knowledge_base.views.glossary import by_place

WORDS_PER_MINUTE = 200
_BESIDE = "Beside the loop"
#: The most pages of one group that the menu shows, so that neither its length nor its cost grow with the site.
LONGEST_GROUP = 12


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Pages of the menu under one caption: their document names and their short names.

    `number` is that of the step where the pages stand, or 0; `of` is how many pages the whole group has.
    """

    caption: str
    number: int
    pages: tuple[tuple[str, str], ...]
    of: int

    def around(self, at: int) -> MenuGroup:
        """As much of the group as the menu shows to a page whose place in it is `at`."""
        first = max(0, min(at - LONGEST_GROUP // 2, self.of - LONGEST_GROUP))
        return replace(self, pages=self.pages[first : first + LONGEST_GROUP])


class Menu:
    """The menu, and the order in which it leads over the pages.

    Attributes:
        pages: the document names and short names of its pages, each once, from top to bottom.
        position: where each document stands among them.
    """

    def __init__(self, groups: Sequence[MenuGroup]) -> None:
        self.pages = list(dict(page for group in groups for page in group.pages).items())
        self.position = {docname: index for index, (docname, _name) in enumerate(self.pages)}
        self._groups = tuple(groups)
        self._elsewhere = tuple(group.around(0) for group in groups)
        self._in_long_groups = {
            docname: (index, at)
            for index, group in enumerate(groups)
            if group.of > LONGEST_GROUP
            for at, (docname, _name) in enumerate(group.pages)
        }

    def shown_on(self, docname: str) -> tuple[MenuGroup, ...]:
        """The groups as a page shows them: of a long one the pages around it, else the first."""
        if docname not in self._in_long_groups:
            return self._elsewhere
        index, at = self._in_long_groups[docname]
        return (*self._elsewhere[:index], self._groups[index].around(at), *self._elsewhere[index + 1 :])

    def beside(self, docname: str) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
        """The page before and the page after a document, where there are such."""
        at = self.position.get(docname)
        if at is None:
            return None, None
        return (self.pages[at - 1] if at else None), (self.pages[at + 1] if at + 1 < len(self.pages) else None)


def menu(
    listed: Sequence[tuple[str, Sequence[str]]], names: Mapping[str, str], graph: Graph, site: Site
) -> list[MenuGroup]:
    """The menu: the groups that the first page lists, where those of concepts are sorted by step of the loop.

    Args:
        listed: the captions, each with its documents.
        names: the short name of each document.
        graph: all pages, joined.
        site: the places.
    """
    groups: list[MenuGroup] = []
    placed = False
    for caption, docnames in listed:
        if not docnames or not all(name in graph.pages and graph.pages[name].is_concept for name in docnames):
            groups.append(_group(caption, 0, [(name, names[name]) for name in docnames if name in names]))
        elif not placed:
            groups += _by_place({name for _caption, some in listed for name in some}, graph, site)
            placed = True
    return groups


def _by_place(listed: set[str], graph: Graph, site: Site) -> list[MenuGroup]:
    groups = []
    beside: list[tuple[str, str]] = []
    steps = {step.id: number for number, step in enumerate(site.loop, 1)}
    for id, pages in by_place(graph, site).items():
        found = [(page.docname, page.nav) for page in pages if page.docname in listed]
        if id not in steps:
            beside += found
        elif found:
            groups.append(_group(site.place(id).name, steps[id], found))
    return [*groups, _group(_BESIDE, 0, beside)] if beside else groups


def _group(caption: str, number: int, pages: Sequence[tuple[str, str]]) -> MenuGroup:
    return MenuGroup(caption, number, tuple(pages), len(pages))


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a page stands in the loop, in words. `step` is the number of its step, or 0; `anchor` leads to the step."""

    words: str
    step: int
    anchor: str


def whereabouts(page: Page, site: Site) -> Whereabouts | None:
    """Where a page stands in the loop: its step, its place beside the loop, or what its type says."""
    if page.front is None:
        return None
    if not page.front.place:
        kind = site.page_types.get(page.front.type)
        return Whereabouts(kind.stands, 0, "") if kind and kind.stands else None
    place = site.place(page.front.place)
    if not place.leads_on:
        return Whereabouts(f"{_BESIDE}: {place.name}", 0, "")
    number = site.loop.index(place) + 1
    return Whereabouts(f"Step {number} of {len(site.loop)} on the loop: {place.name}", number, f"step-{place.id}")


@dataclass(frozen=True, slots=True)
class Stop:
    """A page on a first path: which step of how many, and the page that follows, with the minutes that it takes.

    `path` and `following` are document name and short name; `following` is None at the end of the path.
    """

    path: tuple[str, str]
    number: int
    of: int
    following: tuple[str, str] | None
    minutes: int


def stops(page: Page, graph: Graph, evidence: Evidence) -> list[Stop]:
    """The first paths that lead over this page, and where they lead on."""
    found = []
    for path, index in graph.paths_over.get(page.docname, []):
        ahead = graph.pages.get(path.steps[index + 1]) if index + 1 < len(path.steps) else None
        found.append(
            Stop(
                (path.docname, path.nav),
                index + 1,
                len(path.steps),
                (ahead.docname, ahead.nav) if ahead else None,
                minutes(ahead, evidence) if ahead else 0,
            )
        )
    return found


def minutes(page: Page, evidence: Evidence) -> int:
    """How long a page takes to read, in whole minutes: its prose, its claims and the ideas near it.

    What is folded away does not count, and neither do lists in which one looks things up: names, connections, sources.
    """
    claims = [claim for use in page.views for claim in _shown(use.name, use.argument, page, evidence)]
    texts = [f"{claim.text} {claim.overreach} {claim.unknown}" for claim in dict.fromkeys(claims)]
    if page.id in evidence.files and any(use.name == "nearest-ideas" for use in page.views):
        texts += [f"{idea.name} {idea.differs}" for idea in evidence.files[page.id].nearest]
    words = page.words + sum(len(text.split()) for text in texts)
    return max(1, int(words / WORDS_PER_MINUTE + 0.5))


def in_words(taken: int) -> str:
    """Minutes as readers see them."""
    return f"{taken} minute{'s' if taken != 1 else ''}"


def _shown(view: str, argument: str, page: Page, evidence: Evidence) -> Sequence[Claim]:
    if view == "claims":
        return evidence.files[page.id].claims if page.id in evidence.files else ()
    if view == "claim":
        return [evidence.claims[argument]] if argument in evidence.claims else ()
    return list(evidence.claims.values()) if (view, argument) == ("ledger", "claims") else ()
