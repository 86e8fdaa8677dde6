"""Builds the site beside the last good one and swaps it in, so that a failed build takes nothing away."""

from __future__ import annotations

import errno
import gc
import os
import shutil
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sphinx.cmd.build import build_main

from knowledge_base.editions import archive, has_slot, with_download_link
from knowledge_base.reading.keeping import fingerprint
from knowledge_base.reading.site import read_site

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

#: What Sphinx notes for its next build; it differs by the folder in which the site is built.
_NOTE = ".buildinfo"


def build(root: Path) -> int:
    """Builds `_build/html` and `_build/offline` from `docs/`.

    Returns:
        0, or the exit status of the build that failed; the last good site is then left as it was.
    """
    with alone(root / "_build") as is_alone:
        if is_alone:
            return _build(root)
    print("Another build is at work in this folder. Wait for it, then build again.", file=sys.stderr)
    return 3


@contextmanager
def alone(out: Path) -> Iterator[bool]:
    """Whether no other build is at work. The system lifts the lock when a build ends, or is killed."""
    out.mkdir(exist_ok=True)
    is_alone = True
    with (out / "lock").open("w") as lock:
        try:
            if sys.platform == "win32":
                msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:  # A file system without locks raises others.
            is_alone = error.errno not in (errno.EAGAIN, errno.EACCES)
        yield is_alone


def _build(root: Path) -> int:
    out = root / "_build"
    work, doctrees, site, offline = (out / name for name in ("work", "doctrees", "html", "offline"))
    recover(site)
    _collect_garbage_seldom()
    recover(offline)
    if not _shared_files_are_sound(root):
        return 2
    # Sphinx notes what it has read before it writes: after a build that was cut off, nothing it left can be built upon.
    unfinished = out / "unfinished"
    if unfinished.exists():
        _forget(doctrees, work)
    unfinished.touch()
    status = build_main([*_sphinx(root), "-b", "html", "-d", str(doctrees), str(root / "docs"), str(work)])
    if status == 0:
        try:
            _publish_editions(root, work, site, offline)
        except OSError as error:
            recover(site)
            recover(offline)
            print(f"The site could not be written: {error}.", file=sys.stderr)
            status = 1
    if status:
        # What Sphinx has read by now it would not check again, and the next build would pass in silence.
        _forget(doctrees, work)
        kept = f"The last good site in {_shown(site, root)} is unchanged." if site.is_dir() else "No site was written."
        print(f"\nThe build stopped: mend what is listed above. {kept}", file=sys.stderr)
    else:
        print(f"Open {_shown(site / 'index.html', root)} in a browser.")
    unfinished.unlink()
    return status


def check(root: Path) -> int:
    """Reads all pages and reports what is wrong with them, without writing any. Returns 0 where nothing is."""
    if not _shared_files_are_sound(root):
        return 2
    out = root / "_build" / "check"
    shutil.rmtree(out, ignore_errors=True)
    status = build_main([*_sphinx(root), "-b", "dummy", str(root / "docs"), str(out)])
    shutil.rmtree(out, ignore_errors=True)
    print("Mend what is listed above." if status else "Every page keeps the rules.")
    return status


def _shared_files_are_sound(root: Path) -> bool:
    """Tells what is wrong with the data that all pages share. Sphinx would tell it amid a report of its own failure."""
    _site, problems = read_site(root / "docs")
    for problem in problems:
        print(f"{root / 'docs' / problem.path}:{problem.line}: {problem.text}", file=sys.stderr)
    return not problems


def prepare(work: Path | None, site: Path, written: Mapping[str, bytes]) -> None:
    """Sets a finished build up beside the last one, for `swap` to put in its place.

    Files that did not change are the same files as before, so their dates stay.

    Args:
        work: the folder that holds the finished build; None where all of it is in `written`.
        site: the folder to replace.
        written: files that differ from those in `work`, or are not there, by their path within the site.

    Raises:
        OSError: where something cannot be written.
    """
    fresh = _beside(site, "next")
    _forget(fresh)
    built = {path.relative_to(work).as_posix(): path for path in work.rglob("*") if path.is_file()} if work else {}
    built.pop(_NOTE, None)
    for name in sorted(built.keys() | written.keys()):
        target = fresh / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name in written:
            _place(site / name, target, written[name])
        else:
            _carry(built[name], site / name, target)


def swap(site: Path) -> None:
    """Puts what was prepared in place. Between the two renames the old site stands beside, where `recover` finds it.

    Raises:
        OSError: where a folder cannot be renamed.
    """
    old = _beside(site, "old")
    _forget(old)
    if site.exists():
        site.rename(old)
    _beside(site, "next").rename(site)
    _forget(old)


def recover(site: Path) -> None:
    """Takes what was prepared away, and puts the old site back where a build ended between the renames of `swap`."""
    _forget(_beside(site, "next"))
    old = _beside(site, "old")
    if old.is_dir() and not site.exists():
        old.rename(site)


def _collect_garbage_seldom() -> None:
    """Lets Python look for unreachable cycles once in a while: trees of nodes are all cycles, and live long."""
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


def _beside(site: Path, ending: str) -> Path:
    return site.with_name(f"{site.name}.{ending}")


def _forget(*folders: Path) -> None:
    """Removes what a build left for the next one."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _publish_editions(root: Path, work: Path, site: Path, offline: Path) -> None:
    shared, _ = read_site(root / "docs")
    assert shared, "a site that was built has its data files"
    last = offline / f"{shared.archive}.zip"
    state, published = _state(work), site.with_name("published")
    if last.is_file() and site.is_dir() and published.is_file() and published.read_text(encoding="utf-8") == state:
        return
    published.unlink(missing_ok=True)
    zipped = archive(work, shared.archive, last.read_bytes() if last.is_file() else b"")
    address = f"download/{shared.archive}.zip"
    written = {address: zipped}
    for path in work.rglob("*.html"):
        html = path.read_bytes()
        if has_slot(html):
            name = path.relative_to(work).as_posix()
            written[name] = with_download_link(html, name, address, len(zipped))
    prepare(None, offline, {last.name: zipped})
    prepare(work, site, written)
    # Nothing is left that needs room.
    swap(offline)
    swap(site)
    published.write_text(state, encoding="utf-8")


def _state(folder: Path) -> str:
    """A fingerprint of all files in a folder: of pages the size and date, of what is copied each time the content."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _NOTE)
    return fingerprint([(path.relative_to(folder).as_posix(), _stamp(path)) for path in files])


def _stamp(path: Path) -> object:
    if path.suffix != ".html":
        return zlib.crc32(path.read_bytes())
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def _place(before: Path, target: Path, content: bytes) -> None:
    """Writes `content` to `target`; as the same file as `before` where that holds it already."""
    if before.is_file() and before.read_bytes() == content:
        _link(before, target)
    else:
        target.unlink(missing_ok=True)
        target.write_bytes(content)


def _carry(source: Path, before: Path, target: Path) -> None:
    """Copies `source` to `target`; as the same file as `before` where it did not change."""
    if before.is_file() and _same(source, before):
        _link(before, target)
    else:
        shutil.copy2(source, target)


def _same(source: Path, before: Path) -> bool:
    """Whether two files hold the same; equal size and date are taken for it, so that few have to be read."""
    new, old = source.stat(), before.stat()
    if new.st_size != old.st_size:
        return False
    return new.st_mtime_ns == old.st_mtime_ns or source.read_bytes() == before.read_bytes()


def _link(before: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    try:
        os.link(before, target)
    except OSError:  # A file system without hard links.
        shutil.copy2(before, target)


def _sphinx(root: Path) -> list[str]:
    """Options of every build: this configuration; only warnings are told, and any of them fails the build."""
    return ["-c", str(root), "-q", "--fail-on-warning", "--keep-going"]


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
