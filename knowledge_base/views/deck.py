"""All questions as flash cards, in the text that Anki imports.

What the lines at its top mean: https://docs.ankiweb.net/importing/text-files.html#file-headers
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from knowledge_base.model import Page, Question

#: The name of the file; it stands beside the page that offers it.
DECK_FILE = "recall-cards.txt"
_LETTERS = "ABCDEFGH"


def deck(asking: Mapping[str, Sequence[Page]], name: str) -> str:
    """The cards, one a line: a name by which a later import finds the same card again, front, back, and tags.

    Args:
        asking: the pages that ask questions, by the name of their place.
        name: the name of the deck.
    """
    head = [
        "#separator:tab",
        "#html:true",
        f"#deck:{name}",
        "#notetype:Basic",
        "#columns:Id\tFront\tBack\tTags",
        "#guid column:1",
        "#tags column:4",
    ]
    cards = [
        "\t".join((f"{page.id}-{number}", _front(question), _back(question, page), f"{_tag(place)} {page.id}"))
        for place, pages in asking.items()
        for page in pages
        for number, question in enumerate(page.questions, 1)
    ]
    return "\n".join([*head, *cards]) + "\n"


def _front(question: Question) -> str:
    answers = "".join(f"<li>{escape(answer.text)}</li>" for answer in question.answers)
    return f'{escape(question.asked)}<ol type="A">{answers}</ol>'


def _back(question: Question, page: Page) -> str:
    letters = dict(zip(_LETTERS, question.answers, strict=False))
    right = next(letter for letter, answer in letters.items() if answer.is_right)
    explained = "".join(f"<li>{escape(answer.explained)}</li>" for answer in question.answers)
    return f'<b>{right}</b><ol type="A">{explained}</ol>{escape(page.title)}'


def _tag(place: str) -> str:
    return place.lower().replace(" ", "-")
