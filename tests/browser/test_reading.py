"""The site as its readers use it, over http and from the download."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Reader


def test_home_leads_to_each_first_path_and_on_to_a_page(reader: Reader) -> None:
    for door in (
        "I pull back",
        "Someone I care about pulls back",
        "I study or teach this",
        "I want to improve this site",
    ):
        page = reader.open("index.html")
        page.get_by_role("article").or_(page.get_by_role("main")).get_by_role("link", name=door, exact=True).click()
        expect(page.locator("h1")).to_be_visible()
        page.locator("article ol a").first.click()
        expect(page.locator("h1")).to_be_visible()


def test_a_term_link_leads_to_its_definition(reader: Reader) -> None:
    page = reader.open("ideas/fear-of-rejection.html")
    page.locator("article").get_by_role("link", name="Vulnerability Aversion Loop").first.click()
    expect(page).to_have_url(re.compile(r"terms/vulnerability-aversion-loop\.html#term-"))
    expect(page.locator("dl.glossary dt:target")).to_be_in_viewport()


def test_connections_lead_to_the_other_page_and_back(reader: Reader) -> None:
    page = reader.open("terms/preemptive-withdrawal-syndrome.html")
    page.locator("dl.connections").get_by_role("link", name="Need for connection").first.click()
    expect(page).to_have_url(re.compile("need-for-connection"))
    back = page.locator("dl.connections dd", has=page.get_by_role("link", name="Preemptive Withdrawal Syndrome"))
    expect(back.first).to_be_visible()


def test_the_theme_choice_is_kept_on_the_next_page(reader: Reader) -> None:
    page = reader.open("index.html")
    toggle = page.locator(".content-icon-container .theme-toggle")
    themes = []
    for _press in range(3):
        toggle.click()
        themes.append(page.locator("body").get_attribute("data-theme"))
    assert sorted(str(theme) for theme in themes) == ["auto", "dark", "light"]
    toggle.click()
    chosen = page.locator("body").get_attribute("data-theme")
    page.locator("article a[href*='loop.html']").first.click()
    expect(page.locator("body")).to_have_attribute("data-theme", str(chosen))


@pytest.mark.parametrize("context", [PHONE], indirect=True)
def test_on_a_phone_the_drawer_opens_and_leads_on(reader: Reader) -> None:
    page = reader.open("index.html")
    link = page.locator(".sidebar-drawer").get_by_role("link", name="Fear of rejection")
    expect(link).not_to_be_in_viewport()
    page.locator(".nav-overlay-icon").click()
    expect(link).to_be_in_viewport()
    link.click()
    expect(page.locator("h1")).to_contain_text("Fear of Rejection")


@pytest.mark.parametrize("context", [PHONE], indirect=True)
@pytest.mark.parametrize(
    "name", ["index.html", "ideas/pathways.html", "glossary.html", "genindex.html", "getting-help.html", "loop.html"]
)
def test_nothing_reaches_beyond_a_phone(reader: Reader, name: str) -> None:
    page = reader.open(name)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_index_is_a_list_that_answers_what_people_say(reader: Reader) -> None:
    page = reader.open("genindex.html")
    assert page.locator("article table").count() == 0
    phrase = page.locator("li.phrase").first
    phrase.get_by_role("link").first.click()
    expect(page.locator("#people-also-say")).to_be_in_viewport()


def test_help_is_one_tap_away_on_every_kind_of_page(reader: Reader) -> None:
    for name in ("index.html", "ideas/solitude.html", "glossary.html", "genindex.html", "search.html"):
        page = reader.open(name)
        page.locator(".support-line").get_by_role("link", name="Getting help").click()
        expect(page.get_by_role("link", name="Call 988").first).to_have_attribute("href", "tel:988")


def test_a_content_note_offers_a_way_around(reader: Reader) -> None:
    page = reader.open("ideas/past-trauma.html")
    page.locator(".content-note").get_by_role("link").click()
    expect(page.locator("section#what-may-help > h2")).to_be_in_viewport()


def test_every_page_opens_without_an_error(reader: Reader) -> None:
    page = reader.open("index.html")
    links = page.locator(".sidebar-tree a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) >= 36
    for link in links:
        page.goto(link)
        expect(page.locator("h1")).to_be_visible()


def test_the_contents_mark_the_section_that_one_reads(reader: Reader) -> None:
    page = reader.open("ideas/fear-of-rejection.html")
    marked = page.locator(".toc-tree .scroll-current")
    expect(marked).to_have_count(0)
    for section in ("How it works", "What it is not", "How it works"):
        page.get_by_role("heading", name=section).evaluate("one => one.scrollIntoView()")
        expect(marked).to_have_text([section])
    page.evaluate("scrollTo(0, 0)")
    expect(marked).to_have_count(0)
