"""Builds in processes that are as good as new, quickly: each is the fork of one that has imported all and built none.

What Sphinx, its extensions and this project keep at module level then lasts for one build, as it does with `make html`.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from knowledge_base.building import build

resource: Any = pytest.importorskip("resource", reason="this system, Windows, can neither fork a process nor limit it")
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Outcome:
    """How a build ended: its exit status, and what it told."""

    status: int
    told: str


class Builder:
    """A process that builds sites, one after the other. `environment` is what it knows beyond this one's."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forked"],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Builder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._process.communicate()

    def start(self, root: Path, *, killed_at: int = 0, largest_file: int = 0) -> None:
        """Begins to build the site in this folder.

        Args:
            root: the folder.
            killed_at: the change to files before which the build is killed, counted from 1; 0 for none. Where it does
                not come to that, the build tells all its changes, one a line.
            largest_file: how many bytes a file may have, or 0.
        """
        assert self._process.stdin
        self._process.stdin.write(f"{json.dumps([str(root), killed_at, largest_file])}\n")
        self._process.stdin.flush()

    def finish(self) -> Outcome:
        """Waits for the build that was begun."""
        assert self._process.stdout
        return Outcome(*json.loads(self._process.stdout.readline()))

    def build(self, root: Path, *, killed_at: int = 0, largest_file: int = 0) -> Outcome:
        """Builds the site in this folder; for what else is given see `start`."""
        self.start(root, killed_at=killed_at, largest_file=largest_file)
        return self.finish()


def _in_fork(work: Callable[[], int]) -> Outcome:
    with tempfile.TemporaryFile() as told:
        child = os.fork()
        if not child:
            status = 70
            try:
                os.dup2(told.fileno(), 1)
                os.dup2(told.fileno(), 2)
                status = work()
            except BaseException:
                traceback.print_exc()
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
        _child, how = os.waitpid(child, 0)
        told.seek(0)
        return Outcome(os.waitstatus_to_exitcode(how), told.read().decode())


#: What Python tells its audit hooks before it changes files. See https://docs.python.org/3/library/audit_events.html
_CHANGES = frozenset({"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.utime"})


def _watch(killed_at: int) -> list[str]:
    """Kills this process before that change; the changes so far, for when it does not come to that."""
    changes: list[str] = []

    def note(event: str, given: tuple[Any, ...]) -> None:
        if event not in _CHANGES or (event == "open" and not given[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        changes.append(f"{event} {' '.join(str(one) for one in given)}")
        if len(changes) == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(note)
    return changes


def _build(root: Path, killed_at: int, largest_file: int) -> int:
    if largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    changes = _watch(killed_at) if killed_at else []
    status = build(root)
    print("\n".join(["", *changes]))
    return status


def _import_all() -> None:
    """Imports what a build imports, found out by a build in a fork."""
    from tests.tiny import Project

    def learn() -> int:
        with tempfile.TemporaryDirectory() as folder:
            project = Project(Path(folder))
            project.change("conf.py", '["references.bib"]', '["docs/references.bib"]')
            project.change("conf.py", "extensions = [", 'extensions = ["notfound.extension", ')
            (project.docs / "conf.py").rename(project.folder / "conf.py")
            status = build(project.folder)
        print("\n".join(["", *sys.modules]))
        return status

    learnt = _in_fork(learn)
    assert learnt.status == 0, learnt.told
    for name in learnt.told.split():
        try:
            importlib.import_module(name)
        except (ImportError, ValueError):  # a word of the build's own, or a module made by another
            continue


def main() -> None:
    """Builds each folder whose name comes in, one a line, and answers with status and words."""
    _import_all()
    for line in sys.stdin:
        root, killed_at, largest_file = json.loads(line)
        outcome = _in_fork(partial(_build, Path(root), killed_at, largest_file))
        print(json.dumps([outcome.status, outcome.told]), flush=True)


if __name__ == "__main__":
    main()
