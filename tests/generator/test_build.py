from __future__ import annotations

from pathlib import Path

import pytest

from kontokit_generator.builder.build import build, differences
from kontokit_generator.builder.paths import Folders
from kontokit_generator.builder.scaffold import new_provider
from kontokit_generator.openapi.findings import FindingsError


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = Folders(tmp_path)
    new_provider("demo_bank", made)
    return made


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_new_provider_builds_as_it_is(folders: Folders) -> None:
    """
    The documents that new-provider writes are correct and give a package.
    """
    build(["demo_bank"], folders)
    package = folders.generated / "demo_bank" / "src" / "kontokit_demo_bank"
    assert "class DemoBank(SyncClient)" in (package / "client.py").read_text("utf-8")
    assert (package / "py.typed").exists()


def test_building_twice_changes_no_byte(folders: Folders) -> None:
    """
    The same documents give the same bytes, lock and sandbox copies included.
    """
    build(["demo_bank"], folders)
    first = contents(folders.root)
    build(["demo_bank"], folders)
    assert contents(folders.root) == first


def test_a_fresh_build_has_no_differences(folders: Folders) -> None:
    """
    What was just built is what the documents give.
    """
    build(["demo_bank"], folders)
    assert differences(["demo_bank"], folders) == []


def test_one_changed_byte_is_a_difference(folders: Folders) -> None:
    """
    A single byte touched in a package is found, with its file and line.
    """
    build(["demo_bank"], folders)
    client = folders.generated / "demo_bank" / "src" / "kontokit_demo_bank" / "client.py"
    replace(client, "DemoBank: ``DemoBank``", "DemoBank; ``DemoBank``")
    (found,) = differences(["demo_bank"], folders)
    assert "client.py differs from line 5" in found


def test_a_stray_file_is_a_difference(folders: Folders) -> None:
    """
    A file that the generator did not make does not belong in a package.
    """
    build(["demo_bank"], folders)
    (folders.generated / "demo_bank" / "notes.txt").write_text("by hand", "utf-8")
    assert differences(["demo_bank"], folders) == [
        "generated/demo_bank/notes.txt does not belong there"
    ]


def test_a_missing_file_is_a_difference(folders: Folders) -> None:
    """
    A file that was removed from a package is found.
    """
    build(["demo_bank"], folders)
    (folders.generated / "demo_bank" / "README.md").unlink()
    assert differences(["demo_bank"], folders) == ["generated/demo_bank/README.md is missing"]


def test_a_changed_document_is_a_difference(folders: Folders) -> None:
    """
    A document that was changed without building again shows in package, copy and lock.
    """
    build(["demo_bank"], folders)
    replace(folders.document("demo_bank"), "The balance in euros.", "The balance.")
    found = differences(["demo_bank"], folders)
    assert any("models.py differs" in line for line in found)
    assert any("is not what specs/demo_bank/openapi.yaml says" in line for line in found)
    assert found[-1] == "specs.lock does not pin the sources as they are"


def test_a_failure_leaves_the_old_package_whole(folders: Folders) -> None:
    """
    A wrong document writes nothing: package, copy and lock stay as they were.
    """
    build(["demo_bank"], folders)
    before = contents(folders.generated)
    replace(folders.document("demo_bank"), "operationId: getAccount", "operationId: get_account")
    with pytest.raises(FindingsError):
        build(["demo_bank"], folders)
    assert contents(folders.generated) == before


def test_one_wrong_document_stops_all_packages(folders: Folders) -> None:
    """
    Packages are swapped in together or not at all.
    """
    new_provider("other_bank", folders)
    replace(folders.document("other_bank"), "operationId: getAccount", "operationId: get_account")
    with pytest.raises(FindingsError):
        build(["demo_bank", "other_bank"], folders)
    assert list(folders.generated.iterdir()) == []


def test_all_findings_are_shown_together(folders: Folders) -> None:
    """
    A build reports every finding of every document at once.
    """
    new_provider("other_bank", folders)
    for api in ("demo_bank", "other_bank"):
        replace(folders.document(api), "summary: Get one account", "summary: ''")
        replace(folders.document(api), "format: decimal", "format: double")
    with pytest.raises(FindingsError) as caught:
        build(["demo_bank", "other_bank"], folders)
    assert {finding.api for finding in caught.value.findings} == {"demo_bank", "other_bank"}
    assert len(caught.value.findings) >= 4


def test_the_version_stays_as_the_lock_says(folders: Folders) -> None:
    """
    A version raised by hand in the lock is kept and reaches the package.
    """
    build(["demo_bank"], folders)
    replace(folders.lock, 'version = "0.1.0"', 'version = "0.2.0"')
    build(["demo_bank"], folders)
    project = folders.generated / "demo_bank" / "pyproject.toml"
    assert 'version = "0.2.0"' in project.read_text("utf-8")
    assert 'version = "0.2.0"' in folders.lock.read_text("utf-8")


@pytest.mark.parametrize("name", ["", "Demo", "demo-bank", "1bank", "demo__bank", "../bank"])
def test_a_name_that_is_no_package_is_refused(tmp_path: Path, name: str) -> None:
    """
    new-provider takes only names that can be a folder and a package.
    """
    with pytest.raises(ValueError, match="is no name for an API"):
        new_provider(name, Folders(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_provider_is_not_begun_twice(folders: Folders) -> None:
    """
    new-provider never writes over a document.
    """
    with pytest.raises(ValueError, match="is there already"):
        new_provider("demo_bank", folders)
