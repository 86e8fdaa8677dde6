"""Every mistake that a writer can make is answered with file, line, what is wrong and what to write instead."""

from __future__ import annotations

import re

import pytest
from sphinx.errors import ConfigError, ExtensionError

from tests.tiny import Project, concept, relation

LONG = "Bees fly out " + "and come back at noon " * 5 + "."
HARD = "Apicultural communities systematically characterize considerable environmental interdependencies."
PATH = "One bee does it.\n:::\n\n:::{first-path}\n1. [The swarm](swarm.md) comes first.\n"

#: What is wrong; the text to replace in a faultless page ("" adds to its connections) and its replacement; a pattern
#: that the reported line is the last to match ("": the first line); the message; the remedy.
MISTAKES = [
    (
        "unknown term",
        "{term}`swarm`",
        "{term}`swarn`",
        "swarn",
        'No page defines the term "swarn".',
        'Did you mean "swarm"?',
    ),
    (
        "no front matter",
        "---\ntype: concept",
        "type: concept",
        "type: concept",
        "The page has no front matter.",
        'Begin the page with "---"',
    ),
    (
        "missing key",
        "reviewer: nobody yet\n",
        "",
        "type: concept",
        'The key "reviewer" is missing.',
        'Write "reviewer: …"',
    ),
    (
        "unknown key",
        "nav: Dance",
        "nav: Dance\nstandin: x",
        "standin:",
        'The key "standin" is not known here.',
        'Did you mean "standing"?',
    ),
    (
        "key twice",
        "nav: Dance",
        "nav: Dance\nnav: Other",
        "nav: Other",
        'The key "nav" stands twice.',
        "Keep one of the two.",
    ),
    ("broken YAML", "nav: Dance", "nav: Dance: again", "nav: Dance", "This is not valid YAML", '"double quotes"'),
    (
        "unknown type",
        "type: concept",
        "type: concpet",
        "concpet",
        '"concpet" is not a type of page.',
        'Did you mean "concept"?',
    ),
    ("unknown step", "step: summer", "step: sumer", "sumer", '"sumer" is not a step.', 'Did you mean "summer"?'),
    (
        "unknown standing",
        "article's own name",
        "own name",
        "own name",
        '"own name" is not a known standing.',
        "article's own name",
    ),
    (
        "no date",
        "reviewed: 2026-01-01",
        "reviewed: January",
        "January",
        '"reviewed" is no date: January.',
        "2026-11-30",
    ),
    (
        "review overdue",
        "next_review: 2099-01-01",
        "next_review: 2026-02-01",
        "2026-02-01",
        "The review was due on 2026-02-01.",
        "checklist",
    ),
    (
        "long description",
        "What dance is.",
        "Bees. " * 40,
        "Bees. Bees.",
        "The description has 239 characters.",
        "Shorten it to 155",
    ),
    (
        "unknown sentence",
        "sentences: [B1, B2]",
        "sentences: [B1, B9]",
        "B9",
        'The article has no sentence "B9".',
        "B1, B2",
    ),
    (
        "empty definition",
        "  Something that bees do together.\n",
        "",
        "^dance$",
        'The term "dance" has no definition.',
        "indented by two spaces",
    ),
    (
        "definition with a colon",
        "  Something that",
        ": Something that",
        "^dance$",
        '": Something that bees do together." was read as the name',
        "Indent",
    ),
    (
        "no plain words",
        ":::{plain-words}\nBees do this.\n:::",
        "Bees do this.",
        "",
        "The page has no {plain-words} box.",
        "Add one",
    ),
    (
        "section missing",
        "## How it works",
        "Text.",
        "",
        'The section "How it works" is missing.',
        'Write "## How it works"',
    ),
    (
        "heading skips",
        "## How it works",
        "### How",
        "### How",
        'The heading "How" skips a level.',
        "Write it with ## in front.",
    ),
    (
        "second title",
        "## How it works",
        "# How it works",
        "# How it works",
        '"How it works" is a second title.',
        "a page has one title",
    ),
    (
        "empty section",
        "## How it works",
        "## Where\n\n## How it works",
        "## Where",
        'The section "Where" is empty.',
        "Write it",
    ),
    (
        "nothing people say",
        "[all my bees do dance]",
        "[]",
        "people_say",
        '"people_say" is an empty list.',
        "one item a line",
    ),
    (
        "picture without text",
        "One bee does it.",
        "![](bee.png)",
        "!\\[",
        "This picture has no text",
        "![what it shows](file)",
    ),
    (
        "British spelling",
        "One bee does it.",
        "Its colour is gold.",
        "colour",
        '"colour" is British spelling.',
        'Write "color".',
    ),
    (
        "long sentence",
        "One bee does it.",
        LONG,
        "Bees fly out and come back at noon and",
        "This sentence has 28 words.",
        "Split it: 25 are the limit",
    ),
    (
        "view of nothing",
        "{mentions}",
        "{mentions} all",
        "{mentions}",
        '"all" is nothing that {mentions} can show.',
        "Write",
    ),
    ("no title", "# Dance of the bees", "Bees.", "", "The page has no title.", "# The title"),
    (
        "section at another level",
        "## How it works",
        "### How it works",
        "### How",
        "skips a level.",
        "Write it with ## in",
    ),
    (
        "block left open",
        "Bees do this.\n:::",
        "Bees do this.",
        "{plain-words}",
        "The block {plain-words} is not closed.",
        ":::",
    ),
    (
        "block closed twice",
        "Bees do this.\n:::",
        "Bees do this.\n:::\n\n:::::",
        "^:::::$",
        '":::::" closes no block.',
        "A block begins",
    ),
    ("two colons", "One bee does it.", "::{view}", "::{view}", "{view} begins with two colons.", ":::{name}"),
    (
        "role with a space",
        "One bee does it.",
        "A {term} `swarm`.",
        "A {term}",
        '"{term}" stands here as plain',
        "{term}`text`",
    ),
    (
        "relation without basis",
        "",
        relation("feeds", "swarm").replace(":basis: stated\n", ""),
        "{relation}",
        "does not say what it rests on",
        ":basis: stated",
    ),
    (
        "stated in no sentence",
        "",
        relation("feeds", "swarm").replace(":sentences: B1\n", ""),
        "{relation}",
        "is stated, and names no sentence",
        ":sentences:",
    ),
    (
        "wrong word in a definition",
        "  Something that bees",
        "  Some grey that bees",
        "grey",
        '"grey" is British',
        '"gray"',
    ),
    ("step left empty", "step: summer", "step:", "step:", '"step" holds no text.', "one of: spring, summer, meadow"),
    (
        "long reason",
        "",
        relation("feeds", "swarm", reason=LONG),
        "{relation}",
        "has 28 words in 1 sentence.",
        "at most 25",
    ),
    (
        "two reasons",
        "",
        relation("feeds", "swarm", reason="One. Two."),
        "{relation}",
        "has 2 words in 2 sentences.",
        "one sentence",
    ),
    (
        "HTML picture",
        "One bee does it.",
        '<img src="bee.png">',
        "<img",
        "This picture has no text",
        "![what it shows](file)",
    ),
    (
        "empty in the middle",
        "  Something that bees do together.",
        "\nwaggle\n  A dance.",
        "^dance$",
        '"dance" has no definition',
        "next line",
    ),
    (
        "long paragraph",
        "sends out dancers.",
        "sends out dancers. One. Two. Three.",
        "One. Two. Three.",
        "This paragraph has 4 sentences.",
        "Split it with an empty line: 3 are the limit.",
    ),
    (
        "word to avoid",
        "One bee does it.",
        "One bee\njust does it.",
        "just",
        '"just" is on the list of words to avoid.',
        "Leave it out.",
    ),
    ("hard page", "One bee does it.", HARD, "A {term}", "The page has reading grade", "is the limit"),
    (
        "hard plain words",
        "Bees do this.",
        HARD,
        "Apicultural",
        "The plain-words box has reading grade",
        "7 is the limit",
    ),
    (
        "mention without a link",
        "A {term}`swarm` sends",
        "A swarm sends",
        "A swarm",
        'The first mention of "swarm" is not a link.',
        "{term}`swarm`",
    ),
    (
        "relation to nowhere",
        "",
        relation("feeds", "swarn"),
        "swarn",
        'leads to "swarn", which is no other concept page.',
        'Did you mean "swarm"?',
    ),
    (
        "relation to itself",
        "",
        relation("feeds", "dance"),
        "feeds dance",
        'leads to "dance", which is no other concept page.',
        "swarm",
    ),
    (
        "relation twice",
        "",
        relation("feeds", "swarm") + relation("feeds", "swarm", reason="Again."),
        "feeds swarm",
        '"feeds swarm" stands twice',
        "Keep one of the two.",
    ),
    (
        "relation of no kind",
        "",
        relation("fed", "swarm"),
        "fed swarm",
        '"fed" is not a known kind of relation.',
        'Did you mean "feeds"?',
    ),
    (
        "relation of no basis",
        "",
        relation("feeds", "swarm", basis="said"),
        "{relation}",
        '"said" is not a known basis',
        "stated",
    ),
    (
        "relation without reason",
        "",
        relation("feeds", "swarm", reason=""),
        "{relation}",
        "This relation has no reason.",
        "Say in one sentence",
    ),
    (
        "relation, half a reason",
        "",
        relation("feeds", "swarm", reason="Because"),
        "{relation}",
        "is not a sentence.",
        "ends with a period",
    ),
    (
        "relation without a page",
        "",
        relation("feeds", ""),
        "{relation}",
        "A relation needs a kind and a page.",
        "{relation} feeds",
    ),
    (
        "relation on no sentence",
        "",
        relation("feeds", "swarm").replace("B1", "B7"),
        "{relation}",
        'no sentence "B7"',
        "B1, B2",
    ),
    (
        "content note",
        "One bee does it.",
        "\n::::{content-note}\nx\n::::",
        "{content-note}",
        "offers no way around",
        "{content-note} #connections Go",
    ),
    (
        "no such contacts",
        "One bee does it.",
        "\n::::{contacts} no.yaml\n::::",
        "{contacts}",
        'There is no file "no.yaml".',
        "Name a file",
    ),
    (
        "content note that leads back",
        "One bee does it.\n:::",
        "One bee does it.\n:::\n\n:::{content-note} #how-it-works Go back\nBees sting.\n:::",
        "content-note",
        'This content note leads to "#how-it-works", which is no section below.',
        "Lead to one of these: #connections, #mentioned-on.",
    ),
    (
        "step of a path without a link",
        "One bee does it.",
        PATH + "2. Nothing follows.\n3. [The swarm](swarm.md) again.",
        "Nothing follows",
        "This step of the path leads to no page.",
        "Begin it with a link to the page: 1. [Its name](../folder/page.md)",
    ),
    (
        "step of a path to another site",
        "One bee does it.",
        PATH + "2. [Far away](https://example.org), a {term}`swarm` rests.",
        "Far away",
        "This step of the path leads to no page.",
        "Begin it with a link",
    ),
    (
        "concept without a step",
        "step: summer\n",
        "",
        "type: concept",
        'The key "step" is missing.',
        "one of: spring, summer, meadow",
    ),
]


@pytest.mark.parametrize(
    ("before", "after", "at", "message", "remedy"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_each_mistake_is_answered(
    project: Project, before: str, after: str, at: str, message: str, remedy: str
) -> None:
    project.change("dance.md", before or ":::{connections}", after + ("" if before else "\n:::{connections}"))
    warnings = project.build(builder="dummy").warnings
    told = [text for text in warnings.splitlines() if message in text and remedy in text]
    assert told, f"not told in: {warnings}"
    lines = (project.docs / "dance.md").read_text(encoding="utf-8").splitlines()
    expected = [number for number, text in enumerate(lines, 1) if re.search(at, text)] if at else [1]
    line = re.search(r"dance\.md:(\d+): ", told[0])
    assert line, told[0]
    assert int(line[1]) == expected[-1], lines[int(line[1]) - 1]


@pytest.mark.parametrize("name", ["dance", "Dance"])
def test_a_term_defined_twice_is_told_with_both_places(project: Project, name: str) -> None:
    project.change("swarm.md", "\nswarm\n  Some", f"\n{name}\n  Some")
    warnings = project.build(builder="dummy").warnings
    assert re.search(rf'swarm\.md:18: WARNING: "{name}" is defined already: dance, line 18. Keep one', warnings)


def test_the_faultless_project_has_no_mistake(project: Project) -> None:
    assert project.build(builder="dummy").warnings == ""


def test_a_sentence_that_no_page_names_is_told(project: Project) -> None:
    project.change("article.yaml", "[B1, B2]", "[B1, B2, B3]")
    warnings = project.build(builder="dummy").warnings
    assert 'article.yaml:5: WARNING: No page names the article\'s sentence "B3". Restate it on swarm' in warnings


def test_a_page_with_a_fault_is_still_a_page_to_lead_to(project: Project) -> None:
    project.change("dance.md", "step: summer", "step: sumer")
    assert "no other concept page" not in project.build(builder="dummy").warnings


def test_two_pages_of_one_name_are_told(project: Project) -> None:
    (project.docs / "more").mkdir()
    project.write("more/dance.md", concept("waggle"))
    assert "There is another concept page of this name: dance." in project.build(builder="dummy").warnings


def test_a_broken_data_file_stops_the_build_with_its_place(project: Project) -> None:
    project.change("site.yaml", "archive: bees", "archiv: bees")
    with pytest.raises(ConfigError) as stopped:
        project.build(builder="dummy")
    assert 'site.yaml:2: The key "archiv" is not known here. Did you mean "archive"?' in str(stopped.value)


def test_a_missing_data_file_is_named(project: Project) -> None:
    (project.docs / "avoid.yaml").unlink()
    with pytest.raises(ConfigError, match=r"avoid\.yaml:1: This file is missing"):
        project.build(builder="dummy")


def test_a_page_that_nothing_joins_is_told(project: Project) -> None:
    project.write("honey.md", concept("honey"))
    assert "honey.md:1: WARNING: No relation joins this page to another." in project.build(builder="dummy").warnings


def test_a_page_in_another_encoding_is_named(project: Project) -> None:
    (project.docs / "dance.md").write_bytes(concept("dance").encode() + "\n\nÉlan".encode("latin-1"))
    with pytest.raises(ExtensionError, match=r"dance\.md:46: This file is not written in UTF-8"):
        project.build(builder="dummy")


def test_words_of_the_article_may_stand_where_it_is_reported(project: Project) -> None:
    project.change("dance.md", "## Connections", "## What the article says\n\nBees just fly.\n\n## Connections")
    assert project.build(builder="dummy").warnings == ""


def test_code_is_not_read_as_prose(project: Project) -> None:
    project.change("dance.md", "One bee does it.", "One bee does `just` it.\n\n```\nsimply colour\n```\n")
    assert project.build(builder="dummy").warnings == ""


def test_too_few_things_that_people_say_are_told(project: Project) -> None:
    project.change("site.yaml", "fewest_phrases: 1", "fewest_phrases: 2")
    warnings = project.build(builder="dummy").warnings
    expected = 'dance.md:8: WARNING: The page names 1 of the things that people say. Add to "people_say" what else'
    assert expected in warnings


def test_a_way_on_that_leads_nowhere_is_told(project: Project) -> None:
    project.change("site.yaml", "{page: words, label: All words}", "{page: wrods, label: All words}")
    warnings = project.build(builder="dummy").warnings
    line = (project.docs / "site.yaml").read_text(encoding="utf-8").splitlines().index("search:") + 3
    expected = f'site.yaml:{line}: WARNING: The search leads to "wrods", which is no page. Did you mean "words"?'
    assert expected in warnings


@pytest.mark.parametrize("name", ["swarm", "dance"])
def test_a_page_that_the_map_cannot_place_is_told(project: Project, name: str) -> None:
    project.change(f"{name}.md", "step: spring\n" if name == "swarm" else "step: summer\n", "")
    warnings = project.build(builder="dummy").warnings
    expected = (
        f'{name}.md:1: WARNING: The map cannot place the 1 relation of this page: it has no step. Write "step: …"'
    )
    assert warnings.count("The map cannot place") == 1
    assert expected in warnings


#: Mistakes in what all pages share: the text to replace and its replacement; the line of the message, and its words.
SHARED_MISTAKES = [
    (
        "leads_on: implied}",
        "leads_on: implied, leads_to: sprng}",
        7,
        'The arrow from the last step leads to "sprng", which is not one of those it can lead to. Write "spring".',
    ),
    (
        "leads_on: stated}",
        "leads_on: stated, leads_to: summer}",
        6,
        '"spring" is not the last step of the loop, so its arrow leads to the next one. Take "leads_to" out.',
    ),
    (
        "leads_on: implied}",
        "leads_on: implied, leads_to: summer}",
        7,
        'The arrow from the last step leads to "summer", which is not one of those it can lead to. Write "spring".',
    ),
    ("around.}", "around., leads_to: spring}", 8, '"meadow" is not the last step of the loop, so its arrow'),
    (", leads_on: implied", "", 6, "The loop has a single step. Give"),
    ("leads_on: stated}", "leads_on: stated, leads_to: }", 6, '"leads_to" holds no text. Write "leads_to: …"'),
    ("file: bees.png", "file: bee.png", 3, 'There is no picture "bee.png". Put a picture of 1200 by 630 pixels at '),
    (", text: A bee on a flower.", "", 3, 'The key "text" is missing. Write "text: …" with a text.'),
    ("text: A bee on a flower.", "text: ''", 3, '"text" holds no text. Write "text: …" with a text.'),
    ("link_picture: {", "link_pictures: {", 2, 'The key "link_picture" is missing. Write "link_picture:"'),
]


@pytest.mark.parametrize(("before", "after", "line", "told"), SHARED_MISTAKES)
def test_a_mistake_in_what_all_pages_share_stops_the_build_with_its_place(
    project: Project, before: str, after: str, line: int, told: str
) -> None:
    project.change("site.yaml", before, after)
    with pytest.raises(ConfigError) as stopped:
        project.build(builder="dummy")
    assert f"site.yaml:{line}: {told}" in str(stopped.value)


def test_the_last_arrow_may_lead_back_to_the_first_step(project: Project) -> None:
    project.change("site.yaml", "leads_on: implied}", "leads_on: implied, leads_to: spring}")
    assert project.build(builder="dummy").warnings == ""
