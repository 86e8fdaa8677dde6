"""Rules for the build of a page: headings, sections, entries, boxes, pictures, dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from knowledge_base.model import Page, Problem, Site


def check_structure(page: Page, site: Site, today: datetime.date) -> Iterator[Problem]:
    """All rules on the build of one page."""
    page_type = site.page_types.get(page.front.type) if page.front else None
    wanted = page_type.sections if page_type else ()
    yield from levels(page, wanted)
    yield from missing_sections(page, wanted)
    yield from unclosed_blocks(page)
    yield from bad_entries(page)
    yield from review_overdue(page, today)
    yield from few_phrases(page, site.search.fewest_phrases)
    if page.is_concept:
        yield from opening(page)


def levels(page: Page, wanted: Sequence[str]) -> Iterator[Problem]:
    """Headings more than one level below the one before, and pages that have not one title; `wanted` are sections."""
    level = 0
    if not any(heading.level == 1 for heading in page.headings):
        remedy = 'Write one line "# The title" behind the front matter.'
        yield Problem(page.docname, 1, "The page has no title.", remedy)
        level = 1
    for heading in page.headings:
        if heading.level > level + 1:
            right = 2 if heading.text in wanted else level + 1
            remedy = f"Write it with {'#' * right} in front."
            yield Problem(page.docname, heading.line, f'The heading "{heading.text}" skips a level.', remedy)
        if heading.level == 1 and level:
            remedy = "Write it with ## in front: a page has one title."
            yield Problem(page.docname, heading.line, f'"{heading.text}" is a second title.', remedy)
        level = heading.level


def missing_sections(page: Page, wanted: Sequence[str]) -> Iterator[Problem]:
    """Sections that the page's type wants and the page lacks, or has in another order."""
    found = [heading.text for heading in page.headings if heading.level == 2]
    elsewhere = {heading.text for heading in page.headings if heading.level != 2}
    for section in wanted:
        if section not in found and section not in elsewhere:
            before = wanted[wanted.index(section) - 1] if section != wanted[0] else page.title
            remedy = f'Write "## {section}" after "{before}".'
            yield Problem(page.docname, 1, f'The section "{section}" is missing.', remedy)
    for heading in page.headings:
        if heading.text in wanted and heading.level > 2 and heading.text not in found:
            remedy = f'Write "## {heading.text}".'
            yield Problem(
                page.docname, heading.line, f'The section "{heading.text}" is no section of the page.', remedy
            )
    in_order = [section for section in wanted if section in found]
    if [section for section in found if section in wanted] != in_order:
        yield Problem(page.docname, 1, "The sections stand in another order.", f"Put them so: {'; '.join(wanted)}.")


def unclosed_blocks(page: Page) -> Iterator[Problem]:
    """Blocks that begin and do not end, or end and did not begin, as the source tells."""
    for line, message in page.fence_faults:
        yield Problem(page.docname, line, message, 'A block begins with ":::{name}" and ends with a line ":::".')


def bad_entries(page: Page) -> Iterator[Problem]:
    """Definitions that were read as names."""
    for entry in page.entries:
        odd = [name for name in entry.names if name.startswith((":", "%"))]
        if odd:
            remedy = "Indent the definition by two spaces; it begins with neither."
            yield Problem(page.docname, entry.line, f'"{odd[0]}" was read as the name of a term.', remedy)


def opening(page: Page) -> Iterator[Problem]:
    """A concept page opens with its entry, then the plain words."""
    first = page.blocks[0].line if page.blocks else 1
    if not page.entries or page.entries[0].line > first:
        remedy = "Write a {glossary} block with the name and a definition directly under the title."
        yield Problem(page.docname, first, "The page does not open with its glossary entry.", remedy)
    for box, use in (("plain-words", "says the main thing"), ("example", "shows it happen")):
        if not any(block.box == box for block in page.blocks):
            yield Problem(page.docname, 1, f"The page has no {{{box}}} box.", f"Add one that {use}.")


def review_overdue(page: Page, today: datetime.date) -> Iterator[Problem]:
    """Pages that nobody has reviewed in time."""
    if page.front and datetime.date.min < page.front.next_review < today:
        remedy = "Read it against the review checklist, then set both review dates."
        line = page.front.lines.get("next_review", 1)
        yield Problem(page.docname, line, f"The review was due on {page.front.next_review}.", remedy)


def few_phrases(page: Page, fewest: int) -> Iterator[Problem]:
    """Pages that say what people say, and name too little for a search to find them by."""
    said = page.front.people_say if page.front else ()
    if page.front and 0 < len(said) < fewest:
        message = f"The page names {len(said)} of the things that people say."
        remedy = f'Add to "people_say" what else readers may type, {fewest} phrases or more.'
        yield Problem(page.docname, page.front.lines.get("people_say", 1), message, remedy)


def empty_sections(page: Page, empty: Sequence[str]) -> Iterator[Problem]:
    """Headings with nothing beneath; `empty` are their texts."""
    for heading in page.headings:
        if heading.text in empty:
            remedy = "Write it, or take the heading out if its kind of page does not want it."
            yield Problem(page.docname, heading.line, f'The section "{heading.text}" is empty.', remedy)


def notes_astray(page: Page, notes: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    """Content notes whose link leads to no section below; `notes` are their lines and the sections they lead to."""
    for line, anchor in notes:
        below = [section.anchor for section in page.sections if section.line > line]
        if anchor and anchor not in below:
            remedy = (
                f"Lead to one of these: {', '.join(f'#{one}' for one in below) or 'a section below, with a heading'}."
            )
            yield Problem(
                page.docname, line, f'This content note leads to "#{anchor}", which is no section below.', remedy
            )


def steps_astray(page: Page, lines: Sequence[int]) -> Iterator[Problem]:
    """Steps of a first path that lead to no page; `lines` are theirs."""
    for line in lines:
        remedy = "Begin it with a link to the page: 1. [Its name](../folder/page.md) says why it comes now."
        yield Problem(page.docname, line, "This step of the path leads to no page.", remedy)


def paths_without_steps(page: Page, lines: Sequence[int]) -> Iterator[Problem]:
    """First paths that hold no numbered list; `lines` are theirs."""
    for line in lines:
        remedy = 'Write its steps in the box, one a line: "1. [Its name](../folder/page.md) says why it comes now."'
        yield Problem(page.docname, line, "This first path has no steps.", remedy)


def pictures_without_text(page: Page, lines: Sequence[int]) -> Iterator[Problem]:
    """Pictures whose alternative text is missing; `lines` are theirs."""
    for line in lines:
        remedy = "Say between the brackets what it shows: ![what it shows](file)."
        yield Problem(page.docname, line, "This picture has no text for those who cannot see it.", remedy)
