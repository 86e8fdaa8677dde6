from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from knowledge_base.evidence import Verdict
from knowledge_base.views.drawing import effect_picture, verdict_picture


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


def test_rows_do_not_overlap() -> None:
    picture = ElementTree.fromstring(verdict_picture([("a", none_but(MIXED=1)), ("b", none_but(MIXED=1))], "t"))
    first, second = (float(rect.get("y", 0)) for rect in picture.iter("rect") if rect.get("class") == "edge")
    assert second - first >= 12


def test_dots_stand_where_the_scale_says() -> None:
    picture = ElementTree.fromstring(effect_picture([("a", 0.5), ("b", 1.0)], "t"))
    half, whole = (float(dot.get("cx", 0)) for dot in picture.iter("circle"))
    marks = {text.text: float(text.get("x", 0)) for text in picture.iter("text") if text.get("class") == "scale"}
    assert (half, whole) == (marks["0.5"], marks["1"])
    assert set(marks) == {"0", "0.5", "1"}


def test_the_scale_grows_with_the_largest_effect() -> None:
    picture = ElementTree.fromstring(effect_picture([("a", 1.19)], "t"))
    assert [text.text for text in picture.iter("text") if text.get("class") == "scale"] == ["0", "0.5", "1", "1.5"]
    assert float(picture.find("circle").get("cx")) < 320  # type: ignore[union-attr, arg-type]
