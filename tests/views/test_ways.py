from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from knowledge_base.evidence import Claim, ClaimFile, Evidence, NearestIdea, Verdict
from knowledge_base.graph import Graph
from knowledge_base.model import FrontMatter, Page, ViewUse
from knowledge_base.views.ways import Menu, MenuGroup, Stop, Whereabouts, in_words, menu, minutes, stops, whereabouts
from tests.tiny import site

DAY = datetime.date(2026, 1, 1)


def page(docname: str, place: str = "", *, kind: str = "concept", nav: str = "", words: int = 0) -> Page:
    is_concept = kind == "concept"
    front = FrontMatter(kind, nav or docname.title(), "", DAY, DAY, "", is_concept=is_concept, place=place)
    return Page(docname, front, docname, words=words)


def claim(id: str, words: int, *, overreach: int = 0, unknown: int = 0) -> Claim:
    """A claim of so many words; what is folded away has a thousand more."""
    folded = "word " * 1000
    open_question, further = "word " * unknown, "word " * overreach
    return Claim(id, "word " * words, (), Verdict.MIXED, folded, ("lee2001",), folded, open_question, further, 1)


def evidence(*claims: Claim, of: str = "swarm") -> Evidence:
    return Evidence({of: ClaimFile(of, DAY, DAY, "", claims, ())})


def menu_of(pages: list[Page], *listed: tuple[str, list[str]]) -> list[MenuGroup]:
    names = {one.docname: one.nav for one in pages} | {"genindex": "The index"}
    return menu(listed, names, Graph({one.docname: one for one in pages}), site())


CONCEPTS = [
    page("wax", "meadow"),
    page("dance", "summer"),
    page("swarm", "spring"),
    page("brood", "spring", nav="all brood"),
]


def test_concepts_are_grouped_by_step_and_sorted_by_name_whatever_lists_them() -> None:
    found = menu_of(CONCEPTS, ("Ideas", ["wax", "swarm"]), ("Terms", ["dance", "brood"]))
    assert found == [
        MenuGroup("Spring", 1, (("brood", "all brood"), ("swarm", "Swarm")), 2),
        MenuGroup("Summer", 2, (("dance", "Dance"),), 1),
        MenuGroup("Beside the loop", 0, (("wax", "Wax"),), 1),
    ]


def test_all_places_beside_the_loop_are_one_group() -> None:
    places = (*site().places, replace(site().place("meadow"), id="wood", name="The wood"))
    pages = [page("oak", "wood"), page("zinnia", "meadow")]
    graph = Graph({one.docname: one for one in pages})
    names = {one.docname: one.nav for one in pages}
    found = menu([("Ideas", list(names))], names, graph, replace(site(), places=places))
    assert found == [MenuGroup("Beside the loop", 0, (("zinnia", "Zinnia"), ("oak", "Oak")), 2)]


def test_groups_of_other_pages_stay_as_they_are_and_where_they_are() -> None:
    others = [page("start", kind="plain"), page("words", kind="plain"), page("about", kind="plain")]
    found = menu_of(
        [*CONCEPTS, *others],
        ("Start here", ["words", "start"]),
        ("Ideas", ["swarm"]),
        ("Look up", ["genindex", "gone"]),
        ("Terms", ["dance"]),
        ("", ["about"]),
    )
    assert [(group.caption, group.number, [name for name, _nav in group.pages]) for group in found] == [
        ("Start here", 0, ["words", "start"]),
        ("Spring", 1, ["swarm"]),
        ("Summer", 2, ["dance"]),
        ("Look up", 0, ["genindex"]),
        ("", 0, ["about"]),
    ]
    assert found[3].pages == (("genindex", "The index"),)


def test_concepts_that_the_first_page_does_not_list_are_not_in_the_menu() -> None:
    assert menu_of(CONCEPTS, ("Ideas", ["dance"])) == [MenuGroup("Summer", 2, (("dance", "Dance"),), 1)]


def test_a_list_of_concepts_and_other_pages_stays_as_it_is() -> None:
    found = menu_of([*CONCEPTS, page("about", kind="plain")], ("All", ["wax", "about", "swarm"]))
    assert found == [MenuGroup("All", 0, (("wax", "Wax"), ("about", "About"), ("swarm", "Swarm")), 3)]


@pytest.mark.parametrize(
    ("one", "where"),
    [
        (page("swarm", "spring"), Whereabouts("Step 1 of 2 on the loop: Spring", 1, "step-spring")),
        (page("dance", "summer"), Whereabouts("Step 2 of 2 on the loop: Summer", 2, "step-summer")),
        (page("wax", "meadow"), Whereabouts("Beside the loop: The meadow", 0, "")),
        (page("about", kind="plain"), Whereabouts("Beside the hive", 0, "")),
        (page("lost"), None),
        (page("odd", kind="no such type"), None),
        (Page("bare"), None),
    ],
    ids=lambda value: value.docname if isinstance(value, Page) else "",
)
def test_a_page_tells_where_it_stands(one: Page, where: Whereabouts | None) -> None:
    assert whereabouts(one, site()) == where


def stops_of(docname: str, pages: list[Page], found: Evidence | None = None) -> list[Stop]:
    graph = Graph({one.docname: one for one in pages})
    return stops(graph.pages[docname], graph, found or Evidence())


def path(docname: str, *steps: str) -> Page:
    made = page(docname, kind="plain")
    made.steps = list(steps)
    return made


def test_each_path_over_a_page_tells_the_step_and_what_follows() -> None:
    pages = [
        *(page("swarm", words=100), page("dance", words=600), page("wax", words=900)),
        *(path("for-you", "swarm", "dance"), path("for-me", "wax", "swarm", "wax")),
    ]
    assert stops_of("swarm", pages) == [
        Stop(("for-me", "For-Me"), 2, 3, ("wax", "Wax"), 5),
        Stop(("for-you", "For-You"), 1, 2, ("dance", "Dance"), 3),
    ]


def test_nothing_follows_the_last_step() -> None:
    pages = [page("swarm"), page("dance"), path("for-you", "swarm", "dance")]
    assert stops_of("dance", pages) == [Stop(("for-you", "For-You"), 2, 2, None, 0)]


def test_a_step_that_is_gone_is_not_offered() -> None:
    assert stops_of("swarm", [page("swarm"), path("for-you", "swarm", "gone")])[0].following is None


def test_the_minutes_to_the_next_page_count_its_claims() -> None:
    swarm = page("swarm", words=200)
    swarm.views = [ViewUse("claims", "", 1)]
    pages = [page("dance"), swarm, path("for-you", "dance", "swarm")]
    assert stops_of("dance", pages, evidence(claim("warm", 200)))[0].minutes == 2


def test_a_page_on_no_path_has_no_stops() -> None:
    assert stops_of("swarm", [page("swarm"), path("for-you", "dance")]) == []


@pytest.mark.parametrize(("words", "taken"), [(0, 1), (90, 1), (290, 1), (310, 2), (1010, 5)])
def test_minutes_are_whole_and_at_least_one(words: int, taken: int) -> None:
    assert minutes(page("swarm", words=words), Evidence()) == taken


def minutes_with(*views: tuple[str, str], docname: str = "swarm") -> int:
    """The minutes of a page of ten minutes with these views; its own claims are two, of one minute and three."""
    one = page(docname, words=2000)
    one.views = [ViewUse(name, argument, 1) for name, argument in views]
    return minutes(one, evidence(claim("warm", 200), claim("cold", 200, overreach=200, unknown=200)))


def test_minutes_count_the_claims_that_a_page_shows_but_not_what_is_folded_away() -> None:
    assert minutes_with() == 10
    assert minutes_with(("claims", "research says")) == 14
    assert minutes_with(("claim", "cold"), docname="dance") == 13
    assert minutes_with(("claims", ""), docname="dance") == 10, "another page's own claims"
    assert minutes_with(("ledger", "claims"), docname="dance") == 14
    assert minutes_with(("ledger", "counts"), ("effects", ""), docname="dance") == 10
    assert minutes_with(("claim", "gone")) == 10


def test_minutes_count_each_claim_once() -> None:
    assert minutes_with(("claims", "research says"), ("claims", "not known"), ("claim", "warm")) == 14


def test_minutes_count_the_ideas_near_a_page_where_it_shows_them() -> None:
    one = page("swarm", words=2000)
    near = NearestIdea("word " * 100, (), "word " * 300, 1)
    of_swarm = Evidence({"swarm": ClaimFile("swarm", DAY, DAY, "", (), (near,))})
    assert minutes(one, of_swarm) == 10
    one.views = [ViewUse("nearest-ideas", "", 1)]
    assert minutes(one, of_swarm) == 12


def test_minutes_in_words() -> None:
    assert [in_words(1), in_words(2)] == ["1 minute", "2 minutes"]


MANY = [page(f"p{number:02}", kind="plain") for number in range(40)]


def shown_on(docname: str) -> tuple[MenuGroup, ...]:
    return Menu(menu_of(MANY, ("Few", ["p00", "p01"]), ("Many", [one.docname for one in MANY]))).shown_on(docname)


@pytest.mark.parametrize(("docname", "first"), [("p00", 0), ("p05", 0), ("p20", 14), ("p39", 28), ("elsewhere", 0)])
def test_a_long_group_shows_the_pages_around_the_one_that_one_is_on(docname: str, first: int) -> None:
    few, many = shown_on(docname)
    assert [name for name, _nav in few.pages] == ["p00", "p01"]
    assert [name for name, _nav in many.pages] == [f"p{number:02}" for number in range(first, first + 12)]
    assert (few.of, many.of) == (2, 40)
