"""What happens once all pages are read: checks between pages, and which pages have to be written again."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util._files import FilenameUniqDict

from knowledge_base.assets import SEARCH_FILES
from knowledge_base.model import INDEX, Problem
from knowledge_base.pages import FILES, FRAME_PAGES, listed, menu_of, offering
from knowledge_base.reading.contacts import DUE
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
    from sphinx.builders import Builder
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment


class Joining:
    """Which pages this build reads anew. Lives as long as one build."""

    def __init__(self) -> None:
        self.read: set[str] = set()

    def remember(
        self, app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
    ) -> list[str]:
        """On env-get-outdated: returns the pages whose files have another date or size than when they were read, and
        those whose dates have passed since, which a rule has to tell.

        Sphinx looks for newer dates only, and misses a file that was moved here from elsewhere with an older one.
        """
        stamps, day = store(env).data["stamps"], today()
        read = [
            docname
            for docname in env.found_docs - added
            if stamps.get(docname) != _stamps(docname, env) or _due(docname, env) < day
        ]
        self.read = {*added, *changed, *read}
        return read

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
        addresses = _addresses(env)
        faces = {page.docname: (face(page, evidence), addresses.get(f"doc:{page.docname}")) for page in read}
        faces[""] = (fingerprint(listed(env)), _labels(env))  # what is on no page
        gone = last["faces"].keys() - graph.pages.keys() - {""}
        faces_changed = bool(gone or evidence_changed or {**last["faces"], **faces} != last["faces"])
        knowledge_base.changed = bool(read or faces_changed)
        knowledge_base.faces_changed = knowledge_base.frame_changed = faces_changed
        last["stamps"] |= {page.docname: _stamps(page.docname, env) for page in read}
        renamed = _name_pictures(env)

        def tell(problems: Iterable[Problem]) -> None:
            report(problems, Path(env.srcdir))

        tell(evidence.problems)
        if evidence_changed:
            tell(check_evidence(evidence, site, today()))
        for page in graph.pages.values() if evidence_changed else read:
            tell(check_evidence_on(page, evidence, site))
        names = last["names"]
        if faces_changed:
            entries = sorted((name, entry.names, page.docname) for name, (page, entry) in graph.entries.items())
            names = fingerprint(entries)
        finder = MentionFinder(graph) if read or names != last["names"] else None
        for page in graph.pages.values() if names != last["names"] else read:
            assert finder
            tell(unlinked_mentions(page, graph, finder))
        if not faces_changed:
            return renamed

        tell(check_network(graph, site))
        tell(check_uses(evidence, graph))
        titles = {docname: title.astext() for docname, title in env.titles.items()}
        menu = menu_of(env, graph)
        digests = digest(graph, evidence, site, titles, menu, addresses)
        digests[INDEX] = digest_of_index(graph, env.domains.index_domain.entries, menu)
        knowledge_base.frame_changed = digests[INDEX] != last["digests"].get(INDEX)
        stale = [docname for docname in graph.pages if digests[docname] != last["digests"].get(docname)]
        for kept in (last["faces"], last["stamps"]):
            for docname in gone & kept.keys():
                del kept[docname]
        last["faces"] |= faces
        last |= {"inputs": inputs, "names": names, "digests": digests}
        return [*stale, *renamed]


def sweep(app: Sphinx, builder: Builder) -> None:
    """On write-started: leaves only what this build might not write again, and is still there.

    Everything else is written each time, and Sphinx removes nothing of what is gone.
    """
    if builder.format != "html":
        return
    out = Path(app.outdir)
    graph = store(app.env).graph
    kept = {Path(builder.get_outfilename(docname)) for docname in app.env.found_docs}  # type: ignore[attr-defined]
    kept |= {out / builder.imagedir / name for _docnames, name in app.env.images.values()}
    kept |= {out / name for name in (".buildinfo", *(f"{name}.html" for name in FRAME_PAGES))}
    kept |= {out / "_static" / name for name in SEARCH_FILES}
    kept |= {Path(out, docname).parent / name for name in FILES for docname in offering(name, graph)}
    for path in out.rglob("*"):
        if path not in kept and path.is_file() and not path.is_relative_to(app.doctreedir):
            path.unlink()


def _addresses(env: BuildEnvironment) -> dict[str, object]:
    """What links to parts of pages show and lead to, by link; of a heading, not the line on which MyST notes it."""
    headings = {
        f"doc:{docname}": [(slug, *told[1:]) for slug, told in noted.get("myst_slugs", {}).items()]
        for docname, noted in env.metadata.items()
    }
    return headings | {f"label:{name}": where for name, where in _labels(env).items()}


def _labels(env: BuildEnvironment) -> dict[str, object]:
    """Where the labels lead that writers gave to parts of pages."""
    std = env.domains.standard_domain
    return {**std.anonlabels, **std.labels}


def _due(docname: str, env: BuildEnvironment) -> datetime.date:
    """The last day on which nothing on a page is due to be looked at again."""
    front = store(env).data["pages"][docname].front
    of_contacts: datetime.date = env.metadata[docname].get(DUE, datetime.date.max)
    return min(front.next_review, of_contacts) if front else of_contacts


def _name_pictures(env: BuildEnvironment) -> list[str]:
    """Names the copies of the pictures in the order of their paths; returns the pages that show one renamed.

    Sphinx tells pictures of one file name apart by numbers, in the order in which it happened to read them.
    """
    named = FilenameUniqDict()
    renamed = set()
    for path, (docnames, before) in sorted(env.images.items()):
        for docname in docnames:
            if named.add_file(docname, path) != before:
                renamed.add(docname)
    env.images = named
    return sorted(renamed)


def _stamps(docname: str, env: BuildEnvironment) -> list[tuple[int, int]]:
    """The dates and sizes of the files that a page is made from."""
    files = [env.doc2path(docname), *(Path(env.srcdir, name) for name in sorted(env.dependencies[docname]))]
    found = [path.stat() for path in files if path.is_file()]
    return [(one.st_mtime_ns, one.st_size) for one in found]


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
