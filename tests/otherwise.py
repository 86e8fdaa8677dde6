"""Builds a site as another machine might: with several processes, and with the files of each folder in another order.

`python -m tests.otherwise FOLDER JOBS`
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from knowledge_base import building

_scandir, _listdir, _options = os.scandir, os.listdir, building._sphinx


class _Backwards:
    """The entries of a folder, the last name first."""

    def __init__(self, *given: Any) -> None:
        with _scandir(*given) as entries:
            self._entries = iter(sorted(entries, key=lambda entry: str(entry.name), reverse=True))

    def __enter__(self) -> _Backwards:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def __iter__(self) -> Iterator[os.DirEntry[Any]]:
        return self._entries

    def __next__(self) -> os.DirEntry[Any]:
        return next(self._entries)

    def close(self) -> None:
        """Ends the look into the folder; nothing is open by now."""


def main(root: Path, jobs: str) -> int:
    """Builds the site in this folder with that many processes."""
    os.scandir = _Backwards  # type: ignore[assignment]
    os.listdir = lambda *given: sorted(_listdir(*given), reverse=True)  # type: ignore[assignment]
    building._sphinx = lambda root: [*_options(root), "-j", jobs]
    return building.build(root)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
