"""First paths are walked by keyboard, from their page over each step to the last; practice pages fit on two sheets."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import READY, until
from tests.content.test_exercises import PATHS, PRACTICE

#: More stops than any page has.
MOST = 400


def go_to(page: Page, selector: str) -> None:
    """Presses Tab until what has the focus fits a selector, and then Enter."""
    for _stop in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            break
    else:
        raise AssertionError(f"{page.url}: no key leads to {selector}")
    assert page.evaluate("document.activeElement.checkVisibility()")
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)
    until(page, READY)


@pytest.mark.parametrize("docname", PATHS)
def test_a_first_path_is_walked_by_keyboard(over_http: str, browser: Browser, docname: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.goto(f"{over_http}/{docname}.html")
    until(page, READY)
    steps = page.evaluate(
        "[...document.querySelectorAll('.first-path ol > li')].map((one) => one.querySelector('a').href)"
    )
    assert len(steps) >= 3
    go_to(page, ".first-path li:first-child a")
    for number, step in enumerate(steps, 1):
        assert page.url == step
        way = f".stops li:has(a[href$='{docname}.html'])"
        assert f"step {number} of {len(steps)}" in page.locator(way).inner_text()
        if number < len(steps):
            go_to(page, f"{way} .lead-on")
    page.close()


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
@pytest.mark.parametrize("docname", PRACTICE)
def test_a_practice_page_prints_on_two_sheets(over_http: str, browser: Browser, docname: str, sheet: str) -> None:
    page = browser.new_page()
    page.goto(f"{over_http}/{docname}.html")
    until(page, READY)
    side = "1cm"
    printed = page.pdf(format=sheet, margin={"top": side, "right": side, "bottom": side, "left": side})
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
    page.close()
