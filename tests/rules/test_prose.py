from __future__ import annotations

from knowledge_base.model import AvoidedWord, Block, Page, Span
from knowledge_base.rules.prose import avoided_words, british_spelling, long_sentences, page_grades

AVOIDED = (AvoidedWord("just|simply", "Leave it out."),)


def page(text: str, section: str = "") -> Page:
    return Page("p", blocks=[Block(section, "", 7, (Span(text),))])


def test_a_long_sentence_is_told_on_its_own_line() -> None:
    found = list(long_sentences(page("One two.\nOne two three four five."), 4))
    assert [(problem.line, problem.message) for problem in found] == [(8, "This sentence has 5 words.")]


def test_avoided_words_are_found_whole_and_in_any_case() -> None:
    assert [problem.message for problem in avoided_words(page("Just go. Adjust. A just-so story."), AVOIDED, ())] == [
        '"Just" is on the list of words to avoid.'
    ]


def test_reporting_sections_are_left_out() -> None:
    assert not list(avoided_words(page("just", section="It says"), AVOIDED, ("It says",)))


def test_british_spelling_names_the_american_one() -> None:
    (problem,) = british_spelling(page("The centre."))
    assert problem.remedy == 'Write "center".'


def test_names_of_terms_do_not_weigh_on_the_grade() -> None:
    linked = Block("", "", 1, (Span("We met "), Span("Hypervigilant Belonging Anxiety", "term:x"), Span(" today.")))
    plain = Block("", "", 1, (Span("We met "), Span("Hypervigilant Belonging Anxiety"), Span(" today.")))
    assert page_grades([linked]).flesch_kincaid < page_grades([plain]).flesch_kincaid
