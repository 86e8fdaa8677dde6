"""Fixtures that several tests share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tiny import Project

pytest_plugins = ("sphinx.testing.fixtures",)

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A faultless knowledge base of three pages."""
    return Project(tmp_path)


def copy_project(root: Path) -> None:
    """Copies what a build needs."""
    for name in ("docs", "knowledge_base", "_build/assets"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "conf.py", root)


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this project, built once with its own command, in a folder whose name has spaces."""
    root = tmp_path_factory.mktemp("built") / "a folder with spaces"
    copy_project(root)
    # A CI tells the repository's address; here the site is built as on a machine that knows of none.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    command = [sys.executable, "-m", "knowledge_base", "build"]
    built = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    return root


@pytest.fixture(scope="session")
def site(checkout: Path) -> Path:
    """The folder of the built site."""
    return (checkout / "_build" / "html").resolve()
