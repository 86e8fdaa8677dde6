"""Builds the site beside the last good one and swaps it in, so that a failed build takes nothing away."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from sphinx.cmd.build import build_main

from knowledge_base.editions import archive, has_slot, with_download_link
from knowledge_base.reading.keeping import fingerprint
from knowledge_base.reading.site import read_site


def build(root: Path) -> int:
    """Builds `_build/html` and `_build/offline` from `docs/`.

    Returns:
        0, or the exit status of the build that failed; the last good site is then left as it was.
    """
    out = root / "_build"
    work, doctrees, site = out / "work", out / "doctrees", out / "html"
    recover(site)
    _collect_garbage_seldom()
    if not _shared_files_are_sound(root):
        return 2
    # Sphinx notes what it has read before it writes: after a build that was cut off, nothing it left can be built upon.
    unfinished = out / "unfinished"
    if unfinished.exists():
        _forget(doctrees, work)
    out.mkdir(exist_ok=True)
    unfinished.touch()
    status = build_main([*_sphinx(root), "-b", "html", "-d", str(doctrees), str(root / "docs"), str(work)])
    if status == 0:
        try:
            _publish_editions(root, work, site, out / "offline")
        except OSError as error:
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


def publish(work: Path, site: Path, written: Mapping[str, bytes]) -> None:
    """Puts a finished build in the place of the last one.

    Files that did not change are the same files as before, so their dates stay.

    Args:
        work: the folder that holds the finished build.
        site: the folder to replace.
        written: files that differ from those in `work`, or are not there, by their path within the site.

    Raises:
        OSError: where something cannot be written; `site` is then as it was.
    """
    fresh = site.with_name(site.name + ".next")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        names = {path.relative_to(work).as_posix() for path in work.rglob("*") if path.is_file()}
        for name in sorted(names | set(written)):
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if name in written:
                _place(site / name, target, written[name])
            else:
                _carry(work / name, site / name, target)
        swap(fresh, site)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def swap(fresh: Path, site: Path) -> None:
    """Renames `fresh` to `site`. Between the two renames the old site stands beside, where `recover` finds it."""
    old = site.with_name(site.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def recover(site: Path) -> None:
    """Puts the old site back where a build was killed between the two renames of `swap`."""
    old = site.with_name(site.name + ".old")
    if old.is_dir() and not site.exists():
        old.rename(site)


def _collect_garbage_seldom() -> None:
    """Lets Python look for unreachable cycles once in a while: trees of nodes are all cycles, and live long."""
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


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
    # The site comes last: once it is swapped in, nothing is left that could fail.
    offline.mkdir(parents=True, exist_ok=True)
    _place(site / address, last, zipped)
    publish(work, site, written)
    published.write_text(state, encoding="utf-8")


def _state(folder: Path) -> str:
    """A fingerprint of the names, sizes and dates of all files in a folder."""
    files = sorted((path.relative_to(folder).as_posix(), path.stat()) for path in folder.rglob("*") if path.is_file())
    return fingerprint([(name, stat.st_size, stat.st_mtime_ns) for name, stat in files])


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
