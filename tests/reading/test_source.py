from __future__ import annotations

from knowledge_base.reading.source import read_headings


def test_headings_are_read_outside_of_front_matter_and_code() -> None:
    source = "---\n# no: heading\n---\n# One\n\n```\n# code\n```\n\n### Three ###\n\n````\n```\n# code\n````\n## Two\n"
    assert [(h.level, h.line, h.text) for h in read_headings(source)] == [
        (1, 4, "One"),
        (3, 10, "Three"),
        (2, 16, "Two"),
    ]


def test_a_page_without_front_matter_is_read_from_its_first_line() -> None:
    assert [heading.line for heading in read_headings("# One\ntext\n")] == [1]
