"""What is told of the claims: by voice on a page, counted, and spread over the pages. Plain data, no nodes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from knowledge_base.evidence import Claim, ClaimFile, Effect, Evidence, Study, Verdict, Voice
from knowledge_base.graph import Graph
from knowledge_base.model import Page, Site
from knowledge_base.reading.doctree import CITE


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one page, with the page that shows them."""

    page: Page
    file: ClaimFile


def told_as(file: ClaimFile, voice: str) -> list[Claim]:
    """The claims of a page that are told in one voice, or all of them for ""."""
    return [claim for claim in file.claims if not voice or claim.voice == voice]


def unknowns(file: ClaimFile, voice: str) -> list[Claim]:
    """The claims of which something is not known, where that voice is asked for."""
    return [claim for claim in file.claims if claim.unknown] if voice == Voice.UNKNOWN else []


def groups(evidence: Evidence, graph: Graph, site: Site) -> list[Group]:
    """All claims by page: the concepts in the order of their places, then the other pages by docname."""
    places = [place.id for place in site.places]

    def order(group: Group) -> tuple[int, str]:
        place = group.page.front.place if group.page.front else ""
        return (places.index(place), group.page.nav.casefold()) if place else (len(places), group.page.docname)

    return sorted((Group(graph.by_id[id], file) for id, file in evidence.files.items() if id in graph.by_id), key=order)


def counts(evidence: Evidence) -> dict[Verdict, int]:
    """How many claims have each verdict."""
    counted = Counter(claim.verdict for claim in evidence.claims.values())
    return {verdict: counted[verdict] for verdict in Verdict}


def spread(group: Group) -> dict[Verdict, int]:
    """How many claims of one page have each verdict."""
    counted = Counter(claim.verdict for claim in group.file.claims)
    return {verdict: counted[verdict] for verdict in Verdict}


def users(evidence: Evidence, graph: Graph) -> dict[str, list[Page]]:
    """For each bibliographic record the pages that use it: their claims rest on it, or their prose cites it."""
    found: dict[str, dict[str, Page]] = {}
    for link, pages in graph.linking.items():
        if link.startswith(CITE):
            found[link.removeprefix(CITE)] = {page.docname: page for page in pages}
    for id, file in evidence.files.items():
        if id in graph.by_id:
            for key in file.keys:
                found.setdefault(key, {})[graph.by_id[id].docname] = graph.by_id[id]
    return {key: [page for _, page in sorted(pages.items())] for key, pages in found.items()}


def effects_by_outcome(evidence: Evidence) -> dict[str, list[tuple[Effect, Study]]]:
    """All effects on record with their studies, by what was measured; that with the most comes first."""
    found: dict[str, list[tuple[Effect, Study]]] = {}
    for study in evidence.studies.values():
        for effect in study.effects:
            found.setdefault(effect.outcome, []).append((effect, study))
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return {outcome: sorted(listed, key=lambda one: (one[0].what, one[1].key)) for outcome, listed in ordered}


def review_of(file: ClaimFile) -> str:
    """When the claims of a page were looked at, and by whom they were reviewed."""
    day = file.reviewed
    return f"Looked at on {day:%B} {day.day}, {day.year}; {file.reviewer}."
