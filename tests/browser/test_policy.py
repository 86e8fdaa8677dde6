"""Every page as its policy has it: nothing refused, nothing from elsewhere, nothing kept but the choice of colors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.pages import KINDS, READY, hold, names, until

#: Notes what the policy refuses, from before anything of the page is read.
WATCH = """globalThis.refused = [];
addEventListener('securitypolicyviolation', ({ blockedURI, sourceFile, violatedDirective }) =>
  refused.push(`${violatedDirective} refuses ${blockedURI} in ${sourceFile}`));"""
KEPT = """async () => [
  ...Object.keys(localStorage).map((name) => `localStorage: ${name}`),
  ...Object.keys(sessionStorage).map((name) => `sessionStorage: ${name}`),
  ...(await indexedDB.databases()).map(({ name }) => `database: ${name}`),
  ...(document.cookie ? [`cookie: ${document.cookie}`] : []),
]"""


@dataclass
class Watched:
    """A page of the browser that notes all that goes wrong, until it is asked."""

    page: Page
    base: str
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(WATCH)
        self.page.on("console", lambda message: self.told.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.page.on("request", self._note_foreign)
        self.page.on("requestfailed", self._note_failed)
        self.page.on(
            "response", lambda got: self.told.append(f"{got.status}: {got.url}") if got.status >= 400 else None
        )

    def _note_foreign(self, asked: Request) -> None:
        if not asked.url.startswith(f"{self.base}/"):
            self.told.append(f"foreign: {asked.url}")

    def _note_failed(self, asked: Request) -> None:
        # What is on its way when one goes on to the next page is called off.
        if asked.failure != "net::ERR_ABORTED":
            self.told.append(f"{asked.failure}: {asked.url}")

    def faults(self) -> list[str]:
        """What went wrong since the last time."""
        told = [*self.told, *self.page.evaluate("refused.splice(0)")]
        self.told.clear()
        return told


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context()
    yield Watched(context.new_page(), address)
    context.close()


def test_no_page_meets_its_policy_or_asks_for_anything_foreign(watched: Watched, site: Path) -> None:
    found = {}
    for name in names(site):
        if name == "404.html" and watched.base.startswith("file:"):
            continue  # a page for servers, which the download leaves out
        watched.page.goto(f"{watched.base}/{name}")
        found[name] = watched.faults()
    hold(found)
    assert len(found) > 40


def test_of_what_one_does_on_a_page_only_the_choice_of_colors_is_kept(watched: Watched) -> None:
    page = watched.page
    found = {}
    for kind, name in KINDS.items():
        if kind == "not found" and watched.base.startswith("file:"):
            continue
        page.goto(f"{watched.base}/{name}")
        until(page, READY)
        page.locator(".content-icon-container .theme-toggle").click()
        terms = page.locator("article a:has(.std-term)")
        if page.locator("#term-previews").count():
            terms.first.focus()
            page.keyboard.press("Shift+Tab")
            page.keyboard.press("Tab")
            expect(page.locator(".term-preview")).to_be_visible()
            page.keyboard.press("Escape")
        page.keyboard.press("/")
        field = page.locator(".search-field")
        expect(field).to_be_focused()
        field.fill("lonely")
        expect(page.locator(".search-list a, .answers a").first).to_be_visible()
        kept = [one for one in page.evaluate(KEPT) if one != "localStorage: theme"]
        found[name] = [*watched.faults(), *kept, *map(str, page.context.cookies())]
    hold(found)
    assert page.evaluate("localStorage.theme") in ("auto", "dark", "light")
