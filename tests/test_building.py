"""The build beside the last good site: what is published, what is kept, what a failure leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.building import build, check, prepare, recover, swap
from tests.tiny import Project, concept, relation


@pytest.fixture
def root(project: Project) -> Path:
    """A checkout in which conf.py stands on top, as in this project."""
    project.change("conf.py", '["references.bib"]', '["docs/references.bib"]')
    (project.docs / "conf.py").rename(project.folder / "conf.py")
    return project.folder


def pages(root: Path) -> dict[str, tuple[bytes, int]]:
    site = root / "_build" / "html"
    return {
        p.relative_to(site).as_posix(): (p.read_bytes(), p.stat().st_mtime_ns) for p in site.rglob("*") if p.is_file()
    }


def test_a_build_leaves_the_site_and_its_archive(root: Path) -> None:
    assert build(root) == 0
    assert 'href="download/bees.zip"' in (root / "_build/html/index.html").read_text(encoding="utf-8")
    assert (root / "_build/html/download/bees.zip").read_bytes() == (root / "_build/offline/bees.zip").read_bytes()


def test_an_unchanged_build_writes_nothing_at_all(root: Path) -> None:
    build(root)
    before = pages(root)
    assert build(root) == 0
    assert pages(root) == before


def test_the_archive_is_the_same_after_a_clean_build(root: Path, project: Project) -> None:
    build(root)
    before = (root / "_build/offline/bees.zip").read_bytes()
    project.change("swarm.md", "Bees do this.", "Bees did this.")
    build(root)
    project.change("swarm.md", "Bees did this.", "Bees do this.")
    build(root)
    assert (root / "_build/offline/bees.zip").read_bytes() == before


def test_a_deleted_page_leaves_no_word_in_the_archive(root: Path, project: Project) -> None:
    build(root)
    before = (root / "_build/offline/bees.zip").read_bytes()
    page = concept("honey", text="Golden and sweet.", relations=relation("feeds", "dance"))
    project.write("honey.md", page)
    build(root)
    (project.docs / "honey.md").unlink()
    build(root)
    assert (root / "_build/offline/bees.zip").read_bytes() == before


def test_a_broken_page_leaves_the_last_good_site(
    root: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    build(root)
    before = pages(root)
    project.change("swarm.md", "Bees do this.", "Bees just do this.")
    for _attempt in range(2):  # What was read once must not pass the second time.
        assert build(root) != 0
        assert pages(root) == before
        told = capsys.readouterr().err
        assert '"just" is on the list of words to avoid.' in told
        assert "The last good site in _build/html is unchanged." in told
    project.change("swarm.md", "Bees just do this.", "Bees do this.")
    assert build(root) == 0


def test_a_broken_data_file_leaves_the_last_good_site(root: Path, project: Project) -> None:
    build(root)
    before = pages(root)
    project.change("site.yaml", "archive: bees", "archive: [bees")
    assert build(root) != 0
    assert pages(root) == before


def test_a_full_disk_leaves_the_last_good_site(
    root: Path, project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build(root)
    before = pages(root)
    project.change("swarm.md", "Bees do this.", "Bees did this.")

    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("knowledge_base.building.shutil.copy2", full)
    assert build(root) == 1
    assert pages(root) == before
    assert "No space left on device" in capsys.readouterr().err
    assert not (root / "_build/html.next").exists()


def test_a_build_cut_off_while_writing_is_not_built_upon(root: Path) -> None:
    build(root)
    before = pages(root)
    (root / "_build/unfinished").touch()
    page = root / "_build/work/swarm.html"
    page.write_text("half a page", encoding="utf-8")
    assert build(root) == 0
    assert {name: content for name, (content, _) in pages(root).items()} == {
        name: content for name, (content, _) in before.items()
    }


def test_a_build_killed_between_the_renames_is_recovered(tmp_path: Path) -> None:
    (tmp_path / "html.old").mkdir()
    (tmp_path / "html.old" / "index.html").write_text("good", encoding="utf-8")
    recover(tmp_path / "html")
    assert (tmp_path / "html" / "index.html").read_text(encoding="utf-8") == "good"


def test_files_that_are_gone_leave_the_published_site(tmp_path: Path) -> None:
    work, site = tmp_path / "work", tmp_path / "html"
    work.mkdir()
    (work / "a.html").write_text("a", encoding="utf-8")
    prepare(work, site, {"b.html": b"b"})
    swap(site)
    assert sorted(path.name for path in site.iterdir()) == ["a.html", "b.html"]
    prepare(work, site, {})
    swap(site)
    assert [path.name for path in site.iterdir()] == ["a.html"]


def test_check_tells_and_writes_nothing(root: Path, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(root) == 0
    project.change("swarm.md", "Bees do this.", "Bees just do this.")
    assert check(root) != 0
    assert "Leave it out." in capsys.readouterr().err
    assert not list((root / "_build").iterdir())


def test_a_slip_in_the_shared_data_is_told_plainly(
    root: Path, project: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    project.change("site.yaml", "archive:", "archvie:")
    assert check(root) == build(root) == 2
    told = capfd.readouterr().err
    assert f'{project.docs / "site.yaml"}:2: The key "archvie" is not known here. Did you mean "archive"?' in told
    assert "Traceback" not in told and "developers" not in told
