"""The Pythons that the site promises to build with, each with what a build needs: `python -m tests.pythons`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

VERSIONS = ("3.11", "3.12", "3.13")
#: Where those are set up that do not run this.
FOLDER = ROOT / "_build" / "pythons"
LOCK = ROOT / "requirements.lock"


def python_of(version: str) -> Path:
    """The Python of a version that has what a build needs, whether it is there or not."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return Path(sys.executable)
    return FOLDER / version / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def runs(command: str) -> bool:
    """Whether there is such a command, and a Python behind it: some only tell what could be installed."""
    return bool(shutil.which(command)) and not subprocess.run([command, "-c", ""], capture_output=True).returncode


def main() -> None:
    """Sets up each Python that is installed, unless that was done for this lock file.

    Raises:
        subprocess.CalledProcessError: where the packages cannot be installed.
    """
    for version in VERSIONS:
        python, done = python_of(version), FOLDER / version / LOCK.name
        if python == Path(sys.executable) or (done.is_file() and done.read_bytes() == LOCK.read_bytes()):
            continue
        if not runs(f"python{version}"):
            print(f"There is no command python{version}.")
            continue
        print(f"Setting up python{version}.", flush=True)
        subprocess.run([f"python{version}", "-m", "venv", "--clear", FOLDER / version], check=True)
        pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", LOCK], check=True)
        shutil.copyfile(LOCK, done)


if __name__ == "__main__":
    main()
