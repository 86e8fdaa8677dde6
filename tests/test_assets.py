"""What pages load: one stylesheet with all names that stand on them and no others, few and small files, none unused."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.tiny import Project, concept, relation

STATIC = ROOT / "knowledge_base" / "static"
STYLES = STATIC / "styles"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
#: What writers may write beside plain text, whether or not a page does so today.
RICH = """
### Closer

#### Closest

> Bees know.

---

| Bee | Flights | Days |
|:----|:-------:|-----:|
| Ada | 3       | 4    |

:::{table} Flights
| Bee | Flights |
|-----|---------|
| Ada | 3       |
:::

:::{list-table}
:widths: 20 80
:width: 50%
* - Bee
  - Ada
:::

```python
fly(1)
```

Some `code`, a line\\
and another.[^one]

:::{note}
Take care.
:::

:::{warning}
Bees sting.
:::

:::{tip}
Wait.
:::

:::{important}
Wait more.
:::

:::{figure} bee.svg
:alt: A bee

A bee in flight.
:::

[^one]: Seen once.
"""
BEE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'


class Names(HTMLParser):
    """The elements and classes of a page; and its tags, as they are read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes one tag."""
        facts = {name: value or "" for name, value in attrs}
        self.tags.append((tag, facts))
        self.names |= {tag, *(f".{name}" for name in facts.get("class", "").split())}


def parts(stylesheet: Path) -> Iterator[Path]:
    """A stylesheet and all that it imports."""
    yield stylesheet
    for name in re.findall(r'@import "(.+\.css)"', stylesheet.read_text(encoding="utf-8")):
        yield from parts(stylesheet.parent / name)


def vocabulary(stylesheet: Path) -> set[str]:
    """The names that pages with this stylesheet may hold."""
    beside = (part.with_suffix(".html") for part in parts(stylesheet))
    return {name for path in beside if path.is_file() for name in Names(path.read_text(encoding="utf-8")).names}


def linked(page: Names) -> list[str]:
    """The stylesheets that a page links, by name."""
    links = [facts["href"] for tag, facts in page.tags if tag == "link" and facts["rel"] == "stylesheet"]
    return [re.sub(r"^.*_static/|\.css\?v=\w{8}$", "", link) for link in links]


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Names]:
    """Every page of the site by its path."""
    found = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): Names(path.read_text(encoding="utf-8")) for path in found}


@pytest.fixture(scope="module")
def rich_page(tmp_path_factory: pytest.TempPathFactory) -> Names:
    """A page with all that writers may write."""
    project = Project(tmp_path_factory.mktemp("rich"))
    (project.docs / "bee.svg").write_text(BEE, encoding="utf-8")
    project.write("dance.md", concept("dance", text=RICH, relations=relation("feeds", "swarm", basis="research")))
    built = project.build()
    assert not built.warnings
    return Names(built.page("dance"))


def test_a_page_links_one_stylesheet_that_knows_every_name_on_it(pages: Mapping[str, Names], rich_page: Names) -> None:
    faults = []
    for name, page in {**pages, "all that one may write": rich_page}.items():
        assert len(linked(page)) == 1, name
        unknown = page.names - vocabulary(STYLES / f"{linked(page)[0]}.css")
        faults += [f"{name}: {one} is not in the vocabulary of {linked(page)[0]}.css" for one in sorted(unknown)]
    assert not faults, "\n".join(faults)


def test_every_name_in_a_vocabulary_is_on_some_page(pages: Mapping[str, Names], rich_page: Names) -> None:
    """Or is put there by a script, or by a template where the site's own settings ask for it."""
    made_by = [*STATIC.rglob("*.js"), *(STATIC.parent / "templates").rglob("*.html")]
    sources = "\n".join(path.read_text(encoding="utf-8") for path in made_by)
    names_of = defaultdict[str, set[str]](set)
    for page in [*pages.values(), rich_page]:
        names_of[linked(page)[0]] |= page.names
    bundles = {path.stem: set(parts(path)) for path in STYLES.glob("*.css")}
    dead = []
    for path in sorted(STYLES.rglob("*.html")):
        users = [name for name, found in bundles.items() if path.with_suffix(".css") in found]
        used = set[str]().union(*(names_of[name] for name in users))
        for name in sorted(Names(path.read_text(encoding="utf-8")).names - used):
            plain = name.removeprefix(".").removeprefix("is-")
            made = rf"(?<![\w-])({plain}(?![\w-])|{plain.rpartition('-')[0] or plain}-\$\{{)"
            dead += [] if re.search(made, sources) else [f"{path.name}: {name}"]
    assert not dead, "\n".join(dead)


def test_a_vocabulary_stands_beside_rules() -> None:
    assert [path for path in STYLES.rglob("*.html") if not path.with_suffix(".css").is_file()] == []


def test_every_page_begins_with_its_policy_and_holds_nothing_that_it_refuses(pages: Mapping[str, Names]) -> None:
    faults = []
    for name, page in pages.items():
        head = page.tags[page.tags.index(("head", {})) + 1 :]
        assert head[0] == ("meta", {"charset": "utf-8"}), name
        assert head[1] == ("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}), name
        for tag, facts in page.tags:
            is_inline = tag == "script" and "src" not in facts and facts.get("type") != "application/json"
            acts = [fact for fact in facts if fact == "style" or fact.startswith("on")]
            addresses = [facts.get(fact, "") for fact in ("src", "href", "action")]
            if (
                tag in ("style", "base", "iframe")
                or is_inline
                or acts
                or any(one.startswith("data:") for one in addresses)
            ):
                faults.append(f"{name}: {tag} {facts}")
            if tag == "script" and "src" in facts and "defer" not in facts:
                faults.append(f"{name}: keeps the page waiting: {facts}")
            if tag == "img" and not (facts.get("width") and facts.get("height")):
                faults.append(f"{name}: has no size: {facts}")
    assert not faults, "\n".join(faults)


def test_tables_and_images_of_writers_need_no_styles_of_their_own(rich_page: Names) -> None:
    assert not [tag for tag in rich_page.tags if "style" in tag[1]]
    (image,) = (facts for tag, facts in rich_page.tags if tag == "img")
    assert (image["width"], image["height"]) == ("40", "30")


@pytest.mark.parametrize(("asked", "size"), [("width: 20px", ("20", "15")), ("height: 60", ("80", "60"))])
def test_an_image_keeps_its_shape(project: Project, asked: str, size: tuple[str, str]) -> None:
    (project.docs / "bee.svg").write_text(BEE, encoding="utf-8")
    project.write(
        "dance.md", concept("dance", text=f":::{{image}} bee.svg\n:alt: A bee\n:{asked}\n:::", place="summer")
    )
    (image,) = (facts for tag, facts in Names(project.build().page("dance")).tags if tag == "img")
    assert image == {"src": "_images/bee.svg", "alt": "A bee", "width": size[0], "height": size[1]}


def test_what_ships_is_loaded_by_something(site: Path, pages: Mapping[str, Names]) -> None:
    asked = {
        facts[fact].rsplit("/", 1)[-1].split("?")[0]
        for page in pages.values()
        for tag, facts in page.tags
        for fact in ("src", "href")
        if "_static/" in facts.get(fact, "")
    }
    asked |= {
        name
        for path in (site / "_static").glob("*.js")
        for name in re.findall(r'"([\w-]+\.\w+)"', path.read_text(encoding="utf-8"))
    }
    shipped = {path.name for path in (site / "_static").rglob("*")}
    assert shipped - asked == {"minisearch-license.txt"}


def test_no_stylesheet_asks_for_anything(site: Path) -> None:
    for path in (site / "_static").glob("*.css"):
        assert not re.search(r"url\(|@import|@font-face", path.read_text(encoding="utf-8")), path.name


def test_pages_load_little(site: Path) -> None:
    size = {path.name: len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in (site / "_static").iterdir()}
    assert size["page.css"] <= 7500
    assert size["site.js"] + size["previews.js"] <= 2700
    assert size["reading.js"] <= 1200
    assert size["message.js"] <= 1300


def test_what_is_no_longer_made_leaves_the_site(project: Project) -> None:
    built = project.build()
    (built.html / "_static" / "styles").mkdir()
    for name in ("old.css", "styles/furo.css"):
        (built.html / "_static" / name).touch()
    project.change("index.md", "Bees live together.", "Bees live and work together.")
    project.build()
    assert not {"old.css", "styles", "pygments.css"} & {path.name for path in (built.html / "_static").iterdir()}


def test_new_assets_are_on_every_page_at_once(project: Project, tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "site.js").write_text("1", encoding="utf-8")
    project.change("conf.py", "kb_assets = ", f"kb_assets = {str(assets)!r} or ")
    marks = []
    for content in "12":
        (assets / "site.js").write_text(content, encoding="utf-8")
        # Sphinx remembers the mark of a file as long as it runs.
        from sphinx.builders.html._assets import _file_checksum_inner

        _file_checksum_inner.cache_clear()
        marks.append(set(re.findall(r"site\.js\?v=(\w+)", "".join(project.build().pages().values()))))
    assert [len(mark) for mark in marks] == [1, 1]
    assert marks[0] != marks[1]
