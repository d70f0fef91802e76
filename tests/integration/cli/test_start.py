"""
What ``kontokit`` imports before it shows its version or a help page: click, and little else.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import kontokit_cli
from tests.support.command_line import CommandLine

SHOW_MODULES = "\nprint(*sorted(sys.modules), file=sys.stderr)"
KONTOKIT = "import sys; from kontokit_cli.__main__ import main; main(sys.argv[1:])"
CLICK = """
import sys, click
@click.command()
@click.option("--name", help="x")
@click.version_option("1")
def program(name): pass
program.main(["--help"], standalone_mode=False)"""
ALLOWED = {"__future__", "copy", "dataclasses", "locale", "_locale", "org", "org.python"}
"""Of the standard library, beside what click imports. None takes longer than 2 ms."""
HEAVY = {
    *("asyncio", "attrs", "cryptography", "decimal", "email", "filelock", "httpcore2", "httpx2"),
    *("importlib.metadata", "json", "keyring", "kontokit", "kontokit_banking", "kontokit_sandbox"),
    *("msgspec", "pathlib", "platformdirs", "rich", "ssl", "tomlkit", "zoneinfo"),
}


@pytest.fixture
def installed(alone: CommandLine) -> CommandLine:
    """
    A person with the package as a wheel installs it: its version is in the name of a folder.
    """
    folder = alone.folder / "site"
    (folder / "kontokit_cli-9.8.7.dist-info").mkdir(parents=True)
    (folder / "kontokit_cli").symlink_to(Path(kontokit_cli.__file__).parent)
    alone.variables["PYTHONPATH"] = f"{folder}:{alone.variables['PYTHONPATH']}"
    return alone


def run(person: CommandLine, program: str, *words: str) -> tuple[str, set[str]]:
    """
    Run a program; returns what it prints, and the modules that are imported at its end.
    """
    done = subprocess.run(
        [sys.executable, "-c", program + SHOW_MODULES, *words],
        env=person.variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout, set(done.stderr.split())


@pytest.mark.parametrize("words", ["--version", "--help", "accounts --help"])
def test_little_is_imported_beside_click(installed: CommandLine, words: str) -> None:
    """
    No client, no rich, no keyring, nothing of the runtime, and little of the standard library.
    """
    _, modules = run(installed, KONTOKIT, *words.split())
    _, of_click = run(installed, CLICK)
    ours = {one for one in modules if one.partition(".")[0] == "kontokit_cli"}
    assert "click" in modules
    assert modules - of_click - ours <= ALLOWED
    assert modules.isdisjoint(HEAVY)


def test_help_imports_the_commands_and_none_of_what_they_use(installed: CommandLine) -> None:
    """
    The first lines of all commands are in the help of the program; another one needs its own.
    """
    _, of_all = run(installed, KONTOKIT, "--help")
    _, of_one = run(installed, KONTOKIT, "accounts", "--help")
    _, of_none = run(installed, KONTOKIT, "--version")
    start = "kontokit_cli.commands."
    assert {one for one in of_one if one.startswith(start)} == {f"{start}accounts"}
    assert not {one for one in of_none if one.startswith(start)}
    own = {one for one in of_all if one.startswith("kontokit_cli.") and start not in one}
    known = ("__main__", "application", "commands", "completion", "exit_codes", "failures")
    assert own == {f"kontokit_cli.{one}" for one in (*known, "groups", "inputs", "options")}


def test_the_version_is_that_of_the_wheel(installed: CommandLine) -> None:
    """
    It is read without the metadata; where there is no such folder, from them.
    """
    assert run(installed, KONTOKIT, "--version")[0] == "kontokit 9.8.7\n"
    (installed.folder / "site" / "kontokit_cli-9.8.7.dist-info").rmdir()
    shown, modules = run(installed, KONTOKIT, "--version")
    assert shown.startswith("kontokit ")
    assert "9.8.7" not in shown
    assert "importlib.metadata" in modules
