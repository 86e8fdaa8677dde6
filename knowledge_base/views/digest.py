"""What the views on each page depend on, so that a build rewrites the pages whose views changed and no others."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from knowledge_base.evidence import Evidence
from knowledge_base.graph import Graph
from knowledge_base.model import BIBLIOGRAPHY, CITE, INDEX, Page, Relation, Site
from knowledge_base.views.claims import asked_for, listed_for
from knowledge_base.views.connections import connections, mentions
from knowledge_base.views.network import neighborhood
from knowledge_base.views.previews import previews
from knowledge_base.views.ways import Menu, minutes, stops

#: Views that show something of every page; of their relations, the map alone does.
WHOLE_SITE_VIEWS = frozenset({"loop", "map", "glossary-overview", "article-order", "blank"})
#: Views that show questions, or answers about names, of every page, or what those cite.
EXERCISE_VIEWS = frozenset({"recall", "open-questions", BIBLIOGRAPHY})
#: Views that show something of all claims, studies or records.
ALL_EVIDENCE_VIEWS = frozenset({"ledger", "effects", "open-questions", BIBLIOGRAPHY})

#: Views to which other pages lead, wherever they stand.
_LED_TO: tuple[str | tuple[str, str], ...] = (("loop", ""), "ledger", "article-order", BIBLIOGRAPHY)


def digest(
    graph: Graph,
    evidence: Evidence,
    site: Site,
    titles: Mapping[str, str],
    menu: Menu,
    addresses: Mapping[str, object],
) -> dict[str, str]:
    """A fingerprint of what each page shows of others: navigation, first paths, connections, mentions, link targets
    with their definitions, overviews, and of the evidence. It is the same in every process: nothing that goes into it
    is without order.

    Args:
        graph: all pages, joined.
        evidence: all claims, studies and records.
        site: what all pages share.
        titles: the title of each document.
        menu: the menu.
        addresses: what links to a part of a page depend on, by the link without that part.
    """
    # Pages that others lead to for what they show.
    shown_on = [graph.showing[view].docname if view in graph.showing else "" for view in _LED_TO]
    all_evidence = _hash(
        (
            evidence,
            [
                (page.docname, page.nav, [(use.name, use.argument) for use in page.views])
                for page in graph.pages.values()
            ],
            sorted((link, [page.docname for page in pages]) for link, pages in graph.linking.items()),
        )
    )
    of_loop = graph.showing.get(("loop", ""))
    everything = _hash(
        (
            [heading.text for heading in of_loop.headings] if of_loop else [],
            [
                (page.docname, page.nav, page.title, page.front, page.entries, page.links)
                for page in graph.pages.values()
            ],
        )
    )
    relations = _hash([(page.docname, [_without_line(one) for one in page.relations]) for page in graph.pages.values()])
    exercises = _hash(
        [(page.docname, page.nav, page.front and page.front.place, _exercises(page)) for page in graph.pages.values()]
    )
    return {
        docname: _hash(
            (
                shown_on,
                menu.shown_on(docname),
                menu.beside(docname),
                titles.get(docname),
                everything if WHOLE_SITE_VIEWS & {use.name for use in page.views} else "",
                relations if "map" in {use.name for use in page.views} else "",
                exercises if EXERCISE_VIEWS & {use.name for use in page.views} else "",
                connections(page, graph),
                neighborhood(page, graph, site) if page.is_concept else "",
                stops(page, graph, evidence),
                [minutes(graph.pages[step], evidence) for step in page.steps if step in graph.pages],
                previews(page, graph, str),
                [(other.docname, other.nav) for other in mentions(page, graph)],
                [
                    (link, _place(link, graph), addresses.get(link), titles.get(link.removeprefix("doc:")))
                    for link in page.links
                ],
                all_evidence
                if ALL_EVIDENCE_VIEWS & {use.name for use in page.views}
                else _shown(page, graph, evidence),
            )
        )
        for docname, page in graph.pages.items()
    }


def face(page: Page, evidence: Evidence) -> str:
    """A fingerprint of all that other pages, the menu, the term index and the search may show of a page: nearly
    everything but its prose.
    """
    front = page.front and replace(page.front, lines={})
    return _hash(
        (
            (page.title, front, page.links, page.steps, minutes(page, evidence)),
            [entry._replace(line=0) for entry in page.entries],
            [_without_line(relation) for relation in page.relations],
            [heading._replace(line=0) for heading in page.headings],
            [section._replace(line=0) for section in page.sections],
            [use._replace(line=0) for use in page.views],
            _exercises(page),
        )
    )


def digest_of_index(graph: Graph, entries: Mapping[str, object], menu: Menu) -> str:
    """A fingerprint of what the term index shows, and of the menu on it and on the other pages that nobody wrote.

    Args:
        graph: all pages, joined.
        entries: the index entries of each document.
        menu: the menu.
    """
    names = [
        (page.docname, page.nav, page.front and (page.front.also_called, page.front.people_say))
        for page in graph.pages.values()
    ]
    return _hash((names, sorted(entries.items()), menu.shown_on(INDEX)))


def _exercises(page: Page) -> object:
    """What a page asks and answers, as others may show it."""
    asked = [(one.asked, [answer._replace(line=0) for answer in one.answers]) for one in page.questions]
    return asked, page.name_check


def _without_line(relation: Relation) -> Relation:
    return relation._replace(line=0)


def _place(link: str, graph: Graph) -> tuple[str, tuple[str, ...]] | None:
    """Where a link to a term leads."""
    found = graph.entries.get(link.removeprefix("term:")) if link.startswith("term:") else None
    return (found[0].docname, found[1].anchors) if found else None


def _shown(page: Page, graph: Graph, evidence: Evidence) -> object:
    """The evidence that one page shows: its own claims, those that it asks for, and what its prose cites.

    Of what a page names only, no more than that.
    """
    asked = {evidence.page_of.get(id, "") for id in asked_for(page)}
    files = [evidence.files[id] for id in sorted({page.id, *asked}) if id in evidence.files]
    keys = {key for file in files for key in file.keys}
    keys |= {link.removeprefix(CITE) for link in page.links if link.startswith(CITE)}
    listed = listed_for(page, graph)
    studies = [evidence.studies[key] for key in sorted(keys) if key in evidence.studies]
    told = [listed.docname, *((study.key, study.design) for study in studies)] if listed else studies
    return files, told, [evidence.references.get(key) for key in sorted(keys)]


def _hash(shown: object) -> str:
    return hashlib.sha256(repr(shown).encode()).hexdigest()
