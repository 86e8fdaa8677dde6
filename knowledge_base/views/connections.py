"""The typed connections of a page, in both directions, and the pages that mention it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge_base.model import Page, RelationKind


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection as its page shows it: the other page, the reason, and what the connection rests on."""

    docname: str
    nav: str
    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class Group:
    """The connections of a page that read alike, such as "feeds" or "is fed by"."""

    phrase: str
    connections: tuple[Connection, ...]


def connections(page: Page, pages: Mapping[str, Page]) -> list[Group]:
    """The connections of `page`: those it states, in its own order, then those that other pages state about it.

    Groups come in the order of the vocabulary, each kind before its inverse; a kind that reads the same both ways is
    one group. A relation whose target is unknown is left out (a rule reports it).
    """
    by_id = {other.id: other for other in pages.values() if other.is_concept}
    groups: dict[str, list[Connection]] = {}
    for kind in RelationKind:
        for relation in page.relations:
            if relation.kind == kind and relation.target in by_id:
                other = by_id[relation.target]
                shown = Connection(other.docname, other.nav, relation.reason, relation.basis.sentence)
                groups.setdefault(kind.phrase, []).append(shown)
        for other in pages.values():
            for relation in other.relations:
                if relation.kind == kind and relation.target == page.id and page.is_concept:
                    shown = Connection(other.docname, other.nav, relation.reason, relation.basis.sentence)
                    groups.setdefault(kind.inverse_phrase, []).append(shown)
    return [Group(phrase, tuple(found)) for phrase, found in groups.items()]


def mentions(page: Page, pages: Mapping[str, Page]) -> list[Page]:
    """The other pages whose prose links to a name of `page`, or to the page itself, by menu name."""
    targets = {f"term:{name.casefold()}" for entry in page.entries for name in entry.names} | {f"doc:{page.docname}"}
    found = [other for other in pages.values() if other.docname != page.docname and targets & set(other.links)]
    return sorted(found, key=lambda other: (other.nav.casefold(), other.docname))
