"""A real browser, and the real site over http and as an unpacked download over file://."""

from __future__ import annotations

import functools
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.chromium import chromium

PHONE = (390, 844)
DESKTOP = (1440, 900)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without telling about each."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as playwright:
        # Inside containers Chromium cannot set up its own sandbox; it only ever opens this site.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def over_http(site: Path) -> Iterator[str]:
    handler = functools.partial(QuietHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def over_file(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    (archive,) = (checkout / "_build" / "offline").glob("*.zip")
    folder = tmp_path_factory.mktemp("unpacked") / "my downloads"
    zipfile.ZipFile(archive).extractall(folder)
    (top,) = folder.iterdir()
    return top.as_uri()


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest) -> str:
    """Where the site is read: over http, then unpacked from the download."""
    return str(request.getfixturevalue(f"over_{request.param}"))


@dataclass
class Reader:
    """A page of the browser that remembers what went wrong and what was asked of other places."""

    page: Page
    base: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def open(self, name: str) -> Page:
        """Opens a page of the site by its path."""
        self.page.goto(f"{self.base}/{name}")
        return self.page


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    width, height = getattr(request, "param", DESKTOP)
    context = browser.new_context(viewport={"width": width, "height": height})
    yield context
    context.close()


@pytest.fixture
def reader(context: BrowserContext, address: str) -> Iterator[Reader]:
    """A reader of the site. Fails the test on any console error or foreign request."""
    page = context.new_page()
    reader = Reader(page, address)
    page.on("console", lambda message: reader.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: reader.errors.append(str(error)))
    page.on(
        "request", lambda asked: None if asked.url.startswith((address, "data:")) else reader.foreign.append(asked.url)
    )
    yield reader
    assert not reader.foreign
    assert not reader.errors
