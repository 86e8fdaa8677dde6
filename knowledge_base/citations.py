"""Citations as sphinxcontrib-bibtex makes them, each record and each citation formatted once.

As it comes, that extension formats every record at every build, looks through all records for each citation, and
through all citations for each record, so that its cost grows with the square of the site.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pybtex.plugin
from docutils import nodes
from pybtex.richtext import Tag
from pybtex.style import FormattedEntry
from pybtex.style.template import FieldIsMissing
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain, Citation

from knowledge_base.reading.keeping import Packed

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class Citations(BibtexDomain):
    """All citations and bibliographies."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._known: dict[str, Citation] = {}
        self._by_key: dict[str, list[int]] = {}
        self._asked: list[Citation] | None = None
        self._resolved: dict[tuple[str, str], nodes.Element] = {}

    @property
    def citations(self) -> list[Citation]:
        """All records of all bibliographies, or those that a citation asks for, while it is resolved."""
        found: list[Citation] = self.data["citations"] if self._asked is None else self._asked
        return found

    def env_updated(self) -> Iterable[str]:
        """Formats what is new among the records."""
        self._known = {citation.entry.key: citation for citation in self.citations}
        super().env_updated()
        self._by_key = defaultdict(list)
        for place, citation in enumerate(self.citations):
            self._by_key[citation.key].append(place)
        self._resolved = {}
        return []

    def get_filtered_entries(self, bibliography_key: Any) -> Iterable[tuple[str, Any]]:
        """The records that a bibliography lists; those that list all need not look who cites what."""
        bibliography = self.bibliographies[bibliography_key]
        if ast.unparse(bibliography.filter_) != "True":
            yield from super().get_filtered_entries(bibliography_key)
            return
        for entry in self.get_entries(bibliography.bibfiles):
            yield bibliography.keyprefix + entry.key, entry

    def get_formatted_entries(
        self, bibliography_key: Any, docnames: list[str], tooltips: bool, tooltips_style: str
    ) -> Iterable[tuple[Any, FormattedEntry, None]]:
        """The records of a bibliography, sorted and formatted by its style; labels, never seen, are keys."""
        bibliography = self.bibliographies[bibliography_key]
        style = pybtex.plugin.find_plugin("pybtex.style.formatting", bibliography.style)()
        for entry in style.sort([entry for _key, entry in self.get_filtered_entries(bibliography_key)]):
            known = self._known.get(entry.key)
            yield entry, known.formatted_entry if known and known.entry == entry else _formatted(style, entry), None

    def resolve_xref(  # type: ignore[override]  # as in the class above
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element:
        """A citation as links to its records; pages that cite the same share what is alike on all of them."""
        keys = dict.fromkeys(cited.key for cited in parse_citation_targets(target))
        places = sorted(place for key in keys for place in self._by_key.get(key, ()))
        asked = [self.citations[place] for place in places]
        lists = {one.citation_id: one.bibliography_key.docname for one in asked}
        shared = fromdocname not in lists.values() and len(lists) == len({one.key for one in asked})
        if not shared or (typ, target) not in self._resolved:
            self._asked = asked
            try:
                found: nodes.Element = super().resolve_xref(env, fromdocname, builder, typ, target, node, contnode)
            finally:
                self._asked = None
            if not shared:
                return found
            self._resolved[typ, target] = found
        copied = self._resolved[typ, target].deepcopy()
        for link in copied.findall(nodes.reference):
            anchor = link["refuri"].rpartition("#")[2]
            link["refuri"] = f"{builder.get_relative_uri(fromdocname, lists[anchor])}#{anchor}"
        return copied


class _Formatted(FormattedEntry):  # type: ignore[misc]
    """A record as the list of references shows it; few builds show any, so it is kept as bytes."""

    def __init__(self, formatted: FormattedEntry) -> None:
        self.key, self.label = formatted.key, formatted.label
        self._text = Packed([formatted.text])

    @property
    def text(self) -> Any:
        """The record in pybtex's markup."""
        return self._text[0]


def _formatted(style: Any, entry: Any) -> FormattedEntry:
    try:
        return _Formatted(style.format_entry(entry.key, entry))
    except FieldIsMissing as error:  # a rule of this project tells where, and what to write
        return FormattedEntry(entry.key, Tag("b", str(error)), entry.key)
