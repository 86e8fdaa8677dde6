"""Writes images: with their size, so that nothing moves when they arrive, and without styles of their own."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import quote

from docutils import nodes
from sphinx.util.images import get_image_size
from sphinx.writers.html5 import HTML5Translator


def visit_image(self: HTML5Translator, node: nodes.image) -> None:
    """Writes an image. A width or height in pixels is kept to; other measures would need a style."""
    uri = node["uri"]
    copied = self.builder.images.get(uri)
    facts = {"src": posixpath.join(self.builder.imgpath, quote(copied)) if copied else uri, "alt": node.get("alt", "")}
    size = get_image_size(Path(self.builder.srcdir, uri))
    if size:
        facts |= dict(zip(("width", "height"), map(str, _scaled(node, *size)), strict=True))
    self.body.append(self.emptytag(node, "img", "", **facts))
    raise nodes.SkipNode


def _scaled(node: nodes.image, width: int, height: int) -> tuple[int, int]:
    wanted = {name: re.fullmatch(r"(\d+)(px)?", str(node.get(name, ""))) for name in ("width", "height")}
    if found := wanted["width"]:
        return int(found[1]), round(height * int(found[1]) / width)
    if found := wanted["height"]:
        return round(width * int(found[1]) / height), int(found[1])
    return width, height
