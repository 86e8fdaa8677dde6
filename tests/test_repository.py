from __future__ import annotations

import pytest

from knowledge_base.repository import repository_address, site_address

ACTIONS = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "bees/hive"}


def test_the_setting_wins_over_the_environment() -> None:
    assert repository_address("https://example.org/x/", ACTIONS) == "https://example.org/x"
    assert site_address("https://example.org", ACTIONS) == "https://example.org/"


def test_the_environment_of_the_ci_is_used_where_nothing_is_set() -> None:
    assert repository_address("", ACTIONS) == "https://github.com/bees/hive"
    assert site_address("", ACTIONS) == "https://bees.github.io/hive/"


def test_nothing_is_known_without_either() -> None:
    assert repository_address("", {}) == ""
    assert site_address("", {}) == ""


@pytest.mark.parametrize("name", ["bees.github.io", "Bees.github.io"])
def test_a_site_of_the_owner_stands_at_the_root(name: str) -> None:
    assert site_address("", {**ACTIONS, "GITHUB_REPOSITORY": f"bees/{name}"}) == "https://bees.github.io/"
