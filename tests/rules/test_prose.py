from __future__ import annotations

import dataclasses
import datetime

from knowledge_base.model import AvoidedWord, Block, FrontMatter, GradeLimits, Page, Span
from knowledge_base.reading.site import read_site
from knowledge_base.rules.prose import avoided_words, british_spelling, hard_reading, long_sentences, page_grades
from tests.conftest import ROOT

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


def test_each_of_the_two_grades_has_a_limit_of_its_own() -> None:
    site, _ = read_site(ROOT / "docs")
    assert site
    day = datetime.date(2026, 1, 1)
    hard = dataclasses.replace(
        page("Several considerable conversations."), front=FrontMatter("about", "", "", day, day, "")
    )

    def told(limits: GradeLimits) -> list[str]:
        about = dataclasses.replace(site.page_types["about"], limits=limits)
        return [p.message for p in hard_reading(hard, dataclasses.replace(site, page_types={"about": about}))]

    assert "SMOG" in told(GradeLimits(99, 5))[0]
    assert "Flesch-Kincaid" in told(GradeLimits(5, 99))[0]
    assert told(GradeLimits(99, 99)) == []
