"""Stories, invented and marked so, and messages put together from pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from knowledge_base.model import CHAIR, MESSAGE, STORY, Problem, Story
from knowledge_base.reading.directives import view
from knowledge_base.reading.doctree import BOX, line_of, read_text, section_of
from knowledge_base.reporting import report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.util.typing import OptionSpec

_MARK = "Invented. Not real people."
_KEPT_HERE = "Nothing that you pick or write here is stored or sent."


class StoryDirective(SphinxDirective):
    """A story under its mark, told in one voice or by `{chair}`s; `:claims:` names what it illustrates."""

    has_content = True
    option_spec: ClassVar[OptionSpec] = {"claims": str}

    def run(self) -> Sequence[nodes.Node]:
        claims = self.options.get("claims", "").replace(",", " ").split()
        if not claims:
            remedy = "Name the claims under the first line, such as “:claims: one-claim, another-claim”."
            report([Problem(self.env.docname, self.lineno, "This story does not say what it illustrates.", remedy)])
        box = nodes.container("", nodes.paragraph("", _MARK, classes=["label"]), classes=[STORY])
        box[BOX] = STORY
        self.set_source_info(box)
        box += [_heading(node) for node in _side_by_side(self.parse_content_to_nodes())]
        box += view("", name="illustrated", argument=" ".join(claims))
        return [box]


def _heading(node: nodes.Node) -> nodes.Node:
    """A small heading for a paragraph that is nothing but bold; other nodes as they are."""
    said = [child for child in node.children if child.astext()]
    if isinstance(node, nodes.paragraph) and len(said) == 1 and isinstance(said[0], nodes.strong):
        return nodes.rubric("", node.astext().rstrip("."), **{"heading-level": 3})
    return node


def _side_by_side(told: Sequence[nodes.Node]) -> list[nodes.Node]:
    """What a story holds, its chairs put together where the first of them stands."""
    chairs = [node for node in told if isinstance(node, nodes.container) and node.get(BOX) == CHAIR]
    if not chairs:
        return list(told)
    at = told.index(chairs[0])
    both = nodes.container("", *chairs, classes=["chairs"])
    return [*told[:at], both, *(node for node in told[at:] if node not in chairs)]


class ChairDirective(SphinxDirective):
    """One side of a story, told from where one person sits: `{chair} Who it is`."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> Sequence[nodes.Node]:
        if not self.arguments:
            remedy = "Write who it is behind the name, such as “{chair} The one who waits”."
            report([Problem(self.env.docname, self.lineno, "This chair is nobody's.", remedy)])
        box = nodes.container(
            "", nodes.paragraph("", " ".join(self.arguments), classes=["chair-name"]), classes=[CHAIR]
        )
        box[BOX] = CHAIR
        self.set_source_info(box)
        box += self.parse_content_to_nodes()
        return [box]


class MessageDirective(SphinxDirective):
    """Pieces of a message to choose from: `{message} What it is for`, then a list of pieces, each a list of choices.

    It is a list to copy from; a script makes of it a place to put a message together.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> Sequence[nodes.Node]:
        made = self.parse_content_to_nodes()
        pieces = [item for one in made if isinstance(one, nodes.bullet_list) for item in one.children]
        if not self.arguments or not pieces or any(piece.next_node(nodes.bullet_list) is None for piece in pieces):
            message = "This message does not say what it is for, or one of its pieces has nothing to choose from."
            remedy = (
                "Write “{message} What it is for”, then each piece after “- ” and beneath, indented by two "
                "spaces, its choices after “- ”."
            )
            report([Problem(self.env.docname, self.lineno, message, remedy)])
        box = nodes.container("", nodes.paragraph("", " ".join(self.arguments), classes=["label"]), classes=[MESSAGE])
        box[BOX] = MESSAGE
        self.set_source_info(box)
        box += made
        box += nodes.paragraph("", _KEPT_HERE, classes=["private"])
        return [box]


def read_stories(doctree: nodes.document) -> list[Story]:
    """The stories of a page, in order."""
    boxes = [box for box in doctree.findall(nodes.container) if box.get(BOX) == STORY]
    return [Story(section_of(box), line_of(box), tuple(_lengths(box))) for box in boxes]


def _lengths(story: nodes.container) -> Iterator[int]:
    """How many words each voice of a story has. Where nobody has a chair, one voice tells what stands before the first
    small heading.
    """
    chairs = [one for one in story.findall(nodes.container) if one.get(BOX) == CHAIR]
    if chairs:
        yield from (_words(one.children[1:]) for one in chairs)
        return
    told = story.children[1:]
    headings = [index for index, node in enumerate(told) if isinstance(node, nodes.rubric)]
    yield _words(told[: headings[0]] if headings else told)


def _words(told: Sequence[nodes.Node]) -> int:
    return sum(len(read_text(node).split()) for node in told if isinstance(node, nodes.Element))
