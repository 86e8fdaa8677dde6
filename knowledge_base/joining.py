"""What happens once all pages are read: checks between pages, and which pages have to be written again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_base.model import INDEX, Problem
from knowledge_base.pages import listed, menu_of
from knowledge_base.reading.doctree import line_of
from knowledge_base.reading.keeping import fingerprint
from knowledge_base.reading.records import nearest
from knowledge_base.reading.today import today
from knowledge_base.reporting import report
from knowledge_base.rules.evidence import check_evidence, check_evidence_on, check_uses
from knowledge_base.rules.network import MentionFinder, check_network, unlinked_mentions
from knowledge_base.store import store
from knowledge_base.views.digest import digest, digest_of_index, face

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

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
        """On env-updated: checks the pages together and returns those whose views changed.

        Only what changed is gone through again. What nobody touched had no fault in the last build, or there was none.
        """
        knowledge_base = store(env)
        graph, evidence, site, last = (
            knowledge_base.graph,
            knowledge_base.evidence,
            knowledge_base.site,
            knowledge_base.data,
        )
        read = [graph.pages[docname] for docname in sorted(self.read & set(graph.pages))]
        inputs = f"{today()} {env.config.kb_evidence_key} {env.config.kb_search_text_pages}"
        evidence_changed = last["inputs"] != inputs
        faces = {page.docname: face(page, evidence) for page in read}
        faces[""] = fingerprint(listed(env))  # the menu, which is no page
        faces_changed = bool(self.removed or evidence_changed or {**last["faces"], **faces} != last["faces"])
        knowledge_base.changed = bool(read or faces_changed)
        knowledge_base.faces_changed = knowledge_base.frame_changed = faces_changed

        def tell(problems: Iterable[Problem]) -> None:
            report(problems, Path(env.srcdir))

        tell(evidence.problems)
        if evidence_changed:
            tell(check_evidence(evidence, site, today()))
        for page in graph.pages.values() if evidence_changed else read:
            tell(check_evidence_on(page, evidence, site))
        names = "\n".join(sorted(graph.entries)) if faces_changed else last["names"]
        finder = MentionFinder(graph) if read or names != last["names"] else None
        for page in graph.pages.values() if names != last["names"] else read:
            assert finder
            tell(unlinked_mentions(page, graph, finder))
        if not faces_changed:
            return []

        tell(check_network(graph, site))
        tell(check_uses(evidence, graph))
        titles = {docname: title.astext() for docname, title in env.titles.items()}
        menu = menu_of(env, graph)
        digests = digest(graph, evidence, site, titles, menu)
        digests[INDEX] = digest_of_index(graph, env.domains.index_domain.entries, menu)
        knowledge_base.frame_changed = digests[INDEX] != last["digests"].get(INDEX)
        stale = [docname for docname in graph.pages if digests[docname] != last["digests"].get(docname)]
        kept = {docname: one for docname, one in last["faces"].items() if docname in graph.pages}
        last |= {"inputs": inputs, "names": names, "digests": digests, "faces": {**kept, **faces}}
        return stale

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
