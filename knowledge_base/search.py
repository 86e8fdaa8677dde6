"""Puts the search on the site: its own page instead of Sphinx's, the answers and their text.

Sphinx's own search needs every word of a query on a page, loses index entries in incremental builds, and has the pages
that it finds downloaded; the builder leaves it out, and its files do not ship.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge_base.assets import SEARCH_FILES
from knowledge_base.store import store
from knowledge_base.views.search import answers, index_file, passages, text_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

_INDEX, _TEXT = SEARCH_FILES


def search_page(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """On html-collect-pages: the page of all results."""
    return [("search", {"kb_ways_on": app.config.kb_site.search.ways_on}, "search.html")]


def write_search(app: Sphinx, error: Exception | None) -> None:
    """On build-finished: writes what the search reads. On large sites headings and summaries stand for the text."""
    if error or app.builder.format != "html":
        return
    knowledge_base = store(app.env)
    graph, site = knowledge_base.graph, knowledge_base.site
    in_full = len(graph.pages) <= app.config.kb_search_text_pages
    if not (knowledge_base.changed if in_full else knowledge_base.faces_changed):
        return
    folder = Path(app.outdir, "_static")

    def uri_of(docname: str) -> str:
        return app.builder.get_target_uri(docname)

    found = answers(graph, site, uri_of)
    texts = passages(graph, knowledge_base.evidence, site, found, uri_of, in_full=in_full)
    written = {
        _INDEX: index_file(found, site, uri_of, in_full=in_full),
        _TEXT: text_file(texts, found, in_full=in_full),
    }
    for name, content in written.items():
        (folder / name).write_text(content, encoding="utf-8", newline="")
