"""Serves a built site over http as a web server would: packed, with types and with leave to keep what was loaded."""

from __future__ import annotations

import functools
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path

from benchmarks.sites import QuietHandler

#: What GitHub Pages allows browsers: to use a file again for ten minutes without asking.
KEEP = "max-age=600"


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer of the server: the path asked for, its status, and what its body weighs raw and packed, in bytes."""

    path: str
    status: int
    raw: int
    packed: int


@dataclass
class Server:
    """A site that is being served: its address, and what was asked of it so far."""

    address: str
    sent: list[Sent] = field(default_factory=list)


class PackedHandler(QuietHandler):
    """Sends each file packed by gzip at level 9, and notes it."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, sent: list[Sent], directory: str) -> None:
        self.sent = sent
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # noqa: N802 – the name that http.server asks for
        """Sends a file, or the page that says that there is none."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        status = HTTPStatus.OK if path.is_file() else HTTPStatus.NOT_FOUND
        if status is HTTPStatus.NOT_FOUND:
            path = Path(self.directory, "404.html")
        content = path.read_bytes() if path.is_file() else b""
        packed = gzip.compress(content, compresslevel=9, mtime=0)
        self.sent.append(Sent(self.path, status, len(content), len(packed)))
        kind = self.guess_type(str(path))
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.send_header("Cache-Control", KEEP)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(packed)


@contextmanager
def served_packed(folder: Path) -> Iterator[Server]:
    """Serves a folder on this machine for as long as the block lasts."""
    sent: list[Sent] = []
    handler = functools.partial(PackedHandler, sent=sent, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True  # connections that browsers keep open must not keep this waiting
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Server(f"http://127.0.0.1:{server.server_port}", sent)
        server.shutdown()
