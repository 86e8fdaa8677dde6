"""A message put together from pieces: by key, over http and from a folder, copied, printed, and kept nowhere."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import QuietHandler, Reader
from tests.browser.pages import Opens, windows
from tests.browser.test_styles import differences
from tests.browser.test_switches import KEPT
from tests.tiny import Project

ASK = """---
type: plain
nav: Ask
description: How to ask a beekeeper.
reviewed: 2026-01-01
next_review: 2099-01-01
reviewer: nobody yet
---

# How to ask

Ask a beekeeper.

:::{message} Asking for honey
- An opening
  - Hello, keeper of bees.
  - Good day.
- What it is about
  - I would like some honey.
  - My bees have left.
- An easy way to say no
  - No honey is fine, too.
:::

:::{message} Giving some back
- An opening
  - Here is a jar.
:::
"""
#: Notes what stands on paper at the moment when the page asks to be printed.
PRINT = "globalThis.print = () => { globalThis.printed = document.documentElement.className; }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with two messages."""
    project = Project(tmp_path_factory.mktemp("with messages"))
    project.write("ask.md", ASK)
    built = project.build()
    assert not built.warnings
    (built.html / "favicon.ico").touch()  # browsers ask each server for one
    return built.html


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    handler = functools.partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, folder: Path) -> str:
    """Where the small site is read."""
    return folder.as_uri() if request.param == "file" else str(request.getfixturevalue("served"))


def first(page: Page) -> Locator:
    """The first message of the page."""
    return page.locator(".message").first


def piece(page: Page, name: str) -> Locator:
    """One piece of the first message."""
    return first(page).get_by_role("group", name=name, exact=True)


def message(page: Page) -> Locator:
    """The first message as it stands."""
    return first(page).locator("output")


def press(page: Page, name: str) -> None:
    """Presses a button of the first message."""
    first(page).get_by_role("button", name=name).click()


def told(page: Page) -> Locator:
    """What the page says of what one did."""
    return first(page).locator("p[role=status]")


def put_together(page: Page) -> str:
    """Picks one choice of a piece and writes another piece oneself."""
    piece(page, "An opening").get_by_label("Good day.").check()
    piece(page, "What it is about").get_by_label("Your own words").check()
    piece(page, "What it is about").get_by_role("textbox").fill("I miss the bees.")
    expect(message(page)).to_have_text("Good day. I miss the bees.")
    return "Good day. I miss the bees."


def test_by_keyboard_one_picks_changes_and_leaves_out(reader: Reader) -> None:
    page = reader.open("ask.html")
    expect(message(page)).to_be_empty()
    assert first(page).get_by_role("radio", checked=True).count() == 3
    first(page).get_by_role("radio").first.focus()
    keys = page.keyboard
    keys.press("ArrowDown")  # the first choice
    keys.press("Tab")  # its words
    keys.press("ControlOrMeta+End")
    keys.type(" It is Ada.")
    keys.press("Tab")  # the next piece
    for _time in range(2):
        keys.press("ArrowDown")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("ArrowDown")
    expect(message(page)).to_have_text("Hello, keeper of bees. It is Ada. My bees have left. No honey is fine, too.")
    keys.press("ArrowUp")
    expect(message(page)).to_have_text("Hello, keeper of bees. It is Ada. My bees have left.")
    for name in ("Copy the message", "Print only the message"):
        keys.press("Tab")
        expect(first(page).get_by_role("button", name=name)).to_be_focused()
    expect(page.locator(".message").nth(1).locator("output")).to_be_empty()


def test_there_is_a_way_back_to_all_that_one_wrote(reader: Reader) -> None:
    page = reader.open("ask.html")
    opening = piece(page, "An opening")
    words = opening.get_by_role("textbox")
    expect(words).to_be_hidden()
    for choice, own in (("Hello, keeper of bees.", "Hello, Ada."), ("Good day.", "Good day, Bo.")):
        opening.get_by_label(choice, exact=True).check()
        expect(words).to_have_value(choice)
        words.fill(own)
        expect(message(page)).to_have_text(own)
    opening.get_by_label("Leave this out").check()
    expect(message(page)).to_be_empty()
    expect(words).to_be_hidden()
    for own in ("Hello, Ada.", "Good day, Bo."):
        opening.get_by_label(f"Your own words: {own}").check()
        expect(words).to_have_value(own)
        expect(message(page)).to_have_text(own)
    opening.get_by_label("Hello, keeper of bees.", exact=True).check()
    expect(message(page)).to_have_text("Hello, keeper of bees.")


def test_the_message_is_copied(reader: Reader) -> None:
    page = reader.open("ask.html")
    press(page, "Copy the message")
    expect(told(page)).to_contain_text("no message yet")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = put_together(page)
    expect(told(page)).to_be_empty()
    press(page, "Copy the message")
    expect(told(page)).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == text


@pytest.mark.parametrize("clipboard", ["undefined", "{ writeText: () => Promise.reject(new Error('no')) }"])
def test_where_nothing_may_be_copied_the_message_is_selected(reader: Reader, clipboard: str) -> None:
    reader.page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }})")
    page = reader.open("ask.html")
    text = put_together(page)
    press(page, "Copy the message")
    expect(told(page)).to_contain_text("The message is selected")
    assert page.evaluate("getSelection().toString()") == text


def test_only_the_message_is_printed(reader: Reader) -> None:
    reader.page.add_init_script(PRINT)
    page = reader.open("ask.html")
    press(page, "Print only the message")
    assert page.evaluate("globalThis.printed") is None
    text = put_together(page)
    page.emulate_media(media="print")
    everything = page.locator("body").inner_text()
    assert "How to ask" in everything
    page.emulate_media(media="screen")
    press(page, "Print only the message")
    assert page.evaluate("printed") is not None
    page.emulate_media(media="print")
    assert page.locator("body").inner_text().strip() == text
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("body").inner_text() == everything


def test_the_whole_page_prints_as_a_list_with_the_message(reader: Reader) -> None:
    page = reader.open("ask.html")
    text = put_together(page)
    page.emulate_media(media="print")
    expect(first(page).locator(":scope > ul")).to_be_visible()
    expect(message(page)).to_have_text(text)
    expect(message(page)).to_be_visible()
    assert page.locator(".message").locator("input:visible, button:visible, textarea:visible").count() == 0
    expect(page.locator(".message").nth(1).get_by_text("Your message")).to_be_hidden()


def test_nothing_of_it_is_kept_or_sent(reader: Reader) -> None:
    page = reader.open("ask.html")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    put_together(page)
    press(page, "Copy the message")
    expect(told(page)).not_to_be_empty()
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    assert asked == []
    assert page.evaluate(KEPT) == []
    assert page.context.cookies() == []
    assert "?" not in page.url
    page.reload()
    expect(message(page)).to_be_empty()
    expect(piece(page, "An opening").get_by_label("Leave this out")).to_be_checked()


def test_what_one_wrote_is_not_filled_in_again(reader: Reader) -> None:
    page = reader.open("ask.html")
    fields = page.locator(".message").locator("input, textarea")
    assert fields.count() > 10
    assert set(fields.evaluate_all("all => all.map(({ autocomplete }) => autocomplete)")) == {"off"}
    assert page.locator(".message form").count() == 0


def test_without_a_script_it_is_a_list_to_copy_from(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/ask.html")
    for words in ("An opening", "Good day.", "My bees have left."):
        expect(first(page).get_by_text(words, exact=True)).to_be_visible()
    expect(first(page)).to_contain_text("Nothing that you pick or write here is stored or sent.")
    assert page.locator(".message").locator("input, button, output").count() == 0
    context.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Opens]:
    """Opens a browser window of a width, with what else is to be different about it."""
    opened: list[BrowserContext] = []
    yield windows(browser, opened)
    for context in opened:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_all_has_room(window: Opens, served: str, scheme: str, width: int) -> None:
    page = window(width, color_scheme=scheme)
    page.goto(f"{served}/ask.html")
    for _time in range(2):
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        put_together(page)
    assert page.evaluate("looks.small()") == []
    page.evaluate("document.activeElement.blur()")
    assert differences(page) == []
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="screen")
    if width == 320:
        page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("looks.overflow()") == []
