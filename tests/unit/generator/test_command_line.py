from __future__ import annotations

import pytest

from kontokit_generator.__main__ import main
from kontokit_generator.builder.paths import HERE

KNOWN = ", ".join(HERE.known_apis())


def test_an_unknown_api_lists_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """
    A misspelt API name on the command line is answered with the right ones.
    """
    with pytest.raises(SystemExit) as stopped:
        main(["build", "bankinport"])
    assert stopped.value.code == 2
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
