"""Keeps Sphinx's search whole in incremental builds.

Sphinx 9.0.4 makes its search index of the pages of this build and loads the rest from the last one, but does not load
the index entries (`IndexBuilder.load`), so that a second build would lose every term and phrase from the search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.index_entries import split_index_msg

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def restore_index_entries(app: Sphinx, builder: Builder) -> None:
    """On write-started: gives the search the index entries of all pages, as a clean build would."""
    kept = app.env._search_index_index_entries
    for docname, entries in sorted(app.env.domains.index_domain.entries.items()):
        found = {
            (text, target, main) for kind, value, target, main, _key in entries for text in split_index_msg(kind, value)
        }
        kept[docname] = sorted(found)
