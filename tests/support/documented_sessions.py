"""
The sessions of the guide of the command line, played line by line.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

from tests.support.command_line import clean_environment
from tests.support.pseudo_terminal import Person, Terminal

GUIDE = (Path(__file__).parents[2] / "docs/cli.md").read_text("utf-8")
SESSIONS = GUIDE.partition("## Sessions")[2].partition("\n## ")[0]
BLOCKS: list[str] = re.findall(r"^```console\n(.*?)^```", SESSIONS, re.DOTALL | re.MULTILINE)
PIN = "PIN: "
TYPED = {PIN: "1234", "TAN: ": "123456"}


def play(person: Person, block: str) -> None:
    """
    Type each command of a session, and compare what it shows: all but days, times and ids.
    """
    for command, documented in steps(block):
        if any(PIN in line for line in documented):
            shown = at_a_terminal(person, command, documented)
        else:
            shown = in_a_shell(person, command)
        assert fits(masked(shown), masked("\n".join(documented))), shown


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


def in_a_shell(person: Person, command: str) -> str:
    """
    What a line shows that is typed without a terminal.
    """
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=person.folder,
        env={**clean_environment(), **person.variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout


def at_a_terminal(person: Person, command: str, documented: list[str]) -> str:
    """
    What a line shows, with the answers to its questions.
    """
    name, *words = shlex.split(command)
    program = shutil.which(name, path=person.variables["PATH"])
    assert program, f"{name} is not on the path"
    with Terminal(person, words, program=[program]) as terminal:
        for prompt in (one for line in documented for one in TYPED if one in f"{line} "):
            terminal.until(re.escape(prompt))
            terminal.type(TYPED[prompt])
        return terminal.to_end()
