"""Gives each page what it loads: one stylesheet, and the scripts of what is on it. `make` makes both, by assets.mjs.

What pages need of the theme's stylesheet is in these. Its own files, and Sphinx's, are neither loaded nor shipped.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

#: What the search reads; written beside the assets, by each build.
SEARCH_FILES = ("search-index.js", "search-text.js")
#: What Sphinx, its basic theme and Furo would have each page load.
_OF_OTHERS = frozenset(
    f"_static/{name}"
    for name in (
        "pygments.css",
        "styles/furo.css",
        "styles/furo-extensions.css",
        "scripts/furo.js",
        "documentation_options.js",
        "doctools.js",
        "sphinx_highlight.js",
    )
)


def take_assets(app: Sphinx) -> None:
    """On builder-inited: ships the folder of assets.

    Raises:
        ExtensionError: where the assets have not been made.
    """
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    folder = Path(app.confdir, app.config.kb_assets)
    if not folder.is_dir():
        raise ExtensionError(f"{folder} is missing, and every page needs it. Run “make html”, which makes it.")
    app.config.html_static_path = [str(folder), *app.config.html_static_path]


def load(app: Sphinx, context: dict[str, Any], stylesheet: str, scripts: Iterable[str]) -> None:
    """On html-page-context: has a page load one stylesheet and some scripts, beside those that the conf.py names."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    app.builder.add_css_file(stylesheet)
    for script in scripts:
        app.builder.add_js_file(script, defer="defer")
    for kind in ("css_files", "script_files"):
        context[kind] = [file for file in context[kind] if str(file.filename) not in _OF_OTHERS]


def sweep_static_files(app: Sphinx, error: Exception | None) -> None:
    """On build-finished, after all that write there: removes what neither this build nor its settings know."""
    if error or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    known = {*SEARCH_FILES, Path(app.config.html_favicon or "").name, Path(app.config.html_logo or "").name}
    for entry in app.config.html_static_path:
        folder = Path(app.confdir, entry)
        known |= {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    static = Path(app.outdir, "_static")
    for path in sorted(static.rglob("*"), reverse=True):  # what is in a folder comes before it
        if path.relative_to(static).as_posix() not in known:
            path.rmdir() if path.is_dir() else path.unlink()


class WithoutStyles(SphinxPostTransform):
    """Takes from code its colors, which need a mark around each word, and from tables styles of their own."""

    formats = ("html",)
    default_priority = 495  # once the views are filled, and before the theme wraps tables

    def run(self, **kwargs: Any) -> None:
        for block in self.document.findall(nodes.literal_block):
            block["language"] = "none"
        for table in self.document.findall(nodes.table):
            kept = [name for name in table["classes"] if not name.startswith("colwidths-")]
            table["classes"] = [*kept, "colwidths-auto"]
            table.attributes.pop("width", None)
