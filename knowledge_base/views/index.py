"""The rows of the term index, as a reader wants them: what was looked for, and the name of each page it leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """An index entry: its text, whether people say it, and its links as (address, page name), one for each page."""

    text: str
    is_phrase: bool
    links: tuple[tuple[str, str], ...]


def index_letters(
    entries: Iterable[tuple[str, Sequence[Any]]], phrases: set[str], page_name: Callable[[str], str]
) -> list[tuple[str, list[Row]]]:
    """Turns Sphinx's index into rows by letter.

    Args:
        entries: what Sphinx's `create_index` returns: (letter, [(text, (links, subentries, key)), …]).
        phrases: the texts that are things people say.
        page_name: gives the name of the page behind an address.
    """
    letters = []
    for letter, group in entries:
        rows = []
        for text, (links, subentries, _key) in group:
            rows.append(_row(text, links, phrases, page_name))
            rows += [_row(f"{text}, {sub}", sublinks, phrases, page_name) for sub, sublinks in subentries]
        letters.append((letter, rows))
    return letters


def _row(text: str, links: Sequence[tuple[str, Any]], phrases: set[str], page_name: Callable[[str], str]) -> Row:
    by_page = {page_name(uri): uri for uri in sorted((uri for _main, uri in links if uri), reverse=True)}
    return Row(text, text in phrases, tuple((uri, name) for name, uri in sorted(by_page.items())))
