"""Mistakes in questions, name checks, stories, messages and practice pages are answered with their place and remedy."""

from __future__ import annotations

import re

import pytest

from tests.tiny import MESSAGE, NAME_CHECK, QUESTION, STORY, Project, concept

FRONT = """---
type: {type}
nav: A page
description: A page on bees.
reviewed: 2026-01-01
next_review: 2099-01-01
reviewer: nobody yet
---

# A page

"""
TALE = FRONT.format(type="tale") + f"Bees tell stories.\n\n## A warm day\n\n{STORY}"
TASK = (
    FRONT.format(type="task")
    + f""":::{{plain-words}}
Write to a bee.
:::

Leave a hive that stings.

{MESSAGE}"""
)
PAGES = {
    "dance.md": concept("dance", place="summer", text=f"{{verdict}}`smoke`.\n\n{QUESTION}\n{NAME_CHECK}"),
    "tale.md": TALE,
    "task.md": TASK,
}

#: The page; the text to replace and its replacement; what the reported line holds ("" for the first line); the message;
#: the remedy.
MISTAKES = [
    ("dance.md", "Why do bees dance?", "Bees dance", "Bees dance", "This is no question.", "{question} Why is it so?"),
    (
        "dance.md",
        "  No: they keep warm in a cluster.\n",
        "",
        "- To keep warm.",
        'The answer "To keep warm." is not explained.',
        '"Yes:" or "No:" and why',
    ),
    (
        "dance.md",
        "No: they keep warm in a cluster.",
        "They keep warm in a cluster.",
        "- To keep warm.",
        'The answer "To keep warm." is not explained.',
        '"Yes:" or "No:" and why',
    ),
    (
        "dance.md",
        "No: they keep",
        "Yes: they keep",
        "Why do bees",
        "Of these answers, 2 are right, not one.",
        'Let one explanation begin with "Yes:"',
    ),
    (
        "dance.md",
        "- To keep warm.\n  No: they keep warm in a cluster.\n",
        "",
        "Why do bees",
        "This question has 1 answer.",
        "Write two answers or more",
    ),
    (
        "dance.md",
        "2. **Open.**\n",
        "",
        "name-check",
        "This name check has 1 answers to 2 questions.",
        "Is it defined? Can one count it?",
    ),
    (
        "dance.md",
        "**Open.**",
        "Open.",
        "2. Open.",
        "This answer does not begin with a word in bold.",
        "**Yes.** **Partly.** **No.** **Open.**",
    ),
    ("dance.md", "**Open.**", "**Opne.**", "Opne", '"opne" is not a known answer.', 'Did you mean "open"?'),
    ("dance.md", "`smoke`", "`smok`", "smok", 'There is no claim "smok".', 'Did you mean "smoke"?'),
    ("tale.md", ":claims: smoke, warm-days\n", "", "{story}", "does not say what it illustrates", ":claims: one-claim"),
    ("tale.md", "smoke, warm", "smok, warm", "{story}", 'There is no claim "smok".', 'Did you mean "smoke"?'),
    (
        "tale.md",
        ":::::{story}\n:claims: smoke, warm-days\n",
        "::::{example}\n::::\n\n:::::{container}\n",
        "## A warm day",
        'The section "A warm day" has no {story} box.',
        "it marks the story as invented",
    ),
    ("tale.md", "at noon, alone.", "", "{story}", "A voice in this story has 3 words.", "Let it have 5 to 20."),
    ("tale.md", "{chair} Bo, who stayed", "{chair}", "::::{chair}", "This chair is nobody's.", "Write who it is"),
    (
        "task.md",
        "Leave a hive that stings.",
        "Go.",
        "",
        "A sentence that keeps readers safe",
        "Leave a hive that stings.",
    ),
    ("task.md", ":::{plain-words}\nWrite to a bee.\n:::\n", "", "", "has no {plain-words} box", "says the main thing"),
    (
        "task.md",
        "  - Will you come?\n",
        "",
        "{message}",
        "one of its pieces has nothing to choose from",
        "Write “{message}",
    ),
    (
        "task.md",
        "{message} Asking a bee back",
        "{message}",
        ":::{message}",
        "does not say what it is for",
        "Write “{message}",
    ),
]


@pytest.fixture
def with_exercises(project: Project) -> Project:
    for name, text in PAGES.items():
        project.write(name, text)
    return project


def test_pages_without_a_fault_have_none(with_exercises: Project) -> None:
    assert with_exercises.build(builder="dummy").warnings == ""


@pytest.mark.parametrize(("name", "before", "after", "at", "message", "remedy"), MISTAKES, ids=[m[4] for m in MISTAKES])
def test_each_mistake_is_answered(
    with_exercises: Project, name: str, before: str, after: str, at: str, message: str, remedy: str
) -> None:
    with_exercises.change(name, before, after)
    warnings = with_exercises.build(builder="dummy").warnings
    told = [text for text in warnings.splitlines() if message in text and remedy in text]
    assert told, f"not told in: {warnings}"
    lines = (with_exercises.docs / name).read_text(encoding="utf-8").splitlines()
    line = re.search(rf"{re.escape(name)}:(\d+): ", told[0])
    assert line, told[0]
    found = lines[int(line[1]) - 1]
    assert at in found if at else int(line[1]) == 1, found


@pytest.mark.parametrize(
    ("kept", "message"),
    [("tells: story", "tells: stry"), ("message: 1", "mesage: 1")],
)
def test_a_box_that_there_is_none_of_stops_the_build(project: Project, kept: str, message: str) -> None:
    project.change("site.yaml", kept, message)
    with pytest.raises(Exception, match=r"site\.yaml:\d+: .* is not a box\. Did you mean"):
        project.build(builder="dummy")
