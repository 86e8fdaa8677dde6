"""Rules for the words of a page: sentence length, wording, spelling, reading grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from knowledge_base.model import DEFINITION, PLAIN_WORDS, AvoidedWord, Block, GradeLimits, Page, Problem, Site
from knowledge_base.rules.readability import Grades, grades, sentences, words

#: A mistake in a text: at which character it begins, what is wrong, what to write instead.
Slip = tuple[int, str, str]


def check_prose(page: Page, site: Site) -> Iterator[Problem]:
    """All rules on the wording of one page."""
    yield from roles_as_text(page)
    yield from long_sentences(page, site.words_per_sentence)
    yield from long_reasons(page, site.words_per_sentence)
    yield from long_paragraphs(page, site.sentences_per_paragraph)
    yield from avoided_words(page, site.avoided, site.reporting_sections)
    yield from british_spelling(page)
    yield from hard_reading(page, site)


def roles_as_text(page: Page) -> Iterator[Problem]:
    """Markup that was not read as such, because of a stray space or mark, and would show on the page."""
    for block in page.blocks:
        for match in re.finditer(r"\{[a-z-]+\}", block.text):
            remedy = f"Write it without a space, with backticks: {match[0]}`text`."
            line = line_at(block, match.start())
            yield Problem(page.docname, line, f'"{match[0]}" stands here as plain text.', remedy)


def long_sentences(page: Page, limit: int) -> Iterator[Problem]:
    """Sentences of more than `limit` words."""
    for block in page.blocks:
        for position, message, remedy in long_sentences_in(block.text, limit):
            yield Problem(page.docname, line_at(block, position), message, remedy)


def long_sentences_in(text: str, limit: int) -> Iterator[Slip]:
    """The sentences of more than `limit` words in a text."""
    for sentence in sentences(text):
        count = len(words(sentence))
        if count > limit:
            remedy = f"Split it: {limit} are the limit, 20 are better."
            yield text.index(sentence), f"This sentence has {count} words.", remedy


def long_reasons(page: Page, limit: int) -> Iterator[Problem]:
    """Reasons of relations that are more than one sentence, or one of more than `limit` words."""
    for relation in page.relations:
        count, parts = len(words(relation.reason)), len(sentences(relation.reason))
        if parts > 1 or count > limit:
            message = f"The reason of this relation has {count} words in {parts} sentence{'s' if parts > 1 else ''}."
            yield Problem(page.docname, relation.line, message, f"Give it in one sentence of at most {limit} words.")


def long_paragraphs(page: Page, limit: int) -> Iterator[Problem]:
    """Paragraphs of more than `limit` sentences. Boxes and definitions have a shape of their own."""
    for block in page.blocks:
        count = len(sentences(block.text))
        if not block.box and count > limit:
            remedy = f"Split it with an empty line: {limit} are the limit."
            yield Problem(page.docname, block.line, f"This paragraph has {count} sentences.", remedy)


def avoided_words(page: Page, avoided: Sequence[AvoidedWord], reporting_sections: Sequence[str]) -> Iterator[Problem]:
    """Wordings from the list of those to avoid, outside the sections that report somebody else's words."""
    for line, text in _texts(page, skip_sections=reporting_sections):
        for position, message, remedy in avoided_words_in(text, avoided):
            yield Problem(page.docname, line + text.count("\n", 0, position), message, remedy)


def avoided_words_in(text: str, avoided: Sequence[AvoidedWord]) -> Iterator[Slip]:
    """The wordings in a text that are on the list of those to avoid."""
    for word in avoided:
        for match in whole_words(word.pattern).finditer(text):
            yield match.start(), f'"{match[0]}" is on the list of words to avoid.', word.instead


@cache
def whole_words(pattern: str) -> re.Pattern[str]:
    """A regular expression that matches whole words, in upper or lower case."""
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


def british_spelling(page: Page) -> Iterator[Problem]:
    """Words spelled in the British way, by the list that codespell ships."""
    for line, text in _texts(page):
        for position, message, remedy in british_spelling_in(text):
            yield Problem(page.docname, line + text.count("\n", 0, position), message, remedy)


def british_spelling_in(text: str) -> Iterator[Slip]:
    """The words of a text that are spelled in the British way."""
    american = _american_spelling()
    for match in re.finditer(r"[A-Za-z]+", text):
        instead = american.get(match[0].lower())
        if instead:
            yield match.start(), f'"{match[0]}" is British spelling.', f'Write "{instead}".'


def hard_reading(page: Page, site: Site) -> Iterator[Problem]:
    """A page, or its plain-words box, that reads harder than its type allows."""
    page_type = site.page_types.get(page.front.type) if page.front else None
    if page_type is None:
        return
    box = [block for block in page.blocks if block.box == PLAIN_WORDS]
    body = [block for block in page.blocks if block.box not in (PLAIN_WORDS, DEFINITION)]
    for what, blocks, limits in (("plain-words box", box, site.plain_words_limits), ("page", body, page_type.limits)):
        found = page_grades(blocks)
        for name, grade, limit in over(found, limits):
            yield Problem(
                page.docname,
                blocks[0].line,
                f"The {what} has reading grade {grade:.1f} ({name}).",
                f"Shorten its longest sentences and words: {limit:g} is the limit.",
            )


def page_grades(blocks: Sequence[Block]) -> Grades:
    """The reading grades of some blocks. The names of terms are left out, being explained where they lead."""
    return grades("".join(" " if _is_term(span.target) else span.text for span in block.spans) for block in blocks)


def line_at(block: Block, position: int) -> int:
    """The source line of a position in the text of a block."""
    return block.line + block.text.count("\n", 0, position)


def _is_term(target: str | None) -> bool:
    return bool(target and target.startswith("term:"))


def over(found: Grades, limits: GradeLimits) -> Iterator[tuple[str, float, float]]:
    """The grades that lie above their limits: name, grade, limit."""
    if found.flesch_kincaid > limits.flesch_kincaid:
        yield "Flesch-Kincaid", found.flesch_kincaid, limits.flesch_kincaid
    if found.smog > limits.smog:
        yield "SMOG", found.smog, limits.smog


def _texts(page: Page, skip_sections: Sequence[str] = ()) -> Iterator[tuple[int, str]]:
    """The line and text of all that the page says: description, menu name, definitions, reasons and prose."""
    if page.front:
        for key in ("nav", "description"):
            yield page.front.lines.get(key, 1), getattr(page.front, key)
    for relation in page.relations:
        yield relation.line, relation.reason
    for block in page.blocks:
        if block.section not in skip_sections:
            yield block.line, block.text


@cache
def _american_spelling() -> dict[str, str]:
    """British words with their American spelling."""
    table = files("codespell_lib").joinpath("data", "dictionary_en-GB_to_en-US.txt").read_text(encoding="utf-8")
    pairs = (line.split("->") for line in table.splitlines() if "->" in line)
    return {british: american.split(",")[0] for british, american in pairs}
