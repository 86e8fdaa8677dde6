"""YAML that remembers its lines, and a reader that asks for what it expects.

Data files and front matter are read through `Record`, so that a mistake in any of them is answered in the same way:
file, line, what is wrong, what to write instead.
"""

from __future__ import annotations

import datetime
import difflib
import math
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml

from knowledge_base.model import Problem
from knowledge_base.reading.source import first_line_not_utf8

Choice = TypeVar("Choice", bound=StrEnum)


class Record:
    """A YAML mapping of which keys are asked for by name and kind.

    What is missing, of the wrong kind, or left over at `done()` is added to `problems`; each question still gets an
    answer of its kind (an empty one), so that one reading reports every mistake.
    """

    def __init__(self, node: yaml.MappingNode, path: str, problems: list[Problem], first_line: int = 1) -> None:
        self.path = path
        self.problems = problems
        self.first_line = first_line
        self.line = node.start_mark.line + first_line
        self._asked: list[str] = []
        self._nodes: dict[str, yaml.Node] = {}
        self.lines: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + first_line
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            if name in self._nodes:
                self.report(f'The key "{name}" stands twice.', "Keep one of the two.", line)
            self._nodes[name] = value
            self.lines[name] = line

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def report(self, message: str, remedy: str, line: int | None = None) -> None:
        """Adds a problem at `line`, or at the record's first line."""
        self.problems.append(Problem(self.path, line or self.line, message, remedy))

    def _node(self, key: str, remedy: str) -> yaml.Node | None:
        self._asked.append(key)
        if key not in self._nodes:
            self.report(f'The key "{key}" is missing.', remedy)
        return self._nodes.get(key)

    def text(self, key: str, known: Sequence[str] = ()) -> str:
        """The text under `key`; "" where it is missing or no text. `known` texts are named in the remedy."""
        remedy = f'Write "{key}: …" with {"one of: " + ", ".join(known) if known else "a text"}.'
        node = self._node(key, remedy)
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.report(f'"{key}" holds no text.', remedy, self.lines[key])
            return ""
        return str(node.value)

    def texts(self, key: str, *, may_be_empty: bool = False) -> tuple[str, ...]:
        """The list of texts under `key`; empty where it is missing or no list."""
        remedy = f'Write "{key}:" with a list, one item a line, each after "- ".'
        node = self._node(key, remedy)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode) or not all(isinstance(item, yaml.ScalarNode) for item in node.value):
            self.report(f'"{key}" is not a list of texts.', remedy, self.lines[key])
            return ()
        if not node.value and not may_be_empty:
            self.report(f'"{key}" is an empty list.', remedy, self.lines[key])
        return tuple(str(item.value) for item in node.value)

    def number(self, key: str) -> float:
        """The number under `key`; 0.0 where it is missing or no number."""
        text = self.text(key)
        try:
            number = float(text or 0)
        except ValueError:
            number = math.nan
        if math.isfinite(number):
            return number
        if text:
            self.report(f'"{key}" is no number: {text}.', f'Write it in digits, such as "{key}: 9".', self.lines[key])
        return 0.0

    def date(self, key: str) -> datetime.date:
        """The date under `key`; the earliest one where it is missing or no date."""
        text = self.text(key)
        try:
            return datetime.date.fromisoformat(text) if text else datetime.date.min
        except ValueError:
            self.report(f'"{key}" is no date: {text}.', 'Write it as "2026-11-30".', self.lines[key])
            return datetime.date.min

    def choice(self, key: str, vocabulary: type[Choice]) -> Choice | None:
        """The member of a closed vocabulary under `key`; None where it is missing or unknown."""
        text = self.text(key, [member.value for member in vocabulary])
        return choose(text, vocabulary, lambda m, r: self.report(m, r, self.lines[key]), key) if text else None

    def records(self, key: str) -> list[Record]:
        """The list of mappings under `key`."""
        remedy = f'Write "{key}:" with a list of entries, each beginning with "- ".'
        node = self._node(key, remedy)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.report(f'"{key}" is no list.', remedy, self.lines[key])
            return []
        return records_of(node, self.path, self.problems, self.first_line)

    def record(self, key: str) -> Record | None:
        """The mapping under `key`."""
        remedy = f'Write "{key}:" with its own keys indented beneath it.'
        node = self._node(key, remedy)
        if node is not None and not isinstance(node, yaml.MappingNode):
            self.report(f'"{key}" has no keys of its own.', remedy, self.lines[key])
        return Record(node, self.path, self.problems, self.first_line) if isinstance(node, yaml.MappingNode) else None

    def all_keys(self) -> list[str]:
        """All keys, in the order of the file; counts as asking for each of them."""
        self._asked += self._nodes
        return list(self._nodes)

    def done(self) -> None:
        """Reports every key that nobody asked for."""
        for key in self._nodes:
            if key not in self._asked:
                self.report(f'The key "{key}" is not known here.', suggestion(key, self._asked), self.lines[key])


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` is most likely a slip for, or None where none is near."""
    near = difflib.get_close_matches(word, sorted(set(known)), n=1)
    return near[0] if near else None


def suggestion(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A remedy for a word outside a closed list: the nearest one, else what to do `otherwise`, else all of them."""
    near = nearest(word, known := sorted(set(known)))
    return f'Did you mean "{near}"?' if near else otherwise or "Known are: " + ", ".join(known) + "."


def choose(text: str, vocabulary: type[Choice], report: Callable[[str, str], None], what: str) -> Choice | None:
    """The member of `vocabulary` whose value is `text`; where there is none, reports it and returns None."""
    try:
        return vocabulary(text)
    except ValueError:
        report(f'"{text}" is not a known {what}.', suggestion(text, [member.value for member in vocabulary]))
        return None


def records_of(node: yaml.SequenceNode, path: str, problems: list[Problem], first_line: int) -> list[Record]:
    """The items of a YAML list as records; an item that has no keys is reported."""
    found = []
    for item in node.value:
        if isinstance(item, yaml.MappingNode):
            found.append(Record(item, path, problems, first_line))
        else:
            problems.append(
                Problem(path, item.start_mark.line + first_line, "This entry has no keys.", 'Write "- key: value".')
            )
    return found


def compose(text: str, path: str, problems: list[Problem], first_line: int = 1) -> yaml.Node | None:
    """Parses YAML into nodes; None, with a problem reported, where it is empty or does not parse."""
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = (mark.line if mark else 0) + first_line
        problems.append(Problem(path, line, f"This is not valid YAML: {error.problem}.", _yaml_remedy(error)))
        return None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        remedy = "Type the line again: it holds a character that cannot be seen."
        problems.append(Problem(path, line, f"This is not valid YAML: {error.reason}.", remedy))
        return None
    if node is None:
        problems.append(Problem(path, first_line, "There is nothing here.", "Fill in the keys that this file needs."))
    return node


def _composed(text: str) -> yaml.Node | None:
    """The nodes of a text, by the parser in C where PyYAML came with it, which is ten times as fast.

    Where it finds a fault, the other one reads the text again: it tells more of what is wrong.
    """
    if yaml.__with_libyaml__:
        with suppress(yaml.YAMLError):
            return yaml.compose(text, Loader=yaml.CSafeLoader)
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _yaml_remedy(error: yaml.MarkedYAMLError) -> str:
    """What to write instead, for the slips that are made most."""
    problem = str(error.problem)
    if "\\t" in problem:
        return "Indent with spaces; tabs are not allowed here."
    if "expected ':'" in problem or "expected <block end>" in problem:
        return 'Write "key: value", and give all keys of one entry the same indent.'
    return 'A value that holds ": " or begins with a quote, "#", "-" or "@" wants "double quotes" around it.'


def read_text(path: Path, name: str, problems: list[Problem]) -> str:
    """The text of a data file; "" where there is none, or, with a problem reported, where it is not in UTF-8."""
    content = path.read_bytes() if path.is_file() else b""
    line = first_line_not_utf8(content)
    if line:
        remedy = "Save it again, with UTF-8 as its encoding."
        problems.append(Problem(name, line, "This file is not written in UTF-8.", remedy))
        return ""
    return content.decode("utf-8")


def read_mapping(text: str, path: str, problems: list[Problem], first_line: int = 1) -> Record | None:
    """Parses YAML whose top is a mapping."""
    node = compose(text, path, problems, first_line)
    if node is None:
        return None
    if not isinstance(node, yaml.MappingNode):
        problems.append(
            Problem(path, first_line, "Keys and values are expected here.", 'Write lines such as "key: value".')
        )
        return None
    return Record(node, path, problems, first_line)


def read_list(text: str, path: str, problems: list[Problem]) -> Sequence[Record]:
    """Parses YAML whose top is a list of mappings."""
    node = compose(text, path, problems)
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        problems.append(Problem(path, 1, "A list of entries is expected here.", 'Begin each entry with "- ".'))
        return []
    return records_of(node, path, problems, 1)
