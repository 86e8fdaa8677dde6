from __future__ import annotations

import datetime

from knowledge_base.evidence import ClaimFile, Evidence
from knowledge_base.graph import Graph
from knowledge_base.model import FrontMatter, Page
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


def test_a_record_is_used_by_claims_and_by_prose() -> None:
    claims = ClaimFile("b", DAY, DAY, "", (), ())
    graph = Graph({"a": page("a", links=("cite:lee2001",)), "b": page("b", links=("cite:lee2001", "term:bee"))})
    assert {key: [one.docname for one in pages] for key, pages in users(Evidence({"b": claims}), graph).items()} == {
        "lee2001": ["a", "b"]
    }
