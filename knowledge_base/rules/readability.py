"""How hard a text is to read, as US school grades."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyphen

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+")


@dataclass(frozen=True, slots=True)
class Grades:
    """Two reading grades of one text, in US school years."""

    flesch_kincaid: float
    smog: float


def words(text: str) -> list[str]:
    """The words of a text; numbers and lone punctuation are none."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line break ends none, and what holds no word is none."""
    return [sentence for sentence in _SENTENCE_END.split(text) if _WORD.search(sentence)]


@cache
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US")


@cache
def syllables(word: str) -> int:
    """How many syllables an English word has, counted by its hyphenation points (Pyphen)."""
    parts = [part for part in re.split(r"[-'’]", word) if part]
    return sum(len(_hyphenation().positions(part)) + 1 for part in parts)


def grades(texts: Iterable[str]) -> Grades:
    """The reading grades of paragraphs taken together; a paragraph's end is a sentence's end.

    Flesch-Kincaid after Kincaid, Fishburne, Rogers and Chissom (1975); SMOG after McLaughlin (1969), scaled to 30
    sentences. A text without words has grade 0 in both.
    """
    found = [sentence for text in texts for sentence in sentences(text)]
    counts = [syllables(word) for sentence in found for word in words(sentence)]
    if not counts:
        return Grades(0.0, 0.0)
    flesch_kincaid = 0.39 * len(counts) / len(found) + 11.8 * sum(counts) / len(counts) - 15.59
    smog = 1.0430 * math.sqrt(sum(count >= 3 for count in counts) * 30 / len(found)) + 3.1291
    return Grades(flesch_kincaid, smog)
