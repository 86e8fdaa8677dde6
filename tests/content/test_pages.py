"""Rules for the real pages: all of the article is there, under its own names, and connected as it says."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from pathlib import Path

import pytest
import yaml

from knowledge_base.model import Page
from knowledge_base.reading.front_matter import read_front_matter
from knowledge_base.reading.site import read_site
from tests.conftest import ROOT

DOCS = ROOT / "docs"
IDEAS = {
    "need-for-connection": "The Human Need for Connection: A Psychological Overview",
    "roots-of-isolation": "The Roots of Self-Isolation: Social and Emotional Triggers",
    "identity-paradox": "The Identity Paradox: Wanting Belonging, Choosing Solitude",
    "fear-of-rejection": "Fear of Rejection and Vulnerability in Social Interactions",
    "social-anxiety": "Social Anxiety and Its Impact on Self-Isolation",
    "past-trauma": "The Role of Past Trauma in Shaping Isolation Behaviors",
    "digital-age": "Digital Age Dynamics: Online Connections vs. Real-life Isolation",
    "cultural-narratives": "Cultural Narratives and Identity Formation in Self-Isolation",
    "coping-rationalization": "Coping Mechanisms: How Individuals Rationalize Isolation",
    "pathways": "Pathways to Overcoming the Isolation-Connection Paradox",
}
TERMS = {
    "social-self-exclusion-fatigue": "Social Self-Exclusion Fatigue",
    "anticipatory-rejection-sensitivity": "Anticipatory Rejection Sensitivity",
    "preemptive-withdrawal-syndrome": "Preemptive Withdrawal Syndrome",
    "safety-driven-solitude": "Safety-Driven Solitude",
    "hypervigilant-belonging-anxiety": "Hypervigilant Belonging Anxiety",
    "vulnerability-aversion-loop": "Vulnerability Aversion Loop",
    "connection-dissonance": "Connection Dissonance",
    "reciprocal-avoidance-spiral": "Reciprocal Avoidance Spiral",
    "perceived-unworthiness-barrier": "Perceived Unworthiness Barrier",
    "digital-isolation-paradox": "Digital Isolation Paradox",
}
NAMED = {f"ideas/{id}": title for id, title in IDEAS.items()} | {f"terms/{id}": title for id, title in TERMS.items()}
CONCEPTS = [*NAMED, "ideas/loneliness", "ideas/solitude"]


def source(docname: str) -> str:
    return (DOCS / f"{docname}.md").read_text(encoding="utf-8")


def every_page() -> list[str]:
    return sorted(
        path.relative_to(DOCS).with_suffix("").as_posix()
        for path in DOCS.rglob("*.md")
        if not path.relative_to(DOCS).parts[0].startswith("_")
    )


def front_matters() -> dict[str, Page]:
    site, problems = read_site(DOCS)
    assert site and not problems
    pages = {}
    for docname in every_page():
        front, told = read_front_matter(source(docname), docname, site)
        assert not told
        pages[docname] = Page(docname, front)
    return pages


def test_there_are_22_concept_pages_and_no_others() -> None:
    assert sorted(docname for docname in every_page() if docname.startswith(("ideas/", "terms/"))) == sorted(CONCEPTS)


def test_all_53_sentences_of_the_article_are_restated() -> None:
    article = yaml.safe_load((DOCS / "article.yaml").read_text(encoding="utf-8"))
    ids = [id for section in article["sections"] for id in section["sentences"]]
    assert len(ids) == len(set(ids)) == 53
    restated = {id for page in front_matters().values() if page.front for id in page.front.sentences}
    assert restated == set(ids)


def test_each_section_of_the_article_is_restated_by_its_page() -> None:
    article = yaml.safe_load((DOCS / "article.yaml").read_text(encoding="utf-8"))
    pages = front_matters()
    assert [section["heading"] for section in article["sections"][1:]] == [
        *(IDEAS[id] for id in IDEAS_IN_THE_ARTICLE),
        *TERMS.values(),
    ]
    for section in article["sections"]:
        front = pages[section["page"]].front
        assert front and set(section["sentences"]) <= set(front.sentences), section["page"]


IDEAS_IN_THE_ARTICLE = [
    "need-for-connection",
    "roots-of-isolation",
    "identity-paradox",
    "fear-of-rejection",
    "social-anxiety",
    "past-trauma",
    "digital-age",
    "cultural-narratives",
    "coping-rationalization",
    "pathways",
]


@pytest.mark.parametrize(("docname", "title"), NAMED.items())
def test_each_name_stands_in_h1_glossary_index_and_inventory(site: Path, docname: str, title: str) -> None:
    def text(name: str) -> str:
        return re.sub(r"<[^>]+>", "", (site / f"{name}.html").read_text(encoding="utf-8"))

    heading = re.search(r"<h1>(.*?)<a", (site / f"{docname}.html").read_text(encoding="utf-8"))
    assert heading and heading[1] == title
    assert title in text("glossary")
    assert title in text("genindex")
    header, _, packed = (site / "objects.inv").read_bytes().partition(b"zlib.\n")
    assert header.startswith(b"# Sphinx inventory version 2")
    assert f"{docname}.html {title}\n" in zlib.decompress(packed).decode()


def test_every_relation_of_the_article_stands_on_the_page_it_starts_from() -> None:
    wanted = [line for line in (Path(__file__).parent / "relations.txt").read_text().splitlines() if line[0] != "#"]
    found = []
    for docname in CONCEPTS:
        for kind, target, options in re.findall(
            r"^:::\{relation\} (\S+) (\S+)\n((?::.*\n)*)", source(docname), re.MULTILINE
        ):
            given = dict(re.findall(r":(\w+): (.*)", options))
            sentences = given.get("sentences", "").replace(" ", "")
            found.append(f"{docname.split('/')[1]} {kind} {target} {given['basis']} {sentences}".rstrip())
    assert not set(wanted) - set(found)


def test_each_concept_says_what_people_say_and_no_phrase_stands_on_two_pages() -> None:
    said = {
        name: page.front.people_say for name, page in front_matters().items() if page.front and page.front.people_say
    }
    assert set(said) >= {*CONCEPTS, "getting-help"}
    assert not {name: len(phrases) for name, phrases in said.items() if len(phrases) < 8}
    counts = Counter(phrase.casefold() for phrases in said.values() for phrase in phrases)
    assert not [phrase for phrase, count in counts.items() if count > 1]


def test_the_glossary_explains_thirty_or_more_words_without_a_page() -> None:
    (block,) = re.findall(r"^:::\{glossary\}\n(.*?)^:::", source("glossary"), re.MULTILINE | re.DOTALL)
    assert len([entry for entry in block.split("\n\n") if entry.strip()]) >= 30


def test_coined_names_carry_their_standing() -> None:
    standings = {docname: page.front.standing for docname, page in front_matters().items() if page.front}
    own = {docname for docname, standing in standings.items() if standing == "article's own name"}
    assert own == {f"terms/{id}" for id in TERMS} - {"terms/anticipatory-rejection-sensitivity"} | {
        "ideas/identity-paradox"
    }
