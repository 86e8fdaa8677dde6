"""What the views on each page depend on, so that a build rewrites the pages whose views changed and no others."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from knowledge_base.model import Page
from knowledge_base.views.connections import connections, mentions

#: Views that show something of every page.
WHOLE_SITE_VIEWS = frozenset({"loop", "glossary-overview", "article-order"})


def digest(
    pages: Mapping[str, Page], titles: Mapping[str, str], toctrees: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """A fingerprint of what each page shows of others: navigation, connections, mentions, link targets, overviews.

    Args:
        pages: all pages by docname.
        titles: the title of each document.
        toctrees: which documents each document lists in its table of contents, in order.
    """
    navigation = repr((sorted(titles.items()), sorted((name, list(below)) for name, below in toctrees.items())))
    everything = repr([(page.docname, page.nav, page.front, page.entries) for page in pages.values()])
    anchors = {
        f"term:{name.casefold()}": (page.docname, anchor)
        for page in pages.values()
        for entry in page.entries
        for name, anchor in zip(entry.names, entry.anchors, strict=True)
    }
    fingerprints = {}
    for docname, page in pages.items():
        shown = (
            navigation,
            everything if WHOLE_SITE_VIEWS & set(page.views) else "",
            connections(page, pages),
            [(other.docname, other.nav) for other in mentions(page, pages)],
            [(link, anchors.get(link)) for link in page.links],
        )
        fingerprints[docname] = hashlib.sha256(repr(shown).encode()).hexdigest()
    return fingerprints
