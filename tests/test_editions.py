from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

from knowledge_base.editions import archive, has_slot, readable_size, with_download_link

SLOT = '<p class="download">No download\nhere.</p>'


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
    html = with_download_link(f"a{SLOT}b", "about/editions.html", "download/bees.zip", 640_400)
    assert html == (
        'a<p class="download"><a href="../download/bees.zip" download>Download the whole site</a> (zip, 640 kB)</p>b'
    )


def test_only_pages_with_a_slot_have_one() -> None:
    assert has_slot(SLOT)
    assert not has_slot("<p>download</p>")


def test_sizes_are_readable() -> None:
    assert [readable_size(size) for size in (999, 640_400, 1_250_000)] == ["1 kB", "640 kB", "1.2 MB"]


def test_the_hour_of_making_leaves_no_trace(tmp_path: Path) -> None:
    members = zipfile.ZipFile(io.BytesIO(archive(site(tmp_path / "x"), "bees"))).infolist()
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
