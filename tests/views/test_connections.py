from __future__ import annotations

import datetime

from knowledge_base.evidence import Evidence
from knowledge_base.graph import Graph
from knowledge_base.model import Basis, Entry, FrontMatter, Page, Relation, RelationKind
from knowledge_base.views.connections import connections, mentions
from knowledge_base.views.digest import digest
from knowledge_base.views.glossary import by_letter
from knowledge_base.views.ways import Menu
from tests.tiny import site

DAY = datetime.date(2026, 1, 1)


def page(
    docname: str, *relations: tuple[RelationKind, str], links: tuple[str, ...] = (), names: tuple[str, ...] = ()
) -> Page:
    stated = [Relation(kind, target, f"{docname} {kind} {target}.", Basis.STATED, (), 1) for kind, target in relations]
    front = FrontMatter("concept", docname.title(), "", DAY, DAY, "", is_concept=True, place="spring")
    entries = [Entry(names, tuple(f"term-{name}" for name in names), "x", 1)] if names else []
    return Page(docname, front, docname, entries, stated, links=list(links))


def phrases(one: Page, *others: Page) -> dict[str, list[str]]:
    graph = Graph({each.docname: each for each in (one, *others)})
    return {group.phrase: [c.nav for c in group.connections] for group in connections(one, graph)}


def test_each_kind_stands_before_its_inverse_in_the_order_of_the_vocabulary() -> None:
    one = page("a", (RelationKind.EASED_BY, "b"), (RelationKind.FEEDS, "c"))
    other = page("b", (RelationKind.FEEDS, "a"))
    assert list(phrases(one, other, page("c"))) == ["feeds", "is fed by", "is eased by"]


def test_every_kind_shows_its_inverse() -> None:
    shown = {kind: next(iter(phrases(page("a"), page("b", (kind, "a"))))) for kind in RelationKind}
    assert shown == {
        RelationKind.FEEDS: "is fed by",
        RelationKind.PROTECTS_AGAINST: "is held off by",
        RelationKind.GETS_IN_THE_WAY_OF: "is blocked by",
        RelationKind.PULLS_AGAINST: "pulls against",
        RelationKind.IS_A_KIND_OF: "includes",
        RelationKind.CONTRASTS_WITH: "contrasts with",
        RelationKind.EASED_BY: "eases",
    }


def test_a_kind_that_reads_the_same_both_ways_is_one_group() -> None:
    one = page("a", (RelationKind.CONTRASTS_WITH, "b"))
    assert phrases(one, page("b"), page("c", (RelationKind.CONTRASTS_WITH, "a"))) == {"contrasts with": ["B", "C"]}


def test_a_relation_to_nowhere_is_left_out() -> None:
    assert phrases(page("a", (RelationKind.FEEDS, "zzz"))) == {}


def test_mentions_come_from_any_name_and_from_the_page_itself_but_not_from_the_page() -> None:
    one = page("a", names=("Hive", "house of bees"), links=("term:hive",))
    others = [page("z", links=("term:house of bees",)), page("b", links=("doc:a",)), page("c", links=("term:wax",))]
    graph = Graph({each.docname: each for each in (one, *others)})
    assert [found.docname for found in mentions(one, graph)] == ["b", "z"]


def test_the_glossary_is_sorted_without_accents_and_case() -> None:
    pages = {
        p.docname: p for p in (page("1", names=("Élan",)), page("2", names=("ember",)), page("3", names=("Dust",)))
    }
    letters = by_letter(Graph(pages))
    assert {letter: [one.entry.names[0] for one in listed] for letter, listed in letters.items()} == {
        "D": ["Dust"],
        "E": ["Élan", "ember"],
    }


def test_only_pages_that_show_a_change_get_another_digest() -> None:
    def digests(reason_of_a: RelationKind) -> dict[str, str]:
        pages = [page("a", (reason_of_a, "b")), page("b"), page("c")]
        return digest(Graph({each.docname: each for each in pages}), Evidence(), site(), {}, Menu([]), {})

    before, after = digests(RelationKind.FEEDS), digests(RelationKind.EASED_BY)
    assert {name for name in before if before[name] != after[name]} == {"a", "b"}
