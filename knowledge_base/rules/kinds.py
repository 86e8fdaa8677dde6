"""Rules for what pages of a kind hold: their boxes, the sentences that stand on all of them, their stories."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge_base.model import MESSAGE, NAME_CHECK, QUESTION, STORY, Page, PageType, Problem, Site

#: What a box is for, in the words of a remedy.
_USES = {
    QUESTION: "asks something that this page answers, with each answer explained",
    NAME_CHECK: "examines the name",
    STORY: "marks the story as invented and names the claims that it illustrates",
    MESSAGE: "offers pieces of a message",
}


def check_kind(page: Page, site: Site) -> Iterator[Problem]:
    """All rules on what the type of a page asks for."""
    page_type = site.page_types.get(page.front.type) if page.front else None
    if page_type:
        yield from missing_boxes(page, page_type)
        yield from unsaid(page, page_type)
        yield from sections_without_box(page, page_type)
    yield from stories_out_of_length(page, site)


def missing_boxes(page: Page, page_type: PageType) -> Iterator[Problem]:
    """Boxes of which a page holds too few."""
    for name, fewest in page_type.holds.items():
        found = page.boxes.count(name)
        if found < fewest:
            some = f"{found or 'no'} {{{name}}} box{'' if found == 1 else 'es'}"
            remedy = f"Add {fewest - found}: each {_USES.get(name, 'says the main thing')}."
            yield Problem(page.docname, 1, f"The page has {some}, and needs {fewest}.", remedy)


def unsaid(page: Page, page_type: PageType) -> Iterator[Problem]:
    """Sentences that each page of this type says, and this one does not."""
    said = " ".join(" ".join(block.text for block in page.blocks).split())
    for sentence in page_type.says:
        if sentence not in said:
            remedy = f"Write it on a line of its own: {sentence}"
            yield Problem(page.docname, 1, "A sentence that keeps readers safe is missing.", remedy)


def sections_without_box(page: Page, page_type: PageType) -> Iterator[Problem]:
    """Sections that stand without the box in which pages of this type tell everything."""
    inside = {story.section for story in page.stories}
    for section in page.sections:
        if page_type.tells == STORY and section.heading not in inside:
            message = f'The section "{section.heading}" has no {{{STORY}}} box.'
            yield Problem(page.docname, section.line, message, f"Put its text into one: it {_USES[STORY]}.")


def stories_out_of_length(page: Page, site: Site) -> Iterator[Problem]:
    """Stories with a voice that says too little or too much."""
    fewest, most = site.story_words
    for story in page.stories:
        for words in story.words:
            if not fewest <= words <= most:
                message = f"A voice in this story has {words} words."
                yield Problem(page.docname, story.line, message, f"Let it have {fewest} to {most}.")
