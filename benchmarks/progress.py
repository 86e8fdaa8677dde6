"""A progress bar of plain text, beside the report."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 24


class Progress:
    """Shows how far a run has come, and what it does now.

    On a terminal the line is written over; into a file or a log goes a line for each step.
    """

    def __init__(self, total: float) -> None:
        """`total` is what the weights of all steps come to, in any unit: seconds, guessed beforehand, will do."""
        self.total = total
        self.done = 0.0
        self.begun = time.monotonic()

    @contextmanager
    def step(self, what: str, weight: float) -> Iterator[None]:
        """Tells of a step while it lasts; a step that fails is not counted."""
        self._show(what)
        yield
        self.done += weight

    def close(self) -> None:
        """Tells how long it all took."""
        self._show(f"done in {(time.monotonic() - self.begun) / 60:.1f} minutes")
        if sys.stderr.isatty():
            print(file=sys.stderr)

    def _show(self, what: str) -> None:
        print(bar(self.done / self.total, what), end=_END if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)


#: Clears what is left of a longer line, and goes back to its beginning.
_END = "\x1b[K\r"


def bar(share: float, what: str) -> str:
    """The bar as a line: `[######------------------]  25 %  what`."""
    share = min(share, 1)
    full = round(share * WIDTH)
    return f"[{'#' * full}{'-' * (WIDTH - full)}] {share:4.0%}  {what}".replace("%", " %", 1)
