from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kontokit_generator.builder import make as make_module
from kontokit_generator.builder.build import build, differences
from kontokit_generator.builder.scaffold import new_api
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.render.package import render_package
from kontokit_generator.settings.metadata import PackageMetadata
from kontokit_generator.settings.project import Project
from kontokit_generator.settings.settings_file import SETTINGS, read_settings
from tests.support.generator_project import project_in

COPIES = "packages/sandbox/src/kontokit_sandbox/specs"


@pytest.fixture
def paths(tmp_path: Path) -> Project:
    made = project_in(tmp_path)
    new_api("demo_bank", made)
    return made


def lock_of(project: Project) -> Path:
    assert project.lock
    return project.lock


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


def test_a_new_api_builds_as_it_is(paths: Project) -> None:
    """
    The documents that new writes are correct and give a package.
    """
    build(["demo_bank"], paths)
    package = paths.output / "demo_bank" / "src" / "kontokit_demo_bank"
    assert "class DemoBank(SyncClient)" in (package / "client.py").read_text("utf-8")
    assert (package / "py.typed").exists()


def test_building_twice_changes_no_byte(paths: Project) -> None:
    """
    The same documents give the same bytes, lock and sandbox copies included.
    """
    build(["demo_bank"], paths)
    first = contents(paths.root)
    build(["demo_bank"], paths)
    assert contents(paths.root) == first


def test_a_fresh_build_has_no_differences(paths: Project) -> None:
    """
    What was just built is what the documents give.
    """
    build(["demo_bank"], paths)
    assert differences(["demo_bank"], paths) == []


def test_one_changed_byte_is_a_difference(paths: Project) -> None:
    """
    A single byte touched in a package is found, with its file and line.
    """
    build(["demo_bank"], paths)
    client = paths.output / "demo_bank" / "src" / "kontokit_demo_bank" / "client.py"
    replace(client, "DemoBank: ``DemoBank``", "DemoBank; ``DemoBank``")
    (found,) = differences(["demo_bank"], paths)
    assert "client.py differs from line 5" in found


def test_a_stray_file_is_a_difference(paths: Project) -> None:
    """
    A file that the generator did not make does not belong in a package.
    """
    build(["demo_bank"], paths)
    (paths.output / "demo_bank" / "notes.txt").write_text("by hand", "utf-8")
    assert differences(["demo_bank"], paths) == [
        "generated/demo_bank/notes.txt does not belong there"
    ]


def test_a_missing_file_is_a_difference(paths: Project) -> None:
    """
    A file that was removed from a package is found.
    """
    build(["demo_bank"], paths)
    (paths.output / "demo_bank" / "README.md").unlink()
    assert differences(["demo_bank"], paths) == ["generated/demo_bank/README.md is missing"]


def test_a_changed_document_is_a_difference(paths: Project) -> None:
    """
    A document that was changed without building again shows in package, copy and lock.
    """
    build(["demo_bank"], paths)
    replace(paths.document("demo_bank"), "The balance in euros.", "The balance.")
    found = differences(["demo_bank"], paths)
    assert any("models.py differs" in line for line in found)
    assert any("is not what specs/demo_bank/openapi.yaml says" in line for line in found)
    assert found[-1] == "specs.lock does not pin the sources as they are"


def test_a_failure_leaves_the_old_package_whole(paths: Project) -> None:
    """
    A wrong document writes nothing: package, copy and lock stay as they were.
    """
    build(["demo_bank"], paths)
    before = contents(paths.output)
    replace(paths.document("demo_bank"), "operationId: getAccount", "operationId: get_account")
    with pytest.raises(FindingsError):
        build(["demo_bank"], paths)
    assert contents(paths.output) == before


def test_one_wrong_document_stops_all_packages(paths: Project) -> None:
    """
    Packages are swapped in together or not at all.
    """
    new_api("other_bank", paths)
    replace(paths.document("other_bank"), "operationId: getAccount", "operationId: get_account")
    with pytest.raises(FindingsError):
        build(["demo_bank", "other_bank"], paths)
    assert list(paths.output.iterdir()) == []


def test_all_findings_are_shown_together(paths: Project) -> None:
    """
    A build reports every finding of every document at once.
    """
    new_api("other_bank", paths)
    for api in ("demo_bank", "other_bank"):
        replace(paths.document(api), "summary: Get one account", "summary: ''")
        replace(paths.document(api), "format: decimal", "format: double")
    with pytest.raises(FindingsError) as caught:
        build(["demo_bank", "other_bank"], paths)
    assert {finding.api for finding in caught.value.findings} == {"demo_bank", "other_bank"}
    assert len(caught.value.findings) >= 4


def test_the_version_is_that_of_the_settings(paths: Project) -> None:
    """
    A version that is raised there reaches the package and the lock.
    """
    build(["demo_bank"], paths)
    settings = paths.root / SETTINGS
    version = paths.api("demo_bank").metadata.version
    replace(settings, f'version = "{version}"', 'version = "9.8.7"')
    paths = read_settings(settings)
    build(["demo_bank"], paths)
    project = paths.output / "demo_bank" / "pyproject.toml"
    assert 'version = "9.8.7"' in project.read_text("utf-8")
    assert 'version = "9.8.7"' in lock_of(paths).read_text("utf-8")


@pytest.mark.parametrize("name", ["", "Demo", "demo-bank", "1bank", "demo__bank", "../bank"])
def test_a_name_that_is_no_package_is_refused(tmp_path: Path, name: str) -> None:
    """
    ``new`` takes only names that can be a folder and a package.
    """
    with pytest.raises(ValueError, match="is no name for an API"):
        new_api(name, project_in(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {SETTINGS, "LICENSE"}


def test_an_api_is_not_begun_twice(paths: Project) -> None:
    """
    ``new`` never writes over a document.
    """
    with pytest.raises(ValueError, match="exists already"):
        new_api("demo_bank", paths)


def made_by(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """
    The packages that are made from now on.
    """
    made: list[str] = []

    def noted(api: str, folder: Path, paths: Project, *, types: bool = False) -> make_module.Made:
        made.append(api)
        return make(api, folder, paths, types=types)

    make = make_module.make
    monkeypatch.setattr(make_module, "make", noted)
    return made


def test_what_has_not_changed_is_not_made_again(
    paths: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Neither by a build nor by a check, until the notes are gone.
    """
    build(["demo_bank"], paths)
    made = made_by(monkeypatch)
    build(["demo_bank"], paths)
    assert differences(["demo_bank"], paths) == []
    assert made == []
    paths.known_packages.unlink()
    assert differences(["demo_bank"], paths) == []
    paths.known_packages.write_text("no JSON", "utf-8")
    assert differences(["demo_bank"], paths) == []
    assert made == ["demo_bank", "demo_bank"]


@pytest.mark.parametrize(
    "changed",
    [
        "specs/demo_bank/openapi.yaml",
        "specs/demo_bank/overlay.yaml",
        "generated/demo_bank/src/kontokit_demo_bank/models.py",
        "packages/sandbox/src/kontokit_sandbox/specs/demo_bank.json",
    ],
)
def test_a_changed_file_is_noticed(
    paths: Project, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    """
    Of what a package is made from, and of what is made. Removed files count as well.
    """
    build(["demo_bank"], paths)
    made = made_by(monkeypatch)
    file = paths.root / changed
    text = file.read_text("utf-8")
    file.write_text(text + "\n", "utf-8")
    differences(["demo_bank"], paths)
    assert made == ["demo_bank"]
    file.write_text(text, "utf-8")
    assert differences(["demo_bank"], paths) == []
    if not changed.startswith("specs"):
        file.unlink()
        assert differences(["demo_bank"], paths)


def test_a_package_that_differs_is_not_noted(paths: Project) -> None:
    """
    Each check says so again.
    """
    build(["demo_bank"], paths)
    (paths.output / "demo_bank" / "README.md").write_text("changed", "utf-8")
    assert differences(["demo_bank"], paths)
    assert differences(["demo_bank"], paths)


def test_packages_are_made_side_by_side(paths: Project) -> None:
    """
    What is wrong with each of them is told together, and nothing is written.
    """
    new_api("other_bank", paths)
    build(["demo_bank", "other_bank"], paths)
    assert differences(["demo_bank", "other_bank"], paths) == []
    for api in ("demo_bank", "other_bank"):
        replace(paths.document(api), "openapi: 3.1", "openapi: 2.1")
    with pytest.raises(FindingsError) as raised:
        build(["demo_bank", "other_bank"], paths)
    assert {finding.api for finding in raised.value.findings} == {"demo_bank", "other_bank"}


def test_bytes_do_not_depend_on_the_working_directory(
    paths: Project,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    What lies in the folder that the generator is run in is not looked at.
    """
    build(["demo_bank"], paths)
    first = contents(paths.output)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for name in ("kontokit", "msgspec", "src/typing"):
        (elsewhere / name).mkdir(parents=True)
        (elsewhere / name / "__init__.py").touch()
    (elsewhere / "pyproject.toml").write_text("[tool.ruff]\nline-length = 40\n", "utf-8")
    monkeypatch.chdir(elsewhere)
    paths.known_packages.unlink()
    build(["demo_bank"], paths)
    assert contents(paths.output) == first


def test_the_lock_pins_only_what_was_built(paths: Project) -> None:
    """
    A package that was left out of a build keeps its entry, and a check still tells of it.
    """
    new_api("other_bank", paths)
    build(["demo_bank", "other_bank"], paths)
    before = lock_of(paths).read_text("utf-8")
    for api in ("demo_bank", "other_bank"):
        replace(paths.document(api), "The balance in euros.", "The balance.")
    build(["demo_bank"], paths)
    after = lock_of(paths).read_text("utf-8")
    changed = {line for line in after.splitlines() if line not in before.splitlines()}
    assert len(changed) == 1
    assert changed <= set(after.partition("[other_bank]")[0].splitlines())
    assert differences(["demo_bank"], paths) == []
    assert "specs.lock does not pin the sources as they are" in differences(["other_bank"], paths)


def test_a_partial_build_does_not_pin_the_generator(paths: Project) -> None:
    """
    The other packages were built by another one.
    """
    new_api("other_bank", paths)
    build(["demo_bank", "other_bank"], paths)
    text = lock_of(paths).read_text("utf-8")
    source = next(line for line in text.splitlines() if line.startswith("source = "))
    replace(lock_of(paths), source, 'source = "sha256:older"')
    build(["demo_bank"], paths)
    assert 'source = "sha256:older"' in lock_of(paths).read_text("utf-8")
    build(["demo_bank", "other_bank"], paths)
    assert lock_of(paths).read_text("utf-8") == text


def test_a_package_without_a_document_is_found(paths: Project) -> None:
    """
    With its copy for the sandbox and its entry in the lock.
    """
    new_api("other_bank", paths)
    build(["demo_bank", "other_bank"], paths)
    shutil.rmtree(paths.documents / "other_bank")
    assert differences(["demo_bank"], paths) == [
        "specs.lock does not pin the sources as they are",
        "generated/other_bank has no document: delete it, or bring specs/other_bank back",
        f"{COPIES}/other_bank.json has no document: delete it",
    ]


def test_what_a_killed_build_left_is_removed(paths: Project) -> None:
    """
    Half a package goes, and one that was being replaced comes back.
    """
    build(["demo_bank"], paths)
    first = contents(paths.output)
    (paths.output / ".kontokit-building-x" / "demo_bank").mkdir(parents=True)
    (paths.output / ".kontokit-old-other").mkdir()
    (paths.output / "demo_bank").rename(paths.output / ".kontokit-old-demo_bank")
    (paths.output / "other").mkdir()
    build(["demo_bank"], paths)
    (paths.output / "other").rmdir()
    assert contents(paths.output) == first
    assert [path.name for path in paths.output.iterdir()] == ["demo_bank"]


def test_a_package_that_cannot_be_imported_is_not_swapped_in(
    paths: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The package before stays.
    """
    build(["demo_bank"], paths)
    before = contents(paths.output)
    replace(paths.document("demo_bank"), "The balance in euros.", "The balance.")

    def broken(document: Document, metadata: PackageMetadata) -> dict[str, str]:
        files = render_package(document, metadata)
        client = next(name for name in files if name.endswith("/client.py"))
        return {**files, client: files[client] + "\nraise RuntimeError('broken')\n"}

    monkeypatch.setattr(make_module, "render_package", broken)
    with pytest.raises(FindingsError, match=r"client cannot be imported \(RuntimeError: broken\)"):
        build(["demo_bank"], paths)
    assert contents(paths.output) == before


@pytest.mark.parametrize(
    ("seed", "zone", "language", "inside"),
    [("1", "Pacific/Kiritimati", "C", True), ("2", "Asia/Kolkata", "tr_TR.UTF-8", False)],
)
def test_bytes_do_not_depend_on_the_process(
    paths: Project, tmp_path: Path, seed: str, zone: str, language: str, *, inside: bool
) -> None:
    """
    Not on its hash seed, its time zone, its language, its encoding or its folder.
    """
    build(["demo_bank"], paths)
    shutil.rmtree(paths.cache)  # it knows that the package is right
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "pyproject.toml").write_text("[tool.ruff]\nline-length = 40\n", "utf-8")
    environment = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "LANG": language}
    # Without these, Python takes UTF-8 where the language is C.
    environment |= {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "kontokit_generator", "--settings", paths.root / SETTINGS, "check"],
        cwd=paths.root if inside else elsewhere,
        env={**os.environ, **environment, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    assert done.stdout == b"demo_bank: as in their documents\n"


def test_a_note_of_what_was_assumed_goes_with_it(paths: Project) -> None:
    """
    A package that is no longer adopted has none left.
    """
    build(["demo_bank"], paths)
    note = paths.output / "demo_bank" / "ADOPTED.md"
    note.write_text("Once.", "utf-8")
    build(["demo_bank"], paths)
    assert not note.exists()
