from __future__ import annotations

import csv
import datetime
import io
import json

from knowledge_base.evidence import Claim, ClaimFile, Evidence, Kind, Reference, Study, Verdict
from knowledge_base.model import Page
from knowledge_base.views.claims import Group
from knowledge_base.views.files import claims_csv, claims_json

CLAIM = Claim(
    id="swarms",
    text='They "swarm", mostly.',
    sentences=("B1", "B2"),
    verdict=Verdict.MIXED,
    why="Two say so;\none does not.",
    studies=("lee2001", "roy2002"),
    would_change="More.",
    unknown="",
    overreach="",
    line=1,
)
FILE = ClaimFile("dance", datetime.date(2026, 1, 2), datetime.date(2027, 1, 2), "nobody", (CLAIM,), ())
STUDY = Study("lee2001", Kind.META_ANALYSIS, Kind.SURVEY, "40 hives", "Élan.", "One.", "", (), 1)
EVIDENCE = Evidence(
    {"dance": FILE},
    {"lee2001": STUDY},
    {
        "lee2001": Reference("lee2001", "Lee (2001): Bees", "10.1/a", (), "", 1),
        "roy2002": Reference("roy2002", "", "", (), "", 9),
    },
)
GROUPS = [Group(Page("ideas/dance"), FILE)]


def test_a_row_holds_all_that_is_told_of_a_claim() -> None:
    (row,) = csv.DictReader(io.StringIO(claims_csv(GROUPS, EVIDENCE)))
    assert row == {
        "id": "swarms",
        "page": "ideas/dance",
        "voice": "research says",
        "verdict": "mixed",
        "kinds": "meta-analysis",
        "claim": 'They "swarm", mostly.',
        "sentences": "B1; B2",
        "why": "Two say so;\none does not.",
        "studies": "lee2001; roy2002",
        "dois": "10.1/a; ",
        "would_change": "More.",
        "not_known": "",
        "overreach": "",
        "reviewed": "2026-01-02",
        "next_review": "2027-01-02",
        "reviewer": "nobody",
    }


def test_the_json_tells_each_study_in_full() -> None:
    told = json.loads(claims_json(GROUPS, EVIDENCE, {"site": "Bees"}))
    assert told["site"] == "Bees"
    (claim,) = told["claims"]
    assert claim["sentences"] == ["B1", "B2"]
    assert claim["studies"] == [
        {
            "key": "lee2001",
            "doi": "10.1/a",
            "kind": "meta-analysis",
            "of": "survey",
            "who": "40 hives",
            "finding": "Élan.",
            "limits": "One.",
        }
    ]
