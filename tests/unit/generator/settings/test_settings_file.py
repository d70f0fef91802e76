"""
``kontokit-generate.toml``: what it says, and what is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from kontokit_generator.settings.errors import SettingsError
from kontokit_generator.settings.keys import API, PACKAGE, PROJECT
from kontokit_generator.settings.metadata import PackageMetadata
from kontokit_generator.settings.project import Project
from kontokit_generator.settings.settings_file import SETTINGS, find_settings, read_settings
from tests.support.generator_project import ROOT

Write = Callable[[str], Project]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """
    Write settings and read them.
    """

    def written(text: str) -> Project:
        (tmp_path / SETTINGS).write_text(text, "utf-8")
        return read_settings(tmp_path / SETTINGS)

    return written


def touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def test_every_key_has_a_default(write: Write, tmp_path: Path) -> None:
    """
    An empty file describes a project whose APIs are the folders of ``specs``.
    """
    project = write("")
    assert project.known_apis() == []
    for name in ("openapi.json", "notes.txt"):
        touch(tmp_path / "specs" / "in_house" / name)
    assert project.known_apis() == ["in_house"]
    api = project.api("in_house")
    assert api.document == tmp_path / "specs/in_house/openapi.json"
    assert api.overlay == tmp_path / "specs/in_house/overlay.yaml"
    assert api.folder == tmp_path / "generated/in_house"
    assert (api.package, api.distribution) == ("in_house", "in-house")
    assert project.lock == tmp_path / "kontokit-generate.lock"
    assert project.document_copies is None


def test_an_api_has_settings_of_its_own(write: Write, tmp_path: Path) -> None:
    """
    They win over those for all, and paths are seen from the folder of the settings.
    """
    touch(tmp_path / "apis" / "bank.yaml")
    project = write(
        """
        [package]
        prefix = "acme"
        version = "1.2.0"
        authors = ["ACME GmbH <api@acme.invalid>"]
        [apis.bank]
        document = "apis/bank.yaml"
        overlay = "bank-overlay.yaml"
        output = "clients/bank"
        version = "2.0.0"
        """
    )
    api = project.api("bank")
    assert project.known_apis() == ["bank"]
    assert api.document == tmp_path / "apis/bank.yaml"
    assert api.overlay == tmp_path / "bank-overlay.yaml"
    assert api.folder == tmp_path / "clients/bank"
    assert (api.distribution, api.metadata.version) == ("acme-bank", "2.0.0")
    assert api.metadata.authors == ("ACME GmbH <api@acme.invalid>",)
    assert project.api("other").metadata.version == "1.2.0"
    assert api.origin == "apis/bank.yaml"


def test_a_document_may_be_a_folder(write: Write, tmp_path: Path) -> None:
    """
    References may go anywhere in it.
    """
    touch(tmp_path / "bank" / "openapi.yml")
    api = write('[apis.bank]\ndocument = "bank"\n').api("bank")
    assert api.document == tmp_path / "bank/openapi.yml"
    assert api.sources == tmp_path / "bank"
    assert api.overlay == tmp_path / "bank/overlay.yaml"


@pytest.mark.parametrize(
    ("text", "key", "line", "message"),
    [
        ("outptu = 'a'", "outptu", 1, "unknown key; write output"),
        ("xyz = 'a'", "xyz", 1, "unknown key; known are: documents, output"),
        ("output = 3", "output", 1, "3 does not fit; write the path of a folder"),
        ("output = ''", "output", 1, "'' does not fit"),
        ("package = 3", "package", 1, "is no table; write [package]"),
        ("\n[package]\nprefix = 'A'", "package.prefix", 3, "lower case words"),
        ("[package]\nversion = 'one'", "package.version", 2, "a version such as 1.2.0"),
        ("[package]\nlicense = 'Ours'", "package.license", 2, "an SPDX expression"),
        ("[package]\nlicense-file = 'X'", "package.license-file", 2, "X cannot be read"),
        ("[package]\nauthors = 'ACME'", "package.authors", 2, "a list of texts"),
        ("[package]\nauthors = ['A <b>']", "package.authors", 2, "a list of texts"),
        ('[package]\nkeywords = ["a\\nb"]', "package.keywords", 2, "a list of texts"),
        ("[package]\nclassifiers = ['a']", "package.classifiers", 2, "Private :: Do Not Upload"),
        ("[package]\nhomepage = 'acme'", "package.homepage", 2, "a URL such as"),
        ("[package]\npython = '3.9'", "package.python", 2, "one of 3.11"),
        ("[package]\nreadme = ''", "package.readme", 2, "a text"),
        ("[apis.Bank]\n", "apis.Bank", 1, "is no name for an API"),
        ("[apis]\nbank = 3", "apis.bank", 2, "is no table; write [apis.bank]"),
        ("[apis.bank]\nlock = 'a'", "apis.bank.lock", 2, "unknown key"),
        ("[apis.bank]\nversion = ''", "apis.bank.version", 2, "a version"),
        ("[apis.bank]\nlicense-file = 'X'", "apis.bank.license-file", 2, "X cannot be read"),
        ("[package", "", None, "is no TOML"),
    ],
)
def test_wrong_settings_are_named_with_their_place(
    write: Write, text: str, key: str, line: int | None, message: str
) -> None:
    """
    The error has the key and the line, and says what to write.
    """
    with pytest.raises(SettingsError) as caught:
        write(text)
    error = caught.value
    assert message in error.message
    assert (error.file, error.key, error.line) == (SETTINGS, key, line)
    assert str(error).startswith(SETTINGS)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """
    As when ``--settings`` names one that is not there.
    """
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(tmp_path / SETTINGS)


def test_settings_are_found_from_folders_inside(write: Write, tmp_path: Path) -> None:
    """
    As git finds its repository.
    """
    assert find_settings(tmp_path) is None
    write("")
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    assert find_settings(inside) == tmp_path.resolve() / SETTINGS


def test_every_key_of_packages_is_known_by_their_metadata() -> None:
    """
    Each reaches an attribute; the licence as its text.
    """
    names = {key.name.replace("-", "_") for key in PACKAGE}
    attributes = {one.name for one in attrs.fields(PackageMetadata)}
    assert names - {"license_file"} == attributes - {"license_text"}


def test_the_page_lists_every_key() -> None:
    """
    docs/generator.md has the table of each place, as the code says it.
    """
    page = (ROOT / "docs" / "generator.md").read_text("utf-8")
    for keys in (PROJECT, API, PACKAGE):
        rows = [f"| `{key.name}` | {key.doc} | {key.default} |" for key in keys]
        assert "\n".join(["| key | what it says | without it |", "|---|---|---|", *rows]) in page
