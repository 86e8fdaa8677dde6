"""What is told of the claims: by voice on a page, counted, and spread over the pages. Plain data, no nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge_base.evidence import Claim, ClaimFile, Effect, Evidence, Study, Verdict, Voice
from knowledge_base.graph import Graph
from knowledge_base.model import CITE, Page, Reply, Site


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


def listed_for(page: Page, graph: Graph) -> Page | None:
    """The list of all claims, where a page leaves it to that to tell what each study found: a concept's page does."""
    return graph.showing.get(("ledger", "claims")) if page.is_concept else None


def groups(evidence: Evidence, graph: Graph, site: Site) -> list[Group]:
    """All claims by page: the concepts in the order of their places, then the other pages by docname."""
    places = [place.id for place in site.places]

    def order(group: Group) -> tuple[int, str]:
        place = group.page.front.place if group.page.front else ""
        return (places.index(place), group.page.nav.casefold()) if place else (len(places), group.page.docname)

    return sorted((Group(graph.by_id[id], file) for id, file in evidence.files.items() if id in graph.by_id), key=order)


def counts(claims: Iterable[Claim]) -> dict[Verdict, int]:
    """How many claims have each verdict."""
    counted = Counter(claim.verdict for claim in claims)
    return {verdict: counted[verdict] for verdict in Verdict}


def shown_keys(page: Page, evidence: Evidence) -> set[str]:
    """The keys of all studies that a page shows of itself; a page that lists all claims shows none of its own."""
    keys = {link.removeprefix(CITE) for link in page.links if link.startswith(CITE)}
    file = evidence.files.get(page.id)
    for use in page.views:
        if use.name == "claims" and file:
            keys |= {key for claim in told_as(file, use.argument) for key in claim.studies}
        elif use.name == "claim" and use.argument in evidence.claims:
            keys |= set(evidence.claims[use.argument].studies)
        elif use.name == "nearest-ideas" and file:
            keys |= {key for idea in file.nearest for key in idea.studies}
        elif use.name == "effects":
            keys |= {study.key for study in evidence.studies.values() if study.effects}
    return keys


def asked_for(page: Page) -> list[str]:
    """The ids of the claims that a page asks for, wherever they belong."""
    return [id for use in page.views if use.name in ("claim", "verdict", "illustrated") for id in use.argument.split()]


def users(evidence: Evidence, graph: Graph) -> dict[str, list[Page]]:
    """For each bibliographic record the pages that show it, by docname."""
    found: dict[str, list[Page]] = {}
    still_open = {key for page in graph.pages.values() for key in _cited_in_open_answers(page)}
    for page in graph.pages.values():
        lists_them = any(use.name == "open-questions" for use in page.views)
        for key in shown_keys(page, evidence) | (still_open if lists_them else set()):
            found.setdefault(key, []).append(page)
    return found


def _cited_in_open_answers(page: Page) -> Iterator[str]:
    for answer in page.name_check:
        if answer.reply is Reply.OPEN:
            yield from (
                span.target.removeprefix(CITE) for span in answer.spans if span.target and span.target.startswith(CITE)
            )


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
