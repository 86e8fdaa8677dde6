"""Says what is wrong, in the one way that every tool of the build understands: a Sphinx warning with file and line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sphinx.util import logging

from knowledge_base.model import Problem

logger = logging.getLogger(__name__)


def report(problems: Iterable[Problem], folder: Path = Path()) -> None:
    """Logs each problem as a warning; `make` turns warnings into a failed build.

    Args:
        problems: the path of each is a docname, or that of a data file with its ending.
        folder: the folder from which the paths of data files count.
    """
    for problem in problems:
        is_file = problem.path.endswith((".yaml", ".yml", ".bib"))
        location = f"{folder / problem.path}:{problem.line}" if is_file else (problem.path, problem.line)
        logger.warning("%s", problem.text, location=location, type="kb")
