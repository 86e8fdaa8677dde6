"""What happens once all pages are read: checks between pages, and which pages have to be written again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_base.model import Problem
from knowledge_base.pages import menu_of
from knowledge_base.reading.doctree import line_of
from knowledge_base.reading.records import nearest
from knowledge_base.reading.today import today
from knowledge_base.reporting import report
from knowledge_base.rules.evidence import check_evidence
from knowledge_base.rules.network import MentionFinder, check_network, unlinked_mentions
from knowledge_base.store import store
from knowledge_base.views.digest import digest

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx import addnodes
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment


class Joining:
    """Which pages this build reads anew, and which are gone. Lives as long as one build."""

    def __init__(self) -> None:
        self.read: set[str] = set()
        self.removed: set[str] = set()

    def remember(
        self, app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
    ) -> list[str]:
        """On env-get-outdated."""
        self.read = set(added | changed)
        self.removed = set(removed)
        return []

    def forget(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """On env-before-read-docs: forgets all pages that are to be read, before the first of them is.

        Sphinx forgets each only when its turn comes, so that a term moved to an earlier page would seem to stand twice.
        """
        for docname in docnames:
            env.clear_doc(docname)

    def join(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """On env-updated: checks the pages together and returns those whose views changed."""
        knowledge_base = store(env)
        graph = knowledge_base.graph
        evidence = knowledge_base.evidence
        report(check_network(graph, knowledge_base.site), Path(env.srcdir))
        report(evidence.problems, Path(env.srcdir))
        report(check_evidence(evidence, graph, knowledge_base.site, today()), Path(env.srcdir))
        names = "\n".join(sorted(graph.entries))
        finder = MentionFinder(graph)
        for docname in graph.pages if names != knowledge_base.data["names"] else sorted(self.read & set(graph.pages)):
            report(unlinked_mentions(graph.pages[docname], graph, finder))
        knowledge_base.data["names"] = names

        before = knowledge_base.data["digests"]
        titles = {docname: title.astext() for docname, title in env.titles.items()}
        now = digest(graph, evidence, knowledge_base.site, titles, menu_of(env, graph).groups)
        knowledge_base.data["digests"] = now
        return [docname for docname in now if before.get(docname) != now[docname]]

    def sweep(self, app: Sphinx, error: Exception | None) -> None:
        """On build-finished: removes the files of pages that are gone; Sphinx leaves them behind."""
        for docname in self.removed:
            if app.builder.format == "html":
                Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)  # type: ignore[attr-defined]


def unknown_reference(app: Sphinx, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """On warn-missing-reference: says what to write instead of a term that nobody defined."""
    if node["reftype"] != "term":
        return None
    target = " ".join(node["reftarget"].split())
    entries = store(app.env).graph.entries.values()
    known = [name for _page, entry in entries for name in entry.names]
    near = nearest(target, known)
    remedy = f'Did you mean "{near}"?' if near else "Link to a term that exists, or give it an entry in the glossary."
    line = line_of(node)
    report([Problem(node.get("refdoc", app.env.docname), line, f'No page defines the term "{target}".', remedy)])
    return True
