"""The commands behind the Makefile: build the site, check the pages, begin a new one."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from pathlib import Path

from knowledge_base.building import build, check
from knowledge_base.skeleton import new_term

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Runs one command and returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m knowledge_base", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="build the site and its offline edition")
    commands.add_parser("check", help="hold every page against the rules, and write nothing")
    commands.add_parser("term", help="begin the page of a new term").add_argument("name", nargs="?", default="")
    given = parser.parse_args(arguments)
    if given.command == "build":
        return build(ROOT)
    if given.command == "check":
        return check(ROOT)
    try:
        path = new_term(ROOT / "docs", given.name, datetime.date.today())
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Begun: {path.relative_to(ROOT).as_posix()}. Fill it in, then run: make check")
    return 0


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    # Everything is written. To take millions of small objects apart one by one would only take time.
    os._exit(status)
