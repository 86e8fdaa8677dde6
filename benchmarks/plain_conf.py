"""Stock Sphinx and stock Furo with Sphinx's own search, for pages that `plain` rewrote: nothing of this project."""

project = "The same pages"
extensions = ["myst_parser"]
html_theme = "furo"
language = "en"
smartquotes = False
html_copy_source = False
html_show_sourcelink = False
# The links that the build of this project makes to headings.
myst_enable_extensions = ["colon_fence", "attrs_inline"]
myst_heading_anchors = 3
suppress_warnings = ["myst.header"]
