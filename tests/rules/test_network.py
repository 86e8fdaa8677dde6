from __future__ import annotations

import datetime
from dataclasses import replace

from knowledge_base.graph import Graph
from knowledge_base.model import Basis, Block, Entry, FrontMatter, Heading, Page, Relation, RelationKind, Span, ViewUse
from knowledge_base.rules.network import MentionFinder, crowded_maps, unlinked_mentions, unplaced_relations

DAY = datetime.date(2026, 1, 1)


def page(docname: str, *names: str, spans: tuple[Span, ...] = ()) -> Page:
    front = FrontMatter("concept", docname.title(), "", DAY, DAY, "", is_concept=True, place="spring")
    blocks = [Block("", "", 10, spans)] if spans else []
    return Page(docname, front, docname, [Entry(names, names, "x", 5)] if names else [], blocks=blocks)


def told(*spans: Span) -> list[str]:
    pages = {
        one.docname: one
        for one in (page("swarm", "swarm"), page("shame", "shame", "deep shame"), page("here", "hive", spans=spans))
    }
    graph = Graph(pages)
    return [
        f"{problem.line}: {problem.text}" for problem in unlinked_mentions(pages["here"], graph, MentionFinder(graph))
    ]


def test_a_first_mention_in_plain_text_is_told_with_its_line() -> None:
    assert told(Span("The hive\nand a Swarm of bees.")) == [
        '11: The first mention of "Swarm" is not a link. Write {term}`Swarm`.'
    ]


def test_an_alias_is_to_be_linked_under_its_name() -> None:
    assert "{term}`deep shame <shame>`" in told(Span("A deep shame."))[0]


def test_the_own_name_and_later_mentions_need_no_link() -> None:
    assert told(Span("A hive and a "), Span("swarm", "term:swarm"), Span(" and a swarm.")) == []


def test_a_link_to_the_page_counts_like_one_to_the_term() -> None:
    assert told(Span("what it is", "doc:swarm"), Span(" and the swarm.")) == []


def test_a_mention_before_the_link_is_told_once() -> None:
    assert len(told(Span("A swarm, a swarm and a "), Span("swarm", "term:swarm"))) == 1


def test_parts_of_words_are_no_mentions() -> None:
    assert told(Span("Swarming, swarm-like, upswarm.")) == []


def test_a_plural_is_a_mention() -> None:
    assert "{term}`Swarms <swarm>`" in told(Span("Swarms."))[0]


def unplaced(place_of_a: str, place_of_b: str, target: str = "b") -> list[str]:
    pages = [page("a"), page("b"), page("c")]
    for one, place in zip(pages, (place_of_a, place_of_b, "spring"), strict=True):
        assert one.front
        one.front = replace(one.front, place=place)
    pages[0].relations = [Relation(RelationKind.FEEDS, target, "So.", Basis.STATED, ("B1",), 7)]
    return [str(problem) for problem in unplaced_relations(Graph({one.docname: one for one in pages}))]


def test_a_relation_whose_concepts_have_a_step_can_be_drawn() -> None:
    assert unplaced("spring", "summer") == []


def test_a_concept_without_a_step_is_told_once_with_the_relations_that_cannot_be_drawn() -> None:
    remedy = 'it has no step. Write "step: …" at its top, with the place where it stands.'
    assert unplaced("", "summer") == [f"a:1: The map cannot place the 1 relation of this page: {remedy}"]
    assert unplaced("spring", "") == [f"b:1: The map cannot place the 1 relation of this page: {remedy}"]


def test_a_relation_to_nowhere_is_not_told_a_second_time() -> None:
    assert unplaced("", "spring", target="nowhere") == []


def test_a_page_holds_one_map_and_no_heading_with_the_address_of_a_concept() -> None:
    one, other = page("swarm"), page("loop")
    other.views = [ViewUse("map", "picture", 3), ViewUse("map", "", 5), ViewUse("map", "", 9)]
    other.headings = [Heading(1, 1, "The loop"), Heading(2, 7, "Swarm")]
    told = [str(problem) for problem in crowded_maps(Graph({"swarm": one, "loop": other}))]
    assert told == [
        "loop:9: This is the second map of the page. Keep one of the two.",
        'loop:7: The heading "Swarm" has the address of a concept on the map of this page. '
        "Word it otherwise, such as with one word more.",
    ]
    other.views = [ViewUse("map", "picture", 3), ViewUse("map", "picture", 5)]
    assert not list(crowded_maps(Graph({"swarm": one, "loop": other})))
