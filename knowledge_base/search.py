"""Puts the search on the site: its own page instead of Sphinx's, the engine from npm, the answers and their text.

Sphinx's own search needs every word of a query on a page, loses index entries in incremental builds, and has the pages
that it finds downloaded; the builder leaves it out, and its files do not ship.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ExtensionError

from knowledge_base.store import store
from knowledge_base.views.search import answers, index_file, passages, text_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

#: What npm brings, in its folder, and the names under which it ships. The license asks to go along.
_FROM_NPM = {"minisearch.min.js": "minisearch.js", "minisearch/LICENSE.txt": "minisearch-license.txt"}
SEARCH_FILES = _INDEX, _TEXT = "search-index.js", "search-text.js"
#: What Sphinx and its basic theme bring for their search, and for keys and tables that these pages do not have.
_OF_SPHINX = ("searchtools.js", "language_data.js", "sphinx_highlight.js", "doctools.js", "documentation_options.js")


def look_for_engine(app: Sphinx) -> None:
    """On builder-inited: looks for what the search needs.

    Raises:
        ExtensionError: where npm has not installed what ships with the site.
    """
    if app.builder.format != "html":
        return
    for name in _FROM_NPM:
        path = _npm(app) / name
        if not path.is_file():
            raise ExtensionError(f"{path} is missing, and the search needs it. Run “make html”, which installs it.")


def leave_out_scripts(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """On html-page-context: pages load no script of Sphinx's search."""
    unwanted = {f"_static/{name}" for name in _OF_SPHINX}
    context["script_files"] = [file for file in context["script_files"] if str(file.filename) not in unwanted]


def search_page(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """On html-collect-pages: the page of all results."""
    return [("search", {"kb_ways_on": app.config.kb_site.search.ways_on}, "search.html")]


def write_search(app: Sphinx, error: Exception | None) -> None:
    """On build-finished: writes what the search reads. On large sites headings and summaries stand for the text."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir, "_static")
    for name in _OF_SPHINX:
        (folder / name).unlink(missing_ok=True)
    for name, ships_as in _FROM_NPM.items():
        shutil.copyfile(_npm(app) / name, folder / ships_as)
    knowledge_base = store(app.env)
    graph, site = knowledge_base.graph, knowledge_base.site
    in_full = len(graph.pages) <= app.config.kb_search_text_pages
    if not (knowledge_base.changed if in_full else knowledge_base.faces_changed):
        return

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


def _npm(app: Sphinx) -> Path:
    return Path(app.confdir, app.config.kb_npm)
