"""Builds that fail in earnest: killed, without room, on broken pages. The last good site stays whole and readable, and
the next build leaves what a clean one leaves.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge_base.building import alone
from tests.edits import Files, apply, first
from tests.forked import ROOT, Builder
from tests.sites import Published, difference, published, put

#: How many moments are tried beyond those that are likely to hurt; all of them by `make fuzz`.
MOMENTS = int(os.environ.get("SEQUENCES", "12")) // 2
#: What a build may leave, whatever befell the one before.
LEFT = {"doctrees", "html", "lock", "offline", "published", "work"}


@dataclass
class Place:
    """A site that was built and then edited; what is published of it, and what should be after the next build."""

    builder: Builder
    folder: Path
    old: Published
    new: Published

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.folder / "site"

    def begin(self) -> None:
        """Takes the site back to where it was: edited, and not built since."""
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.copytree(self.folder / "begun", self.site)

    def published(self) -> Published:
        """What readers have, or would have once the next build begins: the site may stand beside its place."""
        build = self.site / "_build"
        for name in ("html", "offline"):
            if not (build / name).exists():
                (build / f"{name}.old").rename(build / name)
        return published(self.site)

    def assert_kept(self) -> None:
        """Holds what is published against what it was."""
        assert not difference(published(self.site), self.old)

    def assert_mended(self) -> None:
        """Holds what the next build leaves against what a clean one leaves."""
        outcome = self.builder.build(self.site)
        assert outcome.status == 0, outcome.told
        assert not difference(published(self.site), self.new)
        assert {path.name for path in (self.site / "_build").iterdir()} == LEFT


def edited() -> Files:
    """The site with an edit that reaches several pages and the archive."""
    files = first()
    apply(("swap", "docs/words.md", "The mother of the hive.", "The mother of all in it."), files)
    apply(("title", 1, "Swarm of all bees"), files)
    return files


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("failing")
    with Builder() as builder:
        place = Place(builder, folder, {}, {})
        put(first(), {}, place.site)
        assert builder.build(place.site).status == 0
        place.old = published(place.site)
        put(edited(), first(), place.site)
        shutil.copytree(place.site, folder / "begun")
        put(edited(), {}, folder / "clean")
        assert builder.build(folder / "clean").status == 0
        place.new = published(folder / "clean")
        assert difference(place.old, place.new)
        yield place


@pytest.fixture
def place(prepared: Place) -> Place:
    prepared.begin()
    return prepared


def moments(changes: list[str]) -> list[int]:
    """When to kill a build, as numbers of changes to files: at the second in each folder, at each renaming and after
    it, and at some others.
    """
    chosen = set()
    for folder in ("doctrees", "work", "offline.next", "html.next"):
        chosen.add([number for number, change in enumerate(changes, 1) if f"_build/{folder}/" in change][1])
    for number, change in enumerate(changes, 1):
        if change.startswith("os.rename"):
            chosen |= {number, number + 1}
    others = sorted(set(range(1, len(changes) + 1)) - chosen)
    chosen |= set(random.Random(1).sample(others, min(MOMENTS, len(others))))
    return sorted(chosen)


def test_a_killed_build_leaves_a_whole_site(place: Place) -> None:
    whole = place.builder.build(place.site, killed_at=sys.maxsize)
    changes = whole.told.split("\n\n", 1)[1].strip().splitlines()
    assert sum(change.startswith("os.rename") for change in changes) == 4, "the old site and the new, and both archives"
    for moment in moments(changes):
        place.begin()
        outcome = place.builder.build(place.site, killed_at=moment)
        assert outcome.status == -9, "it was not killed"
        found = place.published()
        for part in ("html/", "offline/"):
            is_now, old, new = (
                {name: content for name, content in one.items() if name.startswith(part)}
                for one in (found, place.old, place.new)
            )
            different = difference(is_now, old) and difference(is_now, new)
            assert not different, f"Killed at {changes[moment - 1]}:\n{different}"
        place.assert_mended()


def test_a_full_disk_leaves_the_last_good_site(tmp_path: Path) -> None:
    if not shutil.which("unshare"):
        pytest.skip("there is no command “unshare”, by which anyone can mount a small disk on Linux")
    mounted = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    small = 'mount -t tmpfs -o size=8m none "$0"'
    allowed = subprocess.run([*mounted, small, tmp_path], capture_output=True, text=True, check=False)
    if allowed.returncode:
        pytest.skip(f"this system lets nobody mount a small disk: {allowed.stderr.strip()}")
    command = f'{small} && exec "$1" -m tests.small_disk "$0"'
    built = subprocess.run(
        [*mounted, command, tmp_path, sys.executable], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stdout + built.stderr
    assert "No space left on device" in built.stdout
    assert "The site could not be written" in built.stdout, "room was short before the site was put in place"


@pytest.mark.parametrize("largest", [4_000, 20_000, 60_000, 100_000])
def test_a_quota_leaves_the_last_good_site(place: Place, largest: int) -> None:
    outcome = place.builder.build(place.site, largest_file=largest)
    assert outcome.status > 0
    assert "File too large" in outcome.told
    place.assert_kept()
    place.assert_mended()


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        ("docs/swarm.md", "Bees do this.", "Bees just do this.", "is on the list of words to avoid"),
        ("docs/swarm.md", "Bees do this.", "![A bee](gone.svg)", "image file not readable: gone.svg"),
        ("docs/swarm.md", "feeds dance", "feeds nothing", "which is no other concept page"),
        ("docs/site.yaml", "file: bees.png", "file: gone.png", 'There is no picture "gone.png"'),
        ("conf.py", "kb_assets = ", 'kb_assets = "nowhere" or ', "is missing, and every page needs it"),
        ("conf.py", 'html_theme = "furo"', 'html_theme = "gone"', "no theme named 'gone' found"),
        (
            "conf.py",
            "html_favicon = None",
            'html_favicon = "docs/gone.svg"',
            "favicon file 'docs/gone.svg' does not exist",
        ),
        ("conf.py", "import sys", "import sys, gone", "No module named 'gone'"),
    ],
)
def test_what_is_broken_leaves_the_last_good_site(place: Place, name: str, before: str, after: str, told: str) -> None:
    text = (place.site / name).read_text(encoding="utf-8")
    for _attempt in range(2):  # What was read once must not pass the second time.
        (place.site / name).write_text(text.replace(before, after, 1), encoding="utf-8")
        outcome = place.builder.build(place.site)
        assert outcome.status > 0
        assert told in " ".join(outcome.told.split())
        place.assert_kept()
    (place.site / name).write_text(text, encoding="utf-8")
    place.assert_mended()


def test_of_two_builds_at_once_the_second_stops(place: Place) -> None:
    with alone(place.site / "_build") as is_alone:
        assert is_alone
        outcome = place.builder.build(place.site)
    assert outcome.status == 3
    assert "Another build is at work in this folder." in outcome.told
    place.assert_kept()
    place.assert_mended()
