"""The card under a concept's definition: how known its name is, what else people call it and say."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge_base.model import Page, Site


@dataclass(frozen=True, slots=True)
class Card:
    """What the card of a page says; an empty text or list is not shown."""

    standing: str
    note: str
    also_called: tuple[str, ...]
    people_say: tuple[str, ...]


def card(page: Page, site: Site) -> Card | None:
    """The card of a page, or None where the page has nothing to show on it."""
    front = page.front
    if front is None or not (front.standing or front.also_called or front.people_say):
        return None
    note = site.standing_notes.get(front.standing, "") if front.standing else ""
    return Card(str(front.standing or ""), note, front.also_called, front.people_say)
