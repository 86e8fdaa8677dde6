"""Builds of small sites: fresh, unchanged, edited, deleted, renamed, in parallel; incremental output equals clean."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from sphinx.errors import ExtensionError

from tests.tiny import INDEX, WORDS, Built, Project, concept, relation


def text_of(html: str, heading: str) -> str:
    """The text of the section under a heading, without tags."""
    section = html.split(f"<h2>{heading}<", 1)[1].split("<h2>")[0].split("</article>")[0]
    return " ".join(re.sub(r"<[^>]+>", "", section.split(">", 1)[1]).split())


def assert_same_as_clean(project: Project, incremental: Built) -> None:
    """Holds every page of an incremental build against that of a clean one."""
    clean = project.build(clean=True)
    assert not incremental.warnings
    assert not clean.warnings
    assert incremental.pages() == clean.pages()


def test_a_fresh_build_shows_the_relation_on_both_pages(project: Project) -> None:
    built = project.build()
    assert not built.warnings
    assert "feeds Dance: Bees follow one another. Link stated in the article." in text_of(
        built.page("swarm"), "Connections"
    )
    assert "is fed by Swarm: Bees follow one another." in text_of(built.page("dance"), "Connections")


def test_mentions_list_the_pages_whose_prose_links_here(project: Project) -> None:
    built = project.build()
    assert "Dance" in text_of(built.page("swarm"), "Mentioned on")
    assert "No other page links here yet." in text_of(built.page("dance"), "Mentioned on")


def test_an_unchanged_build_writes_no_page(project: Project) -> None:
    html = project.build().html
    pages = [html / f"{name}.html" for name in ("index", "swarm", "dance")]
    before = [path.stat().st_mtime_ns for path in pages]
    project.build()
    assert [path.stat().st_mtime_ns for path in pages] == before


def test_an_edit_writes_no_page_that_shows_nothing_of_it(project: Project) -> None:
    """Each build is a process of its own, which puts sets into an order of its own."""
    html = project.folder / "html"
    project.write("names.md", WORDS.replace(":::{map}\n:::\n", ""))
    project.write("words.md", WORDS.split(":::{glossary-overview}")[0] + ":::{map}\n:::\n")

    def build(seed: str) -> dict[str, int]:
        folders = ["-d", str(project.folder / "doctrees"), str(project.docs), str(html)]
        subprocess.run(
            [sys.executable, "-m", "sphinx", "-q", *folders], env=os.environ | {"PYTHONHASHSEED": seed}, check=True
        )
        return {path.stem: path.stat().st_mtime_ns for path in html.glob("*.html")}

    before = build("1")
    project.change("swarm.md", "Bees follow one another.", "Dancers show the way.")
    after = build("2")
    with_map, with_toctree = "words", "index"  # Sphinx writes what lists a page anew with it
    assert {name for name in after if after[name] != before[name]} == {"swarm", "dance", with_map, with_toctree}


def test_templates_are_compiled_once(project: Project) -> None:
    project.build()
    compiled = list((project.folder / "out" / "doctrees" / "templates").iterdir())
    before = [path.stat().st_mtime_ns for path in compiled]
    assert before
    project.change("swarm.md", "Bees follow one another.", "Dancers show the way.")
    assert "Dancers show the way." in text_of(project.build().page("dance"), "Connections")
    assert [path.stat().st_mtime_ns for path in compiled] == before


def test_an_edited_reason_changes_on_the_other_page(project: Project) -> None:
    project.build()
    project.change("swarm.md", "Bees follow one another.", "Dancers show the way.")
    built = project.build()
    assert "is fed by Swarm: Dancers show the way." in text_of(built.page("dance"), "Connections")
    assert_same_as_clean(project, built)


def test_a_new_menu_name_changes_wherever_it_is_shown(project: Project) -> None:
    project.build()
    project.change("swarm.md", "nav: Swarm", "nav: Swarming")
    built = project.build()
    assert "Swarming" in text_of(built.page("dance"), "Connections")
    assert '<a class="reference" href="swarm.html">Swarming</a>' in built.page("dance"), "in the menu"
    assert '<span class="title">Swarming</span>' in built.page("words"), "in the link to the page before"
    assert "<h1>Swarm of the bees<" in built.page("swarm")
    assert_same_as_clean(project, built)


def test_a_new_definition_reaches_the_glossary(project: Project) -> None:
    project.build()
    project.change("swarm.md", "Something that bees do together.", "A cloud of bees.")
    built = project.build()
    assert "A cloud of bees." in built.page("words")
    assert_same_as_clean(project, built)


def test_a_retargeted_relation_leaves_the_old_page_and_reaches_the_new_one(project: Project) -> None:
    project.write("honey.md", concept("honey", relations=relation("feeds", "swarm")))
    project.build()
    project.change("swarm.md", "feeds dance", "feeds honey")
    project.change("dance.md", ":::{connections}", relation("feeds", "swarm") + "\n:::{connections}")
    built = project.build()
    assert "is fed by" not in text_of(built.page("dance"), "Connections")
    assert "is fed by Swarm" in text_of(built.page("honey"), "Connections")
    assert_same_as_clean(project, built)


def test_a_deleted_page_leaves_no_trace(project: Project) -> None:
    project.write("honey.md", concept("honey", relations=relation("feeds", "dance"), text="A {term}`dance` follows."))
    project.build()
    (project.docs / "honey.md").unlink()
    built = project.build()
    assert not (built.html / "honey.html").exists()
    assert "Honey" not in built.page("dance")
    assert_same_as_clean(project, built)


def test_a_renamed_page_keeps_its_connections(project: Project) -> None:
    project.build()
    (project.docs / "swarm.md").rename(project.docs / "swarming.md")
    (project.docs / "evidence" / "swarm.yaml").rename(project.docs / "evidence" / "swarming.yaml")
    project.change("article.yaml", "page: swarm", "page: swarming")
    built = project.build()
    assert not (built.html / "swarm.html").exists()
    assert 'href="swarming.html"' in built.page("dance")
    assert_same_as_clean(project, built)


def test_a_mention_that_is_gone_leaves_the_list(project: Project) -> None:
    project.build()
    project.change("dance.md", "A {term}`swarm` sends out dancers.", "Dancers fly out.")
    built = project.build()
    assert "No other page links here yet." in text_of(built.page("swarm"), "Mentioned on")
    assert_same_as_clean(project, built)


def test_a_definition_may_move_to_another_page(project: Project) -> None:
    project.write("wax.md", concept("wax", relations=relation("feeds", "swarm")))
    project.write("honey.md", concept("honey", relations=relation("feeds", "swarm"), text="A {term}`dance` helps."))
    assert 'href="dance.html#term-dance"' in project.build().page("honey")
    project.change("dance.md", "\ndance\n  Some", "\nwaggle\n  Some")
    project.change("wax.md", "\nwax\n  Some", "\nwax\ndance\n  Some")
    moved = project.build()
    assert 'href="wax.html#term-dance"' in moved.page("honey")
    assert_same_as_clean(project, moved)
    project.change("wax.md", "\nwax\ndance\n", "\nwax\n")
    project.change("dance.md", "\nwaggle\n  Some", "\nwaggle\ndance\n  Some")
    assert_same_as_clean(project, project.build())


def test_a_new_page_reaches_the_overviews(project: Project) -> None:
    project.build()
    project.write("honey.md", concept("honey", place="meadow", relations=relation("feeds", "dance")))
    built = project.build()
    assert ">honey<" in built.page("words")
    assert_same_as_clean(project, built)


@pytest.mark.parametrize("parallel", [1, 4])
def test_parallel_builds_equal_serial_ones(project: Project, parallel: int) -> None:
    for name in ("honey", "wax", "queen", "drone", "pollen", "comb"):
        project.write(f"{name}.md", concept(name, relations=relation("feeds", "dance"), text="A {term}`swarm` helps."))
    first = project.build(parallel=parallel)
    assert not first.warnings
    project.change("wax.md", "feeds dance", "feeds queen")
    (project.docs / "drone.md").unlink()
    assert_same_as_clean(project, project.build(parallel=parallel))


def test_the_glossary_joins_words_of_its_own_with_those_of_other_pages(project: Project) -> None:
    words = ":::{glossary}\napiary\n  A place where bees are kept.\n:::\n"
    project.change("words.md", ":::{glossary-overview} letter\n:::", ":::{glossary-overview} letter\n:::\n\n" + words)
    page = project.build().page("words")
    assert page.count("A place where bees are kept.") == 1
    assert page.index('id="term-apiary"') < page.index(">dance<") < page.index(">swarm<")


def test_the_index_leads_from_what_people_say_to_the_page(project: Project) -> None:
    project.change("swarm.md", "people_say: [all my bees do swarm]", "people_say: [my bees have left]")
    page = project.build().page("genindex")
    row = re.search(r'<li class="phrase">my bees have left: <a href="([^"]+)">Swarm</a></li>', page)
    assert row and row[1] == "swarm.html#people-also-say"
    assert "Swarm of the bees" in page


def test_links_into_the_repository_are_plain_text_where_there_is_none(project: Project) -> None:
    project.change("dance.md", "sends out dancers.", "sends out dancers. {repository}`Tell us </issues/new>`.")
    assert "Tell us." in project.build().page("dance")
    project.change("conf.py", "nitpicky", 'kb_repository = "https://example.org/bees"\nnitpicky')
    assert 'href="https://example.org/bees/issues/new">Tell us</a>' in project.build().page("dance")


#: Edits of the evidence: the file, the text to replace and its replacement; the pages that show it, and in which words.
EDITS = [
    ("evidence/swarm.yaml", "Trials agree.", "Trials say so.", ("swarm", "claims"), "Trials say so."),
    ("evidence/swarm.yaml", "verdict: well supported", "verdict: mixed", ("swarm", "claims"), "Mixed"),
    ("evidence/swarm.yaml", "not about the single bee", "not about one bee", ("swarm",), "not about one bee"),
    ("studies.yaml", "kind: survey", "kind: experiment", ("swarm", "claims", "sources"), "experiment"),
    ("studies.yaml", "One summer.", "One wet summer.", ("sources",), "One wet summer."),
    ("studies.yaml", "(g = 0.43).", "(g = 0.44).", ("claims", "sources"), "(g = 0.44)."),
    ("references.bib", "Lee, Ada", "Leigh, Ada", ("swarm", "claims", "sources"), "Leigh"),
    ("references.bib", "Bee World", "Hive News", ("sources",), "Hive News"),
]


@pytest.mark.parametrize(("name", "before", "after", "pages", "shown"), EDITS)
def test_an_edit_of_the_evidence_reaches_every_page_that_shows_it(
    project: Project, name: str, before: str, after: str, pages: tuple[str, ...], shown: str
) -> None:
    project.build()
    project.change(name, before, after)
    if "0.44" in after:
        project.change(name, "size: 0.43", "size: 0.44")
    built = project.build()
    for page in pages:
        assert shown in built.page(page), page
    assert_same_as_clean(project, built)


def test_an_edit_of_the_evidence_leaves_the_other_pages_alone(project: Project) -> None:
    html = project.build().html

    def rewritten(name: str, old: str, new: str) -> set[str]:
        before = {name: (html / f"{name}.html").stat().st_mtime_ns for name in ("dance", "words", "swarm")}
        project.change(name, old, new)
        project.build()
        return {name for name in before if (html / f"{name}.html").stat().st_mtime_ns != before[name]}

    assert rewritten("evidence/swarm.yaml", "Trials agree.", "Trials say so.") == {"swarm"}
    assert rewritten("studies.yaml", "One summer.", "One wet summer.") == set()


def test_a_concept_leads_to_the_list_of_all_claims_wherever_it_is_and_else_tells_them_in_full(
    project: Project,
) -> None:
    first = project.build()
    assert "Limits:" not in first.page("swarm")
    assert 'href="claims.html#claim-smoke">What each found' in first.page("swarm")
    listed = ":::{ledger} claims\n:::\n"
    project.change("claims.md", listed, "")
    project.change("sources.md", "# Sources\n", f"# Sources\n\n{listed}")
    built = project.build()
    assert 'href="sources.html#claim-smoke">What each found' in built.page("swarm")
    assert_same_as_clean(project, built)
    project.change("sources.md", listed, "")
    built = project.build()
    assert "One summer." in built.page("swarm") and "A large trial that finds none." in built.page("swarm")
    assert_same_as_clean(project, built)


def test_new_and_deleted_evidence_comes_and_goes(project: Project) -> None:
    project.build()
    text = (project.docs / "evidence" / "swarm.yaml").read_text(encoding="utf-8")
    claims = (
        text.split("nearest:")[0]
        .replace("id: ", "id: dance-")
        .replace("    not_known: Nobody has looked at cold days.\n", "")
    )
    nearest = (
        "nearest:\n  - {name: Waggle, studies: [roy2002swarm, lee2001swarm], differs: It is a way to tell others.}\n"
    )
    project.write("evidence/dance.yaml", claims + nearest)
    project.change(
        "dance.md", "sends out dancers.", "sends out dancers.\n\n:::{claims}\n:::\n\n:::{nearest-ideas}\n:::"
    )
    built = project.build()
    assert 'id="claim-dance-smoke"' in built.page("dance")
    assert 'id="claim-dance-smoke"' in built.page("claims")
    assert 'href="dance.html">Dance</a>' in text_of_sources(built)
    assert_same_as_clean(project, built)
    (project.docs / "evidence" / "dance.yaml").unlink()
    project.change("dance.md", "\n\n:::{claims}\n:::\n\n:::{nearest-ideas}\n:::", "")
    assert_same_as_clean(project, project.build())


def text_of_sources(built: Built) -> str:
    """The HTML of the list of sources."""
    return re.sub(r"<(/?)span[^>]*>", "", built.page("sources"))


def test_the_files_for_other_programs_go_with_the_page_that_offers_them(project: Project) -> None:
    assert (project.build().html / "claims.json").is_file()
    project.change("claims.md", ":::{ledger} files\n:::\n", "")
    built = project.build()
    assert not (built.html / "claims.json").exists()
    assert_same_as_clean(project, built)


def test_a_record_that_prose_alone_cites_is_used_there(project: Project) -> None:
    record = "@book{old1900bees, author = {Old, Ann}, title = {Bees}, publisher = {X}, year = {1900}}\n"
    project.change("references.bib", "@article{wax2003trial", record + "@article{wax2003trial")
    assert "No page uses the record" in project.build().warnings
    project.change("dance.md", "sends out dancers.", "sends out dancers, says {cite:t}`old1900bees`.")
    built = project.build()
    assert "Old (<a" in re.sub(r"</?span[^>]*>", "", built.page("dance"))
    assert 'href="dance.html">Dance</a>' in text_of_sources(built)
    assert_same_as_clean(project, built)


def test_a_claim_shown_on_another_page_counts_its_studies_there(project: Project) -> None:
    project.build()
    project.change("dance.md", "sends out dancers.", "sends out dancers.\n\n:::{claim} smoke\n:::")
    built = project.build()
    assert 'id="claim-smoke"' in built.page("dance")
    assert 'href="dance.html">Dance</a>' in text_of_sources(built)
    assert_same_as_clean(project, built)


def test_the_search_is_complete_after_any_edit(project: Project) -> None:
    project.build()
    project.change("swarm.md", "also_called: [swarm of swarms]", "also_called: [a cloud]")
    project.change("evidence/swarm.yaml", "Swarms often go with warm days.", "Swarms often go with hot days.")
    project.write("honey.md", concept("honey", relations=relation("feeds", "swarm")))
    (project.docs / "dance.md").unlink()
    project.change("swarm.md", relation("feeds", "dance"), relation("feeds", "honey"))
    built = project.build()
    index, text = (built.pages()[f"_static/{name}.js"] for name in ("search-index", "search-text"))
    assert '["a cloud"]' in index and '["Honey","Honey of the bees"]' in index and "Dance" not in index
    assert "hot days" in text
    assert_same_as_clean(project, built)


def test_nothing_of_the_search_of_sphinx_ships(project: Project) -> None:
    built = project.build()
    files = {path.name for path in built.html.rglob("*")}
    assert {"search.html", "search.js", "minisearch.js", "minisearch-license.txt", "search-index.js"} <= files
    unwanted = r"searchindex|searchtools|language_data|stemmer|sphinx_highlight|doctools|documentation_options"
    assert not [name for name in files if re.search(unwanted, name)]
    assert not [name for name, page in built.pages().items() if name.endswith("html") and re.search(unwanted, page)]


def test_a_large_site_leaves_the_text_out_of_the_search(project: Project) -> None:
    project.change("swarm.md", "## How it works", "## On cold days\n\nBees rest.\n\n## How it works")
    full = project.build().pages()["_static/search-text.js"]
    assert "Bees rest." in full
    project.change("conf.py", "kb_assets", "kb_search_text_pages = 5\nkb_assets")
    small = project.build().pages()["_static/search-text.js"]
    assert "On cold days" in small and "Bees rest." not in small and "How it works" not in small
    project.change("conf.py", "kb_search_text_pages = 5", "kb_search_text_pages = 6")
    assert project.build().pages()["_static/search-text.js"] == full


def test_missing_assets_are_told_with_what_to_do(project: Project) -> None:
    project.change("conf.py", "kb_assets = ", "kb_assets = 'nowhere' or ")
    with pytest.raises(ExtensionError, match=r"nowhere is missing, .* Run “make html”"):
        project.build()
    assert not project.build(builder="dummy").warnings, "the rules need no assets"


def test_the_index_leads_from_other_names_to_the_page(project: Project) -> None:
    page = project.build().page("genindex")
    assert re.search(r'<li>swarm of swarms: <a href="swarm.html#also-called">Swarm</a></li>', page)
    assert "Also called, or looked up as: </strong>swarm of swarms." in project.build().page("swarm")


#: The first page, with its lists by caption.
LISTED = (
    INDEX.split("```{toctree}")[0]
    + "```{toctree}\n:caption: Look up\n\nwords\nclaims\nsources\nbeginners\n```\n\n"
    + "```{toctree}\n:caption: Ideas\n\nswarm\ndance\n```\n"
)

BEGINNERS = """---
type: plain
nav: For beginners
description: A first path.
reviewed: 2026-01-01
next_review: 2099-01-01
reviewer: nobody yet
---

# For beginners

:::{first-path}
1. [The dance](dance.md) comes first.
2. [The swarm](swarm.md) follows it.
:::
"""


@pytest.fixture
def listed(project: Project) -> Project:
    """The project with a menu of groups and a first path, built."""
    project.write("index.md", LISTED)
    project.write("beginners.md", BEGINNERS)
    project.build()
    return project


def menu_on(html: str) -> list[str]:
    """The captions and the pages of the menu on a page, in order."""
    menu = html.split('<nav class="sidebar-tree"', 1)[1].split("</nav>")[0]
    rows = re.findall(r'<p class="caption"[^>]*>(.*?)</p>|<a class="reference"[^>]*>(.*?)</a>', menu)
    return [re.sub(r"<[^>]+>", "", caption or name) for caption, name in rows]


def places_on(html: str) -> list[str]:
    """The places and the concepts of each map on a page, from top to bottom."""
    pattern = r'<text class="map-place"[^>]*>(.*?)</text>|(?:map-concept|map-here).*?<text[^>]*>(.*?)</text>'
    return [place or name for place, name in re.findall(pattern, html)]


def test_a_new_definition_reaches_the_preview_on_each_page_that_links_to_it(project: Project) -> None:
    def preview(built: Built) -> object:
        (data,) = re.findall(r'<script type="application/json" id="term-previews">(.*?)</script>', built.page("dance"))
        return json.loads(data)

    first = project.build()
    standing = "article's own name"
    assert preview(first) == {"swarm.html#term-swarm": ["swarm", "Something that bees do together.", standing]}
    assert "term-previews" not in first.page("swarm"), "its prose links to no term"
    project.change("swarm.md", "Something that bees do together.", "A <cloud> of bees.")
    built = project.build()
    assert preview(built) == {"swarm.html#term-swarm": ["swarm", "A <cloud> of bees.", standing]}
    assert_same_as_clean(project, built)


def test_a_new_kind_of_relation_reaches_the_map_and_both_small_maps(project: Project) -> None:
    pages = ("words", "swarm", "dance")
    first = project.build()
    arcs = r'class="map-arc (\w+)".*?class="tip" d="([^"]*)"'
    before = [re.findall(arcs, first.page(name)) for name in pages]
    assert [[basis for basis, _tip in found] for found in before] == [["stated"]] * 3
    project.change("swarm.md", "feeds dance\n:basis: stated", "pulls-against dance\n:basis: implied")
    built = project.build()
    for name in pages:
        ((basis, tips),) = re.findall(arcs, built.page(name))
        assert (basis, tips.count("M")) == ("implied", 2), name
    assert_same_as_clean(project, built)


def test_a_longer_page_changes_its_minutes_on_the_path_and_on_the_page_before(listed: Project) -> None:
    def assert_taken(built: Built, minutes: int, in_all: int) -> None:
        path, before, page = (re.sub(r"<[^>]+>", "", built.page(name)) for name in ("beginners", "dance", "swarm"))
        assert f"{minutes} minutes to read" in page
        assert "The dance comes first. (1 minute)" in path
        assert f"The swarm follows it. ({minutes} minutes)" in path
        assert f"Time in all: about {in_all} minutes." in path
        assert f"For beginners, step 1 of 2. Next: Swarm ({minutes} minutes)." in " ".join(before.split())

    listed.change("swarm.md", "Bees fly out and come back.", "Bees fly out and come back.\n\n" * 60)
    assert_taken(listed.build(), 2, 3)
    listed.change("evidence/swarm.yaml", "The article says that it is so each time.", "The article says so. " * 100)
    built = listed.build()
    assert_taken(built, 4, 5)
    assert_same_as_clean(listed, built)


def test_a_new_step_on_the_path_changes_what_the_others_tell(listed: Project) -> None:
    listed.change("beginners.md", "follows it.\n", "follows it.\n3. [All words](words.md) come last.\n")
    built = listed.build()
    assert "step 1 of 3" in built.page("dance") and "step 2 of 3" in built.page("swarm")
    assert 'Next: <a class="lead-on" href="words.html">Words</a> (1 minute).' in built.page("swarm")
    assert "step 3 of 3. This is the last step." in re.sub(r"<[^>]+>", "", built.page("words"))
    assert_same_as_clean(listed, built)


def test_a_new_caption_reaches_the_menu_of_every_page(listed: Project) -> None:
    listed.change("index.md", ":caption: Look up", ":caption: Look it up")
    built = listed.build()
    expected = ["Look it up", "Words", "Claims", "Sources", "For beginners", "1 Spring", "Swarm", "2 Summer", "Dance"]
    for name in ("index", "words", "claims", "sources", "beginners", "swarm", "dance", "genindex", "search"):
        assert menu_on(built.page(name)) == expected, name
    assert_same_as_clean(listed, built)


def test_a_concept_that_moves_to_another_step_moves_in_every_menu(listed: Project) -> None:
    listed.change("dance.md", "step: summer", "step: meadow")
    built = listed.build()
    for name in ("index", "claims", "beginners", "swarm", "dance"):
        assert menu_on(built.page(name))[-4:] == ["1 Spring", "Swarm", "Beside the loop", "Dance"], name
    assert "Beside the loop: The meadow" in built.page("dance")
    assert_same_as_clean(listed, built)


def test_a_concept_that_moves_to_another_step_moves_on_the_maps(project: Project) -> None:
    project.build()  # its menu is one list of all pages, so no page changes for that
    project.change("dance.md", "step: summer", "step: meadow")
    built = project.build()
    for name in ("words", "swarm", "dance"):
        assert places_on(built.page(name)) == ["1 Spring", "Swarm", "The meadow", "Dance"], name
    assert_same_as_clean(project, built)


def test_a_new_title_reaches_the_glossary(project: Project) -> None:
    project.build()
    project.change("swarm.md", "# Swarm of the bees", "# Swarm of all bees")
    built = project.build()
    assert "Swarm of all bees" in built.page("words")
    assert_same_as_clean(project, built)


def test_another_link_in_a_definition_reaches_the_glossary(project: Project) -> None:
    project.change("swarm.md", "swarm\n  Something", "swarm\nflock\n  Something")
    project.change("dance.md", "  Something that bees do", "  Something that a {term}`swarm` of bees does")
    project.build()
    project.change("dance.md", "{term}`swarm` of bees", "{term}`swarm <flock>` of bees")
    built = project.build()
    assert "#term-flock" in built.page("words")
    assert_same_as_clean(project, built)


def test_other_sites_are_told_what_a_link_shows_once_the_address_is_known(project: Project) -> None:
    here = project.build().page("dance")
    assert '<meta property="og:title" content="Dance of the bees">' in here
    assert '<meta property="og:description" content="What dance is.">' in here
    assert "og:image" not in here
    project.change("conf.py", 'html_title = "Bees"', 'html_title = "Bees"\nhtml_baseurl = "https://bees.example/kb/"')
    there = project.build().page("dance")
    assert '<meta property="og:image" content="https://bees.example/kb/bees.png">' in there
    assert '<meta property="og:image:alt" content="A bee on a flower.">' in there
