"""The repository itself: commands, workflows, templates."""

from __future__ import annotations

import re
import subprocess

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_help_names_every_command() -> None:
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    commands = re.findall(r"^\.PHONY: (\S+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"html", "live", "check", "offline", "test", "clean", "help"} <= set(commands)
    for command in commands:
        assert re.search(rf"^  make {command} +\S", told, re.MULTILINE), command


def test_the_readme_names_commands_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^make (\w+)", readme, re.MULTILINE) + re.findall(r"`make (\w+)`", readme)
    assert {"html", "test"} <= set(named)
    for command in named:
        assert f"\n{command}:" in makefile


def test_the_readme_links_files_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", readme):
        assert (ROOT / target).is_file(), target


def test_the_readme_fits_one_screen() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 45


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_pin_actions_and_ask_for_no_more_than_they_need(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text(encoding="utf-8")
    uses = re.findall(r"uses: (\S+)", text)
    assert uses
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", use) for use in uses)
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    may_write = [name for name, job in workflow["jobs"].items() if "write" in str(job.get("permissions", ""))]
    assert may_write == (["deploy"] if path.stem == "publish" else [])


def test_workflows_run_the_same_commands_as_people() -> None:
    runs = [run for path in WORKFLOWS for run in re.findall(r"run: (.*)", path.read_text(encoding="utf-8"))]
    assert runs
    assert all(re.fullmatch(r"make \w+", run) for run in runs)


def test_there_is_one_short_pull_request_template() -> None:
    template = ROOT / ".github" / "PULL_REQUEST_TEMPLATE.md"
    assert len(template.read_text(encoding="utf-8").splitlines()) <= 10
    assert not (ROOT / ".github" / "PULL_REQUEST_TEMPLATE").exists()


@pytest.mark.parametrize("name", ["correction", "source"])
def test_issue_forms_ask_something(name: str) -> None:
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml").read_text(encoding="utf-8"))
    assert form["name"] and form["description"]
    assert any(part["type"] in ("textarea", "input") for part in form["body"])


def test_the_extension_knows_nothing_about_the_subject() -> None:
    subject = re.compile(r"isolat|lonel|rejection|anxi|solitude|trauma|psycholog", re.IGNORECASE)
    for path in (ROOT / "knowledge_base").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert not subject.search(path.read_text(encoding="utf-8")), path


def test_locks_pin_all_that_the_lists_name() -> None:
    for name in ("requirements", "requirements-test"):
        lock = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
        for line in (ROOT / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if "==" in line:
                assert re.search(rf"^{re.escape(line)} ", lock, re.MULTILINE | re.IGNORECASE), (
                    f"{name}: {line}: run make lock"
                )
        assert "://" not in lock
