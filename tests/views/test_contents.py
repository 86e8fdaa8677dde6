"""The list of contents beside a page."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import compact_paragraph

from knowledge_base.views.contents import contents


def item(name: str, anchor: str, *below: nodes.list_item) -> nodes.list_item:
    link = nodes.reference("", name, anchorname=anchor, refuri="page")
    made = nodes.list_item("", compact_paragraph("", "", link))
    if below:
        made += nodes.bullet_list("", *below)
    return made


def test_a_page_without_sections_has_no_contents() -> None:
    assert contents(nodes.bullet_list("", item("Title", ""))) == ""


def test_sections_nest_under_the_title_and_their_words_are_escaped() -> None:
    listed = nodes.bullet_list("", item("Title", "", item("A & B", "#a-b", item("Deeper", "#deeper")), item("C", "#c")))
    assert contents(listed) == (
        '<ul><li><a class="reference" href="#">Title</a><ul>'
        '<li><a class="reference" href="#a-b">A &amp; B</a><ul>'
        '<li><a class="reference" href="#deeper">Deeper</a></li></ul></li>'
        '<li><a class="reference" href="#c">C</a></li></ul></li></ul>'
    )
