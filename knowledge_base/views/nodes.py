"""Small pieces that views are put together from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes

from knowledge_base.evidence import Evidence, Study
from knowledge_base.model import Page
from knowledge_base.store import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a view goes: the page and the document it stands in, all that is known, and what the writer asked for."""

    page: Page
    document: nodes.document
    kb: KnowledgeBase
    argument: str

    @property
    def evidence(self) -> Evidence:
        """All claims and studies."""
        return self.kb.evidence


def link(page: Page, text: str = "", anchor: str = "") -> addnodes.pending_xref:
    """A link to a page, resolved when the address is known."""
    xref = addnodes.pending_xref(
        "", refdomain="kb", reftype="page", reftarget=page.docname, anchor=anchor, refexplicit=True, refwarn=True
    )
    xref += nodes.inline("", text or page.nav)
    return xref


def cite(keys: Sequence[str], docname: str, *, in_brackets: bool = False) -> addnodes.pending_xref:
    """A citation as authors and years, resolved by sphinxcontrib-bibtex; `docname` is the page that it stands on."""
    kind, target = "p" if in_brackets else "t", ",".join(keys)
    xref = addnodes.pending_xref(
        "", refdomain="cite", reftype=kind, reftarget=target, refdoc=docname, refexplicit=False, refwarn=True
    )
    xref += nodes.inline("", target)
    return xref


def paragraph(*parts: str | nodes.Node, classes: tuple[str, ...] = ()) -> nodes.paragraph:
    """A paragraph of texts and nodes."""
    made = nodes.paragraph("", classes=list(classes))
    made += [nodes.Text(part) if isinstance(part, str) else part for part in parts]
    return made


def bullets(items: list[nodes.paragraph], classes: tuple[str, ...] = ()) -> nodes.bullet_list:
    """A list of paragraphs."""
    made = nodes.bullet_list("", classes=list(classes))
    made += [nodes.list_item("", item) for item in items]
    return made


def told(study: Study) -> nodes.paragraph:
    """Who was studied, what was found, and what the study cannot show."""
    return paragraph(
        nodes.strong("", "Studied: "),
        f"{study.who}. ",
        nodes.strong("", "Found: "),
        f"{study.finding} ",
        nodes.strong("", "Limits: "),
        study.limits,
    )


def table(head: list[str], rows: list[list[nodes.paragraph]]) -> nodes.table:
    """A table of paragraphs; the first cell of each row names the row."""
    group = nodes.tgroup("", cols=len(head))
    group += [nodes.colspec("", colwidth=1) for _ in head]
    top = nodes.row("", *(nodes.entry("", paragraph(name)) for name in head))
    group += nodes.thead("", top)
    group += nodes.tbody("", *(nodes.row("", *(nodes.entry("", cell) for cell in row)) for row in rows))
    return nodes.table("", group, classes=["data"])
