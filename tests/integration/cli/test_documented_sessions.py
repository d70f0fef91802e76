"""
The guide shows what the program prints.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kontokit_cli.application import COMMANDS
from kontokit_cli.exit_codes import MEANINGS
from tests.support.command_line import CommandLine, clean_environment
from tests.support.pseudo_terminal import Terminal

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs/cli.md").read_text("utf-8")
SESSIONS = GUIDE.partition("## Sessions")[2].partition("\n## ")[0]
BLOCKS = re.findall(r"^```console\n(.*?)^```", SESSIONS, re.DOTALL | re.MULTILINE)
PIN = "PIN: "
TYPED = {PIN: "1234", "TAN: ": "123456"}


def steps(block: str) -> list[tuple[str, list[str]]]:
    """
    Each command of a block with the lines that it shows.
    """
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def masked(text: str) -> list[str]:
    """
    Lines without what differs from day to day and from run to run.
    """
    text = re.sub(r"\x1b\[[0-9;]*m", "", text.replace("\r\n", "\n"))
    text = re.sub(r"\d\d:\d\d:\d\d", "TIME", re.sub(r"\d{4}-\d\d-\d\d", "DAY", text))
    text = re.sub(r"(connect-)[0-9a-f]{10}", r"\1ID", text)
    text = re.sub(r'"amount":"[^"]+","counterparty":"[^"]+"', "ROW", text)
    return [re.sub(r" {2,}", "  ", line).rstrip() for line in text.splitlines() if line.strip()]


def fits(shown: list[str], documented: list[str]) -> bool:
    """
    Whether lines are as documented; ``…`` stands for any text, and on its own for any lines.
    """
    pattern = r"\n".join(re.escape(line).replace("…", ".*?") for line in documented)
    return re.fullmatch(pattern, "\n".join(shown), re.DOTALL) is not None


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
    for command, documented in steps(block):
        if any(PIN in line for line in documented):
            shown = at_a_terminal(person, command, documented)
        else:
            shown = in_a_shell(person, command)
        assert fits(masked(shown), masked("\n".join(documented))), shown


def in_a_shell(person: CommandLine, command: str) -> str:
    done = subprocess.run(
        ["sh", "-c", command],
        env={**clean_environment(), **person.variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout


def at_a_terminal(person: CommandLine, command: str, documented: list[str]) -> str:
    with Terminal(person, shlex.split(command)[1:]) as terminal:
        for prompt in (one for line in documented for one in TYPED if one in f"{line} "):
            terminal.until(re.escape(prompt))
            terminal.type(TYPED[prompt])
        return terminal.to_end()


def test_every_command_and_code_is_in_the_guide() -> None:
    """
    A new command or code is documented.
    """
    table = GUIDE.partition("## Commands")[2].partition("\n## ")[0]
    named = set(re.findall(r"[a-z]+", " ".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE))))
    assert set(COMMANDS) <= named
    codes = dict(re.findall(r"^\| (\d+) \| (.+) \|$", GUIDE, re.MULTILINE))
    assert {int(code): text.strip("*") for code, text in codes.items()} == dict(MEANINGS)
