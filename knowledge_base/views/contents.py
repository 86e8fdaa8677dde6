"""The list of contents beside a page."""

from __future__ import annotations

from html import escape

from docutils import nodes


def contents(listed: nodes.Node) -> str:
    """The contents of a page as nested lists of links; "" for a page without sections.

    Args:
        listed: the contents as Sphinx collected them: the title of the page, and its sections beneath.
    """
    items = _items(listed)
    return f"<ul>{items}</ul>" if "<ul>" in items else ""


def _items(listed: nodes.Node) -> str:
    return "".join(
        f'<li><a class="reference" href="{escape(link["anchorname"]) or "#"}">{escape(link.astext())}</a>'
        f"{_below(item)}</li>"
        for item in listed.children
        if isinstance(item, nodes.list_item)
        for link in item.children[0].findall(nodes.reference)
    )


def _below(item: nodes.list_item) -> str:
    found = "".join(_items(child) for child in item.children if isinstance(child, nodes.bullet_list))
    return f"<ul>{found}</ul>" if found else ""
