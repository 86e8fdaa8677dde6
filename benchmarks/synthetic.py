"""Writes knowledge bases of any size, to measure what nobody has written yet.

The pages are shaped as the real ones are, and their words mean nothing. As there, about half are pages of
concepts and the others plain text, besides the first page and the lists of everything: the loop with its map, the
glossary, all claims, all references. Relations, claims, studies and records are as many to a page as in the real
knowledge base. For what is to be found only, all pages may be of concepts, which bring more of that than any other.
"""

from __future__ import annotations

import math
import random
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from benchmarks.synthetic_evidence import SECTIONS, EvidenceWriter
from knowledge_base.model import RelationKind, Standing
from knowledge_base.reading.source import FRONT_MATTER
from knowledge_base.rules.prose import british_spelling_in

REAL = Path(__file__).resolve().parent.parent / "docs"
#: Where the pages of concepts lie, as the real ones do.
FOLDER = "terms"

#: The sections that hold nothing but text, and how many words that is in all of them together.
TEXT_SECTIONS = ("You might recognize", "How it works", "What it costs", "What it is not")
WORDS_OF_TEXT = 450
SHORTEST_SENTENCE, LONGEST_SENTENCE = 6, 18
SENTENCES_IN_A_PARAGRAPH = 3
LONGEST_DESCRIPTION = 150
#: How many questions a page of a concept asks, how many answers each has, and how many words there are in the question,
#: in an answer and in its explanation, as on the real pages.
QUESTIONS, ANSWERS = 3, 3
WORDS_OF_QUESTION, WORDS_OF_ANSWER, WORDS_OF_EXPLANATION = 20, 8, 15
#: Of so many pages, so many are of concepts, as in the real knowledge base.
CONCEPTS_OF = (22, 45)
LEDGER = ("counts", "picture", "table", "untested", "claims", "files")
#: More than any text of random words could reach: how hard it reads tells nothing.
ANY_GRADE = {"flesch_kincaid": 99, "smog": 99}

#: The lists of everything: what each shows, by its document.
LISTS = {
    "loop": ("The loop", ("loop", "map")),
    "glossary": ("Glossary", ("glossary-overview} step", "glossary-overview} letter")),
    "claims": ("All claims", tuple(f"ledger}} {part}" for part in LEDGER)),
    "references": ("References", ()),
}

#: By how much a vocabulary V grows with a text of n words at least, V ~ n^0.5 (Heaps' law; 0.49 in the collection that
#: Manning, Raghavan and Schütze measure in "Introduction to Information Retrieval", 2008, section 5.1.1).
HEAPS_EXPONENT = 0.5

#: What the first page cites.
SOURCE = "simon1955class"
RECORD = f"""@article{{{SOURCE},
  author = {{Simon, Herbert A.}},
  title = {{On a Class of Skew Distribution Functions}},
  journal = {{Biometrika}},
  year = {{1955}},
}}
"""

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
#: What is no prose on a page: the lines of directives, their options and comments; roles, targets and addresses.
_MARKUP = re.compile(r"^\s*(?::{2,}|:\w|`{3}|%).*$|\{[a-z:]+\}|\]\([^)]*\)| <[^>]*>", re.MULTILINE)
_DATES = {"reviewed": "2026-01-01", "next_review": "2099-01-01", "reviewer": "nobody"}


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the real pages list under one key of their front matter, as words: one list of phrases a page."""

    pages: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def words(self) -> list[str]:
        """All words, in order."""
        return list(chain.from_iterable(chain.from_iterable(self.pages)))

    @property
    def lengths(self) -> list[int]:
        """The number of words in each phrase."""
        return [len(phrase) for phrase in chain.from_iterable(self.pages) if phrase]

    @property
    def counts(self) -> list[int]:
        """The number of phrases on each page."""
        return [len(phrases) for phrases in self.pages]


class Inventor:
    """Makes words up that look like English: each letter follows the three before it as in the words that it knows."""

    CONTEXT = 3
    LENGTHS = range(4, 15)

    def __init__(self, words: Iterable[str], chance: random.Random) -> None:
        self.known = set(words)
        self.chance = chance
        self.following: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.known):
            spelled = " " * self.CONTEXT + word + " "
            for end in range(self.CONTEXT, len(spelled)):
                self.following[spelled[end - self.CONTEXT : end]].append(spelled[end])

    def invent(self) -> str:
        """A word that was not there before, and that no rule of the extension calls British."""
        while True:
            word = self._spell()
            if word not in self.known and len(word) in self.LENGTHS and not _is_british(word):
                self.known.add(word)
                return word

    def invent_name(self) -> str:
        """A new word that is no other's singular either, and none of whose plurals will be invented."""
        while True:
            word = self.invent()
            plurals = {word + "s", word + "es", word[:-1] + "ies", word[:-2] + "es"}
            if not plurals & self.known:
                self.known |= plurals
                return word

    def _spell(self) -> str:
        spelled = " " * self.CONTEXT
        while not spelled.endswith(" ") or len(spelled) == self.CONTEXT:
            spelled += self.chance.choice(self.following[spelled[-self.CONTEXT :]])
        return spelled.strip()


class Urn:
    """Words of one kind of text, drawn as often as they stood there so far, the real text included.

    Now and then a word is new. Simon ("On a class of skew distribution functions", 1955) showed that such draws give
    the few frequent and many rare words of a language. How often one is new follows from Heaps' law, V = c · n^b, as
    dV/dn = b · V / n; the exponent b is measured on the real text, as the growth from its half to its whole.
    """

    def __init__(self, words: Sequence[str], inventor: Inventor, chance: random.Random) -> None:
        self.words = list(words)
        self.distinct = len(set(words))
        self.inventor = inventor
        self.chance = chance
        self.exponent = max(_growth(words), HEAPS_EXPONENT)

    def draw(self) -> str:
        """One word."""
        is_new = self.chance.random() < self.exponent * self.distinct / len(self.words)
        word = self.inventor.invent() if is_new else self.chance.choice(self.words)
        self.distinct += is_new
        self.words.append(word)
        return word

    def draws(self, count: int) -> list[str]:
        """So many words."""
        return [self.draw() for _ in range(count)]


class Writer:
    """Writes the pages of one knowledge base."""

    def __init__(self, pages: int, seed: int, concepts_of: tuple[int, int]) -> None:
        self.chance = random.Random(seed)
        self.also, self.said, self.definitions, prose = _read()
        words = {*self.also.words, *self.said.words, *prose}
        self.inventor = Inventor(words, self.chance)
        self.urn_of_also, self.urn_of_said, self.urn_of_prose = (
            Urn(text, self.inventor, self.chance) for text in (self.also.words, self.said.words, prose)
        )
        self.places = [place["id"] for place in _real_site()["places"]]
        self.names = [self._name() for _ in range(pages)]
        self.some, self.of = concepts_of
        are_concepts = [number % self.of < self.some for number in range(pages)]
        self.concepts = [name for name, is_concept in zip(self.names, are_concepts, strict=True) if is_concept]
        self.standings: list[Standing] = []
        self.evidence = EvidenceWriter(REAL, are_concepts, seed)

    def _name(self) -> str:
        """A name of two or three words, the last of them its own: no text can hold the name by chance."""
        drawn = self.urn_of_also.draws(self.chance.randint(1, 2))
        return " ".join(word.capitalize() for word in (*drawn, self.inventor.invent_name()))

    def page(self, number: int) -> str:
        """The source of one page; pages have to be written in their order."""
        name = self.names[number]
        if number % self.of >= self.some:
            return self._plain_page(name)
        front = {
            "type": "term",
            "nav": name,
            "description": self._description(),
            "step": self.chance.choice(self.places),
            "standing": self._standing(),
            "also_called": self._phrases(self.also, self.urn_of_also),
            "people_say": self._phrases(self.said, self.urn_of_said),
            "sentences": ["S1"],
            **_DATES,
        }
        return "\n".join(
            [
                f"---\n{_yaml(front)}---\n\n# {name}\n",
                f":::{{glossary}}\n{name}\n  {self._text(self.chance.choice(self.definitions))}\n:::\n",
                f":::{{plain-words}}\n{self._text(20)}\n:::\n",
                *(self._section(heading) for heading in TEXT_SECTIONS),
                *self.evidence.sections(number, self.standings[number]),
                f"## An example\n\n:::{{example}}\n{self._text(60)}\n:::\n",
                "## Connections\n",
                *self._relations(number),
                ":::{connections}\n:::\n",
                "## Try to recall\n",
                *(self._question() for _question in range(QUESTIONS)),
                "## Mentioned on\n\n:::{mentions}\n:::\n",
            ]
        )

    def _plain_page(self, name: str) -> str:
        front = {"type": "plain", "nav": name, "description": self._description(), **_DATES}
        self.standings.append(Standing.RESEARCHED)
        return "\n".join([f"---\n{_yaml(front)}---\n\n# {name}\n", *map(self._section, TEXT_SECTIONS)])

    def claims(self) -> Iterator[tuple[str, str]]:
        """All claims, studies and records, as files: the name of each, and what is in it. They come after the pages."""
        real = [word for text in self.evidence.texts for word in _words(text)]
        urn = Urn(real, self.inventor, self.chance)
        for number, (name, standing) in enumerate(zip(self.names, self.standings, strict=True)):
            made = self.evidence.file(number, _slug(name), standing, urn)
            if made:
                yield f"evidence/{_slug(name)}.yaml", _yaml({**_DATES, **made})
        yield "studies.yaml", _yaml({key: self.evidence.study(urn) for key in self.evidence.keys})
        records = (self.evidence.record(key, urn) for key in self.evidence.keys)
        yield "references.bib", "\n".join([RECORD, *records])

    def _standing(self) -> str:
        self.standings.append(self.chance.choice(list(Standing)))
        return str(self.standings[-1])

    def _section(self, heading: str) -> str:
        """A section of text whose last sentence links to another page; linking to the page itself does no harm."""
        sentences = list(self._sentences(WORDS_OF_TEXT // len(TEXT_SECTIONS)))
        sentences[-1] = f"{sentences[-1][:-1]} {{term}}`{self.chance.choice(self.concepts)}`."
        ends = range(0, len(sentences), SENTENCES_IN_A_PARAGRAPH)
        paragraphs = ("\n".join(sentences[at : at + SENTENCES_IN_A_PARAGRAPH]) for at in ends)
        return f"## {heading}\n\n" + "\n\n".join(paragraphs) + "\n"

    def _relations(self, number: int) -> Iterator[str]:
        """Three or four relations; on the smallest sites fewer, so that none leads to the page itself."""
        for kind in self.chance.sample(list(RelationKind), self.chance.randint(3, 4)):
            target = self.chance.choice(self.concepts)
            if target != self.names[number]:
                reason = next(self._sentences(SHORTEST_SENTENCE + 8))
                yield f":::{{relation}} {kind} {_slug(target)}\n:basis: stated\n:sentences: S1\n\n{reason}\n:::\n"

    def _description(self) -> str:
        sentence = " ".join(self.urn_of_prose.draws(16)).capitalize()
        return sentence[:LONGEST_DESCRIPTION].rpartition(" ")[0] + "."

    def _phrases(self, like: Phrases, urn: Urn) -> list[str]:
        """Phrases as many and as long as on a real page; the few that come twice count once."""
        lengths = (self.chance.choice(like.lengths) for _ in range(self.chance.choice(like.counts)))
        return list(dict.fromkeys(" ".join(urn.draws(length)) for length in lengths))

    def _question(self) -> str:
        """A question whose first answer is right."""
        answers = [
            f"- {self._text(WORDS_OF_ANSWER)}\n  {'No' if wrong else 'Yes'}: {self._text(WORDS_OF_EXPLANATION)}\n"
            for wrong in range(ANSWERS)
        ]
        asked = self._text(WORDS_OF_QUESTION).replace(".", "")
        return f":::{{question}} {asked}?\n{''.join(answers)}:::\n"

    def _text(self, count: int) -> str:
        return " ".join(self._sentences(count))

    def _sentences(self, count: int) -> Iterator[str]:
        """Sentences of so many words together; the last may be as short as one."""
        while count > 0:
            words = self.urn_of_prose.draws(min(count, self.chance.randint(SHORTEST_SENTENCE, LONGEST_SENTENCE)))
            count -= len(words)
            yield " ".join(words).capitalize() + "."


def write(folder: Path, pages: int, seed: int = 1, concepts_of: tuple[int, int] = CONCEPTS_OF) -> None:
    """Writes the sources of a knowledge base that builds without a warning.

    Args:
        folder: where the pages and the data files come to lie, as in the project's `docs`.
        pages: how many pages, the first page and the lists of everything included; at least eight.
        seed: the same number gives the same site.
        concepts_of: of so many pages, how many are of concepts.
    """
    writer = Writer(pages - 1 - len(LISTS), seed, concepts_of)
    for name in (FOLDER, "evidence"):
        (folder / name).mkdir(parents=True)
    files = {
        "site.yaml": _yaml(_site()),
        "article.yaml": _yaml(_article(f"{FOLDER}/{_slug(writer.names[0])}")),
        "avoid.yaml": _yaml([{"avoid": "nothing-to-avoid", "instead": "Nothing."}]),
        "index.md": _index(),
        **{f"{docname}.md": _list(docname, name, views) for docname, (name, views) in LISTS.items()},
    }
    pages_of_concepts = ((f"{FOLDER}/{_slug(name)}.md", number) for number, name in enumerate(writer.names))
    for file, text in chain(
        files.items(), ((file, writer.page(number)) for file, number in pages_of_concepts), writer.claims()
    ):
        (folder / file).write_text(text, encoding="utf-8")
    for picture in (_real_site()["link_picture"]["file"], "favicon.svg"):
        shutil.copy(REAL / picture, folder / picture)


def _read() -> tuple[Phrases, Phrases, list[int], list[str]]:
    """Of the real pages: other names, what people say, the lengths of the definitions in words, and all prose."""
    also, said, definitions, prose = [], [], [], []
    for path in sorted(path for path in REAL.rglob("*.md") if path.parent.name != "_skeletons"):
        source = path.read_text(encoding="utf-8")
        fenced = FRONT_MATTER.match(source)
        front = yaml.safe_load(fenced[1]) if fenced else {}
        if "step" in front:
            also.append(tuple(tuple(_words(phrase)) for phrase in front["also_called"]))
            said.append(tuple(tuple(_words(phrase)) for phrase in front["people_say"]))
        body = source[fenced.end() :] if fenced else ""
        for block in re.findall(r"^:::\{glossary\}\n.+\n((?: +.+\n)+):::", body, re.MULTILINE):
            definitions.append(len(_words(block)))
        prose += _words(_MARKUP.sub(" ", body))
    return Phrases(tuple(also)), Phrases(tuple(said)), definitions, prose


def _site() -> object:
    """The real site's settings, without the limits of style, and without the pages that are not there."""
    site = _real_site()
    sections = [*TEXT_SECTIONS, *SECTIONS, "An example", "Connections", "Try to recall", "Mentioned on"]
    keys = ["step", "standing", "also_called", "people_say", "sentences"]
    site["page_types"] = {
        "term": {"label": "Term", "keys": keys, "sections": sections, **ANY_GRADE},
        "home": {"label": "Home", "stands": "Where all pages begin", **ANY_GRADE},
        "plain": {"label": "Page", "stands": "Beside the loop", **ANY_GRADE},
        "list": {"label": "List", "stands": "All pages at a glance", **ANY_GRADE},
    }
    site["plain_words"] = ANY_GRADE
    site["evidence"].update(ANY_GRADE)
    site["support"]["page"] = "index"
    site["search"]["ways_on"] = [{"page": "genindex", "label": "The index"}]
    site["search"]["fewest_phrases"] = 1
    return site


def _real_site() -> Any:
    return yaml.safe_load((REAL / "site.yaml").read_text(encoding="utf-8"))


def _article(page: str) -> object:
    section = {"heading": "A heading", "page": page, "sentences": ["S1"]}
    return {"title": "An article", "updated": "2025-01-01", "sections": [section]}


def _index() -> str:
    front = {"type": "home", "nav": "Home", "description": "Where all pages begin.", **_DATES}
    lists = "\n".join(LISTS)
    toctrees = (
        f"```{{toctree}}\n:hidden:\n:caption: {caption}\n{listed}\n```\n"
        for caption, listed in (("Lists", f"\n{lists}"), ("Terms", f":glob:\n\n{FOLDER}/*"))
    )
    text = f"How words come about, says {{cite:t}}`{SOURCE}`.\n\n:::{{download}}\n:::\n"
    return "\n".join([f"---\n{_yaml(front)}---\n\n# All pages\n", text, *toctrees])


def _list(docname: str, name: str, views: Sequence[str]) -> str:
    """A list of everything: its views, or the bibliography."""
    front = {"type": "list", "nav": name, "description": f"{name}, as one list.", **_DATES}
    shown = [f":::{{{view if ' ' in view else view + '}'}\n:::\n" for view in views]
    return "\n".join(
        [f"---\n{_yaml(front)}---\n\n# {name}\n", "All there is.\n", *(shown or ["```{bibliography}\n:all:\n```\n"])]
    )


def _growth(words: Sequence[str]) -> float:
    """The exponent of Heaps' law: the logarithm of how a vocabulary grows from every other word to all of them."""
    half = (len(set(words[::2])) + len(set(words[1::2]))) / 2
    return math.log2(len(set(words)) / half)


def _words(text: str) -> list[str]:
    """The words of a text in lower case, without those that people may search for, and pages must not write."""
    found = (word.lower().replace("’", "'") for word in _WORD.findall(text))
    return [word for word in found if not _is_british(word)]


@cache
def _is_british(word: str) -> bool:
    return any(british_spelling_in(word))


def _slug(name: str) -> str:
    return re.sub(r"[^a-z]+", "-", name.lower())


def _yaml(content: object) -> str:
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=1000)
