from __future__ import annotations

import pytest

from knowledge_base.evidence import Kind, Study, Verdict, Voice
from knowledge_base.rules.evidence import numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,010 adults (r = -.35; 95% CI 1.62-3.34)", {1010, 0.35, 95, 1.62, 3.34}),
        ("d = -1.04 and 4.0%", {1.04, 4}),
        ("nothing here, neither in B2B nor in COVID-19", set()),
        ("In 3,035 people.", {3035}),
    ],
)
def test_numbers_are_read_whatever_their_sign_and_commas(text: str, found: set[float]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("kind", "of", "carries"),
    [
        (Kind.RANDOMIZED_TRIAL, None, True),
        (Kind.EXPERIMENT, None, True),
        (Kind.META_ANALYSIS, Kind.RANDOMIZED_TRIAL, True),
        (Kind.META_ANALYSIS, Kind.SURVEY, False),
        (Kind.META_ANALYSIS, None, False),
        (Kind.SYSTEMATIC_REVIEW, Kind.BRAIN_IMAGING, False),
        (Kind.SURVEY, None, False),
        (Kind.BRAIN_IMAGING, None, False),
        (Kind.LONGITUDINAL, None, False),
        (Kind.THEORY, None, False),
        (Kind.GUIDANCE, None, False),
    ],
)
def test_only_what_was_changed_and_compared_can_show_what_leads_to_what(
    kind: Kind, of: Kind | None, carries: bool
) -> None:
    assert Study("key", kind, of, "", "", "", "", (), 1).carries_cause is carries


def test_each_verdict_has_its_voice() -> None:
    assert {verdict: verdict.voice for verdict in Verdict} == {
        Verdict.WELL_SUPPORTED: Voice.RESEARCH,
        Verdict.LIMITED: Voice.RESEARCH,
        Verdict.MIXED: Voice.RESEARCH,
        Verdict.UNTESTED: Voice.UNKNOWN,
        Verdict.COINED: Voice.ARTICLE,
    }
