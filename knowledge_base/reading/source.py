"""Reads what only the Markdown source of a page tells: its headings, at the levels in which they were written."""

from __future__ import annotations

import re

from knowledge_base.model import Heading

#: What stands between the two lines of dashes at the top of a page.
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*\s*$")


def read_headings(source: str) -> list[Heading]:
    """All headings of a Markdown page outside of front matter and code, in order. Levels and lines count from 1."""
    headings = []
    fence = ""
    front_matter = FRONT_MATTER.match(source)
    begin = source.count("\n", 0, front_matter.end()) + 1 if front_matter else 0
    for line, text in list(enumerate(source.splitlines(), 1))[begin:]:
        mark = _FENCE.match(text)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        found = _HEADING.match(text)
        if found and not fence:
            headings.append(Heading(len(found[1]), line, found[2]))
    return headings
