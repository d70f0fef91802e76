"""
Commands that cron and systemd run: with hardly a variable, no terminal, and nobody to ask.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from kontokit_sandbox import Sandbox
from tests.support.command_line import CommandLine
from tests.support.documented_sessions import GUIDE

_PROGRAM: Final = (
    "import sys; sys.path[:0] = sys.argv.pop(1).split(':');"
    "from kontokit_cli.__main__ import main; sys.exit(main(sys.argv[1:]))"
)
PROFILE = """
[profiles.work]
api = "finapi_access"
base_url = "{url}"
client_id = "{client}"
client_secret = {{file = "{folder}/client-secret"}}
user = "{user}"
password = {{file = "{folder}/password"}}
"""


def run(
    path: str, *words: str, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """
    Run a command in an environment that has these variables and no others.
    """
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, path, *words],
        env=variables or {},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def home(kontokit: CommandLine, sandbox: Sandbox, tmp_path: Path) -> Path:
    """
    The home of a person with a bank and a profile, whose secrets are in files.
    """
    kontokit.connected()
    home, known = tmp_path / "home", sandbox.credentials
    folder = home / ".config" / "kontokit"
    folder.mkdir(parents=True, mode=0o700)
    (home / "client-secret").write_text(known.finapi_client_secret, "utf-8")
    (home / "password").write_text(known.finapi_password, "utf-8")
    text = PROFILE.format(
        url=sandbox.url("finapi_access"),
        client=known.finapi_client,
        user=known.finapi_user,
        folder=home,
    )
    config = folder / "config.toml"
    config.write_text(text, "utf-8")
    config.chmod(0o600)
    return home


def test_new_rows_are_listed_for_cron(home: Path, python_path: str) -> None:
    """
    The home is all that it needs; the second run finds nothing new, and asks nothing.
    """
    variables = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    words = ("transactions", "--new", "--jsonl")
    first = run(python_path, *words, variables=variables)
    assert first.returncode == 0, first.stderr
    rows = [json.loads(line) for line in first.stdout.splitlines()]
    assert "Süßmann" in " ".join(row["counterparty"] or "" for row in rows)
    second = run(python_path, *words, variables=variables)
    assert (second.returncode, second.stdout) == (0, "")


def test_the_unit_of_the_guide(home: Path, python_path: str, sandbox: Sandbox) -> None:
    """
    Its commands find the secrets in the folder of systemd, and say nothing beside rows.
    """
    (unit,) = re.findall(r"^```ini\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    folder = home / "credentials"
    folder.mkdir(mode=0o700)
    for name, file in re.findall(r"^LoadCredential=(\w+):.*/(.+)$", unit, re.MULTILINE):
        secret = getattr(sandbox.credentials, f"finapi_{file.replace('-', '_')}")
        (folder / name).write_text(secret, "utf-8")
        (home / file).unlink()
    variables = {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "CREDENTIALS_DIRECTORY": str(folder),
    }
    commands = re.findall(r"^ExecStart=kontokit (.+)$", unit, re.MULTILINE)
    ended = [run(python_path, *one.split(), variables=variables) for one in commands]
    assert [(one.returncode, one.stderr) for one in ended] == [(0, ""), (0, "")]
    assert ended[0].stdout == ""
    assert len(ended[1].stdout.splitlines()) > 30


def test_commands_run_without_any_variable(python_path: str) -> None:
    """
    Not even a home or a language.
    """
    ended = run(python_path, "apis", "--json", "--fields", "name,trouble")
    assert ended.returncode == 0, ended.stderr
    assert {"name": "finapi_access", "trouble": None} in json.loads(ended.stdout)
    ended = run(python_path, "iban", "DE89370400440532013000", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
