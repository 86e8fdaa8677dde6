"""Knowledge bases to build, ours and with stock Furo: how each is built, and what building and changing it takes."""

from __future__ import annotations

import compileall
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks import synthetic
from benchmarks.measuring import Cost, dates, rewritten, run, typical, weights
from benchmarks.progress import Progress
from benchmarks.sites import ROOT

#: What a build takes from the folder of this project, and does not make itself.
INSTALLED = ("node_modules", "_build/assets")
#: What is changed on one page, and how the table calls it.
EDITS = {"prose": "a sentence on one page", "title": "the title of one page", "relation": "the reason of one relation"}
#: What a step weighs beside a clean build of the same pages, for the progress bar; and all steps of a project together.
STEP = 0.2
WEIGHT = 1 + STEP * (2 + len(EDITS))
_REASON = re.compile(r"^:::\{relation\}.*\n(?::.*\n)*\n(.*)\.\n:::$", re.MULTILINE)
_TITLE = re.compile(r"^# .*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Project:
    """Pages with the command that builds them.

    `written` is the folder where Sphinx writes, `site` the finished site; `built` names what a clean build begins
    without, and `guess` says how many seconds that may take, for the progress bar.
    """

    name: str
    folder: Path
    pages: int
    command: tuple[str, ...]
    written: Path
    site: Path
    built: tuple[str, ...]
    guess: float

    def build(self) -> Cost:
        """Builds on top of the last build."""
        return run(self.command, self.folder, self.folder / "build.log")

    def build_cold(self) -> Cost:
        """Builds from nothing."""
        for name in self.built:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        return self.build()


@dataclass(frozen=True, slots=True)
class Target:
    """The page to change, from the folder of the pages, and the reason of its first relation, without the period."""

    page: Path
    reason: str


@dataclass(slots=True)
class Built:
    """What building a project took: CPU seconds by what was done, memory, pages written by edit, kB a page."""

    cpu: dict[str, float] = field(default_factory=dict)
    memory: float = 0
    rewritten: dict[str, int] = field(default_factory=dict)
    raw: float = 0
    packed: float = 0


def our_project(folder: Path, pages: int) -> Project:
    """A knowledge base built with this project's own command, the download included."""
    return Project(
        name="ours",
        folder=folder,
        pages=pages,
        command=(sys.executable, "-m", "knowledge_base", "build"),
        written=folder / "_build" / "work",
        site=folder / "_build" / "html",
        built=tuple(f"_build/{name}" for name in ("work", "doctrees", "html", "offline")),
        guess=2 + pages / 40,
    )


def stock_project(folder: Path, pages: int) -> Project:
    """The same pages as plain MyST, built with stock Furo."""
    return Project(
        name="stock Furo",
        folder=folder,
        pages=pages,
        command=(
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "--fail-on-warning",
            "-c",
            ".",
            "-d",
            "doctrees",
            "docs",
            "html",
        ),
        written=folder / "html",
        site=folder / "html",
        built=("doctrees", "html"),
        guess=2 + 9 * (pages / 100) ** 1.9,
    )


def install(folder: Path) -> None:
    """Puts beside the pages what builds them, as this project has it."""
    shutil.copytree(ROOT / "knowledge_base", folder / "knowledge_base", ignore=shutil.ignore_patterns("__pycache__"))
    compileall.compile_dir(folder / "knowledge_base", quiet=1)
    shutil.copy(ROOT / "conf.py", folder)
    for name in INSTALLED:
        if (ROOT / name).is_dir():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).symlink_to(ROOT / name, target_is_directory=True)


def measure(project: Project, target: Target, progress: Progress) -> Built:
    """Builds a project cold, unchanged, and after each edit of one page."""
    built = Built()

    def step(what: str, share: float, once: Callable[[], Cost]) -> Cost:
        with progress.step(f"{project.name}, {project.pages:,} pages: {what}", share * project.guess):
            return typical(once)

    cold = step("cold", 1, project.build_cold)
    built.cpu["cold"], built.memory = cold.cpu, cold.bytes / 1e6
    built.raw, built.packed = weights(sorted((project.written / synthetic.FOLDER).glob("*.html")))
    built.cpu["nothing changed"] = step("nothing changed", STEP, project.build).cpu
    for name in EDITS:
        once = partial(edit_and_build, project, target, name, built)
        built.cpu[name] = step(f"{EDITS[name]} changed", STEP, once).cpu
    return built


def edit_and_build(project: Project, target: Target, name: str, built: Built) -> Cost:
    """Changes a page, builds, and notes how many pages were written anew."""
    page, before = project.folder / "docs" / target.page, dates(project.written)
    page.write_text(edited(page.read_text(encoding="utf-8"), name, target.reason), encoding="utf-8")
    cost = project.build()
    built.rewritten[name] = rewritten(before, dates(project.written))
    return cost


def target(docs: Path) -> Target:
    """The page to change: the middle one of those that state a relation."""
    reasons = {
        page: _REASON.search(page.read_text(encoding="utf-8")) for page in (docs / synthetic.FOLDER).glob("*.md")
    }
    stating = sorted((page, reason[1]) for page, reason in reasons.items() if reason)
    page, reason = stating[len(stating) // 2]
    return Target(page.relative_to(docs), reason)


def edited(page: str, name: str, reason: str) -> str:
    """A page after one of the edits, which may be made again and again.

    It may be a page that was rewritten for stock Furo, which has the same title, headings and reasons.
    """
    changed = {
        "prose": page.replace("## How it works\n", "## How it works\n\nHere a sentence is new.\n", 1),
        "title": _TITLE.sub(r"\g<0> renamed", page, count=1),
        "relation": page.replace(reason, f"{reason} again", 1),
    }[name]
    assert changed != page, f"{name}: there was nothing to change"
    return changed
