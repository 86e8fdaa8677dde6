"""After any edits, a build on top of the last one leaves byte for byte what a clean one leaves."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.edits import SWAPS, TEXTS, Edit, Files, Step, apply, first, steps
from tests.forked import Builder, Outcome
from tests.sites import Published, difference, published, put
from tests.tiny import Project

#: How many sequences of edits are tried: a dozen among all tests, more by `make fuzz`.
SEQUENCES = int(os.environ.get("SEQUENCES", "12"))
LONG_AGO = 1_500_000_000
CONTACTS = """- country: Wales
  name: A beekeeper
  ways:
    - {say: Call 1, link: "tel:1"}
  for_what: All questions on bees.
  seen_on: the page of the beekeeper
  checked_on: 2026-01-01
"""


class Workplace:
    """A site that is edited and built again and again, and one beside it that is built anew each time."""

    def __init__(self, folder: Path, again: Builder, anew: Builder) -> None:
        self.site, self.clean, self.begun = folder / "a site", folder / "clean", folder / "begun"
        self._again, self._anew = again, anew
        self._known: dict[tuple[tuple[str, str], ...], tuple[Outcome, Published]] = {}
        self._files: Files = {}
        self.tried = 0
        self.put(first())
        assert again.build(self.site).status == 0
        shutil.copytree(self.site, self.begun)

    def begin(self) -> None:
        """Takes the site back to where it began, its build included."""
        shutil.rmtree(self.site)
        shutil.copytree(self.begun, self.site)
        self._files = first()

    def put(self, files: Files, date: int | None = None) -> None:
        """Writes what changed."""
        put(files, self._files, self.site, date)
        self._files = dict(files)

    def build(self) -> tuple[Outcome, Published, Outcome, Published]:
        """How the build on top of the last one ended and what it left, and the same of a clean one."""
        self._again.start(self.site)
        sources = tuple(sorted(self._files.items()))
        if sources not in self._known:
            shutil.rmtree(self.clean, ignore_errors=True)
            put(self._files, {}, self.clean)
            self._known[sources] = (self._anew.build(self.clean), published(self.clean))
        return self._again.finish(), published(self.site), *self._known[sources]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    # Two seeds, so that the order of no set shows.
    with Builder({"PYTHONHASHSEED": "1"}) as again, Builder({"PYTHONHASHSEED": "2"}) as anew:
        yield Workplace(tmp_path_factory.mktemp("incremental"), again, anew)


def check(workplace: Workplace, done: list[Step]) -> None:
    """Makes the edits, with both builds after each step. One that breaks the rules leaves the site, and is undone."""
    workplace.begin()
    files, last = first(), published(workplace.site)
    for number, (edits, keeps_date) in enumerate(done, 1):
        before = dict(files)
        for edit in edits:
            apply(edit, files)
        for undone in (False, True):
            # Each step has a date of its own: nobody can tell two files of one size and date apart.
            workplace.put(files, LONG_AGO + 2 * number + undone if keeps_date else None)
            outcome, found, clean, expected = workplace.build()
            when = f"After step {number} of {done}{', undone' if undone else ''}:\n"
            assert bool(outcome.status) == bool(clean.status), (
                f"{when}the build ended with {outcome.status} and the clean one with {clean.status}.\n"
                f"It told:\n{outcome.told}\nThe clean one told:\n{clean.told}"
            )
            different = difference(found, last if clean.status else expected)
            assert not different, when + different
            last = found
            if not clean.status:
                break
            files = before
        else:
            pytest.fail(f"{when}the site is broken still:\n{clean.told}")


def swap(after: str) -> Edit:
    """The edit that leads to this piece of text."""
    return ("swap", *next(one for one in SWAPS if one[2] == after))


def write(which: int, text: str, other: int = 0) -> Edit:
    """The edit that writes this prose on a page."""
    return ("write", which, next(number for number, one in enumerate(TEXTS) if text in one), other)


DANCE, HONEY, SWARM = range(3)
#: Sequences after which the two builds once differed, or the build passed and the clean one did not.
FOUND: dict[str, list[Step]] = {
    "the note of another configuration": [([swap('html_title = "All bees"')], False)],
    "an archive of another name": [([swap("archive: all-bees")], False)],
    "a file that is published no more": [
        ([swap('html_extra_path = ["docs/extra"]')], False),
        ([("drop", "docs/extra/thanks.txt")], False),
        ([swap('html_extra_path = ["docs/extra"]')], False),
    ],
    "a style that is used no more": [
        ([swap('html_static_path = ["docs/own"]')], False),
        ([("drop", "docs/own/more.css")], False),
    ],
    "a style that changed": [
        ([swap('html_static_path = ["docs/own"]'), swap('html_css_files = ["bees.css"]')], False),
        ([("swap", "docs/own/bees.css", "black", "brown")], False),
    ],
    "a picture that no page shows": [([write(DANCE, "(bee.svg)")], False), ([write(DANCE, "Bees fly")], False)],
    "a file that no page offers": [([write(DANCE, "notes.txt")], False), ([write(DANCE, "Bees fly")], False)],
    "two pictures of one name": [([write(HONEY, "(bee.svg)")], False), ([write(DANCE, "(bee.svg)")], False)],
    "a page of an older date": [([("define", DANCE, "  A cloud of bees.")], True)],
    "a picture of an older date": [([write(DANCE, "(bee.svg)")], False), ([swap("orange")], True)],
    "the list of sentences on another page": [
        ([write(DANCE, "article-order"), write(SWARM, "{{claim}} warm-days")], False),
        ([write(DANCE, "Bees fly")], False),
    ],
    "the meaning of the verdicts on another page": [
        ([swap("# For beginners\n\n:::{ledger} counts\n:::\n")], False),
        ([swap("# For beginners\n\n:::{ledger} counts\n:::\n")], False),
    ],
    "a heading to which the loop leads": [
        ([write(HONEY, "{{loop}} brief")], False),
        ([swap(":::{map}\n:::\n\n## From Spring to Summer\n\nBees fly.\n")], False),
    ],
    "a heading to which a link leads": [
        ([write(DANCE, "### On cold days")], False),
        ([write(SWARM, "#on-cold-days", DANCE)], False),
        ([write(DANCE, "Bees fly")], False),
    ],
    "the emphasis in a definition": [
        ([("define", HONEY, "  A *cloud* of bees.")], False),
        ([("define", HONEY, "  A **cloud** of bees.")], False),
    ],
    "a question and the page of all questions": [
        ([write(DANCE, "{{recall}}\n"), write(HONEY, "To keep warm.")], False),
        ([write(HONEY, "To stay warm.")], False),
        ([write(HONEY, "Bees fly")], False),
    ],
    "an answer on a name and the page of what is open": [
        ([write(DANCE, "open-questions"), write(HONEY, "name-check}}\n1.")], False),
        ([swap("How many are there?")], False),
        ([write(HONEY, "Bees fly")], False),
    ],
    "the cards of a page that asks no more": [
        ([write(DANCE, "{{recall}} deck"), write(HONEY, "To keep warm.")], False),
        ([write(HONEY, "Bees fly")], False),
        ([write(DANCE, "Bees fly")], False),
    ],
    "a name that moves to another page": [
        ([("define", DANCE, "flight\n  What it is.")], False),
        ([swap("comes first, and is flight.")], False),
        ([("define", DANCE, "  What it is."), ("define", SWARM, "flight\n  What it is.")], False),
    ],
}


@pytest.mark.parametrize("done", FOUND.values(), ids=FOUND)
def test_what_once_differed_is_the_same(workplace: Workplace, done: list[Step]) -> None:
    check(workplace, done)


def test_what_falls_due_is_told_by_the_next_build(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def build_on(day: str) -> str:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.fromisoformat(f"{day}T12:00:00Z").timestamp())))
        return project.build().warnings

    project.change("dance.md", "next_review: 2099-01-01", "next_review: 2027-01-01")
    project.write("help.yaml", CONTACTS)
    project.change("swarm.md", "Bees fly out and come back.", ":::{contacts} help.yaml\n:::")
    assert not build_on("2026-06-01")
    assert "was last checked on 2026-01-01" in build_on("2026-08-01")
    assert "The review was due on 2027-01-01." in build_on("2027-02-01")


@given(steps(at_most=6))
@settings(
    max_examples=SEQUENCES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_a_build_on_top_of_the_last_one_equals_a_clean_one(workplace: Workplace, done: list[Step]) -> None:
    check(workplace, done)
    workplace.tried += 1
    if sys.__stderr__ and sys.__stderr__.isatty() and workplace.tried <= SEQUENCES:
        print(f"\r{workplace.tried} of {SEQUENCES} sequences of edits ", end="", file=sys.__stderr__, flush=True)
