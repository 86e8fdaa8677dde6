"""Hands the templates what they show beside the text of a page, and writes the files that stand beside pages."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge_base.model import Page, Site
from knowledge_base.store import store
from knowledge_base.views.claims import groups
from knowledge_base.views.files import CSV_FILE, JSON_FILE, claims_csv, claims_json
from knowledge_base.views.index import index_letters

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def add_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """On html-page-context: the description, the review line, the support line, the rows of the term index."""
    knowledge_base = store(app.env)
    site: Site = app.config.kb_site
    pages = knowledge_base.graph.pages
    page = pages.get(pagename) if doctree is not None else None
    front = page.front if page else None
    context["kb_front"] = front
    if page and shows(page, "ledger", "claims"):
        app.add_js_file("claims-filter.js", loading_method="defer")
    context["kb_author"] = app.config.author
    context["kb_support"] = site.support
    if front:
        context["metatags"] += f'\n<meta name="description" content="{escape(front.description)}">'
    if pagename == "genindex":
        names = {app.builder.get_relative_uri("genindex", name): one.nav for name, one in pages.items()}
        fronts = [one.front for one in pages.values() if one.front]
        context["kb_letters"] = index_letters(
            context["genindexentries"],
            {name for front in fronts for name in front.also_called},
            {phrase for front in fronts for phrase in front.people_say},
            lambda uri: names.get(uri.split("#")[0], uri),
        )


def write_claim_files(app: Sphinx, error: Exception | None) -> None:
    """On build-finished: writes all claims as files beside the pages that link to them, and removes those of others."""
    if error or app.builder.format != "html":
        return
    knowledge_base = store(app.env)
    evidence = knowledge_base.evidence
    found = groups(evidence, knowledge_base.graph, knowledge_base.site)
    about = {"site": app.config.project, "edition": app.config.release, "license": app.config.copyright}
    contents = {JSON_FILE: claims_json(found, evidence, about), CSV_FILE: claims_csv(found, evidence)}
    offering = [page for page in knowledge_base.graph.pages.values() if shows(page, "ledger", "files")]
    folders = {Path(app.outdir, page.docname).parent for page in offering}
    for name, content in contents.items():
        for path in Path(app.outdir).rglob(name):
            if path.parent not in folders:
                path.unlink()
        for folder in folders:
            (folder / name).write_text(content, encoding="utf-8", newline="")


def shows(page: Page, name: str, argument: str) -> bool:
    """Whether a page asks for a view."""
    return any((use.name, use.argument) == (name, argument) for use in page.views)
