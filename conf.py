"""How Sphinx builds this site. What all pages share (steps, page types, words to avoid) stands in docs/*.yaml."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parent))

from knowledge_base.repository import repository_address, site_address

# The one place for the repository's address, such as "https://github.com/owner/name", and for the site's own.
# Left empty, both come from the CI's environment; without either, pages carry no edit links.
kb_repository = repository_address("", os.environ)
html_baseurl = site_address("", os.environ)

# https://www.sphinx-doc.org/en/master/usage/configuration.html#project-information
project = "Why people isolate themselves"
author = "the contributors"
copyright = "the contributors. Text CC BY 4.0, code MIT."
release = "2026.11"

# https://www.sphinx-doc.org/en/master/usage/configuration.html#general-configuration
extensions = ["myst_parser", "notfound.extension", "sphinxcontrib.bibtex", "knowledge_base"]
exclude_patterns = ["_skeletons"]
language = "en"
nitpicky = True
smartquotes = False
# This project's own rules report these, and also say what to write.
suppress_warnings = ["myst.header", "bibtex.key_not_found", "bibtex.missing_field"]

# https://myst-parser.readthedocs.io/en/latest/configuration.html
myst_enable_extensions = ["colon_fence", "attrs_inline"]
myst_heading_anchors = 3

# https://sphinxcontrib-bibtex.readthedocs.io/en/latest/usage.html#configuration
# The style "kb" comes from knowledge_base/views/references.py. Tooltips would repeat each record beside each citation.
bibtex_bibfiles = ["docs/references.bib"]
bibtex_default_style = "kb"
bibtex_reference_style = "kb"
bibtex_cite_id = "{key}"
bibtex_tooltips = False

# https://www.sphinx-doc.org/en/master/usage/configuration.html#options-for-html-output
# https://pradyunsg.me/furo/customisation/
html_theme = "furo"
html_title = project
html_favicon = "docs/favicon.svg"
html_extra_path = ["docs/link-picture.png"]
html_copy_source = False
html_scaled_image_link = False
html_show_sourcelink = False
html_theme_options = (
    {
        "source_edit_link": f"{kb_repository}/edit/main/docs/{{filename}}",
        "top_of_page_buttons": ["edit"],
    }
    if kb_repository
    else {}
)

# https://sphinx-notfound-page.readthedocs.io/en/latest/configuration.html
notfound_urls_prefix = urlsplit(html_baseurl).path or "/"
notfound_context = {
    "title": "Page not found",
    "kb_description": "There is no page at this address; the home page, the index and the search lead on.",
    "body": f"""<h1>This page is not here</h1>
<p>It may have moved, or the address has a slip in it. These lead on:</p>
<ul>
<li><a href="{notfound_urls_prefix}index.html">Home</a></li>
<li><a href="{notfound_urls_prefix}genindex.html">The index of all names</a></li>
<li><a href="{notfound_urls_prefix}search.html">The search</a></li>
</ul>""",
}
