"""
A document without settings.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kontokit_generator.settings.errors import SettingsError
from kontokit_generator.settings.single import single_project


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("my-api.yaml", "my_api"),
        ("My API.v2.json", "my_api"),
        ("treasury/openapi.yaml", "treasury"),
        ("treasury/swagger.json", "treasury"),
        ("in-house", "in_house"),
    ],
)
def test_an_api_is_named_after_its_document(tmp_path: Path, path: str, name: str) -> None:
    """
    Or after the folder, where the name of the file tells nothing.
    """
    document = tmp_path / path
    (document if not document.suffix else document.parent).mkdir(exist_ok=True)
    project = single_project(document)
    assert project.known_apis() == [name]
    api = project.api(name)
    assert api.folder == Path(name.replace("_", "-"))
    assert api.origin == api.word == document.name


def test_a_name_without_words_has_to_be_given(tmp_path: Path) -> None:
    """
    The error says how.
    """
    with pytest.raises(SettingsError, match="--name"):
        single_project(tmp_path / "2024.yaml")
    assert single_project(tmp_path / "2024.yaml", name="bank").known_apis() == ["bank"]


def test_its_package_is_not_for_public_indexes(tmp_path: Path) -> None:
    """
    Nobody has said under which licence it may go there.
    """
    api = single_project(tmp_path / "bank.yaml", prefix="acme").api("bank")
    assert api.distribution == "acme-bank"
    assert api.metadata.classifiers == ("Private :: Do Not Upload",)
