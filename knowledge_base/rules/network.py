"""Rules that need every page: relations lead somewhere, terms stand once, sentences are covered, mentions linked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from knowledge_base.model import DEFINITION, Entry, Page, Problem, Site
from knowledge_base.reading.records import suggestion
from knowledge_base.rules.prose import line_at

Pages = Mapping[str, Page]


def check_network(pages: Pages, site: Site) -> Iterator[Problem]:
    """All rules on the pages together, but for the mentions, which `unlinked_mentions` checks page by page."""
    yield from lost_relations(pages, site)
    yield from duplicate_names(pages)
    yield from duplicate_ids(pages)
    yield from uncovered_sentences(pages, site)


def lost_relations(pages: Pages, site: Site) -> Iterator[Problem]:
    """Relations to no concept page or to the page itself, stated twice, or resting on a sentence that is not there."""
    concepts = {page.id for page in pages.values() if page.is_concept}
    for page in pages.values():
        seen = set()
        for relation in page.relations:
            key = (relation.kind, relation.target)
            if relation.target not in concepts or relation.target == page.id:
                others = concepts - {page.id}
                message = (
                    f'The relation "{relation.kind}" leads to "{relation.target}", which is no other concept page.'
                )
                yield Problem(page.docname, relation.line, message, suggestion(relation.target, others))
            if key in seen:
                message = f'The relation "{relation.kind} {relation.target}" stands twice on this page.'
                yield Problem(page.docname, relation.line, message, "Keep one of the two.")
            seen.add(key)
            for id in relation.sentences:
                if id not in site.sentence_ids:
                    message = f'The article has no sentence "{id}".'
                    yield Problem(page.docname, relation.line, message, suggestion(id, site.sentence_ids))


def duplicate_names(pages: Pages) -> Iterator[Problem]:
    """Terms defined more than once; upper and lower case count as the same."""
    first: dict[str, tuple[Page, Entry]] = {}
    for page in pages.values():
        for entry in page.entries:
            for name in entry.names:
                if name.casefold() in first:
                    other, other_entry = first[name.casefold()]
                    message = f'"{name}" is defined already: {other.docname}, line {other_entry.line}.'
                    remedy = "Keep one definition and link to it with {term}."
                    yield Problem(page.docname, entry.line, message, remedy)
                first.setdefault(name.casefold(), (page, entry))


def duplicate_ids(pages: Pages) -> Iterator[Problem]:
    """Concept pages in different folders with one file name, so that a relation could mean either."""
    first: dict[str, Page] = {}
    for page in pages.values():
        if page.is_concept and page.id in first:
            message = f"There is another concept page of this name: {first[page.id].docname}."
            yield Problem(page.docname, 1, message, "Rename one of the two files.")
        if page.is_concept:
            first.setdefault(page.id, page)


def uncovered_sentences(pages: Pages, site: Site) -> Iterator[Problem]:
    """Sentences of the article that no page restates."""
    covered = {id for page in pages.values() if page.front for id in page.front.sentences}
    for section in site.article:
        for id in section.sentences:
            if id not in covered:
                message = f'No page names the article\'s sentence "{id}".'
                remedy = f'Restate it on {section.page} and add it to "sentences" there.'
                yield Problem("article.yaml", section.line, message, remedy)


def unlinked_mentions(page: Page, pages: Pages) -> Iterator[Problem]:
    """First mentions of a term on a page that are no link to it. The page's own names need none."""
    finder = _finder(pages)
    if finder is None:
        return
    pattern, entries = finder
    seen = {id(entry) for entry in page.entries}
    for block in page.blocks:
        if block.box == DEFINITION:
            continue
        position = 0
        for span in block.spans:
            if span.target is not None:
                seen |= _linked(span.target, entries, pages)
            else:
                for match in pattern.finditer(span.text):
                    entry = entries[match[0].casefold()]
                    if id(entry) not in seen:
                        name = (
                            match[0]
                            if match[0].casefold() == entry.names[0].casefold()
                            else f"{match[0]} <{entry.names[0]}>"
                        )
                        message = f'The first mention of "{match[0]}" is not a link.'
                        yield Problem(
                            page.docname, line_at(block, position + match.start()), message, f"Write {{term}}`{name}`."
                        )
                        seen.add(id(entry))
            position += len(span.text)


def _linked(target: str, entries: Mapping[str, Entry], pages: Pages) -> set[int]:
    kind, _, name = target.partition(":")
    if kind == "term" and name in entries:
        return {id(entries[name])}
    if kind == "doc" and name in pages and pages[name].is_concept:
        return {id(entry) for entry in pages[name].entries}
    return set()


def _finder(pages: Pages) -> tuple[re.Pattern[str], dict[str, Entry]] | None:
    """A pattern that finds every name of every entry, the longest first, and the entries by casefolded name."""
    entries = {name.casefold(): entry for page in pages.values() for entry in page.entries for name in entry.names}
    if not entries:
        return None
    names = "|".join(re.escape(name) for name in sorted(entries, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.IGNORECASE), entries
