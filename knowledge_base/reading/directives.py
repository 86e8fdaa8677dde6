"""The directives that writers use.

Boxes hold prose; `relation` states one typed link; the others mark the place of a view, which is filled in once every
page has been read.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.domains.std import Glossary
from sphinx.util.docutils import SphinxDirective, SphinxRole

from knowledge_base.evidence import Voice
from knowledge_base.model import FIRST_PATH, PLAIN_WORDS, Basis, Problem, Relation, RelationKind
from knowledge_base.reading.doctree import BOX, CONTENT_NOTE, SKIPS_TO
from knowledge_base.reading.records import choose
from knowledge_base.reporting import report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.util.typing import OptionSpec

_BASES = ", ".join(f":basis: {basis}" for basis in Basis)


class view(nodes.General, nodes.Element):  # noqa: N801 – docutils names nodes so
    """Marks the place of a view. `name` tells which one, `argument` what the writer asked of it."""


class stated_relation(nodes.Invisible, nodes.Element):  # noqa: N801
    """Holds a relation until the page is collected. Shows nothing."""


class Box(SphinxDirective):
    """A box of prose under a fixed label. Subclasses carry the words."""

    has_content = True
    name_of_box: ClassVar[str]
    label: ClassVar[str]

    def run(self) -> Sequence[nodes.Node]:
        box = nodes.container("", classes=[self.name_of_box])
        box[BOX] = self.name_of_box
        box += nodes.paragraph("", self.label, classes=["label"])
        box += self.parse_content_to_nodes()
        self.set_source_info(box)
        return [box]


class PlainWords(Box):
    """The main message of a page, for the most tired of its readers."""

    name_of_box = PLAIN_WORDS
    label = "In plain words"


class Example(Box):
    """An invented story, marked as such on screen and in print."""

    name_of_box = "example"
    label = "Invented. Not a real person."


class ContentNote(SphinxDirective):
    """One factual line on what a page covers, with a link around it: `{content-note} #section Words of the link`."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> Sequence[nodes.Node]:
        goal, _, words = (self.arguments[0] if self.arguments else "").partition(" ")
        if not goal.startswith("#") or not words:
            line = self.lineno
            remedy = "Write where to skip to, and in which words: “{content-note} #connections Go to the connections”."
            report([Problem(self.env.docname, line, "This content note offers no way around.", remedy)])
        box = nodes.container("", classes=["content-note"])
        box[BOX] = CONTENT_NOTE
        box[SKIPS_TO] = goal.removeprefix("#")
        self.set_source_info(box)
        box += self.parse_content_to_nodes()
        skip = nodes.reference("", words, internal=True, refid=goal.removeprefix("#"))
        box += nodes.paragraph("", "", skip, classes=["label"])
        return [box]


class FirstPath(SphinxDirective):
    """The steps of a first path: a numbered list, each item with a link to its page. The build adds the minutes."""

    has_content = True

    def run(self) -> Sequence[nodes.Node]:
        box = nodes.container("", *self.parse_content_to_nodes(), classes=[FIRST_PATH])
        box[BOX] = FIRST_PATH
        self.set_source_info(box)
        return [box]


class RelationDirective(SphinxDirective):
    """States one relation from this page to another: `{relation} feeds other-page`, its basis and its reason."""

    has_content = True
    optional_arguments = 2
    option_spec: ClassVar[OptionSpec] = {"basis": str, "sentences": str}

    def run(self) -> Sequence[nodes.Node]:
        problems: list[Problem] = []
        relation = read_relation(
            self.arguments, self.options, list(self.content), self.env.docname, self.lineno, problems
        )
        report(problems)
        # Left in the page for its reader to collect, together with the rest of the page.
        return [stated_relation("", relation=relation)] if relation else []


def read_relation(
    arguments: Sequence[str],
    options: dict[str, str],
    content: Sequence[str],
    docname: str,
    line: int,
    problems: list[Problem],
) -> Relation | None:
    """Reads one relation as written; what is wrong with it is added to `problems`.

    Returns:
        The relation, or None where its kind, target, basis or reason is missing or unknown.
    """

    def wrong(message: str, remedy: str) -> None:
        problems.append(Problem(docname, line, message, remedy))

    if len(arguments) != 2:
        wrong(
            "A relation needs a kind and a page.", "Write them after the name, such as “{relation} feeds other-page”."
        )
        return None
    kind = choose(arguments[0], RelationKind, wrong, "kind of relation")
    if "basis" not in options:
        wrong("This relation does not say what it rests on.", f"Write one of these under it: {_BASES}.")
        return None
    basis = choose(options["basis"], Basis, wrong, "basis of a relation")
    reason = " ".join(" ".join(content).split())
    if not reason:
        wrong("This relation has no reason.", "Say in one sentence why it holds, under an empty line.")
    elif not reason.endswith("."):
        wrong("The reason of this relation is not a sentence.", "Write one sentence that ends with a period.")
    if kind is None or basis is None or not reason:
        return None
    sentences = tuple(options.get("sentences", "").replace(",", " ").split())
    return Relation(kind, arguments[1], reason, basis, sentences, line)


class GlossaryDirective(Glossary):
    """Sphinx's glossary, with the lines of its terms: under MyST, Sphinx counts them from the block, not the page."""

    def run(self) -> list[nodes.Node]:
        for index, (text, below) in enumerate(pairwise([*self.content, ""]), self.lineno + 1):
            if text and not text[0].isspace() and not below.strip():
                remedy = "Say what it means in one or two sentences on the next line, indented by two spaces."
                report([Problem(self.env.docname, index, f'The term "{text}" has no definition.', remedy)])
        made = super().run()
        for node in made:
            for term in node.findall(nodes.term):
                term.line = self.lineno + 1 + (term.line or 0)
        return made


#: The views by the names that writers use, and what each may be asked for; "" where nothing has to be, None where a
#: rule says later whether there is such a thing.
VIEW_ARGUMENTS: dict[str, tuple[str, ...] | None] = {
    "connections": ("",),
    "mentions": ("",),
    "loop": ("", "brief"),
    "map": ("", "picture"),
    "glossary-overview": ("letter", "step"),
    "article-order": ("",),
    "download": ("",),
    "claims": ("", *Voice),
    "claim": None,
    "nearest-ideas": ("",),
    "ledger": ("counts", "picture", "table", "claims", "untested", "files"),
    "effects": ("",),
    "recall": ("", "deck"),
    "open-questions": ("",),
    "blank": ("loop", "map", "name-check"),
}


class VerdictRole(SphinxRole):
    """The verdict on a claim, within a sentence: `{verdict}` and the id of the claim in backticks."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        place = view("", name="verdict", argument=self.text)
        self.set_source_info(place)
        return [place], []


class ViewDirective(SphinxDirective):
    """Marks the place of a view. The name of the directive is the name of the view."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> Sequence[nodes.Node]:
        argument = self.arguments[0] if self.arguments else ""
        known = VIEW_ARGUMENTS[self.name]
        if known is not None and argument not in known:
            ways = " or ".join(f"“{{{self.name}}}{' ' if way else ''}{way}”" for way in known)
            message = f'"{argument}" is nothing that {{{self.name}}} can show.'
            report([Problem(self.env.docname, self.lineno, message, f"Write {ways}.")])
        place = view("", name=self.name, argument=argument)
        self.set_source_info(place)
        return [place]
