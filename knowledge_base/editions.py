"""The offline edition: the finished site as one archive, and the link to it on the site itself."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

#: The paragraph that the `download` view leaves on a page.
_SLOT = re.compile(r'<p class="download">.*?</p>', re.DOTALL)
#: The earliest moment that a zip archive can hold: no archive differs by the hour at which it was made.
_MOMENT = (1980, 1, 1, 0, 0, 0)
#: Files that serve a web server or the next build, and no reader.
_LEFT_OUT = frozenset({".buildinfo", ".buildinfo.bak", "404.html", "objects.inv"})


def archive(site: Path, name: str) -> bytes:
    """The site as a zip archive with the one top folder `name`. The same files give the same bytes.

    Raises:
        OSError: where a file cannot be read.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        for path in sorted(site.rglob("*"), key=lambda path: path.relative_to(site).as_posix()):
            if path.is_file() and path.name not in _LEFT_OUT:
                info = zipfile.ZipInfo(f"{name}/{path.relative_to(site).as_posix()}", _MOMENT)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 3  # Unix, wherever it is made: the field would differ by machine.
                info.external_attr = 0o100644 << 16
                zipped.writestr(info, path.read_bytes())
    return buffer.getvalue()


def with_download_link(html: str, page: str, address: str, size: int) -> str:
    """A page with the link to the archive in its slot.

    Args:
        html: the page as built.
        page: its path within the site, such as "about/editions.html".
        address: the path of the archive within the site.
        size: the size of the archive, in bytes.
    """
    up = "../" * page.count("/")
    link = f'<a href="{up}{address}" download>Download the whole site</a> (zip, {readable_size(size)})'
    return _SLOT.sub(f'<p class="download">{link}</p>', html)


def has_slot(html: str) -> bool:
    """Whether a page has a place for the link to the archive."""
    return bool(_SLOT.search(html))


def readable_size(size: int) -> str:
    """A size in bytes as people write it: "640 kB", "1.2 MB"."""
    return f"{round(size / 1000)} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
