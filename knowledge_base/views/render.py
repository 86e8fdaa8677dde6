"""Turns views into nodes: each marked place on a page is filled once every page has been read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from knowledge_base.model import Basis, Page, Place
from knowledge_base.reading.directives import view
from knowledge_base.store import KnowledgeBase, store
from knowledge_base.views.connections import connections, mentions
from knowledge_base.views.glossary import Listed, by_letter, by_place

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class FillViews(SphinxPostTransform):
    """Replaces each marked place by its view. Runs before references are resolved (priority 10)."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        knowledge_base = store(self.env)
        page = knowledge_base.graph.pages[self.env.docname]
        for place in list(self.document.findall(view)):
            filled = VIEWS[place["name"]](page, knowledge_base, place["argument"], self.document)
            place.replace_self(filled)


def link(page: Page, text: str = "", anchor: str = "") -> addnodes.pending_xref:
    """A link to a page, resolved when the address is known."""
    xref = addnodes.pending_xref(
        "", refdomain="kb", reftype="page", reftarget=page.docname, anchor=anchor, refexplicit=True, refwarn=True
    )
    xref += nodes.inline("", text or page.nav)
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


def _connections(page: Page, kb: KnowledgeBase, argument: str, document: nodes.document) -> list[nodes.Node]:
    groups = connections(page, kb.graph)
    if not groups:
        return [paragraph("No connections are recorded yet.")]
    listed = nodes.definition_list("", classes=["connections"])
    for group in groups:
        items = [
            paragraph(
                link(kb.graph.pages[one.docname]), ": ", one.reason, " ", nodes.inline("", one.basis, classes=["basis"])
            )
            for one in group.connections
        ]
        term = nodes.term(
            "", "", nodes.inline("", f"{page.nav} ", classes=["visually-hidden"]), nodes.Text(group.phrase)
        )
        listed += nodes.definition_list_item("", term, nodes.definition("", bullets(items)))
    return [listed]


def _mentions(page: Page, kb: KnowledgeBase, argument: str, document: nodes.document) -> list[nodes.Node]:
    found = mentions(page, kb.graph)
    if not found:
        return [paragraph("No other page links here yet.")]
    return [bullets([paragraph(link(other)) for other in found], classes=("mentions",))]


def _loop(page: Page, kb: KnowledgeBase, argument: str, document: nodes.document) -> list[nodes.Node]:
    steps = nodes.enumerated_list("", classes=["loop"], enumtype="arabic", prefix="", suffix=".")
    placed = by_place(kb.graph, kb.site)
    for step in kb.site.loop:
        item = nodes.list_item("", paragraph(nodes.strong("", step.name), classes=("step",)), paragraph(step.summary))
        item["classes"].append(str(step.leads_on))
        if argument != "brief":
            item += bullets([paragraph(link(concept)) for concept in placed[step.id]])
            item += paragraph(_arrow(step, kb.site.loop), classes=("arrow",))
        steps += item
    return [steps]


def _arrow(step: Place, loop: tuple[Place, ...]) -> str:
    following = loop[loop.index(step) + 1 :]
    stated = "the article says so" if step.leads_on is Basis.STATED else "the article implies it"
    return f"Then: {following[0].name.lower() if following else 'round again'} ({stated})."


def _glossary_overview(page: Page, kb: KnowledgeBase, argument: str, document: nodes.document) -> list[nodes.Node]:
    return _by_place(kb) if argument == "step" else _by_letter(kb, page, document)


def _by_place(kb: KnowledgeBase) -> list[nodes.Node]:
    listed = nodes.definition_list("", classes=["by-step"])
    for id, concepts in by_place(kb.graph, kb.site).items():
        place = kb.site.place(id)
        definition = nodes.definition("", paragraph(place.summary), bullets([paragraph(link(one)) for one in concepts]))
        listed += nodes.definition_list_item("", nodes.term("", place.name), definition)
    return [listed]


def _by_letter(kb: KnowledgeBase, page: Page, document: nodes.document) -> list[nodes.Node]:
    """All entries in one list a letter. Entries of this very page move in with their anchors; others are copied."""
    own = {
        term["ids"][0]: item
        for glossary in document.findall(addnodes.glossary)
        for item in glossary.findall(nodes.definition_list_item)
        for term in item.findall(nodes.term)
    }
    for glossary in list(document.findall(addnodes.glossary)):
        glossary.parent.remove(glossary)
    letters = by_letter(kb.graph)
    jump = paragraph(classes=("letters",))
    made: list[nodes.Node] = [jump]
    for letter, entries in letters.items():
        anchor = f"letter-{letter.lower()}"
        jump += [nodes.reference("", letter, internal=True, refid=anchor), nodes.Text(" ")]
        made.append(nodes.rubric("", letter, ids=[anchor], names=[anchor], classes=["letter"]))
        listed = nodes.definition_list("", classes=["glossary"])
        for one in entries:
            listed += own.get(one.entry.anchors[0]) or _copied(one, kb.env, page.docname)
        made.append(listed)
    return made


def _copied(one: Listed, env: BuildEnvironment, docname: str) -> nodes.definition_list_item:
    """An entry of another page: its names, linked to their page, and its definition with the links inside."""
    item = nodes.definition_list_item()
    for name, anchor in zip(one.entry.names, one.entry.anchors, strict=True):
        item += nodes.term("", "", link(one.page, name, anchor))
    source = env.get_doctree(one.page.docname)
    original = next(term for term in source.findall(nodes.term) if one.entry.anchors[0] in term["ids"])
    definition = next(child for child in original.parent.children if isinstance(child, nodes.definition)).deepcopy()
    for xref in definition.findall(addnodes.pending_xref):
        xref["refdoc"] = docname
    definition += paragraph("Page: ", link(one.page, one.page.title), classes=("page-of-entry",))
    item += definition
    return item


def _article_order(page: Page, kb: KnowledgeBase, argument: str, document: nodes.document) -> list[nodes.Node]:
    listed = nodes.enumerated_list("", classes=["article-order"], enumtype="arabic", prefix="", suffix=".")
    for section in kb.site.article:
        restated = kb.graph.pages.get(section.page)
        where: nodes.Node = link(restated) if restated else nodes.Text(section.page)
        line = paragraph(f"{section.heading} ({', '.join(section.sentences)}): ", where)
        listed += nodes.list_item("", line)
    return [listed]


def _download(page: Page, kb: KnowledgeBase, argument: str, document: nodes.document) -> list[nodes.Node]:
    # The published site puts its link here; see knowledge_base/editions.py.
    text = "This copy of the site comes without a download: either you are reading the offline copy, or a draft."
    return [paragraph(text, classes=("download",))]


VIEWS: dict[str, Callable[[Page, KnowledgeBase, str, nodes.document], list[nodes.Node]]] = {
    "connections": _connections,
    "mentions": _mentions,
    "loop": _loop,
    "glossary-overview": _glossary_overview,
    "article-order": _article_order,
    "download": _download,
}
