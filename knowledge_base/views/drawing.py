"""Pictures drawn from data, as SVG that stands in the page: they follow its colors, and say in words what they show.

Coordinates are CSS pixels at the width of a small phone, so that nothing has to shrink there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from knowledge_base.evidence import Effect, Verdict

WIDTH = 320
_ROW = 20
_SQUARE = 12
_STEP = 15
_PER_LINE = 9

#: How much of a verdict's square is filled: the further research carries a claim, the fuller.
FILLED = {
    Verdict.WELL_SUPPORTED: 1.0,
    Verdict.LIMITED: 0.66,
    Verdict.MIXED: 0.33,
    Verdict.UNTESTED: 0.0,
    Verdict.COINED: 0.0,
}


def verdict_square(verdict: Verdict, x: float = 0, y: float = 0) -> str:
    """The sign of a verdict: a square, filled from below; dashed where only the article speaks of the thing."""
    height = _SQUARE * FILLED[verdict]
    dashed = ' stroke-dasharray="2 2"' if verdict is Verdict.COINED else ""
    fill = (
        f'<rect class="fill" x="{x:g}" y="{y + _SQUARE - height:g}" width="{_SQUARE}" height="{height:g}"/>'
        if height
        else ""
    )
    return f'{fill}<rect class="edge" x="{x:g}" y="{y:g}" width="{_SQUARE}" height="{_SQUARE}"{dashed}/>'


def verdict_sign(verdict: Verdict) -> str:
    """The sign of a verdict by itself, for use beside its words: drawn by the style sheet, in a few letters."""
    return f'<i class="verdict-sign {verdict.name.lower().replace("_", "-")}"></i>'


def verdict_picture(rows: Sequence[tuple[str, Mapping[Verdict, int]]], title: str) -> str:
    """One row a page, one square a claim.

    Args:
        rows: the name of each page, and how many of its claims have each verdict.
        title: what the picture shows, in words.
    """
    drawn = []
    top = 0
    for name, counted in rows:
        drawn.append(f'<text x="172" y="{top + 12}" text-anchor="end">{escape(name)}</text>')
        squares = [verdict for verdict in Verdict for _ in range(counted[verdict])]
        for place, verdict in enumerate(squares):
            line, column = divmod(place, _PER_LINE)
            drawn.append(verdict_square(verdict, 180.5 + column * _STEP, top + 2.5 + line * _STEP))
        top += _ROW + max(0, len(squares) - 1) // _PER_LINE * _STEP
    return svg(top + 2, title, drawn)


def effect_picture(groups: Mapping[str, Sequence[Effect]], title: str) -> str:
    """One dot an effect, with its interval where that is known, all on one scale.

    Args:
        groups: the effects by what was measured: dots of different groups are not to be compared.
        title: what the picture shows, in words.
    """
    left, right, top, row = 8, WIDTH - 24, 26, 38
    ends = [end for effects in groups.values() for one in effects for end in (one.size, *(one.interval or ()))]
    low = math.floor(min([0, *ends]) * 2) / 2  # the scale begins and ends at a half or a whole
    high = math.ceil(max([0.5, *ends]) * 2) / 2
    scale = (right - left) / (high - low)
    drawn: list[str] = []
    y = top
    for name, effects in groups.items():
        drawn.append(f'<text class="name" x="{left}" y="{y + 12}">{escape(name)}</text>')
        y += 22
        for effect in effects:
            x = left + (effect.size - low) * scale
            drawn.append(f'<text x="{left}" y="{y + 9}">{escape(effect.what)}</text>')
            if effect.interval:
                x1, x2 = (left + (end - low) * scale for end in effect.interval)
                drawn.append(f'<line class="edge" x1="{x1:g}" x2="{x2:g}" y1="{y + 21}" y2="{y + 21}"/>')
            drawn.append(f'<circle class="fill" cx="{x:g}" cy="{y + 21}" r="4.5"/>')
            y += row
        y += 8
    grid = []
    for half in range(round((high - low) * 2) + 1):
        x = left + half / 2 * scale
        grid.append(f'<line class="grid" x1="{x:g}" x2="{x:g}" y1="{top - 6}" y2="{y - 8}"/>')
        grid.append(f'<text class="scale" x="{x:g}" y="{top - 12}" text-anchor="middle">{low + half / 2:g}</text>')
    return svg(y, title, grid + drawn)


def svg(height: float, title: str, drawn: Sequence[str], kind: str = "", *, holds_links: bool = False) -> str:
    """An SVG as wide as a small phone.

    Args:
        height: its height in pixels.
        title: what the picture shows, in words.
        drawn: what is in it.
        kind: a further class for the style sheet.
        holds_links: whether it is to be read part by part; else it counts as one image, told by its title.
    """
    return (
        f'<svg class="picture{f" {kind}" if kind else ""}" role="{"group" if holds_links else "img"}" '
        f'viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}" '
        f'aria-label="{escape(title, quote=True)}">{"".join(drawn)}</svg>'
    )
