from __future__ import annotations

import json
import shutil
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from kontokit_generator.__main__ import FORMATS, main
from kontokit_generator.builder.scaffold import new_api
from kontokit_generator.lint.report import REPORTS
from kontokit_generator.settings.project import Project
from kontokit_generator.settings.settings_file import SETTINGS, default_project
from tests.support.generator_project import project_in, this_repository

KNOWN = ", ".join(this_repository().known_apis())


def test_an_unknown_api_lists_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """
    A misspelt API name on the command line is answered with the right ones.
    """
    assert main(["build", "bankinport"]) == 2
    assert capsys.readouterr().err == f"unknown API: bankinport; known are: {KNOWN}\n"


def test_no_command_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Without a command the generator says which there are.
    """
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 2
    assert "COMMAND" in capsys.readouterr().err


def test_lint_has_nothing_to_say_of_our_documents(capsys: pytest.CaptureFixture[str]) -> None:
    """
    The documents in specs/ hold to every house rule.
    """
    assert main(["lint"]) == 0
    assert capsys.readouterr().out == f"{KNOWN}: nothing to say\n"


def broken_repository(tmp_path: Path) -> Project:
    paths = project_in(tmp_path)
    new_api("demo_bank", paths)
    document = paths.document("demo_bank")
    text = document.read_text("utf-8").replace("summary: Get one account", "nullable: true")
    document.write_text(text, "utf-8")
    return paths


@pytest.mark.parametrize("command", ["lint", "build"])
def test_findings_can_be_chosen_and_written_for_programs(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    """
    By rule, as many as wanted, on standard output; the exit code tells of all of them.
    """
    monkeypatch.chdir(broken_repository(tmp_path).root)
    given = [command, "--rule", "every_key_is_known", "--limit", "1"]
    assert main([*given, "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [one["rule"] for one in found["findings"]] == ["every_key_is_known"]
    assert found["rules"] == {"every_key_is_known": 1}
    assert main([*given, "--format", "sarif"]) == 1
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"
    assert main(given) == 1
    assert "unknown key 'nullable'" in capsys.readouterr().err
    assert main([command, "--rule", "every_server_names_its_environment"]) == 1


def test_a_limit_is_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    """
    What is no number of findings is refused.
    """
    with pytest.raises(SystemExit):
        main(["lint", "--limit", "-1"])
    assert "--limit" in capsys.readouterr().err


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A folder outside of any project, with a document and its overlay.
    """
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    project = default_project(tmp_path / "other")
    new_api("in_house", project)
    shutil.copytree(project.documents / "in_house", folder / "in_house")
    return folder


def test_a_document_needs_no_settings(alone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    It is linted, built and checked; the package says nothing of where the document lay.
    """
    given = ["in_house/openapi.yaml", "--output", "client"]
    assert main(["lint", given[0]]) == 0
    assert main(["build", *given]) == 0
    assert "built client\n" in capsys.readouterr().out
    assert (alone / "client/src/in_house/py.typed").exists()
    text = (alone / "client/pyproject.toml").read_text("utf-8")
    assert text.startswith("# Made from openapi.yaml by ")
    assert "Private :: Do Not Upload" in text
    assert main(["check", *given]) == 0
    (alone / "client/src/in_house/py.typed").write_text("x", "utf-8")
    assert main(["check", *given]) == 1
    assert "client/src/in_house/py.typed differs" in capsys.readouterr().out


def test_a_build_replaces_nothing_else(alone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A folder with other files is refused; what is put beside a package stays.
    """
    (alone / "client").mkdir()
    notes = alone / "client/notes.txt"
    notes.write_text("by hand", "utf-8")
    given = ["build", "in_house", "--output", "client"]
    assert main(given) == 2
    assert "client is no package of the generator" in capsys.readouterr().err
    assert [path.name for path in (alone / "client").iterdir()] == ["notes.txt"]
    notes.unlink()
    assert main(given) == 0
    notes.write_text("by hand", "utf-8")
    (alone / "client/README.md").unlink()
    assert main(given) == 0
    assert notes.read_text("utf-8") == "by hand"
    assert (alone / "client/README.md").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["build", "nothing.yaml"], "nothing.yaml: no such file or folder"),
        (["lint"], "name one document"),
        (["lint", "in_house", "in_house/overlay.yaml"], "name one document"),
        (["build", "in_house", "--name", "json"], "json is a package already"),
        (["build", "in_house", "--name", "In House"], "is no name for an API"),
        (["drift", "report.json"], "there is no kontokit-generate.toml"),
        (["--settings", "nothing.toml", "build"], "nothing.toml: cannot be read"),
    ],
)
@pytest.mark.usefixtures("alone")
def test_wrong_words_say_what_to_write(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    With the exit code of wrong usage.
    """
    assert main(words) == 2
    assert message in capsys.readouterr().err


def test_a_project_begins_with_new(alone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    It writes settings where there are none, and what it names builds.
    """
    assert main(["new", "my_bank"]) == 0
    assert (alone / SETTINGS).exists()
    assert "kontokit-generate build my_bank" in capsys.readouterr().out
    assert main(["lint"]) == 0
    assert main(["new", "my_bank"]) == 2


@pytest.mark.parametrize("installed", ["1.2.3", ""])
def test_sources_have_no_version(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, installed: str
) -> None:
    """
    An installed command says its own.
    """

    def version(name: str) -> str:
        if not installed:
            raise PackageNotFoundError(name)
        return installed

    monkeypatch.setattr("importlib.metadata.version", version)
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    said = installed or "not installed: run from its sources"
    assert (stopped.value.code, capsys.readouterr().out) == (0, f"{said}\n")


def test_help_begins_with_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    """
    And every command has its own.
    """
    for words in (["--help"], *([name, "--help"] for name in ("build", "check", "lint", "new"))):
        with pytest.raises(SystemExit) as stopped:
            main(words)
        assert stopped.value.code == 0
    assert "kontokit-generate build my-api.yaml --output client/" in capsys.readouterr().out
    assert tuple(REPORTS) == FORMATS
