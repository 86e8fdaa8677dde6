"""The map as readers use it: by pointer, finger and keys, by ear, by its address, and without a script."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Reader

NARROW = (320, 640)
WIDE = (1280, 800)
#: One with relations in both directions, and one of its neighbors.
CHOSEN, NEIGHBOR = "Fear of rejection", "Roots of isolation"
CHOSEN_ID, NEIGHBOR_ID = "fear-of-rejection", "roots-of-isolation"


@dataclass(frozen=True)
class Row:
    """A relation as the table tells it."""

    start: str
    end: str
    kind: str
    basis: str
    words: str
    reason: str
    links: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What its arc has in common with it."""
        return (self.start, self.end, self.kind, self.basis)


def table(page: Page, where: str = "") -> list[Row]:
    """The rows of the table of relations."""
    rows = page.locator(f"table.relations tbody tr{where}").evaluate_all(
        """rows => rows.map(({ dataset, cells }) => ({
          start: dataset.from, end: dataset.to, kind: dataset.kind, basis: dataset.basis,
          words: cells[0].textContent.trim(), reason: cells[1].textContent.trim(),
          links: [...cells[0].querySelectorAll('a')].map(a => [a.getAttribute('href'), a.textContent]),
        }))"""
    )
    return [Row(**{**row, "links": tuple(map(tuple, row["links"]))}) for row in rows]


def arcs(page: Page, where: str = "") -> Counter[tuple[str, ...]]:
    """The arcs that are drawn."""
    found = page.locator(f".map .map-arc{where}").evaluate_all(
        """arcs => arcs.filter(arc => getComputedStyle(arc).display !== 'none')
          .map(arc => ['from', 'to', 'kind', 'basis'].map(name => arc.dataset[name]))"""
    )
    return Counter(tuple(facts) for facts in found)


def concepts(page: Page, where: str = "") -> set[str]:
    """The ids of the concepts on the map."""
    return set(page.locator(f".map .map-concept{where}").evaluate_all("all => all.map(one => one.id)"))


def on_map(page: Page, name: str) -> Locator:
    """The link of a concept on the map."""
    return page.locator(".map-frame").get_by_role("link", name=name, exact=True)


def panel(page: Page) -> Locator:
    """Where the reasons of what is chosen stand."""
    return page.get_by_role("region", name="The chosen idea")


def reasons(page: Page) -> list[str]:
    """The relations in the panel, each with its reason."""
    return [" ".join(text.split()) for text in panel(page).get_by_role("listitem").all_inner_texts()]


def told(rows: list[Row]) -> list[str]:
    """The same as the table has them."""
    return [f"{row.words} {row.reason}" for row in rows]


def of(rows: list[Row], id: str) -> list[Row]:
    """The rows that tell of a concept."""
    return [row for row in rows if id in (row.start, row.end)]


def is_chosen(page: Page, name: str, id: str) -> None:
    """Holds the page against everything that a choice brings."""
    expect(panel(page).get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.locator(".map [aria-current]")).to_have_count(1)
    expect(on_map(page, name)).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile(rf"/loop\.html#{id}$"))
    assert concepts(page, ".is-chosen") == {id}


def is_let_go(page: Page) -> None:
    """Holds the page against a map on which nothing is chosen."""
    expect(panel(page)).to_be_hidden()
    expect(page.locator(".map [aria-current]")).to_have_count(0)
    expect(page.locator(".map :is(.is-chosen, .is-near, .is-far)")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/loop\.html$"))


def press_on(link: Locator) -> None:
    """Follows a link by keyboard."""
    link.focus()
    link.page.keyboard.press("Enter")


@pytest.fixture
def touched(browser: Browser, address: str) -> Iterator[Page]:
    """The map on a phone."""
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True, is_mobile=True, device_scale_factor=2
    )
    page = context.new_page()
    page.goto(f"{address}/loop.html")
    yield page
    context.close()


@pytest.fixture
def plain(browser: Browser, over_http: str) -> Iterator[Callable[..., Page]]:
    """Opens the map in browsers that differ from the usual one."""
    opened: list[BrowserContext] = []

    def open_with(size: tuple[int, int] = DESKTOP, at: str = "", **differently: Any) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **differently)
        opened.append(context)
        page = context.new_page()
        page.goto(f"{over_http}/loop.html{at}")
        return page

    yield open_with
    for context in opened:
        context.close()


# What is on the map


def test_each_relation_of_the_table_has_its_arc_and_each_concept_its_place(reader: Reader) -> None:
    page = reader.open("loop.html")
    rows = table(page)
    assert len(rows) > 50
    assert arcs(page) == Counter(row.key for row in rows)
    assert concepts(page) == {id for row in rows for id in (row.start, row.end)}


def test_without_a_script_the_map_leads_to_all_pages_and_the_table_is_whole(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/loop.html")
    expect(page.locator(".map-filter")).to_be_hidden()
    expect(page.locator(".map-chosen")).to_be_hidden()
    rows = table(page)
    assert page.locator("table.relations tbody tr:visible").count() == len(rows) == arcs(page).total()
    links = page.locator(".map .map-concept").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    menu = page.locator(".sidebar-tree a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert set(links) == {href for href in menu if href.startswith(("ideas/", "terms/"))}
    assert len(links) == len(set(links))
    on_map(page, CHOSEN).click()
    expect(page).to_have_url(re.compile(rf"/ideas/{CHOSEN_ID}\.html$"))
    context.close()


# Choosing, reading the reasons, letting go


def test_a_pointer_chooses_reads_the_reasons_and_lets_go(reader: Reader) -> None:
    page = reader.open("loop.html")
    for let_go in ("Close", "the same again", "beside the names"):
        on_map(page, CHOSEN).click()
        is_chosen(page, CHOSEN, CHOSEN_ID)
        assert reasons(page) == told(of(table(page), CHOSEN_ID))
        panel(page).get_by_role("link", name=NEIGHBOR, exact=True).click()
        is_chosen(page, NEIGHBOR, NEIGHBOR_ID)
        if let_go == "Close":
            panel(page).get_by_role("button", name="Close").click()
        elif let_go == "the same again":
            on_map(page, NEIGHBOR).click()
        else:
            page.locator(".map-frame").click(position={"x": 4, "y": 4})
        is_let_go(page)


def test_a_finger_chooses_reads_the_reasons_and_lets_go(touched: Page) -> None:
    on_map(touched, CHOSEN).tap()
    is_chosen(touched, CHOSEN, CHOSEN_ID)
    expect(panel(touched).get_by_role("listitem").first).to_be_in_viewport()
    assert reasons(touched) == told(of(table(touched), CHOSEN_ID))
    panel(touched).get_by_role("link", name=NEIGHBOR, exact=True).tap()
    is_chosen(touched, NEIGHBOR, NEIGHBOR_ID)
    panel(touched).get_by_role("button", name="Close").tap()
    is_let_go(touched)


def test_keys_choose_are_led_to_the_reasons_and_back_to_where_they_were(reader: Reader) -> None:
    page = reader.open("loop.html")
    press_on(on_map(page, CHOSEN))
    is_chosen(page, CHOSEN, CHOSEN_ID)
    expect(panel(page).get_by_role("heading")).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel(page).get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel(page).get_by_role("link", name=f"Open the page: {CHOSEN}")).to_be_focused()
    page.keyboard.press("Tab")
    neighbor = panel(page).get_by_role("listitem").first.get_by_role("link")
    expect(neighbor).to_be_focused()
    name = neighbor.inner_text()
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("heading", name=name)).to_be_focused()
    page.keyboard.press("Escape")
    is_let_go(page)
    expect(on_map(page, name)).to_be_focused()
    expect(on_map(page, name)).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    is_let_go(page)
    expect(on_map(page, name)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".map-concept:focus")).to_have_count(1)


def test_letting_go_by_key_shows_where_one_is_and_by_pointer_moves_nothing(plain: Callable[..., Page]) -> None:
    page = plain(WIDE)
    link, last = page.locator(".map-concept").first, page.locator(".map-concept").last
    for how in ("key", "pointer"):
        link.click()
        last.evaluate("one => one.scrollIntoView({ block: 'end', behavior: 'instant' })")
        expect(link).not_to_be_in_viewport()
        before = page.evaluate("scrollY")
        if how == "key":
            page.keyboard.press("Escape")
            expect(link).to_be_in_viewport(ratio=0.99)
        else:
            panel(page).get_by_role("button", name="Close").click()
            assert page.evaluate("scrollY") == before
        is_let_go(page)
        expect(link).to_be_focused()


def test_choosing_the_chosen_one_by_key_lets_go_and_stays_there(reader: Reader) -> None:
    page = reader.open("loop.html")
    press_on(on_map(page, CHOSEN))
    press_on(on_map(page, CHOSEN))
    is_let_go(page)
    expect(on_map(page, CHOSEN)).to_be_focused()


def test_esc_that_closes_other_things_leaves_the_choice(reader: Reader) -> None:
    page = reader.open("loop.html")
    press_on(on_map(page, CHOSEN))
    page.keyboard.press("/")
    search = page.get_by_role("dialog", name="Search")
    expect(search).to_be_visible()
    page.keyboard.press("Escape")
    expect(search).to_be_hidden()
    is_chosen(page, CHOSEN, CHOSEN_ID)
    page.get_by_role("combobox", name="Kind of relation").focus()
    page.keyboard.press("Escape")
    is_chosen(page, CHOSEN, CHOSEN_ID)
    page.locator("table.relations a").first.focus()
    page.keyboard.press("Escape")
    is_chosen(page, CHOSEN, CHOSEN_ID)
    panel(page).click(position={"x": 3, "y": 3})
    page.keyboard.press("Escape")
    is_let_go(page)


def test_the_panel_leads_to_the_page_of_the_chosen_one(reader: Reader) -> None:
    page = reader.open("loop.html")
    on_map(page, CHOSEN).click()
    panel(page).get_by_role("link", name=f"Open the page: {CHOSEN}").click()
    expect(page).to_have_url(re.compile(rf"/ideas/{CHOSEN_ID}\.html$"))
    page.go_back()
    is_chosen(page, CHOSEN, CHOSEN_ID)


def test_for_every_concept_the_panel_and_the_map_show_just_what_the_table_tells(reader: Reader) -> None:
    page = reader.open("loop.html")
    rows = table(page)
    names = {href: name for row in rows for href, name in row.links}
    everything = concepts(page)
    for id in sorted(everything):
        own = of(rows, id)
        near = {end for row in own for end in (row.start, row.end)} - {id}
        page.locator(f"#{id}").click()
        heading = panel(page).get_by_role("heading")
        expect(heading).to_be_focused()
        href = panel(page).get_by_text("Open the page").get_attribute("href") or ""
        assert href.endswith(f"/{id}.html")
        assert heading.inner_text() == names[href], "the name as the table has it"
        assert reasons(page) == told(own)
        chosen_next = panel(page).locator("li a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        assert chosen_next == [f"#{row.end if row.start == id else row.start}" for row in own]
        assert arcs(page, ".is-near") == Counter(row.key for row in own)
        assert arcs(page, ".is-far") == Counter(row.key for row in rows if row not in own)
        assert concepts(page, ".is-near") == near
        assert concepts(page, ".is-far") == everything - near - {id}
        assert concepts(page, ".is-chosen") == {id}


# The address


def test_back_returns_to_the_former_choice_and_forward_goes_on(reader: Reader) -> None:
    page = reader.open("loop.html")
    on_map(page, CHOSEN).click()
    panel(page).get_by_role("link", name=NEIGHBOR, exact=True).click()
    panel(page).get_by_role("button", name="Close").click()
    is_let_go(page)
    page.go_back()
    is_chosen(page, NEIGHBOR, NEIGHBOR_ID)
    page.go_back()
    is_chosen(page, CHOSEN, CHOSEN_ID)
    expect(panel(page).get_by_role("heading")).to_be_focused()
    page.go_back()
    is_let_go(page)
    expect(on_map(page, CHOSEN)).to_be_focused()
    page.go_forward()
    is_chosen(page, CHOSEN, CHOSEN_ID)


@pytest.mark.parametrize("context", [DESKTOP, PHONE], indirect=True, ids=["desktop", "phone"])
def test_an_address_opens_the_map_with_what_it_names(reader: Reader) -> None:
    page = reader.open(f"loop.html#{CHOSEN_ID}")
    is_chosen(page, CHOSEN, CHOSEN_ID)
    expect(on_map(page, CHOSEN)).to_be_in_viewport(ratio=0.99)
    expect(panel(page)).to_be_in_viewport(ratio=0.5)
    expect(panel(page).get_by_role("heading")).to_be_focused()
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    page.evaluate(f"location.hash = '{NEIGHBOR_ID}'")
    is_chosen(page, NEIGHBOR, NEIGHBOR_ID)
    expect(panel(page)).to_be_in_viewport(ratio=0.5)
    expect(on_map(page, NEIGHBOR)).to_be_in_viewport(ratio=0.99)


def test_other_places_of_the_page_stay_what_they_are(reader: Reader) -> None:
    page = reader.open("loop.html#how-the-steps-follow")
    expect(page.get_by_role("heading", name="How the steps follow")).to_be_in_viewport()
    expect(panel(page)).to_be_hidden()
    on_map(page, CHOSEN).click()
    page.evaluate("location.hash = 'what-research-says'")
    expect(panel(page)).to_be_hidden()
    expect(page.get_by_role("heading", name="What research says")).to_be_in_viewport()
    expect(page).to_have_url(re.compile("#what-research-says$"))
    page.go_back()
    is_chosen(page, CHOSEN, CHOSEN_ID)


def test_a_click_for_a_new_tab_opens_the_map_there(reader: Reader) -> None:
    page = reader.open("loop.html")
    with page.context.expect_page() as opened:
        on_map(page, CHOSEN).click(modifiers=["Control"])
    is_chosen(opened.value, CHOSEN, CHOSEN_ID)
    is_let_go(page)


def test_choosing_what_is_in_sight_does_not_move_the_page(reader: Reader) -> None:
    page = reader.open("loop.html")
    link = on_map(page, CHOSEN)
    link.evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
    before = page.evaluate("scrollY")
    link.click()
    is_chosen(page, CHOSEN, CHOSEN_ID)
    assert page.evaluate("scrollY") == before
    panel(page).get_by_role("button", name="Close").click()
    is_let_go(page)
    assert page.evaluate("scrollY") == before


# The filters


@pytest.mark.parametrize(("label", "fact"), [("Kind of relation", "kind"), ("What it rests on", "basis")])
def test_each_choice_of_a_filter_hides_the_arcs_and_rows_that_do_not_fit(reader: Reader, label: str, fact: str) -> None:
    page = reader.open("loop.html")
    rows = table(page)
    field = page.get_by_role("combobox", name=label)
    options = field.locator("option").evaluate_all("all => all.map(one => one.value)")
    assert options[0] == ""
    assert set(options[1:]) == {getattr(row, fact) for row in rows}
    status = page.get_by_role("form", name="Show some relations only").get_by_role("status")
    expect(status).to_have_text(f"{len(rows)} of {len(rows)} relations")
    for option in options[1:]:
        field.select_option(option)
        fitting = [row for row in rows if getattr(row, fact) == option]
        assert 0 < len(fitting) < len(rows)
        expect(status).to_have_text(f"{len(fitting)} of {len(rows)} relations")
        assert arcs(page) == Counter(row.key for row in fitting)
        assert table(page, ":visible") == fitting
        left = {id for row in fitting for id in (row.start, row.end)}
        assert concepts(page, ".is-far") == concepts(page) - left
    page.get_by_role("button", name="Show all").click()
    expect(status).to_have_text(f"{len(rows)} of {len(rows)} relations")
    assert arcs(page).total() == len(table(page, ":visible")) == len(rows)
    is_let_go(page)


def test_both_filters_and_a_choice_work_together(reader: Reader) -> None:
    page = reader.open("loop.html")
    rows = table(page)
    for row in rows:
        both = [one for one in rows if (one.kind, one.basis) == (row.kind, row.basis)]
        own = of(both, row.start)
        if len(own) < len(of(rows, row.start)) and len(both) > len(own):
            break
    page.locator(f"#{row.start}").click()
    page.get_by_role("combobox", name="Kind of relation").select_option(row.kind)
    basis = page.get_by_role("combobox", name="What it rests on")
    basis.select_option(row.basis)
    assert arcs(page) == Counter(one.key for one in both)
    assert arcs(page, ".is-near") == Counter(one.key for one in own)
    assert reasons(page) == told(own)
    expect(panel(page)).to_contain_text(f"{len(own)} of {len(of(rows, row.start))} relations")
    page.get_by_role("button", name="Show all").click()
    expect(panel(page).get_by_role("listitem")).to_have_count(len(of(rows, row.start)))
    assert concepts(page, ".is-chosen") == {row.start}


def test_filters_that_nothing_fits_say_so(reader: Reader) -> None:
    page = reader.open("loop.html")
    rows = table(page)
    pairs = {(row.kind, row.basis) for row in rows}
    kind, basis = next(
        (one.kind, other.basis) for one in rows for other in rows if (one.kind, other.basis) not in pairs
    )
    page.get_by_role("combobox", name="Kind of relation").select_option(kind)
    page.get_by_role("combobox", name="What it rests on").select_option(basis)
    status = page.get_by_role("form", name="Show some relations only").get_by_role("status")
    expect(status).to_have_text("No relation fits. Change a choice, or show all.")
    assert arcs(page).total() == len(table(page, ":visible")) == 0


def test_a_filter_is_used_by_keyboard_and_is_still_there_after_a_look_at_a_page(reader: Reader) -> None:
    page = reader.open("loop.html")
    rows = table(page)
    page.get_by_role("combobox", name="What it rests on").focus()
    page.keyboard.type("Link implied")
    fitting = [row for row in rows if row.basis == "implied"]
    status = page.get_by_role("form", name="Show some relations only").get_by_role("status")
    expect(status).to_have_text(f"{len(fitting)} of {len(rows)} relations")
    page.locator("table.relations tbody tr:visible a").first.click()
    page.go_back()
    expect(status).to_have_text(f"{len(fitting)} of {len(rows)} relations")
    assert table(page, ":visible") == fitting


# A mouse that only passes by


def test_a_mouse_hints_at_the_relations_of_a_name_while_nothing_is_chosen_and_nothing_moves(reader: Reader) -> None:
    page = reader.open("loop.html")
    rows = table(page)
    on_map(page, CHOSEN).scroll_into_view_if_needed()
    places = "all => all.map(one => JSON.stringify(one.getBoundingClientRect()))"
    before = page.locator(".map-concept").evaluate_all(places)
    on_map(page, CHOSEN).hover()
    expect(page.locator(".map-arc.is-hinted")).to_have_count(len(of(rows, CHOSEN_ID)))
    assert arcs(page, ".is-hinted") == Counter(row.key for row in of(rows, CHOSEN_ID))
    assert page.locator(".map-concept").evaluate_all(places) == before
    page.mouse.move(1, 1)
    expect(page.locator(".is-hinted")).to_have_count(0)
    on_map(page, CHOSEN).click()
    on_map(page, NEIGHBOR).hover()
    expect(page.locator(".is-hinted")).to_have_count(0)


def test_a_finger_on_its_way_leaves_no_hint(touched: Page) -> None:
    link, hinted = on_map(touched, CHOSEN), touched.locator(".is-hinted")
    link.dispatch_event("pointerover", {"pointerType": "mouse", "bubbles": True})
    expect(hinted).not_to_have_count(0)
    link.dispatch_event("pointerover", {"pointerType": "touch", "bubbles": True})
    expect(hinted).to_have_count(0)


# Narrow and wide screens


def test_on_a_narrow_screen_the_reasons_are_a_sheet_that_leaves_the_chosen_row_free(
    plain: Callable[..., Page],
) -> None:
    page = plain(NARROW, reduced_motion="reduce")
    for id in sorted(concepts(page)):
        link = page.locator(f"#{id}")
        link.evaluate("one => one.scrollIntoView({ block: 'end', behavior: 'instant' })")  # where the sheet will be
        link.click()
        expect(panel(page).get_by_role("heading")).to_be_focused()
        sheet, row = panel(page).bounding_box(), link.bounding_box()
        assert sheet and row
        assert sheet["height"] <= 0.45 * NARROW[1] + 1
        assert sheet["y"] + sheet["height"] <= NARROW[1] + 1
        assert row["y"] >= 0, id
        assert row["y"] + row["height"] <= sheet["y"], id
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW[0]
        assert panel(page).evaluate("one => one.scrollWidth - one.clientWidth") == 0
    assert panel(page).evaluate("one => getComputedStyle(one).overscrollBehaviorY") == "contain"


def test_the_sheet_stays_with_the_map_and_covers_nothing_else(plain: Callable[..., Page]) -> None:
    page = plain(PHONE, f"#{CHOSEN_ID}")
    expect(panel(page)).to_be_in_viewport()
    page.get_by_role("heading", name="How the steps follow").evaluate(
        "one => one.scrollIntoView({ block: 'start', behavior: 'instant' })"
    )
    expect(panel(page)).not_to_be_in_viewport()


def test_a_link_that_gets_the_focus_is_not_under_the_sheet(plain: Callable[..., Page]) -> None:
    page = plain(PHONE, f"#{CHOSEN_ID}", reduced_motion="reduce")
    links = page.locator(".map-concept")
    on_map(page, CHOSEN).focus()
    for _link in range(links.count()):
        page.keyboard.press("Tab")
        focused = page.locator(".map-concept:focus")
        if not focused.count():
            break
        sheet, row = panel(page).bounding_box(), focused.bounding_box()
        assert sheet and row
        assert row["y"] + row["height"] <= sheet["y"]


def test_on_a_wide_screen_the_reasons_stand_beside_the_map_wherever_one_reads(plain: Callable[..., Page]) -> None:
    page = plain(WIDE)
    before = page.locator(".map svg").bounding_box()
    for id in sorted(concepts(page)):
        link = page.locator(f"#{id}")
        link.click()
        expect(panel(page).get_by_role("heading")).to_be_focused()
        beside, row, picture = panel(page).bounding_box(), link.bounding_box(), page.locator(".map svg").bounding_box()
        assert beside and row and picture and before
        assert picture["width"] == before["width"]
        assert beside["x"] >= picture["x"] + picture["width"]
        assert beside["y"] >= 0 and beside["y"] + min(beside["height"], 200) <= WIDE[1]
        assert beside["width"] >= 220
    assert page.evaluate("document.documentElement.scrollWidth") == WIDE[0]


def test_beside_the_end_of_the_map_the_reasons_can_be_read_from_their_beginning(plain: Callable[..., Page]) -> None:
    page = plain(WIDE)
    last = page.locator(".map-concept").last
    last.evaluate("one => one.scrollIntoView({ block: 'start', behavior: 'instant' })")
    last.click()
    expect(panel(page).get_by_role("heading")).to_be_in_viewport(ratio=0.99)
    expect(last).to_be_in_viewport(ratio=0.99)


# For those who hear it, for weak eyes, for own colors


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_axe_finds_nothing_with_a_choice(plain: Callable[..., Page], size: tuple[int, int], scheme: str) -> None:
    page = plain(size, f"#{CHOSEN_ID}", color_scheme=scheme)
    is_chosen(page, CHOSEN, CHOSEN_ID)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_screen_reader_meets_the_name_then_the_ways_on_then_each_reason(reader: Reader) -> None:
    page = reader.open("loop.html")
    on_map(page, CHOSEN).click()
    tree = panel(page).aria_snapshot()
    order = [
        '- region "The chosen idea"',
        f'heading "{CHOSEN}" [level=3]',
        'button "Close"',
        f'link "Open the page: {CHOSEN}"',
        "- list:",
    ]
    places = [tree.index(part) for part in order]
    assert places == sorted(places), tree
    for row in of(table(page), CHOSEN_ID):
        neighbor = next(name for href, name in row.links if not href.endswith(f"/{CHOSEN_ID}.html"))
        assert f'link "{neighbor}"' in tree
        assert row.reason in tree
    assert on_map(page, CHOSEN).count() == 1, "the name on the map is told as it is written"
    assert "img" not in page.locator(".map-frame").aria_snapshot(), "arcs are told by the table"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_that_fade_can_still_be_read(plain: Callable[..., Page], scheme: str) -> None:
    page = plain(DESKTOP, f"#{CHOSEN_ID}", color_scheme=scheme, reduced_motion="reduce")
    contrasts = page.evaluate(
        """() => {
          const light = (color) => {
            const [r, g, b] = color.match(/[\\d.]+/g).map((part) => part / 255)
              .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const contrast = (...colors) => {
            const [dark, bright] = colors.map(light).sort((a, b) => a - b);
            return (bright + 0.05) / (dark + 0.05);
          };
          const ground = getComputedStyle(document.body).backgroundColor;
          return [...document.querySelectorAll('.map-concept text')].map((words) => {
            const filled = getComputedStyle(words.parentNode.querySelector('.hit'));
            let opacity = 1;
            for (let one = words; one.closest('svg'); one = one.parentNode) opacity *= getComputedStyle(one).opacity;
            const behind = filled.fill.includes('rgba') || filled.fill === 'none' ? ground : filled.fill;
            return [words.parentNode.className.baseVal, opacity, contrast(getComputedStyle(words).fill, behind)];
          });
        }"""
    )
    assert {kind.split()[-1] for kind, *_rest in contrasts} == {"is-chosen", "is-near", "is-far"}
    for kind, opacity, contrast in contrasts:
        assert opacity == 1, kind
        assert contrast >= 4.5, kind


@pytest.mark.parametrize("forced", ["none", "active"])
def test_the_chosen_one_differs_by_more_than_color(plain: Callable[..., Page], forced: str) -> None:
    page = plain(DESKTOP, f"#{CHOSEN_ID}", forced_colors=forced, reduced_motion="reduce")

    def look(where: str, fact: str) -> set[str]:
        return set(page.locator(where).evaluate_all(f"all => all.map(one => getComputedStyle(one)['{fact}'])"))

    assert look(".map-concept.is-chosen text", "fontWeight") == {"700"}
    assert "700" not in look(".map-concept.is-far text", "fontWeight")
    far, near = look(".map-arc.is-far .line", "strokeWidth"), look(".map-arc.is-near .line", "strokeWidth")
    assert min(float(width[:-2]) for width in near) > max(float(width[:-2]) for width in far)
    framed = look(".map-concept.is-chosen .hit", "strokeWidth") | look(".map-concept.is-chosen .hit", "stroke")
    assert framed != look(".map-concept.is-far .hit", "strokeWidth") | look(".map-concept.is-far .hit", "stroke")
    assert "none" not in framed


def test_nothing_moves_for_those_who_asked_for_less_motion(plain: Callable[..., Page]) -> None:
    for motion, seconds in (("reduce", {"0s"}), ("no-preference", {"0s", "0.15s"})):
        page = plain(DESKTOP, f"#{CHOSEN_ID}", reduced_motion=motion)
        found = page.locator(".map, .map *").evaluate_all(
            "all => all.map(one => getComputedStyle(one)).map(one => [one.transitionDuration, one.transitionProperty])"
        )
        assert {duration for duration, _what in found} == seconds
        assert {what for duration, what in found if duration != "0s"} <= {"opacity"}


def test_print_shows_the_whole_map(plain: Callable[..., Page]) -> None:
    page = plain(DESKTOP, f"#{CHOSEN_ID}", reduced_motion="reduce")
    page.emulate_media(media="print")
    expect(panel(page)).to_be_hidden()
    expect(page.locator(".map-filter")).to_be_hidden()
    assert set(page.locator(".map-arc").evaluate_all("all => all.map(one => getComputedStyle(one).opacity)")) == {"1"}


def test_the_script_is_small(site: Path) -> None:
    assert len(gzip.compress((site / "_static" / "map.js").read_bytes(), 9)) <= 2500
