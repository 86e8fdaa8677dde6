from __future__ import annotations

from knowledge_base.views.index import Row, index_letters


def test_rows_name_the_pages_behind_their_links() -> None:
    entries = [
        (
            "B",
            [
                (
                    "bees fly",
                    ([("", "b.html#x"), ("", "a.html#y"), ("", "b.html#z")], [("far", [("", "a.html#z")])], None),
                )
            ],
        )
    ]
    names = {"a.html": "Apiary", "b.html": "Bees"}
    letters = index_letters(entries, {"bees fly, far"}, {"bees fly"}, lambda uri: names[uri.split("#")[0]])
    assert letters == [
        (
            "B",
            [
                Row("bees fly", True, True, (("a.html#y", "Apiary"), ("b.html#x", "Bees"))),
                Row("bees fly, far", False, True, (("a.html#z", "Apiary"),)),
            ],
        )
    ]
