"""The rows of the term index, as a reader wants them: what was looked for, and the name of each page it leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """An index entry: its text, whether people say it, whether the names of its pages have to be told, and its links as
    (address, page name), one for each page.
    """

    text: str
    is_phrase: bool
    names_page: bool
    links: tuple[tuple[str, str], ...]


def index_letters(
    entries: Iterable[tuple[str, Sequence[Any]]],
    other_names: set[str],
    phrases: set[str],
    page_name: Callable[[str], str],
) -> list[tuple[str, list[Row]]]:
    """Turns Sphinx's index into rows by letter.

    Args:
        entries: what Sphinx's `create_index` returns: (letter, [(text, (links, subentries, key)), …]).
        other_names: the texts under which pages are also looked up.
        phrases: the texts that are things people say.
        page_name: gives the name of the page behind an address.
    """
    letters = []
    for letter, group in entries:
        rows = []
        for text, (links, subentries, _key) in group:
            for row_text, row_links in ((text, links), *((f"{text}, {sub}", below) for sub, below in subentries)):
                pages = _by_page(row_links, page_name)
                is_phrase = row_text in phrases
                rows.append(Row(row_text, is_phrase, is_phrase or row_text in other_names or len(pages) > 1, pages))
        letters.append((letter, rows))
    return letters


def _by_page(links: Sequence[tuple[str, Any]], page_name: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    by_page = {page_name(uri): uri for uri in sorted((uri for _main, uri in links if uri), reverse=True)}
    return tuple((uri, name) for name, uri in sorted(by_page.items()))
