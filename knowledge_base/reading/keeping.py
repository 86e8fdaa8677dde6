"""Keeps what reading a data file gave from one build to the next, so that only what changed is read again."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar, overload

Read = TypeVar("Read")
Item = TypeVar("Item")


def fingerprint(*parts: object) -> str:
    """A short text that differs where any of the parts does."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


class Packed(Sequence[Item]):
    """A list that is kept as bytes, and taken apart once it is asked for: most builds need the text of few pages."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items: Sequence[Item] | None = items
        self._packed = b""

    def __getstate__(self) -> bytes:
        return self._packed or pickle.dumps(self._items, pickle.HIGHEST_PROTOCOL)

    def __setstate__(self, packed: bytes) -> None:
        self._items = None
        self._packed = packed

    @property
    def _unpacked(self) -> Sequence[Item]:
        if self._items is None:
            self._items = pickle.loads(self._packed)
        return self._items

    def __iter__(self) -> Iterator[Item]:
        return iter(self._unpacked)

    def __len__(self) -> int:
        return len(self._unpacked)

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | Sequence[Item]:
        return self._unpacked[place]


class Keep:
    """What was read, by name, each with a fingerprint of all that it was read from.

    Args:
        path: the file that holds it between builds; without one, nothing is kept.
        reader: a fingerprint of the code that reads; what other code has read is not taken over.
    """

    def __init__(self, path: Path | None = None, reader: str = "") -> None:
        self._path = path
        self._reader = reader
        self._before: dict[str, tuple[str, Any]] = {}
        self._now: dict[str, tuple[str, Any]] = {}
        if path and path.is_file():
            try:
                by, kept = pickle.loads(path.read_bytes())
            except Exception:  # Cut off, or of another version: then it is read anew.
                return
            if by == reader:
                self._before = kept

    def recall(self, name: str, key: str, read: Callable[[], Read]) -> Read:
        """What is kept under a name, where the fingerprint is the same; else what `read` gives."""
        if self._before.get(name, ("",))[0] == key:
            self._now[name] = self._before[name]
        else:
            self._now[name] = (key, read())
        found: Read = self._now[name][1]
        return found

    @property
    def key(self) -> str:
        """A fingerprint of all that was asked for."""
        return fingerprint(self._reader, [(name, key) for name, (key, _read) in sorted(self._now.items())])

    def save(self) -> None:
        """Keeps what was asked for, and nothing else.

        Raises:
            OSError: where it cannot be written.
        """
        same = {name: key for name, (key, _) in self._now.items()} == {n: key for n, (key, _) in self._before.items()}
        if self._path and not same:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_bytes(pickle.dumps((self._reader, self._now), pickle.HIGHEST_PROTOCOL))
