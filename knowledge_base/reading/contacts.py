"""People and services to turn to, kept as data so that each carries the date on which it was last checked."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from knowledge_base.model import CONTACTS, Problem
from knowledge_base.reading.doctree import BOX
from knowledge_base.reading.records import read_list
from knowledge_base.reading.today import today
from knowledge_base.reporting import report

LONGEST_UNCHECKED = datetime.timedelta(days=183)
#: Under which of Sphinx's notes on a page it stands when the first of its contacts has to be checked again.
DUE = "kb_due"


@dataclass(frozen=True, slots=True)
class Contact:
    """A service to turn to; `ways` to reach it are pairs of what to say and the link; `hours` may be empty."""

    country: str
    name: str
    ways: tuple[tuple[str, str], ...]
    hours: str
    for_what: str
    seen_on: str
    checked_on: datetime.date


def read_contacts(text: str, path: str, on: datetime.date) -> tuple[list[Contact], list[Problem]]:
    """Reads a list of contacts.

    Args:
        text: the YAML.
        path: how messages name the file.
        on: the day of the build; a contact last checked more than half a year before is a problem.
    """
    problems: list[Problem] = []
    contacts = []
    for record in read_list(text, path, problems):
        ways = []
        for way in record.records("ways"):
            say, link = way.text("say"), way.text("link")
            way.done()
            if not link.startswith(("tel:", "sms:", "https://")):
                way.report(f'"{link}" is no way to reach anyone.', "Begin it with tel:, sms: or https://.")
            ways.append((say, link))
        contact = Contact(
            country=record.text("country"),
            name=record.text("name"),
            ways=tuple(ways),
            hours=record.text("hours") if "hours" in record else "",
            for_what=record.text("for_what"),
            seen_on=record.text("seen_on"),
            checked_on=record.date("checked_on"),
        )
        record.done()
        if datetime.date.min < contact.checked_on < on - LONGEST_UNCHECKED:
            message = f'"{contact.name}" was last checked on {contact.checked_on}, more than half a year ago.'
            remedy = 'Look the number up at its provider, then set "checked_on" to that day.'
            record.report(message, remedy, record.lines["checked_on"])
        contacts.append(contact)
    return contacts, problems


class Contacts(SphinxDirective):
    """Lists the contacts of a data file beside the pages: `{contacts} help-lines.yaml`."""

    required_arguments = 1

    def run(self) -> Sequence[nodes.Node]:
        name = self.arguments[0]
        path = Path(self.env.srcdir, name)
        self.env.note_dependency(str(path))
        if not path.is_file():
            report(
                [Problem(self.env.docname, self.lineno, f'There is no file "{name}".', "Name a file beside the pages.")]
            )
            return []
        contacts, problems = read_contacts(path.read_text(encoding="utf-8"), name, today())
        report(problems, Path(self.env.srcdir))
        due = [contact.checked_on + LONGEST_UNCHECKED for contact in contacts]
        notes = self.env.metadata[self.env.docname]
        notes[DUE] = min([*due, notes.get(DUE, datetime.date.max)])
        listed = nodes.definition_list("", classes=[CONTACTS, "simple"])
        listed[BOX] = CONTACTS
        jump = nodes.paragraph("", classes=["letters"])
        for country in dict.fromkeys(contact.country for contact in contacts):
            of_country = [_contact(contact) for contact in contacts if contact.country == country]
            anchor = nodes.make_id(f"in {country}")
            jump += [nodes.reference("", country, internal=True, refid=anchor), nodes.Text(" ")]
            term = nodes.term("", country, ids=[anchor])
            listed += nodes.definition_list_item("", term, nodes.definition("", *of_country))
        return [jump, listed]


def _contact(contact: Contact) -> nodes.container:
    ways = nodes.bullet_list("", classes=["ways"])
    for say, link in contact.ways:
        ways += nodes.list_item("", nodes.paragraph("", "", nodes.reference("", say, refuri=link)))
    checked = f"{contact.checked_on:%B} {contact.checked_on.day}, {contact.checked_on.year}"
    return nodes.container(
        "",
        nodes.rubric("", contact.name, **{"heading-level": 3}),
        nodes.paragraph("", contact.for_what),
        ways,
        *([nodes.paragraph("", f"Hours: {contact.hours}.")] if contact.hours else []),
        nodes.paragraph("", f"Checked on {checked} against: {contact.seen_on}.", classes=["checked-on"]),
        classes=["contact"],
    )
