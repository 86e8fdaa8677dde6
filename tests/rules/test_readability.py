from __future__ import annotations

import pytest

from knowledge_base.rules.readability import grades, sentences, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [("bee", 1), ("people", 2), ("connection", 3), ("loneliness", 3), ("self-esteem", 3), ("don't", 2)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_sentences_end_at_a_mark_and_not_at_a_line() -> None:
    assert sentences('She said "no." Then she\nleft. 12.') == ['She said "no', "Then she\nleft."] or sentences(
        'She said "no." Then she\nleft.'
    ) == ['She said "no.', "Then she\nleft."]


def test_grades_follow_the_published_formulas() -> None:
    # 6 words, 1 sentence, 6 syllables, no word of three: 0.39 * 6 + 11.8 * 1 - 15.59; SMOG of none is its constant.
    found = grades(["The bee flew to the hive."])
    assert found.flesch_kincaid == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert found.smog == pytest.approx(3.1291)


def test_one_long_word_raises_both_grades() -> None:
    # 6 words, 1 sentence, 8 syllables, one word of three: SMOG 1.0430 * sqrt(1 * 30 / 1) + 3.1291.
    found = grades(["The connection flew to the hive."])
    assert found.flesch_kincaid == pytest.approx(0.39 * 6 + 11.8 * 8 / 6 - 15.59)
    assert found.smog == pytest.approx(1.0430 * 30**0.5 + 3.1291)


def test_the_end_of_a_paragraph_ends_a_sentence() -> None:
    assert (
        grades(["The bee flew", "to the hive."]).flesch_kincaid < grades(["The bee flew to the hive."]).flesch_kincaid
    )


def test_a_text_without_words_has_no_grade() -> None:
    assert grades(["12 — 3", ""]).flesch_kincaid == 0
