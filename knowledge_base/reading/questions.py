"""Questions with explained answers, and cards on which a name is examined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from knowledge_base.model import (
    ANSWERS,
    NAME_CHECK,
    QUESTION,
    Answer,
    Block,
    CheckedName,
    Problem,
    Question,
    Reply,
    Site,
    Span,
)
from knowledge_base.reading.directives import view
from knowledge_base.reading.doctree import BOX, line_of, read_spans
from knowledge_base.reading.records import choose
from knowledge_base.reporting import report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: What the explanation of an answer begins with, and whether the answer is then right.
_JUDGED = {"Yes:": True, "No:": False}
#: What the directive of a name check hands over to the one who collects the page.
_REPLY = "kb_reply"


class QuestionDirective(SphinxDirective):
    """A question in the first line, then a list: each item an answer and, on its next lines, the explanation."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> Sequence[nodes.Node]:
        problems: list[Problem] = []
        asked = " ".join((self.arguments[0] if self.arguments else "").split())
        question = read_question(asked, list(self.content), self.env.docname, self.lineno, problems)
        report(problems)
        if question is None:
            return []
        place = view("", name="question", argument=asked, question=question)
        self.set_source_info(place)
        return [place]


def read_question(
    asked: str, content: Sequence[str], docname: str, line: int, problems: list[Problem]
) -> Question | None:
    """Reads a question as written; what is wrong with it is added to `problems`.

    Args:
        asked: the question itself.
        content: the lines beneath.
        docname: the page.
        line: where the question stands; `content` begins one line below.
        problems: takes what is wrong.

    Returns:
        The question, or None where something is wrong.
    """
    found: list[Problem] = []
    if not asked.endswith("?"):
        remedy = "Write it whole, and on one line, behind the name: “{question} Why is it so?”."
        found.append(Problem(docname, line, "This is no question.", remedy))
    answers = []
    for at, text, explained in _answers(content, line + 1):
        is_right = next((judged for word, judged in _JUDGED.items() if explained.startswith(word)), None)
        if is_right is None or not explained.partition(":")[2].strip():
            remedy = 'Write beneath, indented by two spaces, "Yes:" or "No:" and why that is so.'
            found.append(Problem(docname, at, f'The answer "{text}" is not explained.', remedy))
        answers.append(Answer(text, explained, bool(is_right), at))
    right = len([answer for answer in answers if answer.is_right])
    if not found and len(answers) < 2:
        remedy = 'Write two answers or more, each on a line of its own after "- ", with its explanation beneath.'
        found.append(Problem(docname, line, f"This question has {len(answers) or 'no'} answer.", remedy))
    elif not found and right != 1:
        remedy = 'Let one explanation begin with "Yes:", and those of the other answers with "No:".'
        found.append(Problem(docname, line, f"Of these answers, {right or 'none'} are right, not one.", remedy))
    problems += found
    return None if found else Question(asked, tuple(answers), line)


def _answers(content: Sequence[str], first_line: int) -> Iterator[tuple[int, str, str]]:
    """The items of a list: the line where each begins, its first line, and what else it says."""
    items: list[tuple[int, list[str]]] = []
    for line, text in enumerate(content, first_line):
        if text.startswith("- "):
            items.append((line, [text.removeprefix("- ").strip()]))
        elif text.strip() and items:
            items[-1][1].append(text.strip())
    for line, (text, *more) in items:
        yield line, text, " ".join(more)


def blocks_of(question: Question) -> list[Block]:
    """A question as prose, for the rules on wording: what is asked, the answers, and what is folded away."""
    shown = [(question.asked, question.line), *((answer.text, answer.line) for answer in question.answers)]
    folded = [(answer.explained, answer.line + 1) for answer in question.answers]
    return [
        Block("", box, line, (Span(text),))
        for box, texts in ((QUESTION, shown), (ANSWERS, folded))
        for text, line in texts
    ]


class NameCheckDirective(SphinxDirective):
    """Answers to what the site asks of each name: a numbered list, in the order of its questions.

    Each answer begins with a word in bold: **Yes.**, **Partly.**, **No.** or **Open.**
    """

    has_content = True

    def run(self) -> Sequence[nodes.Node]:
        site: Site = self.config.kb_site
        lists = [one for one in self.parse_content_to_nodes() if isinstance(one, nodes.enumerated_list)]
        items = [item for one in lists for item in one.findall(nodes.list_item)]
        if len(items) != len(site.name_check):
            message = f"This name check has {len(items)} answers to {len(site.name_check)} questions."
            remedy = f"Write a numbered list with one answer to each: {' '.join(site.name_check)}"
            report([Problem(self.env.docname, self.lineno, message, remedy)])
            return []
        checked = nodes.definition_list("", classes=[NAME_CHECK, "simple"])
        checked[BOX] = NAME_CHECK
        self.set_source_info(checked)
        for question, item in zip(site.name_check, items, strict=True):
            answer = nodes.definition("", *item.children)
            answer[_REPLY] = self._reply(item)
            checked += nodes.definition_list_item("", nodes.term("", question), answer)
        return [checked]

    def _reply(self, item: nodes.list_item) -> Reply | None:
        """The word in bold with which an answer begins."""
        word = item.next_node(nodes.strong)

        def wrong(message: str, remedy: str) -> None:
            report([Problem(self.env.docname, line_of(item[0]) if len(item) else self.lineno, message, remedy)])

        if word is None or not item.astext().startswith(word.astext()):
            remedy = f"Begin it with one of these: {' '.join(f'**{one.capitalize()}.**' for one in Reply)}"
            wrong("This answer does not begin with a word in bold.", remedy)
            return None
        return choose(word.astext().rstrip(".").lower(), Reply, wrong, "answer")


def read_name_check(doctree: nodes.document) -> list[CheckedName]:
    """What the name check of a page answers, in order."""
    answers = [one for one in doctree.findall(nodes.definition) if one.get(_REPLY)]
    return [CheckedName(one.parent[0].astext(), one[_REPLY], _without_reply(read_spans(one))) for one in answers]


def _without_reply(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """What follows the word in bold, which is the first text of an answer."""
    first = next(index for index, span in enumerate(spans) if span.text.strip())
    return spans[first + 1 :]
