from __future__ import annotations

import pytest

from knowledge_base.views.citing import Edition, apa, bibtex

EDITION = Edition("All about bees", "the keepers", "2026.11")
ADDRESS = "https://bees.example/dance.html"


def test_apa_names_author_month_title_site_and_address() -> None:
    before, title, after = apa("The dance", EDITION, ADDRESS)
    assert (before, title) == ("The keepers. (2026, November). ", "The dance")
    assert after == f". All about bees, edition 2026.11. {ADDRESS}"


@pytest.mark.parametrize(
    ("release", "date"), [("2026", "(2026)"), ("2026.13", "(2026)"), ("2026.1", "(2026, January)"), ("three", "(n.d.)")]
)
def test_the_date_is_as_exact_as_the_name_of_the_edition(release: str, date: str) -> None:
    assert date in apa("The dance", Edition("Bees", "keepers", release), "")[0]


def test_a_record_holds_what_is_known() -> None:
    assert bibtex("dance", "The dance", EDITION, ADDRESS).splitlines() == [
        "@misc{dance-2026.11,",
        "  author = {{the keepers}},",
        "  title = {The dance},",
        "  howpublished = {All about bees, edition 2026.11},",
        "  year = {2026},",
        f"  url = {{{ADDRESS}}},",
        "  month = nov,",
        "}",
    ]
    assert "url" not in bibtex("dance", "The dance", EDITION, "")
