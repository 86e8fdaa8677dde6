"""Finds a Chromium to test with, and installs one where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def chromium() -> str:
    """The path of a Chromium: the system's, else Playwright's own, else the distribution's package, installed now.

    Raises:
        RuntimeError: where none can be had; says what to install by hand.
    """
    for find in (_of_the_system, _of_playwright, _of_the_distribution):
        path = find()
        if path:
            return path
    raise RuntimeError(
        "The browser tests need Chromium, and none could be installed. Install one, then run this again."
    )


def _of_the_system() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    def own() -> str | None:
        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
        return path if Path(path).is_file() else None

    # As root on Linux, Playwright can also install the libraries that its Chromium needs.
    libraries = ["--with-deps"] if shutil.which("apt-get") and os.geteuid() == 0 else []
    return own() or (own() if _ran(sys.executable, "-m", "playwright", "install", *libraries, "chromium") else None)


def _of_the_distribution() -> str | None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    _ran("apt-get", "update", "--quiet")
    return _of_the_system() if _ran("apt-get", "install", "--quiet", "--yes", "chromium") else None


def _ran(*command: str) -> bool:
    print("Installing a browser for the tests:", *command, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode == 0
