from __future__ import annotations

import datetime

from knowledge_base.reading.contacts import read_contacts

LINE = """
- country: Beeland
  name: The hive line
  ways:
    - {say: Call 12, link: "tel:12"}
  hours: all day
  for_what: listening
  seen_on: its page
  checked_on: 2026-05-01
"""


def told(text: str, on: str = "2026-06-01") -> list[str]:
    return [str(problem) for problem in read_contacts(text, "lines.yaml", datetime.date.fromisoformat(on))[1]]


def test_a_contact_is_read_whole() -> None:
    (contact,), problems = read_contacts(LINE, "lines.yaml", datetime.date(2026, 6, 1))
    assert not problems
    assert (contact.name, contact.ways) == ("The hive line", (("Call 12", "tel:12"),))


def test_a_number_unchecked_for_half_a_year_is_a_problem() -> None:
    assert told(LINE, on="2026-10-31") == []
    (problem,) = told(LINE, on="2026-11-01")
    assert problem.startswith('lines.yaml:9: "The hive line" was last checked on 2026-05-01')


def test_an_unknown_way_and_an_unknown_key_are_told_with_their_lines() -> None:
    (way,) = told(LINE.replace("tel:12", "http://bees"))
    assert way == 'lines.yaml:5: "http://bees" is no way to reach anyone. Begin it with tel:, sms: or https://.'
    (key,) = told(LINE + "  fax: 12\n")
    assert key.startswith('lines.yaml:10: The key "fax" is not known here.')


def test_text_that_is_no_list_is_told() -> None:
    assert "A list of entries is expected here." in told("country: Beeland")[0]
