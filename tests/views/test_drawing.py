from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from knowledge_base.evidence import Effect, Verdict
from knowledge_base.views.drawing import effect_picture, verdict_picture, verdict_sign


def none_but(**counted: int) -> dict[Verdict, int]:
    return {verdict: counted.get(verdict.name, 0) for verdict in Verdict}


def test_each_claim_is_one_square_and_each_verdict_is_filled_its_own_way() -> None:
    picture = ElementTree.fromstring(
        verdict_picture([("Bees & wax", none_but(WELL_SUPPORTED=2, COINED=1))], 'a "title"')
    )
    assert picture.get("aria-label") == 'a "title"'
    assert picture.findtext("text") == "Bees & wax"
    squares = [rect for rect in picture.iter("rect") if rect.get("class") == "edge"]
    assert len(squares) == 3
    assert [square.get("stroke-dasharray") for square in squares] == [None, None, "2 2"]
    assert len([rect for rect in picture.iter("rect") if rect.get("class") == "fill"]) == 2


def test_each_verdict_has_a_sign_of_its_own() -> None:
    signs = {verdict_sign(verdict) for verdict in Verdict}
    assert len(signs) == len(Verdict)
    assert not any("".join(ElementTree.fromstring(sign).itertext()) for sign in signs), "the words stand beside it"


def test_no_square_covers_another() -> None:
    rows = [("a", none_but(WELL_SUPPORTED=30)), ("b", none_but(MIXED=1))]
    picture = ElementTree.fromstring(verdict_picture(rows, "t"))
    squares = [(rect.get("x"), rect.get("y")) for rect in picture.iter("rect") if rect.get("class") == "edge"]
    assert len(set(squares)) == len(squares) == 31
    assert max(float(x or 0) for x, _y in squares) < 320 - 12


def test_rows_do_not_overlap() -> None:
    picture = ElementTree.fromstring(verdict_picture([("a", none_but(MIXED=1)), ("b", none_but(MIXED=1))], "t"))
    first, second = (float(rect.get("y", 0)) for rect in picture.iter("rect") if rect.get("class") == "edge")
    assert second - first >= 12


def effect(size: float, interval: tuple[float, float] | None = None) -> Effect:
    return Effect("Swarms", "Smoke", "none", size, interval, 1)


def test_dots_and_intervals_stand_where_the_scale_says() -> None:
    picture = ElementTree.fromstring(effect_picture({"Swarms": [effect(0.5, (0.0, 1.0)), effect(1.0)]}, "t"))
    half, whole = (float(dot.get("cx", 0)) for dot in picture.iter("circle"))
    marks = {text.text: float(text.get("x", 0)) for text in picture.iter("text") if text.get("class") == "scale"}
    assert (half, whole) == (marks["0.5"], marks["1"])
    (interval,) = (line for line in picture.iter("line") if line.get("class") == "edge")
    assert (float(interval.get("x1", 0)), float(interval.get("x2", 0))) == (marks["0"], marks["1"])
    assert set(marks) == {"0", "0.5", "1"}


def test_the_scale_grows_with_the_largest_effect_and_below_zero() -> None:
    picture = ElementTree.fromstring(effect_picture({"Swarms": [effect(1.19), effect(-0.2)]}, "t"))
    marks = [text.text for text in picture.iter("text") if text.get("class") == "scale"]
    assert marks == ["-0.5", "0", "0.5", "1", "1.5"]
    assert all(0 < float(dot.get("cx", 0)) < 320 for dot in picture.iter("circle"))
