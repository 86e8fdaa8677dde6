"""HTML without the classes and elements that nothing here uses: they are on each link of each page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from docutils import nodes


#: The attribute of a node that names the voice in which it is told.
VOICE = "kb_voice"


class LeanTranslator(HTML5Translator):
    """Writes links within the site without a class, and no element around words for which it would say nothing."""

    def starttag(
        self, node: nodes.Element, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: Any
    ) -> str:
        """The start of an element; links of the contents, which have an `anchorname`, keep the class of the theme."""
        if attributes.get("class") == "reference internal" and "anchorname" not in node:
            del attributes["class"]
        if VOICE in node:
            attributes["data-voice"] = node[VOICE]
        return super().starttag(node, tagname, suffix, empty, **attributes)

    def visit_inline(self, node: nodes.inline) -> None:
        """Opens the element, if it says something."""
        if _says_something(node):
            super().visit_inline(node)

    def depart_inline(self, node: nodes.inline) -> None:
        """Closes it."""
        if _says_something(node):
            super().depart_inline(node)


def _says_something(node: nodes.inline) -> bool:
    """Whether there is more to it than words, or a citation, which is told by its link."""
    return bool(node["ids"] or set(node["classes"]) - {"bibtex-citation"})
