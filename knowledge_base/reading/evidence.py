"""Reads the evidence: claims (one YAML file a page), studies, and the keys of the bibliography."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from knowledge_base.evidence import (
    FOLDER,
    MIXED_DESIGNS,
    REFERENCES,
    STUDIES,
    Claim,
    ClaimFile,
    Effect,
    Evidence,
    Kind,
    NearestIdea,
    Reference,
    Study,
    Verdict,
)
from knowledge_base.model import Problem, Site
from knowledge_base.reading.keeping import Keep, fingerprint
from knowledge_base.reading.records import Record, read_mapping, read_text, suggestion

_RECORD = re.compile(r"^[ \t]*@\w+\s*[{(]\s*([^,\s]+)\s*,", re.MULTILINE)
#: Without these, a record can be neither cited nor found.
_NEEDED = frozenset({"author", "title", "year"})
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LATEX = re.compile(r"[\\{}$~%&#^_`]|--|''")
_DOI = re.compile(r"^\s*doi\s*=\s*[{\"]([^}\"]+)[}\"]", re.MULTILINE | re.IGNORECASE)


def read_evidence(folder: Path, site: Site, keep: Keep | None = None) -> Evidence:
    """Reads all evidence of a knowledge base; one without any has neither claims nor studies.

    Args:
        folder: the folder that holds the pages.
        site: the sentence ids that claims may name.
        keep: what earlier builds read of it.

    Returns:
        What could be read, with all problems found. A claim or study that lacks what it cannot do without is left out.
    """
    keep = keep or Keep()
    path = folder / REFERENCES
    key = fingerprint(_content(path))
    references, found = keep.recall(REFERENCES, key, partial(_references, path))
    problems = list(found)
    path = folder / STUDIES
    key = fingerprint(_content(path), sorted(references))
    (studies, named), found = keep.recall(STUDIES, key, partial(_studies, path, references))
    problems += found
    files = {}
    against = fingerprint(sorted(references), sorted(named), sorted(site.sentence_ids))
    for path in sorted((folder / FOLDER).glob("*.y*ml")):
        key = fingerprint(_content(path), against)
        read = partial(_claim_file, path, site, named, references)
        file, found = keep.recall(f"{FOLDER}/{path.name}", key, read)
        problems += found
        if file is not None:
            files[file.id] = file
    return Evidence(files, studies, references, tuple(problems))


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _references(path: Path) -> tuple[dict[str, Reference], list[Problem]]:
    """The records of a BibTeX file by key. pybtex reads it, and does not tell where each record begins."""
    problems: list[Problem] = []
    text = read_text(path, REFERENCES, problems)
    parser = Parser()
    try:
        parser.parse_string(text)
    except PybtexError as error:
        line = getattr(error, "lineno", None) or _second(text)
        remedy = 'A field is "name = {text}," and a record ends with "}"; no two records share a key.'
        problems.append(Problem(REFERENCES, line, f"This is not valid BibTeX: {error}.", remedy))
    found = list(_RECORD.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    references = {}
    line, position = 1, 0
    for match, end in zip(found, ends, strict=True):
        doi = _DOI.search(text, match.end(), end)
        line += text.count("\n", position, match.start(1))
        position = match.start(1)
        references[match[1]] = Reference(
            key=match[1],
            short=_short(parser.data.entries.get(match[1])),
            doi=doi[1] if doi else "",
            missing=tuple(sorted(_NEEDED - _fields(parser.data.entries.get(match[1])))),
            text=text[match.start() : end].strip(),
            line=line,
        )
    return references, problems


def _fields(entry: Any) -> set[str]:
    """The names of the fields of a record as pybtex read it; of None, all that are needed."""
    return {name.lower() for name in (*entry.fields, *entry.persons)} if entry else set(_NEEDED)


def _short(entry: Any) -> str:
    """The last names of the authors, the year and the title of a record as pybtex read it; "" for None."""
    if entry is None:
        return ""
    authors = ", ".join(" ".join(map(_unlatexed, person.last_names)) for person in entry.persons.get("author", ()))
    return f"{authors} ({entry.fields.get('year', '')}): {_unlatexed(entry.fields.get('title', ''))}"


def _unlatexed(text: str) -> str:
    """A text without the marks of LaTeX, which most have none of, and which take long to look for."""
    return str(Text.from_latex(text)) if _LATEX.search(text) else text


def _second(text: str) -> int:
    """The line of the first record whose key another record has already, or 1."""
    seen = set()
    for match in _RECORD.finditer(text):
        if match[1] in seen:
            return text.count("\n", 0, match.start(1)) + 1
        seen.add(match[1])
    return 1


def _studies(
    path: Path, references: Mapping[str, Reference]
) -> tuple[tuple[dict[str, Study], frozenset[str]], list[Problem]]:
    """The studies by key, with the keys of all records of them, those with mistakes included."""
    problems: list[Problem] = []
    text = read_text(path, STUDIES, problems)
    if not text:
        return ({}, frozenset()), problems
    record = read_mapping(text, STUDIES, problems)
    if record is None:
        return ({}, frozenset()), problems
    studies = {}
    for key in record.all_keys():
        if key not in references:
            message = f'"{key}" is no key in {REFERENCES}.'
            record.report(message, suggestion(key, references, "Add its record there first."), record.lines[key])
        told = record.record(key)
        study = _study(key, told, record.lines[key]) if told else None
        if study is not None:
            studies[key] = study
        if study is not None and study.only_with and study.only_with not in record.lines:
            remedy = suggestion(study.only_with, record.lines)
            record.report(f'"{study.only_with}" is no key in {STUDIES}.', remedy, study.line)
    return (studies, frozenset(record.lines)), problems


def _study(key: str, record: Record, line: int) -> Study | None:
    kind = record.choice("kind", Kind)
    of, pools_mixed = None, False
    if kind and kind.pools:
        pools_mixed = record.text("of", [MIXED_DESIGNS, *Kind]) == MIXED_DESIGNS
        of = None if pools_mixed else record.choice("of", Kind)
    elif "of" in record:
        record.report(f'A study of the kind "{kind}" pools no others.', 'Leave "of" out.', record.lines["of"])
        record.text("of")
    made = Study(
        key=key,
        kind=kind or Kind.THEORY,
        of=of,
        who=_words(record, "who"),
        finding=_words(record, "finding"),
        limits=_words(record, "limits"),
        only_with=record.text("only_with") if "only_with" in record else "",
        effects=tuple(_effect(one) for one in record.records("effects")) if "effects" in record else (),
        line=line,
    )
    record.done()
    return made if kind and (of or pools_mixed or not kind.pools) else None


def _effect(record: Record) -> Effect:
    told = "low" in record or "high" in record
    interval = (record.number("low"), record.number("high")) if told else None
    outcome, what, against = (_words(record, key) for key in ("outcome", "what", "against"))
    effect = Effect(outcome, what, against, record.number("size"), interval, record.line)
    record.done()
    if interval and not interval[0] <= effect.size <= interval[1]:
        record.report("The effect does not lie within its interval.", 'Write the lower end under "low".')
    return effect


def _claim_file(
    path: Path, site: Site, named: frozenset[str], references: Mapping[str, Reference]
) -> tuple[ClaimFile | None, list[Problem]]:
    """The claims of one page; None where the file holds nothing that could be one."""
    problems: list[Problem] = []
    name = f"{FOLDER}/{path.name}"
    if path.suffix != ".yaml":
        problems.append(Problem(name, 1, "This file would not be read.", 'Let its name end in ".yaml".'))
        return None, problems
    text = read_text(path, name, problems)
    record = read_mapping(text, name, problems) if text else None
    if record is None:
        return None, problems
    claims = [_claim(one, site, named) for one in record.records("claims")]
    nearest = record.records("nearest") if "nearest" in record else []
    file = ClaimFile(
        id=path.stem,
        reviewed=record.date("reviewed"),
        next_review=record.date("next_review"),
        reviewer=record.text("reviewer"),
        claims=tuple(claim for claim in claims if claim is not None),
        nearest=tuple(_nearest(one, references) for one in nearest),
        lines=record.lines,
    )
    record.done()
    if "claims" in record and not claims:
        record.report(
            '"claims" is an empty list.', "Write at least one claim, or delete this file.", record.lines["claims"]
        )
    if datetime.date.min < file.next_review <= file.reviewed:
        line = record.lines["next_review"]
        record.report("The next review does not come after the last one.", "Write a later date.", line)
    return file, problems


def _claim(record: Record, site: Site, named: frozenset[str]) -> Claim | None:
    verdict = record.choice("verdict", Verdict)
    claim = Claim(
        id=record.text("id"),
        text=_words(record, "claim"),
        sentences=record.texts("sentences", may_be_empty=True),
        verdict=verdict or Verdict.UNTESTED,
        why=_words(record, "why"),
        studies=record.texts("studies", may_be_empty=True),
        would_change=_words(record, "would_change"),
        unknown=_words(record, "not_known") if "not_known" in record else "",
        overreach=_words(record, "overreach") if "overreach" in record else "",
        line=record.line,
        lines=record.lines,
    )
    record.done()
    for id in claim.sentences:
        if id not in site.sentence_ids:
            message = f'The article has no sentence "{id}".'
            record.report(message, suggestion(id, site.sentence_ids), record.lines["sentences"])
    if claim.id and not _ID.fullmatch(claim.id):
        remedy = "Use small letters, digits and hyphens: the id becomes part of an address."
        record.report(f'"{claim.id}" is no id.', remedy, record.lines["id"])
    for key in sorted({key for key in claim.studies if claim.studies.count(key) > 1}):
        record.report(f'"{key}" stands twice.', "Keep one of the two.", record.lines["studies"])
    for key in claim.studies:
        if key not in named:
            message = f'"{key}" is no key in {STUDIES}.'
            record.report(message, suggestion(key, named, "Describe the study there first."), record.lines["studies"])
    return claim if verdict and claim.id else None


def _nearest(record: Record, references: Mapping[str, Reference]) -> NearestIdea:
    idea = NearestIdea(record.text("name"), record.texts("studies"), _words(record, "differs"), record.line)
    record.done()
    for key in idea.studies:
        if key not in references:
            message = f'"{key}" is no key in {REFERENCES}.'
            record.report(message, suggestion(key, references, "Add its record there first."), record.lines["studies"])
    return idea


def _words(record: Record, key: str) -> str:
    """A text on one line, however it was broken."""
    return " ".join(record.text(key).split())
