"""Builds on a disk that is nearly full. A test runs this where that disk is mounted: `python -m tests.small_disk`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.edits import apply, first
from tests.forked import Builder
from tests.sites import difference, published, put


def main(disk: Path) -> None:
    """Builds the small site on `disk`, edits it, and builds it again with little room and with enough.

    Raises:
        AssertionError: where a failed build took something of the last good site, or the next one did not mend it.
    """
    before, after = first(), first()
    apply(("swap", "docs/words.md", "The mother of the hive.", "The mother of all in it."), after)
    site, filler = disk / "site", disk / "filler"
    with Builder() as builder, tempfile.TemporaryDirectory() as elsewhere:
        put(before, {}, site)
        assert builder.build(site).status == 0
        old = published(site)
        put(after, {}, Path(elsewhere))
        assert builder.build(Path(elsewhere)).status == 0
        new = published(Path(elsewhere))
        archive = len(new["offline/bees.zip"])
        # Too little to begin with, to write the pages, to write the archive, to put pages and archive in place.
        for left in (0, 16_000, archive // 2, archive + 4_000):
            put(after, before, site)
            room = os.statvfs(disk)
            filler.write_bytes(bytes(room.f_bavail * room.f_frsize - left))
            outcome = builder.build(site)
            print(f"{left} bytes left: {outcome.status}\n{outcome.told}")
            assert outcome.status, "the disk was not full"
            assert not difference(published(site), old)
            filler.unlink()
            outcome = builder.build(site)
            assert outcome.status == 0, outcome.told
            assert not difference(published(site), new)
            put(before, after, site)
            assert builder.build(site).status == 0
            assert not difference(published(site), old)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
