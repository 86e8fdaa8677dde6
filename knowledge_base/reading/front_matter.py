"""Reads the flat facts at the top of a page."""

from __future__ import annotations

import datetime

from knowledge_base.model import FrontMatter, Problem, Site, Standing
from knowledge_base.reading.records import read_mapping, suggestion
from knowledge_base.reading.source import FRONT_MATTER

#: Keys that the type of a page may ask for, beyond those that every page has.
SOME_PAGES = ("step", "standing", "also_called", "people_say", "keywords", "sentences")
LONGEST_DESCRIPTION = 155


def read_front_matter(source: str, path: str, site: Site) -> tuple[FrontMatter | None, list[Problem]]:
    """Reads and checks the front matter of a page.

    Args:
        source: the whole Markdown text of the page.
        path: how messages name the page.
        site: the page types, places and sentence ids that may be named.

    Returns:
        The front matter, or None where there is none to speak of; and all problems found.
    """
    problems: list[Problem] = []
    fenced = FRONT_MATTER.match(source)
    if not fenced:
        remedy = (
            'Begin the page with "---", one "key: value" a line, and "---". Copy them from a page of the same kind.'
        )
        return None, [Problem(path, 1, "The page has no front matter.", remedy)]
    record = read_mapping(fenced[1], path, problems, first_line=2)
    if record is None:
        return None, problems

    type_name = record.text("type", list(site.page_types))
    page_type = site.page_types.get(type_name)
    if type_name and not page_type:
        message = f'"{type_name}" is not a type of page.'
        record.report(message, suggestion(type_name, site.page_types), record.lines["type"])
    keys = page_type.keys if page_type else tuple(key for key in SOME_PAGES if key in record)
    place = record.text("step", [known.id for known in site.places]) if "step" in keys else ""
    if place and place not in {known.id for known in site.places}:
        record.report(f'"{place}" is not a step.', suggestion(place, [p.id for p in site.places]), record.lines["step"])
        place = ""
    front = FrontMatter(
        type=type_name,
        nav=record.text("nav"),
        description=record.text("description"),
        reviewed=record.date("reviewed"),
        next_review=record.date("next_review"),
        reviewer=record.text("reviewer"),
        is_concept="step" in keys,
        place=place,
        standing=record.choice("standing", Standing) if "standing" in keys else None,
        also_called=record.texts("also_called") if "also_called" in keys else (),
        people_say=record.texts("people_say") if "people_say" in keys else (),
        keywords=record.texts("keywords") if "keywords" in keys else (),
        sentences=record.texts("sentences", may_be_empty=True) if "sentences" in keys else (),
        lines=record.lines,
    )
    record.done()
    if len(front.description) > LONGEST_DESCRIPTION:
        record.report(
            f"The description has {len(front.description)} characters.",
            f"Shorten it to {LONGEST_DESCRIPTION}: search engines cut the rest.",
            record.lines["description"],
        )
    if datetime.date.min < front.next_review <= front.reviewed:
        record.report(
            "The next review does not come after the last one.", "Write a later date.", record.lines["next_review"]
        )
    for id in front.sentences:
        if id not in site.sentence_ids:
            record.report(
                f'The article has no sentence "{id}".', suggestion(id, site.sentence_ids), record.lines["sentences"]
            )
    return front, problems
