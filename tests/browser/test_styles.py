"""The stylesheets as they ship against all rules that they were made of: what is left out is missed by no element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.pages import KINDS, OPEN_FOLDS, Opens, hold, until, windows
from tests.conftest import ROOT

STYLES = ROOT / "knowledge_base" / "static" / "styles"
THEME = files("furo").joinpath("theme", "furo", "static", "styles", "furo.css")
#: What is looked at: where things stand, how large they are, and all that makes them seen.
FACTS = """
display position top right bottom left float clear z-index box-sizing width height min-width min-height max-width
max-height margin-top margin-right margin-bottom margin-left padding-top padding-right padding-bottom padding-left
border-top-width border-right-width border-bottom-width border-left-width border-top-style border-right-style
border-bottom-style border-left-style border-top-color border-left-color border-top-left-radius
border-bottom-right-radius border-collapse border-spacing background-color background-image box-shadow color opacity
visibility content overflow-x overflow-y overscroll-behavior-y outline-style outline-width outline-color outline-offset
font-family font-size font-weight font-style font-variant-numeric line-height letter-spacing word-spacing text-align
text-decoration-line text-decoration-style text-decoration-color text-decoration-thickness text-underline-offset
text-transform text-indent text-wrap text-anchor white-space overflow-wrap user-select vertical-align list-style-type
flex-direction flex-wrap flex-grow flex-shrink flex-basis align-items align-content justify-content column-gap row-gap
grid-template-columns grid-column-start grid-column-end column-width counter-reset counter-increment cursor
pointer-events fill stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin transform transition-property
transition-duration scroll-behavior scroll-margin-top scroll-margin-bottom scroll-padding-top scroll-padding-bottom
scrollbar-width scrollbar-color orphans widows break-before break-inside break-after
"""
#: What the browser makes of the rules, for each element and what stands before and after it. Keeps it under a name, and
#: tells how it differs from what is kept under another.
LOOK = """async ([words, name, other]) => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); // scripts place anew
  const facts = words.trim().split(/\\s+/);
  globalThis.kept ??= {};
  globalThis.active ??= document.activeElement;
  active.focus({ preventScroll: true }); // what is not printed loses it
  const all = [...document.querySelectorAll('html, body, body *:not(script)')];
  const told = (one, half) => {
    const style = getComputedStyle(one, half);
    return half && style.content === 'none' ? [] : facts.map((fact) => style.getPropertyValue(fact));
  };
  kept[name] = all.flatMap((one) => [null, '::before', '::after'].map((half) => told(one, half)));
  return (kept[other] ?? []).flatMap((before, number) => {
    const now = kept[name][number];
    const one = all[Math.floor(number / 3)];
    const place = `${one.localName}.${one.getAttribute('class') ?? ''}${['', '::before', '::after'][number % 3]}`;
    if (!before.length || !now.length) {
      return before.length === now.length ? [] : [`${place}: ${now.length ? '' : 'not '}there with all rules`];
    }
    return facts.flatMap((fact, at) =>
      before[at] === now[at] ? [] : [`${place} ${fact}: ${before[at]}, with all rules ${now[at]}`]);
  }).slice(0, 20);
}"""
#: Puts all rules in the place of those that ship.
SWAP = """async (text) => {
  const sheet = new CSSStyleSheet();
  await sheet.replace(text);
  document.adoptedStyleSheets = [sheet];
  document.querySelectorAll('link[rel=stylesheet]').forEach((link) => (link.disabled = true));
}"""
STATES: tuple[tuple[int, Literal["screen", "print"], Literal["light", "dark"]], ...] = (
    *((1280, "screen", "light"), (1280, "screen", "dark"), (1280, "print", "light")),
    (360, "screen", "light"),
)


def full(stylesheet: Path) -> str:
    """A stylesheet with all that it imports, as it is written."""
    text = stylesheet.read_text(encoding="utf-8").replace('@import "furo";', THEME.read_text(encoding="utf-8"))
    return re.sub(r'@import "(.+)";', lambda found: full(stylesheet.parent / found[1]), text)


@pytest.fixture
def window(browser: Browser) -> Iterator[Opens]:
    """Opens a browser window of a width, in which nothing is marked as one scrolls."""
    opened: list[BrowserContext] = []
    open_window = windows(browser, opened)

    def open_calm(width: int) -> Page:
        page = open_window(width)
        page.add_init_script("globalThis.IntersectionObserver = class { observe() {} }")
        return page

    yield open_calm
    for context in opened:
        context.close()


def differences(page: Page) -> list[str]:
    """What looks different on an open page with all rules, in the order in which they are written."""
    page.evaluate("document.querySelectorAll('.toc-tree li').forEach(line => line.classList.add('scroll-current'))")
    links: list[str] = page.locator("link[rel=stylesheet]").evaluate_all("all => all.map(({ href }) => href)")
    all_rules = "\n".join(full(STYLES / Path(urlsplit(link).path).name) for link in links)

    def look(name: str, other: str) -> list[str]:
        told = []
        for width, medium, scheme in STATES:
            page.emulate_media(media=medium, color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})  # last: on paper, a script would place nothing
            state = f"{width} {medium} {scheme}"
            found = page.evaluate(LOOK, [FACTS, f"{name} {state}", f"{other} {state}"])
            told += [f"{state}: {one}" for one in found]
        return told

    look("ships", "")
    page.evaluate(SWAP, all_rules)
    return look("all", "ships")


@pytest.mark.parametrize("kind", KINDS)
def test_no_rule_is_missing(window: Opens, over_http: str, kind: str) -> None:
    page = window(1280)
    page.goto(f"{over_http}/{KINDS[kind]}", wait_until="networkidle" if kind == "search" else "load")
    page.evaluate(OPEN_FOLDS)
    hold({KINDS[kind]: differences(page)})


def ask_for_all(page: Page) -> None:
    """Asks the search only when the texts of the pages are there, so that no later answer is drawn over the first."""
    until(page, "globalThis.kbSearch?.withText")
    page.evaluate("kbSearch.withText(() => {})")
    page.locator(".search-field").fill("want to die lonely")
    expect(page.locator(".search-status")).to_contain_text("results")


def test_no_rule_is_missing_where_scripts_draw(window: Opens, over_http: str) -> None:
    """The open search, all results, what is chosen on the map, a preview."""
    page = window(1280)
    page.goto(f"{over_http}/{KINDS['idea']}")
    page.keyboard.press("/")
    ask_for_all(page)
    page.keyboard.press("ArrowDown")
    found = {"search": differences(page)}
    page.goto(f"{over_http}/{KINDS['search']}")
    ask_for_all(page)
    found["all results"] = differences(page)
    page.goto(f"{over_http}/{KINDS['loop']}#fear-of-rejection")
    page.locator(".map-chosen h3").wait_for()
    found["map"] = differences(page)
    page.goto(f"{over_http}/{KINDS['idea']}")
    page.locator("article a:has(.std-term)").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.locator(".term-preview").wait_for()
    found["preview"] = differences(page)
    hold(found)
