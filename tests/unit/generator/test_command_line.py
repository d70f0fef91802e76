from __future__ import annotations

import json
from pathlib import Path

import pytest

from kontokit_generator.__main__ import main
from kontokit_generator.builder.scaffold import new_api
from kontokit_generator.settings.project import Project
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
