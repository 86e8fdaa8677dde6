"""All pages joined: who is related to whom, who links to what, what each term leads to. Built in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from knowledge_base.model import Entry, Page, Relation


class Graph:
    """The joins between pages, for look-ups whose cost does not grow with the number of pages.

    Attributes:
        pages: all pages by docname, in the order of the docnames.
        by_id: all pages by their id; the first by docname, where two share one.
        showing: for each view by name, and by name and argument, the first page by docname that shows it.
        concepts: the pages that relations can lead to, by their id.
        stated_about: for each concept's id, the pages that state a relation to it, with the relation.
        linking: for each link target ("term:name", "doc:docname" or "cite:key"), the pages whose prose links to it.
        entries: the glossary entry of each name (casefolded), and the page that defines it.
        paths_over: for each document, the first paths that lead over it, with its place among their steps, from 0.
    """

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self.pages = dict(sorted(pages.items()))
        self.by_id: dict[str, Page] = {}
        self.showing: dict[str | tuple[str, str], Page] = {}
        self.concepts: dict[str, Page] = {}
        self.stated_about: dict[str, list[tuple[Page, Relation]]] = defaultdict(list)
        self.linking: dict[str, list[Page]] = defaultdict(list)
        self.entries: dict[str, tuple[Page, Entry]] = {}
        self.paths_over: dict[str, list[tuple[Page, int]]] = defaultdict(list)
        for page in self.pages.values():
            self.by_id.setdefault(page.id, page)
            for use in page.views:
                self.showing.setdefault(use.name, page)
                self.showing.setdefault((use.name, use.argument), page)
            if page.is_concept:
                self.concepts.setdefault(page.id, page)
            for relation in page.relations:
                self.stated_about[relation.target].append((page, relation))
            for index, docname in enumerate(page.steps):
                self.paths_over[docname].append((page, index))
            for link in page.links:
                self.linking[link].append(page)
            for entry in page.entries:
                for name in entry.names:
                    self.entries.setdefault(name.casefold(), (page, entry))
