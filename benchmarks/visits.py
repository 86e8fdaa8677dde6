"""What visits to a site load, as a browser with an empty cache asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from benchmarks.serving import Sent, served_packed
from benchmarks.table import NONE, Bar, Figure, aligned

HOME = "index.html"
FIRST, REQUESTS, FOLLOWING = Bar(18, "≤ 18"), Bar(6, "≤ 6"), Bar(8, "≤ 8")
HEAD = ("page", "first visit, kB", "requests", "next page, kB", "stock: first visit", "requests", "next page")


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page loads, in kB of 1000 bytes and requests: where nothing is stored yet, and after another page."""

    first: float
    requests: int
    following: float


def visits(site: Path, pages: Iterable[str], browser: Browser) -> dict[str, Visit]:
    """Visits pages of a site over http, each in a browser that has nothing stored, until nothing more is asked for.

    The second visit comes from the first page of the site; that page itself is visited from one of the others.

    Args:
        site: the folder of the site.
        pages: their paths.
        browser: opens them.
    """
    pages = list(pages)
    found = {}
    for page in pages:
        before = HOME if page != HOME else next(other for other in pages if other != HOME)
        first, following = _asked(site, [page], browser), _asked(site, [before, page], browser)
        found[page] = Visit(kilobytes(first), len(first), kilobytes(following))
    return found


def _asked(site: Path, pages: Iterable[str], browser: Browser) -> list[Sent]:
    """What is sent for the last of some pages, opened one after the other.

    Each time another server sends it: browsers remember an address whose icon they did not find.
    """
    with served_packed(site) as server, browser.new_context() as context:
        tab = context.new_page()
        for page in pages:
            server.sent.clear()
            tab.goto(f"{server.address}/{page}", wait_until="networkidle")
        return list(server.sent)


def kilobytes(sent: Iterable[Sent]) -> float:
    """What answers weigh together, each packed by itself."""
    return sum(one.packed for one in sent) / 1000


def middle(of: Mapping[str, Visit]) -> Visit:
    """The median visit, figure by figure."""
    return Visit(
        median(one.first for one in of.values()),
        round(median(one.requests for one in of.values())),
        median(one.following for one in of.values()),
    )


def heaviest(of: Mapping[str, Visit]) -> Visit:
    """The most that any of the visits takes, figure by figure."""
    return Visit(
        max(one.first for one in of.values()),
        max(one.requests for one in of.values()),
        max(one.following for one in of.values()),
    )


def visits_table(
    ours: Mapping[str, Visit], stock: Mapping[str, Visit], kinds: Mapping[str, str], concepts: Sequence[str]
) -> str:
    """What visits load, ours beside stock Furo's: a line for one page of each kind, then for all pages of concepts.

    Args:
        ours: the visits to our pages, by path.
        stock: those to the same pages with stock Furo, as far as it has them.
        kinds: the path of a page by the name of its kind.
        concepts: the folders of the pages of concepts, which have bars.
    """
    of_concepts = [{page: one for page, one in some.items() if _lies_in(concepts, page)} for some in (ours, stock)]
    count = len(of_concepts[0])
    lines = [HEAD]
    for kind, page in kinds.items():
        lines.append(_line(kind, ours[page], stock.get(page), barred=_lies_in(concepts, page)))
    for name, of in (
        (f"median of {count} ideas and terms", middle),
        (f"heaviest of {count} ideas and terms", heaviest),
    ):
        lines.append(_line(name, of(of_concepts[0]), of(of_concepts[1]), barred=True))
    lines.append(("bar for an idea or a term", FIRST.text, REQUESTS.text, FOLLOWING.text, NONE, NONE, NONE))
    return aligned(lines)


def _lies_in(folders: Sequence[str], page: str) -> bool:
    return page.split("/")[0] in folders


def _line(name: str, mine: Visit, theirs: Visit | None, *, barred: bool) -> tuple[str, str, str, str, str, str, str]:
    bars = (FIRST, REQUESTS, FOLLOWING) if barred else (None, None, None)
    figures = map(Figure, (mine.first, mine.requests, mine.following), _cells(mine), bars)
    first, requests, following = map(str, figures)
    return (name, first, requests, following, *(_cells(theirs) if theirs else (NONE, NONE, NONE)))


def _cells(visit: Visit) -> tuple[str, str, str]:
    return f"{visit.first:.1f}", str(visit.requests), f"{visit.following:.1f}"
