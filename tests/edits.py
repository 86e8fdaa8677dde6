"""Edits that people make to a knowledge base, on the texts of its files; random ones, for tests of repeated builds.

An edit is a tuple: the name of a function below and what to hand it. One that finds nothing to do does nothing.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests import tiny

#: All files of a project by their path, with their texts.
Files = dict[str, str]
Edit = tuple[Any, ...]
#: What is done between two builds: some edits, and whether the files that they change come with an old date, as those
#: do that are moved here from elsewhere.
Step = tuple[list[Edit], bool]

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("swarm", "dance", "honey", "wax", "nectar", "pollen")
PLACES = ("spring", "summer", "meadow")
KINDS = ("feeds", "protects-against", "pulls-against", "is-a-kind-of", "eased-by")
BASES = ("stated", "implied", "research", "editors")

_CONF = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
project = "Bees"
author = "the keepers"
copyright = "the keepers"
release = "1"
extensions = ["myst_parser", "notfound.extension", "sphinxcontrib.bibtex", "knowledge_base"]
exclude_patterns = []
kb_assets = {str(ROOT / "_build" / "assets")!r}
kb_search_text_pages = 300
kb_repository = ""
bibtex_bibfiles = ["docs/references.bib"]
bibtex_default_style = "kb"
bibtex_reference_style = "kb"
bibtex_cite_id = "{{key}}"
bibtex_tooltips = False
html_theme = "furo"
html_title = "Bees"
html_baseurl = ""
html_favicon = None
html_extra_path = []
html_static_path = []
html_css_files = []
html_theme_options = {{}}
html_copy_source = False
html_show_sourcelink = False
notfound_urls_prefix = "/"
nitpicky = True
suppress_warnings = ["myst.header", "bibtex.key_not_found", "bibtex.missing_field"]
myst_enable_extensions = ["colon_fence", "attrs_inline"]
myst_heading_anchors = 3
"""

_FRONT = """---
type: plain
nav: {nav}
description: {nav}, all about bees.
reviewed: 2026-01-01
next_review: 2099-01-01
reviewer: nobody yet
---

"""

_INDEX = (
    _FRONT.format(nav="Home")
    + """# Bees

Bees live together.

:::{loop} brief
:::

:::{download}
:::

```{toctree}
:hidden:
:caption: Look up

words
claims
Index <genindex>
sources
beginners
```

```{toctree}
:hidden:
:glob:
:caption: Ideas

swarm
dance
hive/*
```
"""
)

_WORDS = (
    _FRONT.format(nav="Words")
    + """# Words

:::{glossary-overview} letter
:::

:::{glossary}
drone
  A bee that makes no wax of its own.

queen
  The mother of the hive.
:::

:::{glossary-overview} step
:::

:::{loop}
:::

:::{map}
:::

:::{article-order}
:::
"""
).replace("makes no wax", "builds nothing")

_BEGINNERS = (
    _FRONT.format(nav="For beginners")
    + """# For beginners

:::{first-path}
1. [The dance](dance.md) comes first.
2. [The swarm](swarm.md) follows it.
:::
"""
)


def _picture(color: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" fill="{color}"/></svg>\n'


def _concept(name: str, relations: str, place: str, views: str = "") -> str:
    text = f"% prose\n\nBees fly out and come back.\n\n% end\n\n{views}".rstrip()
    return tiny.concept(name, relations=relations, place=place, text=text)


def first() -> Files:
    """A sound site in which there is something of everything."""
    claims_here = tiny.SHOWN.split("\n\n", 1)[1]
    pages = {
        "index.md": _INDEX,
        "words.md": _WORDS,
        "claims.md": tiny.ALL_CLAIMS,
        "sources.md": tiny.SOURCES,
        "beginners.md": _BEGINNERS,
        "swarm.md": _concept("swarm", tiny.relation("feeds", "dance"), "spring", claims_here),
        "dance.md": _concept("dance", "", "summer").replace(
            "Bees fly out and come back.", "A {term}`swarm` sends out dancers."
        ),
        "hive/honey.md": _concept("honey", tiny.relation("eased-by", "swarm", "Bees eat it.", "editors"), "meadow"),
        "site.yaml": tiny.SITE,
        "article.yaml": tiny.ARTICLE,
        "avoid.yaml": tiny.AVOID,
        "references.bib": tiny.REFERENCES,
        "studies.yaml": tiny.STUDIES,
        "evidence/swarm.yaml": tiny.CLAIMS,
        "bees.png": "",
        "bee.svg": _picture("gold"),
        "hive/bee.svg": _picture("brown"),
        "notes.txt": "Seen in May.\n",
        "extra/robots.txt": "User-agent: *\n",
        "extra/thanks.txt": "Thanks.\n",
        "own/bees.css": "p { color: black }\n",
        "own/more.css": "a { color: black }\n",
    }
    return {"conf.py": _CONF, **{f"docs/{name}": text for name, text in pages.items()}}


#: Pieces of text that change back and forth: the file, how it is at first, how it becomes.
SWAPS: tuple[tuple[str, str, str], ...] = (
    ("conf.py", 'html_title = "Bees"', 'html_title = "All bees"'),
    ("conf.py", 'project = "Bees"', 'project = "The bees"'),
    ("conf.py", 'author = "the keepers"', 'author = "their keepers"'),
    ("conf.py", 'copyright = "the keepers"', 'copyright = "their keepers"'),
    ("conf.py", 'release = "1"', 'release = "2"'),
    ("conf.py", 'html_baseurl = ""', 'html_baseurl = "https://bees.example/kb/"'),
    ("conf.py", "kb_search_text_pages = 300", "kb_search_text_pages = 3"),
    ("conf.py", 'kb_repository = ""', 'kb_repository = "https://bees.example/code"'),
    ("conf.py", 'notfound_urls_prefix = "/"', 'notfound_urls_prefix = "/kb/"'),
    ("conf.py", "html_favicon = None", 'html_favicon = "docs/bee.svg"'),
    ("conf.py", "html_extra_path = []", 'html_extra_path = ["docs/extra"]'),
    ("conf.py", "html_static_path = []", 'html_static_path = ["docs/own"]'),
    ("conf.py", "html_css_files = []", 'html_css_files = ["bees.css"]'),
    ("conf.py", "html_theme_options = {}", 'html_theme_options = {"source_edit_link": "https://x.example/{filename}"}'),
    ("conf.py", "exclude_patterns = []", 'exclude_patterns = ["hive"]'),
    ("conf.py", "myst_heading_anchors = 3", "myst_heading_anchors = 2"),
    ("docs/site.yaml", "archive: bees", "archive: all-bees"),
    ("docs/site.yaml", "text: A bee on a flower.", "text: Two bees on a flower."),
    ("docs/site.yaml", "text: You can ask a beekeeper.", "text: Ask a beekeeper."),
    ("docs/site.yaml", "page: index, label: Home", "page: words, label: Words"),
    ("docs/site.yaml", "name: Spring", "name: Early spring"),
    ("docs/site.yaml", "summary: The hive is full.", "summary: The hive is full of bees."),
    ("docs/site.yaml", "leads_on: implied", "leads_on: research, leads_note: as seen"),
    ("docs/site.yaml", "summary: What grows around.}", "summary: What grows around., leads_on: editors}"),
    ("docs/site.yaml", "{id: meadow", "{id: field"),
    ("docs/site.yaml", "A name of the article.", "Only the article says so."),
    ("docs/site.yaml", "label: Concept", "label: Idea"),
    ("docs/site.yaml", "stands: Beside the hive", "stands: Out of the hive"),
    ("docs/site.yaml", "search_weight: 0.5", "search_weight: 0.7"),
    ("docs/site.yaml", "How it works, Connections", "Connections"),
    ("docs/site.yaml", "distress: [bees sting me]", "distress: [bees/wasps sting me]"),
    ("docs/site.yaml", "{page: words, label: All words}", "{page: beginners, label: Begin here}"),
    ("docs/site.yaml", "fewest_phrases: 1", "fewest_phrases: 2"),
    ("docs/site.yaml", "words_per_sentence: 25", "words_per_sentence: 4"),
    ("docs/site.yaml", "Can one count it?", "How many are there?"),
    ("docs/site.yaml", "short_version: [How it works]", "short_version: [Connections]"),
    ("docs/article.yaml", "The Work of Bees", "The Works of Bees"),
    ("docs/article.yaml", "sentences: [B1, B2]", "sentences: [B2, B1]"),
    ("docs/article.yaml", "page: swarm", "page: dance"),
    ("docs/avoid.yaml", "just|simply", "just|simply|simple"),
    ("docs/avoid.yaml", "just|simply", "just|simply|fly"),
    ("docs/references.bib", "{Lee, Ada and Roy, Bo}", "{Leigh, Ada and Roy, Bo}"),
    ("docs/references.bib", "{When Bees Swarm in Wales}", "{Why Bees Swarm in Wales}"),
    ("docs/references.bib", "year = {2002}", "year = {2012}"),
    ("docs/references.bib", "10.1000/bees.1", "10.1000/bees.7"),
    ("docs/references.bib", "author = {Wax, Cy}", "author = {Adams, Cy}"),
    ("docs/references.bib", "author = {Wax, Cy}", "author = {Roy, Bo}"),
    ("docs/references.bib", "journal = {Bee World}", "journal = {The Bee World}"),
    ("docs/references.bib", "year = {2003}", "year = {2002}"),
    ("docs/references.bib", "@article{wax2003trial", "@misc{wax2003trial"),
    ("docs/studies.yaml", "Warm days went with swarms (r = 0.30).", "Hot days went with swarms (r = 0.31)."),
    ("docs/studies.yaml", "kind: survey", "kind: longitudinal"),
    ("docs/studies.yaml", "size: 0.43}", "size: 0.45, low: 0.3, high: 0.6}"),
    ("docs/studies.yaml", "of: randomized trial", "of: mixed designs"),
    ("docs/studies.yaml", "  only_with: lee2001swarm\n", ""),
    ("docs/evidence/swarm.yaml", "Swarms often go with warm days.", "Swarms often go with hot days."),
    ("docs/evidence/swarm.yaml", "verdict: untested", "verdict: coined by the article"),
    ("docs/evidence/swarm.yaml", "verdict: well supported", "verdict: mixed"),
    ("docs/evidence/swarm.yaml", "id: warm-days", "id: hot-days"),
    ("docs/evidence/swarm.yaml", "    not_known: Nobody has looked at cold days.\n", ""),
    ("docs/evidence/swarm.yaml", "    overreach: The article says that it is so each time.\n", ""),
    ("docs/evidence/swarm.yaml", "studies: [wax2003trial]", "studies: [wax2003trial, lee2001swarm]"),
    ("docs/evidence/swarm.yaml", "reviewed: 2026-01-01", "reviewed: 2026-02-02"),
    ("docs/evidence/swarm.yaml", "next_review: 2099-01-01", "next_review: 2026-01-02"),
    ("docs/evidence/swarm.yaml", "reviewer: nobody yet", "reviewer: Ada Lee"),
    ("docs/evidence/swarm.yaml", "name: Colony fission", "name: Splitting"),
    ("docs/evidence/swarm.yaml", "It is about the hive, and not about", "It tells of the hive, not of"),
    ("docs/words.md", "The mother of the hive.", "The mother of all in it."),
    ("docs/words.md", "\nqueen\n", "\nqueen\nmother bee\n"),
    ("docs/words.md", "\nqueen\n", "\nruler\n"),
    ("docs/words.md", "\ndrone\n", "\nzero\n"),
    ("docs/words.md", "The mother of", "As a {term}`swarm` has, the mother of"),
    ("docs/words.md", "# Words", "# All words"),
    ("docs/words.md", "nav: Words", "nav: Word list"),
    ("docs/words.md", ":::{map}\n:::\n", ":::{map}\n:::\n\n## From Spring to Summer\n\nBees fly.\n"),
    ("docs/index.md", "Bees live together.", "Bees always live together."),
    ("docs/index.md", ":caption: Look up", ":caption: Look it up"),
    ("docs/index.md", ":caption: Ideas\n", ""),
    ("docs/index.md", "words\nclaims\n", "claims\nwords\n"),
    ("docs/index.md", "swarm\ndance\n", "dance\nswarm\n"),
    ("docs/index.md", "Index <genindex>\n", ""),
    ("docs/index.md", "beginners\n```", "beginners\nswarm\n```"),
    ("docs/index.md", "hive/*", "hive/honey"),
    ("docs/index.md", "nav: Home", "nav: Start"),
    ("docs/index.md", ":::{download}\n:::\n", ""),
    ("docs/beginners.md", "comes first.", "comes first, says who knows."),
    ("docs/beginners.md", "comes first.", "comes first, and is flight."),
    ("docs/beginners.md", "[The swarm](swarm.md)", "[The words](words.md)"),
    ("docs/beginners.md", "2. [The swarm](swarm.md) follows it.\n", ""),
    (
        "docs/beginners.md",
        "1. [The dance](dance.md)",
        "1. [The sources](sources.md) are many.\n1. [The dance](dance.md)",
    ),
    ("docs/claims.md", "{cite:t}`lee2001swarm`", "{cite:p}`wax2003trial`"),
    ("docs/claims.md", ":::{ledger} files\n:::\n", ""),
    ("docs/beginners.md", "# For beginners\n", "# For beginners\n\n:::{ledger} counts\n:::\n"),
    ("docs/claims.md", "# Claims", "# The claims"),
    ("docs/sources.md", "```{bibliography}\n:all:\n```\n", "```{bibliography}\n:all:\n```\n\n## More\n\nBees.\n"),
    ("docs/bee.svg", "gold", "orange"),
    ("docs/hive/bee.svg", "brown", "black"),
    ("docs/notes.txt", "Seen in May.", "Seen in June."),
    ("docs/bees.png", "", "PNG"),
    ("docs/extra/robots.txt", "User-agent: *", "User-agent: bees"),
    ("docs/own/bees.css", "black", "brown"),
)

#: What stands in the prose of a page; {other} is the term of another page, {page} the path to it, {here} to the top.
TEXTS = (
    "Bees fly out and come back.",
    "First comes {{term}}`{other}`.",
    "First comes {{term}}`the other <{other}>`, then {{term}}`queen`.",
    "See [that page]({page}).",
    "See [how]({page}#connections).",
    "See [how it works]({page}#on-cold-days).",
    "So says {{cite:t}}`lee2001swarm`.",
    "So it is {{cite:p}}`roy2002swarm,lee2001swarm`.",
    "![A bee](bee.svg)",
    "![A bee]({here}bee.svg)",
    "See [the notes]({here}notes.txt).",
    ":::{{claim}} warm-days\n:::",
    "### On cold days\n\nBees rest.",
    "\n\n".join(["Bees fly out and come back."] * 60),
    "Bees simply fly.",
    ":::{{map}}\n:::",
    ":::{{loop}}\n:::",
    ":::{{loop}} brief\n:::",
    ":::{{glossary-overview}} letter\n:::",
    ":::{{ledger}} counts\n:::",
    ":::{{ledger}} files\n:::",
    ":::{{article-order}}\n:::",
    ":::{{glossary}}\nbrood\n  What grows into bees.\n:::",
    "{{ref}}`The index <genindex>` lists all.",
    "This is {{verdict}}`smoke`.",
    *(
        text.replace("{", "{{").replace("}", "}}")
        for text in (tiny.QUESTION, tiny.QUESTION.replace("To keep warm", "To stay warm"), tiny.NAME_CHECK, tiny.STORY)
    ),
    ":::{{recall}}\n:::",
    ":::{{recall}} deck\n:::",
    ":::{{open-questions}}\n:::",
    ":::{{map}} picture\n:::",
    ":::{{blank}} loop\n:::\n\n:::{{blank}} map\n:::\n\n:::{{blank}} name-check\n:::",
    "{{repository}}`Help us </issues>` with this.",
)


def concepts(files: Files) -> list[str]:
    """The paths of all concept pages."""
    return sorted(name for name, text in files.items() if name.endswith(".md") and "\ntype: concept\n" in text)


def _id(path: str) -> str:
    return posixpath.basename(path).removesuffix(".md")


def _term(text: str) -> str:
    match = re.search(r":::\{glossary\}\n(.+)\n", text)
    return match[1] if match else "swarm"


def _relative(target: str, page: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(page))


def swap(files: Files, name: str, before: str, after: str) -> None:
    """Changes a piece of text to another, or back."""
    text = files.get(name)
    if text is None:
        return
    if (after and after in text and after not in before) or before not in text:
        before, after = after, before
    if before:
        files[name] = text.replace(before, after, 1)
    elif after and not text:
        files[name] = after


def write(files: Files, which: int, text: int, other: int) -> None:
    """Replaces the prose of a concept page."""
    pages = concepts(files)
    page, to = pages[which % len(pages)], pages[other % len(pages)]
    new = TEXTS[text % len(TEXTS)].format(
        other=_term(files[to]), page=_relative(to, page), here=_relative("docs", page) + "/"
    )
    files[page] = re.sub(r"% prose\n.*?% end\n", lambda _: f"% prose\n\n{new}\n\n% end\n", files[page], flags=re.DOTALL)


def facts(files: Files, which: int, key: str, value: str) -> None:
    """Changes one line of the front matter of a concept page."""
    pages = concepts(files)
    page = pages[which % len(pages)]
    files[page] = re.sub(rf"^{key}: .*$", f"{key}: {value}", files[page], count=1, flags=re.MULTILINE)


def title(files: Files, which: int, words: str) -> None:
    """Gives a concept page another title."""
    pages = concepts(files)
    page = pages[which % len(pages)]
    files[page] = re.sub(r"^# .*$", f"# {words}", files[page], count=1, flags=re.MULTILINE)


def define(files: Files, which: int, lines: str) -> None:
    """Gives a concept page another definition, or other names beside its term."""
    pages = concepts(files)
    page = pages[which % len(pages)]
    term = _term(files[page])
    entry = f":::{{glossary}}\n{term}\n{lines}\n:::"
    files[page] = re.sub(r":::\{glossary\}\n.*?\n:::", lambda _: entry, files[page], count=1, flags=re.DOTALL)


def add(files: Files, name: str, place: str, other: int, in_hive: bool) -> None:
    """Adds a concept page, and to the menu."""
    pages = concepts(files)
    if name in map(_id, pages):
        return
    to = _id(pages[other % len(pages)])
    files[f"docs/{'hive/' if in_hive else ''}{name}.md"] = _concept(name, tiny.relation("feeds", to), place)
    if not in_hive:
        files["docs/index.md"] = files["docs/index.md"].replace("\nhive/", f"\n{name}\nhive/")


def delete(files: Files, which: int, mends: bool) -> None:
    """Deletes a concept page, and what would lead nowhere then."""
    pages = concepts(files)
    if len(pages) < 3:
        return
    page = pages[which % len(pages)]
    id, term = _id(page), _term(files.pop(page))
    if not mends:
        return
    files.pop(f"docs/evidence/{id}.yaml", None)
    files["docs/index.md"] = files["docs/index.md"].replace(f"\n{id}\n", "\n")
    for name in [name for name in files if name.endswith(".md")]:
        text = re.sub(rf":::\{{relation\}} \S+ {id}\n.*?\n:::\n", "", files[name], flags=re.DOTALL)
        text = re.sub(rf"\{{term\}}`(?:[^`<]*<)?{re.escape(term)}>?`", "nothing", text)
        files[name] = re.sub(
            rf"^\d\. .*\b{id}\.md.*\n",
            "",
            re.sub(rf"\[([^]]*)\]\([^)]*\b{id}\.md[^)]*\)(?! [cf])", r"\1", text),
            flags=re.MULTILINE,
        )
    left = concepts(files)
    for page in left:
        about = any(re.search(rf"relation\}} \S+ {_id(page)}\n", files[other]) for other in left)
        if not about and "{relation}" not in files[page]:
            relate(files, left.index(page), left.index(page) + 1, "feeds", "editors")


def rename(files: Files, which: int, name: str, mends: bool, in_hive: bool) -> None:
    """Renames a concept page, and what leads to it."""
    pages = concepts(files)
    page = pages[which % len(pages)]
    id, to = _id(page), f"docs/{'hive/' if in_hive else ''}{name}.md"
    if to in files or (name != id and name in map(_id, pages)):
        return
    files[to] = files.pop(page)
    if not mends:
        return
    if f"docs/evidence/{id}.yaml" in files:
        files[f"docs/evidence/{name}.yaml"] = files.pop(f"docs/evidence/{id}.yaml")
    index = files["docs/index.md"].replace(f"\n{id}\n", "\n")
    files["docs/index.md"] = index if in_hive else index.replace("\nhive/", f"\n{name}\nhive/", 1)
    files["docs/article.yaml"] = files["docs/article.yaml"].replace(f"page: {id},", f"page: {name},")
    for other in [other for other in files if other.endswith(".md")]:
        text = re.sub(rf"(relation\}} \S+) {id}\n", rf"\1 {name}\n", files[other])
        files[other] = re.sub(rf"\]\([^)]*\b{id}\.md", f"]({_relative(to, other)}", text)
    moved = posixpath.dirname(page)
    if posixpath.dirname(to) != moved:
        files[to] = re.sub(
            r"(?<=\]\()[\w./]+\.(?:md|svg|txt)",
            lambda link: _relative(posixpath.normpath(f"{moved}/{link[0]}"), to),
            files[to],
        )


def switch(files: Files, one: int, other: int) -> None:
    """Lets two pages, or two pictures, change places."""
    pages = [*concepts(files), *(name for name in ("docs/bee.svg", "docs/hive/bee.svg") if name in files)]
    first, second = pages[one % len(pages)], pages[other % len(pages)]
    files[first], files[second] = files[second], files[first]


def rename_term(files: Files, which: int, name: str, mends: bool) -> None:
    """Renames the term of a concept page, and the links to it."""
    pages = concepts(files)
    page = pages[which % len(pages)]
    term = _term(files[page])
    files[page] = files[page].replace(f":::{{glossary}}\n{term}\n", f":::{{glossary}}\n{name}\n")
    for other in [other for other in files if mends and other.endswith(".md")]:
        files[other] = (
            files[other].replace(f"{{term}}`{term}`", f"{{term}}`{name}`").replace(f"<{term}>`", f"<{name}>`")
        )


def relate(files: Files, which: int, other: int, kind: str, basis: str) -> None:
    """States one more relation on a concept page."""
    pages = concepts(files)
    page, to = pages[which % len(pages)], _id(pages[other % len(pages)])
    stated = tiny.relation(kind, to, "Bees know why.", basis)
    files[page] = files[page].replace(":::{connections}", f"{stated}\n:::{{connections}}")


def unrelate(files: Files, which: int) -> None:
    """Takes the first relation of a concept page out."""
    pages = concepts(files)
    page = pages[which % len(pages)]
    files[page] = re.sub(r":::\{relation\}.*?\n:::\n", "", files[page], count=1, flags=re.DOTALL)


def reason(files: Files, which: int, why: str, basis: str) -> None:
    """Gives the first relation of a concept page another reason and basis."""
    pages = concepts(files)
    page = pages[which % len(pages)]
    files[page] = re.sub(
        r"(:::\{relation\} .*\n:basis: )\w+(\n:sentences: B1\n\n).*\n",
        rf"\g<1>{basis}\g<2>{why}\n",
        files[page],
        count=1,
    )


def claim(files: Files, which: int, shown: bool) -> None:
    """Gives a concept page claims of its own, or takes them away again; shown there or not."""
    pages = concepts(files)
    page = pages[which % len(pages)]
    id = _id(page)
    view = "\n\n:::{claims}\n:::\n\n:::{nearest-ideas}\n:::\n"
    if f"docs/evidence/{id}.yaml" in files:
        if "{claims} research" not in files[page]:
            del files[f"docs/evidence/{id}.yaml"]
            files[page] = files[page].replace(view, "")
        return
    text = re.sub(r"(?m)^  - id: ", f"  - id: {id}-", tiny.CLAIMS).replace("Colony fission", f"Seen by {id}")
    files[f"docs/evidence/{id}.yaml"] = text
    if shown:
        files[page] = files[page].replace("% end\n", f"% end{view}", 1)


def drop_claim(files: Files, which: int) -> None:
    """Deletes one claim."""
    path = "docs/evidence/swarm.yaml"
    if path in files:
        head, *listed = re.split(r"(?m)^(?=  - id: |nearest:)", files[path])
        if len(listed) > 2:
            del listed[which % (len(listed) - 1)]
        files[path] = head + "".join(listed)


def record(files: Files, key: str, used_by: int) -> None:
    """Adds a bibliographic record and cites it, or takes both away."""
    text = f"@book{{{key}, author = {{Old, Ann}}, title = {{On {key}}}, publisher = {{X}}, year = {{1900}}}}\n\n"
    bib = files["docs/references.bib"]
    pages = concepts(files)
    if text in bib:
        files["docs/references.bib"] = bib.replace(text, "")
        for name in pages:
            files[name] = files[name].replace(f", says {{cite:t}}`{key}`", "")
    else:
        files["docs/references.bib"] = text + bib
        page = pages[used_by % len(pages)]
        files[page] = files[page].replace("One bee does it", f"One bee does it, says {{cite:t}}`{key}`", 1)


def order_records(files: Files) -> None:
    """Puts the last bibliographic record first, and the last study too."""
    for name, part in (("docs/references.bib", r"(?m)^(?=@)"), ("docs/studies.yaml", r"(?m)^(?=\w)")):
        parts = [one.rstrip("\n") + "\n\n" for one in re.split(part, files[name]) if one.strip()]
        files[name] = "".join([parts[-1], *parts[:-1]])


def order_places(files: Files) -> None:
    """Puts the last place first."""
    lines = files["docs/site.yaml"].splitlines(keepends=True)
    at = [index for index, line in enumerate(lines) if line.startswith("  - {id:")]
    if at:
        lines.insert(at[0], lines.pop(at[-1]))
    files["docs/site.yaml"] = "".join(lines)


def drop(files: Files, name: str) -> None:
    """Deletes a file that is no page."""
    files.pop(name, None)


def touch(files: Files) -> None:
    """Changes nothing."""


EDITS: dict[str, Callable[..., None]] = {
    edit.__name__: edit
    for edit in (
        *(swap, write, facts, title, define, add, delete, rename, switch, rename_term, relate, unrelate, reason),
        *(claim, drop_claim, record, order_records, order_places, drop, touch),
    )
}


def apply(edit: Edit, files: Files) -> None:
    """Makes one edit."""
    name, *given = edit
    EDITS[name](files, *given)


def _edits() -> st.SearchStrategy[Edit]:
    which, names, yes = st.integers(0, 4), st.sampled_from(NAMES), st.booleans()
    mostly = st.sampled_from([True, True, True, False])
    kinds, bases = st.sampled_from(KINDS), st.sampled_from(BASES)
    written = [
        *(("nav", value) for value in ("Bees", "Dance", "A & B")),
        ("description", "What else it is."),
        *(("step", place) for place in PLACES),
        *(("standing", value) for value in ("researched term", "close to a researched idea")),
        *(("also_called", value) for value in ("[flight, a flight]", "[]", "[swarm of swarms]")),
        *(("people_say", value) for value in ("[they fly, they are gone]", "[they fly]", "[]")),
        *(("sentences", value) for value in ("[B1]", "[B2, B1]", "[]")),
        *(("reviewed", value) for value in ("2026-03-03", "2026-01-01")),
        *(("next_review", value) for value in ("2098-01-01", "2026-01-02")),
        ("reviewer", "Ada Lee"),
    ]
    titles = st.sampled_from(["Swarm of the bees", "Bees and swarms", "All & <more>"])
    entries = st.sampled_from(
        [
            "  Something that bees do together.",
            "  A cloud of bees.",
            "  A *cloud* of bees.",
            "flight\n  A cloud of bees.",
            "a cloud\n  A cloud of bees.",
            "a cloud\nflight\n  What a {term}`queen` leads.",
            "  What a {term}`swarm` is not.",
        ]
    )
    some = [
        st.sampled_from(SWAPS).map(lambda one: ("swap", *one)),
        st.sampled_from(SWAPS).map(lambda one: ("swap", *one)),
        st.tuples(st.just("write"), which, st.integers(0, len(TEXTS) - 1), which),
        st.tuples(st.just("write"), which, st.integers(0, len(TEXTS) - 1), which),
        st.tuples(which, st.sampled_from(written)).map(lambda one: ("facts", one[0], *one[1])),
        st.tuples(st.just("title"), which, titles),
        st.tuples(st.just("define"), which, entries),
        st.tuples(st.just("add"), names, st.sampled_from(PLACES), which, yes),
        st.tuples(st.just("delete"), which, mostly),
        st.tuples(st.just("rename"), which, names, mostly, yes),
        st.tuples(st.just("switch"), which, which),
        st.tuples(st.just("rename_term"), which, names, mostly),
        st.tuples(st.just("relate"), which, which, kinds, bases),
        st.tuples(st.just("unrelate"), which),
        st.tuples(st.just("reason"), which, st.sampled_from(["Bees know.", "It is <so> & so."]), bases),
        st.tuples(st.just("claim"), which, mostly),
        st.tuples(st.just("drop_claim"), which),
        st.tuples(st.just("record"), st.sampled_from(["old1900bees", "zed1999bees"]), which),
        st.tuples(st.just("order_records")),
        st.tuples(st.just("order_places")),
        st.tuples(
            st.just("drop"),
            st.sampled_from([f"docs/{name}" for name in ("extra/thanks.txt", "own/more.css", "bee.svg")]),
        ),
        st.tuples(st.just("touch")),
    ]
    return st.one_of(some)


def steps(at_most: int) -> st.SearchStrategy[list[Step]]:
    """Sequences of edits, from one step to `at_most`."""
    few = st.lists(_edits(), min_size=1, max_size=3)
    return st.lists(st.tuples(few, st.sampled_from([False, False, False, True])), min_size=1, max_size=at_most)
