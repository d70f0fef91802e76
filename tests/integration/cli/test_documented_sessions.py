"""
The guide shows what the program prints.
"""

from __future__ import annotations

import re
import sys

import pytest

from kontokit_cli.application import COMMANDS
from kontokit_cli.exit_codes import MEANINGS
from tests.support.command_line import CommandLine, clean_environment
from tests.support.documented_sessions import BLOCKS, GUIDE, play


@pytest.fixture
def person(alone: CommandLine) -> CommandLine:
    """
    A person with the program on the path, who has used the sandbox before.
    """
    program = alone.folder / "bin" / "kontokit"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m kontokit_cli "$@"\n', "utf-8")
    program.chmod(0o700)
    path = f"{program.parent}:{clean_environment()['PATH']}"
    alone.variables |= {"PATH": path, "LANG": "de_DE.UTF-8"}
    assert alone.run("--sandbox", "accounts").returncode == 0
    return alone


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[:48])
def test_a_session_is_as_documented(person: CommandLine, block: str) -> None:
    """
    Line by line, but for days, times and ids.
    """
    play(person, block)


def test_every_command_and_code_is_in_the_guide() -> None:
    """
    A new command or code is documented.
    """
    table = GUIDE.partition("## Commands")[2].partition("\n## ")[0]
    named = set(re.findall(r"[a-z]+", " ".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE))))
    assert set(COMMANDS) <= named
    codes = dict(re.findall(r"^\| (\d+) \| (.+) \|$", GUIDE, re.MULTILINE))
    assert {int(code): text.strip("*") for code, text in codes.items()} == dict(MEANINGS)
