"""Every page by keyboard and finger, narrow and enlarged, in the colors one needs, on paper, and as axe sees it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.pages import KINDS, OPEN_FOLDS, READY, Opens, colors_in, hold, names, until, windows

AXE = Axe()
CHOOSE = "theme => { document.body.dataset.theme = theme }"


@pytest.fixture
def window(browser: Browser) -> Iterator[Opens]:
    """Opens a browser window of a width, with what else is to be different about it."""
    opened: list[BrowserContext] = []
    yield windows(browser, opened)
    for context in opened:
        context.close()


# As axe sees it

#: axe begins after the answer, so that two pages can be looked at at once.
BEGIN = """([context, options]) => {
  globalThis.looking = new Promise((begin) => setTimeout(begin)).then(() =>
    axe.run(context ?? document, { resultTypes: ['violations', 'incomplete'], ...options }));
}"""
#: What it decided against, and what it could not decide about colors. Words in pictures are measured further below.
END = """async () => {
  const { violations, incomplete } = await looking;
  const told = (id) => ({ target, any, all, none }) => `${id}: ${target}: ${[...any, ...all, ...none][0].message}`;
  const unsure = incomplete.filter(({ id }) => id.startsWith('color-contrast')).map(({ id, nodes }) =>
    ({ id, nodes: nodes.filter(({ html }) => !/^<text/.test(html)) }));
  return [...violations, ...unsure].flatMap(({ id, nodes }) => nodes.map(told(id)));
}"""


def ready_for_axe(page: Page) -> None:
    """Puts axe into a page. The theme makes `body` as tall as the window, and axe takes its color to end there."""
    page.add_style_tag(content="body { height: auto }")
    page.evaluate(AXE.axe_script)


def test_axe_finds_nothing_on_any_page(window: Opens, over_http: str, site: Path) -> None:
    """Light and dark, at three widths, at one of them with all folds open."""
    found: dict[str, list[str]] = {}
    light: list[object] = [None, {"rules": {"target-size": {"enabled": True}}}]
    # In the dark nothing differs but colors, and those of an article are the same at each width.
    dark: list[object] = [None, {"runOnly": ["color-contrast"]}]
    dark_frame: list[object] = [{"exclude": ["article"]}, dark[1]]
    # Two at a time, and of about the same size, on two processors.
    by_size = sorted(names(site), key=lambda name: (site / name).stat().st_size)
    lanes = (window(1280), window(1280))
    for start in range(0, len(by_size), 2):
        pair = list(zip(by_size[start : start + 2], lanes, strict=False))
        for name, page in pair:
            page.goto(f"{over_http}/{name}")
            ready_for_axe(page)
        for scheme in ("light", "dark"):
            for width in (1280, 768, 320):
                for _, page in pair:
                    # So tall that the menu need not scroll: what is scrolled out of it, axe cannot judge.
                    page.set_viewport_size({"width": width, "height": 2000})
                    page.emulate_media(color_scheme=scheme)
                    page.evaluate(
                        "open => { for (const fold of document.querySelectorAll('details')) fold.open = open }",
                        width == 768,
                    )
                    page.evaluate(BEGIN, light if scheme == "light" else dark if width == 768 else dark_frame)
                for name, page in pair:
                    found.setdefault(name, []).extend(f"{width} {scheme}: {told}" for told in page.evaluate(END))
    hold(found)


# By key through whole pages


def tree(page: Page) -> list[dict[str, Any]]:
    """What the browser tells assistive technology of a page: the nodes that are not left out."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [
        {"role": node["role"]["value"], "name": node.get("name", {}).get("value", "")}
        | {fact["name"]: fact["value"].get("value") for fact in node.get("properties", [])}
        for node in nodes
        if not node["ignored"]
    ]


def walk(page: Page) -> list[str]:
    """Goes through a page by Tab until it ends. Returns what is wrong with its stops."""
    page.evaluate("Object.assign(looks.walk, { stops: [], told: [], ended: false })")
    while not page.evaluate("looks.walk.ended"):
        for _ in range(20):
            page.keyboard.down("Tab")
    page.keyboard.up("Tab")
    told: list[str] = page.evaluate("[...looks.walk.told, ...looks.missed()]")
    return told


#: Of the longest pages, only their own stops; beside the menu they are as others.
WALKS = [
    (kind, width) for kind in KINDS for width in (360, 1280) if width == 360 or kind not in ("index", "references")
]


@pytest.mark.parametrize(("kind", "width"), WALKS)
def test_tab_leads_through_all_of_a_page_and_shows_where_one_is(
    window: Opens, over_http: str, kind: str, width: int
) -> None:
    page = window(width)
    # The page of the search draws its links anew once it has loaded what it searches in.
    page.goto(f"{over_http}/{KINDS[kind]}", wait_until="networkidle" if kind == "search" else "load")
    told = walk(page)
    stops = [node for node in tree(page) if node.get("focusable") and node["role"] != "RootWebArea"]
    told += [f"{node['role']}: has no name" for node in stops if not node["name"].strip()]
    first = page.evaluate("looks.walk.stops[0].textContent")
    hold({KINDS[kind]: told + ([] if first == "Skip to content" else [f"begins with {first}"])})


@pytest.mark.parametrize("look", [{}, {"forced_colors": "active"}, {"color_scheme": "dark"}], ids=str)
@pytest.mark.parametrize("kind", ["idea", "loop"])
def test_the_way_back_is_as_good_and_the_focus_shows_in_all_colors(
    window: Opens, over_http: str, kind: str, look: dict[str, str]
) -> None:
    """Under the bar at the top, nothing that has the focus stays hidden."""
    page = window(360, **look)
    page.goto(f"{over_http}/{KINDS[kind]}")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.keyboard.down("Shift")
    hold({KINDS[kind]: walk(page)})


@pytest.mark.parametrize("width", [360, 1280])
def test_the_first_stop_leads_to_the_content(window: Opens, over_http: str, width: int) -> None:
    page = window(width)
    page.goto(f"{over_http}/{KINDS['idea']}")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").locator(":focus")).to_have_count(1)
    expect(page.get_by_role("main").locator("a, button").locator("visible=true").first).to_be_focused()


# Menu and contents, which are drawers on narrow windows

DRAWERS = [(360, "Menu", "site-menu"), (360, "On this page", "page-contents"), (1000, "On this page", "page-contents")]


def expanded(page: Page, name: str) -> list[bool]:
    """Whether the button of a drawer is told as expanded; nothing where it is out of reach."""
    return [node["expanded"] for node in tree(page) if (node["role"], node["name"]) == ("button", name)]


def has_focus(page: Page, drawer: str) -> bool:
    """Whether the focus is in a drawer."""
    return bool(page.evaluate("id => document.getElementById(id).contains(document.activeElement)", drawer))


@pytest.mark.parametrize(("width", "button", "drawer"), DRAWERS)
def test_a_drawer_opens_by_key_keeps_the_focus_and_gives_it_back(
    window: Opens, over_http: str, width: int, button: str, drawer: str
) -> None:
    page = window(width)
    page.goto(f"{over_http}/{KINDS['idea']}")
    opener = page.get_by_role("button", name=button)
    panel = page.locator(f"#{drawer}")
    close = panel.get_by_role("button", name="Close")
    assert expanded(page, button) == [False]
    for leave in ("Escape", "Enter"):
        opener.focus()
        page.keyboard.press("Enter")
        expect(panel).to_be_visible()
        expect(close).to_be_focused()
        assert expanded(page, button) == [], "all but the drawer is out of reach"
        links = panel.get_by_role("link").count()
        for key in ("Tab", "Shift+Tab"):
            for _ in range(links + 4):
                page.keyboard.press(key)
                assert has_focus(page, drawer), key
        close.focus()
        page.keyboard.press(leave)
        expect(panel).to_be_hidden()
        expect(opener).to_be_focused()
        expect(page.locator("[inert]")).to_have_count(0)
        assert expanded(page, button) == [False]


@pytest.mark.parametrize(("width", "button", "drawer"), DRAWERS)
def test_a_drawer_opens_and_closes_by_finger(
    window: Opens, over_http: str, width: int, button: str, drawer: str
) -> None:
    page = window(width, has_touch=True, is_mobile=True)
    page.goto(f"{over_http}/{KINDS['idea']}")
    opener = page.get_by_role("button", name=button)
    panel = page.locator(f"#{drawer}")
    for leave in ("Close", "beside it"):
        opener.tap()
        expect(panel).to_be_in_viewport()
        if leave == "Close":
            panel.get_by_role("button", name="Close").tap()
        else:
            page.touchscreen.tap(width - 10 if drawer == "site-menu" else 10, 300)
        expect(panel).to_be_hidden()
        expect(page.locator("[inert]")).to_have_count(0)


@pytest.mark.parametrize(("width", "button", "drawer"), DRAWERS)
def test_without_a_script_a_drawer_opens_and_closes(
    window: Opens, over_http: str, width: int, button: str, drawer: str
) -> None:
    page = window(width, java_script_enabled=False)
    page.goto(f"{over_http}/{KINDS['idea']}")
    opener = page.get_by_role("button", name=button)
    panel = page.locator(f"#{drawer}")
    for leave in ("Escape", "Enter"):
        assert expanded(page, button) == [False]
        opener.press("Enter")
        expect(panel).to_be_in_viewport()
        assert expanded(page, button) == [True]
        page.keyboard.press("Tab")
        expect(panel.get_by_role("button", name="Close")).to_be_focused()
        page.keyboard.press(leave)
        expect(panel).to_be_hidden()
        expect(opener).to_be_focused()


@pytest.mark.parametrize("width", [360, 1000, 1280])
def test_a_link_in_the_contents_leads_there_and_closes_them(window: Opens, over_http: str, width: int) -> None:
    page = window(width)
    page.goto(f"{over_http}/{KINDS['idea']}")
    page.get_by_role("button", name="On this page").press("Enter")
    page.locator("#page-contents").get_by_role("link", name="Connections").press("Enter")
    expect(page.locator("#page-contents")).to_be_hidden()
    expect(page.locator("#connections > h2")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator("#connections :focus")).to_have_count(1)


def test_an_open_drawer_is_a_column_once_the_window_is_wide(window: Opens, over_http: str) -> None:
    page = window(360)
    page.goto(f"{over_http}/{KINDS['idea']}")
    page.get_by_role("button", name="Menu").press("Enter")
    expect(page.locator("[inert]")).not_to_have_count(0)
    page.set_viewport_size({"width": 1400, "height": 900})
    expect(page.locator("[inert]")).to_have_count(0)
    expect(page.locator("#site-menu")).to_be_visible()
    page.get_by_role("main").get_by_role("link").first.click(trial=True)


@pytest.mark.parametrize("way", ["/", "field"])
def test_the_search_takes_the_place_of_an_open_menu(window: Opens, over_http: str, way: str) -> None:
    page = window(360)
    page.goto(f"{over_http}/{KINDS['idea']}")
    until(page, READY)
    menu = page.get_by_role("button", name="Menu")
    menu.press("Enter")
    expect(page.locator("#site-menu")).to_be_visible()
    if way == "field":
        page.locator("#site-menu").get_by_role("textbox", name="Search").click()
    else:
        page.keyboard.press("/")
    field = page.get_by_role("dialog", name="Search").get_by_role("combobox")
    expect(field).to_be_focused()
    expect(page.locator("#site-menu")).to_be_hidden()
    expect(page.locator("[inert]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(menu).to_be_focused()


# What needs a look at every page

#: What WCAG 1.4.12 wants readers to be able to ask for.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""


@pytest.fixture(scope="module")
def seen(browser: Browser, over_http: str, site: Path) -> Iterator[dict[str, dict[str, list[str]]]]:
    """What was found on every page, by what was looked at. Opening a page takes the time, so each is opened twice."""
    found: dict[str, dict[str, list[str]]] = {}

    def look(at: str, name: str, function: str) -> None:
        found.setdefault(at, {}).setdefault(name, []).extend(page.evaluate(f"looks.{function}()"))

    opened: list[BrowserContext] = []
    page = windows(browser, opened)(1280)
    for name in names(site):
        page.goto(f"{over_http}/{name}")
        page.emulate_media(media="print", color_scheme="dark")
        page.evaluate(CHOOSE, "dark")
        look("paper", name, "paper")
        page.emulate_media(media="screen", color_scheme="light")
        page.evaluate(CHOOSE, "auto")
        page.evaluate(OPEN_FOLDS)
        look("links", name, "alike")
        page.add_style_tag(content=SPACED)
        look("space", name, "overflow")
    page = windows(browser, opened)(360, has_touch=True, is_mobile=True)
    for name in names(site):
        page.set_viewport_size({"width": 360, "height": 800})
        page.goto(f"{over_http}/{name}")
        page.evaluate(OPEN_FOLDS)
        look("targets", name, "small")
        page.set_viewport_size({"width": 320, "height": 256})
        look("narrow", name, "overflow")
        page.add_style_tag(content=SPACED)
        look("space", f"{name}, narrow", "overflow")
    yield found
    for context in opened:
        context.close()


def test_narrow_or_enlarged_no_page_scrolls_sideways(seen: dict[str, dict[str, list[str]]]) -> None:
    """At 320 by 256 pixels, which are 1280 by 1024 at 400 %."""
    hold(seen["narrow"])


def test_with_more_space_nothing_is_cut_off(seen: dict[str, dict[str, list[str]]]) -> None:
    hold(seen["space"])


def test_links_are_told_apart_without_color(seen: dict[str, dict[str, list[str]]]) -> None:
    hold(seen["links"])


def test_paper_has_all_there_is_to_read_and_nothing_to_press(seen: dict[str, dict[str, list[str]]]) -> None:
    """Dark on white, also for who has chosen dark colors."""
    hold(seen["paper"])


def test_a_finger_hits_what_it_means(seen: dict[str, dict[str, list[str]]]) -> None:
    hold(seen["targets"])


@pytest.mark.parametrize("kind", ["home", "idea", "search"])
def test_a_finger_hits_what_it_means_in_a_drawer(window: Opens, over_http: str, kind: str) -> None:
    page = window(360, has_touch=True, is_mobile=True)
    page.goto(f"{over_http}/{KINDS[kind]}")
    for button in page.locator("[popovertarget]:not(.drawer-close)").locator("visible=true").all():
        button.tap()
        expect(page.locator("[inert]")).not_to_have_count(0)
        hold({f"{KINDS[kind]}, {button.get_attribute('aria-label')}": page.evaluate("looks.small()")})
        page.keyboard.press("Escape")


# In the colors one needs, and at rest

PLAIN: dict[str, Any] = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}
LOOKS: dict[str, dict[str, Any]] = {
    "light": PLAIN,
    "dark": {**PLAIN, "color_scheme": "dark"},
    "more contrast": {**PLAIN, "contrast": "more"},
    "more contrast in the dark": {**PLAIN, "contrast": "more", "color_scheme": "dark"},
    "own colors": {**PLAIN, "forced_colors": "active"},
    "own dark colors": {**PLAIN, "forced_colors": "active", "color_scheme": "dark"},
}


def test_pictures_and_signs_stand_out(window: Opens, over_http: str) -> None:
    page = window(1280)
    found = {}
    for name in KINDS.values():
        page.goto(f"{over_http}/{name}")
        page.evaluate(OPEN_FOLDS)
        for look, media in LOOKS.items():
            page.emulate_media(**media)
            # The frame around words in a picture may be faint, but not for who asks for more.
            found[f"{name}, {look}"] = page.evaluate(
                "beside => looks.faint(beside)", ".box" if look in ("light", "dark") else None
            )
    hold(found)


#: Pages with each kind of picture.
PICTURED = ("index.html", "loop.html", "evidence/claims.html", "evidence/what-helps.html", KINDS["term"])
WORST = "pairs => pairs.map(([ink, grounds]) => Math.min(...grounds.map((one) => looks.contrast(ink, one))))"


def test_words_in_pictures_stand_out(window: Opens, over_http: str, site: Path) -> None:
    """Measured on the screen: axe cannot judge them."""
    page = window(1280)
    found: dict[str, list[str]] = {}
    for name in names(site):
        page.emulate_media(**PLAIN)  # what is loaded in forced colors keeps some of them
        page.goto(f"{over_http}/{name}")
        assert name not in PICTURED or page.locator("svg.picture text").count() > 5
        page.add_style_tag(content="svg.picture text { visibility: hidden }")
        for look in LOOKS if name in PICTURED else ("dark",):
            page.emulate_media(**LOOKS[look])
            for picture, words in zip(
                page.locator("svg.picture").all(), page.evaluate("looks.lettering()"), strict=True
            ):
                behind = colors_in(page, picture.screenshot(), [box for *_, box in words])
                grounds = [[ground for ground, share in part.items() if share > 0.1] for part in behind]
                ratios = page.evaluate(WORST, [[ink, parts] for (_, ink, _), parts in zip(words, grounds, strict=True)])
                found.setdefault(f"{name}, {look}", []).extend(
                    f"{text}: {ratio:.1f} to 1" for (text, *_), ratio in zip(words, ratios, strict=True) if ratio < 4.5
                )
    hold(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_wants_more_contrast_gets_it(window: Opens, over_http: str, scheme: str) -> None:
    page = window(1280, 2000, contrast="more", color_scheme=scheme)
    found = {}
    for name in (KINDS["loop"], KINDS["idea"], KINDS["help"]):
        page.goto(f"{over_http}/{name}")
        page.evaluate(OPEN_FOLDS)
        ready_for_axe(page)
        enhanced = "color-contrast-enhanced"
        page.evaluate(BEGIN, [None, {"runOnly": [enhanced], "rules": {enhanced: {"enabled": True}}}])
        found[name] = page.evaluate(END)
    hold(found)


@pytest.mark.parametrize("asked", ["no-preference", "more"])
def test_colors_that_are_chosen_are_those_of_the_device(window: Opens, over_http: str, asked: str) -> None:
    page = window(1280, contrast=asked)
    page.goto(f"{over_http}/index.html")
    tokens = """() => {
      const style = getComputedStyle(document.body);
      return Object.fromEntries([...style].filter((name) => /^--(color|kb)/.test(name))
        .map((name) => [name, style.getPropertyValue(name)]));
    }"""
    for scheme, other in (("light", "dark"), ("dark", "light")):
        page.evaluate(CHOOSE, "auto")
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        of_the_device = page.evaluate(tokens)
        assert len(of_the_device) > 20
        page.emulate_media(color_scheme=other)  # type: ignore[arg-type]
        page.evaluate(CHOOSE, scheme)
        assert page.evaluate(tokens) == of_the_device


def test_who_wants_less_motion_sees_none(window: Opens, over_http: str) -> None:
    page = window(1280)
    found = {}
    for name in KINDS.values():
        page.goto(f"{over_http}/{name}")
        found[name] = page.evaluate("looks.moving()")
    hold(found)
