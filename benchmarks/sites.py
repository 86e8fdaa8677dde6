"""The sites to measure: the real one and a made-up one of many pages, each with our search and with Sphinx's own."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks import synthetic

ROOT = Path(__file__).resolve().parent.parent
STOCK_CONF = Path(__file__).with_name("stock_conf.py")
#: How often a build that goes on is told of, in seconds.
PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Project:
    """One set of pages with one search: its sources in a folder, and the site that is built of them.

    `only` names the source files to write where not all are needed.
    """

    folder: Path
    only: tuple[str, ...] = ()

    @property
    def site(self) -> Path:
        """The folder of the built site."""
        return self.folder / "html"

    @property
    def log(self) -> Path:
        """What the build tells."""
        return self.folder / "build.log"

    def start(self) -> subprocess.Popen[bytes]:
        """Begins to build the site. A warning fails it: then something else would be measured than was meant."""
        command = [sys.executable, "-m", "sphinx", "-c", ".", "-b", "html", "-q", "--fail-on-warning", "--keep-going"]
        command += ["-D", f"kb_assets={ROOT / '_build' / 'assets'}", "docs", "html", *self.only]
        with self.log.open("wb") as log:
            return subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)


@dataclass(frozen=True, slots=True)
class Sites:
    """The same pages with either search, and how the table calls them."""

    name: str
    ours: Project
    stock: Project


def real_sites(folder: Path) -> Sites:
    """The pages of this project."""
    docs = ROOT / "docs"
    return Sites("real site", _with_ours(folder / "real-ours", docs), _with_stock(folder / "real-stock", docs))


def made_sites(folder: Path, pages: int) -> Sites:
    """So many made-up pages."""
    docs = folder / "made"
    synthetic.write(docs, pages, concepts_of=(1, 1))
    # Our index is made of what was read. So of all these pages only the one that will be opened has to be written.
    ours = _with_ours(folder / "made-ours", docs, only=(str(Path("docs", "index.md")),))
    return Sites(f"{pages:,} pages", ours, _with_stock(folder / "made-stock", docs))


def _with_ours(folder: Path, docs: Path, only: tuple[str, ...] = ()) -> Project:
    """A copy of this project with these pages."""
    shutil.copytree(docs, folder / "docs")
    shutil.copytree(ROOT / "knowledge_base", folder / "knowledge_base", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "conf.py", folder)
    return Project(folder, only)


def _with_stock(folder: Path, docs: Path) -> Project:
    """A copy of this project with these pages and Sphinx's own search, in the templates that the theme has for it."""
    project = _with_ours(folder, docs)
    for kind in ("static", "templates"):
        for path in (folder / "knowledge_base" / kind).rglob("search*.*"):
            path.unlink()
    conf = folder / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + STOCK_CONF.read_text(encoding="utf-8"), encoding="utf-8")
    return project


def build(projects: Sequence[Project]) -> None:
    """Builds all sites side by side.

    Raises:
        RuntimeError: where one cannot be built without a warning; tells what the build told.
    """
    begun = time.monotonic()
    running = [(project, project.start()) for project in projects]
    while any(process.poll() is None for _, process in running):
        time.sleep(PATIENCE)
        pages = sum(1 for project in projects for _ in project.site.rglob("*.html"))
        tell(f"Building {len(projects)} sites: {pages} pages written after {time.monotonic() - begun:.0f} s …")
    for project, process in running:
        if process.returncode:
            raise RuntimeError(f"{project.folder.name} was not built:\n{project.log.read_text(encoding='utf-8')}")


def tell(text: str) -> None:
    """Says what goes on, beside the report."""
    print(text, file=sys.stderr, flush=True)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without telling about each."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves a folder over http, and gives its address."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
