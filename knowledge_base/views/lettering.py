"""Breaks the words of a picture into lines: SVG does not do so by itself.

A build knows no fonts, so widths are estimated: those of Arial, with some room for wider fonts of other systems.
"""

from __future__ import annotations

from html import escape

#: Widths in hundredths of the font size, by letter. All others count as the average small letter does.
_WIDTHS = {
    **dict.fromkeys("ijl.,:;'’|!()[]I ", 28),
    **dict.fromkeys("frt-", 34),
    **dict.fromkeys("ckszvxyJ", 50),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&", 69),
    **dict.fromkeys("mwMW", 85),
}
_AVERAGE = 56
_ROOM = 1.04


def width(text: str, size: float) -> float:
    """About how wide a text runs at a font size; both in pixels."""
    return sum(_WIDTHS.get(letter, _AVERAGE) for letter in text) / 100 * size * _ROOM


def lines(text: str, size: float, room: float) -> list[str]:
    """The text in as few lines as fit, broken between words and at hyphens, the lines of about one length.

    Args:
        text: the words.
        size: the font size in pixels.
        room: the longest that a line may be, in pixels; a single longer word stays whole.
    """
    words = text.replace("-", "-\0").replace(" ", " \0").split("\0")
    broken = _filled(words, size, room)
    # The narrowest that needs no more lines than that: "one two / three" instead of "one two three / four".
    narrower = room
    while narrower > 0 and len(_filled(words, size, narrower - 4)) == len(broken):
        narrower -= 4
    best = _filled(words, size, narrower)
    return best if max(width(line, size) for line in best) <= room else broken


def named(text: str, broken: list[str]) -> str:
    """An attribute that names a link by its whole text: not every browser joins the lines, nor words cut at hyphens."""
    return f' aria-label="{escape(text)}"' if len(broken) > 1 else ""


def _filled(words: list[str], size: float, room: float) -> list[str]:
    found = [""]
    for word in words:
        if found[-1] and width((found[-1] + word).rstrip(), size) > room:
            found.append("")
        found[-1] += word
    return [line.strip() for line in found if line.strip()] or [""]
