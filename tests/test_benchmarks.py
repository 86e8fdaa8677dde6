"""What the benchmarks compute and write. How fast something is, no test judges."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import yaml

from benchmarks import plain, synthetic
from benchmarks.builds import EDITS, Built, Project, edited, install, our_project, stock_project, target
from benchmarks.lighthouse import Verdict, failures, read_verdict, scores_table
from benchmarks.measuring import dates, exponent, extrapolated, rewritten, run, weights
from benchmarks.progress import bar
from benchmarks.report import put
from benchmarks.scale import build_tables
from benchmarks.serving import served_packed
from benchmarks.visits import Visit, heaviest, kilobytes, middle, visits_table
from knowledge_base.reading.site import read_site
from knowledge_base.rules.prose import whole_words
from knowledge_base.rules.readability import sentences
from tests.conftest import ROOT

PAGES = 12


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Project]:
    """A made-up knowledge base, and the same pages for stock Furo, neither built yet."""
    folder = tmp_path_factory.mktemp("made up")
    ours, stock = our_project(folder / "ours", PAGES), stock_project(folder / "stock", PAGES)
    synthetic.write(ours.folder / "docs", PAGES)
    install(ours.folder)
    plain.rewrite(ours.folder / "docs", stock.folder)
    return ours, stock


def test_made_up_pages_are_as_many_as_asked_for_and_the_same_each_time(
    made: tuple[Project, Project], tmp_path: Path
) -> None:
    synthetic.write(tmp_path / "docs", PAGES)
    written = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    before = made[0].folder
    assert written == {name: (before / name).read_bytes() for name in written}
    assert sum(name.suffix == ".md" for name in written) == PAGES


def test_made_up_claims_are_in_the_proportion_of_the_real_ones_and_say_no_more(tmp_path: Path) -> None:
    def claims_and_records(docs: Path) -> tuple[float, float]:
        files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (docs / "evidence").glob("*.yaml")]
        pages = sum(path.parent.name != "_skeletons" for path in docs.rglob("*.md"))
        records = (docs / "references.bib").read_text(encoding="utf-8").count("\n@") + 1
        return sum(len(file["claims"]) for file in files) / pages, records / pages

    synthetic.write(tmp_path / "docs", 200)
    of_real, of_made = claims_and_records(ROOT / "docs"), claims_and_records(tmp_path / "docs")
    assert of_made == pytest.approx(of_real, rel=0.2)
    site, _ = read_site(ROOT / "docs")
    assert site
    causal = whole_words(site.evidence.causal)
    for path in (tmp_path / "docs" / "evidence").glob("*.yaml"):
        for claim in yaml.safe_load(path.read_text(encoding="utf-8"))["claims"]:
            assert not any(map(causal.search, sentences(claim["why"]))), claim["id"]


def test_made_up_pages_build_without_a_warning_in_both_ways(made: tuple[Project, Project]) -> None:
    for project in made:  # either command takes a warning for a failure
        built = subprocess.run(project.command, cwd=project.folder, capture_output=True, text=True, check=False)
        assert built.returncode == 0, built.stderr
        assert len(list((project.site / synthetic.FOLDER).glob("*.html"))) == PAGES - 1 - len(synthetic.LISTS)
    ours, stock = (weights((project.site / synthetic.FOLDER).glob("*.html")) for project in made)
    assert all(size > 1 for size in (*ours, *stock))


def test_the_real_pages_are_rewritten_for_stock_furo(tmp_path: Path) -> None:
    plain.rewrite(synthetic.REAL, tmp_path)
    terms = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "docs" / "terms").glob("*.md"))
    assert "{verdict}" not in terms
    assert ":::{question}" not in terms
    assert "Yes: " in terms


def test_stock_furo_gets_the_prose_and_none_of_our_directives(made: tuple[Project, Project]) -> None:
    for path in made[1].folder.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert not any(
            f"{{{name}}}" in text for name in ("claims", "relation", "question", "plain-words", "cite:t", "ledger")
        )
    id = target(made[0].folder / "docs").page
    reason = target(made[0].folder / "docs").reason
    text = (made[1].folder / "docs" / id).read_text(encoding="utf-8")
    assert f": {reason}." in text
    assert ":::{glossary}" in text


@pytest.mark.parametrize("name", ["prose", "title", "relation"])
def test_each_edit_changes_either_page_again_and_again(made: tuple[Project, Project], name: str) -> None:
    chosen = target(made[0].folder / "docs")
    for project in made:
        page = (project.folder / "docs" / chosen.page).read_text(encoding="utf-8")
        once = edited(page, name, chosen.reason)
        assert len({page, once, edited(once, name, chosen.reason)}) == 3


def test_an_exponent_tells_how_a_cost_grows() -> None:
    assert exponent((100, 1000), (3, 30)) == pytest.approx(1)
    assert exponent((100, 200), (3, 12)) == pytest.approx(2)
    assert extrapolated((100, 200), (3, 12), 400) == pytest.approx(48)


def test_what_was_not_measured_for_stock_furo_is_marked() -> None:
    def built(pages: int, cpu: float) -> Built:
        spent = dict.fromkeys(("cold", "nothing changed", *EDITS), cpu)
        return Built(cpu=spent, memory=cpu, rewritten=dict.fromkeys(EDITS, 1), raw=pages, packed=pages)

    ours = {pages: built(pages, pages / 50) for pages in (100, 300, 1000)}
    stock = {pages: built(pages, pages**2 / 1000) for pages in (100, 300)}
    told = build_tables(ours, stock)
    small, medium, large, growth = told.split("### ")[1:]
    assert "≈" not in small + medium
    assert re.search(r"\| CPU s, cold +\| 20.0 MISSED +\| ≤ 16 +\| ≈ 1,000.0 +\| ≈ 50.0 +\|", large)
    assert re.search(r"\| CPU s, cold: 100 to 1,000 +\| 1.00 +\| ≤ 1.1 \| 2.00 \(100 to 300\) \|", growth)


def test_only_pages_that_were_written_count(tmp_path: Path) -> None:
    for name in ("kept", "changed"):
        (tmp_path / f"{name}.html").write_text(name, encoding="utf-8")
    before = dates(tmp_path)
    os.utime(tmp_path / "changed.html", ns=(1, 1))
    (tmp_path / "new.html").touch()
    (tmp_path / "script.js").touch()
    assert rewritten(before, dates(tmp_path)) == 2


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="this system does not tell what a process took")
def test_a_command_is_charged_for_its_children_and_tells_why_it_failed(tmp_path: Path) -> None:
    work = "sum(range(20_000_000))"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"
    idle, busy = (run([sys.executable, "-c", code], tmp_path, tmp_path / "log") for code in ("", child))
    assert busy.cpu > idle.cpu
    assert idle.bytes > 1_000_000
    with pytest.raises(RuntimeError, match="no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path, tmp_path / "log")


def test_the_server_sends_packed_files_and_notes_each(tmp_path: Path) -> None:
    content = b"All about bees. " * 100
    (tmp_path / "index.html").write_bytes(content)
    with served_packed(tmp_path) as server:
        with urlopen(f"{server.address}/") as answer:
            body = answer.read()
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        with pytest.raises(HTTPError):
            urlopen(f"{server.address}/missing.css")
    assert gzip.decompress(body) == content
    assert [(one.path, one.status, one.raw) for one in server.sent] == [
        ("/", 200, len(content)),
        ("/missing.css", 404, 0),
    ]
    assert server.sent[0].packed == len(body) == len(gzip.compress(content, compresslevel=9))
    assert kilobytes(server.sent[:1]) == len(body) / 1000


def test_visits_are_told_beside_their_bars() -> None:
    ours = {"ideas/a.html": Visit(10, 5, 4), "ideas/b.html": Visit(18.04, 6, 7), "index.html": Visit(30, 9, 9)}
    ideas = {page: visit for page, visit in ours.items() if page != "index.html"}
    assert middle(ideas).first == pytest.approx(14.02)
    assert heaviest(ideas) == Visit(18.04, 6, 7)
    told = visits_table(ours, {"ideas/a.html": Visit(30, 10, 5)}, {"home": "index.html"}, ["ideas"])
    assert "30.0" in told and "30.0 MISSED" not in told
    assert "18.0 MISSED" in told


def test_results_take_the_place_of_the_last_ones() -> None:
    page = "# A page\n\n% begin one\nold\n% end one\n\n% begin two\n% end two\n"
    once = put(page, "one", "| new |\n")
    assert once == "# A page\n\n% begin one\n\n| new |\n\n% end one\n\n% begin two\n% end two\n"
    assert put(once, "one", "| new |") == once
    with pytest.raises(ValueError, match="% begin three"):
        put(page, "three", "")


def test_the_page_of_results_has_its_marks() -> None:
    page = (ROOT / "docs" / "about" / "how-it-is-built.md").read_text(encoding="utf-8")
    for name in ("bench", "lighthouse"):
        assert put(page, name, "| 1 |") != page


def test_the_bar_is_as_long_as_the_share() -> None:
    assert bar(0.25, "cold, 100 % of it") == "[######------------------]  25 %  cold, 100 % of it"
    assert bar(1.2, "done").startswith("[########################] 100 %")


def test_a_report_of_lighthouse_is_read() -> None:
    told = {
        "categories": {
            id: {
                "score": 1 if id != "seo" else 0.9,
                "auditRefs": [{"id": id, "weight": 1}, {"id": "idle", "weight": 0}],
            }
            for id in ("performance", "accessibility", "best-practices", "seo")
        },
        "audits": {
            "performance": {"id": "performance", "title": "Speed", "score": 0.95},
            "accessibility": {"id": "accessibility", "title": "Access", "score": 1},
            "best-practices": {"id": "best-practices", "title": "Practice", "score": None},
            "seo": {"id": "seo", "title": "No description", "score": 0, "details": {"items": [{"url": "/a.html"}]}},
            "idle": {"id": "idle", "title": "Idle", "score": 0},
        },
    }
    verdict = read_verdict(told)
    assert verdict.scores == {"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 90}
    assert verdict.failed == {"seo": "No description: /a.html"}


def test_the_median_of_lighthouse_is_told_and_what_failed_in_most_runs() -> None:
    good = Verdict(dict.fromkeys(("performance", "accessibility", "best-practices", "seo"), 100), {})
    bad = Verdict({**good.scores, "seo": 90}, {"meta-description": "No description"})
    verdicts = {("home", "phone"): [good, bad, good], ("home", "desktop"): [bad, good, bad]}
    assert "100 / 90 MISSED" in scores_table(verdicts)
    assert failures(verdicts) == "- meta-description: No description\n  on home (desktop)"
    assert failures({("home", "phone"): [good]}) == "No audit failed."
