from __future__ import annotations

import datetime

from knowledge_base.evidence import Claim, ClaimFile, Evidence, NearestIdea, Verdict
from knowledge_base.graph import Graph
from knowledge_base.model import FrontMatter, Page, ViewUse
from knowledge_base.reading.site import read_site
from knowledge_base.views.claims import groups, users
from tests.conftest import ROOT

DAY = datetime.date(2026, 1, 1)


def page(docname: str, place: str = "", links: tuple[str, ...] = ()) -> Page:
    front = FrontMatter("idea", docname, "", DAY, DAY, "", place=place)
    return Page(docname, front, docname, links=list(links))


def test_claims_follow_the_places_and_other_pages_come_last() -> None:
    site, _ = read_site(ROOT / "docs")
    assert site
    pages = [page("about/a"), page("ideas/z", "longing"), page("ideas/b", "relief"), page("ideas/c", "longing")]
    files = {one.id: ClaimFile(one.id, DAY, DAY, "", (), ()) for one in pages}
    found = groups(Evidence(files), Graph({one.docname: one for one in pages}), site)
    assert [group.page.docname for group in found] == ["ideas/c", "ideas/z", "ideas/b", "about/a"]


def test_a_record_is_used_where_a_page_shows_it() -> None:
    claim = Claim("warm", "", (), Verdict.MIXED, "", ("roy2002",), "", "", "", 1)
    idea = NearestIdea("Fission", ("wax2003",), "", 1)
    evidence = Evidence({"b": ClaimFile("b", DAY, DAY, "", (claim,), (idea,))})
    prose, own, other = page("a", links=("cite:lee2001",)), page("b", links=("term:bee",)), page("c")
    own.views = [ViewUse("claims", "research says", 1), ViewUse("nearest-ideas", "", 2)]
    other.views = [ViewUse("claim", "warm", 1), ViewUse("claim", "gone", 1), ViewUse("ledger", "claims", 2)]
    graph = Graph({one.docname: one for one in (prose, own, other)})
    used = {key: [one.docname for one in pages] for key, pages in users(evidence, graph).items()}
    assert used == {"lee2001": ["a"], "roy2002": ["b", "c"], "wax2003": ["b"]}
