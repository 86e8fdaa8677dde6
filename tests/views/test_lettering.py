from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest

from knowledge_base.views.lettering import lines, width

SIZE = 12.5


def pieces(text: str) -> list[str]:
    """The parts of a text that stay whole: words, and what stands before and after a hyphen."""
    return re.split(r"(?<=[ -])", text)


def ways_to_break(text: str) -> Iterator[list[str]]:
    """Every way to break a text into lines."""
    parts = pieces(text)
    for count in range(len(parts)):
        for breaks in combinations(range(1, len(parts)), count):
            ends = [0, *breaks, len(parts)]
            yield ["".join(parts[start:end]).strip() for start, end in pairwise(ends)]


def fits(broken: list[str], text: str, room: float) -> bool:
    alone = {part.strip() for part in pieces(text)}
    return all(line in alone or width(line, SIZE) <= room for line in broken)


def texts() -> list[tuple[str, int]]:
    """Texts of up to eight pieces, narrow and wide, and a room for each; some pieces are wider than their room."""
    chance = random.Random(5)

    def word() -> str:
        return "".join(chance.choice("aeimwlrtWI'") for _ in range(chance.randint(1, 12)))

    def text() -> str:
        return word() + "".join(chance.choice("   -") + word() for _ in range(chance.randint(0, 7)))

    return [(text(), chance.randint(40, 200)) for _ in range(200)]


@pytest.fixture(scope="module")
def broken() -> list[tuple[str, int, list[str]]]:
    """Each text with its room and its lines."""
    return [(text, room, lines(text, SIZE, room)) for text, room in texts()]


def test_no_line_is_longer_than_its_room_but_for_single_words(broken: list[tuple[str, int, list[str]]]) -> None:
    assert not [one for one in broken if not fits(one[2], one[0], one[1])]


def test_nothing_is_lost_and_no_line_is_empty(broken: list[tuple[str, int, list[str]]]) -> None:
    for text, _room, found in broken:
        assert "".join(found).replace(" ", "") == text.replace(" ", "")
        assert all(line and line == line.strip() for line in found), found
        assert "".join(line if line.endswith("-") else f"{line} " for line in found).strip() == text


def test_there_are_as_few_lines_as_can_be(broken: list[tuple[str, int, list[str]]]) -> None:
    for text, room, found in broken:
        fewest = min(len(way) for way in ways_to_break(text) if fits(way, text, room))
        assert len(found) == fewest, (text, room, found)


def test_lines_are_of_about_one_length(broken: list[tuple[str, int, list[str]]]) -> None:
    for text, room, found in broken:
        if all(width(part.strip(), SIZE) <= room for part in pieces(text)):
            ways = [way for way in ways_to_break(text) if len(way) == len(found)]
            shortest = min(max(width(line, SIZE) for line in way) for way in ways)
            assert max(width(line, SIZE) for line in found) <= shortest + 4, (text, room, found)


def test_a_line_may_end_at_a_hyphen_which_stays_with_it() -> None:
    assert lines("self-doubt", SIZE, 40) == ["self-", "doubt"]
    assert lines("self-doubt", SIZE, 100) == ["self-doubt"]


def test_a_word_without_a_hyphen_stays_whole() -> None:
    assert lines("a rationalization of it", SIZE, 30) == ["a", "rationalization", "of it"]


def test_no_text_is_one_empty_line() -> None:
    assert lines("", SIZE, 100) == [""]


def test_widths_grow_with_the_letters_and_with_their_size() -> None:
    assert width("ill", SIZE) < width("see", SIZE) < width("SEE", SIZE) < width("MMM", SIZE)
    assert width("see", 2 * SIZE) == pytest.approx(2 * width("see", SIZE))
    assert width("see it", SIZE) == pytest.approx(width("see", SIZE) + width(" it", SIZE))
