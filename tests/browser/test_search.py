"""The search as readers use it: by keyboard, by finger, by ear; over http and from the download."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import DESKTOP, PHONE, Reader
from tests.browser.pages import READY, until
from tests.conftest import copy_project

#: One or more queries of each class that readers ask in, and the page that has to come first.
QUERIES = [
    ("Preemptive Withdrawal Syndrome", "terms/preemptive-withdrawal-syndrome"),
    ("social anxiety", "ideas/social-anxiety"),
    ("vulnerability", "glossary"),
    ("RSD", "terms/anticipatory-rejection-sensitivity"),
    ("social phobia", "ideas/social-anxiety"),
    ("why do i push people away", "terms/preemptive-withdrawal-syndrome"),
    ("what if they don’t like the real me", "ideas/fear-of-rejection"),
    ("rejecton sensitivty", "terms/anticipatory-rejection-sensitivity"),
    ("lonelyness", "ideas/loneliness"),
    ("recip", "terms/reciprocal-avoidance-spiral"),
    ("fear of rej", "ideas/fear-of-rejection"),
    ("cookies", "about/access-and-privacy"),
    ("how to help a friend who withdraws", "start/someone"),
]
DISTRESS = [
    "suicide",
    "i want to die",
    "I want to dei",
    "sucidal thoughts",
    "dont want to be here anymore",
    "self harm",
    "i cut myself",
    "I cut myself off and want to die",
    "i can't go on",
    "my daughter hurts herself",
    "he won't let me see my friends",
    "scared of my husband",
]


def search(page: Page) -> Locator:
    """The field of the dialog."""
    return page.get_by_role("dialog", name="Search").get_by_role("combobox", name="Search")


def ask(page: Page, query: str) -> Locator:
    """Opens the search with its key, types, and waits for answers. Returns all options."""
    until(page, READY)
    page.keyboard.press("/")
    search(page).fill(query)
    options = page.get_by_role("option")
    expect(page.locator(".answer-all")).to_have_text(f"All results for “{query}”")
    return options


def places(options: Locator, base: str) -> list[str]:
    """Where options lead, as names of pages; without the link to all results."""
    links = options.evaluate_all("all => all.map(one => one.href)")
    return [link.removeprefix(f"{base}/").split("#")[0].removesuffix(".html") for link in links][:-1]


@pytest.mark.parametrize(("query", "target"), QUERIES, ids=[query for query, _ in QUERIES])
def test_each_kind_of_query_finds_its_page_first(reader: Reader, query: str, target: str) -> None:
    page = reader.open("index.html")
    assert places(ask(page, query), reader.base)[0] == target


@pytest.mark.parametrize("query", DISTRESS)
def test_words_of_distress_put_help_first_and_keep_what_else_fits(reader: Reader, query: str) -> None:
    options = ask(reader.open("ideas/solitude.html"), query)
    assert places(options, reader.base)[0] == "getting-help"
    assert places(options, reader.base).count("getting-help") == 1
    expect(options.first).to_contain_text("you can talk to someone today")


def test_beside_help_stands_nothing_that_only_shares_a_small_word(reader: Reader) -> None:
    assert places(ask(reader.open("index.html"), "i want to die"), reader.base) == ["getting-help"]


@pytest.mark.parametrize(
    "query",
    [
        "dying to meet new people",
        "is social media killing friendship",
        "I cut myself off from everyone",
        "having an identity crisis",
        "my anxiety isolates me",
        "tired of living alone",
    ],
)
def test_other_words_do_not_put_help_first(reader: Reader, query: str) -> None:
    assert places(ask(reader.open("index.html"), query), reader.base)[0] != "getting-help"


def test_what_pages_say_of_themselves_is_no_word_of_distress(reader: Reader) -> None:
    page = reader.open("index.html")
    ask(page, "l")
    alarming = page.evaluate(
        """() => kbSearch.inner.answers.filter((answer) => !answer.uri.startsWith('getting-help'))
          .flatMap(({ names, also, said }) => [...names, ...also, ...said])
          .filter((phrase) => kbSearch.answer(phrase, { concept: 1, word: 1, page: 1, share: 0 }).help)"""
    )
    assert alarming == ["I hate myself"], "where help comes first, and then the page"


def test_a_concept_answers_in_place_and_says_why_it_matched(reader: Reader) -> None:
    first = ask(reader.open("index.html"), "afraid they will say no").first
    expect(first.locator(".answer-name")).to_have_text("Fear of rejection")
    expect(first.locator(".answer-kind")).to_have_text("Idea, close to a researched idea")
    expect(first.locator(".answer-about")).to_contain_text("The worry that other people will turn you away")
    expect(first.locator(".answer-why")).to_have_text("People also say: afraid they will say no")
    assert {"afraid", "say"} <= set(first.locator(".answer-why mark").all_text_contents())


def test_a_page_answers_with_the_words_around_the_match_and_leads_there(reader: Reader) -> None:
    page = reader.open("index.html")
    answer = ask(page, "busy tone").filter(has=page.get_by_text("Getting help", exact=True))
    expect(answer.locator(".answer-about")).to_contain_text("A wait or a busy tone says nothing about you")
    expect(answer.locator(".answer-about mark").first).to_have_text("busy")
    answer.click()
    expect(page).to_have_url(re.compile(r"getting-help\.html#talk-to-someone-now$"))
    expect(page.get_by_role("heading", name="Talk to someone now")).to_be_in_viewport()


def test_claims_and_sources_are_found_too(reader: Reader) -> None:
    page = reader.open("index.html")
    answer = ask(page, "Holt-Lunstad mortality").filter(has=page.get_by_text("References", exact=True))
    expect(answer.locator(".answer-about")).to_contain_text("Holt-Lunstad")
    answer.click()
    expect(page.locator(":target")).to_contain_text("Holt-Lunstad")


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_each_key_opens_the_search_and_esc_returns_to_where_one_was(reader: Reader, keys: str) -> None:
    page = reader.open("ideas/solitude.html")
    link = page.locator("article").get_by_role("link", name="loneliness").first
    link.focus()
    page.keyboard.press(keys)
    expect(search(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_a_slash_that_is_typed_stays_a_slash(reader: Reader) -> None:
    page = reader.open("index.html")
    page.keyboard.press("/")
    search(page).press_sequentially("and/or")
    expect(search(page)).to_have_value("and/or")


def test_the_field_of_the_menu_leads_into_the_search(reader: Reader) -> None:
    page = reader.open("index.html")
    field = page.get_by_role("search", name="Site").get_by_role("textbox", name="Search")
    field.focus()
    page.keyboard.type("lonely", delay=5)
    expect(search(page)).to_have_value("lonely")
    expect(page.get_by_role("option").first).to_contain_text("Loneliness")
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    field.click()
    expect(search(page)).to_be_focused()


def active(page: Page) -> str:
    """The text of the option that the field names as the active one."""
    id = search(page).get_attribute("aria-activedescendant")
    return page.locator(f"#{id} .answer-name, #{id}.answer-all").inner_text() if id else ""


def test_the_arrow_keys_home_end_and_enter_work_the_list(reader: Reader) -> None:
    page = reader.open("index.html")
    options = ask(page, "lonely")
    count = options.count()
    assert count > 3
    assert active(page) == ""
    page.keyboard.press("ArrowDown")
    assert active(page) == "Loneliness"
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    second = active(page)
    page.keyboard.press("End")
    assert active(page) == "All results for “lonely”"
    page.keyboard.press("ArrowDown")
    assert active(page) == "", "back in the field"
    page.keyboard.press("ArrowUp")
    assert active(page) == "All results for “lonely”"
    page.keyboard.press("Home")
    assert active(page) == "Loneliness"
    expect(page.locator("[aria-selected=true]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    assert active(page) == second
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"ideas/loneliness\.html$"))
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_choice_is_given_up_when_one_types_on(reader: Reader) -> None:
    page = reader.open("index.html")
    ask(page, "lonely")
    page.keyboard.press("ArrowDown")
    page.keyboard.type(" in my marriage")
    expect(page.locator(".answer-all")).to_contain_text("marriage")
    assert active(page) == ""


def test_every_answer_leads_to_a_file(reader: Reader) -> None:
    page = reader.open("ideas/solitude.html")
    first = ask(page, "what is this site").first
    expect(first).to_have_attribute("href", f"{reader.base}/index.html")


def test_home_and_the_arrows_to_the_sides_stay_with_the_text_while_nothing_is_chosen(reader: Reader) -> None:
    page = reader.open("index.html")
    ask(page, "lonely")
    page.keyboard.press("Home")
    page.keyboard.type("so ")
    expect(search(page)).to_have_value("so lonely")


def test_enter_without_a_choice_opens_all_results(reader: Reader) -> None:
    page = reader.open("ideas/solitude.html")
    ask(page, "left out & tired")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\.html#q=left%20out%20%26%20tired$"))
    expect(page.locator(".search-field").first).to_have_value("left out & tired")
    expect(page.locator(".answers a").first).to_be_visible()


def test_a_screen_reader_meets_a_combobox_with_named_groups_and_a_count(reader: Reader) -> None:
    page = reader.open("index.html")
    ask(page, "lonely at school")
    page.keyboard.press("ArrowDown")
    field = search(page)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-autocomplete", "list")
    expect(page.get_by_role("listbox", name="Results")).to_be_visible()
    expect(page.get_by_role("group", name="Ideas and terms").get_by_role("option").first).to_be_visible()
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile(r"^(\d+ of )?\d+ results$"))
    tree = page.get_by_role("dialog").aria_snapshot()
    assert re.search(r'- combobox "Search".*: lonely at school', tree), tree
    assert re.search(r'- listbox "Results":\s+- group "Ideas and terms":', tree), tree
    assert re.search(r"- 'option \"Loneliness Idea, researched term The painful.*\" \[selected\]", tree), tree


def test_the_count_is_told_once_one_stops_typing(reader: Reader) -> None:
    page = reader.open("index.html")
    page.keyboard.press("/")
    status = page.get_by_role("dialog").get_by_role("status")
    search(page).fill("quiet")
    expect(status).to_have_text(re.compile("results"))  # by now all that the search reads is there
    search(page).fill("")
    expect(status).to_have_text("")
    page.evaluate(
        """() => { globalThis.told = []; new MutationObserver(() => told.push(document.querySelector('.search-status')
        .textContent)).observe(document.querySelector('.search-status'), {childList: true}) }"""
    )
    search(page).press_sequentially("lonely", delay=30)
    expect(status).to_have_text(re.compile("results"))
    assert len(page.evaluate("told")) == 1, "not for every key"


def test_typing_faster_than_answering_ends_with_the_answer_to_the_last_word(reader: Reader) -> None:
    page = reader.open("index.html")
    page.keyboard.press("/")
    search(page).press_sequentially("xxxxxxx")
    # Thirty changes within one turn of the browser, the last of them being the one that counts.
    page.evaluate(
        """() => {
          const field = document.querySelector('.search-dialog .search-field');
          const type = (text) => { field.value = text; field.dispatchEvent(new Event('input')); };
          for (let i = 0; i < 30; i++) type('solitude'.slice(0, i % 9));
          type('doomscrolling');
        }"""
    )
    expect(page.locator(".answer-all")).to_have_text("All results for “doomscrolling”")
    assert places(page.get_by_role("option"), reader.base)[0] == "ideas/digital-age"


def test_nothing_found_offers_near_words_and_ways_on(reader: Reader) -> None:
    page = reader.open("index.html")
    page.keyboard.press("/")
    search(page).fill("vulnexxxrability")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_have_text("Nothing found for “vulnexxxrability”.")
    expect(dialog.get_by_role("listbox")).to_be_hidden()
    expect(search(page)).to_have_attribute("aria-expanded", "false")
    for name in ("The A–Z", "The glossary", "The loop", "Tell us what is missing"):
        link = dialog.get_by_role("link", name=name)
        expect(link).to_be_visible()
    dialog.get_by_role("button", name="vulnerability").click()
    expect(search(page)).to_have_value("vulnerability")
    expect(page.get_by_role("option").first).to_contain_text("vulnerability")


@pytest.mark.parametrize(
    "query", ["<img src=x onerror=alert(1)>", "<b>lonely</b>", "&lt;script&gt;", '" onfocus="alert(1)']
)
def test_what_looks_like_markup_is_text(reader: Reader, query: str) -> None:
    page = reader.open("index.html")
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.keyboard.press("/")
    search(page).fill(query)
    expect(page.get_by_role("dialog").get_by_role("status")).not_to_have_text(re.compile("Loading|^$"))
    assert page.locator(".search-dialog :is(img, script, b)").count() == 0
    page.goto(f"{reader.base}/search.html#q={query}")
    expect(page.locator(".search-page .search-field")).to_have_value(query)
    expect(page.locator(".search-page .search-status")).not_to_have_text(re.compile("Loading|^$"))
    assert page.locator(".search-page :is(img, script, b)").count() == 0


def test_a_reading_page_loads_no_search_before_it_is_wanted_and_asks_nothing_while_one_types(reader: Reader) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1].split("?")[0]))
    page = reader.open("ideas/solitude.html")
    assert [name for name in asked if "search" in name] == []
    ask(page, "l")
    until(page, "kbSearch.text")
    assert {"minisearch.js", "search-index.js", "search-text.js"} <= set(asked)
    asked.clear()
    search(page).press_sequentially("onely at school and at home", delay=10)
    expect(page.locator(".answer-all")).to_contain_text("home”")
    assert asked == []


def test_the_page_of_all_results_is_grouped_and_can_be_shared(reader: Reader) -> None:
    page = reader.open("search.html#q=rejecton%20sensitivty")
    expect(page.locator(".search-page .search-field")).to_have_value("rejecton sensitivty")
    expect(page.get_by_role("heading", name="Ideas and terms")).to_be_visible()
    expect(page.locator(".answers a").first).to_have_attribute(
        "href", re.compile(r"terms/anticipatory-rejection-sensitivity\.html$")
    )
    expect(page.locator(".search-page").get_by_role("status")).to_have_text(re.compile(r"^(\d+ of )?\d+ results$"))
    expect(page).to_have_title(re.compile("^rejecton sensitivty - Search"))
    page.locator(".search-page .search-field").fill("a 100% sure “no” & more")
    expect(page).to_have_url(re.compile(r"/search\.html#q=a%20100%25"))
    assert "?" not in page.url
    shared = unquote(page.url.split("#q=")[1])
    assert shared == "a 100% sure “no” & more"
    page.evaluate("location.hash = '#q=solitude'")
    expect(page.locator(".search-page .search-field")).to_have_value("solitude")
    expect(page.locator(".answers a").first).to_contain_text("Solitude")
    page.evaluate("location.hash = '#q=%E4%zz'")
    expect(page.locator(".search-page .search-field")).to_have_value("%E4%zz")


def test_links_to_places_on_the_page_of_results_leave_the_results(reader: Reader) -> None:
    page = reader.open("search.html#q=lonely")
    expect(page.locator(".answers a").first).to_be_visible()
    count = page.locator(".answers a").count()
    page.locator(".skip-to-content").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)
    assert page.locator(".answers a").count() >= count
    expect(page.locator(".search-page .search-field")).to_have_value("lonely")


def test_the_keys_of_the_search_lead_into_the_field_of_its_own_page(reader: Reader) -> None:
    page = reader.open("search.html")
    expect(page.locator(".search-page").get_by_role("link", name="The glossary")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator(".search-page .search-field")).to_be_focused()
    page.keyboard.type("suicide")
    expect(page.locator(".answers a").first).to_contain_text("Getting help")
    assert page.get_by_role("dialog").count() == 0


@pytest.mark.parametrize("context", [PHONE], indirect=True)
def test_on_a_phone_the_search_opens_with_a_tap_and_fills_the_screen(reader: Reader) -> None:
    page = reader.open("ideas/pathways.html")
    page.locator(".mobile-header").get_by_role("link", name="Search").click()
    expect(search(page)).to_be_focused()
    search(page).fill("lonely")
    first = page.get_by_role("option").first
    expect(first).to_be_in_viewport()
    box = page.get_by_role("dialog").bounding_box()
    assert box and box["width"] == PHONE[0]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    sizes = page.get_by_role("option").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(sizes) >= 24
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.fixture
def hindered(browser: Browser, over_http: str) -> Iterator[tuple[BrowserContext, str]]:
    """A browser in which single files can be held back; its console may tell so."""
    context = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    yield context, over_http
    context.close()


def test_markup_in_the_words_of_a_page_is_shown_as_text(hindered: tuple[BrowserContext, str]) -> None:
    context, base = hindered
    markup = "<img src=x onerror=alert(1)>"

    def put_markup_in(route: Route) -> None:
        script = route.fetch().text()
        assert '"afraid they will say no"' in script
        route.fulfill(body=script.replace("afraid they will say no", f"afraid they will {markup} say no"))

    context.route("**/search-index.js", put_markup_in)
    page = context.new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.goto(f"{base}/index.html")
    first = ask(page, "afraid they will say no").first
    expect(first).to_contain_text(f"People also say: afraid they will {markup} say no")
    page.goto(f"{base}/search.html#q=afraid they will say no")
    expect(page.locator(".answers a").first).to_contain_text(markup)
    assert page.locator(".search-page img").count() == 0


def test_a_choice_survives_the_arrival_of_the_text(hindered: tuple[BrowserContext, str]) -> None:
    context, base = hindered
    held: list[Route] = []
    context.route("**/search-text.js", lambda route: held.append(route))
    page = context.new_page()
    page.goto(f"{base}/index.html")
    ask(page, "lonely noodles")
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_have_text(re.compile("results"))
    before = status.inner_text()
    page.keyboard.press("ArrowDown")
    chosen = active(page)
    held[0].continue_()
    expect(status).not_to_have_text(before)
    assert active(page) == chosen != ""


def test_a_network_that_sends_something_else_is_told_too(hindered: tuple[BrowserContext, str]) -> None:
    context, base = hindered
    page = context.new_page()
    context.route("**/search-index.js", lambda route: route.fulfill(body="<html>Please log in.</html>"))
    page.goto(f"{base}/index.html")
    page.keyboard.press("/")
    search(page).fill("lonely")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_have_text(re.compile("could not be loaded"))
    context.unroute("**/search-index.js")
    dialog.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("option").first).to_contain_text("Loneliness")
    expect(search(page)).to_be_focused()


@pytest.mark.parametrize("missing", ["search-index.js", "minisearch.js", "search-answers.js", "search-results.js"])
def test_a_part_that_fails_to_load_is_told_and_asked_for_again(
    hindered: tuple[BrowserContext, str], missing: str
) -> None:
    context, base = hindered
    page = context.new_page()
    context.route(f"**/{missing}", lambda route: route.abort())
    page.goto(f"{base}/ideas/solitude.html")
    page.keyboard.press("/")
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_have_text("The search could not be loaded. Try again or look through the A–Z.")
    expect(status.get_by_role("link")).to_have_attribute("href", f"{base}/genindex.html")
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_be_visible()
    context.unroute(f"**/{missing}")
    assert ask(page, "lonely").count() > 1, "once one tries again"
    page.keyboard.press("Escape")
    page.locator("article").get_by_role("link", name="loneliness").first.click()
    expect(page.locator("h1")).to_have_text(re.compile("loneliness", re.IGNORECASE))


def test_without_the_text_of_the_pages_names_and_phrases_still_answer(hindered: tuple[BrowserContext, str]) -> None:
    context, base = hindered
    page = context.new_page()
    context.route("**/search-text.js", lambda route: route.abort())
    page.goto(f"{base}/index.html")
    assert places(ask(page, "why do i push people away"), base)[0] == "terms/preemptive-withdrawal-syndrome"


def test_a_slow_network_says_that_it_is_loading_and_then_answers_what_was_typed(
    hindered: tuple[BrowserContext, str],
) -> None:
    context, base = hindered
    page = context.new_page()
    held: list[Route] = []
    context.route("**/search-index.js", lambda route: held.append(route))
    page.goto(f"{base}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("lonely")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("Loading the search …")
    expect(page.get_by_role("option")).to_have_count(0)
    (route,) = held
    route.continue_()
    expect(page.get_by_role("option").first).to_contain_text("Loneliness")


def test_what_is_typed_before_the_first_part_has_come_is_not_lost(hindered: tuple[BrowserContext, str]) -> None:
    context, base = hindered
    page = context.new_page()
    held: list[Route] = []
    context.route("**/search.js", lambda route: held.append(route))
    page.goto(f"{base}/ideas/solitude.html")
    link = page.locator("article").get_by_role("link").first
    link.focus()
    page.keyboard.press("/")
    page.keyboard.type("lonely")
    expect(page.locator(".sidebar-search")).to_have_value("lonely")
    held[0].continue_()
    expect(search(page)).to_have_value("lonely")
    expect(page.get_by_role("option").first).to_contain_text("Loneliness")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    expect(page.locator(".sidebar-search")).to_have_value("")


def test_where_not_even_the_first_part_comes_the_page_of_ways_on_opens(hindered: tuple[BrowserContext, str]) -> None:
    context, base = hindered
    page = context.new_page()
    context.route("**/search.js", lambda route: route.abort())
    page.goto(f"{base}/ideas/solitude.html")
    page.keyboard.press("/")
    expect(page).to_have_url(re.compile(r"/search\.html$"))
    expect(page.locator(".search-page").get_by_role("link", name="The A–Z")).to_be_visible()


def test_without_a_script_the_search_page_leads_on(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/ideas/solitude.html")
    page.get_by_role("search").get_by_role("textbox").fill("my secret words")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\.html\??$"))
    expect(page.get_by_text("The search needs JavaScript")).to_be_visible()
    page.locator(".search-page").get_by_role("link", name="The A–Z").click()
    expect(page.get_by_role("heading", name="Index")).to_be_visible()
    page.go_back()
    page.locator(".search-page").get_by_role("link", name="The glossary").click()
    expect(page.get_by_role("heading", name="Glossary")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_in_the_dialog_and_on_the_page(
    browser: Browser, over_http: str, scheme: str, size: tuple[int, int]
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(f"{over_http}/index.html")
    ask(page, "i feel left out and want to die")
    page.keyboard.press("ArrowDown")
    states = {"answers": Axe().run(page)}
    search(page).fill("qqqzzz")
    expect(page.locator(".search-ways")).to_be_visible()
    states["nothing found"] = Axe().run(page)
    page.goto(f"{over_http}/search.html#q=lonely")
    expect(page.locator(".answers a").first).to_be_visible()
    states["page"] = Axe().run(page)
    context.close()
    assert {state: result.generate_report() for state, result in states.items() if result.violations_count} == {}


def test_the_index_of_the_site_is_the_one_that_the_engine_would_make(reader: Reader) -> None:
    """What Python writes and what MiniSearch reads agree: the same words, in the same fields of the same answers."""
    page = reader.open("index.html")
    ask(page, "l")
    differences = page.evaluate(
        """() => {
          const { engine, options, answers } = kbSearch.inner;
          const fields = kbSearch.index.fields;
          const made = new MiniSearch({ ...options, fields });
          made.addAll(answers.map(({ names, also, said }, id) =>
            ({ id, names: names.join(' '), also: also.join(' '), said: said.join(' ') })));
          const terms = (one) => new Map(one.toJSON().index.map(([term, found]) => [term, found]));
          const ours = terms(engine), theirs = terms(made);
          const wrong = [];
          const placesOf = (all, term, field) => JSON.stringify(all.get(term)?.[field] ?? {});
          for (const term of theirs.keys()) {
            for (const field of [0, 1, 2]) {
              if (placesOf(theirs, term, field) !== placesOf(ours, term, field)) wrong.push(term);
            }
          }
          const lengths = JSON.stringify(engine.toJSON().averageFieldLength);
          if (lengths !== JSON.stringify(made.toJSON().averageFieldLength)) wrong.push('lengths');
          return [theirs.size, wrong];
        }"""
    )
    assert differences[0] > 800
    assert differences[1] == []


def test_on_a_large_site_definitions_and_phrases_follow_the_names(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("large")
    copy_project(root)
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write("\nkb_search_text_pages = 10\n")
    subprocess.run([sys.executable, "-m", "knowledge_base", "build"], cwd=root, check=True)
    page = browser.new_page()
    page.goto((root / "_build" / "html" / "index.html").as_uri())
    first = ask(page, "why do i push people away").first
    expect(first.locator(".answer-name")).to_have_text("Preemptive Withdrawal Syndrome")
    expect(first.locator(".answer-about")).to_contain_text("Stepping back from people early")
    expect(first.locator(".answer-why")).to_have_text("People also say: why do I push people away")
    page.close()
