"""Keeps what was read of each page between builds, and answers links to pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from knowledge_base.evidence import Evidence
from knowledge_base.graph import Graph
from knowledge_base.model import Page, Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class KnowledgeBase(Domain):
    """All pages by docname. Everything that joins pages is worked out from this.

    Its data are all pages, and of the last build: `faces`, what others may show of each page; `digests`, what each page
    showed of others; `names`, all terms; `stamps`, the dates and sizes of the files of each page; and `inputs`, what
    else its checks and views rested on.

    Attributes:
        evidence: all claims, studies and bibliographic records.
        builder: writes the pages, and knows where each will be.
        changed: whether anything differs from the last build.
        faces_changed: whether something differs that other pages may show.
        writes_all: whether all pages are written again, as after a change of the configuration.
        frame_changed: whether something differs on the pages that nobody wrote, such as the term index.
    """

    name = "kb"
    label = "knowledge base"
    data_version = 2
    object_types: ClassVar[dict[str, ObjType]] = {"concept": ObjType("concept")}
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": {},
        "faces": {},
        "digests": {},
        "names": "",
        "stamps": {},
        "inputs": "",
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._graph: Graph | None = None
        self.evidence = Evidence()
        self.builder: Builder
        self.changed = True
        self.faces_changed = True
        self.frame_changed = True
        self.writes_all = False

    @property
    def graph(self) -> Graph:
        """All pages, joined. Made when first asked for, and again once a page changed."""
        if self._graph is None:
            self._graph = Graph(self.data["pages"])
        return self._graph

    @property
    def site(self) -> Site:
        """What all pages share."""
        site: Site = self.env.config.kb_site
        return site

    def take(self, evidence: Evidence, builder: Builder) -> None:
        """Takes over what is another at each build: all claims, studies and bibliographic records; and the builder."""
        self.evidence = evidence
        self.builder = builder

    def page(self, docname: str) -> Page:
        """The page of this name, to be written to; begun where it is not there yet."""
        self._graph = None
        page: Page = self.data["pages"].setdefault(docname, Page(docname))
        return page

    def clear_doc(self, docname: str) -> None:
        self._graph = None
        self.data["pages"].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        self._graph = None
        for docname in docnames:
            self.data["pages"][docname] = otherdata["pages"][docname]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """The concepts, under their full titles, for the inventory that other sites link by; not for the search."""
        for page in self.graph.concepts.values():
            yield page.id, page.title, "concept", page.docname, "", -1

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Nothing: writers link to terms and to files, not to this store."""
        return []

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        if target not in self.data["pages"]:
            return None
        return make_refnode(builder, fromdocname, target, node.get("anchor", ""), contnode)


def store(env: BuildEnvironment) -> KnowledgeBase:
    """The knowledge base of this build."""
    domain = env.domains["kb"]
    assert isinstance(domain, KnowledgeBase)
    return domain
