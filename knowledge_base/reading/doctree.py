"""Reads a parsed page: its glossary entries, its prose with links, the pictures that lack a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from knowledge_base.model import CITE, DEFINITION, FIRST_PATH, VERDICT, Block, Entry, Section, Span

#: The attribute of a container node that names the box it draws, such as "plain-words".
BOX = "kb_box"
#: The box that tells what a page covers, and the attribute of its node that says where its link leads.
CONTENT_NOTE = "content-note"
SKIPS_TO = "kb_skips_to"
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
                    markup="".join(node.pformat() for node in definitions),
                )
            )
    return entries


def read_blocks(doctree: nodes.document) -> list[Block]:
    """The prose of a page: each paragraph, wherever it stands, with its links."""
    return [
        Block(section_of(paragraph), _box_of(paragraph), line_of(paragraph), tuple(_spans(paragraph)))
        for paragraph in doctree.findall(nodes.paragraph)
        if "label" not in paragraph["classes"]
    ]


def read_sections(doctree: nodes.document) -> list[Section]:
    """The sections directly under the title, in order."""
    title = doctree.next_node(nodes.section)
    below = [child for child in title.children if isinstance(child, nodes.section)] if title else []
    return [Section(section["ids"][0], section[0].astext(), line_of(section[0])) for section in below]


def read_links(doctree: nodes.document) -> list[str]:
    """What a page links to, each once, in order.

    A term is "term:name" (casefolded), a page "doc:docname", a bibliographic record "cite:key", a label "label:name".
    """
    links = []
    for xref in doctree.findall(addnodes.pending_xref):
        if xref["reftype"] == "term":
            links.append("term:" + " ".join(xref["reftarget"].split()).casefold())
        elif xref.get("refdomain") == "doc":
            links.append("doc:" + xref["reftarget"])
        elif xref.get("refdomain") == "cite":
            links += [CITE + key for key in _keys(xref)]
        elif xref["reftype"] in ("ref", "myst"):
            links.append("label:" + xref["reftarget"])
    return list(dict.fromkeys(links))


def read_menu(toctrees: nodes.Element, root: str) -> list[tuple[str, list[str]]]:
    """What the first page lists, in order: the captions, each with its documents.

    Args:
        toctrees: the lists of the first page, as Sphinx keeps them.
        root: the name of the first page.
    """
    return [
        (str(listed.get("caption") or ""), [str(name) for _title, name in listed["entries"]])
        for listed in toctrees.findall(addnodes.toctree)
        if listed["parent"] == root
    ]


def read_pictures_without_text(doctree: nodes.document) -> list[int]:
    """The lines of the pictures that have no alternative text, those written in HTML included."""
    bare = [image for image in doctree.findall(nodes.image) if not str(image.get("alt", "")).strip()]
    return [
        line_of(node) for node in [*bare, *(raw for raw in doctree.findall(nodes.raw) if _BARE.search(raw.astext()))]
    ]


def read_empty_sections(doctree: nodes.document) -> list[str]:
    """The headings that nothing follows but another heading, or the end."""
    return [section[0].astext() for section in doctree.findall(nodes.section) if len(section) == 1]


def read_content_notes(doctree: nodes.document) -> list[tuple[int, str]]:
    """The content notes of a page: the line of each, and the section that its link leads to."""
    return [(line_of(node), node[SKIPS_TO]) for node in doctree.findall(nodes.container) if SKIPS_TO in node]


def read_boxes(doctree: nodes.document) -> list[str]:
    """The names of the boxes on a page, in order."""
    return [str(node[BOX]) for node in doctree.findall(nodes.Element) if node.get(BOX)]


def read_steps(doctree: nodes.document) -> tuple[list[str], list[int]]:
    """The documents that a first path leads over, in order; and the lines of its steps that lead to none."""
    items = [(item, leads_to(item)) for item in steps_of(doctree)]
    astray = [line_of(item[0]) if len(item) else line_of(item) for item, docname in items if not docname]
    return [docname for _item, docname in items if docname], astray


def leads_to(step: nodes.list_item) -> str:
    """The document that a step of a first path leads to: the first one that it links to; "" where it links to none."""
    xrefs = (xref for xref in step.findall(addnodes.pending_xref) if xref.get("refdomain") == "doc")
    return next((str(xref["reftarget"]) for xref in xrefs), "")


def read_paths_without_steps(doctree: nodes.document) -> list[int]:
    """The lines of the boxes of first paths that hold no numbered list."""
    boxes = [box for box in doctree.findall(nodes.container) if box.get(BOX) == FIRST_PATH]
    return [line_of(box) for box in boxes if not any(isinstance(one, nodes.enumerated_list) for one in box.children)]


def steps_of(doctree: nodes.document) -> list[nodes.list_item]:
    """The items of the list in the box of a first path."""
    boxes = [box for box in doctree.findall(nodes.container) if box.get(BOX) == FIRST_PATH]
    lists = [listed for box in boxes for listed in box.children if isinstance(listed, nodes.enumerated_list)]
    return [item for listed in lists for item in listed.children if isinstance(item, nodes.list_item)]


def read_spans(node: nodes.Element) -> tuple[Span, ...]:
    """The prose of a part of a page, its links and citations included; paragraphs are parted by a space."""
    paragraphs = [[*_spans(one), Span(" ")] for one in node.findall(nodes.paragraph)]
    return tuple(span for spans in paragraphs for span in spans)[:-1]


def read_text(node: nodes.Element) -> str:
    """The prose of a part of a page in one line, without its citations."""
    return " ".join("".join(span.text for span in read_spans(node)).split())


def _ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    at = node.parent
    while at is not None:
        yield at
        at = at.parent


def section_of(node: nodes.Node) -> str:
    """The heading of the section under the title that a node stands in, or ""."""
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
        elif isinstance(child, nodes.Element) and child.get("name") == "verdict":
            yield Span("", VERDICT + child["argument"])
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.literal | nodes.image):
            yield from _spans(child)


def _keys(citation: addnodes.pending_xref) -> list[str]:
    """The keys that one citation names."""
    return [key.strip() for key in citation["reftarget"].split(",")]
