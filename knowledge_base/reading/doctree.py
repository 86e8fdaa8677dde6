"""Reads a parsed page: its glossary entries, its prose with links, the pictures that lack a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from knowledge_base.model import CITE, DEFINITION, Block, Entry, Section, Span

#: The attribute of a container node that names the box it draws, such as "plain-words".
BOX = "kb_box"
WORDS_PER_MINUTE = 200
_BARE = re.compile(r"""<img\b(?![^>]*\balt=["'][^"'])""", re.IGNORECASE)


def line_of(node: nodes.Node) -> int:
    """The source line of a node: its own, or that of the nearest ancestor that has one."""
    at: nodes.Node | None = node
    while at is not None and not at.line:
        at = at.parent
    return int(at.line) if at is not None and at.line else 1


def read_entries(doctree: nodes.document) -> list[Entry]:
    """The glossary entries of a page, in order."""
    entries = []
    for glossary in doctree.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            terms = [child for child in item.children if isinstance(child, nodes.term)]
            definitions = [child for child in item.children if isinstance(child, nodes.definition)]
            entries.append(
                Entry(
                    names=tuple(term.astext() for term in terms),
                    anchors=tuple(term["ids"][0] for term in terms),
                    definition=" ".join(" ".join(node.astext().split()) for node in definitions),
                    line=line_of(terms[0]),
                )
            )
    return entries


def read_blocks(doctree: nodes.document) -> list[Block]:
    """The prose of a page: each paragraph, wherever it stands but for the front matter, with its links."""
    return [
        Block(_section_of(paragraph), _box_of(paragraph), line_of(paragraph), tuple(_spans(paragraph)))
        for paragraph in doctree.findall(nodes.paragraph)
        if "label" not in paragraph["classes"]
        and not any(isinstance(at, nodes.docinfo) for at in _ancestors(paragraph))
    ]


def read_sections(doctree: nodes.document) -> list[Section]:
    """The sections directly under the title, in order."""
    title = doctree.next_node(nodes.section)
    below = [child for child in title.children if isinstance(child, nodes.section)] if title else []
    return [Section(section["ids"][0], section[0].astext(), line_of(section[0])) for section in below]


def read_links(doctree: nodes.document) -> list[str]:
    """What a page links to, each once, in order.

    A term is "term:name" (casefolded), a page "doc:docname", a bibliographic record "cite:key".
    """
    links = []
    for xref in doctree.findall(addnodes.pending_xref):
        if xref["reftype"] == "term":
            links.append("term:" + " ".join(xref["reftarget"].split()).casefold())
        elif xref.get("refdomain") == "doc":
            links.append("doc:" + xref["reftarget"])
        elif xref.get("refdomain") == "cite":
            links += [CITE + key for key in _keys(xref)]
    return list(dict.fromkeys(links))


def read_pictures_without_text(doctree: nodes.document) -> list[int]:
    """The lines of the pictures that have no alternative text, those written in HTML included."""
    bare = [image for image in doctree.findall(nodes.image) if not str(image.get("alt", "")).strip()]
    return [
        line_of(node) for node in [*bare, *(raw for raw in doctree.findall(nodes.raw) if _BARE.search(raw.astext()))]
    ]


def read_empty_sections(doctree: nodes.document) -> list[str]:
    """The headings that nothing follows but another heading, or the end."""
    return [section[0].astext() for section in doctree.findall(nodes.section) if len(section) == 1]


def reading_minutes(blocks: list[Block]) -> int:
    """How long a page takes to read, in whole minutes."""
    return max(1, round(sum(len(block.text.split()) for block in blocks) / WORDS_PER_MINUTE))


def _ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    at = node.parent
    while at is not None:
        yield at
        at = at.parent


def _section_of(node: nodes.Node) -> str:
    sections = [at for at in _ancestors(node) if isinstance(at, nodes.section)]
    return "" if len(sections) < 2 else str(sections[-2][0].astext())


def _box_of(node: nodes.Node) -> str:
    for at in _ancestors(node):
        if isinstance(at, nodes.definition) and isinstance(at.parent.parent.parent, addnodes.glossary):
            return DEFINITION
        if at.get(BOX):
            return str(at[BOX])
    return ""


def _spans(node: nodes.Element) -> Iterator[Span]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield Span(child.astext())
        elif isinstance(child, addnodes.pending_xref) and child["reftype"] == "term":
            yield Span(child.astext(), "term:" + " ".join(child["reftarget"].split()).casefold())
        elif isinstance(child, addnodes.pending_xref) and child.get("refdomain") == "cite":
            yield from (Span("", CITE + key) for key in _keys(child))
        elif isinstance(child, addnodes.pending_xref):
            yield Span(child.astext(), "doc:" + child["reftarget"])
        elif isinstance(child, nodes.reference):
            yield Span(child.astext(), child.get("refuri", ""))
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.literal | nodes.image):
            yield from _spans(child)


def _keys(citation: addnodes.pending_xref) -> list[str]:
    """The keys that one citation names."""
    return [key.strip() for key in citation["reftarget"].split(",")]
