"""What the search of the site knows: everything that can be an answer, and where each of its words stands.

The browser looks words up with MiniSearch (https://lucaong.github.io/minisearch/). Making its index there would take
seconds on a large site, so it is made here; `words_of` parts texts exactly as `words` in static/search-answers.js does.
"""

from __future__ import annotations

import json
import re
import string
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from knowledge_base.evidence import Evidence
from knowledge_base.graph import Graph
from knowledge_base.model import ANSWERS, BIBLIOGRAPHY, DEFINITION, QUESTION, Page, Section, Site
from knowledge_base.views.claims import told_as, unknowns

#: The fields of the index, in which a word counts differently.
FIELDS = ("names", "also", "said")
#: What an answer is: the groups in which results are shown.
CONCEPT, WORD, PAGE = "concept", "word", "page"
WORD_KIND, WORD_WEIGHT = "Word in the glossary", 0.5

_MARKS = re.compile(r"[\u0300-\u036f'’ʼ]")
_BASE_36 = string.digits + string.ascii_lowercase
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that a search can find: a concept, a word of the glossary, or any other page.

    `kind` is what readers see of its kind, `names` begins with the name that is shown, `also` are other words under
    which it is looked up, `said` what people say, `about` its definition or description. `weight` is 1 for most, and
    less for what should not come before a page of the same name.
    """

    uri: str
    group: str
    kind: str
    names: tuple[str, ...]
    also: tuple[str, ...]
    said: tuple[str, ...]
    about: str
    weight: float


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one section: the number of the answer whose page it stands on, its HTML id, its heading."""

    answer: int
    anchor: str
    heading: str
    text: str


def answers(graph: Graph, site: Site, uri_of: Callable[[str], str]) -> list[Answer]:
    """All answers: page by page in the order of the docnames, each page before the words that it defines.

    Args:
        graph: all pages, joined.
        site: what all pages share.
        uri_of: gives the address of a page.
    """
    found = []
    for page in graph.pages.values():
        uri = uri_of(page.docname)
        found.append(_of_page(page, site, uri))
        entries = page.entries[1:] if page.is_concept else page.entries
        found += [
            Answer(f"{uri}#{entry.anchors[0]}", WORD, WORD_KIND, entry.names, (), (), entry.definition, WORD_WEIGHT)
            for entry in entries
        ]
    return found


def passages(
    graph: Graph,
    evidence: Evidence,
    site: Site,
    found: list[Answer],
    uri_of: Callable[[str], str],
    *,
    in_full: bool,
) -> list[Passage]:
    """What pages say beyond their names and summaries.

    Args:
        graph: all pages, joined.
        evidence: all claims, studies and records.
        site: what all pages share.
        found: all answers.
        uri_of: gives the address of a page.
        in_full: whether to take the text of each section, its claims and the reasons of its connections included, and
            each source by itself; else only the headings that no other page of that type has.
    """
    numbers = {answer.uri: number for number, answer in enumerate(found)}
    made = []
    for page in graph.pages.values():
        number = numbers[uri_of(page.docname)]
        if not in_full:
            usual = site.page_types[page.front.type].sections if page.front else ()
            own = [section for section in page.sections if section.heading not in usual]
            made += [Passage(number, section.anchor, section.heading, "") for section in own]
            continue
        sections = [Section("", "", 0), *page.sections]
        for section, following in pairwise([*sections, None]):
            assert section
            texts = _texts(page, section, following, evidence)
            if texts:
                made.append(Passage(number, section.anchor, section.heading, " ".join(texts)))
        if any(use.name == BIBLIOGRAPHY for use in page.views):
            made += [Passage(number, source.key, "", source.short) for source in evidence.references.values()]
    return made


def words_of(text: str) -> list[str]:
    """The words of a text as the index holds them: lower case, without accents and apostrophes."""
    return _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", text)).lower())


#: What is shown of an answer beside its name; more than half of a large index.
_DETAILS = ("also", "said", "about")


def index_file(found: list[Answer], site: Site, uri_of: Callable[[str], str], *, in_full: bool) -> str:
    """The script that brings the answers and the index of their names and phrases; `in_full` as for `passages`: if not,
    other names, phrases and definitions come in the text file, to be shown once it is there.

    The words come sorted, each without the letters that it shares with the one before; their number, in base 36, stands
    for these. The places of a word are the numbers 3 × answer + field in ascending order, one for each time that it
    stands there, each written as its distance from the one before, in base 26, its last digit in upper case. This
    halves what would else be digits and commas, and has to be loaded before the first result.
    """
    places: dict[str, list[int]] = {}
    for number, answer in enumerate(found):
        for field, texts in enumerate((answer.names, answer.also, answer.said)):
            for word in words_of(" ".join(texts)):
                places.setdefault(word, []).append(number * len(FIELDS) + field)
    ordered = sorted(places)
    columns = ("uri", "group", "kind", "names", "weight", *(_DETAILS if in_full else ()))
    content = {
        "answers": _columns(found, columns),
        "fields": FIELDS,
        "words": " ".join(_shortened(before, word) for before, word in pairwise(["", *ordered])),
        "places": " ".join("".join(map(_digits, _distances(places[word]))) for word in ordered),
        "help": {
            "uri": uri_of(site.support.page),
            "text": site.support.text,
            "after": [_plain_words(phrase) for phrase in site.search.distress],
            "unless": [_plain_words(phrase) for phrase in site.search.harmless],
        },
        "waysOn": [[uri_of(way.page), way.label] for way in site.search.ways_on],
    }
    return f"kbSearch.index={_json(content)};\n"


def text_file(made: Iterable[Passage], found: list[Answer], *, in_full: bool) -> str:
    """The script that brings the passages, and what the index left out."""
    rows = [[one.answer, one.anchor, one.heading, one.text] for one in made]
    content = {"passages": rows, "answers": _columns(found, () if in_full else _DETAILS)}
    return f"kbSearch.text={_json(content)};\n"


def _columns(found: list[Answer], names: tuple[str, ...]) -> dict[str, list[object]]:
    return {name: [getattr(answer, name) for answer in found] for name in names}


def _of_page(page: Page, site: Site, uri: str) -> Answer:
    front = page.front
    assert front, "a page without front matter fails the build"
    page_type = site.page_types[front.type]
    own = page.entries[0] if page.is_concept and page.entries else None
    names = {name.casefold(): name for name in (*(own.names if own else ()), page.title, front.nav)}
    names = {front.nav.casefold(): front.nav, **names}
    return Answer(
        uri,
        CONCEPT if page.is_concept else PAGE,
        f"{page_type.label}, {front.standing}" if front.standing else page_type.label,
        tuple(names.values()),
        (*front.also_called, *front.keywords),
        front.people_say,
        own.definition if own else front.description,
        page_type.weight,
    )


#: Definitions are answers of their own, and among the answers to a question most are wrong.
_NOT_SEARCHED = (DEFINITION, QUESTION, ANSWERS)


def _texts(page: Page, section: Section, following: Section | None, evidence: Evidence) -> list[str]:
    """All texts between the beginnings of two sections, in order."""

    def within(line: int) -> bool:
        return section.line <= line and (following is None or line < following.line)

    texts = [(block.line, _plain(block.text)) for block in page.blocks if block.box not in _NOT_SEARCHED]
    file = evidence.files.get(page.id)
    for use in page.views:
        if use.name == "claims" and file:
            texts += [(use.line, claim.text) for claim in told_as(file, use.argument)]
            texts += [(use.line, claim.unknown) for claim in unknowns(file, use.argument)]
        elif use.name == "nearest-ideas" and file:
            texts += [(use.line, f"{idea.name}: {idea.differs}") for idea in file.nearest]
        elif use.name == "claim" and use.argument in evidence.claims:
            texts.append((use.line, evidence.claims[use.argument].text))
    texts += [(relation.line, _plain(relation.reason)) for relation in page.relations]
    return [text for line, text in sorted(texts, key=lambda one: one[0]) if within(line)]


def _distances(places: list[int]) -> list[int]:
    return [places[0], *(after - before for before, after in pairwise(places))]


def _shortened(before: str, word: str) -> str:
    """What is left of a word. Letters that take two of JavaScript's characters are never among the shared ones."""
    shared = 0
    for one, other in zip(before, word[: len(_BASE_36) - 1], strict=False):
        if one != other or ord(one) > 0xFFFF:
            break
        shared += 1
    return _BASE_36[shared] + word[shared:]


def _digits(number: int) -> str:
    digits = chr(ord("A") + number % 26)
    while number := number // 26:
        digits = chr(ord("a") + number % 26) + digits
    return digits


def _plain_words(phrase: str) -> str:
    """A phrase with its words as the index would hold them, and with the slashes between them."""
    return " ".join("/".join("".join(words_of(word)) for word in place.split("/")) for place in phrase.split())


def _plain(text: str) -> str:
    return " ".join(text.split())


def _json(content: object) -> str:
    """JSON that may stand in a script of its own, as it is read by every browser."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("\u2028", " ").replace("\u2029", " ")
