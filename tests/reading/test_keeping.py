"""What was read stays until what it was read from changes."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import ClassVar

import pytest

from knowledge_base.reading.keeping import Keep, Packed, fingerprint


class Reader:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> int:
        self.count += 1
        return self.count


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where to keep things; its folder is not there yet."""
    return tmp_path / "kept" / "things.pickle"


def kept(path: Path, reader: str = "code", **things: str) -> str:
    """Keeps what is read under some names from some texts."""
    keep = Keep(path, reader)
    for name, text in things.items():
        keep.recall(name, fingerprint(text), lambda: "read")
    keep.save()
    return keep.key


def test_what_did_not_change_is_read_once(path: Path) -> None:
    read = Reader()
    for _build in range(2):
        keep = Keep(path, "code")
        assert keep.recall("claims", "key", read) == 1
        keep.save()
    assert read.count == 1


def test_what_changed_is_read_again(path: Path) -> None:
    kept(path, claims="old")
    read = Reader()
    assert Keep(path, "code").recall("claims", fingerprint("new"), read) == 1


def test_other_code_reads_everything_again(path: Path) -> None:
    kept(path, claims="text")
    read = Reader()
    assert Keep(path, "other code").recall("claims", fingerprint("text"), read) == 1


def test_what_nobody_asks_for_is_not_kept(path: Path) -> None:
    kept(path, claims="text", studies="text")
    kept(path, claims="text")
    read = Reader()
    Keep(path, "code").recall("studies", fingerprint("text"), read)
    assert read.count == 1


def test_a_file_that_was_cut_off_is_not_trusted(path: Path) -> None:
    kept(path, claims="text")
    path.write_bytes(path.read_bytes()[:-5])
    read = Reader()
    assert Keep(path, "code").recall("claims", fingerprint("text"), read) == 1


def test_the_key_tells_what_was_read_and_from_what(path: Path) -> None:
    same = kept(path, claims="text")
    assert kept(path, claims="text") == same
    assert len({same, kept(path, claims="other"), kept(path, studies="text"), kept(path, "code 2", claims="text")}) == 4


class Word(str):
    """A word that counts how often one is read from the disk."""

    read: ClassVar[int] = 0

    def __setstate__(self, _state: object) -> None:
        Word.read += 1

    def __getstate__(self) -> str:
        return "counted"


def test_what_is_packed_is_taken_apart_when_it_is_asked_for() -> None:
    Word.read = 0
    words = pickle.loads(pickle.dumps(Packed([Word("one"), Word("two")])))
    words = pickle.loads(pickle.dumps(words))
    assert Word.read == 0
    assert (list(words), len(words), words[1], words[:1]) == (["one", "two"], 2, "two", ["one"])
    assert Word.read == 2
    assert list(pickle.loads(pickle.dumps(words))) == ["one", "two"]


def test_an_empty_list_is_packed_too() -> None:
    assert not pickle.loads(pickle.dumps(Packed[str]([])))


def test_nothing_is_written_where_nothing_is_to_be_kept(tmp_path: Path) -> None:
    keep = Keep()
    assert keep.recall("claims", "key", Reader()) == 1
    keep.save()
    assert not list(tmp_path.iterdir())
