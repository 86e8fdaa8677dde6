"""What the views on each page depend on, so that a build rewrites the pages whose views changed and no others."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from knowledge_base.evidence import Evidence
from knowledge_base.graph import Graph
from knowledge_base.model import BIBLIOGRAPHY, CITE, Page
from knowledge_base.views.connections import connections, mentions

#: Views that show something of every page.
WHOLE_SITE_VIEWS = frozenset({"loop", "glossary-overview", "article-order"})
#: Views that show something of all claims, studies or records.
ALL_EVIDENCE_VIEWS = frozenset({"ledger", "effects", BIBLIOGRAPHY})


def digest(
    graph: Graph, evidence: Evidence, titles: Mapping[str, str], toctrees: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """A fingerprint of what each page shows of others: navigation, connections, mentions, link targets, overviews,
    and of the evidence.

    Args:
        graph: all pages, joined.
        evidence: all claims, studies and records.
        titles: the title of each document.
        toctrees: which documents each document lists in its table of contents, in order.
    """
    navigation = _hash((sorted(titles.items()), sorted((name, list(below)) for name, below in toctrees.items())))
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
    everything = _hash([(page.docname, page.nav, page.front, page.entries) for page in graph.pages.values()])
    return {
        docname: _hash(
            (
                navigation,
                everything if WHOLE_SITE_VIEWS & {use.name for use in page.views} else "",
                connections(page, graph),
                [(other.docname, other.nav) for other in mentions(page, graph)],
                [(link, _place(link, graph)) for link in page.links],
                all_evidence if ALL_EVIDENCE_VIEWS & {use.name for use in page.views} else _shown(page, evidence),
            )
        )
        for docname, page in graph.pages.items()
    }


def _place(link: str, graph: Graph) -> tuple[str, tuple[str, ...]] | None:
    """Where a link to a term leads."""
    found = graph.entries.get(link.removeprefix("term:")) if link.startswith("term:") else None
    return (found[0].docname, found[1].anchors) if found else None


def _shown(page: Page, evidence: Evidence) -> object:
    """The evidence that one page shows: its own claims, those that it asks for, and what its prose cites."""
    asked = {evidence.page_of.get(use.argument, "") for use in page.views if use.name == "claim"}
    files = [evidence.files[id] for id in sorted({page.id, *asked}) if id in evidence.files]
    keys = {key for file in files for key in file.keys}
    keys |= {link.removeprefix(CITE) for link in page.links if link.startswith(CITE)}
    return files, [(evidence.studies.get(key), evidence.references.get(key)) for key in sorted(keys)]


def _hash(shown: object) -> str:
    return hashlib.sha256(repr(shown).encode()).hexdigest()
