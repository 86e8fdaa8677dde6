"""The HTML of a page, rid of what says nothing."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.tiny import Project


@pytest.fixture
def page(project: Project) -> BeautifulSoup:
    """A page with links of all kinds: to a term, to a page, to a source, to another site, and to its own headings."""
    project.change(
        "dance.md", "sends out dancers.", "sends out [dancers](https://bees.example).\n\n:::{claim} warm-days\n:::"
    )
    return BeautifulSoup(project.build().page("dance"), "html.parser")


def test_links_within_the_site_have_no_class_and_those_to_others_keep_theirs(page: BeautifulSoup) -> None:
    links = page.select("article section a:not(.headerlink)")
    within = {str(link["href"]).partition("#")[0] for link in links if not link.get("class")}
    assert {"swarm.html", "sources.html"} <= within
    assert [link["href"] for link in page.select("article section a.reference")] == ["https://bees.example"]


def test_links_of_the_contents_keep_the_class_by_which_the_theme_knows_them(page: BeautifulSoup) -> None:
    links = page.select(".toc-tree a")
    assert links
    assert all("reference" in (link.get("class") or []) for link in links)


def test_no_element_stands_around_words_for_nothing(page: BeautifulSoup) -> None:
    section = page.select("article section")[0]
    assert "Lee and Roy (2001), survey" in section.get_text()
    assert not section.select("span:not([class], [id]), .bibtex-citation")
    assert section.select("a > span.std-term"), "previews know links to terms by it"
