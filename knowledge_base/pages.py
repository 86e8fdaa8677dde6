"""Hands the templates what they show beside the text of a page, and writes the files that stand beside pages."""

from __future__ import annotations

from functools import lru_cache, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from docutils import nodes

from knowledge_base.assets import load
from knowledge_base.graph import Graph
from knowledge_base.model import BIBLIOGRAPHY, CITE, INDEX, MESSAGE, PLAIN_WORDS, STORY, Page, Site
from knowledge_base.reading.doctree import read_menu
from knowledge_base.store import store
from knowledge_base.views.citing import Edition, apa, bibtex
from knowledge_base.views.claims import groups
from knowledge_base.views.deck import DECK_FILE, deck
from knowledge_base.views.exercises import asking
from knowledge_base.views.files import CSV_FILE, JSON_FILE, claims_csv, claims_json
from knowledge_base.views.index import index_letters
from knowledge_base.views.loop import loop_sign
from knowledge_base.views.previews import as_data, previews
from knowledge_base.views.ways import Menu, in_words, menu, minutes, stops, whereabouts

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: Pages that nobody wrote, and the files that are made for readers, each with the view that offers it.
FRAME_PAGES = (INDEX, "search", "404")
FILES = {JSON_FILE: ("ledger", "files"), CSV_FILE: ("ledger", "files"), DECK_FILE: ("recall", "deck")}
#: The view that lists all concepts by place.
OVERVIEW = ("glossary-overview", "step")
#: What a page of plain text has none of: its rules are in stylesheets of their own.
_RICH = (
    *(
        nodes.table,
        nodes.literal,
        nodes.literal_block,
        nodes.image,
        nodes.Admonition,
        nodes.footnote,
        nodes.block_quote,
    ),
    nodes.transition,
)


def add_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """On html-page-context, before the theme: the menu, what stands above and below the text, the term index."""
    knowledge_base = store(app.env)
    graph, site = knowledge_base.graph, knowledge_base.site
    page = graph.pages.get(pagename) if doctree is not None else None
    context["toctree"] = lambda **_options: ""  # the theme would draw a menu of its own, anew for each page
    of_site = menu_of(app.env, graph)
    context["kb_menu"] = of_site.shown_on(pagename)
    context["kb_menu_in_full"] = overview.docname if (overview := graph.showing.get(OVERVIEW)) else INDEX
    if doctree is not None:
        context["kb_address"] = partial(address, app.builder, pagename.rpartition("/")[0])
    context["kb_support"] = site.support
    context["kb_author"] = app.config.author
    context["kb_front"] = page.front if page else None
    context["kb_link_picture"] = site.link_picture
    context["kb_link_picture_url"] = urljoin(app.config.html_baseurl, site.link_picture.file)
    if page and page.front:
        _add_page(app, page, context)
        for direction, other in zip(("prev", "next"), of_site.beside(page.docname), strict=True):
            context[direction] = other and {
                "link": app.builder.get_relative_uri(page.docname, other[0]),
                "title": escape(other[1]),
            }
    scripts = ("site.js", *(["search.js"] if pagename == "search" else []), *(_scripts(page, context) if page else []))
    load(app, context, _stylesheet(pagename, page, doctree), scripts)
    if pagename == INDEX:
        names = {app.builder.get_relative_uri(INDEX, name): one.nav for name, one in graph.pages.items()}
        fronts = [one.front for one in graph.pages.values() if one.front]
        context["kb_letters"] = index_letters(
            context["genindexentries"],
            {name for front in fronts for name in front.also_called},
            {phrase for front in fronts for phrase in front.people_say},
            lambda uri: names.get(uri.split("#")[0], uri),
        )


def _add_page(app: Sphinx, page: Page, context: dict[str, Any]) -> None:
    """What the template shows of a page that somebody wrote."""
    knowledge_base = store(app.env)
    graph, evidence = knowledge_base.graph, knowledge_base.evidence
    where = whereabouts(page, knowledge_base.site)
    of_loop = graph.showing.get(("loop", ""))
    context["kb_whereabouts"] = where
    context["kb_loop_sign"] = loop_sign(where.step, len(knowledge_base.site.loop)) if where else ""
    context["kb_loop_page"] = of_loop.docname if of_loop and of_loop is not page else ""
    context["kb_minutes"] = in_words(minutes(page, evidence))
    order = menu_of(app.env, graph).position
    found_stops = sorted(stops(page, graph, evidence), key=lambda stop: order.get(stop.path[0], len(order)))
    context["kb_stops"] = [(stop, in_words(stop.minutes)) for stop in found_stops]
    sources = graph.showing.get(BIBLIOGRAPHY)
    if (
        sources
        and sources is not page
        and (page.id in evidence.files or any(link.startswith(CITE) for link in page.links))
    ):
        context["kb_sources"] = sources.nav
        context["kb_sources_url"] = urljoin(app.config.html_baseurl, app.builder.get_target_uri(sources.docname))
    edition = Edition(app.config.project, app.config.author, app.config.release)
    web = str(context.get("pageurl") or "")
    context["kb_apa"] = apa(page.title, edition, web)
    context["kb_bibtex"] = bibtex(page.id, page.title, edition, web)
    context["kb_switches"] = " ".join(_switches(page, knowledge_base.site))
    found = previews(page, graph, lambda docname: app.builder.get_relative_uri(page.docname, docname))
    context["kb_previews"] = as_data(found)


def _stylesheet(pagename: str, page: Page | None, doctree: nodes.document | None) -> str:
    """The one stylesheet of a page, by what is on it. What each holds, static/styles says."""
    if pagename == "search":
        return "search-page.css"
    if pagename == INDEX:
        return "overview.css"
    if not page or not doctree:
        return "page.css"
    uses = {use.name for use in page.views}
    if shows(page, "map", "") or shows(page, "loop", ""):
        return "loop.css"
    if uses & {"ledger", "effects"}:
        return "ledger.css"
    has_contacts = any("contacts" in found["classes"] for found in doctree.findall(nodes.definition_list))
    if has_contacts or uses & {"glossary-overview", BIBLIOGRAPHY}:
        return "overview.css"
    if uses & {"recall", "blank"} or {STORY, MESSAGE} & set(page.boxes):
        return "help.css"
    if "loop" in uses:
        return "home.css"
    return "rich.css" if any(isinstance(node, _RICH) for node in doctree.findall()) else "page.css"


def _switches(page: Page, site: Site) -> list[str]:
    """What a reader can switch on a page: whose voice is shown, where it has sections for them; and its short version,
    where there is more to keep than its main message.
    """
    has_voices = any(use.name == "claims" and use.argument for use in page.views)
    kept = {section.heading for section in page.sections} & set(site.short_version)
    has_short_version = PLAIN_WORDS in page.boxes and bool(kept or shows(page, "loop", ""))
    return [*(["voices"] if has_voices else []), *(["short"] if has_short_version else [])]


def _scripts(page: Page, context: dict[str, Any]) -> list[str]:
    """The scripts of what is on a page that somebody wrote."""
    used = {
        "reading.js": bool(context["kb_switches"]),
        "message.js": MESSAGE in page.boxes,
        "previews.js": bool(context.get("kb_previews")),
        "map.js": shows(page, "map", ""),
        "claims-filter.js": shows(page, "ledger", "claims"),
    }
    return [name for name, is_used in used.items() if is_used]


@lru_cache(maxsize=1)
def menu_of(env: BuildEnvironment, graph: Graph) -> Menu:
    """The menu, which is the same on every page.

    Args:
        env: knows what the first page lists, and the short names of pages.
        graph: all pages, joined; a new one for each change in them.
    """
    names = {docname: title.astext() for docname, title in env.titles.items()} | {INDEX: "Index A–Z"}
    return Menu(menu(listed(env), names, graph, store(env).site))


def listed(env: BuildEnvironment) -> list[tuple[str, list[str]]]:
    """What the first page lists: the captions, each with its documents."""
    root = env.config.root_doc
    return read_menu(env.tocs[root], root) if root in env.tocs else []


@lru_cache(maxsize=4096)
def address(builder: Builder, folder: str, docname: str) -> str:
    """Where a document is, seen from any page in a folder; pages share what the menu asks for again and again."""
    return builder.get_relative_uri(f"{folder}/" if folder else "", docname)


def write_files(app: Sphinx, error: Exception | None) -> None:
    """On build-finished: writes all claims, and all questions, as files beside the pages that link to them."""
    knowledge_base = store(app.env)
    if error or app.builder.format != "html" or not (knowledge_base.faces_changed or knowledge_base.writes_all):
        return
    graph, evidence, site = knowledge_base.graph, knowledge_base.evidence, knowledge_base.site
    found = groups(evidence, graph, site)
    about = {"site": app.config.project, "edition": app.config.release, "license": app.config.copyright}
    contents = {
        JSON_FILE: claims_json(found, evidence, about),
        CSV_FILE: claims_csv(found, evidence),
        DECK_FILE: deck(asking(graph, site), app.config.project),
    }
    for name, content in contents.items():
        for docname in offering(name, graph):
            path = Path(app.outdir, docname).parent / name
            path.write_text(content, encoding="utf-8", newline="")


def offering(file: str, graph: Graph) -> list[str]:
    """The pages that offer a file, beside which it stands."""
    return [page.docname for page in graph.pages.values() if shows(page, *FILES[file])]


def shows(page: Page, name: str, argument: str) -> bool:
    """Whether a page asks for a view."""
    return any((use.name, use.argument) == (name, argument) for use in page.views)
