from __future__ import annotations

from knowledge_base.reading.source import read_fence_faults, read_headings


def test_headings_are_read_outside_of_front_matter_and_code() -> None:
    source = "---\n# no: heading\n---\n# One\n\n```\n# code\n```\n\n### Three ###\n\n````\n```\n# code\n````\n## Two\n"
    assert [(h.level, h.line, h.text) for h in read_headings(source)] == [
        (1, 4, "One"),
        (3, 10, "Three"),
        (2, 16, "Two"),
    ]


def test_a_page_without_front_matter_is_read_from_its_first_line() -> None:
    assert [heading.line for heading in read_headings("# One\ntext\n")] == [1]


def test_blocks_may_stand_in_longer_blocks_and_code_may_show_them() -> None:
    source = "::::{a}\n:::{b}\n:opt: x\n\ntext\n:::\n::::\n\n````\n:::{c}\n````\n"
    assert read_fence_faults(source) == []


def test_an_open_block_is_told_where_it_begins() -> None:
    assert read_fence_faults(":::{a}\ntext\n\n:::{b}\n:::\n") == [(1, "The block {a} is not closed.")]
    assert read_fence_faults("text\n\n:::{b}\n") == [(3, "The block {b} is not closed.")]
