"""The table of a report: measured figures beside what they have to reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: What stands where there is nothing to tell.
NONE = "–"


@dataclass(frozen=True, slots=True)
class Bar:
    """What a figure has to reach, or must not go beyond."""

    limit: float
    text: str
    at_least: bool = False

    def missed_by(self, value: float) -> bool:
        """Whether a figure misses the bar. Beyond six digits, a mean of fractions is not exact."""
        beyond = round(value - self.limit, 6)
        return beyond < 0 if self.at_least else beyond > 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value as it is shown, and its bar, if it has one."""

    value: float
    text: str
    bar: Bar | None = None

    def __str__(self) -> str:
        return f"{self.text} MISSED" if self.bar and self.bar.missed_by(self.value) else self.text


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what was measured, our figures with their bars, and what Sphinx's own search reaches."""

    what: str
    ours: tuple[Figure, ...]
    stock: str = NONE

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The cells of the line."""
        bars = " / ".join(figure.bar.text if figure.bar else NONE for figure in self.ours)
        return (
            self.what,
            " / ".join(map(str, self.ours)),
            bars if any(one.bar for one in self.ours) else NONE,
            self.stock,
        )


def table(head: tuple[str, str, str, str], rows: Sequence[Row]) -> str:
    """The rows as a table in Markdown."""
    return aligned([head, *(row.cells for row in rows)])


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Lines of cells, the first of them the head, as a table in Markdown: aligned for those who read it as it is."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = [
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |" for line in lines
    ]
    padded.insert(1, f"|{'|'.join('-' * (width + 2) for width in widths)}|")
    return "\n".join(padded)
