"""What is claimed, and what research says of it: plain data and closed vocabularies, as in `model`."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from knowledge_base.model import Problem


class Voice(StrEnum):
    """Who speaks: a reader is never left to guess."""

    ARTICLE = "the article says"
    RESEARCH = "research says"
    UNKNOWN = "not known"

    @property
    def short(self) -> str:
        """The voice in one word, for addresses and attributes."""
        return self.name.lower()


class Verdict(StrEnum):
    """How far research carries a claim, the furthest first."""

    WELL_SUPPORTED = "well supported"
    LIMITED = "supported, with limits"
    MIXED = "mixed"
    UNTESTED = "untested"
    COINED = "coined by the article"

    @property
    def voice(self) -> Voice:
        """The voice in which a claim with this verdict is told."""
        return {Verdict.UNTESTED: Voice.UNKNOWN, Verdict.COINED: Voice.ARTICLE}.get(self, Voice.RESEARCH)

    @property
    def needs_studies(self) -> bool:
        """Whether the verdict says that there are studies."""
        return self.voice is Voice.RESEARCH


class Kind(StrEnum):
    """Kinds of evidence."""

    META_ANALYSIS = "meta-analysis"
    SYSTEMATIC_REVIEW = "systematic review"
    NARRATIVE_REVIEW = "narrative review"
    RANDOMIZED_TRIAL = "randomized trial"
    EXPERIMENT = "experiment"
    LONGITUDINAL = "longitudinal"
    SURVEY = "survey"
    BRAIN_IMAGING = "brain imaging"
    THEORY = "theory"
    GUIDANCE = "guidance"

    @property
    def pools(self) -> bool:
        """Whether it sums up studies, and can show no more than these do."""
        return self in (Kind.META_ANALYSIS, Kind.SYSTEMATIC_REVIEW)


@dataclass(frozen=True, slots=True)
class Effect:
    """One standardized difference between groups, such as Hedges' g; above 0 where the intervention did better.

    `outcome` is what was measured, `what` the intervention, `against` what it was compared with, `interval` the 95 %
    confidence interval where it was seen.
    """

    outcome: str
    what: str
    against: str
    size: float
    interval: tuple[float, float] | None
    line: int = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Study:
    """What one publication found, in whom, and what it cannot show. `key` is that of its bibliographic record.

    `of` is the kind of the studies that a pooling one sums up; None where these are of several kinds, and where nothing
    is pooled. A study with `only_with` is cited only where that other one is cited too, which qualifies it.
    """

    key: str
    kind: Kind
    of: Kind | None
    who: str
    finding: str
    limits: str
    only_with: str
    effects: tuple[Effect, ...]
    line: int = field(repr=False, compare=False)

    @property
    def design(self) -> str:
        """The kind in words: "meta-analysis of surveys"."""
        if self.kind in (Kind.LONGITUDINAL, Kind.BRAIN_IMAGING):
            return f"{self.kind} study"
        if self.kind.pools:
            return f"{self.kind} of {_plural(self.of) if self.of else MIXED_DESIGNS}"
        return self.kind.value

    @property
    def carries_cause(self) -> bool:
        """Whether it can show that one thing leads to another: where something was changed, and compared."""
        return (self.of or self.kind) in (Kind.RANDOMIZED_TRIAL, Kind.EXPERIMENT)

    @property
    def texts(self) -> tuple[str, str, str]:
        """All that is told of it."""
        return self.who, self.finding, self.limits


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: where the article makes it (nowhere, if `sentences` is empty), how far research carries it, and why.

    `unknown` and `overreach` are "" where there is nothing to say. `studies` are keys. `lines` tells where each
    value stands.
    """

    id: str
    text: str
    sentences: tuple[str, ...]
    verdict: Verdict
    why: str
    studies: tuple[str, ...]
    would_change: str
    unknown: str
    overreach: str
    line: int = field(repr=False, compare=False)
    lines: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def voice(self) -> Voice:
        """Who tells it."""
        return self.verdict.voice

    @property
    def texts(self) -> dict[str, str]:
        """What readers see of it, by the key under which it was written."""
        return {
            "claim": self.text,
            "why": self.why,
            "would_change": self.would_change,
            "not_known": self.unknown,
            "overreach": self.overreach,
        }


@dataclass(frozen=True, slots=True)
class NearestIdea:
    """An idea from research that lies near the page's own, and how the two differ."""

    name: str
    studies: tuple[str, ...]
    differs: str
    line: int = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """The claims of one page: those of `ideas/example` stand in `evidence/example.yaml`, whose id is "example"."""

    id: str
    reviewed: datetime.date
    next_review: datetime.date
    reviewer: str
    claims: tuple[Claim, ...]
    nearest: tuple[NearestIdea, ...]
    lines: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def path(self) -> str:
        """The file, from the folder of the pages."""
        return f"{FOLDER}/{self.id}.yaml"

    @property
    def keys(self) -> set[str]:
        """The keys of all that it cites."""
        cited = [claim.studies for claim in self.claims] + [idea.studies for idea in self.nearest]
        return {key for keys in cited for key in keys}


@dataclass(frozen=True, slots=True)
class Reference:
    """A bibliographic record: its key, its authors, year and title in short, its DOI ("" where none is recorded), the
    needed fields that it lacks, its text and its line in the file.
    """

    key: str
    short: str
    doi: str
    missing: tuple[str, ...]
    text: str
    line: int = field(repr=False, compare=False)


@dataclass(frozen=True)
class Evidence:
    """All claims by the id of their page, all studies and all bibliographic records by key; `problems` were found in
    reading.
    """

    files: dict[str, ClaimFile] = field(default_factory=dict)
    studies: dict[str, Study] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """All claims by id, page by page."""
        return {claim.id: claim for file in self.files.values() for claim in file.claims}

    @cached_property
    def page_of(self) -> dict[str, str]:
        """The id of the page of each claim."""
        return {claim.id: file.id for file in self.files.values() for claim in file.claims}

    def studies_of(self, claim: Claim) -> list[Study]:
        """The studies of a claim, in its own order; those that have no record are left out."""
        return [self.studies[key] for key in claim.studies if key in self.studies]

    def kinds_of(self, claim: Claim) -> list[Kind]:
        """The kinds of evidence that carry a claim, each once, in the order of the vocabulary.

        Studies of what is untested, or named by the article alone, only come near it and carry nothing.
        """
        found = {study.kind for study in self.studies_of(claim)} if claim.verdict.needs_studies else set()
        return [kind for kind in Kind if kind in found]


#: What stands for the kind of pooled studies where these are of several kinds, or where that is not told.
MIXED_DESIGNS = "mixed designs"

#: Where the claims, the studies and the bibliographic records stand, from the folder of the pages.
FOLDER = "evidence"
STUDIES = "studies.yaml"
REFERENCES = "references.bib"


def _plural(kind: Kind) -> str:
    return {
        Kind.META_ANALYSIS: "meta-analyses",
        Kind.LONGITUDINAL: "longitudinal studies",
        Kind.BRAIN_IMAGING: "brain imaging studies",
        Kind.THEORY: "theories",
        Kind.GUIDANCE: "guidance",
    }.get(kind, f"{kind.value}s")
