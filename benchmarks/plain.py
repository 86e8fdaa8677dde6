"""Rewrites pages into plain MyST, which Sphinx builds with stock Furo and without the extension of this project.

Stock gets all prose, all glossary entries and links, and everything that a page shows of its own claims and relations,
as plain lists. What only this project makes of all pages together it does not get: pictures, connections from other
pages, mentions, overviews, what each study found. So its pages are no heavier than ours for any of that.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from knowledge_base.evidence import Claim, Evidence, NearestIdea
from knowledge_base.model import Site
from knowledge_base.reading.evidence import read_evidence
from knowledge_base.reading.site import read_site
from knowledge_base.reading.source import FRONT_MATTER

CONF = Path(__file__).with_name("plain_conf.py")
#: A block of one of our directives: its name, what follows it, its lines.
_BLOCK = re.compile(
    r"^(?P<mark>:{3,}|`{3,})\{(?P<name>[a-z-]+)\} ?(?P<argument>.*)\n(?P<body>(?:.*\n)*?)(?P=mark)$", re.MULTILINE
)
_OPTION = re.compile(r"^:\w+:.*\n", re.MULTILINE)
_CITATION = re.compile(r"\{cite:[tp]\}`([^`]+)`")
_VERDICT = re.compile(r"\{verdict\}`([^`]+)`")
_REPOSITORY = re.compile(r"\{repository\}`([^`<]+?)(?: <[^>]*>)?`")


class Plain:
    """Rewrites the pages of one knowledge base."""

    def __init__(self, docs: Path) -> None:
        """Reads what pages take from data files and from one another; `docs` is the folder of the pages."""
        site, problems = read_site(docs)
        assert site, problems
        self.site: Site = site
        self.evidence: Evidence = read_evidence(docs, site)
        self.docnames = {path.stem: path.relative_to(docs).with_suffix("").as_posix() for path in pages_in(docs)}

    def page(self, id: str, source: str) -> str:
        """A page as plain MyST."""
        text = FRONT_MATTER.sub("", source, count=1).lstrip("\n")
        text = _BLOCK.sub(lambda block: self._block(id, block), text)
        text = _CITATION.sub(lambda cited: ", ".join(map(self._short, cited[1].split(","))), text)
        text = _VERDICT.sub(self._verdict, text)
        return _REPOSITORY.sub(r"\1", text)

    def _block(self, id: str, block: re.Match[str]) -> str:
        """What takes the place of a block."""
        name, argument, body = block["name"], block["argument"], block["body"]
        file = self.evidence.files.get(id)
        if name in ("plain-words", "example", "content-note", "first-path", "name-check", "message"):
            return body
        if name in ("question", "chair"):
            return f"**{argument}**\n\n{body}"
        if name == "story":
            return _BLOCK.sub(lambda inner: self._block(id, inner), _OPTION.sub("", body))
        if name == "relation":
            kind, target = argument.split()
            reason = _OPTION.sub("", body).strip()
            return f"- {kind} {{doc}}`/{self.docnames[target]}`: {reason}"
        if name == "claims":
            asked = [one for one in file.claims if argument in ("", one.voice)] if file else []
            unknown = [one.unknown for one in file.claims if one.unknown] if file and argument == "not known" else []
            return _list(self._claim(claim) for claim in asked) + _list(unknown)
        if name == "claim":
            return _list([self._claim(self.evidence.claims[argument])])
        if name == "nearest-ideas" and file:
            return _list(self._nearest(idea) for idea in file.nearest)
        if name == "ledger":
            return _list(map(self._claim, self.evidence.claims.values())) if argument == "claims" else ""
        if name == "bibliography":
            return _list(reference.short for reference in self.evidence.references.values())
        # What Sphinx itself has stays; the views of this project go.
        return block[0] if name in ("glossary", "toctree", "container", "code-block") else ""

    def _verdict(self, asked: re.Match[str]) -> str:
        """The words of a verdict; what only explains the markup stays."""
        claim = self.evidence.claims.get(asked[1])
        return claim.verdict if claim else asked[0]

    def _claim(self, claim: Claim) -> str:
        told = [f"**{claim.text}** {claim.verdict}.", claim.why, *self._sources(claim.studies), claim.would_change]
        return " ".join(told)

    def _nearest(self, idea: NearestIdea) -> str:
        return " ".join([f"**{idea.name}.**", idea.differs, *self._sources(idea.studies)])

    def _sources(self, keys: Iterable[str]) -> list[str]:
        named = "; ".join(self._short(key) for key in keys)
        return [f"({named}.)"] if named else []

    def _short(self, key: str) -> str:
        """Authors and year, without the title."""
        return self.evidence.references[key.strip()].short.split(":")[0]


def rewrite(docs: Path, folder: Path) -> None:
    """Writes a project for stock Furo: a configuration, and the pages of `docs` as plain MyST beside it.

    Args:
        docs: the pages of a knowledge base.
        folder: where the project comes to lie; it is made.
    """
    plain = Plain(docs)
    for path in pages_in(docs):
        target = folder / "docs" / path.relative_to(docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(plain.page(path.stem, path.read_text(encoding="utf-8")), encoding="utf-8")
    for path in docs.rglob("*.bib"):  # one page offers it to download
        shutil.copy(path, folder / "docs" / path.relative_to(docs))
    shutil.copy(CONF, folder / "conf.py")


def pages_in(docs: Path) -> list[Path]:
    """The pages of a knowledge base, without the skeletons of new ones."""
    return sorted(path for path in docs.rglob("*.md") if path.parent.name != "_skeletons")


def _list(items: Iterable[str]) -> str:
    return "".join(f"- {item}\n" for item in items)
