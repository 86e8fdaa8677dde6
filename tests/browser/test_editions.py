"""The download, and the links into the repository."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from tests.conftest import copy_project


def test_home_and_editions_hand_out_the_archive_and_say_its_size(over_http: str, context: object, site: Path) -> None:
    page: Page = context.new_page()  # type: ignore[attr-defined]
    for name in ("index.html", "about/editions.html"):
        page.goto(f"{over_http}/{name}")
        slot = page.locator("p.download")
        with page.expect_download() as caught:
            slot.get_by_role("link").click()
        content = Path(str(caught.value.path())).read_bytes()
        assert {member.split("/")[0] for member in zipfile.ZipFile(io.BytesIO(content)).namelist()} == {
            "why-people-isolate-themselves"
        }
        expect(slot).to_contain_text(f"(zip, {round(len(content) / 1000)} kB)")


def test_the_offline_copy_holds_the_tested_pages(site: Path, over_file: str) -> None:
    folder = Path(over_file.removeprefix("file://").replace("%20", " "))
    slot = re.compile(r'<p class="download">.*?</p>', re.DOTALL)
    for path in site.rglob("*.html"):
        if path.name != "404.html":
            offline = (folder / path.relative_to(site)).read_text(encoding="utf-8")
            assert slot.sub("", offline) == slot.sub("", path.read_text(encoding="utf-8"))


def test_edit_links_lead_to_the_file_of_each_page_where_a_repository_is_known(tmp_path: Path) -> None:
    copy_project(tmp_path)
    environment = {"GITHUB_SERVER_URL": "https://example.org", "GITHUB_REPOSITORY": "bees/hive"}
    subprocess.run([sys.executable, "-m", "knowledge_base", "build"], cwd=tmp_path, env=environment, check=True)
    site = tmp_path / "_build" / "html"
    pages = [path for path in (tmp_path / "docs").rglob("*.md") if "_skeletons" not in path.parts]
    for source in pages:
        docname = source.relative_to(tmp_path / "docs").with_suffix("").as_posix()
        soup = BeautifulSoup((site / f"{docname}.html").read_text(encoding="utf-8"), "html.parser")
        (edit,) = soup.select("a.edit-this-page")
        assert edit["href"] == f"https://example.org/bees/hive/edit/main/docs/{docname}.md"


def test_without_a_repository_no_page_has_a_dead_edit_link(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert "edit-this-page" not in path.read_text(encoding="utf-8"), path
