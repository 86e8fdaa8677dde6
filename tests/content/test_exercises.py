"""What the real pages give readers to do: practice, stories, questions, name checks, first paths."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.content.test_pages import CONCEPTS, TERMS, every_page
from tests.test_exercises import imported

PRACTICE = ["practice/notice", "practice/one-small-step", "practice/reach-out", "practice/beside-someone"]
#: Each first path with the minutes that it takes at most.
PATHS = {"start/me": 12, "start/someone": 10, "start/study": 35, "start/contribute": 15}


def page(site: Path, docname: str) -> BeautifulSoup:
    return BeautifulSoup((site / f"{docname}.html").read_text(encoding="utf-8"), "html.parser")


def led_to(site: Path, docname: str) -> set[str]:
    """The pages that the text of a page links to."""
    links = [str(link["href"]) for link in page(site, docname).select("article a[href]")]
    folder = posixpath.dirname(docname)
    local = [link.partition("#")[0] for link in links if "://" not in link]
    return {posixpath.normpath(posixpath.join(folder, link)).removesuffix(".html") for link in local if link}


@pytest.mark.parametrize("docname", CONCEPTS)
def test_each_concept_asks_two_or_three_questions_and_explains_each_answer(site: Path, docname: str) -> None:
    questions = page(site, docname).select("#try-to-recall > .question")
    assert 2 <= len(questions) <= 3
    for question in questions:
        answers, explained = question.select(":scope > ol > li"), question.select("details > ol > li")
        assert len(answers) == len(explained) >= 2
        assert [text.get_text().startswith(("Yes:", "No:")) for text in explained] == [True] * len(explained)


def test_all_questions_stand_on_one_page_and_anki_takes_them_all(site: Path, tmp_path: Path) -> None:
    asked = [one.get_text() for docname in CONCEPTS for one in page(site, docname).select(".question > .asked")]
    assert len(asked) >= 60
    assert sorted(asked) == sorted(one.get_text() for one in page(site, "teach/recall").select(".question > .asked"))
    collection, names = imported(site / "teach" / "recall-cards.txt", tmp_path)
    collection.close()
    assert len(set(names)) == len(asked)


def test_each_coined_name_is_examined_and_what_is_open_is_listed(site: Path) -> None:
    still_open = 0
    for id in TERMS:
        replies = [
            one.get_text() for one in page(site, f"terms/{id}").select("dl.name-check dd p:first-child > strong")
        ]
        assert len(replies) == 4, id
        assert set(replies) <= {"Yes.", "Partly.", "No.", "Open."}
        still_open += replies.count("Open.")
    assert len(page(site, "contribute/open-questions").select("#the-questions dd > ul > li")) == still_open > 0


@pytest.mark.parametrize("docname", PRACTICE)
def test_each_step_of_a_practice_page_says_how_sure_it_is(site: Path, docname: str) -> None:
    steps = page(site, docname).select("#steps > ol > li")
    assert len(steps) >= 3
    assert all("How sure: " in step.get_text() for step in steps)
    assert any(step.select(".verdict a") for step in steps)


def test_six_stories_are_told_three_of_them_from_both_chairs(site: Path) -> None:
    stories = page(site, "stories").select(".story")
    assert [len(story.select(".chair")) for story in stories].count(2) == 3
    assert len(stories) == 6
    for story in stories:
        assert story.select_one(".label")
        assert story.select(".illustrates ~ ul a"), "a story names its claims"
        readings = story.select("ol")[-1].select(":scope > li")
        assert len(readings) == 3


def test_every_page_is_on_a_path_or_linked_from_one(site: Path) -> None:
    reached = {docname for path in PATHS for docname in led_to(site, path)} | set(PATHS)
    assert set(every_page()) - reached == {"index"}  # each page leads home by the name of the site


@pytest.mark.parametrize(("docname", "minutes"), PATHS.items())
def test_a_path_takes_no_longer_than_it_promises(site: Path, docname: str, minutes: int) -> None:
    time = page(site, docname).select_one(".time-in-all")
    assert time
    found = re.search(r"\d+", time.get_text())
    assert found
    assert int(found[0]) <= minutes
