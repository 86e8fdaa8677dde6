"""The offline edition: the finished site as one archive, and the link to it on the site itself."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

#: The paragraph that the `download` view leaves on a page.
_SLOT_BEGINS = b'<p class="download">'
_SLOT = re.compile(re.escape(_SLOT_BEGINS) + b".*?</p>", re.DOTALL)
#: The earliest moment that a zip archive can hold: no archive differs by the hour at which it was made.
_MOMENT = (1980, 1, 1, 0, 0, 0)
#: Files that serve a web server or the next build, and no reader.
_LEFT_OUT = frozenset({".buildinfo", ".buildinfo.bak", "404.html", "objects.inv"})


def archive(site: Path, name: str, before: bytes = b"") -> bytes:
    """The site as a zip archive with the one top folder `name`. The same files give the same bytes.

    Args:
        site: the folder of the site.
        name: the top folder.
        before: the last archive, or nothing. Of files that did not change it holds the packed bytes already.

    Raises:
        OSError: where a file cannot be read.
    """
    packed_before = _packed(before)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for path in sorted(site.rglob("*"), key=lambda path: path.relative_to(site).as_posix()):
            if path.is_file() and path.name not in _LEFT_OUT:
                info = zipfile.ZipInfo(f"{name}/{path.relative_to(site).as_posix()}", _MOMENT)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 3  # Unix, wherever it is made: the field would differ by machine.
                info.external_attr = 0o100644 << 16
                content = path.read_bytes()
                info.CRC, info.file_size = zlib.crc32(content), len(content)
                packed = packed_before.get((info.filename, info.CRC, info.file_size)) or _deflated(content)
                info.compress_size = len(packed)
                _add(zipped, info, packed)
    return buffer.getvalue()


def _packed(archive: bytes) -> dict[tuple[str, int, int], bytes]:
    """The packed files of an archive by name, checksum and size."""
    found = {}
    if archive:
        with zipfile.ZipFile(io.BytesIO(archive)) as zipped:
            for info in zipped.infolist():
                start = info.header_offset + len(info.FileHeader())
                found[info.filename, info.CRC, info.file_size] = archive[start : start + info.compress_size]
    return found


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _add(zipped: zipfile.ZipFile, info: zipfile.ZipInfo, packed: bytes) -> None:
    """Adds a file that is packed already, for which `zipfile` has no method; the archive itself is left to it."""
    assert zipped.fp
    info.header_offset = zipped.fp.tell()
    zipped.fp.write(info.FileHeader() + packed)
    zipped.filelist.append(info)
    zipped.NameToInfo[info.filename] = info
    zipped.start_dir = zipped.fp.tell()
    zipped._didModify = True  # type: ignore[attr-defined]


def with_download_link(html: bytes, page: str, address: str, size: int) -> bytes:
    """A page with the link to the archive in its slot.

    Args:
        html: the page as built.
        page: its path within the site, such as "about/editions.html".
        address: the path of the archive within the site.
        size: the size of the archive, in bytes.
    """
    up = "../" * page.count("/")
    link = f'<a href="{up}{address}" download>Download the whole site</a> (zip, {readable_size(size)})'
    return _SLOT.sub(f'<p class="download">{link}</p>'.encode(), html)


def has_slot(html: bytes) -> bool:
    """Whether a page has a place for the link to the archive."""
    return _SLOT_BEGINS in html


def readable_size(size: int) -> str:
    """A size in bytes as people write it: "640 kB", "1.2 MB"."""
    return f"{round(size / 1000)} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
