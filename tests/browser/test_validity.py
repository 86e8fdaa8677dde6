"""The markup of all pages: valid, headings in order, landmarks with names, titles and descriptions of their own."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.browser.pages import hold, names
from tests.conftest import ROOT

CHECKER = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
RULES = ROOT / "tests" / "browser" / "html-validate.mjs"
#: Elements that are landmarks, each with its role; `header` and `footer` only where they are the page's.
LANDMARKS = {"main": "main", "nav": "navigation", "aside": "complementary", "header": "banner", "footer": "contentinfo"}
ROLES = frozenset((*LANDMARKS.values(), "search", "region", "form"))
#: Landmarks of which a page has one, so that they need no name.
ALONE = ("banner", "main", "contentinfo")
PARTS = ("article", "aside", "main", "nav", "section")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Every page of the site by its path."""
    return {name: BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser") for name in names(site)}


def attribute(tag: Tag | None, name: str) -> str:
    """An attribute of an element, or nothing."""
    return str(tag.get(name) or "").strip() if tag else ""


def test_every_page_is_valid_html(site: Path, tmp_path: Path) -> None:
    assert CHECKER.is_file(), "html-validate is not installed. `make test` installs it, for which npm needs a network."
    node = shutil.which("node", path=str(Path(sys.executable).parent))
    assert node, "There is no Node in the virtual environment. `make test` installs it."
    told = tmp_path / "told.txt"  # through a pipe, what is long arrives cut off
    command = [node, str(CHECKER), "--config", str(RULES), "--formatter", f"text={told}", str(site)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    faults = told.read_text(encoding="utf-8").replace(f"{site}/", "")
    assert not faults, faults
    assert run.returncode == 0, run.stderr


def test_every_page_has_one_main_heading_and_skips_no_level(pages: dict[str, BeautifulSoup]) -> None:
    found = {}
    for name, page in pages.items():
        headings = page.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
        levels = [int(heading.name[1]) for heading in headings]
        found[name] = [f"level {low} after {high}" for high, low in pairwise([0, *levels]) if low > high + 1]
        found[name] += [f"{levels.count(1)} main headings"] if levels.count(1) != 1 else []
        found[name] += [f"an empty heading: {heading}" for heading in headings if not heading.get_text(strip=True)]
        found[name] += [f"a heading without a level: {half}" for half in page.select("[role=heading]")]
    hold(found)


def test_what_only_looks_like_a_heading_is_none(pages: dict[str, BeautifulSoup]) -> None:
    """A line above a list or a part is its heading, or is tied to it as its name."""
    found = {}
    for name, page in pages.items():
        ties = [attribute(one, "aria-labelledby").split() for one in page.select("[aria-labelledby]")]
        tied = {id for ids in ties for id in ids}
        lines = page.select("p.rubric, p.caption, section > p.label")
        lines += [line for line in page.select("article :not(li) > p") if is_all_strong(line)]
        found[name] = [f"half a heading: {line}" for line in lines if attribute(line, "id") not in tied]
    hold(found)


def is_all_strong(line: Tag) -> bool:
    """Whether a paragraph has no words but bold ones."""
    bold = "".join(strong.get_text() for strong in line.find_all("strong"))
    return bold != "" and bold.strip() == line.get_text(strip=True)


def test_landmarks_are_there_and_each_is_told_from_the_others(pages: dict[str, BeautifulSoup]) -> None:
    found = {}
    for name, page in pages.items():
        marks = [(role, attribute(mark, "aria-label")) for mark in page.find_all(True) if (role := landmark(mark))]
        roles = Counter(role for role, _ in marks)
        found[name] = [f"{roles[role]} of {role}" for role in ALONE if roles[role] != 1]
        found[name] += [f"no {role}" for role in ("navigation", "complementary", "search") if not roles[role]]
        found[name] += [f"{role} without a name" for role, label in marks if not label and role not in ALONE]
        found[name] += [f"{times} of {role} “{label}”" for (role, label), times in Counter(marks).items() if times > 1]
    hold(found)


def landmark(mark: Tag) -> str | None:
    """The landmark that an element is, if any."""
    if mark.has_attr("role"):
        role = attribute(mark, "role")
        return role if role in ROLES else None
    if mark.name in ("header", "footer") and (mark.find_parent(PARTS) or mark.find_parent(role="main")):
        return None
    return LANDMARKS.get(mark.name)


def test_every_page_has_a_language_and_a_title_and_description_of_its_own(pages: dict[str, BeautifulSoup]) -> None:
    found = {}
    titles, descriptions = Counter[str](), Counter[str]()
    for name, page in pages.items():
        title = page.title.get_text(strip=True) if page.title else ""
        description = attribute(page.select_one('head > meta[name="description"]'), "content")
        found[name] = [] if title else ["no title"]
        found[name] += [] if description else ["no description"]
        found[name] += [] if page.select_one("html[lang=en]") else ["no language"]
        titles[title] += 1
        descriptions[description] += 1
    for told in (titles, descriptions):
        found |= {text: [f"tells {times} pages apart from no other"] for text, times in told.items() if times > 1}
    hold(found)


def test_pictures_are_told_in_words_and_days_are_dates(pages: dict[str, BeautifulSoup]) -> None:
    found = {}
    for name, page in pages.items():
        drawings = page.select('svg:not([aria-hidden="true"])')
        found[name] = [f"no words: {image}" for image in page.select("img:not([alt])")]
        found[name] += [
            f"no words: {str(drawing)[:150]}"
            for drawing in drawings
            if attribute(drawing, "role") not in ("img", "group") or not attribute(drawing, "aria-label")
        ]
        found[name] += [
            f"no date: {day}" for day in page.find_all("time") if not DAY.fullmatch(attribute(day, "datetime"))
        ]
    hold(found)


def test_tables_hold_data(pages: dict[str, BeautifulSoup]) -> None:
    found = {
        name: [str(table)[:150] for table in page.find_all("table") if not table.find("th")]
        for name, page in pages.items()
    }
    hold(found)
    assert not pages["genindex.html"].find("table")
    assert len(pages["genindex.html"].select("article li a")) > 100
