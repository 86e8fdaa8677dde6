"""The answers of the search, their passages, and the file in which they come."""

from __future__ import annotations

import datetime
import json

from knowledge_base.evidence import Claim, ClaimFile, Evidence, NearestIdea, Reference, Verdict
from knowledge_base.graph import Graph
from knowledge_base.model import (
    BIBLIOGRAPHY,
    DEFINITION,
    Basis,
    Block,
    Entry,
    FrontMatter,
    Heading,
    Page,
    Relation,
    RelationKind,
    Section,
    Span,
    Standing,
    ViewUse,
)
from knowledge_base.views.search import (
    CONCEPT,
    FIELDS,
    PAGE,
    WORD,
    Answer,
    Passage,
    answers,
    index_file,
    passages,
    text_file,
    words_of,
)
from tests.tiny import site

DAY = datetime.date(2026, 1, 1)
SITE = site()


def uri_of(docname: str) -> str:
    return f"{docname}.html"


def front(type: str, nav: str, **more: object) -> FrontMatter:
    return FrontMatter(type, nav, f"On {nav}.", DAY, DAY, "nobody yet", **more)  # type: ignore[arg-type]


DANCE = Page(
    "ideas/dance",
    front(
        "concept",
        "Dance",
        is_concept=True,
        place="spring",
        standing=Standing.OWN,
        also_called=("waggle",),
        people_say=("why do bees dance",),
    ),
    title="The Dance of Bees",
    entries=[Entry(("dance", "bee dance"), ("term-dance", "term-bee-dance"), "A way to tell where.", 12)],
    relations=[Relation(RelationKind.FEEDS, "swarm", "Dancers lead\nthe way.", Basis.EDITORS, (), 40)],
    headings=[Heading(1, 10, "The Dance of Bees"), Heading(2, 20, "How it works"), Heading(2, 30, "On cold days")],
    sections=[Section("how-it-works", "How it works", 20), Section("on-cold-days", "On cold days", 30)],
    blocks=[
        Block("", DEFINITION, 13, (Span("A way to tell where."),)),
        Block("", "plain-words", 16, (Span("Bees tell\n"), Span("others", "term:others"))),
        Block("How it works", "", 22, (Span("They turn."),)),
        Block("On cold days", "", 31, (Span("They rest."),)),
    ],
    views=[
        ViewUse("claims", "research says", 24),
        ViewUse("nearest-ideas", "", 26),
        ViewUse("claims", "not known", 33),
    ],
)
WORDS = Page(
    "words",
    front("plain", "Words", keywords=("dictionary",)),
    title="All words",
    entries=[Entry(("apiary",), ("term-apiary",), "Where bees are kept.", 14)],
    headings=[Heading(1, 10, "All words"), Heading(2, 20, "Old words")],
    sections=[Section("old-words", "Old words", 20)],
    blocks=[Block("", DEFINITION, 15, (Span("Where bees are kept."),))],
    views=[ViewUse(BIBLIOGRAPHY, "", 1), ViewUse("claim", "turns", 21)],
)
CLAIM = Claim("turns", "Turns tell the way.", (), Verdict.WELL_SUPPORTED, "", (), "", "Nobody knows why.", "", 1)
EVIDENCE = Evidence(
    {"dance": ClaimFile("dance", DAY, DAY, "nobody", (CLAIM,), (NearestIdea("Pointing", (), "It needs hands.", 9),))},
    {},
    {"lee2001": Reference("lee2001", "Lee (2001): On Bees", "", (), "", 1)},
)
GRAPH = Graph({"words": WORDS, "ideas/dance": DANCE})
FOUND = answers(GRAPH, SITE, uri_of)


def test_each_page_and_each_word_without_a_page_is_one_answer() -> None:
    found = FOUND
    assert found == [
        Answer(
            uri="ideas/dance.html",
            group=CONCEPT,
            kind="Concept, article's own name",
            names=("Dance", "bee dance", "The Dance of Bees"),
            also=("waggle",),
            said=("why do bees dance",),
            about="A way to tell where.",
            weight=1.0,
        ),
        Answer("words.html", PAGE, "Page", ("Words", "All words"), ("dictionary",), (), "On Words.", 0.5),
        Answer(
            "words.html#term-apiary", WORD, "Word in the glossary", ("apiary",), (), (), "Where bees are kept.", 0.5
        ),
    ]


def test_passages_hold_all_that_a_section_shows_but_no_definition() -> None:
    assert passages(GRAPH, EVIDENCE, SITE, FOUND, uri_of, in_full=True) == [
        Passage(0, "", "", "Bees tell others"),
        Passage(0, "how-it-works", "How it works", "They turn. Turns tell the way. Pointing: It needs hands."),
        Passage(0, "on-cold-days", "On cold days", "They rest. Nobody knows why. Dancers lead the way."),
        Passage(1, "old-words", "Old words", "Turns tell the way."),
        Passage(1, "lee2001", "", "Lee (2001): On Bees"),
    ]


def test_above_a_number_of_pages_headings_stand_for_the_text() -> None:
    assert passages(GRAPH, EVIDENCE, SITE, FOUND, uri_of, in_full=False) == [
        Passage(0, "on-cold-days", "On cold days", ""),
        Passage(1, "old-words", "Old words", ""),
    ]


def test_words_are_lower_case_and_without_accents_apostrophes_and_marks() -> None:
    assert words_of("Don’t, DON'T “cry”: naïve self-help (№ 5)!") == [
        "dont",
        "dont",
        "cry",
        "naive",
        "self",
        "help",
        "no",
        "5",
    ]
    assert words_of("Über_uns привет ˗ 孤独 ½") == ["uber", "uns", "привет", "孤独", "1", "2"]
    assert words_of("…") == []


def decoded(file: str) -> dict[str, dict[str, list[str]]]:
    """Reads the file as the browser does: for each word, the fields of each answer in which it stands."""
    content = json.loads(file.removeprefix("kbSearch.index=").removesuffix(";\n"))
    uris = content["answers"]["uri"]
    found: dict[str, dict[str, list[str]]] = {}
    word = ""
    for shortened, places in zip(content["words"].split(" "), content["places"].split(" "), strict=True):
        word = word[: int(shortened[0], 36)] + shortened[1:]
        at = number = 0
        for digit in places:
            if digit.islower():
                number = number * 26 + ord(digit) - ord("a")
                continue
            at += number * 26 + ord(digit) - ord("A")
            number = 0
            found.setdefault(word, {}).setdefault(uris[at // len(FIELDS)], []).append(FIELDS[at % len(FIELDS)])
    return found


def test_the_index_tells_for_each_word_where_it_stands_and_how_often() -> None:
    found = decoded(index_file(FOUND, SITE, uri_of, in_full=True))
    assert list(found) == sorted(found)
    assert found["dance"] == {"ideas/dance.html": ["names", "names", "names", "said"]}
    assert found["bees"] == {"ideas/dance.html": ["names", "said"]}
    assert found["words"] == {"words.html": ["names", "names"]}
    assert found["dictionary"] == {"words.html": ["also"]}
    assert "kept" not in found, "definitions are looked through in the browser"


def test_many_answers_and_long_words_come_back_as_they_were() -> None:
    names = ["a" * 40, "a" * 40 + "b", "\U0001e922x", "\U0001e922y", "zz"]
    many = [
        Answer(f"{number}.html", PAGE, "Page", (names[number % len(names)], f"n{number}"), (), (), "", 1)
        for number in range(3000)
    ]
    file = index_file(many, SITE, uri_of, in_full=True)
    found = decoded(file)
    assert list(found["zz"]) == [f"{number}.html" for number in range(4, 3000, 5)]
    assert found["n2999"] == {"2999.html": ["names"]}
    assert {"a" * 40, "a" * 40 + "b"} <= set(found)
    assert " 0\U0001e922y" in file, "a browser counts such a letter twice, so that it is never left out"


def test_both_files_are_scripts_that_bring_json() -> None:
    file = text_file([Passage(3, "x", "Old\u2028words", "</script>")], FOUND, in_full=True)
    assert file == 'kbSearch.text={"passages":[[3,"x","Old words","</script>"]],"answers":{}};\n'
    content = json.loads(index_file(FOUND, SITE, uri_of, in_full=True)[len("kbSearch.index=") : -2])
    assert content["help"] == {
        "uri": "index.html",
        "text": "You can ask a beekeeper.",
        "after": ["bees sting me"],
        "unless": ["bees sting me not"],
    }
    assert content["waysOn"] == [["genindex.html", "The index"], ["words.html", "All words"]]


def test_on_a_large_site_what_is_shown_beside_the_names_comes_with_the_text() -> None:
    index = index_file(FOUND, SITE, uri_of, in_full=False)
    assert decoded(index) == decoded(index_file(FOUND, SITE, uri_of, in_full=True)), "it is found all the same"
    assert "A way to tell where." not in index and "why do bees dance" not in index
    text = json.loads(text_file([], FOUND, in_full=False)[len("kbSearch.text=") : -2])
    assert text["answers"]["about"] == ["A way to tell where.", "On Words.", "Where bees are kept."]
    assert text["answers"]["said"] == [["why do bees dance"], [], []]
