"""What one does with the pages: recall what they say, examine a name, draw the loop and the map oneself."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from knowledge_base.model import ANSWERS, NAME_CHECK, QUESTION, Page, Question, Reply, Site, Span
from knowledge_base.views.deck import DECK_FILE
from knowledge_base.views.evidence import verdict
from knowledge_base.views.folds import fold, picture, summary
from knowledge_base.views.glossary import by_place
from knowledge_base.views.loop import blank_loop
from knowledge_base.views.network import blank_map, whole_network
from knowledge_base.views.nodes import Mark, bullets, cite, link, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from knowledge_base.graph import Graph


def asking(graph: Graph, site: Site) -> dict[str, list[Page]]:
    """The concepts that ask questions, by the name of their place; places where none does are left out."""
    found = {
        site.place(id).name: [page for page in pages if page.questions] for id, pages in by_place(graph, site).items()
    }
    return {name: pages for name, pages in found.items() if pages}


def _question(mark: Mark) -> list[nodes.Node]:
    found = [one for one in mark.page.questions if one.asked == mark.argument]
    return [_asked(found[0])] if found else []


def _asked(question: Question) -> nodes.container:
    """A question and its answers, and folded beneath why each is right or wrong."""
    answers = _lettered(answer.text for answer in question.answers)
    explained = _lettered(answer.explained for answer in question.answers)
    folded = fold("", summary("", "Answers"), explained, classes=[ANSWERS])
    return nodes.container("", paragraph(question.asked, classes=("asked",)), answers, folded, classes=[QUESTION])


def _lettered(texts: Iterable[str]) -> nodes.enumerated_list:
    """A list that goes by letters, so that an explanation can be found without its answer beside it."""
    items = [nodes.list_item("", paragraph(text)) for text in texts]
    return nodes.enumerated_list("", *items, enumtype="upperalpha", prefix="", suffix=".")


def _recall(mark: Mark) -> list[nodes.Node]:
    """All questions by place and page, or the link to them as cards."""
    if mark.argument == "deck":
        number = sum(len(page.questions) for page in mark.kb.graph.pages.values())
        file = nodes.reference("", f"The {number} questions as cards for Anki", refuri=DECK_FILE)
        return [paragraph(file, " (a text file)")]
    made: list[nodes.Node] = []
    for name, pages in asking(mark.kb.graph, mark.kb.site).items():
        made.append(nodes.rubric("", name, **{"heading-level": 3}))
        for page in pages:
            made.append(nodes.rubric("", "", link(page), **{"heading-level": 4}))
            made += [_asked(one) for one in page.questions]
    return made


def _open_questions(mark: Mark) -> list[nodes.Node]:
    """What nobody has settled about names: each with the question and what is known so far."""
    listed = nodes.definition_list("", classes=["simple"])
    for page in (one for pages in by_place(mark.kb.graph, mark.kb.site).values() for one in pages):
        items = [
            paragraph(nodes.strong("", one.asked), " ", *_prose(one.spans, mark))
            for one in page.name_check
            if one.reply is Reply.OPEN
        ]
        if items:
            listed += nodes.definition_list_item(
                "", nodes.term("", "", link(page)), nodes.definition("", bullets(items))
            )
    return [listed]


def _prose(spans: Sequence[Span], mark: Mark) -> list[nodes.Node]:
    """Prose of another page: its words, its citations, and its verdicts on claims."""
    made: list[nodes.Node] = []
    for kind, group in groupby(spans, lambda span: (span.target or "").partition(":")[0]):
        named = [(span.target or "").partition(":")[2] for span in group] if kind in ("cite", "verdict") else []
        if kind == "cite":
            made.append(cite(named, mark.page.docname, in_brackets=True))
        elif kind == "verdict":
            made += [node for id in named for node in verdict(id, mark)]
        else:
            made += [nodes.Text(span.text) for span in group]
    return made


def _blank(mark: Mark) -> list[nodes.Node]:
    fill = _BLANKS.get(mark.argument)  # what is asked for and unknown has been reported
    return fill(mark) if fill else []


def _blank_loop(mark: Mark) -> list[nodes.Node]:
    placed = by_place(mark.kb.graph, mark.kb.site)
    loop = mark.kb.site.loop
    steps = [(len(placed[step.id]), loop.index(mark.kb.site.after(step))) for step in loop]
    return [picture("", draw=lambda _uri_of: blank_loop(steps))]


def _blank_map(mark: Mark) -> list[nodes.Node]:
    return [picture("", draw=partial(blank_map, whole_network(mark.kb.graph, mark.kb.site)))]


def _blank_name_check(mark: Mark) -> list[nodes.Node]:
    card = nodes.definition_list("", classes=[NAME_CHECK, "blank", "simple"])
    for question in mark.kb.site.name_check:
        lines = [paragraph(classes=("to-fill",)) for _line in range(3)]
        card += nodes.definition_list_item("", nodes.term("", question), nodes.definition("", *lines))
    return [paragraph("Name: ", nodes.inline("", "", classes=["to-fill"])), card]


_BLANKS: dict[str, Callable[[Mark], list[nodes.Node]]] = {
    "loop": _blank_loop,
    "map": _blank_map,
    "name-check": _blank_name_check,
}

#: What fills the place of each view.
EXERCISE_VIEWS: dict[str, Callable[[Mark], list[nodes.Node]]] = {
    "question": _question,
    "recall": _recall,
    "open-questions": _open_questions,
    "blank": _blank,
}
