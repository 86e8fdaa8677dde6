"""Runs Lighthouse on one page of each kind, as a phone and as a desktop: `python -m benchmarks.lighthouse`.

Scores waver with whatever else the machine does, so each is the median of three runs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median_low
from typing import Any

from benchmarks.progress import Progress
from benchmarks.report import circumstances, publish
from benchmarks.serving import served_packed
from benchmarks.sites import ROOT
from benchmarks.table import Bar, Figure, aligned
from tests.browser.chromium import chromium
from tests.browser.pages import KINDS

CLI = Path(__file__).with_name("node_modules") / "lighthouse" / "cli" / "index.js"
RUNS = 3
#: What Lighthouse judges, and how the table calls it.
CATEGORIES = {
    "performance": "speed",
    "accessibility": "accessibility",
    "best-practices": "good practice",
    "seo": "findability",
}
DEVICES: dict[str, tuple[str, ...]] = {"phone": (), "desktop": ("--preset=desktop",)}
#: What is off on purpose: no search engine is to list a page of search results.
LEFT_OUT = {"search": ("--skip-audits=is-crawlable",)}
BAR = Bar(100, "100", at_least=True)
#: From here on Lighthouse lets an audit pass. Where points are missing, those that cost less are told of too.
PASSING = 0.9


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one run says of a page: a score for each category, and the audits that took points from it.

    `failed` maps the name of an audit to what it says, with the first element that it names.
    """

    scores: Mapping[str, int]
    failed: Mapping[str, str]


def main() -> None:
    """Judges all kinds of pages, prints the scores and what failed, and puts the table onto its page."""
    site = ROOT / "_build" / "html"
    progress = Progress(len(KINDS) * len(DEVICES) * RUNS)
    verdicts: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    with served_packed(site) as server:
        for run, (kind, path), device in product(range(RUNS), KINDS.items(), DEVICES):
            with progress.step(f"run {run + 1} of {RUNS}: {kind}, {device}", 1):
                options = (*DEVICES[device], *LEFT_OUT.get(kind, ()))
                verdicts[kind, device].append(judge(f"{server.address}/{path}", options))
    progress.close()
    publish("lighthouse", f"{circumstances()}\n\n{scores_table(verdicts)}")
    print(f"\n{failures(verdicts)}")


def judge(url: str, options: Sequence[str]) -> Verdict:
    """One run of Lighthouse.

    Raises:
        RuntimeError: where it cannot judge the page; tells what it told.
    """
    node = shutil.which("node", path=str(Path(sys.executable).parent))
    if not node or not CLI.is_file():
        raise RuntimeError("Lighthouse is not installed. `make lighthouse` installs it, for which npm needs a network.")
    # Inside containers Chromium cannot set up its own sandbox; it only ever opens this site.
    chrome = "--chrome-flags=--headless=new --no-sandbox"
    command = [node, str(CLI), url, "--quiet", "--output=json", chrome, *options]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    environment = {**os.environ, "CHROME_PATH": chromium()}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(f"Lighthouse could not judge {url}:\n{run.stderr}")
    return read_verdict(json.loads(run.stdout))


def read_verdict(told: Mapping[str, Any]) -> Verdict:
    """What a report of Lighthouse, read from its JSON, comes to.

    Raises:
        RuntimeError: where a category has no score.
    """
    scores, failed = {}, {}
    for id in CATEGORIES:
        category = told["categories"][id]
        if category["score"] is None:
            raise RuntimeError(f"Lighthouse gave no score for {id}: {told.get('runtimeError')}")
        scores[id] = round(category["score"] * 100)
        for audit in (told["audits"][one["id"]] for one in category["auditRefs"] if one["weight"]):
            if audit["score"] is not None and audit["score"] < (1 if scores[id] < 100 else PASSING):
                failed[audit["id"]] = _said(audit)
    return Verdict(scores, failed)


def _said(audit: Mapping[str, Any]) -> str:
    """What an audit says: its title, its figure, and the first thing that it names."""
    items = audit.get("details", {}).get("items", [])
    first = items[0] if items else {}
    named = first.get("node", {}).get("snippet") or first.get("description") or first.get("url") or ""
    return ": ".join(part for part in (audit["title"], audit.get("displayValue", ""), str(named)) if part)


def scores_table(verdicts: Mapping[tuple[str, str], Sequence[Verdict]]) -> str:
    """The median scores, a line for each kind of page: phone / desktop."""
    lines = [("page", *CATEGORIES.values())]
    for kind in dict.fromkeys(kind for kind, _device in verdicts):
        cells = []
        for id in CATEGORIES:
            scores = [median_low(one.scores[id] for one in verdicts[kind, device]) for device in DEVICES]
            cells.append(" / ".join(str(Figure(score, str(score), BAR)) for score in scores))
        lines.append((kind, *cells))
    return aligned(lines)


def failures(verdicts: Mapping[tuple[str, str], Sequence[Verdict]]) -> str:
    """Each audit that failed in most runs of some page, with those pages, as a list."""
    found: dict[str, list[str]] = defaultdict(list)
    said: dict[str, str] = {}
    for (kind, device), runs in verdicts.items():
        for id in sorted({id for run in runs for id in run.failed}):
            told = [run.failed[id] for run in runs if id in run.failed]
            if len(told) * 2 > len(runs):
                found[id].append(f"{kind} ({device})")
                said.setdefault(id, told[0])
    if not found:
        return "No audit failed."
    return "\n".join(f"- {id}: {said[id]}\n  on {', '.join(pages)}" for id, pages in sorted(found.items()))


if __name__ == "__main__":
    main()
