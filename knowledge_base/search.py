"""Makes the search index of an incremental build equal to that of a clean one.

Sphinx 9.0.4 makes it of the pages of this build and loads the rest from the last one, but not the index entries
(`IndexBuilder.load`), so that a second build would lose every term and phrase from the search. It also keeps words that
no page holds any longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.index_entries import split_index_msg

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

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


def drop_lost_words(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """On html-collect-pages, the last event before the index is written: drops the words that no page holds."""
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None:
        indexer.prune(app.env.all_docs)
        for words in (indexer._mapping, indexer._title_mapping):
            for word in [word for word, docnames in words.items() if not docnames]:
                del words[word]
    return []
