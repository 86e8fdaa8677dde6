# Stands behind conf.py in a copy of this project from which the files of our search are gone, and gives Sphinx's own
# search its place back. A setup() of the configuration runs after those of the extensions.
from typing import Any

from sphinx.application import Sphinx

import knowledge_base.pages


def setup(app: Sphinx) -> None:
    """Takes back what the search of this project registered."""
    ours = ("knowledge_base.assets", "knowledge_base.search")
    for listeners in app.events.listeners.values():
        listeners[:] = [one for one in listeners if one.handler.__module__ not in ours]
    vars(knowledge_base.pages)["load"] = lambda *_: None  # the files of the theme and of Sphinx stay
    app.connect("html-page-context", leave_out_menu, priority=900)  # after this project made the menu


def leave_out_menu(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """On html-page-context: only the two pages that are opened get their menu.

    Making a menu of a thousand pages a thousand times would take most of the build. The index does not depend on it.
    """
    if pagename not in ("index", "search"):
        context["kb_menu"] = ()
