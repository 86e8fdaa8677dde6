"""Every mistake in claims, studies, references and citations is answered: file, line, what is wrong, what to write."""

from __future__ import annotations

import re

import pytest
from sphinx.errors import ConfigError

from tests.tiny import CLAIMS as CLAIMS_TEXT
from tests.tiny import Project

CLAIMS = "evidence/swarm.yaml"
STUDIES = "studies.yaml"
#: What is wrong; the file; the text to replace and its replacement; a pattern that the reported line is the first to
#: match ("": the first line); the message; the remedy.
MISTAKES = [
    (
        "verdict outside the list",
        CLAIMS,
        "verdict: untested",
        "verdict: untestd",
        "untestd",
        '"untestd" is not a known verdict.',
        'Did you mean "untested"?',
    ),
    (
        "study without its kind",
        STUDIES,
        "  kind: survey\n",
        "",
        "who: 40 hives",
        'The key "kind" is missing.',
        'Write "kind: …" with one of: meta-analysis',
    ),
    ("unknown kind", STUDIES, "kind: survey", "kind: surveys", "kind: surveys", "not a known kind", '"survey"?'),
    (
        "review without the kind of its studies",
        STUDIES,
        "  of: randomized trial\n",
        "",
        "kind: meta-analysis",
        'The key "of" is missing.',
        'Write "of: …"',
    ),
    (
        "survey that pools",
        STUDIES,
        "kind: survey",
        "kind: survey\n  of: survey",
        "of: survey",
        "pools no others",
        'Leave "of" out.',
    ),
    (
        "study without a record",
        STUDIES,
        "lee2001swarm:",
        "lee2001swarn:",
        "lee2001swarn:",
        '"lee2001swarn" is no key in references.bib.',
        'Did you mean "lee2001swarm"?',
    ),
    (
        "claim that names no known study",
        CLAIMS,
        "[wax2003trial]",
        "[wax2003trail]",
        "wax2003trail",
        '"wax2003trail" is no key in studies.yaml.',
        'Did you mean "wax2003trial"?',
    ),
    (
        "nearest idea without a record",
        CLAIMS,
        "[roy2002swarm, lee2001swarm]\n    differs",
        "[roy2003swarm, lee2001swarm]\n    differs",
        "roy2003swarm",
        '"roy2003swarm" is no key in references.bib.',
        'Did you mean "roy2002swarm"?',
    ),
    (
        "unknown sentence",
        CLAIMS,
        "[B2]",
        "[B7]",
        "B7",
        'The article has no sentence "B7".',
        "Known are: B1, B2.",
    ),
    (
        "sentence that no claim takes up",
        CLAIMS,
        "[B2]",
        "[]",
        "",
        'No claim takes up the article\'s sentence "B2".',
        "Add it",
    ),
    (
        "broken YAML",
        CLAIMS,
        "why: Trials agree.",
        "why: Trials: they agree.",
        "Trials: they",
        "This is not valid YAML",
        '"double quotes"',
    ),
    ("broken YAML of studies", STUDIES, "who: 40", "who: a: 40", "who: a:", "This is not valid YAML", "double quotes"),
    (
        "unknown key",
        CLAIMS,
        "    why: Trials agree.",
        "    wy: x\n    why: Trials agree.",
        "wy: x",
        '"wy" is not known here.',
        'Did you mean "why"?',
    ),
    (
        "unknown key of a study",
        STUDIES,
        "limits: One summer.",
        "limits: One summer.\n  limit: x",
        "limit: x",
        '"limit" is not known here.',
        'Did you mean "limits"?',
    ),
    (
        "missing reason",
        CLAIMS,
        "    why: Trials agree.\n",
        "",
        "id: smoke",
        'The key "why" is missing.',
        'Write "why: …"',
    ),
    (
        "verdict that needs studies",
        CLAIMS,
        "[wax2003trial]",
        "[]",
        r"studies: \[\]",
        '"well supported" needs studies, and "smoke" names none.',
        '"verdict: untested"',
    ),
    (
        "study without the one that qualifies it",
        CLAIMS,
        "[roy2002swarm, lee2001swarm]",
        "[roy2002swarm]",
        r"studies: \[roy2002swarm\]",
        '"roy2002swarm" is cited without "lee2001swarm"',
        'Add "lee2001swarm"',
    ),
    (
        "nearest idea without the study that qualifies it",
        CLAIMS,
        "studies: [roy2002swarm, lee2001swarm]\n    differs",
        "studies: [roy2002swarm]\n    differs",
        "name: Colony",
        '"roy2002swarm" is cited without "lee2001swarm"',
        'Add "lee2001swarm"',
    ),
    (
        "claim twice",
        CLAIMS,
        "id: smoke",
        "id: full-hives",
        "id: full-hives",
        'The claim "full-hives" stands in evidence/swarm.yaml already.',
        "an id of its own",
    ),
    (
        "no nearest idea",
        CLAIMS,
        "nearest:\n  - name: Colony fission\n    studies: [roy2002swarm, lee2001swarm]\n"
        "    differs: It is about the hive, and not about the single bee.\n",
        "",
        "",
        "no researched idea is named",
        'Write "nearest:"',
    ),
    (
        "study that no claim uses",
        CLAIMS,
        "[wax2003trial]",
        "[lee2001swarm]",
        None,
        'No page uses the study "wax2003trial".',
        'Name it under the "studies" of a claim',
    ),
    (
        "record that no page uses",
        "references.bib",
        "@article{wax2003trial,",
        "@book{wax2004more, author = {Wax, Cy}, title = {X}, publisher = {Y}, year = {2004}}\n\n@article{wax2003trial,",
        "wax2004more",
        'No page uses the record "wax2004more".',
        "take the record out",
    ),
    (
        "number that no study has",
        CLAIMS,
        "One survey of 40 hives",
        "One survey of 41 hives",
        "41",
        "The number 41 stands in no record",
        "Correct it",
    ),
    (
        "number beside a citation",
        "claims.md",
        "Warm days count, says",
        "Warm days count in 50 hives, says",
        "50 hives",
        "The number 50 stands in no record",
        "Correct it",
    ),
    (
        "causal claim on a survey",
        CLAIMS,
        "Swarms often go with warm days.",
        "Warm days often lead to swarms.",
        "lead to",
        '"lead to" says more than these studies can show (survey and theory).',
        'Write "goes with"',
    ),
    (
        "causal claim that hedges",
        CLAIMS,
        "Swarms often go with warm days.",
        "Warm days may lead to swarms.",
        "may lead to swarms",
        '"lead to" says more than these studies can show (survey and theory).',
        'Write "goes with"',
    ),
    (
        "causal reason on a survey",
        CLAIMS,
        "One survey of 40 hives found it.",
        "Warm days led to swarms.",
        "Warm days led",
        '"led to" says more than these studies can show (survey and theory).',
        'Write "goes with"',
    ),
    (
        "causal difference of a nearest idea",
        CLAIMS,
        "It is about the hive,",
        "A full hive leads to it,",
        "name: Colony",
        '"leads to" says more than these studies can show (survey and theory).',
        'Write "goes with"',
    ),
    (
        "causal words on two lines",
        "claims.md",
        "Warm days count, says",
        "Warm days lead\nto swarms, says",
        "Warm days lead",
        '"lead to" says more',
        'Write "goes with"',
    ),
    (
        "causal finding of a survey",
        STUDIES,
        "Warm days went with swarms",
        "Warm days led to swarms",
        "lee2001swarm:",
        '"led to" says more than these studies can show (survey).',
        'Write "goes with"',
    ),
    (
        "causal sentence beside a citation",
        "claims.md",
        "Warm days count, says",
        "Warm days lead to swarms, says",
        "Warm days lead",
        '"lead to" says more',
        'Write "goes with"',
    ),
    (
        "effect that is not in the finding",
        STUDIES,
        "size: 0.43",
        "size: 0.34",
        "0.34",
        "The effect 0.34 does not stand in the finding",
        "as the finding has it",
    ),
    (
        "interval beside the effect",
        STUDIES,
        "size: 0.43}",
        "size: 0.43, low: 0.5, high: 0.6}",
        "low: 0.5",
        "The effect does not lie within its interval.",
        'the lower end under "low"',
    ),
    (
        "interval that is not in the finding",
        STUDIES,
        "size: 0.43}",
        "size: 0.43, low: 0.1, high: 0.6}",
        "low: 0.1",
        "The effect 0.6 does not stand in the finding",
        "as the finding has it",
    ),
    (
        "no number",
        STUDIES,
        "size: 0.43}",
        "size: nan}",
        "nan",
        '"size" is no number: nan.',
        "in digits",
    ),
    (
        "record without its year",
        "references.bib",
        "  year = {2001},\n",
        "",
        "@article{lee2001swarm",
        'The record "lee2001swarm" has no year.',
        'Write "year = {…},"',
    ),
    (
        "no DOI",
        "references.bib",
        "10.1000/bees.1",
        "https://doi.org/10.1000/bees.1",
        "@article{lee2001swarm",
        '"https://doi.org/10.1000/bees.1" is no DOI.',
        "without an address before it",
    ),
    (
        "id that is no part of an address",
        CLAIMS,
        "id: smoke",
        'id: "smoke & fire"',
        "fire",
        '"smoke & fire" is no id.',
        "small letters",
    ),
    (
        "study twice in one claim",
        CLAIMS,
        "[wax2003trial]",
        "[wax2003trial, wax2003trial]",
        "wax2003trial, wax",
        '"wax2003trial" stands twice.',
        "Keep one",
    ),
    (
        "unknown companion",
        STUDIES,
        "only_with: lee2001swarm",
        "only_with: lee2001swarn",
        "roy2002swarm:",
        '"lee2001swarn" is no key in studies.yaml.',
        'Did you mean "lee2001swarm"?',
    ),
    (
        "no claims",
        CLAIMS,
        CLAIMS_TEXT[CLAIMS_TEXT.index("claims:") : CLAIMS_TEXT.index("nearest:")],
        "claims: []\n",
        "claims: ",
        '"claims" is an empty list.',
        "Write at least one claim",
    ),
    (
        "next review before the last",
        CLAIMS,
        "reviewed: 2026-01-01",
        "reviewed: 2099-06-01",
        "next_review",
        "The next review does not come after the last one.",
        "Write a later date.",
    ),
    (
        "tab",
        CLAIMS,
        "    why: Trials agree.",
        "\twhy: Trials agree.",
        "why: Trials",
        "not valid YAML",
        "Indent with spaces",
    ),
    (
        "missing colon",
        CLAIMS,
        "    why: Trials agree.",
        "    why Trials agree.",
        "studies: .wax|why Trials",
        "not valid YAML",
        'Write "key: value"',
    ),
    (
        "invisible character",
        CLAIMS,
        "why: Trials agree.",
        "why: Trials\x07 agree.",
        "why: Trials",
        "not valid YAML",
        "Type the line again",
    ),
    (
        "nearest ideas where there are none",
        "dance.md",
        ":::{connections}",
        ":::{nearest-ideas}\n:::\n\n:::{connections}",
        "nearest-ideas",
        "There are no nearest ideas to show.",
        'Write them under "nearest" in evidence/dance.yaml',
    ),
    (
        "unknown part of the list",
        "claims.md",
        "{ledger} counts",
        "{ledger} count",
        "ledger} count$",
        '"count" is nothing that {ledger} can show.',
        "“{ledger} counts”",
    ),
    (
        "two sentences",
        CLAIMS,
        "Smoke led to fewer swarms.",
        "Smoke led to fewer swarms. It did.",
        "It did",
        'The claim "smoke" is not one sentence.',
        "Say it in one.",
    ),
    (
        "long sentence",
        STUDIES,
        "One summer.",
        "One summer" + " and one more" * 9 + ".",
        "lee2001swarm:",
        "This sentence has 29 words.",
        "Split it",
    ),
    ("word to avoid", CLAIMS, "Trials agree.", "Trials just agree.", "just", '"just" is on the list', "Leave it out."),
    ("British spelling", CLAIMS, "Trials agree.", "Trials of colour agree.", "colour", "British", 'Write "color".'),
    (
        "hard to read",
        CLAIMS,
        "Trials agree.",
        "Apicultural communities systematically characterize considerable environmental interdependencies. " * 4,
        "",
        "The texts in this file have reading grade",
        "11 is the limit",
    ),
    (
        "review overdue",
        CLAIMS,
        "next_review: 2099-01-01",
        "next_review: 2020-01-01",
        "next_review",
        "The review was due on 2020-01-01.",
        "Look for newer studies",
    ),
    (
        "unknown citation",
        "claims.md",
        "{cite:t}`lee2001swarm`",
        "{cite:t}`lee2002swarm`",
        "lee2002swarm",
        '"lee2002swarm" is no key in references.bib.',
        'Did you mean "lee2001swarm"?',
    ),
    (
        "citation without the one that qualifies it",
        "dance.md",
        "sends out dancers.",
        "sends out dancers, says {cite:t}`roy2002swarm`.",
        "sends out",
        '"roy2002swarm" is cited without "lee2001swarm"',
        "Say what {cite:t}`lee2001swarm` found, too.",
    ),
    (
        "unknown claim",
        "claims.md",
        ":::{effects}",
        ":::{claim} smoky\n:::\n\n:::{effects}",
        "smoky",
        'There is no claim "smoky".',
        'Did you mean "smoke"?',
    ),
    (
        "voice without a claim",
        "swarm.md",
        ":::{claims} not known",
        ":::{claims} the article says",
        "the article says",
        "No claim of this page can be told here as “the article says”.",
        "Add one to evidence/swarm.yaml",
    ),
    (
        "unknown voice",
        "swarm.md",
        ":::{claims} not known",
        ":::{claims} unknown",
        "unknown",
        '"unknown" is nothing that {claims} can show.',
        "“{claims} not known”",
    ),
]


@pytest.mark.parametrize(
    ("name", "before", "after", "at", "message", "remedy"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_each_mistake_is_answered(
    project: Project, name: str, before: str, after: str, at: str | None, message: str, remedy: str
) -> None:
    project.change(name, before, after)
    built = project.build(builder="dummy")
    told = [text for text in built.warnings.splitlines() if message in text and remedy in text]
    assert told, f"not told in: {built.warnings}"
    if at is None:
        return
    lines = (project.docs / name).read_text(encoding="utf-8").splitlines()
    expected = [number for number, text in enumerate(lines, 1) if re.search(at, text)] if at else [1]
    place = re.search(rf"{re.escape(name)}:(\d+): ", told[-1])
    assert place, told[-1]
    assert int(place[1]) in expected, f"{told[-1]} for {expected}"


def test_claims_that_no_page_shows_are_told(project: Project) -> None:
    project.change("swarm.md", ":::{claims} not known\n:::", "")
    warnings = project.build(builder="dummy").warnings
    assert 'The claim "full-hives" is not shown on its page. Write “{claims} not known” where it belongs' in warnings


def test_a_file_of_claims_without_a_page_is_told(project: Project) -> None:
    (project.docs / "evidence" / "swarm.yaml").rename(project.docs / "evidence" / "swarn.yaml")
    assert 'No page is called "swarn", so nobody would see these claims. Did you mean "swarm"?' in (
        project.build(builder="dummy").warnings
    )


def test_one_claim_may_be_shown_by_its_id_alone(project: Project) -> None:
    project.change("swarm.md", ":::{claims} not known\n:::", ":::{claim} full-hives\n:::")
    assert project.build(builder="dummy").warnings == ""


def test_a_theory_may_propose_what_leads_to_what_and_a_trial_may_find_it(project: Project) -> None:
    assert "led to" in (project.docs / STUDIES).read_text(encoding="utf-8")
    assert project.build(builder="dummy").warnings == ""
    project.change(STUDIES, "It proposes that a full hive leads to a swarm.", "A full hive leads to a swarm.")
    assert '"leads to" says more than these studies can show (theory).' in project.build(builder="dummy").warnings


def test_a_broken_bibliography_stops_the_build_with_its_place(project: Project) -> None:
    project.change("references.bib", "year = {2001},", "year = {2001")
    with pytest.raises(ConfigError, match=r'references\.bib:\d+: This is not valid BibTeX: .* a record ends with "}"'):
        project.build(builder="dummy")


def test_two_records_of_one_key_stop_the_build(project: Project) -> None:
    project.change("references.bib", "@article{roy2002swarm", "@article{lee2001swarm")
    with pytest.raises(ConfigError, match=r"references\.bib:9: This is not valid BibTeX: .*lee2001swarm"):
        project.build(builder="dummy")


def test_nearest_ideas_that_no_page_shows_are_told(project: Project) -> None:
    project.change("swarm.md", ":::{nearest-ideas}\n:::", "")
    assert "The nearest ideas are not shown on their page." in project.build(builder="dummy").warnings


@pytest.mark.parametrize("name", [CLAIMS, STUDIES])
def test_a_data_file_in_another_encoding_is_named(project: Project, name: str) -> None:
    path = project.docs / name
    path.write_bytes(path.read_bytes() + "# Élan\n".encode("latin-1"))
    assert f"{name}:{len(path.read_bytes().splitlines())}: WARNING: This file is not written in UTF-8." in (
        project.build(builder="dummy").warnings
    )


def test_a_file_that_would_not_be_read_is_named(project: Project) -> None:
    (project.docs / "evidence" / "swarm.yaml").rename(project.docs / "evidence" / "swarm.yml")
    assert 'swarm.yml:1: WARNING: This file would not be read. Let its name end in ".yaml".' in (
        project.build(builder="dummy").warnings
    )


def test_one_slip_of_yaml_is_told_once(project: Project) -> None:
    project.change(CLAIMS, "why: Trials agree.", "why: Trials: they agree.")
    assert project.build(builder="dummy").warnings.count("WARNING") == 1
