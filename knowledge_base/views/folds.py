"""Elements that docutils lacks: a part that opens without a script, claims with the facts to filter them by, and
pictures whose parts are links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class fold(nodes.General, nodes.Element):  # noqa: N801 – docutils names nodes so
    """Text folded under its first child, a `summary`."""


class summary(nodes.General, nodes.TextElement):  # noqa: N801
    """What is shown of a fold, and opens it."""


class claim_card(nodes.General, nodes.Element):  # noqa: N801
    """A claim. `data` are its facts, which end up as data attributes."""


class claims_of_page(nodes.General, nodes.Element):  # noqa: N801
    """All claims of one page, whose id is `page`."""


class picture(nodes.General, nodes.Element):  # noqa: N801
    """A picture drawn from data. `draw` makes its HTML from a function that tells where a document is, seen from here.

    In the address of this very page that function answers with nothing, so that an anchor can follow it.
    """


def visit_picture(self: HTML5Translator, node: picture) -> None:
    """Draws the picture."""
    here = self.builder.current_docname
    drawn = node["draw"](lambda docname: self.builder.get_relative_uri(here, docname))
    self.body.append(f'<div class="{" ".join(["picture-frame", *node["classes"]])}">{drawn}</div>\n')
    raise nodes.SkipNode


def visit_fold(self: HTML5Translator, node: fold) -> None:
    """Opens the part."""
    self.body.append(self.starttag(node, "details", ""))


def depart_fold(self: HTML5Translator, node: fold) -> None:
    """Closes it."""
    self.body.append("</details>\n")


def visit_summary(self: HTML5Translator, node: summary) -> None:
    """Opens the summary."""
    self.body.append("<summary>")


def depart_summary(self: HTML5Translator, node: summary) -> None:
    """Closes it."""
    self.body.append("</summary>\n")


def visit_claim_card(self: HTML5Translator, node: claim_card) -> None:
    """Opens the claim."""
    facts = {f"data-{name}": value for name, value in node["data"].items()}
    self.body.append(self.starttag(node, "div", CLASS="claim", **facts))


def depart_claim_card(self: HTML5Translator, node: claim_card) -> None:
    """Closes it."""
    self.body.append("</div>\n")


def visit_claims_of_page(self: HTML5Translator, node: claims_of_page) -> None:
    """Opens the claims of a page."""
    self.body.append(self.starttag(node, "div", CLASS="claims-of-page", **{"data-page": node["page"]}))


def depart_claims_of_page(self: HTML5Translator, node: claims_of_page) -> None:
    """Closes them."""
    self.body.append("</div>\n")
