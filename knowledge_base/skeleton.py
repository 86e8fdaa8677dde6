"""Begins a new page from a commented skeleton."""

from __future__ import annotations

import datetime
import re
import unicodedata
from pathlib import Path


def slug(name: str) -> str:
    """A name as a file name: "Café blues" becomes "cafe-blues"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def new_term(docs: Path, name: str, today: datetime.date) -> Path:
    """Writes the page of a new term.

    Args:
        docs: the folder of the pages; the skeleton stands in its `_skeletons/term.md`.
        name: the term.
        today: the day of writing.

    Returns:
        The path of the new page.

    Raises:
        ValueError: where the name holds no letter, or its page exists; says what to do instead.
    """
    if not slug(name):
        raise ValueError('A term needs a name: make term NAME="The name of the term".')
    path = docs / "terms" / f"{slug(name)}.md"
    same_line = re.compile(rf"^{re.escape(name)}$", re.MULTILINE | re.IGNORECASE)
    for other in sorted(docs.rglob("*.md")):
        if other.name == path.name or same_line.search(other.read_text(encoding="utf-8")):
            raise ValueError(f'"{name}" is defined in {other.as_posix()} already: edit that, or choose another name.')
    skeleton = (docs / "_skeletons" / "term.md").read_text(encoding="utf-8")
    filled = skeleton.replace("NAME OF THE TERM", name).replace("TODAY", today.isoformat())
    path.write_text(
        filled.replace("IN A YEAR", today.replace(year=today.year + 1, day=min(today.day, 28)).isoformat()),
        encoding="utf-8",
    )
    return path
