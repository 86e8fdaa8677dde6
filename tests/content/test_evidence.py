"""Rules for the real claims: all are there, in three voices, and no further than their studies carry them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from knowledge_base.evidence import Evidence, Verdict, Voice
from knowledge_base.reading.evidence import read_evidence
from knowledge_base.reading.site import read_site
from knowledge_base.rules.evidence import numbers, unsupported_numbers
from tests.content.test_pages import CONCEPTS, DOCS, TERMS

#: Where the article goes further than research, and says so on the page.
OVERREACH = {
    "safety-amygdala-reinforces-avoidance",
    "digital-paradox-deeper-isolation",
    "term-preemptive-withdrawal-syndrome",
    "coping-choice-is-rationalisation",
    "roots-understanding-breaks-cycle",
}
#: Publications of which no result was read: they may name an idea, and nothing else.
NAMES_ONLY = [
    *("heu2019lonely", "festinger1957dissonance", "salkovskis1991importance", "schrodt2014demand"),
    *("coplan2019aloneliness", "heu2021framework", "heu2021paradox", "lasgaard2022abstract"),
]
#: The first is cited only beside the second, which qualifies it.
TOGETHER = {
    "kraut1998internet": "kraut2002revisited",
    "wang2021social": "sorjonen2023prospective",
    "ferrari2019selfcompassion": "wilson2019selfcompassion",
    "mund2020stability": "graham2024lonely",
    "barreto2021loneliness": "heu2021paradox",
}
LEDGER_BYTES = 60_000


@pytest.fixture(scope="session")
def evidence() -> Evidence:
    site, _ = read_site(DOCS)
    assert site
    return read_evidence(DOCS, site)


@pytest.fixture(scope="session")
def ledger(site: Path) -> BeautifulSoup:
    return BeautifulSoup((site / "evidence" / "claims.html").read_text(encoding="utf-8"), "html.parser")


def section(site: Path, docname: str, heading: str) -> Tag:
    """The section under a heading of a built page."""
    soup = BeautifulSoup((site / f"{docname}.html").read_text(encoding="utf-8"), "html.parser")
    (found,) = [tag for tag in soup.find_all("section") if tag.h2 and tag.h2.get_text().rstrip("¶#") == heading]
    return found


def test_every_claim_that_was_checked_stands_on_its_page_and_in_the_list_of_all(
    site: Path, evidence: Evidence, ledger: BeautifulSoup
) -> None:
    checked = (Path(__file__).parent / "claims.txt").read_text(encoding="utf-8").split("\n")
    wanted = {id for id in checked if id and id[0] != "#"}
    assert len(wanted) == 116
    assert wanted <= set(evidence.claims)
    listed = [str(tag["id"]).removeprefix("claim-") for tag in ledger.select(".claims-of-page .claim")]
    assert sorted(listed) == sorted(evidence.claims)
    shown = "\n".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html") if path.stem != "claims")
    assert not [id for id in evidence.claims if f'id="claim-{id}"' not in shown]


@pytest.mark.parametrize("docname", CONCEPTS)
def test_each_concept_speaks_in_three_voices(site: Path, docname: str) -> None:
    article = section(site, docname, "What the article says")
    assert len(article.get_text().split()) > 20
    for heading, voice in (
        ("What the article says", Voice.ARTICLE),
        ("What research says", Voice.RESEARCH),
        ("What is not known", Voice.UNKNOWN),
    ):
        cards = section(site, docname, heading).select(".claim")
        assert {str(card["data-voice"]) for card in cards} <= {voice.short}
        if voice is Voice.RESEARCH:
            assert cards
        if voice is Voice.UNKNOWN:
            assert cards or section(site, docname, heading).select(".unknowns li")


@pytest.mark.parametrize("docname", CONCEPTS)
def test_a_concept_folds_why_a_claim_has_its_verdict_and_who_says_so_without_a_script(
    site: Path, evidence: Evidence, docname: str
) -> None:
    soup = BeautifulSoup((site / f"{docname}.html").read_text(encoding="utf-8"), "html.parser")
    file = evidence.files[docname.rpartition("/")[2]]
    assert [str(card["id"]) for card in soup.select(".claim")] != []
    for claim in file.claims:
        card = soup.find(id=f"claim-{claim.id}")
        assert isinstance(card, Tag) and card.details
        badge = card.select_one("summary strong")
        assert badge and badge.get_text().lower() == claim.verdict
        why, sources = card.details.find_all("p", recursive=False)
        assert why.get_text() == claim.why
        *cited, more = [str(link["href"]) for link in sources.select("a")]
        assert cited == [f"../evidence/references.html#{key}" for key in claim.studies]
        assert more == f"../evidence/claims.html#claim-{claim.id}"
        for study in evidence.studies_of(claim):
            assert f"), {study.design}" in sources.get_text()


def test_what_concepts_leave_out_stands_with_the_claim_in_the_list_and_in_the_record_of_the_study(
    site: Path, evidence: Evidence, ledger: BeautifulSoup
) -> None:
    listed = {str(card["id"]): card.get_text() for card in ledger.select(".claims-of-page .claim")}
    for claim in evidence.claims.values():
        told = listed[f"claim-{claim.id}"]
        assert f"What would change this verdict: {claim.would_change}" in told, claim.id
        assert ", ".join(claim.sentences) in told, claim.id
        for study in evidence.studies_of(claim):
            assert f"{study.design}. {study.finding}" in told, (claim.id, study.key)
    assert len(ledger.select(".claim .origin a[href*='sources-and-limits']")) == sum(
        bool(claim.sentences) for claim in evidence.claims.values()
    )
    soup = BeautifulSoup((site / "evidence" / "references.html").read_text(encoding="utf-8"), "html.parser")
    records = {str(item["id"]): item.get_text() for item in soup.select("ul.references > li")}
    for study in evidence.studies.values():
        told = f"Studied: {study.who}. Found: {study.finding} Limits: {study.limits}"
        assert told in records[study.key], study.key


@pytest.mark.parametrize("docname", ["index", "evidence/what-helps"])
def test_other_pages_tell_all_of_a_study_in_the_fold(site: Path, docname: str) -> None:
    soup = BeautifulSoup((site / f"{docname}.html").read_text(encoding="utf-8"), "html.parser")
    cards = soup.select(".claim")
    assert cards
    for card in cards:
        text = card.get_text()
        assert "Limits:" in text and "What would change this verdict:" in text
        assert card.select("details .studies li a[href^='https://doi.org/']")


@pytest.mark.parametrize(
    ("docname", "heading"),
    [("about/editorial-standard", "How sure we are"), ("evidence/what-helps", "Programs for people who feel lonely")],
)
def test_where_no_heading_tells_who_speaks_the_claim_does(site: Path, docname: str, heading: str) -> None:
    cards = section(site, docname, heading).select(".claim summary")
    assert cards
    assert all(card.get_text().strip().startswith("Research says: ") for card in cards)


@pytest.mark.parametrize("id", TERMS)
def test_each_coined_term_says_what_it_is_not_and_what_lies_near(site: Path, id: str) -> None:
    html = (site / "terms" / f"{id}.html").read_text(encoding="utf-8")
    assert re.search(r"is not a\s+diagnosis", re.sub(r"<[^>]+>", "", html))
    near = section(site, f"terms/{id}", "What research says").select(".nearest-ideas dt")
    assert near
    coined = section(site, f"terms/{id}", "What the article says").select(".claim summary strong")
    assert [badge.get_text().lower() for badge in coined] == [Verdict.COINED]


def test_where_the_article_overreaches_the_page_says_so(site: Path, evidence: Evidence) -> None:
    for id in OVERREACH:
        (file,) = [file for file in evidence.files.values() if id in {claim.id for claim in file.claims}]
        assert evidence.claims[id].overreach, id
        (page,) = [path for path in site.rglob(f"{file.id}.html") if path.parent.name in ("ideas", "terms")]
        card = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").find(id=f"claim-{id}")
        assert card and card.select_one(".overreach") and not card.select_one("details .overreach")


def test_every_sentence_of_the_article_is_taken_up(evidence: Evidence) -> None:
    site, _ = read_site(DOCS)
    assert site and len(site.sentence_ids) == 53
    assert {id for claim in evidence.claims.values() for id in claim.sentences} == set(site.sentence_ids)


def test_no_number_drifts_from_its_study(evidence: Evidence) -> None:
    for file in evidence.files.values():
        assert not list(unsupported_numbers(file, evidence))
    held = [number for claim in evidence.claims.values() for text in claim.texts.values() for number in numbers(text)]
    assert len(held) > 20, "numbers are there to be held"


def test_publications_without_a_result_that_was_read_only_name_an_idea(evidence: Evidence) -> None:
    for key in NAMES_ONLY:
        assert not numbers(evidence.studies[key].finding), key
        assert re.search(r"(?i)only|no result|not (?:been )?(?:read|opened)", evidence.studies[key].limits), key
    assert "geno" not in " ".join(evidence.studies["furmark2009genotype"].texts[1:2])


def test_studies_that_qualify_each_other_are_cited_together(evidence: Evidence) -> None:
    assert {key: evidence.studies[key].only_with for key in TOGETHER} == TOGETHER


def test_two_figures_for_two_regions_are_not_mixed(evidence: Evidence) -> None:
    claim = evidence.claims["context-social-anxiety"]
    for text in (claim.text, claim.why):
        assert not ({4.0, 6.7} <= numbers(text)) or ("Europe" in text and "28" in text)


def test_the_list_of_all_claims_is_one_light_page(site: Path) -> None:
    html = (site / "evidence" / "claims.html").read_bytes()
    assert len(gzip.compress(html, compresslevel=6, mtime=0)) <= LEDGER_BYTES


def test_the_counts_and_the_table_agree_with_the_claims(ledger: BeautifulSoup, evidence: Evidence) -> None:
    counts, spread = ledger.select("table.data")[:2]
    wanted = [sum(claim.verdict is verdict for claim in evidence.claims.values()) for verdict in Verdict]
    assert [int(row.select("td")[1].get_text()) for row in counts.select("tbody tr")] == wanted
    *pages, total = spread.select("tbody tr")
    assert [int(cell.get_text()) for cell in total.select("td")[1:]] == wanted
    columns = zip(*(row.select("td")[1:] for row in pages), strict=True)
    assert [sum(int(cell.get_text().replace("–", "0")) for cell in column) for column in columns] == wanted
    assert len(ledger.select("svg.picture .edge")) == sum(wanted)


def test_each_record_is_listed_with_its_doi_and_the_pages_that_use_it(site: Path, evidence: Evidence) -> None:
    soup = BeautifulSoup((site / "evidence" / "references.html").read_text(encoding="utf-8"), "html.parser")
    listed = {str(item["id"]): item for item in soup.select("ul.references > li")}
    assert set(listed) == set(evidence.references)
    showing: dict[str, set[Path]] = {}
    for path in site.rglob("*.html"):
        if path.name not in ("references.html", "claims.html"):
            for key in re.findall(r'references\.html#(\w+)"', path.read_text(encoding="utf-8")):
                showing.setdefault(key, set()).add(path)
    for key, reference in evidence.references.items():
        links = [str(link["href"]) for link in listed[key].select("a.external")]
        assert not reference.doi or any(link.lower().endswith(reference.doi.lower()) for link in links), key
        named = {(site / "evidence" / str(link["href"])).resolve() for link in listed[key].select(".used-on a")}
        assert named, key
        assert named - {site / "evidence" / "claims.html"} == showing.get(key, set()), key
    assert not soup.select("[role=list]")
    (download,) = soup.select("a.download")
    file = (site / "evidence" / str(download["href"])).resolve()
    assert file.read_bytes() == (DOCS / "references.bib").read_bytes()


def test_the_downloads_hold_every_claim_and_are_explained(
    site: Path, evidence: Evidence, ledger: BeautifulSoup
) -> None:
    whole = json.loads((site / "evidence" / "claims.json").read_text(encoding="utf-8"))
    rows = list(csv.DictReader(io.StringIO((site / "evidence" / "claims.csv").read_text(encoding="utf-8"))))
    assert {claim["id"] for claim in whole["claims"]} == {row["id"] for row in rows} == set(evidence.claims)
    for claim in whole["claims"]:
        assert [study["key"] for study in claim["studies"]] == list(evidence.claims[claim["id"]].studies)
    explained = {code.get_text() for code in ledger.select("table:not(.data) td code")}
    assert set(rows[0]) | set(whole["claims"][0]) | set(whole["claims"][0]["studies"][0]) - {"key"} <= explained


def test_the_picture_of_effects_names_a_source_for_each_dot(site: Path, evidence: Evidence) -> None:
    soup = BeautifulSoup((site / "evidence" / "what-helps.html").read_text(encoding="utf-8"), "html.parser")
    dots = soup.select("svg.picture circle")
    rows = soup.select("table.data tbody tr")
    assert len(dots) == len(rows) == sum(len(study.effects) for study in evidence.studies.values()) > 5
    assert all(row.select("a[href^='references.html#']") for row in rows)
