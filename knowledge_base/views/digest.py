"""What the views on each page depend on, so that a build rewrites the pages whose views changed and no others."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from knowledge_base.graph import Graph
from knowledge_base.views.connections import connections, mentions

#: Views that show something of every page.
WHOLE_SITE_VIEWS = frozenset({"loop", "glossary-overview", "article-order"})


def digest(graph: Graph, titles: Mapping[str, str], toctrees: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """A fingerprint of what each page shows of others: navigation, connections, mentions, link targets, overviews.

    Args:
        graph: all pages, joined.
        titles: the title of each document.
        toctrees: which documents each document lists in its table of contents, in order.
    """
    navigation = _hash((sorted(titles.items()), sorted((name, list(below)) for name, below in toctrees.items())))
    everything = _hash([(page.docname, page.nav, page.front, page.entries) for page in graph.pages.values()])
    return {
        docname: _hash(
            (
                navigation,
                everything if WHOLE_SITE_VIEWS & set(page.views) else "",
                connections(page, graph),
                [(other.docname, other.nav) for other in mentions(page, graph)],
                [(link, _place(link, graph)) for link in page.links],
            )
        )
        for docname, page in graph.pages.items()
    }


def _place(link: str, graph: Graph) -> tuple[str, tuple[str, ...]] | None:
    """Where a link to a term leads."""
    found = graph.entries.get(link.removeprefix("term:")) if link.startswith("term:") else None
    return (found[0].docname, found[1].anchors) if found else None


def _hash(shown: object) -> str:
    return hashlib.sha256(repr(shown).encode()).hexdigest()
