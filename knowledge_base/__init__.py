"""Turns a folder of Markdown pages into a knowledge base: defined terms, typed connections, overviews, an offline copy.

It knows nothing about the subject of the pages. What flows where:
model ← graph, reading ← rules, store ← views ← this module.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import ConfigError

from knowledge_base.assets import WithoutStyles, sweep_static_files, take_assets
from knowledge_base.citations import Citations
from knowledge_base.collecting import Collect, collect_source, refuse_other_encodings, take_contents
from knowledge_base.evidence import REFERENCES
from knowledge_base.joining import Joining, sweep, unknown_reference
from knowledge_base.pages import add_context, write_files
from knowledge_base.reading.contacts import Contacts
from knowledge_base.reading.directives import (
    VIEW_ARGUMENTS,
    ContentNote,
    Example,
    FirstPath,
    GlossaryDirective,
    PlainWords,
    RelationDirective,
    VerdictRole,
    ViewDirective,
    stated_relation,
    view,
)
from knowledge_base.reading.evidence import read_evidence
from knowledge_base.reading.keeping import Keep
from knowledge_base.reading.questions import NameCheckDirective, QuestionDirective
from knowledge_base.reading.site import read_site
from knowledge_base.reading.stories import ChairDirective, MessageDirective, StoryDirective
from knowledge_base.repository import repository_role
from knowledge_base.search import search_page, write_search
from knowledge_base.store import KnowledgeBase, store
from knowledge_base.views.folds import (
    claim_card,
    claims_of_page,
    depart_claim_card,
    depart_claims_of_page,
    depart_fold,
    depart_summary,
    fold,
    picture,
    summary,
    visit_claim_card,
    visit_claims_of_page,
    visit_fold,
    visit_picture,
    visit_summary,
)
from knowledge_base.views.images import visit_image
from knowledge_base.views.markup import LeanTranslator
from knowledge_base.views.references import ListReferences, register_styles
from knowledge_base.views.render import FillOtherViews, FillViews
from knowledge_base.writing import SiteBuilder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_base.model import Problem

HERE = Path(__file__).parent


def setup(app: Sphinx) -> ExtensionMetadata:
    """Registers everything with Sphinx."""
    # What all pages share is read from data files, and a change in it reads every page anew.
    # So does a change in this package: what Sphinx keeps between builds was made by its code.
    app.add_config_value("kb_site", None, "env")
    app.add_config_value("kb_evidence_key", "", "", types=frozenset({str}))  # its pages are found by their digests
    app.add_config_value("kb_code", "", "env", types=frozenset({str}))
    app.add_config_value("kb_look", "", "html", types=frozenset({str}))
    app.add_config_value("kb_repository", "", "env", types=frozenset({str}))
    app.connect("config-inited", read_shared_files)

    # Citations, by sphinxcontrib-bibtex; the conf.py says where the bibliography is.
    register_styles()
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(Citations, override=True)

    # What writers write.
    app.add_directive_to_domain("std", "glossary", GlossaryDirective, override=True)
    app.add_directive("plain-words", PlainWords)
    app.add_directive("example", Example)
    app.add_directive("content-note", ContentNote)
    app.add_directive("first-path", FirstPath)
    app.add_directive("question", QuestionDirective)
    app.add_directive("name-check", NameCheckDirective)
    app.add_directive("story", StoryDirective)
    app.add_directive("chair", ChairDirective)
    app.add_directive("message", MessageDirective)
    app.add_directive("relation", RelationDirective)
    app.add_directive("contacts", Contacts)
    app.add_role("repository", repository_role)
    app.add_role("verdict", VerdictRole())
    for name in VIEW_ARGUMENTS:
        app.add_directive(name, ViewDirective)
    app.add_node(view)
    app.add_node(stated_relation)

    # Page by page, into the store; then all together.
    joining = Joining()
    app.add_domain(KnowledgeBase)
    app.connect("env-before-read-docs", refuse_other_encodings)
    app.connect("source-read", collect_source)
    app.add_transform(Collect)
    app.connect("doctree-read", take_contents, priority=900)  # after Sphinx's own collectors
    app.connect("env-get-outdated", joining.remember)
    app.connect("env-before-read-docs", joining.forget)
    app.connect("env-updated", joining.join)
    app.connect("warn-missing-reference", unknown_reference)

    # Out of the store, onto the pages.
    app.add_builder(SiteBuilder, override=True)
    app.set_translator("html", LeanTranslator)
    app.add_node(picture, html=(visit_picture, None))
    app.add_node(fold, html=(visit_fold, depart_fold))
    app.add_node(summary, html=(visit_summary, depart_summary))
    app.add_node(claim_card, html=(visit_claim_card, depart_claim_card))
    app.add_node(claims_of_page, html=(visit_claims_of_page, depart_claims_of_page))
    app.add_post_transform(FillViews)
    app.add_post_transform(FillOtherViews)
    app.add_post_transform(ListReferences)
    app.connect("html-page-context", add_context)
    app.connect("write-started", sweep)
    app.connect("build-finished", write_files)

    # What pages load.
    app.add_config_value("kb_assets", "_build/assets", "", types=frozenset({str}))
    app.connect("builder-inited", take_assets)
    app.add_post_transform(WithoutStyles)
    app.add_node(nodes.image, override=True, html=(visit_image, None))
    app.connect("build-finished", sweep_static_files, priority=900)

    # The search.
    app.add_config_value("kb_search_text_pages", 300, "", types=frozenset({int}))
    app.connect("html-collect-pages", search_page)
    app.connect("build-finished", write_search)

    return {"version": "1.0", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def read_shared_files(app: Sphinx, config: Config) -> None:
    """On config-inited: reads what all pages share, and adds this package's templates.

    Raises:
        ConfigError: where a data file has a problem; nothing could be read without it.
    """
    folder = Path(app.srcdir)
    site, problems = read_site(folder)
    if site is None:
        raise ConfigError(_listed(problems, folder))
    code = _checksum(HERE.rglob("*.py"))
    keep = Keep(Path(app.doctreedir, "evidence.pickle"), code)
    evidence = read_evidence(folder, site, keep)
    keep.save()
    unreadable = [problem for problem in evidence.problems if problem.path == REFERENCES]
    if unreadable:
        raise ConfigError(_listed(unreadable, folder))
    config["kb_site"] = site
    # Not kept with the configuration: it is read at each build, and there may be much of it.
    app.connect("builder-inited", lambda app: store(app.env).take(evidence, app.builder))
    config["kb_evidence_key"] = keep.key
    config["kb_code"] = code
    config.templates_path = [str(HERE / "templates"), *config.templates_path]
    # Pages name the checksums of styles and scripts, so a change in one of these writes every page anew.
    looks = [Path(app.confdir, name) for name in (*config.templates_path, *config.html_static_path, config.kb_assets)]
    config["kb_look"] = _checksum(path for folder in looks for path in folder.rglob("*") if path.is_file())


def _checksum(paths: Iterable[Path]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(paths))).hexdigest()


def _listed(problems: Iterable[Problem], folder: Path) -> str:
    return "\n".join(f"{folder / problem.path}:{problem.line}: {problem.text}" for problem in problems)
