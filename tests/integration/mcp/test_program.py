"""
The program ``kontokit-mcp`` on stdin and stdout.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import StdioServerParameters
from mcp.client.client import Client

from kontokit_sandbox import Sandbox
from tests.support.canaries import variants
from tests.support.command_line import CommandLine, clean_environment

from .test_reading import READING

SECRETS = {
    "KONTOKIT_FINAPI_CLIENT_SECRET": "kanarie-client-secret-01",
    "KONTOKIT_FINAPI_USER_PASSWORD": "kanarie-user-password-03",
    "KONTOKIT_BANK_PIN": "kanarie-bank-pin-07",
    "KONTOKIT_STATE_KEY": "S2FuYXJpZS1zdGF0ZS1rZXktMDktMDktMDktMDktMDk=",
}


def talk(kontokit: CommandLine, words: list[str], log: Path, **variables: str) -> dict[str, Any]:
    """
    Start the program, and call each tool once.
    """
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "kontokit_mcp", *words],
        env={**clean_environment(), **kontokit.variables, **variables},
    )

    async def run() -> dict[str, Any]:
        with log.open("w", encoding="utf-8") as errors:
            from mcp.client.stdio import stdio_client

            async with Client(stdio_client(server, errlog=errors)) as client:
                tools = (await client.list_tools()).tools
                return {
                    one.name: await client.call_tool(
                        one.name, {"step": "challenge"} if "explain" in one.name else {}
                    )
                    for one in tools
                }

    return anyio.run(run)


def test_the_program_serves_on_stdin_and_stdout(kontokit: CommandLine, tmp_path: Path) -> None:
    """
    Every tool gives its rows, and stdout has nothing but the protocol.
    """
    log = tmp_path / "stderr"
    found = talk(kontokit, ["--sandbox-url", kontokit.url], log)
    assert set(found) == READING
    assert not [name for name, one in found.items() if one.is_error]
    assert "Traceback" not in log.read_text("utf-8")


def test_no_secret_is_in_an_answer(kontokit: CommandLine, sandbox: Sandbox, tmp_path: Path) -> None:
    """
    A profile whose secrets are planted: the provider refuses them, and the errors say so.
    """
    (tmp_path / "config.toml").write_text(
        f'[profiles.work]\napi = "finapi_access"\nbase_url = "{sandbox.url("finapi_access")}"\n'
        'client_id = "5d2b1c8e-0000-4000-8000-000000000000"\n'
        'client_secret = {env = "KONTOKIT_FINAPI_CLIENT_SECRET"}\n'
        'user = "erika"\npassword = {env = "KONTOKIT_FINAPI_USER_PASSWORD"}\n',
        "utf-8",
    )
    (tmp_path / "config.toml").chmod(0o600)
    log = tmp_path / "stderr"
    found = talk(kontokit, ["--profile", "work"], log, **SECRETS)
    refused = {name for name, one in found.items() if one.is_error}
    assert refused == READING - {"list_waiting", "explain_sca_step"}
    texts = [one.model_dump_json() for one in found.values()] + [log.read_text("utf-8")]
    for secret in SECRETS.values():
        for spelling in variants(secret):
            assert not any(spelling in text for text in texts)


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (["--profile", "missing"], 3, "missing"),
        (["--allow-payments-up-to", "lots"], 2, "no amount"),
        (["--nothing"], 2, "No such option"),
    ],
)
def test_a_wrong_start_is_told_on_stderr(
    kontokit: CommandLine, words: list[str], code: int, reason: str
) -> None:
    """
    With the exit codes of the command line.
    """
    ended = subprocess.run(
        [sys.executable, "-m", "kontokit_mcp", *words],
        env={**os.environ, **kontokit.variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout) == (code, "")
    assert reason in ended.stderr


def test_the_sandbox_has_no_profiles(kontokit: CommandLine) -> None:
    """
    A profile beside the sandbox is refused: whoever names one means a real bank.
    """
    ended = subprocess.run(
        [sys.executable, "-m", "kontokit_mcp", "--sandbox", "--profile", "work"],
        env={**clean_environment(), **kontokit.variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "the sandbox has no profiles" in ended.stderr
