"""Rules for claims, studies and citations: nothing is claimed beyond what stands behind it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cache

from knowledge_base.evidence import FOLDER, REFERENCES, STUDIES, ClaimFile, Evidence, Kind, Study, Voice
from knowledge_base.graph import Graph
from knowledge_base.model import CITE, Page, Problem, Site, Standing
from knowledge_base.reading.records import suggestion
from knowledge_base.rules.prose import (
    avoided_words_in,
    british_spelling_in,
    line_at,
    long_sentences_in,
    over,
    whole_words,
)
from knowledge_base.rules.readability import grades, sentences

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_NUMBER = re.compile(r"(?<![\w.])(?<![A-Za-z]-)(?:\d[\d,]*(?:\.\d+)?|\.\d+)")


def check_evidence(evidence: Evidence, site: Site, today: datetime.date) -> Iterator[Problem]:
    """All rules on the evidence by itself."""
    if not evidence.problems:  # what could not be read would seem to be missing
        yield from unclaimed_sentences(evidence, site)
    for file in evidence.files.values():
        yield from review_overdue(file, today)
        yield from missing_studies(file)
        yield from lone_studies(file, evidence)
        yield from unsupported_numbers(file, evidence)
        yield from causal_claims(file, evidence, site)
    yield from duplicate_claims(evidence)
    yield from causal_findings(evidence, site)
    yield from effects_beside_the_finding(evidence)
    yield from bad_references(evidence)
    yield from bad_wording(evidence, site)


def check_uses(evidence: Evidence, graph: Graph) -> Iterator[Problem]:
    """All rules on which page shows which evidence, taken over all pages."""
    if not evidence.problems:
        yield from unused_studies(evidence, graph)
        yield from unused_references(evidence, graph)
    for file in evidence.files.values():
        yield from files_without_page(file, graph)
        yield from missing_nearest_ideas(file, graph)


def check_evidence_on(page: Page, evidence: Evidence, site: Site) -> Iterator[Problem]:
    """All rules on the evidence that one page shows or cites."""
    if not evidence.problems:
        yield from misplaced_views(page, evidence)
    yield from unknown_citations(page, evidence)
    yield from lone_citations(page, evidence)
    yield from unsupported_prose(page, evidence, site)


def files_without_page(file: ClaimFile, graph: Graph) -> Iterator[Problem]:
    """Files of claims that belong to no page."""
    if file.id not in graph.by_id:
        remedy = suggestion(file.id, graph.by_id, "Name the file after a page.")
        yield Problem(file.path, 1, f'No page is called "{file.id}", so nobody would see these claims.', remedy)


def review_overdue(file: ClaimFile, today: datetime.date) -> Iterator[Problem]:
    """Files that nobody has reviewed in time."""
    if datetime.date.min < file.next_review < today:
        remedy = "Look for newer studies, read the claims again, then set both review dates."
        line = file.lines.get("next_review", 1)
        yield Problem(file.path, line, f"The review was due on {file.next_review}.", remedy)


def missing_studies(file: ClaimFile) -> Iterator[Problem]:
    """Claims whose verdict says that there are studies, and which name none."""
    for claim in file.claims:
        if claim.verdict.needs_studies and not claim.studies:
            message = f'"{claim.verdict}" needs studies, and "{claim.id}" names none.'
            remedy = 'Name the keys of the studies under "studies", or write "verdict: untested".'
            yield Problem(file.path, claim.lines.get("studies", claim.line), message, remedy)


def lone_studies(file: ClaimFile, evidence: Evidence) -> Iterator[Problem]:
    """Studies that a claim or a nearest idea cites without the one that qualifies them."""
    cited = [(claim.studies, claim.lines.get("studies", claim.line)) for claim in file.claims]
    cited += [(idea.studies, idea.line) for idea in file.nearest]
    for keys, line in cited:
        for study in (evidence.studies[key] for key in keys if key in evidence.studies):
            if study.only_with and study.only_with not in keys:
                message = f'"{study.key}" is cited without "{study.only_with}", which qualifies it.'
                yield Problem(file.path, line, message, f'Add "{study.only_with}" to the studies here.')


def duplicate_claims(evidence: Evidence) -> Iterator[Problem]:
    """Claim ids that stand twice, in one file or in two."""
    seen: dict[str, str] = {}
    for file in evidence.files.values():
        for claim in file.claims:
            if claim.id in seen:
                message = f'The claim "{claim.id}" stands in {seen[claim.id]} already.'
                yield Problem(file.path, claim.line, message, "Give it an id of its own, or keep one of the two.")
            seen.setdefault(claim.id, file.path)


def unclaimed_sentences(evidence: Evidence, site: Site) -> Iterator[Problem]:
    """Sentences of the article that no claim takes up, where there are claims at all."""
    taken = {id for claim in evidence.claims.values() for id in claim.sentences}
    for section in site.article if evidence.files else ():
        for id in section.sentences:
            if id not in taken:
                remedy = 'Add it to the "sentences" of the claim that it makes.'
                message = f'No claim takes up the article\'s sentence "{id}".'
                yield Problem(f"{FOLDER}/{section.page.rsplit('/', 1)[-1]}.yaml", 1, message, remedy)


def missing_nearest_ideas(file: ClaimFile, graph: Graph) -> Iterator[Problem]:
    """Pages whose name is the article's own, or only close to a researched idea, and that do not say to which."""
    page = graph.by_id.get(file.id)
    standing = page.front.standing if page and page.front else None
    if standing in (Standing.OWN, Standing.CLOSE) and not file.nearest:
        message = f'The name of this page is "{standing}", and no researched idea is named.'
        remedy = 'Write "nearest:" with the name, the studies and how the idea differs.'
        yield Problem(file.path, 1, message, remedy)


def unused_studies(evidence: Evidence, graph: Graph) -> Iterator[Problem]:
    """Studies that no page uses."""
    used = _used(evidence, graph)
    for study in evidence.studies.values():
        if study.key not in used:
            remedy = 'Name it under the "studies" of a claim, or take it out.'
            yield Problem(STUDIES, study.line, f'No page uses the study "{study.key}".', remedy)


def unused_references(evidence: Evidence, graph: Graph) -> Iterator[Problem]:
    """Bibliographic records that no page cites."""
    used = _used(evidence, graph)
    for reference in evidence.references.values():
        if reference.key not in used:
            remedy = "Cite it where it belongs, or take the record out."
            yield Problem(REFERENCES, reference.line, f'No page uses the record "{reference.key}".', remedy)


def bad_references(evidence: Evidence) -> Iterator[Problem]:
    """Records without their author, title or year, and DOIs that do not look like one, and so would lead nowhere."""
    for reference in evidence.references.values():
        for name in reference.missing:
            remedy = f'Write "{name} = {{…}}," in it.'
            yield Problem(REFERENCES, reference.line, f'The record "{reference.key}" has no {name}.', remedy)
        if reference.doi and not _DOI.fullmatch(reference.doi):
            remedy = 'Write it without an address before it, such as "10.1000/example", or leave the field out.'
            yield Problem(REFERENCES, reference.line, f'"{reference.doi}" is no DOI.', remedy)


#: The views that name claims, by their ids.
_NAMING = ("claim", "verdict", "illustrated")


def misplaced_views(page: Page, evidence: Evidence) -> Iterator[Problem]:
    """Claims that no view of their page shows, views that have nothing to show, and claims asked for that are none."""
    file = evidence.files.get(page.id)
    shown = {use.argument for use in page.views if use.name in ("claims", "claim")}
    nearest = [use for use in page.views if use.name == "nearest-ideas"]
    if nearest and not (file and file.nearest):
        remedy = f'Write them under "nearest" in {FOLDER}/{page.id}.yaml, or take the block out.'
        yield Problem(page.docname, nearest[0].line, "There are no nearest ideas to show.", remedy)
    if file and file.nearest and not nearest:
        remedy = f"Write “{{nearest-ideas}}” where they belong on {page.docname}."
        yield Problem(file.path, file.lines["nearest"], "The nearest ideas are not shown on their page.", remedy)
    for use in page.views:
        unknown = [id for id in use.argument.split() if id not in evidence.claims] if use.name in _NAMING else []
        for id in unknown:
            message = f'There is no claim "{id}".'
            yield Problem(page.docname, use.line, message, suggestion(id, evidence.claims))
        if use.name == "claims" and not _has_voice(file, use.argument):
            message = f"No claim of this page can be told here{f' as “{use.argument}”' if use.argument else ''}."
            remedy = f"Add one to {FOLDER}/{page.id}.yaml, or say in plain words why there is none."
            yield Problem(page.docname, use.line, message, remedy)
    for claim in file.claims if file else ():
        if not shown & {"", claim.voice, claim.id}:
            message = f'The claim "{claim.id}" is not shown on its page.'
            remedy = f"Write “{{claims}} {claim.voice}” where it belongs on {page.docname}."
            yield Problem(file.path if file else "", claim.line, message, remedy)


def unknown_citations(page: Page, evidence: Evidence) -> Iterator[Problem]:
    """Citations in prose of what is not in the bibliography."""
    for block in page.blocks:
        for span in block.spans:
            key = (span.target or "").removeprefix(CITE)
            if span.target and span.target.startswith(CITE) and key not in evidence.references:
                remedy = suggestion(key, evidence.references, "Add its record there first.")
                yield Problem(page.docname, block.line, f'"{key}" is no key in {REFERENCES}.', remedy)


def lone_citations(page: Page, evidence: Evidence) -> Iterator[Problem]:
    """Citations in prose without that of the study which qualifies the one that is cited."""
    for block in page.blocks:
        for span in block.spans:
            study = evidence.studies.get((span.target or "").removeprefix(CITE))
            if study and study.only_with and CITE + study.only_with not in page.links:
                message = f'"{study.key}" is cited without "{study.only_with}", which qualifies it.'
                yield Problem(page.docname, block.line, message, f"Say what {{cite:t}}`{study.only_with}` found, too.")


def unsupported_numbers(file: ClaimFile, evidence: Evidence) -> Iterator[Problem]:
    """Numbers in a claim that stand in the record of none of its studies."""
    for claim in file.claims:
        known = _numbers_of(evidence.studies_of(claim))
        for key, text in claim.texts.items():
            yield from _unknown_numbers(text, known, file.path, claim.lines.get(key, claim.line))
    for idea in file.nearest:
        known = _numbers_of(evidence.studies[key] for key in idea.studies if key in evidence.studies)
        yield from _unknown_numbers(idea.differs, known, file.path, idea.line)


def unsupported_prose(page: Page, evidence: Evidence, site: Site) -> Iterator[Problem]:
    """Paragraphs that cite studies and hold a number that none of these records has, or say more than these can."""
    for block in page.blocks:
        keys = [span.target.removeprefix(CITE) for span in block.spans if span.target and span.target.startswith(CITE)]
        studies = [evidence.studies[key] for key in keys if key in evidence.studies]
        if not studies:
            continue
        yield from _unknown_numbers(block.text, _numbers_of(studies), page.docname, block.line)
        if not any(study.carries_cause for study in studies):
            for sentence in sentences(block.text):
                line = line_at(block, block.text.index(sentence))
                yield from _causal_words(sentence, studies, site, page.docname, line)


def causal_claims(file: ClaimFile, evidence: Evidence, site: Site) -> Iterator[Problem]:
    """Claims that say more than their kinds of evidence can carry, in their sentence or in what is told about it."""
    for claim in file.claims:
        studies = evidence.studies_of(claim)
        if any(study.carries_cause for study in studies):
            continue
        for key, text in claim.texts.items():
            strict = key == "claim" and claim.voice is Voice.RESEARCH
            for sentence in sentences(text):
                if strict or not _leaves_open(sentence, site):
                    yield from _causal_words(sentence, studies, site, file.path, claim.lines.get(key, claim.line))
    for idea in file.nearest:
        studies = [evidence.studies[key] for key in idea.studies if key in evidence.studies]
        for sentence in [] if any(study.carries_cause for study in studies) else sentences(idea.differs):
            if not _leaves_open(sentence, site):
                yield from _causal_words(sentence, studies, site, file.path, idea.line)


def causal_findings(evidence: Evidence, site: Site) -> Iterator[Problem]:
    """Findings that say more than the kind of the study can carry; a theory may propose what leads to what."""
    for study in evidence.studies.values():
        for sentence in [] if study.carries_cause else sentences(study.finding):
            yield from _causal_words(sentence, [study], site, STUDIES, study.line)


def effects_beside_the_finding(evidence: Evidence) -> Iterator[Problem]:
    """Effects to be drawn whose number does not stand in the finding."""
    for study in evidence.studies.values():
        known = numbers(study.finding)
        for effect in study.effects:
            for number in (effect.size, *(effect.interval or ())):
                if abs(number) not in known:
                    message = f"The effect {number:g} does not stand in the finding of this study."
                    yield Problem(STUDIES, effect.line, message, "Write the number as the finding has it.")


def bad_wording(evidence: Evidence, site: Site) -> Iterator[Problem]:
    """Claims and studies against the rules that hold for the words of every page."""
    for file in evidence.files.values():
        for claim in file.claims:
            if len(sentences(claim.text)) != 1:
                line = claim.lines.get("claim", claim.line)
                yield Problem(file.path, line, f'The claim "{claim.id}" is not one sentence.', "Say it in one.")
        told = [(text, claim.lines.get(key, claim.line)) for claim in file.claims for key, text in claim.texts.items()]
        told += [(idea.differs, idea.line) for idea in file.nearest]
        yield from _slips(told, file.path, site)
        yield from _hard(told, file.path, site)
    studies = [(text, study.line) for study in evidence.studies.values() for text in study.texts]
    studies += [
        (f"{effect.what}: {effect.outcome}, {effect.against}", effect.line)
        for study in evidence.studies.values()
        for effect in study.effects
    ]
    yield from _slips(studies, STUDIES, site)
    yield from _hard(studies, STUDIES, site)


@cache
def numbers(text: str) -> frozenset[float]:
    """The numbers in a text, whatever their sign: "1,010 adults (r = -.35)" has 1010 and 0.35."""
    return frozenset(float(found.replace(",", "")) for found in _NUMBER.findall(text))


def _used(evidence: Evidence, graph: Graph) -> set[str]:
    """The keys that some claim, nearest idea or sentence of a page cites."""
    used = {key for file in evidence.files.values() for key in file.keys}
    return used | {link.removeprefix(CITE) for link in graph.linking if link.startswith(CITE)}


def _has_voice(file: ClaimFile | None, asked: str) -> bool:
    claims = file.claims if file else ()
    if asked == Voice.UNKNOWN and any(claim.unknown for claim in claims):
        return True
    return any(not asked or claim.voice == asked for claim in claims)


def _numbers_of(studies: Iterable[Study]) -> frozenset[float]:
    return frozenset(number for study in studies for text in study.texts for number in numbers(text))


def _unknown_numbers(text: str, known: frozenset[float], path: str, line: int) -> Iterator[Problem]:
    for number in sorted(numbers(text) - known):
        message = f"The number {number:g} stands in no record of the studies that are cited here."
        yield Problem(
            path, line, message, f"Correct it, cite the study it comes from, or mend the record in {STUDIES}."
        )


def _causal_words(sentence: str, studies: Iterable[Study], site: Site, path: str, line: int) -> Iterator[Problem]:
    theories = all(study.kind in (Kind.THEORY, Kind.NARRATIVE_REVIEW, Kind.GUIDANCE) for study in studies)
    if theories and whole_words(site.evidence.reporting).search(sentence):
        return
    for match in whole_words(site.evidence.causal).finditer(" ".join(sentence.split())):
        kinds = " and ".join(sorted({study.design for study in studies})) or "none"
        message = f'"{match[0]}" says more than these studies can show ({kinds}).'
        yield Problem(path, line, message, 'Write "goes with", "is linked with" or "came before".')


def _leaves_open(sentence: str, site: Site) -> bool:
    """Whether a sentence asserts nothing of its own: it leaves the matter open, or reports what somebody holds."""
    wording = site.evidence
    return bool(whole_words(wording.reporting).search(sentence) or whole_words(wording.leaving_open).search(sentence))


def _slips(texts: Iterable[tuple[str, int]], path: str, site: Site) -> Iterator[Problem]:
    for text, line in texts:
        slips = [
            *long_sentences_in(text, site.words_per_sentence),
            *avoided_words_in(text, site.avoided),
            *british_spelling_in(text),
        ]
        for _position, message, remedy in slips:
            yield Problem(path, line, message, remedy)


def _hard(texts: Iterable[tuple[str, int]], path: str, site: Site) -> Iterator[Problem]:
    for name, grade, limit in over(grades(text for text, _line in texts), site.evidence.limits):
        remedy = f"Shorten the longest sentences and words: {limit:g} is the limit."
        yield Problem(path, 1, f"The texts in this file have reading grade {grade:.1f} ({name}).", remedy)
