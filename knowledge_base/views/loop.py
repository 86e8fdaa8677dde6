"""The loop as a picture: its steps as boxes in a ring, arrows between them, and the concepts at each step."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from knowledge_base.model import Basis
from knowledge_base.views.drawing import WIDTH, svg
from knowledge_base.views.lettering import lines, named

_GAP = 28  # between the two columns, and between boxes: room for an arrow, and for a thumb on it
_BOX = (WIDTH - _GAP) / 2
_PAD = 10
_NAME, _SMALL = 14.5, 12.5  # font sizes; the style sheet has the same
_LINE = 15.5
_HEAD = 34.0  # the height of a name of one line
_ROW = 27  # the height of a link of one line


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a document, or to an anchor in it."""

    text: str
    docname: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the loop as the picture shows it.

    Attributes:
        name: its name, and where that leads.
        concepts: the concepts at this step.
        arrow: the words of the arrow that leaves it, and where they lead.
        basis: what that arrow rests on.
        leads_to: the step that the arrow leads to, by its place among the steps, from 0.
    """

    name: Link
    concepts: tuple[Link, ...]
    arrow: Link
    basis: Basis
    leads_to: int


@dataclass(frozen=True, slots=True)
class Box:
    """Where a step stands: its corner and its height; all boxes are equally wide."""

    x: float
    y: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + _BOX

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


def loop_picture(steps: Sequence[Step], title: str, uri_of: Callable[[str], str]) -> str:
    """Draws the loop.

    Args:
        steps: all steps, in order.
        title: what the picture shows, in words.
        uri_of: the address of a document.
    """
    boxes = lay_out([_height(step) for step in steps])
    # In the order in which they are read: each step, then the arrow that leaves it.
    drawn = []
    for index, (step, box) in enumerate(zip(steps, boxes, strict=True)):
        drawn += [_step(step, index + 1, box, uri_of), _arrow(step, box, boxes[step.leads_to], uri_of)]
    return svg(max(box.bottom for box in boxes) + 1, title, drawn, "loop-picture", holds_links=True)


def blank_loop(steps: Sequence[tuple[int, int]]) -> str:
    """Draws the loop with lines to write on.

    Args:
        steps: for each step how many concepts stand there, and the step that its arrow leads to, by its place among
            the steps, from 0.
    """
    boxes = lay_out([_HEAD + _ROW * count + 6 for count, _leads_to in steps])
    drawn = []
    for number, ((count, leads_to), box) in enumerate(zip(steps, boxes, strict=True), 1):
        x, end = box.x + _PAD, box.right - _PAD
        lines = [(x + 25, box.y + 26), *((x, box.y + _HEAD + _ROW * row + 18) for row in range(count))]
        written = "".join(f"M{start:g} {y:g}H{end:g}" for start, y in lines)
        drawn += [_frame(box), _sign(number, box), f'<path class="to-fill" d="{written}"/>']
        drawn.append(_arrow_lines(_route(box, boxes[leads_to]), ""))
    title = "The loop without its words: its steps in a ring, lines for their names and ideas, and the arrows."
    return svg(max(box.bottom for box in boxes) + 1, title, drawn, "loop-picture")


def loop_sign(step: int, of: int) -> str:
    """A small ring of dots, one a step, that of `step` filled, or none for 0; a sign beside words, so not read out."""
    dots = []
    for number in range(1, of + 1):
        turn = 2 * math.pi * (number - 1) / of
        x, y = 10 + 7 * math.sin(turn), 10 - 7 * math.cos(turn)
        kind, size = (' class="here"', 3) if number == step else ("", 1.8)
        dots.append(f'<circle{kind} cx="{x:.1f}" cy="{y:.1f}" r="{size}"/>')
    return f'<svg class="loop-sign" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">{"".join(dots)}</svg>'


def lay_out(heights: Sequence[float]) -> list[Box]:
    """Places the boxes in a ring, clockwise: the first at the top left, the next ones down the right side, the others
    back up the left side, so that the sides come out as equal as they can.
    """
    count = len(heights)
    sides = [(_side(heights[1 : 1 + k]), _side((heights[0], *heights[1 + k :])), k) for k in range(1, count)]
    _tallest, down = min((max(right, left), k) for right, left, k in sides)
    right, left = [*range(1, 1 + down)], [0, *range(count - 1, down, -1)]
    total = max(_side([heights[index] for index in side]) for side in (right, left))
    boxes: dict[int, Box] = {}
    for x, side in ((1, left), (_BOX + _GAP - 1, right)):
        spare = total - _side([heights[index] for index in side])
        room = spare / (len(side) - 1) if len(side) > 1 else 0
        y = 1.0
        for index in side:
            boxes[index] = Box(x, y, heights[index])
            y += heights[index] + _GAP + room
    return [boxes[index] for index in range(count)]


def _side(heights: Sequence[float]) -> float:
    return sum(heights) + _GAP * (len(heights) - 1)


def _height(step: Step) -> float:
    return _head(step) + sum(_row(concept) for concept in step.concepts) + (6 if step.concepts else 0)


def _head(step: Step) -> float:
    return _HEAD + (_LINE + 2) * (len(_title(step)) - 1)


def _title(step: Step) -> list[str]:
    return lines(step.name.text, _NAME * 1.05, _BOX - _PAD - 28)  # it is set in bold, which runs wider


def _wrapped(text: str) -> list[str]:
    return lines(text, _SMALL, _BOX - _PAD - 4)


def _row(concept: Link) -> float:
    return _ROW + _LINE * (len(_wrapped(concept.text)) - 1)


def _step(step: Step, number: int, box: Box, uri_of: Callable[[str], str]) -> str:
    x, y = box.x + _PAD, box.y + _head(step)
    drawn = [_frame(box)]
    broken = _title(step)
    title = "".join(_text(line, x + 25, box.y + 23 + (_LINE + 2) * n, "name") for n, line in enumerate(broken))
    name = f' aria-label="{number} {escape(step.name.text)}"'
    drawn.append(
        _link(_address(step.name, uri_of), _sign(number, box) + title, box.x, box.y + 1, _head(step) - 1, "step", name)
    )
    for concept in step.concepts:
        broken = _wrapped(concept.text)
        words = "".join(_text(line, x, y + 16 + _LINE * n) for n, line in enumerate(broken))
        name = named(concept.text, broken)
        drawn.append(_link(_address(concept, uri_of), words, box.x, y, _row(concept), "concept", name))
        y += _row(concept)
    return "".join(drawn)


def _frame(box: Box) -> str:
    return f'<rect class="box" x="{box.x:g}" y="{box.y:g}" width="{_BOX:g}" height="{box.height:g}" rx="8"/>'


def _sign(number: int, box: Box) -> str:
    """The number of a step, in a ring."""
    x = box.x + _PAD + 9
    ring = f'<circle class="sign" cx="{x:g}" cy="{box.y + 18:g}" r="9.5"/>'
    return ring + _text(str(number), x, box.y + 22, "number")


def _arrow(step: Step, start: Box, end: Box, uri_of: Callable[[str], str]) -> str:
    points = _route(start, end)
    x, y = ((one + other) / 2 for one, other in zip(points[0], points[-1], strict=True))
    return (
        f'<a class="arrow" href="{_address(step.arrow, uri_of)}" aria-label="{escape(step.arrow.text)}">'
        f'<rect class="hit" x="{x - 14:g}" y="{y - 14:g}" width="28" height="28" rx="5"/>'
        f"{_arrow_lines(points, step.basis)}</a>"
    )


def _arrow_lines(points: Sequence[tuple[float, float]], basis: str) -> str:
    """The line of an arrow along its corners, and its head."""
    (x1, y1), (x2, y2) = points[-2:]
    ahead = ((x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1))  # which way the arrow points
    across = (ahead[1] * 5, ahead[0] * 5)
    neck = (x2 - ahead[0] * 8, y2 - ahead[1] * 8)
    line = "M" + "L".join(f"{x:g} {y:g}" for x, y in [*points[:-1], (x2 - ahead[0], y2 - ahead[1])])
    barbs = [(neck[0] + side * across[0], neck[1] + side * across[1]) for side in (1, -1)]
    head = "M" + "L".join(f"{x:g} {y:g}" for x, y in [barbs[0], (x2, y2), barbs[1]])
    return f'<path class="{f"line {basis}".strip()}" d="{line}"/><path class="head" d="{head}"/>'


def _route(start: Box, end: Box) -> list[tuple[float, float]]:
    """The corners of an arrow between two boxes: up or down within a column, else through the gap between the two."""
    if start.x == end.x:
        x = start.x + _BOX / 2
        return [(x, start.bottom), (x, end.y)] if end.y > start.y else [(x, start.y), (x, end.bottom)]
    top, bottom = max(start.y, end.y), min(start.bottom, end.bottom)
    rightward = start.x < end.x
    x1, x2 = (start.right, end.x) if rightward else (start.x, end.right)
    if bottom - top >= 24:
        # Two boxes may be joined both ways: the arrow to the right keeps to the top, the other one to the bottom.
        inset = min(18, (bottom - top) / 2 - 3)
        y = top + inset if rightward else bottom - inset
        return [(x1, y), (x2, y)]
    y1, y2 = start.y + start.height / 2, end.bottom - 8 if start.y > end.y else end.y + 8
    return [(x1, y1), ((x1 + x2) / 2, y1), ((x1 + x2) / 2, y2), (x2, y2)]


def _address(link: Link, uri_of: Callable[[str], str]) -> str:
    return escape(uri_of(link.docname) + (f"#{link.anchor}" if link.anchor else ""))


def _link(uri: str, drawn: str, x: float, y: float, height: float, kind: str, name: str = "") -> str:
    hit = f'<rect class="hit" x="{x + 1:g}" y="{y:g}" width="{_BOX - 2:g}" height="{height:g}" rx="7"/>'
    return f'<a class="{kind}" href="{uri}"{name}>{hit}{drawn}</a>'


def _text(words: str, x: float, y: float, kind: str = "") -> str:
    of_kind = f' class="{kind}"' if kind else ""
    return f'<text{of_kind} x="{x:g}" y="{y:g}">{escape(words)}</text>'
