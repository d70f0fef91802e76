"""
Versions of the distributions, what they ask of each other, and the addresses in their metadata.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from scripts.supply import addresses, versions
from scripts.supply.sbom import ROOT, distributions, project_of

FOLDERS = distributions()


def test_every_file_has_the_version_of_the_runtime() -> None:
    """
    Distributions, the lock, the pins of generated packages and the README of the sandbox.
    """
    assert versions.main(["--check"]) == 0
    changed = [path for path, text in versions.texts("9.8.7") if path.read_text("utf-8") != text]
    assert len(changed) == len(FOLDERS) + 3


def test_pins_of_the_next_version_are_raised() -> None:
    """
    With extras, in lists and in optional dependencies.
    """
    texts = {path.relative_to(ROOT).as_posix(): text for path, text in versions.texts("0.4.1")}
    command_line = texts["packages/cli/pyproject.toml"]
    assert 'version = "0.4.1"' in command_line
    assert '"kontokit>=0.4,<0.5"' in command_line
    assert '"kontokit-banking[camt]>=0.4,<0.5"' in command_line
    assert versions.span(versions.current()) not in command_line


@pytest.mark.parametrize(
    ("version", "span"),
    [("0.2.0", ">=0.2,<0.3"), ("0.10.3", ">=0.10,<0.11"), ("1.4.2", ">=1,<2")],
)
def test_what_one_distribution_asks_of_another(version: str, span: str) -> None:
    """
    Before 1.0 the same minor version, then the same major one.
    """
    assert versions.span(version) == span


@pytest.mark.parametrize("arguments", [[], ["later"], ["0.3.0", "0.4.0"]])
def test_what_is_no_version_is_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """
    With the usage, and nothing is written.
    """
    assert versions.main(arguments) == 2
    assert "--check" in capsys.readouterr().err


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_metadata_has_the_addresses_of_the_setting(folder: Path) -> None:
    """
    Homepage, changelog, source and issues; the homepage is a page of the site.
    """
    urls: dict[str, Any] = project_of(folder)["urls"]
    home = str(urls["Homepage"]).removeprefix(addresses.addresses()["documentation"] + "/")
    assert urls == addresses.project_urls(home)


def test_an_address_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """
    A longer name that begins with it stays, and so does a file without it.
    """
    path = tmp_path / "README.md"
    path.write_text("(https://a.invalid/x.html) https://a.invalid.example https://a.invalid\n")
    assert addresses.replaced(path, "https://a.invalid", "https://docs.example.org")
    assert path.read_text() == (
        "(https://docs.example.org/x.html) https://a.invalid.example https://docs.example.org\n"
    )
    assert not addresses.replaced(path, "https://b.invalid", "https://docs.example.org")


@pytest.mark.parametrize(
    "arguments", [[], ["documentation"], ["nothing", "https://a.example"], ["repository", "a b"]]
)
def test_a_wrong_address_is_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Nothing is written.
    """
    assert addresses.main(arguments) == 2
    assert "https://docs.example.org" in capsys.readouterr().err


def test_placeholders_are_known() -> None:
    """
    By the domain that nobody can register.
    """
    assert addresses.is_placeholder("https://docs.kontokit.invalid")
    assert not addresses.is_placeholder("https://docs.example.org/invalid")


def test_the_page_of_versions_names_those_of_the_documents() -> None:
    """
    Each package with the API that its document describes.
    """
    rows = []
    for path in sorted(ROOT.glob("specs/*/openapi.yaml")):
        head = path.read_text("utf-8").partition("\npaths:")[0]
        title, version = (
            re.findall(rf"^  {key}: \"?([^\"\n]+)\"?$", head, re.MULTILINE)[0]
            for key in ("title", "version")
        )
        package = f"kontokit-{path.parent.name.replace('_', '-')}"
        rows.append(f"| `{package}` | {title} | {version} |")
    text = (ROOT / "docs/versions.md").read_text("utf-8")
    assert re.findall(r"^\| `kontokit-.*$", text, re.MULTILINE) == rows
