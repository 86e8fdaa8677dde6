"""Builds of small sites: fresh, unchanged, edited, deleted, renamed, in parallel; incremental output equals clean."""

from __future__ import annotations

import re

import pytest

from tests.tiny import Built, Project, concept, relation


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
    assert '<a class="reference internal" href="swarm.html">Swarming</a>' in built.page("dance"), "in the menu"
    assert '<div class="title">Swarming</div>' in built.page("dance"), "in the link to the next page"
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
