"""
What is public, beside the last release, in a small repository.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.supply import api_diff, release

OLD = "def pay(amount: int, *, note: str = '') -> None: ...\ndef ask() -> None: ...\n"
NEW = OLD.replace("note", "purpose").replace("ask()", "ask(*, again: bool = False)")


def git(folder: Path, *words: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.invalid"]
    subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """
    One distribution with a release 0.2.0, and a change behind it.
    """
    for name in (".", "generator"):
        package = tmp_path / name / "src" / ("kontokit" if name == "." else "kontokit_generator")
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(OLD)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Release")
    git(tmp_path, "tag", "v0.2.0")
    git(tmp_path, "tag", "video")
    (tmp_path / "src/kontokit/__init__.py").write_text(NEW)
    return tmp_path


def test_a_keyword_that_is_gone_is_named(repository: Path) -> None:
    """
    A new keyword is none of it.
    """
    found = list(api_diff.breaking_changes("v0.2.0", repository))
    assert found == ["src/kontokit/__init__.py:1: pay(note): Parameter was removed"]


def test_a_new_distribution_breaks_nothing(repository: Path) -> None:
    """
    It has nothing to compare with.
    """
    package = repository / "packages/new/src/kontokit_new"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(NEW)
    (repository / "packages/new/pyproject.toml").write_text("")
    assert len(list(api_diff.breaking_changes("v0.2.0", repository))) == 1


def test_the_last_release_is_the_newest_tag_below(repository: Path) -> None:
    """
    By version, not by time or spelling; other tags are none.
    """
    for tag in ("v0.10.0", "v0.9.1"):
        git(repository, "tag", tag)
    assert api_diff.last_release("0.11.0", repository) == "v0.10.0"
    assert api_diff.last_release("0.10.0", repository) == "v0.9.1"
    assert api_diff.last_release("0.2.0", repository) is None


@pytest.mark.parametrize(
    ("old", "new", "may"),
    [
        ("v0.2.0", "0.2.1", False),
        ("v0.2.9", "0.3.0", True),
        ("v0.9.0", "1.0.0", True),
        ("v1.2.0", "1.3.0", False),
        ("v1.9.0", "2.0.0", True),
    ],
)
def test_what_a_version_may_change(old: str, new: str, may: bool) -> None:
    """
    As the page of versions says.
    """
    assert api_diff.may_break(old, new) is may


def test_a_patch_that_breaks_something_is_refused(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A minor version only lists it.
    """
    found = list(api_diff.breaking_changes("v0.2.0", repository))
    monkeypatch.setattr(api_diff, "last_release", lambda before: "v0.2.0")
    monkeypatch.setattr(api_diff, "breaking_changes", lambda tag: iter(found))
    assert list(release.public_names(release.Release("0.2.1", is_tried=True))) == found
    assert list(release.public_names(release.Release("0.3.0", is_tried=True))) == []


def test_a_placeholder_ends_a_release_and_not_a_trial(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Nobody publishes addresses that lead nowhere, and a trial says so.
    """
    refused = list(release.placeholders(release.Release("0.2.0", is_tried=False)))
    assert [one.partition(" is")[0] for one in refused] == ["documentation", "repository"]
    assert list(release.placeholders(release.Release("0.2.0", is_tried=True))) == []
    assert "a release would be refused: documentation" in capsys.readouterr().out


def test_steps_end_at_the_first_problem(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    And nothing is tagged.
    """
    ran: list[str] = []

    def step(name: str, *problems: str) -> release.Step:
        def run(_: release.Release) -> Iterator[str]:
            ran.append(name)
            yield from problems

        return run

    steps = {"one": step("one"), "two": step("two", "wrong"), "three": step("three")}
    monkeypatch.setattr(release, "STEPS", steps)
    assert release.main([]) == 1
    assert ran == ["one", "two"]
    assert "wrong" in capsys.readouterr().err
