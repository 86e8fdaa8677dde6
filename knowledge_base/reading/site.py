"""Reads what all pages share: `site.yaml`, `avoid.yaml` and `article.yaml`, which stand beside the pages."""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path

from knowledge_base.model import (
    BOXES,
    ArticleSection,
    AvoidedWord,
    Basis,
    EvidenceWording,
    GradeLimits,
    LinkPicture,
    PageType,
    Place,
    Problem,
    SearchWording,
    Site,
    Standing,
    Support,
    WayOn,
)
from knowledge_base.reading.front_matter import SOME_PAGES
from knowledge_base.reading.records import Record, choose, read_list, read_mapping, suggestion


def read_site(folder: Path) -> tuple[Site | None, list[Problem]]:
    """Reads the three data files of a knowledge base.

    Args:
        folder: the folder that holds the pages and, beside them, the data files.

    Returns:
        The site, or None where any file has a problem; and all problems found.
    """
    problems: list[Problem] = []
    site_record, article_record = (
        read_mapping(_read(folder / name, problems), name, problems) for name in ("site.yaml", "article.yaml")
    )
    avoided = [_avoided(record) for record in read_list(_read(folder / "avoid.yaml", problems), "avoid.yaml", problems)]
    site = None
    if site_record and article_record:
        site = _site(site_record, _article(article_record), tuple(avoided), folder)
    return (None if problems else site), problems


def _read(path: Path, problems: list[Problem]) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        problems.append(Problem(path.name, 1, "This file is missing.", "Restore it: every page is read with its help."))
        return "{}"


def _site(record: Record, article: tuple[ArticleSection, ...], avoided: tuple[AvoidedWord, ...], folder: Path) -> Site:
    site = Site(
        archive=record.text("archive"),
        link_picture=_link_picture(record.record("link_picture"), folder),
        support=_support(record.record("support")),
        places=_places(record.records("places")),
        standing_notes=_standing_notes(record.record("standing_notes")),
        page_types=_page_types(record.record("page_types")),
        plain_words_limits=_limits(record.record("plain_words")),
        evidence=_evidence_wording(record.record("evidence")),
        search=_search_wording(record.record("search")),
        words_per_sentence=int(record.number("words_per_sentence")),
        sentences_per_paragraph=int(record.number("sentences_per_paragraph")),
        story_words=_story_words(record),
        reporting_sections=record.texts("reporting_sections"),
        short_version=record.texts("short_version") if "short_version" in record else (),
        name_check=record.texts("name_check") if "name_check" in record else (),
        avoided=avoided,
        article=article,
    )
    record.done()
    return site


def _story_words(record: Record) -> tuple[int, int]:
    """The fewest and the most words of a voice in a story; no bounds where the site sets none."""
    bounds = record.record("story_words") if "story_words" in record else None
    if bounds is None:
        return 0, sys.maxsize
    fewest, most = int(bounds.number("fewest")), int(bounds.number("most"))
    bounds.done()
    return fewest, most


def _support(record: Record | None) -> Support:
    if record is None:
        return Support("", "", "")
    support = Support(record.text("text"), record.text("page"), record.text("label"))
    record.done()
    return support


def _link_picture(record: Record | None, folder: Path) -> LinkPicture:
    if record is None:
        return LinkPicture("", "")
    picture = LinkPicture(record.text("file"), record.text("text"))
    if picture.file and not (folder / picture.file).is_file():
        remedy = f"Put a picture of 1200 by 630 pixels at {(folder / picture.file).as_posix()}, or name another."
        record.report(f'There is no picture "{picture.file}".', remedy, record.lines["file"])
    record.done()
    return picture


def _place(record: Record) -> Place:
    leads_on = record.choice("leads_on", Basis) if "leads_on" in record else None
    leads_to = record.text("leads_to") if "leads_to" in record else ""
    leads_note = record.text("leads_note") if "leads_note" in record else ""
    place = Place(record.text("id"), record.text("name"), record.text("summary"), leads_on, leads_to, leads_note)
    record.done()
    return place


def _places(records: list[Record]) -> tuple[Place, ...]:
    places = tuple(_place(record) for record in records)
    steps = [place.id for place in places if place.leads_on]
    if records and len(steps) < 2:
        message = f"The loop has {'a single' if steps else 'no'} step."
        records[0].report(message, 'Give "leads_on: stated" or "leads_on: implied" to two places or more.')
    for place, record in zip(places, records, strict=True):
        if not place.leads_to:
            continue
        # Any other arrow would cross the picture of the loop.
        allowed = [id for id in steps[:2] if id != place.id]
        if [place.id] != steps[-1:]:
            message = f'"{place.id}" is not the last step of the loop, so its arrow leads to the next one.'
            record.report(message, 'Take "leads_to" out.', record.lines["leads_to"])
        elif place.leads_to not in allowed:
            message = (
                f'The arrow from the last step leads to "{place.leads_to}", which is not one of those it can lead to.'
            )
            quoted = " or ".join(f'"{id}"' for id in allowed)
            remedy = f"Write {quoted}."
            record.report(message, remedy, record.lines["leads_to"])
    return places


def _standing_notes(record: Record | None) -> dict[Standing, str]:
    if record is None:
        return {}
    notes = {}
    for key in record.all_keys():
        standing = choose(key, Standing, partial(record.report, line=record.lines[key]), "standing")
        if standing:
            notes[standing] = record.text(key)
    return notes


def _page_types(record: Record | None) -> dict[str, PageType]:
    if record is None:
        return {}
    types = {}
    for name in record.all_keys():
        described = record.record(name)
        if described is None:
            continue
        keys = described.texts("keys") if "keys" in described else ()
        for key in keys:
            if key not in SOME_PAGES:
                described.report(
                    f'"{key}" is not a front-matter key.', suggestion(key, SOME_PAGES), described.lines["keys"]
                )
        types[name] = PageType(
            name,
            label=described.text("label"),
            stands="" if "step" in keys else described.text("stands"),
            weight=described.number("search_weight") if "search_weight" in described else 1.0,
            keys=keys,
            sections=described.texts("sections") if "sections" in described else (),
            limits=_limits(described),
            holds=_holds(described.record("holds")) if "holds" in described else {},
            says=described.texts("says") if "says" in described else (),
            tells=_box(described) if "tells" in described else "",
        )
        described.done()
    return types


def _box(record: Record) -> str:
    """The box that each section of a page holds."""
    name = record.text("tells", BOXES)
    if name and name not in BOXES:
        record.report(f'"{name}" is not a box.', suggestion(name, BOXES), record.lines["tells"])
    return name


def _holds(record: Record | None) -> dict[str, int]:
    """The boxes that pages of a type hold, and how many of each at least."""
    if record is None:
        return {}
    for name in record.all_keys():
        if name not in BOXES:
            record.report(f'"{name}" is not a box.', suggestion(name, BOXES), record.lines[name])
    return {name: int(record.number(name)) for name in record.all_keys()}


def _limits(record: Record | None) -> GradeLimits:
    return GradeLimits(record.number("flesch_kincaid"), record.number("smog")) if record else GradeLimits(0, 0)


def _evidence_wording(record: Record | None) -> EvidenceWording:
    if record is None:
        return EvidenceWording(_limits(None), "", "", "")
    causal, reporting, leaving_open = (_pattern(record, f"{name}_words") for name in ("causal", "reporting", "open"))
    wording = EvidenceWording(_limits(record), causal, reporting, leaving_open)
    record.done()
    return wording


def _search_wording(record: Record | None) -> SearchWording:
    if record is None:
        return SearchWording(0, (), (), ())
    ways_on = []
    for way in record.records("ways_on"):
        ways_on.append(WayOn(way.text("page"), way.text("label"), way.line))
        way.done()
    fewest = int(record.number("fewest_phrases"))
    wording = SearchWording(fewest, record.texts("distress"), record.texts("harmless"), tuple(ways_on))
    record.done()
    return wording


def _avoided(record: Record) -> AvoidedWord:
    word = AvoidedWord(_pattern(record, "avoid"), record.text("instead"))
    record.done()
    return word


def _pattern(record: Record, key: str) -> str:
    """The regular expression under `key`; it may go on after a "|" on the next line, which YAML makes a space."""
    pattern = re.sub(r"\s*\|\s*", "|", record.text(key).strip())
    try:
        re.compile(pattern)
    except re.error as error:
        remedy = "Write plain words, with | between them."
        record.report(f'"{pattern}" is no regular expression: {error}.', remedy, record.lines[key])
    return pattern


def _article(record: Record | None) -> tuple[ArticleSection, ...]:
    if record is None:
        return ()
    sections = []
    for section in record.records("sections"):
        sections.append(
            ArticleSection(section.text("heading"), section.text("page"), section.texts("sentences"), section.line)
        )
        section.done()
    record.text("title"), record.date("updated")
    record.done()
    return tuple(sections)
