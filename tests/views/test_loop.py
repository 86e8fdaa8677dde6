from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ElementTree
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest

from knowledge_base.model import Basis
from knowledge_base.views.drawing import WIDTH
from knowledge_base.views.lettering import width
from knowledge_base.views.loop import Box, Link, Step, lay_out, loop_picture, loop_sign

Point = tuple[float, float]


class Area(NamedTuple):
    """A rectangle of a picture. Pictures round to six digits, so less than a tenth of a pixel counts for nothing."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Area) -> bool:
        """Whether the two share more than an edge."""
        apart = self.right <= other.left + 0.1 or other.right <= self.left + 0.1
        return not (apart or self.bottom <= other.top + 0.1 or other.bottom <= self.top + 0.1)

    def has_on_its_edge(self, point: Point) -> bool:
        """Whether a point lies on the outline."""
        x, y = point
        within = self.left - 0.1 <= x <= self.right + 0.1 and self.top - 0.1 <= y <= self.bottom + 0.1
        to_edge = min(abs(x - self.left), abs(x - self.right), abs(y - self.top), abs(y - self.bottom))
        return within and to_edge < 0.1


def ring(counts: list[int], last_leads_to: int = 0, bases: tuple[Basis, ...] = (Basis.STATED,)) -> list[Step]:
    """A loop of as many steps as there are counts, each with so many concepts."""
    return [
        Step(
            Link(f"Step & {index}", "loop", f"step-{index}"),
            tuple(Link(f"Concept <{place}> of step {index}", f"{index}-{place}") for place in range(count)),
            Link(f'From "{index}" on', "loop", f"after-{index}"),
            bases[index % len(bases)],
            index + 1 if index + 1 < len(counts) else last_leads_to,
        )
        for index, count in enumerate(counts)
    ]


def drawn(steps: list[Step]) -> ElementTree.Element:
    return ElementTree.fromstring(loop_picture(steps, 'The "loop"', lambda docname: f"{docname}.html?a&b"))


def links(picture: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [link for link in picture.iter("a") if link.get("class") == kind]


def areas(within: ElementTree.Element, kind: str) -> list[Area]:
    found = []
    for rect in within.iter("rect"):
        if rect.get("class") == kind:
            x, y, width, height = (float(rect.get(name, "nan")) for name in ("x", "y", "width", "height"))
            found.append(Area(x, y, x + width, y + height))
    return found


def corners(arrow: ElementTree.Element, part: str) -> list[Point]:
    (path,) = (path for path in arrow.iter("path") if str(path.get("class")).split()[0] == part)
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.get("d", ""))]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@pytest.fixture(scope="module")
def pictures() -> list[tuple[list[Step], ElementTree.Element]]:
    """Loops of 2 to 8 steps, and of 5 to 8 where the last leads to the second, each with its picture.

    Some steps are empty, but for loops of two and for those that lead to the second: low boxes bring arrows together.
    """
    chance = random.Random(7)
    rings = [
        ring([chance.randint(1 if count == 2 else 0, 9) for _ in range(count)])
        for count in range(2, 9)
        for _ in range(10)
    ]
    rings += [
        ring([chance.randint(1, 9) for _ in range(count)], last_leads_to=1) for count in range(5, 9) for _ in range(5)
    ]
    return [(steps, drawn(steps)) for steps in rings]


@pytest.mark.parametrize("count", range(2, 9))
def test_no_box_covers_another_and_all_lie_within_the_width(count: int) -> None:
    chance = random.Random(count)
    for _ in range(50):
        heights = [chance.uniform(34, 500) for _ in range(count)]
        boxes = lay_out(heights)
        assert [box.height for box in boxes] == heights
        placed = [Area(box.x, box.y, box.right, box.bottom) for box in boxes]
        assert not [pair for pair in combinations(placed, 2) if pair[0].covers(pair[1])]
        assert all(area.left >= 0 and area.right <= WIDTH and area.top >= 0 for area in placed)


def test_the_boxes_go_round_clockwise_from_the_top_left() -> None:
    boxes = lay_out([100, 100, 100, 100, 100])
    left = [index for index, box in enumerate(boxes) if box.x == boxes[0].x]
    right = [index for index, box in enumerate(boxes) if box.x > boxes[0].x]

    def down(index: int) -> float:
        return boxes[index].y

    assert boxes[0].y == min(box.y for box in boxes)
    assert sorted(right, key=down) == [*range(1, 1 + len(right))]
    assert sorted(left, key=down) == [0, *reversed(range(1 + len(right), 5))]


def test_the_sides_are_as_equal_as_they_can_be() -> None:
    boxes = lay_out([50, 50, 50, 50, 300])
    assert [box.x > boxes[0].x for box in boxes] == [False, True, True, True, False]
    assert max(box.bottom for box in boxes) < 400


def test_nothing_lies_outside_the_picture(pictures: list[tuple[list[Step], ElementTree.Element]]) -> None:
    for _steps, picture in pictures:
        height = float(picture.get("height", "nan"))
        assert picture.get("viewBox") == f"0 0 {WIDTH} {picture.get('height')}"
        for area in [*areas(picture, "box"), *areas(picture, "hit")]:
            assert area.left > 0 and area.right < WIDTH
            assert area.top > 0 and area.bottom < height
        assert all(0 < float(text.get("y", "nan")) < height for text in picture.iter("text"))


def test_each_arrow_leads_from_the_edge_of_its_box_to_the_edge_of_the_next(
    pictures: list[tuple[list[Step], ElementTree.Element]],
) -> None:
    for steps, picture in pictures:
        boxes = areas(picture, "box")
        for step, box, arrow in zip(steps, boxes, links(picture, "arrow"), strict=True):
            (x, y), (tip_x, tip_y) = corners(arrow, "line")[-1], corners(arrow, "head")[1]
            assert box.has_on_its_edge(corners(arrow, "line")[0])
            assert boxes[step.leads_to].has_on_its_edge((tip_x, tip_y))
            assert abs(x - tip_x) + abs(y - tip_y) == pytest.approx(1, abs=0.1), "the line ends in its head"


def test_the_last_arrow_leads_where_it_is_told() -> None:
    for goal in range(4):
        picture = drawn(ring([3, 3, 3, 3, 3], last_leads_to=goal))
        tip = corners(links(picture, "arrow")[-1], "head")[1]
        assert [box.has_on_its_edge(tip) for box in areas(picture, "box")] == [goal == index for index in range(5)]


def stretches(arrow: ElementTree.Element) -> list[Area]:
    """The straight parts of an arrow, as wide as they are drawn."""
    return [
        Area(x1 - 1, min(y1, y2), x1 + 1, max(y1, y2)) if x1 == x2 else Area(min(x1, x2), y1 - 1, max(x1, x2), y1 + 1)
        for (x1, y1), (x2, y2) in pairwise(corners(arrow, "line"))
    ]


def test_no_arrow_runs_through_a_box(pictures: list[tuple[list[Step], ElementTree.Element]]) -> None:
    for _steps, picture in pictures:
        boxes = areas(picture, "box")
        for arrow in links(picture, "arrow"):
            assert not [line for line in stretches(arrow) if any(box.covers(line) for box in boxes)]


def test_no_arrow_runs_into_another(pictures: list[tuple[list[Step], ElementTree.Element]]) -> None:
    for steps, picture in pictures:
        if all(step.concepts for step in steps):
            for one, other in combinations(links(picture, "arrow"), 2):
                assert not [line for line in stretches(one) if any(line.covers(each) for each in stretches(other))]


def test_what_can_be_pressed_lies_apart_and_is_large_enough(
    pictures: list[tuple[list[Step], ElementTree.Element]],
) -> None:
    for steps, picture in pictures:
        hits = areas(picture, "hit")
        assert len(hits) == sum(2 + len(step.concepts) for step in steps)
        assert not [pair for pair in combinations(hits, 2) if pair[0].covers(pair[1])]
        assert all(hit.right - hit.left >= 24 and hit.bottom - hit.top >= 24 for hit in hits)


def test_each_step_concept_and_arrow_is_a_link_with_a_name_in_the_order_of_reading() -> None:
    picture = drawn(ring([1, 2]))
    told = [
        (link.get("class"), link.get("href"), link.get("aria-label") or " ".join(text.text or "" for text in link[1:]))
        for link in picture.iter("a")
    ]
    assert told == [
        ("step", "loop.html?a&b#step-0", "1 Step & 0"),
        ("concept", "0-0.html?a&b", "Concept <0> of step 0"),
        ("arrow", "loop.html?a&b#after-0", 'From "0" on'),
        ("step", "loop.html?a&b#step-1", "2 Step & 1"),
        ("concept", "1-0.html?a&b", "Concept <0> of step 1"),
        ("concept", "1-1.html?a&b", "Concept <1> of step 1"),
        ("arrow", "loop.html?a&b#after-1", 'From "1" on'),
    ]
    assert (picture.get("role"), picture.get("aria-label")) == ("group", 'The "loop"')


def test_a_long_name_of_a_concept_takes_more_lines_and_more_room() -> None:
    short, long = ring([1, 1]), ring([1, 1])
    name = "A name so long that no single line of a box can hold it"
    long[0] = Step(long[0].name, (Link(name, "long"),), long[0].arrow, Basis.STATED, 1)
    (concept,) = (link for link in drawn(long).iter("a") if link.get("href") == "long.html?a&b")
    rows = [text.text or "" for text in concept.iter("text")]
    assert len(rows) > 1 and " ".join(rows) == name
    assert max(width(row, 12.5) for row in rows) < (WIDTH - 28) / 2 - 10
    (hit,) = areas(concept, "hit")
    assert all(hit.top < float(text.get("y", "nan")) < hit.bottom for text in concept.iter("text"))
    assert areas(drawn(long), "box")[0].bottom > areas(drawn(short), "box")[0].bottom
    assert areas(drawn(long), "box")[0].bottom >= hit.bottom


def test_what_an_arrow_rests_on_is_its_class() -> None:
    steps = ring([1, 1, 1], bases=(Basis.STATED, Basis.IMPLIED))
    lines = [path.get("class") for path in drawn(steps).iter("path") if path.get("class") != "head"]
    assert lines == ["line stated", "line implied", "line stated"]


def test_the_same_loop_is_drawn_the_same() -> None:
    once, again = (loop_picture(ring([4, 0, 2, 9, 1], 1), "t", str) for _ in range(2))
    assert once == again


def test_the_sign_has_a_dot_a_step_and_fills_that_of_the_page() -> None:
    for step in range(6):
        # HTML allows a class without quotes, XML does not.
        sign = ElementTree.fromstring(loop_sign(step, 5).replace("class=here", 'class="here"'))
        dots = list(sign.iter("circle"))
        assert [number for number, dot in enumerate(dots, 1) if dot.get("class")] == ([step] if step else [])
        assert len({(dot.get("cx"), dot.get("cy")) for dot in dots}) == 5
        assert sign.get("aria-hidden") == "true"


def test_a_box_knows_its_edges() -> None:
    first, second = lay_out([40, 60])
    assert (first.bottom, second.bottom) == (first.y + 40, second.y + 60)
    assert isinstance(first, Box) and first.right < second.x
