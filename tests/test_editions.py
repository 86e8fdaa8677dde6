from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

from knowledge_base.editions import archive, has_slot, readable_size, with_download_link

SLOT = b'<p class="download">No download\nhere.</p>'


def site(folder: Path) -> Path:
    (folder / "ideas").mkdir(parents=True)
    for name in ("index.html", "ideas/a.html", ".buildinfo", "404.html"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def test_one_folder_on_top_and_nothing_that_only_servers_need(tmp_path: Path) -> None:
    names = zipfile.ZipFile(io.BytesIO(archive(site(tmp_path / "x"), "bees"))).namelist()
    assert names == ["bees/ideas/a.html", "bees/index.html"]


def test_dates_and_rights_of_files_leave_no_trace(tmp_path: Path) -> None:
    first, second = site(tmp_path / "x"), site(tmp_path / "y")
    os.utime(second / "index.html", (0, 1_000_000_000))
    (second / "index.html").chmod(0o600)
    assert archive(first, "bees") == archive(second, "bees")


def test_the_link_leads_up_from_deeper_pages_and_says_the_size() -> None:
    html = with_download_link(b"a" + SLOT + b"b", "about/editions.html", "download/bees.zip", 640_400)
    assert html == (
        b'a<p class="download"><a href="../download/bees.zip" download>Download the whole site</a> (zip, 640 kB)</p>b'
    )


def test_only_pages_with_a_slot_have_one() -> None:
    assert has_slot(SLOT)
    assert not has_slot(b"<p>download</p>")


def test_sizes_are_readable() -> None:
    assert [readable_size(size) for size in (999, 640_400, 1_250_000)] == ["1 kB", "640 kB", "1.2 MB"]


def test_the_hour_of_making_leaves_no_trace(tmp_path: Path) -> None:
    members = zipfile.ZipFile(io.BytesIO(archive(site(tmp_path / "x"), "bees"))).infolist()
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


def test_what_the_last_archive_held_is_taken_over_and_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = site(tmp_path / "x")
    before = archive(folder, "bees")
    (folder / "index.html").write_text("other words " * 50, encoding="utf-8")
    (folder / "new.html").write_text("new", encoding="utf-8")
    (folder / "ideas" / "a.html").unlink()
    made = archive(folder, "bees", before)
    assert made == archive(folder, "bees")
    with zipfile.ZipFile(io.BytesIO(made)) as zipped:
        assert zipped.testzip() is None
        assert zipped.read("bees/index.html") == b"other words " * 50


def test_packed_bytes_are_taken_from_the_last_archive(tmp_path: Path) -> None:
    folder = site(tmp_path / "x")
    loose = io.BytesIO()
    with zipfile.ZipFile(loose, "w") as zipped:  # the same file, packed less tightly
        zipped.writestr(zipfile.ZipInfo("bees/index.html"), "index.html", zipfile.ZIP_DEFLATED, compresslevel=0)
    sizes = [
        zipfile.ZipFile(io.BytesIO(archive(folder, "bees", before))).getinfo("bees/index.html").compress_size
        for before in (b"", loose.getvalue())
    ]
    assert sizes[1] > sizes[0]
