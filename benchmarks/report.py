"""Puts the results of a run onto the page that shows them, between two marks."""

from __future__ import annotations

import os
import platform
from datetime import date
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "about" / "how-it-is-built.md"


def put(page: str, name: str, results: str) -> str:
    """A page with the results in the place of the last ones.

    Args:
        page: its source, which holds the lines "% begin NAME" and "% end NAME": comments, in MyST.
        name: the name in the marks.
        results: what comes between them.

    Raises:
        ValueError: where the page lacks a mark.
    """
    begin, end = f"% begin {name}\n", f"% end {name}\n"
    before, found_begin, rest = page.partition(begin)
    _last, found_end, after = rest.partition(end)
    if not (found_begin and found_end):
        raise ValueError(f'The page needs the lines "{begin.strip()}" and "{end.strip()}".')
    return f"{before}{begin}\n{results.strip()}\n\n{end}{after}"


def publish(name: str, results: str) -> None:
    """Prints the results of a run, and writes them onto the page.

    Raises:
        ValueError: where the page lacks a mark.
    """
    print(results)
    PAGE.write_text(put(PAGE.read_text(encoding="utf-8"), name, results), encoding="utf-8")


def circumstances() -> str:
    """When and on what a run took place, in one sentence."""
    system = platform.freedesktop_os_release()["PRETTY_NAME"] if Path("/etc/os-release").exists() else platform.system()
    today = date.today()
    return (
        f"Measured on {today:%B} {today.day}, {today.year}: {system}, {os.cpu_count()} processor cores "
        f"({_processor()}), Python {platform.python_version()}."
    )


def _processor() -> str:
    """The name of the processor, where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
