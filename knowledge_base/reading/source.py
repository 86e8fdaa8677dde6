"""Reads what only the Markdown source of a page tells: its headings as they were written, and blocks left open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge_base.model import Heading

#: What stands between the two lines of dashes at the top of a page.
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_COLONS = re.compile(r"\s*(:{2,})\s*(\{[\w-]+\})?")
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*\s*$")


def first_line_not_utf8(content: bytes) -> int | None:
    """The line of the first byte that is not UTF-8, counted from 1, or None where all of them are."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    return None


def read_headings(source: str) -> list[Heading]:
    """All headings of a Markdown page outside of front matter and code, in order. Levels and lines count from 1."""
    found = ((line, _HEADING.match(text)) for line, text in _lines_outside_code(source))
    return [Heading(len(match[1]), line, match[2]) for line, match in found if match]


def read_fence_faults(source: str) -> list[tuple[int, str]]:
    """Faults of the ":::" blocks of a page, each with its line.

    A block that is not closed would quietly swallow what follows it, so one that begins inside another of the same
    length counts as a fault of the outer one.
    """
    faults = []
    open_blocks: list[tuple[int, str, int]] = []
    for line, text in _lines_outside_code(source):
        match = _COLONS.match(text)
        if not match:
            continue
        colons, name = match[1], match[2]
        if name and len(colons) < 3:
            faults.append((line, f"{name} begins with two colons."))
        elif name:
            while open_blocks and open_blocks[-1][2] <= len(colons):
                unclosed = open_blocks.pop()
                faults.append((unclosed[0], f"The block {unclosed[1]} is not closed."))
            open_blocks.append((line, name, len(colons)))
        elif text.strip() == colons and len(colons) >= 3:
            if not open_blocks or open_blocks[-1][2] > len(colons):
                faults.append((line, f'"{colons}" closes no block.'))
            else:
                open_blocks.pop()
    faults += [(line, f"The block {name} is not closed.") for line, name, _length in open_blocks]
    return sorted(faults)


def _lines_outside_code(source: str) -> Iterator[tuple[int, str]]:
    """The lines of a page with their numbers, but for front matter and fenced code."""
    front_matter = FRONT_MATTER.match(source)
    begin = source.count("\n", 0, front_matter.end()) + 1 if front_matter else 0
    fence = ""
    for line, text in list(enumerate(source.splitlines(), 1))[begin:]:
        mark = _FENCE.match(text)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        elif not fence:
            yield line, text
