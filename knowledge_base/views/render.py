"""Turns views into nodes: each marked place on a page is filled once every page has been read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from knowledge_base.evidence import Voice
from knowledge_base.model import Basis, Page, Place, Site
from knowledge_base.reading.directives import view
from knowledge_base.reading.doctree import leads_to, steps_of
from knowledge_base.store import KnowledgeBase, store
from knowledge_base.views.connections import connections, mentions
from knowledge_base.views.evidence import EVIDENCE_VIEWS
from knowledge_base.views.exercises import EXERCISE_VIEWS
from knowledge_base.views.folds import picture
from knowledge_base.views.glossary import Listed, by_letter, by_place
from knowledge_base.views.loop import Link, loop_picture
from knowledge_base.views.loop import Step as LoopStep
from knowledge_base.views.markup import VOICE
from knowledge_base.views.network import filled_map, neighborhood, small_map, whole_map, whole_network
from knowledge_base.views.nodes import Mark, bullets, link, paragraph
from knowledge_base.views.ways import in_words, minutes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


#: Who tells of a relation, by what it rests on.
_VOICES = {Basis.STATED: Voice.ARTICLE, Basis.IMPLIED: Voice.ARTICLE, Basis.RESEARCH: Voice.RESEARCH}


class FillViews(SphinxPostTransform):
    """Replaces each marked place whose view copies the prose of other pages, before its references are resolved
    (priority 10).
    """

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        _tell_minutes(self.document, store(self.env))
        for node in list(self.document.findall(view)):
            if node["name"] in COPYING_VIEWS:
                node.replace_self(_filled(node, self.document, self.env))


class FillOtherViews(SphinxPostTransform):
    """Replaces the other marked places, and resolves the links in them, after what Sphinx does to prose.

    Nothing of that is for a view, and Sphinx would go through all of it a dozen times. The theme still wraps its tables
    (priority 500).
    """

    default_priority = 490

    def run(self, **kwargs: object) -> None:
        builder = store(self.env).builder
        _tell_voices(self.document, store(self.env).site)
        _mark_short_version(self.document, store(self.env).site)
        for place in list(self.document.findall(view)):
            made = _filled(place, self.document, self.env)
            for xref in [one for node in made for one in node.findall(addnodes.pending_xref)]:
                domain = self.env.domains[xref["refdomain"]]
                target, shown = xref["reftarget"], xref[0]
                assert isinstance(shown, nodes.Element)
                found = domain.resolve_xref(self.env, self.env.docname, builder, xref["reftype"], target, xref, shown)
                xref.replace_self(found or shown)
            place.replace_self(made)


def _filled(place: view, document: nodes.document, env: BuildEnvironment) -> list[nodes.Node]:
    knowledge_base = store(env)
    page = knowledge_base.graph.pages[env.docname]
    return VIEWS[place["name"]](Mark(page, document, knowledge_base, place["argument"]))


def _tell_voices(document: nodes.document, site: Site) -> None:
    """Marks each section that reports the article, or shows the claims of one voice, as told in it."""
    for section in document.findall(nodes.section):
        if section[0].astext() in site.reporting_sections:
            section[VOICE] = Voice.ARTICLE.short
    for place in document.findall(view):
        parent = place.parent
        if place["name"] == "claims" and place["argument"] in set(Voice) and isinstance(parent, nodes.section):
            parent[VOICE] = Voice(place["argument"]).short


def _mark_short_version(document: nodes.document, site: Site) -> None:
    """Marks what the short version of a page keeps: of some sections the heading and what comes first beneath."""
    for section in document.findall(nodes.section):
        if section[0].astext() in site.short_version:
            first = section.next_node(lambda node: isinstance(node, nodes.list_item | nodes.paragraph))
            for kept in (section[0], first):
                if isinstance(kept, nodes.Element):
                    kept["classes"].append("in-short")


def _tell_minutes(document: nodes.document, kb: KnowledgeBase) -> None:
    """Adds to each step of a first path how long its page takes, and above them how long all do."""
    in_all = 0
    items = steps_of(document)
    for item in items:
        page = kb.graph.pages.get(leads_to(item))
        if page:
            taken = minutes(page, kb.evidence)
            in_all += taken
            list(item.findall(nodes.paragraph))[-1].append(nodes.Text(f" ({in_words(taken)})"))
    if items:
        box = items[0].parent.parent
        box.insert(0, paragraph(f"Time in all: about {in_words(in_all)}.", classes=("time-in-all",)))


def _connections(mark: Mark) -> list[nodes.Node]:
    """The small map of a concept, and its connections with their reasons."""
    groups = connections(mark.page, mark.kb.graph)
    if not groups:
        return [paragraph("No connections are recorded yet.")]
    listed = nodes.definition_list("", classes=["connections"])
    for group in groups:
        items = [
            nodes.list_item(
                "",
                paragraph(
                    link(mark.kb.graph.pages[one.docname]),
                    ": ",
                    one.reason,
                    " ",
                    nodes.inline("", one.basis.sentence, classes=["basis"]),
                ),
                **_told_by(one.basis),
            )
            for one in group.connections
        ]
        term = nodes.term("", f"This {group.phrase}")
        listed += nodes.definition_list_item("", term, nodes.definition("", nodes.bullet_list("", *items)))
    near = neighborhood(mark.page, mark.kb.graph, mark.kb.site)
    drawing = picture("", draw=partial(small_map, near, mark.page.id), classes=["in-short"])
    return [drawing, listed] if near.arcs else [listed]


def _told_by(basis: Basis) -> dict[str, str]:
    """The mark of the voice that tells of a relation; none on what the contributors read into it."""
    voice = _VOICES.get(basis)
    return {VOICE: voice.short} if voice else {}


def _mentions(mark: Mark) -> list[nodes.Node]:
    found = mentions(mark.page, mark.kb.graph)
    if not found:
        return [paragraph("No other page links here yet.")]
    return [bullets([paragraph(link(other)) for other in found], classes=("mentions",))]


def _loop(mark: Mark) -> list[nodes.Node]:
    """The loop as a picture and in words. The picture leads to the words, here or on the page of the loop."""
    site = mark.kb.site
    where = mark.kb.graph.showing.get(("loop", ""), mark.page)
    placed = by_place(mark.kb.graph, site)
    drawn = tuple(
        LoopStep(
            name=Link(step.name, where.docname, f"step-{step.id}"),
            concepts=tuple(Link(concept.nav, concept.docname) for concept in placed[step.id]),
            arrow=Link(
                f"From {step.name} to {site.after(step).name}, {step.leads_by}",
                where.docname,
                _told_at(step, site, where),
            ),
            basis=step.leads_on or Basis.IMPLIED,
            leads_to=site.loop.index(site.after(step)),
        )
        for step in site.loop
    )
    title = "The loop: its steps in a ring, the ideas at each, and an arrow from each step to the next"
    drawing = picture("", draw=partial(loop_picture, drawn, title), classes=[] if mark.argument else ["in-short"])
    both = nodes.container("", drawing, _loop_in_words(mark, placed), classes=["loop-view", mark.argument or "in-full"])
    return [both]


def _loop_in_words(mark: Mark, placed: Mapping[str, Sequence[Page]]) -> nodes.Node:
    steps = nodes.enumerated_list("", classes=["loop"], enumtype="arabic", prefix="", suffix=".")
    in_full = mark.argument != "brief"
    for step in mark.kb.site.loop:
        item = nodes.list_item("", paragraph(nodes.strong("", step.name), classes=("step",)), paragraph(step.summary))
        item["classes"].append(str(step.leads_on))
        if in_full:
            item["ids"].append(f"step-{step.id}")
            item += bullets([paragraph(link(concept)) for concept in placed[step.id]])
        arrow = _arrow(step, mark.kb.site, mark.kb.graph.showing.get(("loop", ""), mark.page))
        if in_full:
            arrow["ids"].append(f"after-{step.id}")
        item += arrow
        steps += item
    return steps


def _arrow(step: Place, site: Site, page: Page) -> nodes.paragraph:
    following = site.after(step)
    again = " again" if site.loop.index(following) < site.loop.index(step) else ""
    anchor = _told_at(step, site, page)
    basis: str | nodes.Node = step.leads_by if anchor.startswith("after-") else link(page, step.leads_by, anchor)
    return paragraph(f"Then: {following.name.lower()}{again} (", basis, ").", classes=("arrow",))


def _told_at(step: Place, site: Site, page: Page) -> str:
    """Where the page of the loop tells of an arrow: under a heading that begins so, else in the list of the steps."""
    begins = f"From {step.name} to {site.after(step).name}".casefold()
    told = next((heading.text for heading in page.headings if heading.text.casefold().startswith(begins)), "")
    return nodes.make_id(told) if told else f"after-{step.id}"


def _map(mark: Mark) -> list[nodes.Node]:
    """All concepts and relations: as a picture alone, or to be chosen from, with a table beneath."""
    draw = filled_map if mark.argument == "picture" else whole_map
    return [picture("", draw=partial(draw, whole_network(mark.kb.graph, mark.kb.site)))]


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
        made.append(nodes.rubric("", letter, ids=[anchor], names=[anchor], classes=["letter"], **{"heading-level": 3}))
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


#: The views that hold prose of other pages, whose links are still to be resolved.
COPYING_VIEWS = frozenset({"glossary-overview"})
#: What fills the place of each view; the names are those of `VIEW_ARGUMENTS`, which writers use.
VIEWS: dict[str, Callable[[Mark], list[nodes.Node]]] = {
    "connections": _connections,
    "mentions": _mentions,
    "loop": _loop,
    "map": _map,
    "glossary-overview": _glossary_overview,
    "article-order": _article_order,
    "download": _download,
    **EVIDENCE_VIEWS,
    **EXERCISE_VIEWS,
}
