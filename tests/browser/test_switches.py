"""Whose voice is shown, and the short version: two switches whose choice stands in the address, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import PHONE, Reader
from tests.browser.pages import KINDS, Opens, windows
from tests.browser.test_styles import differences

IDEA = KINDS["idea"]
#: What each button leaves of the voices, in the address and in words.
VOICES = {
    "The article says": ("article", "Only what the article says is shown."),
    "Research says": ("research", "Only what research says is shown."),
    "Not known": ("unknown", "Only what is not known is shown."),
}
SHORT = "Short version"
RESEARCH = "?voices=research"
#: All that a browser can keep for a site.
KEPT = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases()),
  ...(await caches.keys().catch(() => [])), ...(document.cookie ? [document.cookie] : []),
]"""
#: What holds words and is seen, but for parts of a page that are named.
SEEN = """(spared) => [...document.querySelectorAll('article *, footer *, aside *')]
  .filter((one) => one.checkVisibility() && one.getClientRects().length && !one.closest(spared))
  .filter((one) => [...one.childNodes].some(({ data }) => data?.trim()))
  .map((one) => one.outerHTML)"""
#: All that there is in the short version.
SHORT_PARTS = (
    "h1, .plain-words, .content-note, .contacts, .in-short, .above-page, .support-line, .bottom-of-page, #site-menu"
)
#: All that one voice leaves of a page.
VOICE_PARTS = (
    "article > section > :not(section), .above-page, article > section ~ *, footer, aside, "
    "section:has([data-voice={0}]) > h2, [data-voice={0}], dt:has(+ dd [data-voice={0}])"
)


def switch(page: Page, name: str) -> Locator:
    """A button above the title."""
    return page.locator(".above-page").get_by_role("button", name=name, exact=True)


def pressed(page: Page) -> list[str]:
    """The switches in sight that are on."""
    return page.locator(".above-page [aria-pressed=true]:visible").all_inner_texts()


def query(page: Page) -> str:
    """What the address holds between the page and the anchor."""
    return urlsplit(page.url).query


def says(page: Page) -> Locator:
    """The line that tells what is left out."""
    return page.locator(".switches").get_by_role("status")


@pytest.mark.parametrize("use", ["mouse", "Enter", "Space"])
def test_each_switch_is_one_press(reader: Reader, use: str) -> None:
    page = reader.open(f"{IDEA}?from=here#connections")

    def turn(name: str) -> None:
        if use == "mouse":
            switch(page, name).click()
            return
        page.locator(".whereabouts a").focus()
        while not switch(page, name).evaluate("one => one === document.activeElement"):
            page.keyboard.press("Tab")
            assert page.evaluate("Boolean(document.activeElement.closest('.above-page'))"), name
        page.keyboard.press(use)

    everything = page.evaluate(SEEN, ".switches")
    expect(switch(page, SHORT)).to_be_visible()
    assert pressed(page) == ["All"]
    for name, (voice, words) in VOICES.items():
        turn(name)
        assert pressed(page) == [name]
        assert query(page) == f"from=here&voices={voice}"
        expect(says(page)).to_have_text(words)
        assert page.evaluate(SEEN, VOICE_PARTS.format(voice)) == []
        for part in ("h1", "dl.glossary", ".plain-words", f"section[data-voice={voice}] > h2"):
            expect(page.locator(part)).to_be_visible()
    turn("All")
    assert pressed(page) == ["All"]
    assert query(page) == "from=here"
    expect(says(page)).to_be_empty()
    assert page.evaluate(SEEN, ".switches") == everything
    turn(SHORT)
    assert pressed(page) == [SHORT]
    assert query(page) == "from=here&short="
    assert page.evaluate(SEEN, SHORT_PARTS) == []
    turn(SHORT)
    assert pressed(page) == ["All"]
    assert query(page) == "from=here"
    assert page.evaluate(SEEN, ".switches") == everything


def test_the_short_version_is_large_and_keeps_the_way_to_help(reader: Reader) -> None:
    page = reader.open(IDEA)
    sized = (".plain-words p:not(.label)", ".support-line")
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    before = [page.locator(part).first.evaluate(size) for part in sized]
    switch(page, SHORT).click()
    after = [page.locator(part).first.evaluate(size) for part in sized]
    assert [round(large / usual, 1) >= 1.3 for large, usual in zip(after, before, strict=True)] == [True, True]
    page.locator(".support-line a").click()
    expect(page.locator("html")).to_have_attribute("data-short", "")
    assert page.evaluate(SEEN, SHORT_PARTS) == []
    for number in page.locator(".contacts a[href^='tel:']").all():
        expect(number).to_be_visible()
    expect(page.locator(".support-line")).to_be_visible()


@pytest.mark.parametrize("context", [PHONE], indirect=True)
def test_on_a_phone_the_short_version_has_no_contents(reader: Reader) -> None:
    page = reader.open(f"{IDEA}?short=")
    expect(switch(page, SHORT)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="On this page")).to_have_count(0)
    expect(page.get_by_role("button", name="Menu")).to_be_visible()


# Along with the reader

#: Ways to another page, with a choice under which each is in sight, and the page where it is.
WAYS = {
    "menu": (RESEARCH, IDEA, ".sidebar-tree a:text-is('Solitude')"),
    "next": (RESEARCH, IDEA, ".next-page"),
    "source": (RESEARCH, IDEA, "dl.nearest-ideas a >> nth=0"),
    "home": (RESEARCH, IDEA, ".sidebar-brand"),
    "help": ("?short=", IDEA, ".support-line a"),
    "picture": ("?short=", IDEA, "svg.map-picture a >> nth=0"),
    "both": ("?short=&voices=article", IDEA, ".sidebar-tree a:text-is('Solitude')"),
    "glossary": (RESEARCH, "glossary.html", "article a[href*='solitude.html'] >> nth=0"),
    "index": (RESEARCH, "genindex.html", "article a[href*='solitude.html'] >> nth=0"),
    "loop": ("?short=", "index.html", ".sidebar-tree a:text-is('The loop')"),
}


def away(page: Page, before: str) -> None:
    """Waits until another page has come."""
    page.wait_for_url(lambda url: urlsplit(url).path != urlsplit(before).path)


@pytest.mark.parametrize("way", WAYS)
def test_the_choice_goes_along_and_back(reader: Reader, way: str) -> None:
    choice, name, link = WAYS[way]
    page = reader.open(f"{name}{choice}")
    before = page.url
    page.locator(link).click()
    away(page, before)
    assert f"?{query(page)}" == choice
    page.go_back()
    assert page.url == before
    if page.locator(".switches").count():
        assert pressed(page) == [SHORT if "short" in choice else "Research says"]


@pytest.mark.parametrize("key", ["Enter", "Control+Enter"])
def test_the_choice_goes_along_by_key_and_into_a_new_tab(reader: Reader, key: str) -> None:
    page = reader.open(f"{IDEA}{RESEARCH}")
    link = page.locator(".sidebar-tree a:text-is('Solitude')")
    own = link.get_attribute("href")
    if key == "Enter":
        link.press(key)
        page.wait_for_url("**/solitude.html*")
        assert f"?{query(page)}" == RESEARCH
        return
    for by in ("key", "mouse"):
        with page.context.expect_page() as opened:
            link.press(key) if by == "key" else link.click(button="middle")
        assert f"?{query(opened.value)}" == RESEARCH
        opened.value.close()
    assert link.get_attribute("href") == own


def test_the_choice_goes_along_through_a_preview_and_the_search(reader: Reader) -> None:
    choice = "voices=article"
    page = reader.open(f"{IDEA}?{choice}")
    page.locator("#what-the-article-says a:has(.std-term)").first.hover()
    page.locator(".term-preview").get_by_role("link").click()
    expect(page.locator("dt:target")).to_be_visible()
    assert query(page) == choice
    for press in ("ArrowDown", ""):
        page.keyboard.press("/")
        page.locator(".search-field").fill("past trauma")
        expect(page.locator(".search-list a").first).to_be_visible()
        if press:
            page.keyboard.press(press)
        before = page.url
        page.keyboard.press("Enter")
        away(page, before)
        assert query(page) == choice
    field = page.locator(".search-page .search-field")
    field.fill("lonely")
    expect(page).to_have_url(re.compile("#q=lonely$"))
    field.fill("")
    expect(page).to_have_url(re.compile(rf"search\.html\?{choice}$"))
    field.fill("lonely")
    page.locator(".answers a").first.click()
    page.wait_for_url("**/ideas/**")
    assert query(page) == choice
    assert pressed(page) == ["The article says"]


#: Tells where a link would have led, and stays.
STAY = (
    "addEventListener('click', (event) => { event.preventDefault(); globalThis.led = event.target.closest('a').href })"
)


@pytest.mark.parametrize(
    ("name", "link"),
    [
        (IDEA, ".bottom-of-page a"),
        ("evidence/claims.html", "article a[href$='.csv']"),
        ("getting-help.html", "a[href^='tel:'] >> nth=0"),
    ],
)
def test_other_sites_and_downloads_get_no_choice(reader: Reader, name: str, link: str) -> None:
    page = reader.open(f"{name}{RESEARCH}")
    page.evaluate(STAY)
    page.locator(link).first.click()
    assert page.evaluate("led") == page.locator(link).first.evaluate("({ href }) => href")
    page.locator(".sidebar-brand").click()
    assert page.evaluate("led").endswith(f"/index.html{RESEARCH}")


def test_going_back_on_a_page_keeps_the_choice(reader: Reader) -> None:
    page = reader.open(IDEA)
    page.locator(".toc-tree a[href='#what-research-says']").click()
    switch(page, "Research says").click()
    page.go_back()
    expect(page).to_have_url(f"{reader.base}/{IDEA}{RESEARCH}")
    assert pressed(page) == ["Research says"]


# Nothing that a link leads to stays hidden


@pytest.mark.parametrize("choice", ["voices=article", "short=", "short=&voices=article"])
def test_an_address_that_leads_to_what_is_left_out_shows_all(reader: Reader, choice: str) -> None:
    page = reader.open(f"{IDEA}?{choice}#what-research-says")
    expect(page).to_have_url(f"{reader.base}/{IDEA}#what-research-says")
    expect(page.locator("#what-research-says > h2")).to_be_in_viewport()
    assert pressed(page) == ["All"]
    expect(says(page)).to_be_empty()


def test_a_link_on_the_page_to_what_is_left_out_shows_all(reader: Reader) -> None:
    page = reader.open(f"{IDEA}?voices=article")
    link = page.locator(".toc-tree a[href='#what-research-says']")
    for _time in range(2):  # the address names it already
        switch(page, "The article says").click()
        expect(page.locator("#what-research-says")).to_be_hidden()
        link.click()
        expect(page.locator("#what-research-says > h2")).to_be_in_viewport()
        assert pressed(page) == ["All"]


def test_a_link_to_what_is_there_changes_nothing(reader: Reader) -> None:
    page = reader.open(f"{IDEA}?voices=article#what-the-article-says")
    expect(page.locator("#what-the-article-says > h2")).to_be_in_viewport()
    assert pressed(page) == ["The article says"]


def test_who_turns_to_a_voice_below_another_keeps_it_when_the_page_is_read_again(reader: Reader) -> None:
    page = reader.open(f"{IDEA}#what-research-says")
    switch(page, "Not known").click()
    page.reload()
    assert pressed(page) == ["Not known"]


def test_a_content_note_leads_around_in_the_short_version_too(reader: Reader) -> None:
    page = reader.open("ideas/past-trauma.html?short=")
    way = page.locator(".content-note").get_by_role("link")
    goal = way.get_attribute("href")
    way.click()
    expect(page.locator(f"{goal} > h2")).to_be_in_viewport()


def test_a_term_leads_to_its_definition_and_leaves_the_page_short(reader: Reader) -> None:
    page = reader.open("ideas/solitude.html?short=#term-solitude")
    expect(page.locator("dt:target")).to_be_in_viewport()
    expect(page.locator("dl.glossary > dd")).to_be_visible()
    assert pressed(page) == [SHORT]
    page.goto(f"{reader.base}/ideas/solitude.html?short=")
    expect(page.locator("dl.glossary")).to_be_hidden()


# What it leaves behind, where it cannot work, on paper, for all eyes


def test_nothing_is_stored_and_nothing_asked_for(reader: Reader) -> None:
    page = reader.open(f"ideas/loneliness.html{RESEARCH}")
    expect(switch(page, SHORT)).to_be_visible()
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    # Chromium looks at the icon of a page again whenever the address changes.
    page.on("request", lambda request: asked.append(request.url) if "favicon" not in request.url else None)
    for name in (*VOICES, "All", SHORT, SHORT):
        switch(page, name).click()
    page.wait_for_load_state("networkidle")
    assert asked == []
    assert page.evaluate(KEPT) == []
    assert page.context.cookies() == []


def test_without_a_script_there_is_no_switch_and_the_whole_page(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{IDEA}?voices=research&short=")
    assert page.locator("[aria-pressed]").count() == 0
    for part in ("#what-the-article-says", "#what-is-not-known", "dl.glossary", ".review-line"):
        expect(page.locator(part)).to_be_visible()
    context.close()


def test_a_word_that_is_no_voice_chooses_nothing(reader: Reader) -> None:
    page = reader.open(f"{IDEA}?voices=toString")
    expect(switch(page, "All")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#what-the-article-says")).to_be_visible()


def test_paper_shows_what_the_screen_does_and_no_switch(reader: Reader) -> None:
    page = reader.open(f"{IDEA}{RESEARCH}")
    expect(says(page)).not_to_be_empty()
    page.emulate_media(media="print")
    expect(page.locator("#what-the-article-says")).to_be_hidden()
    expect(page.locator("#what-research-says")).to_be_visible()
    expect(says(page)).to_be_visible()
    assert page.locator(".switches button:visible, .switches span:visible").count() == 0
    page.emulate_media(media="screen")
    switch(page, SHORT).click()
    page.emulate_media(media="print")
    expect(page.locator("#what-research-says")).to_be_hidden()
    expect(page.locator(".support-line")).to_be_visible()


@pytest.fixture
def window(browser: Browser) -> Iterator[Opens]:
    """Opens a browser window of a width, with what else is to be different about it."""
    opened: list[BrowserContext] = []
    yield windows(browser, opened)
    for context in opened:
        context.close()


@pytest.mark.parametrize("choice", ["", RESEARCH, "?short="])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_whatever_is_chosen(window: Opens, over_http: str, scheme: str, choice: str) -> None:
    page = window(320, color_scheme=scheme)
    page.goto(f"{over_http}/{IDEA}{choice}")
    expect(switch(page, SHORT)).to_be_visible()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("choice", ["voices=article", "short="])
def test_no_rule_is_missing_whatever_is_chosen(window: Opens, over_http: str, choice: str) -> None:
    page = window(1280)
    page.add_init_script("globalThis.IntersectionObserver = class { observe() {} }")  # nothing is marked meanwhile
    page.goto(f"{over_http}/{IDEA}?{choice}")
    expect(switch(page, SHORT)).to_be_visible()
    assert differences(page) == []


@pytest.mark.parametrize("name", [IDEA, "getting-help.html", "loop.html"])
def test_narrow_and_in_large_type_nothing_is_cut_off_or_hard_to_hit(window: Opens, over_http: str, name: str) -> None:
    page = window(320, has_touch=True)
    for choice in ("", "?short="):
        page.set_viewport_size({"width": 320, "height": 900})
        page.goto(f"{over_http}/{name}{choice}")
        expect(switch(page, SHORT)).to_be_visible()
        assert page.evaluate("looks.small()") == []
        assert page.evaluate("looks.overflow()") == []
        page.set_viewport_size({"width": 640, "height": 900})
        page.add_style_tag(content="html { font-size: 200% }")
        assert page.evaluate("looks.overflow()") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_own_colors_one_sees_what_is_on(window: Opens, over_http: str, scheme: str) -> None:
    page = window(1280, color_scheme=scheme, forced_colors="active")
    page.goto(f"{over_http}/{IDEA}{RESEARCH}")
    ground = "one => getComputedStyle(one).backgroundColor"
    on, page_color = switch(page, "Research says").evaluate(ground), page.locator("body").evaluate(ground)
    assert page.evaluate("([one, other]) => looks.contrast(one, other)", [on, page_color]) >= 3
