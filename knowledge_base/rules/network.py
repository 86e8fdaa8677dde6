"""Rules that need every page: relations lead somewhere, terms stand once, sentences are covered, mentions linked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docutils.nodes import make_id

from knowledge_base.graph import Graph
from knowledge_base.model import ANSWERS, DEFINITION, INDEX, QUESTION, Basis, Page, Problem, Site
from knowledge_base.reading.records import suggestion
from knowledge_base.rules.prose import line_at

#: A run of letters and hyphens, as a name may begin with one, and whether such a run goes on.
_WORD = re.compile(r"[\w-]+")
_GOES_ON = re.compile(r"[\w-]")


def check_network(graph: Graph, site: Site) -> Iterator[Problem]:
    """All rules on the pages together, but for the mentions, which `unlinked_mentions` checks page by page."""
    yield from lost_relations(graph, site)
    yield from unrelated_concepts(graph)
    yield from duplicate_names(graph)
    yield from duplicate_ids(graph)
    yield from uncovered_sentences(graph, site)
    yield from lost_ways_on(graph, site)
    yield from unplaced_relations(graph)
    yield from crowded_maps(graph)


def lost_relations(graph: Graph, site: Site) -> Iterator[Problem]:
    """Relations to no concept page or to the page itself, stated twice, or resting on a sentence that is not there."""
    for page in graph.pages.values():
        seen = set()
        for relation in page.relations:
            key = (relation.kind, relation.target)
            if relation.target not in graph.concepts or relation.target == page.id:
                others = set(graph.concepts) - {page.id}
                message = (
                    f'The relation "{relation.kind}" leads to "{relation.target}", which is no other concept page.'
                )
                yield Problem(page.docname, relation.line, message, suggestion(relation.target, others))
            if key in seen:
                message = f'The relation "{relation.kind} {relation.target}" stands twice on this page.'
                yield Problem(page.docname, relation.line, message, "Keep one of the two.")
            seen.add(key)
            if relation.basis in (Basis.STATED, Basis.IMPLIED) and not relation.sentences:
                message = (
                    f'The relation "{relation.kind} {relation.target}" is {relation.basis}, and names no sentence.'
                )
                remedy = "Name those it rests on with :sentences:, or write :basis: editors."
                yield Problem(page.docname, relation.line, message, remedy)
            for id in relation.sentences:
                if id not in site.sentence_ids:
                    message = f'The article has no sentence "{id}".'
                    yield Problem(page.docname, relation.line, message, suggestion(id, site.sentence_ids))


def unrelated_concepts(graph: Graph) -> Iterator[Problem]:
    """Concepts that no relation joins to another."""
    for page in graph.concepts.values():
        if not page.relations and page.id not in graph.stated_about:
            remedy = "State one with {relation}, here or on another page."
            yield Problem(page.docname, 1, "No relation joins this page to another.", remedy)


def duplicate_names(graph: Graph) -> Iterator[Problem]:
    """Terms defined more than once; upper and lower case count as the same."""
    for page in graph.pages.values():
        for entry in page.entries:
            for name in entry.names:
                other, first = graph.entries[name.casefold()]
                if first is not entry:
                    message = f'"{name}" is defined already: {other.docname}, line {first.line}.'
                    remedy = "Keep one definition and link to it with {term}."
                    yield Problem(page.docname, entry.line, message, remedy)


def duplicate_ids(graph: Graph) -> Iterator[Problem]:
    """Concept pages in different folders with one file name, so that a relation could mean either."""
    for page in graph.pages.values():
        if page.is_concept and graph.concepts[page.id] is not page:
            message = f"There is another concept page of this name: {graph.concepts[page.id].docname}."
            yield Problem(page.docname, 1, message, "Rename one of the two files.")


def uncovered_sentences(graph: Graph, site: Site) -> Iterator[Problem]:
    """Sentences of the article that no page restates."""
    covered = {id for page in graph.pages.values() if page.front for id in page.front.sentences}
    for section in site.article:
        for id in section.sentences:
            if id not in covered:
                message = f'No page names the article\'s sentence "{id}".'
                remedy = f'Restate it on {section.page} and add it to "sentences" there.'
                yield Problem("article.yaml", section.line, message, remedy)


def lost_ways_on(graph: Graph, site: Site) -> Iterator[Problem]:
    """Pages that the search offers to those whose words find nothing, and that are not there."""
    for way in site.search.ways_on:
        if way.page not in graph.pages and way.page != INDEX:
            message = f'The search leads to "{way.page}", which is no page.'
            yield Problem("site.yaml", way.line, message, suggestion(way.page, [*graph.pages, INDEX]))


def unplaced_relations(graph: Graph) -> Iterator[Problem]:
    """Concepts without a step, whose relations the map cannot draw: once a page, however many those are."""
    for page in graph.concepts.values():
        count = len([one for one in page.relations if one.target in graph.concepts])
        count += len(graph.stated_about.get(page.id, []))
        if count and not (page.front and page.front.place):
            message = (
                f"The map cannot place the {count} relation{'s' if count > 1 else ''} of this page: it has no step."
            )
            yield Problem(page.docname, 1, message, 'Write "step: …" at its top, with the place where it stands.')


def crowded_maps(graph: Graph) -> Iterator[Problem]:
    """Pages with two maps, or with a heading whose address is that of a concept on their map."""
    for page in graph.pages.values():
        maps = [use for use in page.views if use.name == "map" and not use.argument]
        for second in maps[1:]:
            yield Problem(page.docname, second.line, "This is the second map of the page.", "Keep one of the two.")
        for heading in page.headings if maps else ():
            if make_id(heading.text) in graph.concepts:
                message = f'The heading "{heading.text}" has the address of a concept on the map of this page.'
                yield Problem(page.docname, heading.line, message, "Word it otherwise, such as with one word more.")


class MentionFinder:
    """Finds the names of all terms in a text, as whole words and in their plurals, the longest first.

    Each word of a text is looked up once, so that the cost does not grow with the number of terms.
    """

    def __init__(self, graph: Graph) -> None:
        names = {form: entry.names for name, (_, entry) in graph.entries.items() for form in _plurals(name)}
        names |= {name: entry.names for name, (_, entry) in graph.entries.items()}
        self._by_first_word: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for form in sorted(names, key=lambda form: (-len(form), form)):
            first = _WORD.match(form)
            if first:
                self._by_first_word[first[0]].append((form, names[form]))

    def find(self, text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """The names in a text, one after the other: where each begins, how it is written, all names of its entry."""
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            for form, names in self._by_first_word.get(word[0].casefold(), ()):
                found = text[word.start() : word.start() + len(form)]
                if found.casefold() == form and not _GOES_ON.match(text, word.start() + len(form)):
                    end = word.start() + len(form)
                    yield word.start(), found, names
                    break


def _plurals(name: str) -> list[str]:
    plurals = [name + "s", name + "es"]
    if name.endswith("y"):
        plurals.append(name[:-1] + "ies")
    if name.endswith("is"):
        plurals.append(name[:-2] + "es")
    return plurals


def unlinked_mentions(page: Page, graph: Graph, finder: MentionFinder) -> Iterator[Problem]:
    """First mentions of a term on a page that are no link to it. The page's own names need none.

    Args:
        page: the page to look through.
        graph: all pages, joined.
        finder: finds the names of all terms.
    """
    seen = {entry.names for entry in page.entries}
    for block in page.blocks:
        if block.box in (DEFINITION, QUESTION, ANSWERS):  # questions are plain text, which also goes onto cards
            continue
        position = 0
        for span in block.spans:
            if span.target is not None:
                seen |= _linked(span.target, graph)
            else:
                for start, mention, names in finder.find(span.text):
                    if names not in seen:
                        seen.add(names)
                        yield _unlinked(page, line_at(block, position + start), mention, names[0])
            position += len(span.text)


def _unlinked(page: Page, line: int, mention: str, name: str) -> Problem:
    link = mention if mention.casefold() == name.casefold() else f"{mention} <{name}>"
    return Problem(page.docname, line, f'The first mention of "{mention}" is not a link.', f"Write {{term}}`{link}`.")


def _linked(target: str, graph: Graph) -> set[tuple[str, ...]]:
    """The entries that a link leads to, by their names."""
    kind, _, name = target.partition(":")
    if kind == "term" and name in graph.entries:
        return {graph.entries[name][1].names}
    if kind == "doc" and name in graph.pages and graph.pages[name].is_concept:
        return {entry.names for entry in graph.pages[name].entries}
    return set()
