"""The claims as readers use them: filtered and unfolded by keyboard, without a script, and printed."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Reader


def test_the_list_of_claims_is_narrowed_by_keyboard(reader: Reader) -> None:
    page = reader.open("evidence/claims.html")
    shown = page.locator(".claims-of-page .claim:visible")
    everything = shown.count()
    form = page.get_by_role("form", name="Show some claims only")
    verdict = form.get_by_role("combobox", name="Verdict")
    verdict.focus()
    page.keyboard.type("Mixed")
    expect(form.get_by_role("status")).to_have_text(re.compile(rf"^\d+ of {everything} claims$"))
    assert {card.get_attribute("data-verdict") for card in shown.all()} == {"mixed"}
    page.keyboard.press("Tab")
    page.keyboard.type("Meta-analysis")
    assert all("meta-analysis" in (card.get_attribute("data-kinds") or "").split(";") for card in shown.all())
    narrowed = shown.count()
    assert 0 < narrowed < everything
    expect(page.locator(".claims-of-page:visible:not(:has(.claim:visible))")).to_have_count(0)
    form.get_by_role("button", name="Show all").focus()
    page.keyboard.press("Enter")
    expect(shown).to_have_count(everything)


@pytest.mark.parametrize(
    ("label", "option", "fact"), [("Page", "Solitude", "solitude"), ("Voice", "Not known", "unknown")]
)
def test_each_field_narrows_the_list(reader: Reader, label: str, option: str, fact: str) -> None:
    page = reader.open("evidence/claims.html")
    page.get_by_role("combobox", name=label, exact=True).select_option(option)
    shown = page.locator(".claims-of-page .claim:visible")
    fact_of = {"Page": "e => e.closest('[data-page]').dataset.page", "Voice": "e => e.dataset.voice"}[label]
    assert {card.evaluate(fact_of) for card in shown.all()} == {fact}


def test_choices_that_fit_no_claim_say_so(reader: Reader) -> None:
    page = reader.open("evidence/claims.html")
    page.get_by_role("combobox", name="Verdict").select_option("Well supported")
    page.get_by_role("combobox", name="Voice").select_option("Not known")
    expect(page.get_by_role("status")).to_have_text("No claim fits. Change a choice, or show all.")
    expect(page.locator(".claims-of-page:visible")).to_have_count(0)


def test_a_link_to_a_claim_shows_it_whatever_was_chosen(reader: Reader) -> None:
    page = reader.open("evidence/claims.html")
    page.get_by_role("combobox", name="Verdict").select_option("Mixed")
    target = page.locator("#claim-solitude-not-loneliness")
    expect(target).to_be_hidden()
    page.evaluate("location.hash = 'claim-solitude-not-loneliness'")
    expect(target).to_be_visible()


def test_a_link_to_a_claim_opens_what_it_rests_on(reader: Reader) -> None:
    page = reader.open("ideas/fear-of-rejection.html")
    card = page.locator(".claim").first
    card.locator("summary").click()
    card.get_by_role("link", name="What each found, and what would change this verdict").click()
    opened = page.locator(".claims-of-page details[open]")
    expect(opened).to_have_count(1)
    expect(opened.locator("li").first).to_be_in_viewport()
    page.evaluate("location.hash = 'claim-solitude-not-loneliness'")
    expect(page.locator("#claim-solitude-not-loneliness details")).to_have_attribute("open", "")


def test_a_link_to_a_source_shows_what_it_found_with_its_limits(reader: Reader) -> None:
    page = reader.open("evidence/references.html#cameron2010acceptance")
    target = page.locator("ul.references > li:target")
    expect(target.get_by_text("Limits:")).to_be_in_viewport()
    assert page.get_by_text("Limits:").filter(visible=True).count() == 1, "the others are folded"
    expect(target.locator("summary")).to_be_hidden()
    page.evaluate("location.hash = ''")
    expect(page.locator("#cameron2010acceptance summary")).to_be_visible()
    expect(page.locator("#cameron2010acceptance").get_by_text("Limits:")).to_be_hidden()


@pytest.mark.parametrize("colors", ["none", "active"])
def test_each_verdict_has_a_square_that_is_filled_its_own_way_on_paper_too(
    reader: Reader, colors: Literal["none", "active"]
) -> None:
    page = reader.open("evidence/claims.html")
    page.emulate_media(forced_colors=colors)
    signs = page.locator("table.data").first.locator(".verdict-sign")
    looks = signs.evaluate_all(
        """all => all.map((one) => getComputedStyle(one))
          .map((style) => [style.backgroundImage, style.borderTopStyle, style.printColorAdjust])"""
    )
    assert len(looks) == len({tuple(look) for look in looks}) == 5
    assert {printed for *_look, printed in looks} == {"exact"}


def test_a_claim_unfolds_by_keyboard(reader: Reader) -> None:
    page = reader.open("ideas/fear-of-rejection.html")
    card = page.locator(".claim").first
    why = card.locator("details > p").first
    expect(why).to_be_hidden()
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(why).to_be_visible()
    card.locator("details a[href*='references.html#']").first.click()
    expect(page.locator("ul.references > li:target")).to_be_in_viewport()


def test_without_a_script_every_claim_is_there_and_unfolds(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/evidence/claims.html")
    expect(page.locator(".claims-filter")).to_be_hidden()
    cards = page.locator(".claims-of-page .claim")
    assert cards.count() == page.locator(".claims-of-page .claim:visible").count() > 100
    cards.first.locator("summary").click()
    expect(cards.first.locator("details > p").first).to_be_visible()
    context.close()


def test_print_shows_what_the_screen_folds(reader: Reader) -> None:
    page = reader.open("ideas/fear-of-rejection.html")
    page.emulate_media(media="print")
    expect(page.locator(".claim details > p").first).to_be_visible()
