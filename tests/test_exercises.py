"""Questions, name checks, stories and messages as they come out of a build."""

from __future__ import annotations

from pathlib import Path

import pytest
from anki.collection import Collection, CsvMetadata, ImportCsvRequest
from bs4 import BeautifulSoup, Tag

from tests.test_exercise_messages import PAGES
from tests.tiny import Project

SHOWN = """---
type: plain
nav: Exercises
description: Questions about bees.
reviewed: 2026-01-01
next_review: 2099-01-01
reviewer: nobody yet
---

# Exercises

:::{recall} deck
:::

:::{recall}
:::

## Open

:::{open-questions}
:::

## Blank

:::{blank} loop
:::

:::{blank} map
:::

:::{blank} name-check
:::

## Filled

:::{loop} brief
:::

:::{map} picture
:::
"""


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Project(tmp_path_factory.mktemp("bees"))
    for name, text in {**PAGES, "exercises.md": SHOWN}.items():
        project.write(name, text)
    built = project.build()
    assert built.warnings == ""
    return built.html


def page(html: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((html / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def texts(found: BeautifulSoup | Tag, selector: str) -> list[str]:
    return [" ".join(one.get_text().split()) for one in found.select(selector)]


@pytest.mark.parametrize("name", ["dance", "exercises"])
def test_a_question_keeps_its_answers_folded(html: Path, name: str) -> None:
    found = page(html, name)
    assert texts(found, ".question > .asked") == ["Why do bees dance?"]
    assert texts(found, ".question > ol.upperalpha > li") == ["To tell of flowers.", "To keep warm."]
    explained = texts(found, ".question > details:not([open]) li")
    assert explained == ["Yes: the dance tells where they are.", "No: they keep warm in a cluster."]


def test_questions_stand_under_their_step_and_their_page(html: Path) -> None:
    assert texts(page(html, "exercises"), "h3.rubric, h4.rubric")[:2] == ["Summer", "Dance"]


def test_a_name_check_answers_each_question_of_the_site(html: Path) -> None:
    card = page(html, "dance").select_one("dl.name-check")
    assert card
    assert texts(card, "dt") == ["Is it defined?", "Can one count it?"]
    assert texts(card, "dd strong") == ["Partly.", "Open."]


def test_what_is_open_is_listed_without_what_is_not(html: Path) -> None:
    listed = page(html, "exercises").select_one("#open dl")
    assert listed
    assert texts(listed, "dt") == ["Dance"]
    assert texts(listed, "li") == [
        "Can one count it? Nobody has counted the bees in it (Wax, 2003), and smoke is well supported."
    ]
    assert [link["href"] for link in listed.select("li a")] == ["sources.html#wax2003trial", "claims.html#claim-smoke"]


def test_a_story_has_its_mark_its_chairs_and_what_it_illustrates(html: Path) -> None:
    story = page(html, "tale").select_one(".story")
    assert story
    assert texts(story, ".label") == ["Invented. Not real people."]
    assert texts(story, ".chairs > .chair > .chair-name") == ["Ada, who left", "Bo, who stayed"]
    assert texts(story, "h3.rubric") == ["Other readings"]
    assert [link["href"] for link in story.select(".illustrates ~ ul a")] == [
        "claims.html#claim-smoke",
        "claims.html#claim-warm-days",
    ]


def test_a_verdict_in_a_sentence_leads_to_its_claim(html: Path) -> None:
    link = page(html, "dance").select_one(".verdict a")
    assert link
    assert (link.get_text(), link["href"]) == ("well supported", "claims.html#claim-smoke")


def test_a_message_is_a_list_to_copy_from(html: Path) -> None:
    message = page(html, "task").select_one(".message")
    assert message
    assert texts(message, ".label") == ["Asking a bee back"]
    assert texts(message, "ul ul li") == ["Hello.", "Hello again.", "Will you come?"]
    assert texts(message, ".private") == ["Nothing that you pick or write here is stored or sent."]


def test_blank_sheets_name_nothing_that_is_to_be_found(html: Path) -> None:
    blank = page(html, "exercises").select_one("#blank")
    assert blank
    loop, whole = blank.select("svg")
    assert "Spring" not in loop.get_text()
    assert not loop.select("a")
    assert (len(loop.select("rect.box")), len(loop.select("path.head"))) == (2, 2)
    assert {"Swarm", "Dance"} <= set(texts(whole, "a text"))
    assert not whole.select("g[aria-hidden] path, path.arc")
    assert texts(blank, "dl.name-check.blank dt") == ["Is it defined?", "Can one count it?"]
    assert texts(blank, "dl.name-check.blank dd") == ["", ""]


def test_filled_sheets_show_what_the_blank_ones_leave_out_and_ask_for_no_script(html: Path) -> None:
    found = page(html, "exercises")
    filled = found.select_one("#filled")
    assert filled
    loop, whole = filled.select("svg")
    assert "Spring" in loop.get_text()
    assert {"Swarm", "Dance"} <= set(texts(whole, "a text"))
    assert whole.select(".map-arc .line")
    assert not whole.select("[id]"), "addresses of concepts lead to the map that can be chosen from"
    assert texts(filled, ".map-key")[0].startswith("Arcs on the right run down the list")
    assert not filled.select("form, table")
    assert not found.select("script[src*='map.js']")
    assert found.select("link[href^='_static/help.css']")


def test_a_section_that_shows_the_claims_of_one_voice_is_told_in_it(html: Path) -> None:
    told = page(html, "swarm").select("section[data-voice]")
    assert [(one["data-voice"], one["id"]) for one in told] == [("unknown", "how-it-works")]


def test_the_short_version_keeps_the_first_words_of_a_section(html: Path) -> None:
    found = page(html, "dance")
    assert texts(found, "h2.in-short") == ["How it works¶"]
    assert len(found.select(":not(h2, .picture-frame).in-short")) == 1


def test_the_search_does_not_find_the_answers_to_a_question(html: Path) -> None:
    index = (html / "_static" / "search-text.js").read_text(encoding="utf-8")
    assert "cluster" not in index
    assert "counted" in index


def imported(deck: Path, folder: Path) -> tuple[Collection, list[str]]:
    """The deck in a new collection of Anki's own library; and the names of the cards."""
    collection = Collection(str(folder / "collection.anki2"))
    metadata: CsvMetadata = collection.get_csv_metadata(str(deck), None)
    collection.import_csv(ImportCsvRequest(path=str(deck), metadata=metadata))
    return collection, [collection.get_note(id).guid for id in collection.find_notes("")]


def test_anki_takes_each_question_as_a_card(html: Path, tmp_path: Path) -> None:
    collection, names = imported(html / "recall-cards.txt", tmp_path)
    assert names == ["dance-1"]
    note = collection.get_note(collection.find_notes("")[0])
    assert note["Front"] == 'Why do bees dance?<ol type="A"><li>To tell of flowers.</li><li>To keep warm.</li></ol>'
    assert note["Back"].startswith("<b>A</b><ol")
    assert "No: they keep warm in a cluster." in note["Back"]
    assert note.tags == ["dance", "summer"]
    assert collection.decks.name(note.cards()[0].did) == "Project name not set"
    collection.close()


def test_anki_takes_a_later_edition_for_the_same_cards(html: Path, tmp_path: Path) -> None:
    deck = html / "recall-cards.txt"
    collection, _names = imported(deck, tmp_path)
    collection.close()
    later = tmp_path / "later.txt"
    later.write_text(deck.read_text(encoding="utf-8").replace("To keep warm", "To stay warm"), encoding="utf-8")
    collection, names = imported(later, tmp_path)
    assert names == ["dance-1"]
    assert "To stay warm" in collection.get_note(collection.find_notes("")[0])["Front"]
    collection.close()
