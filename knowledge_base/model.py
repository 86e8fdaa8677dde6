"""What a knowledge base is made of: plain data and closed vocabularies.

Nothing here knows about Sphinx, docutils or files, so every rule and view above can be tested with a few literals.
What each page has many of are named tuples, which Python stores and loads several times as fast as other objects.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

#: The box that holds the main message of a page, the one of a definition in a glossary, and that of a first path.
PLAIN_WORDS = "plain-words"
DEFINITION = "definition"
FIRST_PATH = "first-path"
#: The boxes of what one does on a page: recall, examine a name, read a story from both sides, put a message together.
QUESTION = "question"
NAME_CHECK = "name-check"
STORY = "story"
CHAIR = "chair"
MESSAGE = "message"
#: What is folded away under a question, and a list in which one looks for somebody to turn to.
ANSWERS = "answers"
CONTACTS = "contacts"
#: The boxes that a type of page can ask for.
BOXES = (PLAIN_WORDS, "example", QUESTION, NAME_CHECK, STORY, MESSAGE)
#: What a link to a bibliographic record begins with, and one to the verdict on a claim.
CITE = "cite:"
VERDICT = "verdict:"
#: The list of all references, among the views of a page.
BIBLIOGRAPHY = "bibliography"
#: The term index, a page that nobody writes.
INDEX = "genindex"


class Standing(StrEnum):
    """How well known the name of a concept is outside this knowledge base."""

    OWN = "article's own name"
    CLOSE = "close to a researched idea"
    RESEARCHED = "researched term"


class Basis(StrEnum):
    """What a relation rests on."""

    STATED = "stated"
    IMPLIED = "implied"
    RESEARCH = "research"
    EDITORS = "editors"

    @property
    def sentence(self) -> str:
        """The basis as readers see it."""
        return {
            Basis.STATED: "Link stated in the article.",
            Basis.IMPLIED: "Link implied in the article.",
            Basis.RESEARCH: "Link supported by research.",
            Basis.EDITORS: "The contributors' reading.",
        }[self]


class RelationKind(StrEnum):
    """How one concept bears on another."""

    FEEDS = "feeds"
    PROTECTS_AGAINST = "protects-against"
    GETS_IN_THE_WAY_OF = "gets-in-the-way-of"
    PULLS_AGAINST = "pulls-against"
    IS_A_KIND_OF = "is-a-kind-of"
    CONTRASTS_WITH = "contrasts-with"
    EASED_BY = "eased-by"

    @property
    def phrase(self) -> str:
        """The relation in words, read from the page that states it."""
        return {
            RelationKind.FEEDS: "feeds",
            RelationKind.PROTECTS_AGAINST: "protects against",
            RelationKind.GETS_IN_THE_WAY_OF: "gets in the way of",
            RelationKind.PULLS_AGAINST: "pulls against",
            RelationKind.IS_A_KIND_OF: "is a kind of",
            RelationKind.CONTRASTS_WITH: "contrasts with",
            RelationKind.EASED_BY: "is eased by",
        }[self]

    @property
    def inverse_phrase(self) -> str:
        """The relation in words, read from the page that it points to."""
        return {
            RelationKind.FEEDS: "is fed by",
            RelationKind.PROTECTS_AGAINST: "is held off by",
            RelationKind.GETS_IN_THE_WAY_OF: "is blocked by",
            RelationKind.PULLS_AGAINST: "pulls against",
            RelationKind.IS_A_KIND_OF: "includes",
            RelationKind.CONTRASTS_WITH: "contrasts with",
            RelationKind.EASED_BY: "eases",
        }[self]


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in the content: where it stands, what is wrong, what to write instead."""

    path: str
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"

    @property
    def text(self) -> str:
        """The problem without its place."""
        return f"{self.message} {self.remedy}"


class Relation(NamedTuple):
    """A typed link from the page that states it to another concept."""

    kind: RelationKind
    target: str
    reason: str
    basis: Basis
    sentences: tuple[str, ...]
    line: int


class Entry(NamedTuple):
    """A glossary entry: the name, then its aliases, and their one definition.

    `anchors` are the HTML ids of the names, in the same order; `markup` is the definition with its links and emphasis.
    """

    names: tuple[str, ...]
    anchors: tuple[str, ...]
    definition: str
    line: int
    markup: str = ""


class Span(NamedTuple):
    """A stretch of prose; `target` is what it links to, or None for text that links nowhere."""

    text: str
    target: str | None = None


class Block(NamedTuple):
    """A paragraph or list item: the section it stands in, its box ("" for none), its line and its text."""

    section: str
    box: str
    line: int
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The whole text, links included; line breaks are those of the source."""
        return "".join(span.text for span in self.spans)


class Heading(NamedTuple):
    """A heading: its level (1 is the title), its line and its text."""

    level: int
    line: int
    text: str


class Section(NamedTuple):
    """A part of a page that links can lead to: its HTML id, its heading, and the line where it begins."""

    anchor: str
    heading: str
    line: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The flat facts at the top of a page."""

    type: str
    nav: str
    description: str
    reviewed: datetime.date
    next_review: datetime.date
    reviewer: str
    is_concept: bool = False
    place: str = ""
    standing: Standing | None = None
    also_called: tuple[str, ...] = ()
    people_say: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)


class ViewUse(NamedTuple):
    """Where a page asks for a view: its name, what is asked of it, and the line."""

    name: str
    argument: str
    line: int


class Answer(NamedTuple):
    """A possible answer to a question, in one line, and why it is right or wrong."""

    text: str
    explained: str
    is_right: bool
    line: int


class Question(NamedTuple):
    """A question on what a page says, with its possible answers; one of them is right."""

    asked: str
    answers: tuple[Answer, ...]
    line: int


class Reply(StrEnum):
    """How a question about a name is answered, in a word."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    OPEN = "open"


class CheckedName(NamedTuple):
    """One question about a name with its answer, without the first word, which is the reply."""

    asked: str
    reply: Reply
    spans: tuple[Span, ...]


class Story(NamedTuple):
    """A story: the section it stands in, its line, and how many words each voice in it has."""

    section: str
    line: int
    words: tuple[int, ...]


@dataclass(slots=True)
class Page:
    """All that one page contributes to the knowledge base.

    `boxes` are the names of its boxes, in order; `steps` the documents that a first path leads over, in order; `words`
    how many its prose has; `contents` the list of its sections, in HTML.
    """

    docname: str
    front: FrontMatter | None = None
    title: str = ""
    entries: list[Entry] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    fence_faults: list[tuple[int, str]] = field(default_factory=list)
    blocks: Sequence[Block] = ()
    links: list[str] = field(default_factory=list)
    views: list[ViewUse] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    name_check: list[CheckedName] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    words: int = 0
    contents: str = ""

    @property
    def id(self) -> str:
        """The page's short name, by which relations refer to it."""
        return self.docname.rsplit("/", 1)[-1]

    @property
    def nav(self) -> str:
        """The short name in lists and menus."""
        return self.front.nav if self.front else self.title

    @property
    def is_concept(self) -> bool:
        """Whether the page is about one idea or term, and so can be related to others."""
        return bool(self.front and self.front.is_concept)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a concept stands: a step of the loop, or beside it.

    `leads_on` tells what the arrow to the next step rests on; None for places beside the loop. `leads_to` is the id of
    the step that the arrow leads to, where that is not the next one, and, after the last, not the first; `leads_note` a
    word on what the arrow rests on, or "".
    """

    id: str
    name: str
    summary: str
    leads_on: Basis | None
    leads_to: str = ""
    leads_note: str = ""

    @property
    def leads_by(self) -> str:
        """What the arrow to the next step rests on, in words that follow "…, "; "" for places beside the loop."""
        return (
            f"{self.leads_on} by the article{f', {self.leads_note}' if self.leads_note else ''}"
            if self.leads_on
            else ""
        )


@dataclass(frozen=True, slots=True)
class GradeLimits:
    """The highest reading grades allowed: Flesch-Kincaid and SMOG, in US school years."""

    flesch_kincaid: float
    smog: float


@dataclass(frozen=True, slots=True)
class PageType:
    """What pages of one type bring: further front-matter keys, sections in order, and how hard they may read.

    `label` is what readers see of the type, `stands` where its pages stand to the loop, in words, where they have no
    step of their own, and `weight` how much such a page counts in the search (1 for most). `holds` are the boxes on
    such a page and how many of each there are at least, `says` sentences that stand on it word for word; `tells` is the
    box that each of its sections holds, or "".
    """

    name: str
    label: str
    stands: str
    weight: float
    keys: tuple[str, ...]
    sections: tuple[str, ...]
    limits: GradeLimits
    holds: dict[str, int] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    tells: str = ""


@dataclass(frozen=True, slots=True)
class AvoidedWord:
    """A wording that the editorial standard avoids, as a regular expression, and what to write instead."""

    pattern: str
    instead: str


@dataclass(frozen=True, slots=True)
class ArticleSection:
    """A section of the source article: its heading, the page that restates it, and the ids of its sentences."""

    heading: str
    page: str
    sentences: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Support:
    """The quiet line at the foot of every page: a sentence, and the page it leads to."""

    text: str
    page: str
    label: str


@dataclass(frozen=True, slots=True)
class LinkPicture:
    """The picture that other services show beside a link to the site: its file beside the pages, and what it shows."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class WayOn:
    """A page to go to from words that find nothing, the words of the link, and its line in the site's data."""

    page: str
    label: str
    line: int


@dataclass(frozen=True, slots=True)
class SearchWording:
    """What the search needs to know of the subject.

    `fewest_phrases` is how many things that people say a page names at least. `distress` are wordings after which the
    page of the support line comes first, `harmless` those that hold such words and mean something else. In both, a
    slash parts words that may stand for one another.
    """

    fewest_phrases: int
    distress: tuple[str, ...]
    harmless: tuple[str, ...]
    ways_on: tuple[WayOn, ...]


@dataclass(frozen=True, slots=True)
class EvidenceWording:
    """How claims and studies may be worded: how hard they may read, and, as regular expressions, which words say that
    one thing leads to another, which that somebody else says so, and which leave it open.
    """

    limits: GradeLimits
    causal: str
    reporting: str
    leaving_open: str


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share; written by editors in data files beside the pages.

    `story_words` are the fewest and the most words of a voice in a story, `short_version` the sections whose first
    words the short version of a page keeps, and `name_check` what is asked of a name.
    """

    archive: str
    link_picture: LinkPicture
    support: Support
    places: tuple[Place, ...]
    standing_notes: dict[Standing, str]
    page_types: dict[str, PageType]
    plain_words_limits: GradeLimits
    evidence: EvidenceWording
    search: SearchWording
    words_per_sentence: int
    sentences_per_paragraph: int
    story_words: tuple[int, int]
    reporting_sections: tuple[str, ...]
    short_version: tuple[str, ...]
    name_check: tuple[str, ...]
    avoided: tuple[AvoidedWord, ...]
    article: tuple[ArticleSection, ...]

    def place(self, id: str) -> Place:
        """The place with this id. Raises KeyError where there is none."""
        return {place.id: place for place in self.places}[id]

    @property
    def loop(self) -> tuple[Place, ...]:
        """The places on the loop, in order."""
        return tuple(place for place in self.places if place.leads_on)

    def after(self, step: Place) -> Place:
        """The step that the arrow from this one leads to."""
        loop = self.loop
        return self.place(step.leads_to) if step.leads_to else loop[(loop.index(step) + 1) % len(loop)]

    @property
    def sentence_ids(self) -> tuple[str, ...]:
        """All sentences of the source article, in its order."""
        return tuple(id for section in self.article for id in section.sentences)
