"""The typed connections of a page, in both directions, and the pages that mention it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge_base.graph import Graph
from knowledge_base.model import Basis, Page, Relation, RelationKind


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection as its page shows it: the other page, the reason, and what the connection rests on."""

    docname: str
    nav: str
    reason: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Group:
    """The connections of a page that read alike, such as "feeds" or "is fed by"."""

    phrase: str
    connections: tuple[Connection, ...]


def connections(page: Page, graph: Graph) -> list[Group]:
    """The connections of `page`: those it states, in its own order, then those that other pages state about it.

    Groups come in the order of the vocabulary, each kind before its inverse; a kind that reads the same both ways is
    one group. A relation whose target is unknown is left out (a rule reports it).
    """
    stated = [(graph.concepts[one.target], one) for one in page.relations if one.target in graph.concepts]
    about = graph.stated_about.get(page.id, []) if page.is_concept else []
    groups: dict[str, list[Connection]] = {}
    for kind in RelationKind:
        for phrase, related in ((kind.phrase, stated), (kind.inverse_phrase, about)):
            shown = [_connection(other, relation) for other, relation in related if relation.kind == kind]
            if shown:
                groups.setdefault(phrase, []).extend(shown)
    return [Group(phrase, tuple(found)) for phrase, found in groups.items()]


def mentions(page: Page, graph: Graph) -> list[Page]:
    """The other pages whose prose links to a name of `page`, or to the page itself, by menu name."""
    targets = [f"term:{name.casefold()}" for entry in page.entries for name in entry.names] + [f"doc:{page.docname}"]
    found = {other.docname: other for target in targets for other in graph.linking.get(target, [])}
    found.pop(page.docname, None)
    return sorted(found.values(), key=lambda other: (other.nav.casefold(), other.docname))


def _connection(other: Page, relation: Relation) -> Connection:
    return Connection(other.docname, other.nav, relation.reason, relation.basis)
