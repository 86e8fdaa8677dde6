"""A knowledge base of a few pages, on bees, for tests of the extension: it has to serve any subject."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx.testing.util import SphinxTestApp

from knowledge_base.model import Site
from knowledge_base.reading.site import read_site

CONF = """
import sys
sys.path.insert(0, {root!r})
extensions = ["myst_parser", "sphinxcontrib.bibtex", "knowledge_base"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "kb"
bibtex_reference_style = "kb"
bibtex_cite_id = "{{key}}"
bibtex_tooltips = False
kb_assets = {assets!r}
html_theme = "furo"
html_title = "Bees"
nitpicky = True
html_copy_source = False
html_show_sourcelink = False
suppress_warnings = ["myst.header", "bibtex.key_not_found", "bibtex.missing_field"]
myst_enable_extensions = ["colon_fence", "attrs_inline"]
myst_heading_anchors = 3
"""

SITE = """
archive: bees
link_picture: {file: bees.png, text: A bee on a flower.}
support: {text: You can ask a beekeeper., page: index, label: Home}
places:
  - {id: spring, name: Spring, summary: The hive wakes up., leads_on: stated}
  - {id: summer, name: Summer, summary: The hive is full., leads_on: implied}
  - {id: meadow, name: The meadow, summary: What grows around.}
standing_notes: {article's own name: A name of the article.}
page_types:
  concept:
    label: Concept
    keys: [step, standing, also_called, people_say, sentences]
    sections: [How it works, Connections, Mentioned on]
    flesch_kincaid: 9
    smog: 12
  plain: {label: Page, stands: Beside the hive, search_weight: 0.5, flesch_kincaid: 9, smog: 12}
  tale: {label: Tale, stands: Beside the hive, tells: story, flesch_kincaid: 9, smog: 12}
  task:
    label: Task
    stands: Beside the hive
    holds: {plain-words: 1, message: 1}
    says: [Leave a hive that stings.]
    flesch_kincaid: 9
    smog: 12
plain_words: {flesch_kincaid: 7, smog: 11}
evidence:
  flesch_kincaid: 11
  smog: 14
  causal_words: leads? to|led to
  reporting_words: proposes|says
  open_words: may|whether
search:
  fewest_phrases: 1
  ways_on: [{page: genindex, label: The index}, {page: words, label: All words}]
  distress: [bees sting me]
  harmless: [bees sting me not]
words_per_sentence: 25
sentences_per_paragraph: 3
story_words: {fewest: 5, most: 20}
short_version: [How it works]
name_check: [Is it defined?, Can one count it?]
reporting_sections: [What the article says]
"""

ARTICLE = """
title: On bees
updated: 2025-01-01
sections:
  - {heading: The Work of Bees, page: swarm, sentences: [B1, B2]}
"""

AVOID = """
- avoid: just|simply
  instead: Leave it out.
"""

REFERENCES = """@article{lee2001swarm,
  author = {Lee, Ada and Roy, Bo},
  title = {When Bees Swarm in Wales},
  journal = {Bee World},
  year = {2001},
  doi = {10.1000/bees.1},
}

@article{roy2002swarm,
  author = {Roy, Bo},
  title = {A Theory of Swarms},
  journal = {Bee World},
  year = {2002},
}

@article{wax2003trial,
  author = {Wax, Cy},
  title = {Smoke and Swarms},
  journal = {Bee World},
  year = {2003},
}
"""

STUDIES = """lee2001swarm:
  kind: survey
  who: 40 hives
  finding: Warm days went with swarms (r = 0.30).
  limits: One summer.
roy2002swarm:
  kind: theory
  who: "nobody: it sets out a theory"
  finding: It proposes that a full hive leads to a swarm.
  limits: Not tested.
  only_with: lee2001swarm
wax2003trial:
  kind: meta-analysis
  of: randomized trial
  who: bees in 9 trials
  finding: Smoke led to fewer swarms (g = 0.43).
  limits: Small trials.
  effects:
    - {outcome: Swarms, what: Smoke, against: none, size: 0.43}
"""

CLAIMS = """reviewed: 2026-01-01
next_review: 2099-01-01
reviewer: nobody yet
claims:
  - id: warm-days
    claim: Swarms often go with warm days.
    sentences: [B1]
    verdict: supported, with limits
    why: One survey of 40 hives found it.
    studies: [lee2001swarm, roy2002swarm]
    would_change: A second survey of more hives.
    not_known: Nobody has looked at cold days.
    overreach: The article says that it is so each time.
  - id: full-hives
    claim: A full hive may lead to a swarm.
    sentences: [B2]
    verdict: untested
    why: A theory says so.
    studies: [roy2002swarm, lee2001swarm]
    would_change: A count of bees before each swarm.
  - id: smoke
    claim: Smoke led to fewer swarms.
    sentences: []
    verdict: well supported
    why: Trials agree.
    studies: [wax2003trial]
    would_change: A large trial that finds none.
nearest:
  - name: Colony fission
    studies: [roy2002swarm, lee2001swarm]
    differs: It is about the hive, and not about the single bee.
"""

ALL_CLAIMS = """---
type: plain
nav: Claims
description: All claims about bees.
reviewed: 2026-01-01
next_review: 2099-01-01
reviewer: nobody yet
---

# Claims

Warm days count, says {cite:t}`lee2001swarm`.

:::{ledger} counts
:::

:::{ledger} picture
:::

:::{ledger} table
:::

:::{ledger} untested
:::

:::{ledger} claims
:::

:::{ledger} files
:::

:::{effects}
:::
"""

SOURCES = """---
type: plain
nav: Sources
description: All sources about bees.
reviewed: 2026-01-01
next_review: 2099-01-01
reviewer: nobody yet
---

# Sources

```{bibliography}
:all:
```
"""

#: A question and a name check, as the page of a concept has them.
QUESTION = """:::{question} Why do bees dance?
- To tell of flowers.
  Yes: the dance tells where they are.
- To keep warm.
  No: they keep warm in a cluster.
:::
"""
NAME_CHECK = """:::{name-check}
1. **Partly.**
   The article gives it a line.
2. **Open.**
   Nobody has counted the bees in it {cite:p}`wax2003trial`, and smoke is {verdict}`smoke`.
:::
"""
STORY = """:::::{story}
:claims: smoke, warm-days

::::{chair} Ada, who left
Ada flew off at noon, alone.
::::

::::{chair} Bo, who stayed
Bo kept to the comb all day.
::::

**Other readings.**

1. It rained.
:::::
"""
MESSAGE = """:::{message} Asking a bee back
- A greeting
  - Hello.
  - Hello again.
- A question
  - Will you come?
:::
"""

#: What the page shows to which the claims belong.
SHOWN = """Bees fly out and come back.

:::{claims} research says
:::

:::{nearest-ideas}
:::

:::{claims} not known
:::"""

INDEX = """---
type: plain
nav: Home
description: All about bees.
reviewed: 2026-01-01
next_review: 2099-01-01
reviewer: nobody yet
---

# Bees

Bees live together.

:::{download}
:::

```{toctree}
:hidden:
:glob:

*
```
"""

WORDS = """---
type: plain
nav: Words
description: All words about bees.
reviewed: 2026-01-01
next_review: 2099-01-01
reviewer: nobody yet
---

# Words

:::{glossary-overview} letter
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


def site() -> Site:
    """What all pages of the small knowledge base share."""
    with TemporaryDirectory() as folder:
        for name, text in {"site.yaml": SITE, "article.yaml": ARTICLE, "avoid.yaml": AVOID}.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        Path(folder, "bees.png").touch()
        read, problems = read_site(Path(folder))
    assert read, problems
    return read


def relation(kind: str, target: str, reason: str = "Bees follow one another.", basis: str = "stated") -> str:
    """The source of one relation."""
    return f":::{{relation}} {kind} {target}\n:basis: {basis}\n:sentences: B1\n\n{reason}\n:::\n"


def concept(
    name: str, *, text: str = "Bees fly out and come back.", relations: str = "", place: str = "spring", say: str = ""
) -> str:
    """The source of a concept page without a fault."""
    return f"""---
type: concept
nav: {name.title()}
description: What {name} is.
step: {place}
standing: article's own name
also_called: [{name} of {name}s]
people_say: [{say or f"all my bees do {name}"}]
sentences: [B1, B2]
reviewed: 2026-01-01
next_review: 2099-01-01
reviewer: nobody yet
---

# {name.title()} of the bees

:::{{glossary}}
{name}
  Something that bees do together.
:::

:::{{plain-words}}
Bees do this.
:::

## How it works

{text}

:::{{example}}
One bee does it.
:::

## Connections

{relations}
:::{{connections}}
:::

## Mentioned on

:::{{mentions}}
:::
"""


@dataclass
class Built:
    """What a build left: its status, its warnings, and where the HTML stands."""

    status: int
    warnings: str
    html: Path

    def page(self, name: str) -> str:
        """The HTML of a page."""
        return (self.html / f"{name}.html").read_text(encoding="utf-8")

    def pages(self) -> dict[str, str]:
        """The HTML of all pages, and the files for other programs."""
        return {
            path.relative_to(self.html).as_posix(): path.read_text(encoding="utf-8")
            for ending in ("html", "json", "csv", "js", "txt")
            for path in self.html.rglob(f"*.{ending}")
        }


class Project:
    """A small knowledge base in a folder of its own, to be changed and built again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.docs = folder / "docs"
        (self.docs / "evidence").mkdir(parents=True)
        root = str(Path(__file__).resolve().parent.parent)
        files = {
            "conf.py": CONF.format(root=root, assets=str(Path(root, "_build", "assets"))),
            "site.yaml": SITE,
            "article.yaml": ARTICLE,
            "avoid.yaml": AVOID,
        }
        evidence = {"references.bib": REFERENCES, "studies.yaml": STUDIES, "evidence/swarm.yaml": CLAIMS}
        pages = {"index.md": INDEX, "words.md": WORDS, "claims.md": ALL_CLAIMS, "sources.md": SOURCES}
        for name, text in {**files, **evidence, **pages}.items():
            self.write(name, text)
        (self.docs / "bees.png").touch()
        self.write("swarm.md", concept("swarm", text=SHOWN, relations=relation("feeds", "dance")))
        self.write("dance.md", concept("dance", text="A {term}`swarm` sends out dancers.", place="summer"))

    def write(self, name: str, text: str) -> None:
        """Writes one file of the project."""
        (self.docs / name).write_text(text, encoding="utf-8")

    def change(self, name: str, before: str, after: str) -> None:
        """Replaces a piece of text that stands in the file."""
        text = (self.docs / name).read_text(encoding="utf-8")
        assert before in text, f"{before!r} does not stand in {name}"
        self.write(name, text.replace(before, after, 1))

    def build(self, *, clean: bool = False, parallel: int = 1, builder: str = "html") -> Built:
        """Builds the project, on top of the last build unless `clean`."""
        out = self.folder / ("clean" if clean else "out")
        if clean:
            shutil.rmtree(out, ignore_errors=True)
        app = SphinxTestApp(builder, srcdir=self.docs, builddir=out, parallel=parallel, freshenv=clean)
        try:
            app.build()
            return Built(app.statuscode, app.warning.getvalue(), out / builder)
        finally:
            app.cleanup()
