"""Every link within the built site leads somewhere, and nothing on it is fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup


@pytest.fixture(scope="session")
def soups(site: Path) -> dict[Path, BeautifulSoup]:
    return {path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") for path in site.rglob("*.html")}


def test_every_local_link_and_anchor_exists(site: Path, soups: dict[Path, BeautifulSoup]) -> None:
    ids = {path: {str(tag["id"]) for tag in soup.find_all(id=True)} for path, soup in soups.items()}
    lost = []
    for path, soup in soups.items():
        if path.name == "404.html":  # Its links start at the root of the server.
            continue
        for tag in soup.find_all(href=True):
            link = urlsplit(str(tag["href"]))
            if link.scheme:
                continue
            target, anchor = (path.parent / unquote(link.path)).resolve() if link.path else path, link.fragment
            known = target.is_file() and (not anchor or target.suffix != ".html" or anchor in ids[target])
            if not known and not (anchor and tag.name == "use"):
                lost.append(f"{path.relative_to(site)}: {tag['href']}")
    assert not lost


def test_nothing_is_fetched_from_elsewhere(soups: dict[Path, BeautifulSoup]) -> None:
    fetched = [
        f"{path.name}: {tag}"
        for path, soup in soups.items()
        for tag in soup.find_all(["script", "link", "img", "iframe", "source"])
        if urlsplit(str(tag.get("src") or tag.get("href") or "")).scheme.startswith("http")
        and tag.get("rel") != ["canonical"]
    ]
    assert not fetched


def test_ids_are_unique_on_each_page(soups: dict[Path, BeautifulSoup]) -> None:
    for path, soup in soups.items():
        ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
        assert len(ids) == len(set(ids)), path


def test_every_page_describes_itself(soups: dict[Path, BeautifulSoup]) -> None:
    described: dict[str, str] = {}
    for path, soup in soups.items():
        if path.name in ("genindex.html", "search.html", "404.html"):
            continue
        (meta,) = soup.find_all("meta", attrs={"name": "description"})
        described.setdefault(str(meta["content"]), path.name)
        assert described[str(meta["content"])] == path.name, "two pages share a description"


def test_every_page_is_reachable_from_home(site: Path, soups: dict[Path, BeautifulSoup]) -> None:
    reached, waiting = set(), [site / "index.html"]
    while waiting:
        path = waiting.pop()
        if path in reached or path not in soups:
            continue
        reached.add(path)
        for tag in soups[path].find_all("a", href=True):
            link = urlsplit(str(tag["href"]))
            if link.path and not link.scheme:
                waiting.append((path.parent / unquote(link.path)).resolve())
    assert set(soups) - reached <= {site / "404.html", site / "search.html"}
