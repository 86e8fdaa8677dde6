"""Writes claims, studies and records for the made-up pages of `synthetic`: as many as the real ones, and as long."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge_base.evidence import MIXED_DESIGNS, Claim, ClaimFile
from knowledge_base.model import Standing
from knowledge_base.reading.evidence import read_evidence
from knowledge_base.reading.site import read_site
from knowledge_base.rules.prose import whole_words

if TYPE_CHECKING:
    from benchmarks.synthetic import Urn

SHORTEST_SENTENCE, LONGEST_SENTENCE = 6, 18
#: The article has one sentence, which every claim takes up.
SENTENCES = ["S1"]
#: What a page has to name researched ideas for, where it makes claims.
NAMED_BY_OTHERS = (Standing.OWN, Standing.CLOSE)
#: Sections that show claims, with the voice that tells them, and what they say where the page has none.
SECTIONS = {
    "What the article says": "the article says",
    "What research says": "research says",
    "What is not known": "not known",
}
NONE_TOLD = "No claim of this page is told here."


class EvidenceWriter:
    """Writes the evidence of one knowledge base.

    Each page of a concept gets the claims of some real one, drawn by chance. Their number, verdicts, texts by length
    and citations are those of the real ones; so is the number of records to so many citations.
    """

    def __init__(self, real: Path, are_concepts: Sequence[bool], seed: int) -> None:
        """Plans the evidence of pages, which are of concepts or not, after the knowledge base in `real`."""
        self.chance = random.Random(f"evidence {seed}")
        site, problems = read_site(real)
        assert site, problems
        evidence = read_evidence(real, site)
        self.causal = whole_words(site.evidence.causal)
        like = sorted(evidence.files.values(), key=lambda file: file.id)
        self.files = [self.chance.choice(like) if is_concept else None for is_concept in are_concepts]
        self.texts_of_claims = [text for claim in evidence.claims.values() for text in claim.texts.values()]
        self.nearest = [idea for file in evidence.files.values() for idea in file.nearest]
        self.studies = list(evidence.studies.values())
        cited = sum(_citations(file) for file in evidence.files.values())
        share = len(evidence.references) / cited
        self.keys = [f"record{number}" for number in range(round(share * sum(map(_citations, self.files))))]
        self.deck: list[str] = []

    @property
    def texts(self) -> list[str]:
        """The real texts of the evidence, to be written like."""
        return [text for study in self.studies for text in study.texts] + self.texts_of_claims

    def sections(self, number: int, standing: Standing) -> Iterator[str]:
        """The sections of a page that show its claims."""
        claims = _claims(self.files[number])
        voices = {str(claim.voice) for claim in claims} | {"not known" for claim in claims if claim.unknown}
        for heading, voice in SECTIONS.items():
            yield f"## {heading}\n"
            yield f":::{{claims}} {voice}\n:::\n" if voice in voices else f"{NONE_TOLD}\n"
            if voice == "research says" and claims and standing in NAMED_BY_OTHERS:
                yield ":::{nearest-ideas}\n:::\n"

    def file(self, number: int, id: str, standing: Standing, urn: Urn) -> dict[str, Any] | None:
        """The file of the claims of a page, or None where it has none; `id` is that of the page."""
        claims = _claims(self.files[number])
        if not claims:
            return None
        made: dict[str, Any] = {"claims": [self._claim(f"{id}-{n}", like, urn) for n, like in enumerate(claims)]}
        if standing in NAMED_BY_OTHERS:
            made["nearest"] = [self._nearest(urn) for _ in range(3)]
        return made

    def study(self, urn: Urn) -> dict[str, Any]:
        """A study as one of the real ones is. Effects to be drawn are left out: one real page alone shows them."""
        like = self.chance.choice(self.studies)
        made: dict[str, Any] = {"kind": str(like.kind)}
        if like.kind.pools:
            made["of"] = str(like.of or MIXED_DESIGNS)
        for key, text in zip(("who", "finding", "limits"), like.texts, strict=True):
            made[key] = self._text(len(text.split()), urn)
        return made

    def record(self, key: str, urn: Urn) -> str:
        """A bibliographic record of two authors."""
        title, journal = (" ".join(urn.draws(count)).title() for count in (8, 3))
        authors = " and ".join(", ".join(urn.draw().capitalize() for _ in range(2)) for _ in range(2))
        number = key.removeprefix("record")
        fields = {
            "author": authors,
            "title": title,
            "journal": journal,
            "year": self.chance.randint(1960, 2025),
            "volume": self.chance.randint(1, 90),
            "pages": "101--118",
            "doi": f"10.1000/made.{number}",
            "note": "Checked: " + self._text(12, urn),
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@article{{{key},\n{lines}}}\n"

    def _claim(self, id: str, like: Claim, urn: Urn) -> dict[str, Any]:
        texts = {key: self._text(len(text.split()), urn) for key, text in like.texts.items() if text}
        texts["claim"] = self._sentence(min(len(like.text.split()), LONGEST_SENTENCE), urn)
        studies = self._deal(len(like.studies))
        return {"id": id, **texts, "sentences": SENTENCES, "verdict": str(like.verdict), "studies": studies}

    def _nearest(self, urn: Urn) -> dict[str, Any]:
        like = self.chance.choice(self.nearest)
        name = " ".join(urn.draws(len(like.name.split()))).capitalize()
        text = self._text(len(like.differs.split()), urn)
        return {"name": name, "studies": self._deal(len(like.studies)), "differs": text}

    def _deal(self, count: int) -> list[str]:
        """So many keys, each once, from a deck that is shuffled again when all are dealt: every one gets used."""
        dealt: list[str] = []
        while len(dealt) < min(count, len(self.keys)):
            if not self.deck:
                self.deck = self.chance.sample(self.keys, len(self.keys))
            key = self.deck.pop()
            if key in dealt:
                self.deck.insert(0, key)
            else:
                dealt.append(key)
        return dealt

    def _text(self, count: int, urn: Urn) -> str:
        made = []
        while count > 0:
            length = min(count, self.chance.randint(SHORTEST_SENTENCE, LONGEST_SENTENCE))
            made.append(self._sentence(length, urn))
            count -= length
        return " ".join(made)

    def _sentence(self, count: int, urn: Urn) -> str:
        """A sentence that does not say that one thing leads to another, which few studies can show."""
        while True:
            sentence = " ".join(urn.draws(count)).capitalize() + "."
            if not self.causal.search(sentence):
                return sentence


def _claims(file: ClaimFile | None) -> tuple[Claim, ...]:
    return file.claims if file else ()


def _citations(file: ClaimFile | None) -> int:
    return sum(len(claim.studies) for claim in _claims(file))
