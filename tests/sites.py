"""Sites as tests write them, and what is published of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path

#: What is published, by path: the site and its archive.
Published = dict[str, bytes]


def put(files: Mapping[str, str], before: Mapping[str, str], root: Path, date: int | None = None) -> None:
    """Writes the files that differ from those before, and deletes those that are gone; `date` is when they changed."""
    for name in before.keys() - files.keys():
        (root / name).unlink()
    for name, text in files.items():
        if before.get(name) != text:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
            if date is not None:
                os.utime(path, (date, date))


def published(root: Path) -> Published:
    """All that a build leaves for readers."""
    folders = [root / "_build" / name for name in ("html", "offline")]
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(root / "_build").as_posix(): path.read_bytes() for path in found}


def difference(found: Published, expected: Published) -> str:
    """The files that differ, and the first line that does; "" where none does."""
    names = sorted(
        (name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name)),
        key=lambda name: (name.endswith(".zip"), name),
    )
    if not names:
        return ""
    told = f"Not as it should be: {', '.join(names)}"
    name = names[0]
    if name not in expected or name not in found:
        return f"{told}\n{name} {'is missing' if name in expected else 'should be gone'}."
    lines = zip_longest(*(content[name].decode("utf-8", "replace").splitlines() for content in (found, expected)))
    for number, (is_now, should_be) in enumerate(lines, 1):
        if is_now != should_be:
            at = next((i for i, (a, b) in enumerate(zip(is_now or "", should_be or "", strict=False)) if a != b), 0)
            shown = slice(max(0, at - 60), at + 180)
            is_now, should_be = ("(no line)" if one is None else one[shown] for one in (is_now, should_be))
            return f"{told}\n{name}, line {number}\n  is:        {is_now}\n  should be: {should_be}"
    return f"{told}\n{name} differs in how its lines end."
