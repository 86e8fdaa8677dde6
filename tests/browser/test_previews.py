"""What a term means, shown beside the link to it: by pointer, keyboard and finger; over http and from the download."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import DESKTOP, Reader
from tests.browser.pages import until
from tests.conftest import ROOT

PAGE = "ideas/loneliness.html"
#: Terms in paragraphs, lists, tables, folds and definitions.
PAGES = [
    PAGE,
    "index.html",
    "loop.html",
    "glossary.html",
    "ideas/pathways.html",
    "ideas/cultural-narratives.html",
    "terms/safety-driven-solitude.html",
    "about/sources-and-limits.html",
    "about/editorial-standard.html",
    "evidence/claims.html",
]
TERMS = "article a:has(.std-term)"
#: Longer than any delay of the script: what has not happened by then does not happen.
LONG = 500
FINGER = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


#: Whether the preview leaves every line of its link in sight.
CLEAR = """
() => {
  const box = document.querySelector('.term-preview').getBoundingClientRect();
  return [...document.querySelector('[aria-describedby="term-preview"]').getClientRects()].every(
    ({ left, right, top, bottom }) =>
      box.left >= right || box.right <= left || box.top >= bottom || box.bottom <= top);
}
"""
#: Shows each preview of the page, with its link at the top, in the middle and at the bottom of the window.
EACH = """
([terms, clear]) => {
  const isClear = eval(clear);
  const seen = { links: 0, wrapped: 0, above: 0, below: 0, wrong: [] };
  const article = document.querySelector('article');
  const known = JSON.parse(document.getElementById('term-previews').textContent);
  article.querySelectorAll('details').forEach((fold) => fold.open = true);
  for (const link of document.querySelectorAll(terms)) {
    if (!known[link.getAttribute('href')]) continue; // defined on this very page
    seen.links += 1;
    const next = link.nextElementSibling;
    const shape = () =>
      [article.offsetHeight, ...[link, next].flatMap((one) => [one?.offsetTop, one?.offsetLeft])].join();
    for (const block of ['start', 'center', 'end']) {
      link.scrollIntoView({ block, behavior: 'instant' });
      const before = shape();
      link.focus();
      const box = document.querySelector('.term-preview')?.getBoundingClientRect();
      const wrong = !box ? ['is not shown'] : [
        !isClear() && 'covers its link',
        (box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight) && 'leaves the window',
        box.width > 24 * 16 && 'is too wide',
        document.querySelector('.term-preview a').getBoundingClientRect().height < 24 && 'is hard to tap',
        shape() !== before && 'moves the text',
        document.documentElement.scrollWidth > innerWidth && 'widens the page',
      ].filter(Boolean);
      if (wrong.length) seen.wrong.push([link.textContent, block, ...wrong]);
      const lines = [...link.getClientRects()];
      seen.wrapped += new Set(lines.map((line) => line.top)).size > 1 ? 1 : 0;
      seen[box?.bottom <= lines[0].top ? 'above' : 'below'] += 1;
      link.blur();
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    }
  }
  return seen;
}
"""


#: Waits until the page has come to rest, as someone does who reads before pressing Tab again.
SCROLLED = """
() => new Promise((rest) => {
  let last, times = 0;
  const look = () => {
    times = scrollY === last ? times + 1 : 0;
    last = scrollY;
    times > 9 ? rest() : requestAnimationFrame(look);
  };
  look();
})
"""


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser with a mouse, or with what the test asks for."""
    mouse = {"viewport": {"width": DESKTOP[0], "height": DESKTOP[1]}}
    context = browser.new_context(**getattr(request, "param", mouse))
    yield context
    context.close()


with_finger = pytest.mark.parametrize("context", [FINGER], indirect=True, ids=["finger"])


def preview(page: Page) -> Locator:
    """Whatever is shown beside a link."""
    return page.locator(".term-preview")


def term(page: Page, number: int = 0) -> Locator:
    """A term link of the page, in the middle of the window."""
    link = page.locator(TERMS).nth(number)
    link.evaluate("link => link.scrollIntoView({block: 'center', behavior: 'instant'})")
    return link


def facts(link: Locator) -> list[str]:
    """The name, the definition and the standing that the page has for a link."""
    data: dict[str, list[str]] = json.loads(link.page.locator("#term-previews").text_content() or "")
    return data[link.get_attribute("href") or ""]


def shows(link: Locator) -> None:
    """Asserts that what is shown is the preview of this link, and that it is the only one."""
    name, definition, standing = facts(link)
    shown = preview(link.page)
    expect(shown).to_have_count(1)
    expect(shown).to_be_visible()
    expect(shown.locator("b")).to_have_text(name)
    expect(shown.get_by_text(definition, exact=True)).to_be_visible()
    if standing:
        expect(shown.get_by_text(f"The name: {standing}", exact=True)).to_be_visible()
    expect(shown.get_by_role("link", name=f"Read more: {name}")).to_be_visible()


def shows_nothing_even_later(page: Page) -> None:
    page.wait_for_timeout(LONG)
    expect(preview(page)).to_have_count(0)


def point_at(target: Locator) -> None:
    """Moves the pointer there as a hand does, over what lies on the way."""
    box = target.bounding_box()
    assert box
    target.page.mouse.move(box["x"] + min(box["width"] / 2, 40), box["y"] + box["height"] / 2, steps=8)


def stopped(reader: Reader) -> Page:
    """The page, in which time passes only as the test says: a busy machine makes no pointer late."""
    reader.page.clock.install(time=datetime(2026, 1, 1))
    page = reader.open(PAGE)
    page.clock.pause_at(datetime(2026, 1, 2))
    return page


def test_a_pointer_shows_it_can_move_in_and_closes_it_by_leaving(reader: Reader) -> None:
    page = stopped(reader)
    link = term(page)
    point_at(link)
    page.clock.run_for(200)
    shows(link)
    page.mouse.move(5, 5)
    page.clock.run_for(200)  # on its way
    point_at(preview(page).get_by_text("Read more"))
    page.clock.run_for(LONG)
    shows(link)
    point_at(link)
    page.clock.run_for(LONG)
    shows(link)
    page.mouse.move(5, 5, steps=20)
    shows(link)
    page.clock.run_for(300)
    expect(preview(page)).to_have_count(0)
    assert link.get_attribute("aria-describedby") is None


def test_read_more_leads_to_the_definition(reader: Reader) -> None:
    page = reader.open(PAGE)
    link = term(page)
    href = link.evaluate("link => link.href")
    point_at(link)
    preview(page).get_by_role("link").click()
    expect(page).to_have_url(href)
    expect(page.locator("dt:target")).to_be_in_viewport()


def test_a_pointer_that_only_passes_by_shows_nothing(reader: Reader) -> None:
    page = stopped(reader)
    point_at(term(page))
    page.clock.run_for(100)
    expect(preview(page)).to_have_count(0)
    page.mouse.move(5, 5)
    page.clock.run_for(LONG)
    expect(preview(page)).to_have_count(0)


def test_a_mouse_follows_the_link_with_its_first_click(reader: Reader) -> None:
    page = reader.open(PAGE)
    link = term(page)
    href = link.evaluate("link => link.href")
    link.click()
    expect(page).to_have_url(href)


@pytest.mark.parametrize("how", [{"modifiers": ["ControlOrMeta"]}, {"button": "middle"}], ids=["ctrl", "middle"])
def test_a_new_tab_opens_as_ever(reader: Reader, how: dict[str, Any]) -> None:
    page = reader.open(PAGE)
    link = term(page)
    href = link.evaluate("link => link.href")
    with page.context.expect_page() as opened:
        link.click(**how)
    expect(opened.value).to_have_url(href)
    expect(page).to_have_url(re.compile(f"{PAGE}$"))
    page.mouse.move(5, 5)
    expect(preview(page)).to_have_count(0)


def test_esc_closes_what_a_pointer_opened_until_it_comes_back(reader: Reader) -> None:
    page = reader.open(PAGE)
    link = term(page)
    point_at(link)
    shows(link)
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    box = link.bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2, steps=4)  # still on the link
    shows_nothing_even_later(page)
    page.mouse.move(5, 5)
    point_at(link)
    shows(link)


def test_the_keyboard_shows_it_reads_on_and_closes_it(reader: Reader) -> None:
    page = reader.open(PAGE)
    link = term(page)
    link.focus()
    shows(link)
    expect(link).to_have_accessible_description(facts(link)[1])
    page.keyboard.press("Tab")
    more = preview(page).get_by_role("link")
    expect(more).to_be_focused()
    page.wait_for_timeout(LONG)
    shows(link)
    page.keyboard.press("Shift+Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    expect(link).to_be_focused()
    shows_nothing_even_later(page)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    shows(link)
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile(PAGE))


@pytest.mark.parametrize(
    "context",
    [{"viewport": {"width": 1280, "height": 720}}, {"viewport": {"width": 320, "height": 256}}],
    indirect=True,
    ids=["1280", "zoomed to 400%"],
)
def test_tab_goes_on_behind_the_preview_and_shows_one_at_a_time(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.locator(TERMS).first.focus()  # from far away: the page has to scroll
    seen = 0
    while seen < 7:
        page.evaluate(SCROLLED)
        focused = page.locator(":focus")
        if focused.evaluate("(one, terms) => one.matches(terms)", TERMS):
            seen += 1
            shows(focused)
            expect(focused).to_be_in_viewport(ratio=1)
            name = preview(page).locator("b").bounding_box()
            assert name and page.viewport_size
            assert 0 <= name["y"] <= page.viewport_size["height"] - name["height"], "its beginning is in sight"
        elif not focused.evaluate("one => !!one.closest('.term-preview')"):
            expect(preview(page)).to_have_count(0)
        page.keyboard.press("Tab")


def test_a_pointer_at_rest_takes_nothing_from_the_keyboard(reader: Reader) -> None:
    page = reader.open(PAGE)
    link = term(page)
    link.focus()
    shows(link)
    point_at(page.locator(TERMS).nth(2))
    page.wait_for_timeout(LONG)
    shows(link)
    page.mouse.move(5, 5)
    page.wait_for_timeout(LONG)
    shows(link)


def test_what_takes_the_focus_away_closes_it_but_another_window_does_not(reader: Reader) -> None:
    page = reader.open(PAGE)
    link = term(page)
    link.focus()
    link.dispatch_event("blur")  # the focus stays: that is how another window looks
    page.wait_for_timeout(LONG)
    shows(link)
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(preview(page)).to_have_count(0)


@with_finger
def test_a_first_tap_shows_it_and_a_second_follows(reader: Reader) -> None:
    page = reader.open(PAGE)
    link = term(page)
    href = link.evaluate("link => link.href")
    link.tap()
    shows(link)
    expect(preview(page)).to_be_focused()
    page.wait_for_timeout(LONG)
    shows(link)
    expect(page).to_have_url(re.compile(f"{PAGE}$"))
    link.tap()
    expect(page).to_have_url(href)


@with_finger
def test_a_tap_elsewhere_closes_it_and_a_tap_inside_does_not(reader: Reader) -> None:
    page = reader.open(PAGE)
    link, other = term(page, 1), page.locator(TERMS).first
    link.tap()
    preview(page).locator("b").tap()
    page.wait_for_timeout(LONG)
    shows(link)
    page.touchscreen.tap(4, 300)
    expect(preview(page)).to_have_count(0)
    link.tap()
    shows(link)
    other.tap()
    shows(other)
    other_name = facts(other)[0]
    preview(page).get_by_role("link", name=f"Read more: {other_name}").tap()
    expect(page).not_to_have_url(re.compile(PAGE))


@with_finger
def test_a_tap_elsewhere_closes_it_where_the_browser_leaves_the_focus_as_it_was(reader: Reader) -> None:
    page = reader.open(PAGE)
    link = term(page)
    link.tap()
    shows(link)
    page.evaluate("addEventListener('mousedown', (event) => event.preventDefault())")
    page.touchscreen.tap(4, 300)
    expect(preview(page)).to_have_count(0)


def drag(page: Page, x: float, y: float) -> None:
    """Puts a finger down, rests, and moves it up so that the page scrolls."""
    top = page.evaluate("scrollY")
    finger = page.context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    page.wait_for_timeout(LONG / 2)
    for step in range(1, 11):
        points = [{"x": x, "y": y - 20 * step}]
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    until(page, f"scrollY > {top} + 50")


@with_finger
def test_a_finger_that_scrolls_opens_and_closes_nothing(reader: Reader) -> None:
    page = reader.open(PAGE)
    link = term(page)
    page.evaluate(
        """() => { globalThis.shown = 0; new MutationObserver(() => shown += document.querySelectorAll('.term-preview')
        .length).observe(document.querySelector('article'), {childList: true, subtree: true}) }"""
    )
    box = link.bounding_box()
    assert box
    drag(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    shows_nothing_even_later(page)
    assert page.evaluate("shown") == 0
    term(page).tap()
    shows(link)
    drag(page, 200, 700)
    shows(link)
    assert page.evaluate(CLEAR), "it moves along with the page"


@with_finger
def test_a_tap_with_a_key_held_opens_a_new_tab(reader: Reader) -> None:
    page = reader.open(PAGE)
    link = term(page)
    href = link.evaluate("link => link.href")
    with page.context.expect_page() as opened:
        link.tap(modifiers=["ControlOrMeta"])
    expect(opened.value).to_have_url(href)
    expect(preview(page)).to_have_count(0)


@with_finger
def test_a_click_without_a_finger_follows_at_once(reader: Reader) -> None:
    """Keys, voices and screen readers click so, also after a tap."""
    page = reader.open(PAGE)
    link = term(page)
    href = link.evaluate("link => link.href")
    page.touchscreen.tap(4, 300)
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(href)


def test_showing_asks_for_nothing(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for number in range(4):
        link = term(page, number)
        point_at(link)
        shows(link)
        page.mouse.move(5, 5)
        expect(preview(page)).to_have_count(0)
    assert asked == []


@pytest.mark.parametrize(
    "context",
    [{"viewport": {"width": 320, "height": 568}}, {"viewport": {"width": 1280, "height": 720}}],
    indirect=True,
    ids=["320", "1280"],
)
def test_no_preview_covers_its_link_or_leaves_the_window(reader: Reader) -> None:
    total = {"links": 0, "wrapped": 0, "above": 0, "below": 0}
    for name in PAGES:
        page = reader.open(name)
        seen = page.evaluate(EACH, [TERMS, CLEAR])
        assert seen["wrong"] == [], name
        assert seen["links"] > 1, name
        total = {key: total[key] + seen[key] for key in total}
    assert total["links"] > 60
    assert total["above"] and total["below"] and total["wrapped"], total


@pytest.mark.parametrize("context", [{"viewport": {"width": 320, "height": 120}}], indirect=True, ids=["low"])
def test_in_a_window_too_low_for_it_the_page_scrolls_to_its_end(reader: Reader) -> None:
    page = reader.open(PAGE)
    link = page.locator(TERMS).last
    link.focus()
    shows(link)
    assert page.evaluate(CLEAR)
    page.keyboard.press("Tab")
    expect(preview(page).get_by_role("link")).to_be_in_viewport(ratio=1)


def test_it_stays_in_the_window_when_the_window_changes(reader: Reader) -> None:
    page = reader.open(PAGE)
    links = page.locator(TERMS)
    lefts = links.evaluate_all("all => all.map(one => one.getBoundingClientRect().left)")
    link = links.nth(lefts.index(max(lefts)))
    link.focus()
    shows(link)
    page.set_viewport_size({"width": 360, "height": 700})
    box = "document.querySelector('.term-preview').getBoundingClientRect()"
    until(page, f"{box}.left >= 0 && {box}.right <= 360")
    assert page.evaluate(CLEAR)


def test_a_screen_reader_meets_the_definition_right_after_the_link(reader: Reader) -> None:
    page = reader.open(PAGE)
    link = term(page)
    name, definition, _standing = facts(link)
    words = link.inner_text()
    link.focus()
    shows(link)
    tree = link.locator("xpath=..").aria_snapshot()
    assert re.search(
        rf'- link "{words}":\n\s+- /url: \S+\n'
        rf'\s+- note "{name}":\n\s+- text: .*{re.escape(definition)}.*\n\s+- .?link "Read more: {name}"',
        tree,
    ), tree


def test_nothing_of_it_is_printed(reader: Reader) -> None:
    page = reader.open(PAGE)
    term(page).focus()
    expect(preview(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(preview(page)).to_be_hidden()


def test_going_away_closes_it_so_that_coming_back_meets_none(reader: Reader) -> None:
    page = reader.open(PAGE)
    link = term(page)
    link.focus()
    page.keyboard.press("Tab")
    expect(preview(page).get_by_role("link")).to_be_focused()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    expect(preview(page)).to_have_count(0)
    expect(link).to_be_focused()


def test_a_page_without_terms_has_no_previews_and_no_error(reader: Reader) -> None:
    page = reader.open("search.html")
    assert page.locator("#term-previews").count() == 0
    page.add_script_tag(url=f"{reader.base}/_static/previews.js")
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 900, "height": 700})
    expect(preview(page)).to_have_count(0)


def test_an_older_browser_has_plain_links(reader: Reader) -> None:
    reader.page.add_init_script("delete HTMLElement.prototype.showPopover")
    page = reader.open(PAGE)
    link = term(page)
    href = link.evaluate("link => link.href")
    link.focus()
    point_at(link)
    shows_nothing_even_later(page)
    link.click()
    expect(page).to_have_url(href)


def test_the_script_is_small() -> None:
    script = ROOT / "knowledge_base" / "static" / "previews.js"
    assert len(gzip.compress(script.read_bytes(), 9)) <= 2000


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_with_a_preview_open(browser: Browser, over_http: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(f"{over_http}/{PAGE}")
    links = page.locator(TERMS)
    standings = [facts(link)[2] for link in links.all()]
    link = term(page, next(number for number, standing in enumerate(standings) if standing))
    link.focus()
    shows(link)
    report = Axe().run(page)
    context.close()
    assert report.violations_count == 0, report.generate_report()
