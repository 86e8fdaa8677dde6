"""Measures how building scales and what pages weigh, beside stock Furo on the same pages: `python -m benchmarks.scale`.

It writes made-up knowledge bases, builds each with this project's own command and, up to 300 pages, with stock Furo,
changes a page and builds again. Then it visits the pages of the real site. It is a report and no test: what misses its
bar is marked so. The results also go onto their page, where a person looks at them before they are committed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks import plain, synthetic
from benchmarks.builds import EDITS, STEP, WEIGHT, Built, Project, install, measure, our_project, stock_project, target
from benchmarks.measuring import exponent, extrapolated
from benchmarks.progress import Progress
from benchmarks.report import circumstances, publish
from benchmarks.sites import ROOT
from benchmarks.table import NONE, Bar, Figure, aligned

SIZES = (100, 300, 1000)
#: Above it, stock Furo takes ten minutes and more for one build.
MOST_FOR_STOCK = 300
#: What visiting the real site weighs, once with either theme.
VISITS = 60.0
#: Where the real pages of concepts lie.
CONCEPTS = ("ideas", "terms")
BARS = {
    ("cold", 1000): Bar(16, "≤ 16"),
    ("nothing changed", 1000): Bar(1.5, "≤ 1.5"),
    ("prose", 1000): Bar(2, "≤ 2"),
}
GROWTH = Bar(1.1, "≤ 1.1")


def main(arguments: Sequence[str]) -> None:
    """Measures everything, and publishes the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("most", type=int, nargs="?", default=SIZES[-1], help="how many pages the largest site has")
    most = parser.parse_args(arguments).most
    if most < MOST_FOR_STOCK:
        parser.error(f"growth is measured from {SIZES[0]} to {MOST_FOR_STOCK} pages at least")
    if not hasattr(os, "wait4"):
        sys.exit("This system does not tell what a process took: run the benchmark on Linux or macOS.")
    sizes = sorted({*(size for size in SIZES if size < most), most})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = {size: our_project(folder / f"ours {size}", size) for size in sizes}
        stock = {size: stock_project(folder / f"stock {size}", size) for size in sizes if size <= MOST_FOR_STOCK}
        real = our_project(folder / "real", 0), stock_project(folder / "real stock", 0)
        progress = Progress(sum(WEIGHT * one.guess for one in (*ours.values(), *stock.values())) + len(real) * VISITS)
        write(ours, stock, real, progress)
        targets = {size: target(project.folder / "docs") for size, project in ours.items()}
        built = {size: measure(project, targets[size], progress) for size, project in ours.items()}
        built_stock = {size: measure(project, targets[size], progress) for size, project in stock.items()}
        visited = visit(real, progress)
    progress.close()
    visited = f"### Visits to this site\n\n{visited}"
    publish("bench", "\n\n".join([circumstances(), notes(built_stock), build_tables(built, built_stock), visited]))


def write(
    ours: Mapping[int, Project], stock: Mapping[int, Project], real: tuple[Project, Project], progress: Progress
) -> None:
    """Writes the sources of all projects.

    Another process does it: the memory that this one takes would count as that of each process that it starts.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as writer:
        for size, project in ours.items():
            with progress.step(f"writing {size:,} pages", STEP * project.guess):
                (project.folder / "docs").mkdir(parents=True)
                writer.submit(synthetic.write, project.folder / "docs", size).result()
                install(project.folder)
        for size, project in stock.items():
            with progress.step(f"writing {size:,} pages for stock Furo", STEP * project.guess):
                writer.submit(plain.rewrite, ours[size].folder / "docs", project.folder).result()
        shutil.copytree(ROOT / "docs", real[0].folder / "docs")
        install(real[0].folder)
        writer.submit(plain.rewrite, ROOT / "docs", real[1].folder).result()


def cpu(what: str) -> Callable[[Built], float]:
    """Tells the CPU seconds that were taken for something."""
    return lambda built: built.cpu[what]


def written(edit: str) -> Callable[[Built], float]:
    """Tells how many pages were written anew after an edit."""
    return lambda built: built.rewritten[edit]


def build_tables(ours: Mapping[int, Built], stock: Mapping[int, Built]) -> str:
    """What building takes, a table for each number of pages, and how it grows; ≈ marks what is extrapolated."""
    tables = [f"### A site of {size:,} pages\n\n{build_table(size, ours, stock)}" for size in ours]
    growth = aligned([("from … to … pages", "ours", "bar", "stock Furo"), *growth_rows(ours, stock)])
    return "\n\n".join([*tables, f"### How it grows with the number of pages\n\n{growth}"])


def build_table(size: int, ours: Mapping[int, Built], stock: Mapping[int, Built]) -> str:
    """What building so many pages takes."""
    lines: list[tuple[str, ...]] = [("measured", "ours", "bar", "stock Furo", "stock ÷ ours")]
    few, many = min(stock), max(stock)

    def row(what: str, value: Callable[[Built], float], bar: Bar | None = None, digits: int = 1) -> None:
        mine = value(ours[size])
        if size in stock:
            sign, theirs = "", value(stock[size])
        else:
            sign, theirs = "≈ ", extrapolated((few, many), (value(stock[few]), value(stock[many])), size)
        figure = Figure(mine, f"{mine:,.{digits}f}", bar)
        cells = str(figure), bar.text if bar else NONE, f"{sign}{theirs:,.{digits}f}", f"{sign}{theirs / mine:,.1f}"
        lines.append((what, *cells))

    for what in ("cold", "nothing changed"):
        row(f"CPU s, {what}", cpu(what), BARS.get((what, size)))
    for edit, what in EDITS.items():
        row(f"CPU s, {what} changed", cpu(edit), BARS.get((edit, size)))
        row("pages written for it", written(edit), digits=0)
    row("MB of memory, cold", lambda built: built.memory, digits=0)
    row("kB of HTML a page, raw", lambda built: built.raw)
    row("kB of HTML a page, packed", lambda built: built.packed)
    return aligned(lines)


def growth_rows(ours: Mapping[int, Built], stock: Mapping[int, Built]) -> list[tuple[str, ...]]:
    """The exponents of growth from the smallest site to the largest, and, of clean builds, between our two largest."""
    smallest, larger, largest = min(ours), *sorted(ours)[-2:]

    def row(what: str, value: Callable[[Built], float], few: int, many: int, bar: Bar | None) -> tuple[str, ...]:
        grown = exponent((few, many), (value(ours[few]), value(ours[many])))
        ends = min(stock), max(stock)
        of_stock = exponent(ends, (value(stock[ends[0]]), value(stock[ends[1]])))
        return (
            f"{what}: {few:,} to {many:,}",
            str(Figure(grown, f"{grown:.2f}", bar)),
            bar.text if bar else NONE,
            f"{of_stock:.2f} ({ends[0]:,} to {ends[1]:,})",
        )

    return [
        row("CPU s, cold", cpu("cold"), smallest, largest, GROWTH),
        *([row("CPU s, cold", cpu("cold"), larger, largest, None)] if larger != smallest else []),
        row("memory, cold", lambda built: built.memory, smallest, largest, None),
        row("packed HTML a page", lambda built: built.packed, smallest, largest, None),
    ]


def notes(stock: Mapping[int, Built]) -> str:
    """What the tables do not say themselves."""
    few, many = min(stock), max(stock)
    return (
        f"Stock Furo was measured up to {many:,} pages.\n"
        f"Figures with ≈ go on as it grew from {few:,} to {many:,} pages.\n"
        "Growth is told as an exponent: at 1, twice the pages take twice as much, and at 2 four times as much."
    )


def visit(real: tuple[Project, Project], progress: Progress) -> str:
    """The table of what visits to the real site load, with either theme."""
    from playwright.sync_api import sync_playwright  # only now: what is imported counts as memory of what is started

    from benchmarks.visits import Visit, visits, visits_table
    from tests.browser.chromium import chromium
    from tests.browser.pages import KINDS

    found: list[dict[str, Visit]] = []
    path = chromium()
    with sync_playwright() as playwright:
        # Inside containers Chromium cannot set up its own sandbox; it only ever opens these sites.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for project in real:
            with progress.step(f"visiting the real site, {project.name}", VISITS):
                project.build_cold()
                concepts = [page.relative_to(project.site) for page in sorted(project.site.glob("*/*.html"))]
                names = [*KINDS.values(), *(path.as_posix() for path in concepts if path.parts[0] in CONCEPTS)]
                there = dict.fromkeys(name for name in names if (project.site / name).is_file())
                found.append(visits(project.site, there, browser))
        browser.close()
    return visits_table(found[0], found[1], KINDS, CONCEPTS)


if __name__ == "__main__":
    main(sys.argv[1:])
