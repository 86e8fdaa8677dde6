"""How to cite a page: as APA style has it for a page of a website, and as a record for BibTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Edition:
    """The site that a page belongs to: its name, who wrote it, and its edition, such as "2026.11"."""

    site: str
    author: str
    release: str

    @property
    def year(self) -> str:
        """The year of the edition, or "" where its name does not begin with one."""
        found = re.match(r"\d{4}", self.release)
        return found[0] if found else ""

    @property
    def month(self) -> str:
        """The month of the edition in full, or ""."""
        found = re.fullmatch(r"\d{4}\.(0?[1-9]|1[0-2])", self.release)
        return _MONTHS[int(found[1]) - 1] if found else ""


def apa(title: str, edition: Edition, address: str) -> tuple[str, str, str]:
    """A citation in three parts: what stands before the title, the title, which is set in italics, and what follows.

    Args:
        title: the title of the page.
        edition: the site.
        address: where the page stands on the web, or "".
    """
    date = f"{edition.year or 'n.d.'}{f', {edition.month}' if edition.month else ''}"
    author = edition.author[:1].upper() + edition.author[1:]
    return (
        f"{author}. ({date}). ",
        title,
        f". {edition.site}, edition {edition.release}.{f' {address}' if address else ''}",
    )


def bibtex(id: str, title: str, edition: Edition, address: str) -> str:
    """A record for BibTeX.

    Args:
        id: the short name of the page.
        title: its title.
        edition: the site.
        address: where the page stands on the web, or "".
    """
    fields = {
        "author": f"{{{edition.author}}}",
        "title": title,
        "howpublished": f"{edition.site}, edition {edition.release}",
        "year": edition.year,
        "url": address,
    }
    month = f"  month = {edition.month[:3].lower()},\n" if edition.month else ""
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{id}-{edition.release},\n{lines}{month}}}"
