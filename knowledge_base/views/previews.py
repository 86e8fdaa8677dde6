"""What a page knows of the terms that it links to, so that a script can show them in place without asking anybody."""

from __future__ import annotations

import json
from collections.abc import Callable

from knowledge_base.graph import Graph
from knowledge_base.model import Page


def previews(page: Page, graph: Graph, uri_of: Callable[[str], str]) -> dict[str, tuple[str, str, str]]:
    """The name, the definition and the standing of each term that the prose of a page links to, by the link's address.

    Args:
        page: the page; the terms that it defines itself are left out.
        graph: all pages, joined.
        uri_of: the address of a document as seen from the page.
    """
    found = {}
    for link in page.links:
        name = link.removeprefix("term:")
        if name == link or name not in graph.entries:
            continue
        other, entry = graph.entries[name]
        if other is page:
            continue
        anchor = dict(zip((one.casefold() for one in entry.names), entry.anchors, strict=True))[name]
        standing = str(other.front.standing or "") if other.front else ""
        found[f"{uri_of(other.docname)}#{anchor}"] = (entry.names[0], entry.definition, standing)
    return found


def as_data(found: dict[str, tuple[str, str, str]]) -> str:
    """The same as JSON that may stand within a script element."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c") if found else ""
