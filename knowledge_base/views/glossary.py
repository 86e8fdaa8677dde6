"""The overview of all glossary entries, by letter and by place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from knowledge_base.graph import Graph
from knowledge_base.model import Entry, Page, Site


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry and the page where it is defined."""

    page: Page
    entry: Entry


def by_letter(graph: Graph) -> dict[str, list[Listed]]:
    """All entries A–Z by their first name, grouped by first letter; accents do not count."""
    listed = [Listed(page, entry) for page in graph.pages.values() for entry in page.entries]
    letters: dict[str, list[Listed]] = {}
    for one in sorted(listed, key=lambda one: (_plain(one.entry.names[0]), one.page.docname)):
        letters.setdefault(_plain(one.entry.names[0])[:1].upper(), []).append(one)
    return letters


def by_place(graph: Graph, site: Site) -> dict[str, list[Page]]:
    """The concept pages at each place, places in the site's order, pages by menu name."""
    return {
        place.id: sorted(
            (page for page in graph.pages.values() if page.front and page.front.place == place.id),
            key=lambda page: page.nav.casefold(),
        )
        for place in site.places
    }


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
