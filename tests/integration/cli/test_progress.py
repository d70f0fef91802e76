"""
What a person sees of a command that takes long.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence

import pytest

from kontokit_sandbox import Sandbox
from tests.support.command_line import CommandLine
from tests.support.pseudo_terminal import Terminal

LINE = "Reading Girokonto"
READ = ("transactions", "girokonto", "--since", "30d")


@pytest.fixture
def slow(kontokit: CommandLine, sandbox: Sandbox) -> CommandLine:
    """
    A person whose transactions take three seconds.
    """
    kontokit.connected()
    sandbox.delay_answers("finapi_access", "GET", "/api/v2/transactions", seconds=3)
    return kontokit


def shown(kontokit: CommandLine, words: Sequence[str]) -> str:
    """
    What a terminal shows of a command that ends well.
    """
    with Terminal(kontokit, [f"--sandbox={kontokit.url}", *words]) as terminal:
        text = terminal.to_end()
        assert terminal.code == 0
    return text


def test_a_slow_command_says_what_it_does(slow: CommandLine) -> None:
    """
    The line is gone before the table stands there.
    """
    text = shown(slow, READ)
    assert f"{LINE} ••5678, 0 rows so far" in text
    assert text.rindex(LINE) < text.index("COUNTERPARTY")


@pytest.mark.parametrize("option", ["--no-progress", "--quiet", "--jsonl"])
def test_no_line_is_wanted(slow: CommandLine, option: str) -> None:
    """
    Nor is there one among rows for programs.
    """
    assert LINE not in shown(slow, [*READ, option])


def test_a_program_gets_rows_only(slow: CommandLine) -> None:
    """
    Without a terminal nothing is written beside them.
    """
    program = slow.process([f"--sandbox={slow.url}", *READ, "--json"], stdin=subprocess.DEVNULL)
    rows, beside = program.communicate(timeout=60)
    assert (program.returncode, beside) == (0, "")
    assert json.loads(rows)
