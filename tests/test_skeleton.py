from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from knowledge_base.reading.front_matter import read_front_matter
from knowledge_base.reading.site import read_site
from knowledge_base.reading.source import read_headings
from knowledge_base.skeleton import new_term, slug
from tests.conftest import ROOT

DAY = datetime.date(2028, 2, 29)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "terms").mkdir()
    shutil.copytree(ROOT / "docs" / "_skeletons", tmp_path / "_skeletons")
    return tmp_path


def test_names_become_file_names() -> None:
    assert slug("Café Blues: a Study") == "cafe-blues-a-study"


def test_the_skeleton_asks_for_all_that_a_term_page_needs(docs: Path) -> None:
    path = new_term(docs, "Fear of Honey", DAY)
    assert path == docs / "terms" / "fear-of-honey.md"
    text = path.read_text(encoding="utf-8")
    site, problems = read_site(ROOT / "docs")
    assert site and not problems
    wanted = site.page_types["term"]
    assert [heading.text for heading in read_headings(text)] == ["Fear of Honey", *wanted.sections]
    _, told = read_front_matter(text, "terms/fear-of-honey", site)
    # What a writer has to fill in, and nothing else.
    assert sorted(problem.message for problem in told) == [
        '"also_called" is an empty list.',
        '"description" holds no text.',
        '"people_say" is an empty list.',
        '"standing" holds no text.',
        '"step" holds no text.',
    ]


def test_an_existing_page_is_not_overwritten(docs: Path) -> None:
    path = new_term(docs, "Honey", DAY)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match=r"is defined in .*honey\.md already"):
        new_term(docs, "Honey", DAY)
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_term_that_is_defined_elsewhere_is_not_begun(docs: Path) -> None:
    (docs / "glossary.md").write_text(":::{glossary}\nHoney\n  Sweet.\n:::\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r'"honey" is defined in .*glossary\.md already'):
        new_term(docs, "honey", DAY)


@pytest.mark.parametrize("name", ["", "   ", "!!"])
def test_a_term_without_a_name_is_told_what_to_write(docs: Path, name: str) -> None:
    with pytest.raises(ValueError, match='make term NAME="The name of the term"'):
        new_term(docs, name, DAY)
