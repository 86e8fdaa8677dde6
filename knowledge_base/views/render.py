"""Turns views into nodes: each marked place on a page is filled once every page has been read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from knowledge_base.model import Basis, Place
from knowledge_base.reading.directives import view
from knowledge_base.store import KnowledgeBase, store
from knowledge_base.views.connections import connections, mentions
from knowledge_base.views.evidence import EVIDENCE_VIEWS
from knowledge_base.views.glossary import Listed, by_letter, by_place
from knowledge_base.views.nodes import Mark, bullets, link, paragraph

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class FillViews(SphinxPostTransform):
    """Replaces each marked place by its view. Runs before references are resolved (priority 10)."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        knowledge_base = store(self.env)
        page = knowledge_base.graph.pages[self.env.docname]
        for node in list(self.document.findall(view)):
            mark = Mark(page, self.document, knowledge_base, node["argument"])
            node.replace_self(VIEWS[node["name"]](mark))


def _connections(mark: Mark) -> list[nodes.Node]:
    groups = connections(mark.page, mark.kb.graph)
    if not groups:
        return [paragraph("No connections are recorded yet.")]
    listed = nodes.definition_list("", classes=["connections"])
    for group in groups:
        items = [
            paragraph(
                link(mark.kb.graph.pages[one.docname]),
                ": ",
                one.reason,
                " ",
                nodes.inline("", one.basis, classes=["basis"]),
            )
            for one in group.connections
        ]
        term = nodes.term("", f"This {group.phrase}")
        listed += nodes.definition_list_item("", term, nodes.definition("", bullets(items)))
    return [listed]


def _mentions(mark: Mark) -> list[nodes.Node]:
    found = mentions(mark.page, mark.kb.graph)
    if not found:
        return [paragraph("No other page links here yet.")]
    return [bullets([paragraph(link(other)) for other in found], classes=("mentions",))]


def _loop(mark: Mark) -> list[nodes.Node]:
    steps = nodes.enumerated_list("", classes=["loop"], enumtype="arabic", prefix="", suffix=".")
    loop = mark.kb.site.loop
    placed = by_place(mark.kb.graph, mark.kb.site)
    for step in loop:
        item = nodes.list_item("", paragraph(nodes.strong("", step.name), classes=("step",)), paragraph(step.summary))
        item["classes"].append(str(step.leads_on))
        if mark.argument != "brief":
            item += bullets([paragraph(link(concept)) for concept in placed[step.id]])
            item += paragraph(_arrow(step, loop), classes=("arrow",))
        steps += item
    return [steps]


def _arrow(step: Place, loop: tuple[Place, ...]) -> str:
    following = loop[loop.index(step) + 1 :]
    stated = "the article says so" if step.leads_on is Basis.STATED else "the article implies it"
    return f"Then: {following[0].name.lower() if following else 'round again'} ({stated})."


def _glossary_overview(mark: Mark) -> list[nodes.Node]:
    return _by_place(mark.kb) if mark.argument == "step" else _by_letter(mark)


def _by_place(kb: KnowledgeBase) -> list[nodes.Node]:
    listed = nodes.definition_list("", classes=["by-step", "simple"])
    for id, concepts in by_place(kb.graph, kb.site).items():
        place = kb.site.place(id)
        definition = nodes.definition("", paragraph(place.summary), bullets([paragraph(link(one)) for one in concepts]))
        listed += nodes.definition_list_item("", nodes.term("", place.name), definition)
    return [listed]


def _by_letter(mark: Mark) -> list[nodes.Node]:
    """All entries in one list a letter. Entries of this very page move in with their anchors; others are copied."""
    own = {
        term["ids"][0]: item
        for glossary in mark.document.findall(addnodes.glossary)
        for item in glossary.findall(nodes.definition_list_item)
        for term in item.findall(nodes.term)
    }
    for glossary in list(mark.document.findall(addnodes.glossary)):
        glossary.parent.remove(glossary)
    letters = by_letter(mark.kb.graph)
    jump = paragraph(classes=("letters",))
    made: list[nodes.Node] = [jump]
    for letter, entries in letters.items():
        anchor = f"letter-{letter.lower()}"
        jump += [nodes.reference("", letter, internal=True, refid=anchor), nodes.Text(" ")]
        made.append(nodes.rubric("", letter, ids=[anchor], names=[anchor], classes=["letter"]))
        listed = nodes.definition_list("", classes=["glossary"])
        for one in entries:
            listed += own.get(one.entry.anchors[0]) or _copied(one, mark.kb.env, mark.page.docname)
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


def _article_order(mark: Mark) -> list[nodes.Node]:
    listed = nodes.enumerated_list("", classes=["article-order"], enumtype="arabic", prefix="", suffix=".")
    for section in mark.kb.site.article:
        restated = mark.kb.graph.pages.get(section.page)
        where: nodes.Node = link(restated) if restated else nodes.Text(section.page)
        line = paragraph(f"{section.heading} ({', '.join(section.sentences)}): ", where)
        listed += nodes.list_item("", line)
    return [listed]


def _download(mark: Mark) -> list[nodes.Node]:
    # The published site puts its link here; see knowledge_base/editions.py.
    text = "This copy of the site comes without a download: either you are reading the offline copy, or a draft."
    return [paragraph(text, classes=("download",))]


#: What fills the place of each view; the names are those of `VIEW_ARGUMENTS`, which writers use.
VIEWS: dict[str, Callable[[Mark], list[nodes.Node]]] = {
    "connections": _connections,
    "mentions": _mentions,
    "loop": _loop,
    "glossary-overview": _glossary_overview,
    "article-order": _article_order,
    "download": _download,
    **EVIDENCE_VIEWS,
}
