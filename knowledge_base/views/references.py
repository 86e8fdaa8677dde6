"""How citations and the list of references look: author and year, titles as their authors wrote them, who uses what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pybtex.plugin
import sphinxcontrib.bibtex.plugin
from docutils import nodes
from pybtex.backends.plaintext import Backend as PlaintextBackend
from pybtex.style.formatting.unsrt import Style as UnsrtStyle
from pybtex.style.template import field as bib_field
from pybtex.style.template import names, sentence
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

from knowledge_base.store import store
from knowledge_base.views.claims import users
from knowledge_base.views.folds import fold, summary
from knowledge_base.views.nodes import bullets, link, paragraph, told

#: The name of both styles, for the conf.py.
STYLE = "kb"


def _round() -> BracketStyle:
    return BracketStyle(left="(", right=")", sep="; ")


@dataclass
class AuthorYear(AuthorYearReferenceStyle):
    """Citations such as "Gable (2006)" and "(Gable, 2006)"."""

    bracket_textual: BracketStyle = field(default_factory=_round)
    bracket_parenthetical: BracketStyle = field(default_factory=_round)
    bracket_author: BracketStyle = field(default_factory=_round)
    bracket_label: BracketStyle = field(default_factory=_round)
    bracket_year: BracketStyle = field(default_factory=_round)


class ListStyle(UnsrtStyle):  # type: ignore[misc]
    """Records by author and year, last names first, titles with the capitals that their record has."""

    default_sorting_style = "author_year_title"
    default_name_style = "lastfirst"

    def format_names(self, role: str, as_sentence: bool = True) -> Any:
        """All authors, parted by semicolons: their own names hold commas."""
        listed = names(role, sep="; ", sep2="; ", last_sep="; ")
        return sentence[listed] if as_sentence else listed

    def format_title(self, e: Any, which_field: str, as_sentence: bool = True) -> Any:
        """The title as it is recorded; pybtex's own styles take the capitals out of names."""
        title = bib_field(which_field)
        return sentence[title] if as_sentence else title


def register_styles() -> None:
    """Makes both styles known to pybtex, under the name `STYLE`.

    Its own plain-text backend is registered once more: sphinxcontrib-bibtex 2.7.0 asks for it at each citation, and
    pybtex would look through all installed packages each time, which took longer than the rest of the check.
    """
    sphinxcontrib.bibtex.plugin.register_plugin("sphinxcontrib.bibtex.style.referencing", STYLE, AuthorYear, force=True)
    pybtex.plugin.register_plugin("pybtex.style.formatting", STYLE, ListStyle, force=True)
    pybtex.plugin.register_plugin("pybtex.backends", "plaintext", PlaintextBackend, force=True)


class ListReferences(SphinxPostTransform):
    """Adds to each record in the bibliography the pages that use it.

    Makes the records a plain list: the one that docutils would write claims the role of a list for what is none, which
    accessibility checkers refuse. Runs after sphinxcontrib-bibtex has filled the bibliography (priority 5).
    """

    default_priority = 6

    def run(self, **kwargs: object) -> None:
        citations = list(self.document.findall(nodes.citation))
        if not citations:
            return
        knowledge_base = store(self.env)
        keys = {cited.citation_id: cited.key for cited in self.env.domains["cite"].citations}  # type: ignore[attr-defined]
        using = users(knowledge_base.evidence, knowledge_base.graph)
        listed = bullets([], classes=("references",))
        for citation in citations:
            item = nodes.list_item("", ids=citation["ids"])
            item += [child for child in citation.children if not isinstance(child, nodes.label)]
            key = keys[citation["ids"][0]]
            study = knowledge_base.evidence.studies.get(key)
            if study:
                item += fold(
                    "",
                    summary("", "", nodes.inline("", f"What it found ({study.design})", classes=["opens"])),
                    told(study),
                )
            parts: list[nodes.Node | str] = ["Used on: "]
            for index, page in enumerate(using.get(key, ())):
                parts += [", " if index else "", link(page)]
            item += paragraph(*parts, ".", classes=("used-on",))
            listed += item
        citations[0].parent.replace_self(listed)
