"""What a command costs, how many pages it wrote, and what pages weigh."""

from __future__ import annotations

import gzip
import math
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median

#: A run that takes longer than so many seconds of a processor is not repeated.
CHEAP = 30
REPEATS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and its children took: seconds of a processor, in user and system mode, and memory at most."""

    cpu: float
    bytes: int


def run(command: Sequence[str], folder: Path, log: Path) -> Cost:
    """Runs a command in a process of its own.

    Args:
        command: the command.
        folder: where it runs.
        log: where what it tells is written.

    Raises:
        RuntimeError: where it fails; tells what the command told.
    """
    with log.open("wb") as told:
        process = subprocess.Popen(command, cwd=folder, stdout=told, stderr=told)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed in {folder}:\n{log.read_text(encoding='utf-8')}")
    # Linux tells kilobytes, macOS bytes.
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def typical(once: Callable[[], Cost]) -> Cost:
    """The median of some runs; of one, where that takes long."""
    costs = [once()]
    while len(costs) < REPEATS and costs[0].cpu <= CHEAP:
        costs.append(once())
    return Cost(median(cost.cpu for cost in costs), round(median(cost.bytes for cost in costs)))


def exponent(sizes: tuple[float, float], costs: tuple[float, float]) -> float:
    """The exponent b of a cost that grows as size^b: 1 where twice the pages cost twice as much, 2 for four times."""
    return math.log(costs[1] / costs[0]) / math.log(sizes[1] / sizes[0])


def extrapolated(sizes: tuple[float, float], costs: tuple[float, float], size: float) -> float:
    """The cost at another size, if it goes on growing as it does between two."""
    return costs[1] * math.pow(size / sizes[1], exponent(sizes, costs))


def dates(folder: Path) -> dict[Path, int]:
    """When each page in a folder was last written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.html")}


def rewritten(before: dict[Path, int], after: dict[Path, int]) -> int:
    """How many pages were written between two such looks."""
    return sum(before.get(path) != date for path, date in after.items())


def weights(pages: Iterable[Path]) -> tuple[float, float]:
    """What a page weighs in kB of 1000 bytes, raw and packed by gzip at level 9: the means of some.

    About half of the pages that are made up are long, so that a median would leap with the number of pages.
    """
    contents = [path.read_bytes() for path in pages]
    packed = [len(gzip.compress(content, compresslevel=9)) for content in contents]
    return fmean(map(len, contents)) / 1000, fmean(packed) / 1000
