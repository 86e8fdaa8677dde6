"""Takes each page from Sphinx into the store as it is read, and adds to it what its front matter calls for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from sphinxcontrib.bibtex.nodes import bibliography

from knowledge_base.model import ANSWERS, BIBLIOGRAPHY, CONTACTS, MESSAGE, QUESTION, Page, Site, ViewUse
from knowledge_base.reading.directives import stated_relation, view
from knowledge_base.reading.doctree import (
    line_of,
    read_blocks,
    read_boxes,
    read_content_notes,
    read_empty_sections,
    read_entries,
    read_links,
    read_paths_without_steps,
    read_pictures_without_text,
    read_sections,
    read_steps,
)
from knowledge_base.reading.front_matter import read_front_matter
from knowledge_base.reading.keeping import Packed
from knowledge_base.reading.questions import blocks_of, read_name_check
from knowledge_base.reading.source import FRONT_MATTER, first_line_not_utf8, read_fence_faults, read_headings
from knowledge_base.reading.stories import read_stories
from knowledge_base.reading.today import today
from knowledge_base.reporting import report
from knowledge_base.rules.kinds import check_kind
from knowledge_base.rules.prose import check_prose
from knowledge_base.rules.structure import (
    check_structure,
    empty_sections,
    notes_astray,
    paths_without_steps,
    pictures_without_text,
    steps_astray,
)
from knowledge_base.store import store
from knowledge_base.views.card import Card, card
from knowledge_base.views.contents import contents

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: How many pages are held in memory as trees between being read and being written.
MOST_TREES = 300
#: The anchors of the other names and of the phrases on a page; the term index leads to them.
ALSO_CALLED = "also-called"
PEOPLE_SAY = "people-also-say"


def refuse_other_encodings(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """On env-before-read-docs: stops at a page that is not written in UTF-8.

    Raises:
        ExtensionError: names the file and the line; Sphinx would only fail to decode, and not say what.
    """
    for docname in docnames:
        path = Path(env.doc2path(docname))
        line = first_line_not_utf8(path.read_bytes())
        if line:
            raise ExtensionError(
                f"{path}:{line}: This file is not written in UTF-8. Save it again, with UTF-8 as its encoding."
            )


def collect_source(app: Sphinx, docname: str, content: list[str]) -> None:
    """On source-read: takes the front matter and the headings, which the parsed page no longer tells in full.

    What is parsed then begins below the front matter, on the same line as before: MyST would read it twice more, and
    set it as text.
    """
    # Sphinx holds the tree of each page until it writes that, which fills the memory; it can load them again, too.
    if len(app.env._write_doc_doctree_cache) >= MOST_TREES:
        app.env._write_doc_doctree_cache.clear()
    page = store(app.env).page(docname)
    page.front, problems = read_front_matter(content[0], docname, app.config.kb_site)
    page.headings = read_headings(content[0])
    page.fence_faults = read_fence_faults(content[0])
    report(problems)
    fenced = FRONT_MATTER.match(content[0])
    if fenced:
        content[0] = "\n" * content[0].count("\n", 0, fenced.end()) + content[0][fenced.end() :]


class Collect(SphinxTransform):
    """Takes the rest of the page, checks it, and sets its card and index entries into it.

    Runs before Sphinx gathers index entries (priority 850).
    """

    default_priority = 840

    def apply(self, **kwargs: object) -> None:
        """Collects the page being read."""
        page = store(self.env).page(self.env.current_document.docname)
        site: Site = self.config.kb_site
        titles = list(self.document.findall(nodes.title))
        page.title = titles[0].astext() if titles else page.docname
        for relation in list(self.document.findall(stated_relation)):
            page.relations.append(relation["relation"])
            relation.parent.remove(relation)
        page.entries = read_entries(self.document)
        page.sections = read_sections(self.document)
        page.questions = [place["question"] for place in self.document.findall(view) if "question" in place]
        page.name_check = read_name_check(self.document)
        page.stories = read_stories(self.document)
        page.boxes = [*read_boxes(self.document), *(QUESTION for _question in page.questions)]
        of_questions = (block for one in page.questions for block in blocks_of(one))
        page.blocks = Packed([*read_blocks(self.document), *of_questions])
        page.links = read_links(self.document)
        page.views = [
            ViewUse(place["name"], place["argument"], line_of(place)) for place in self.document.findall(view)
        ]
        if self.document.next_node(bibliography):
            page.views.append(ViewUse(BIBLIOGRAPHY, "", 1))
        page.steps, astray = read_steps(self.document)
        page.words = sum(
            len(block.text.split()) for block in page.blocks if block.box not in (ANSWERS, CONTACTS, MESSAGE)
        )
        report(check_structure(page, site, today()))
        report(check_kind(page, site))
        report(check_prose(page, site))
        report(empty_sections(page, read_empty_sections(self.document)))
        report(pictures_without_text(page, read_pictures_without_text(self.document)))
        report(notes_astray(page, read_content_notes(self.document)))
        report(steps_astray(page, astray))
        report(paths_without_steps(page, read_paths_without_steps(self.document)))
        _insert_card(self.document, page, site)


def take_contents(app: Sphinx, doctree: nodes.document) -> None:
    """On doctree-read, after Sphinx: the short name stands in menus instead of the title; the list of contents is made.

    Of the contents, Sphinx then keeps the title alone: it loads and saves those of all pages at every build. Where they
    hold a part of the menu they stay whole.
    """
    docname = app.env.current_document.docname
    page, listed = store(app.env).page(docname), app.env.tocs[docname]
    app.env.titles[docname] = nodes.title("", page.nav)
    in_menu = listed.next_node(nodes.reference)
    if in_menu is not None:
        in_menu.children = [nodes.Text(page.nav)]
    page.contents = contents(listed)
    if not listed.next_node(addnodes.toctree):
        for item in listed.findall(nodes.list_item):
            item.children = item.children[:1]


def _insert_card(doctree: nodes.document, page: Page, site: Site) -> None:
    """Sets the card of a concept behind the opening of its page, and that of any other page at its end."""
    made = card(page, site)
    titles = list(doctree.findall(nodes.title))
    if not titles:
        return
    index = addnodes.index(entries=[("single", page.title, _title_anchor(titles[0]), "main", None)])
    titles[0].parent.insert(1, index)  # Sphinx takes the first child for the title
    if made is None:
        return
    top = titles[0].parent
    sections = [child for child in top.children if isinstance(child, nodes.section)]
    if page.is_concept and sections:
        top.insert(top.index(sections[0]), _card_nodes(made))
    else:
        top.append(_card_nodes(made))


def _title_anchor(title: nodes.title) -> str:
    return str(title.parent["ids"][0])


def _card_nodes(made: Card) -> nodes.container:
    box = nodes.container("", classes=["card"])
    if made.standing:
        box += nodes.paragraph("", "The name: ", nodes.strong("", made.standing), classes=["standing"])
    if made.note:
        box += nodes.paragraph("", made.note, classes=["standing-note"])
    if made.also_called:
        box += _index_entries(made.also_called, ALSO_CALLED)
        box += nodes.paragraph(
            "",
            "",
            nodes.strong("", "Also called, or looked up as: "),
            nodes.Text(", ".join(made.also_called) + "."),
            classes=["also-called"],
            ids=[ALSO_CALLED],
        )
    if made.people_say:
        box += _index_entries(made.people_say, PEOPLE_SAY)
        said = nodes.container("", nodes.paragraph("", "People also say", classes=["label"]), classes=["people-say"])
        said["ids"].append(PEOPLE_SAY)
        phrases = nodes.bullet_list()
        phrases += [nodes.list_item("", nodes.paragraph("", phrase)) for phrase in made.people_say]
        said += phrases
        box += said
    return box


def _index_entries(texts: tuple[str, ...], anchor: str) -> addnodes.index:
    return addnodes.index(entries=[("single", text, anchor, "main", None) for text in texts])
