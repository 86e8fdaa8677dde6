"""Hands the templates what they show beside the text of a page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from knowledge_base.model import Site
from knowledge_base.store import store
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
    context["kb_author"] = app.config.author
    context["kb_support"] = site.support
    if front:
        context["metatags"] += f'\n<meta name="description" content="{escape(front.description)}">'
    if pagename == "genindex":
        names = {app.builder.get_relative_uri("genindex", name): one.nav for name, one in pages.items()}
        phrases = {phrase for one in pages.values() if one.front for phrase in one.front.people_say}
        context["kb_letters"] = index_letters(
            context["genindexentries"], phrases, lambda uri: names.get(uri.split("#")[0], uri)
        )
