"""The same sources make the same site, byte for byte: wherever, whenever and by whichever Python they are built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, copy_project
from tests.pythons import VERSIONS, python_of, runs
from tests.sites import Published, difference, published


@pytest.fixture(scope="session")
def expected(checkout: Path) -> Published:
    """What this project's own command publishes."""
    return published(checkout)


def built_otherwise(python: Path | str, folder: Path, jobs: int) -> Published:
    """What is published where all differs that should make no difference: the folder, the day, the time zone, the
    language, who may read new files, the order of sets and that of files, how many processes build.
    """
    root = folder / "another folder"
    copy_project(root)
    shutil.copytree(ROOT / "tests", root / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")} | {
        "SOURCE_DATE_EPOCH": str(int(time.time()) - 86400),
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONHASHSEED": "7",
    }
    command = [str(python), "-m", "tests.otherwise", str(root), str(jobs)]
    built = subprocess.run(
        command, cwd=root, env=environment, umask=0o077, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return published(root)


def test_another_machine_builds_the_same_site_with_several_processes(expected: Published, tmp_path: Path) -> None:
    different = difference(built_otherwise(sys.executable, tmp_path, 4), expected)
    assert not different, different


@pytest.mark.parametrize("version", [one for one in VERSIONS if python_of(one) != Path(sys.executable)])
def test_each_other_python_builds_the_same_site(version: str, expected: Published, tmp_path: Path) -> None:
    python = python_of(version)
    if not python.is_file():
        why = "it has not been set up: run make determinism" if runs(f"python{version}") else "it is not on the PATH"
        pytest.skip(f"Python {version} builds nothing here, for {why}")
    different = difference(built_otherwise(python, tmp_path, 1), expected)
    assert not different, different
