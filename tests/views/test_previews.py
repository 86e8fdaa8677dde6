from __future__ import annotations

import datetime
import json
from html.parser import HTMLParser

from knowledge_base.graph import Graph
from knowledge_base.model import Entry, FrontMatter, Page, Standing
from knowledge_base.views.previews import as_data, previews

DAY = datetime.date(2026, 1, 1)


def page(
    docname: str,
    *names: str,
    definition: str = "What bees do.",
    links: tuple[str, ...] = (),
    standing: Standing | None = None,
) -> Page:
    front = FrontMatter("concept", docname, "", DAY, DAY, "", is_concept=True, standing=standing)
    entries = [Entry(names, tuple(f"term-{name.replace(' ', '-')}" for name in names), definition, 1)] if names else []
    return Page(docname, front, docname, entries, links=list(links))


def shown_on(one: Page, *others: Page) -> dict[str, tuple[str, str, str]]:
    graph = Graph({each.docname: each for each in (one, *others)})
    return previews(one, graph, lambda docname: f"../{docname}.html")


def test_each_term_that_a_page_links_to_is_there_with_its_definition() -> None:
    here = page("here", links=("term:wax", "term:swarm"))
    found = shown_on(here, page("a/swarm", "Swarm", definition="A cloud."), page("wax", "wax"), page("sun", "sun"))
    assert found == {
        "../a/swarm.html#term-Swarm": ("Swarm", "A cloud.", ""),
        "../wax.html#term-wax": ("wax", "What bees do.", ""),
    }


def test_an_alias_leads_to_its_own_anchor_and_is_told_under_the_name() -> None:
    other = page("hive", "Hive", "House of Bees", "skep")
    assert shown_on(page("here", links=("term:house of bees", "term:hive")), other) == {
        "../hive.html#term-House-of-Bees": ("Hive", "What bees do.", ""),
        "../hive.html#term-Hive": ("Hive", "What bees do.", ""),
    }


def test_the_standing_of_a_term_is_told() -> None:
    other = page("swarm", "swarm", standing=Standing.OWN)
    assert list(shown_on(page("here", links=("term:swarm",)), other).values()) == [
        ("swarm", "What bees do.", "article's own name")
    ]


def test_a_page_without_front_matter_has_no_standing() -> None:
    other = page("swarm", "swarm")
    other.front = None
    assert list(shown_on(page("here", links=("term:swarm",)), other).values()) == [("swarm", "What bees do.", "")]


def test_the_terms_of_the_page_itself_and_other_links_are_left_out() -> None:
    here = page("here", "hive", links=("term:hive", "term:gone", "doc:swarm", "cite:lee2001", "swarm"))
    assert shown_on(here, page("swarm", "swarm", "doc:swarm")) == {}


def test_a_page_without_links_brings_nothing() -> None:
    found = shown_on(page("here"), page("swarm", "swarm"))
    assert found == {}
    assert as_data(found) == ""


class Scripts(HTMLParser):
    """Takes the text of scripts as a browser does, and the names of all elements."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.script = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        if self.tags[-1] == "script":
            self.script += data


def test_no_definition_can_end_the_element_that_holds_it() -> None:
    definition = 'Élan & "so on"</script><!--<script><b>bees</b>'
    found = shown_on(page("here", links=("term:swarm",)), page("swarm", "swarm", definition=definition))
    data = as_data(found)
    assert "<" not in data
    read = Scripts()
    read.feed(f'<script type="application/json">{data}</script>')
    read.close()
    assert read.tags == ["script"]
    assert json.loads(read.script) == {"../swarm.html#term-swarm": ["swarm", definition, ""]}


def test_the_data_is_short() -> None:
    assert as_data({"a#b": ("Élan", "x", "")}) == '{"a#b":["Élan","x",""]}'
