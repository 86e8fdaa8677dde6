"""Writes pages as Sphinx's HTML builder does, at a cost that does not grow with the site.

Sphinx sets up a document of its own for each title and list of contents, names neighbors that this project's menu names
otherwise, and writes the index and what else nobody wrote again at every build.
"""

from __future__ import annotations

from collections.abc import Set
from html import escape
from typing import Any

from jinja2 import FileSystemBytecodeCache
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader

from knowledge_base.store import store


class SiteBuilder(StandaloneHTMLBuilder):
    """The builder of the site, in the place of Sphinx's own."""

    search = False  # this project brings its own

    def init_templates(self) -> None:
        """Has the templates compiled once, and not at each build."""
        super().init_templates()
        assert isinstance(self.templates, BuiltinTemplateLoader), "this project sets no other"
        folder = self.doctreedir / "templates"
        folder.mkdir(exist_ok=True)
        self.templates.environment.bytecode_cache = FileSystemBytecodeCache(str(folder))

    def write_documents(self, docnames: Set[str]) -> None:
        """Writes these documents, and notes whether they are all that there are."""
        store(self.env).writes_all = docnames >= self.env.found_docs
        super().write_documents(docnames)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """What the templates are told of a page; the menu and its neighbors in it come from `pages`."""
        title = self.env.longtitles.get(docname)
        return {
            "title": escape(title.astext()) if title else "",
            "body": body,
            "metatags": metatags,
            "meta": {},
            "toc": "",  # the theme would ask for a copy of the contents, to see whether there are any
            "kb_contents": store(self.env).graph.pages[docname].contents,
            "parents": [],
            "prev": None,
            "next": None,
            "rellinks": [],
            "page_source_suffix": self.env.doc2path(docname, False).suffix,
        }

    def copy_theme_static_files(self, context: dict[str, Any]) -> None:
        """Leaves the files of the themes behind: what pages need of them is in this project's own."""

    def gen_indices(self) -> None:
        """Writes the term index where it changed."""
        if store(self.env).writes_all or store(self.env).frame_changed:
            super().gen_indices()

    def gen_pages_from_extensions(self) -> None:
        """Writes the pages that nobody wrote where something on them changed."""
        if store(self.env).writes_all or store(self.env).frame_changed:
            super().gen_pages_from_extensions()
