"""
Twelve secrets that commands are given, and none that they give away.
"""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from kontokit_sandbox import Sandbox
from tests.support.canaries import variants
from tests.support.command_line import PAYEE, CommandLine, clean_environment
from tests.support.pseudo_terminal import Terminal

MUELLER = ("--bank", "280001", "--login", "mueller")
PLANTED = {
    "KONTOKIT_FINAPI_CLIENT_SECRET": "kanarie-client-secret-01",
    "KONTOKIT_FINAPI_MANDATOR_ADMIN_CLIENT_SECRET": "kanarie-admin-secret-02",
    "KONTOKIT_FINAPI_USER_PASSWORD": "kanarie-user-password-03",
    "KONTOKIT_BANKIMPORT_API_TOKEN": "kanarie-api-token-04",
    "KONTOKIT_BANKSAPI_CLIENT_SECRET": "kanarie-client-secret-05",
    "KONTOKIT_BANKSAPI_USER_PASSWORD": "kanarie-user-password-06",
    "KONTOKIT_BANK_PIN": "kanarie-bank-pin-07",
    "KONTOKIT_WEBHOOK_SECRET": "kanarie-webhook-secret-08",
    "KONTOKIT_STATE_KEY": "S2FuYXJpZS1zdGF0ZS1rZXktMDktMDktMDktMDktMDk=",
    "PLANTED_COMMAND": "kanarie-of-a-command-10",
    "PLANTED_FILE": "kanarie-of-a-file-11",
    "PLANTED_STDIN": "kanarie-of-stdin-12",
}
COMMANDS = (
    ("apis",),
    ("profiles",),
    ("profiles", "show", "work", "--origin"),
    ("profiles", "test", "work"),
    ("users",),
    ("banks", "Test"),
    ("connect", "--bank", "280001", "--login", "demo"),
    ("connections",),
    ("connections", "refresh"),
    ("connections", "renew", "1"),
    ("accounts",),
    ("transactions", "--all", "--json", "--raw"),
    ("pay", "--from", "x", *PAYEE, "--amount", "1", "--order-id", "o", "--yes"),
    ("payments",),
    ("payments", "reconcile", "o"),
    ("flows",),
    ("flows", "resume", "f"),
    ("export", "--to", "rows.jsonl"),
    ("encrypt", "--certificate", "/dev/null"),
    ("flicker", "118501204520199848313233463536373875"),
    ("iban", "DE89370400440532013000"),
    ("call", "finapi_access", "getAuthorizedUser"),
    ("doctor",),
    ("completion", "bash"),
    ("webhook", "listen", "--port", "99999"),
)


@pytest.fixture
def planted(kontokit: CommandLine, sandbox: Sandbox) -> CommandLine:
    """
    A profile for the sandbox whose secrets are planted: its server refuses them.
    """
    url = sandbox.url("finapi_access")
    (kontokit.folder / "config.toml").write_text(
        f'[profiles.work]\napi = "finapi_access"\nbase_url = "{url}"\n'
        'client_id = "5d2b1c8e-0000-4000-8000-000000000000"\n'
        'client_secret = {env = "KONTOKIT_FINAPI_CLIENT_SECRET"}\n'
        'user = "erika"\npassword = {env = "KONTOKIT_FINAPI_USER_PASSWORD"}\n',
        "utf-8",
    )
    (kontokit.folder / "config.toml").chmod(0o600)
    kontokit.variables |= {**PLANTED, "KONTOKIT_FINAPI_MANDATOR_ADMIN_CLIENT_ID": "admin"}
    return kontokit


def leaks(*texts: str | bytes) -> list[str]:
    found: list[str] = []
    for text in texts:
        content = text if isinstance(text, bytes) else text.encode()
        for name, secret in PLANTED.items():
            if any(one.encode() in content for one in variants(secret)):
                found.append(name)
    return found


def test_there_are_twelve() -> None:
    """
    And each can be found.
    """
    assert len(PLANTED) == 12
    assert leaks(" ".join(PLANTED.values())) == list(PLANTED)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
@pytest.mark.parametrize("state", ["refused", "crashed"])
def test_no_command_gives_a_secret_away(
    planted: CommandLine,
    sandbox: Sandbox,
    words: tuple[str, ...],
    state: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    Not in what it prints, not in the debug log and not in any file that it leaves.
    """
    if state == "crashed":
        from kontokit_cli import session

        def crashes(*arguments: object, **named: object) -> None:
            raise RuntimeError(f"{arguments} {named} {PLANTED}")

        monkeypatch.setattr(session, "_client", crashes)
    log = planted.folder / "debug.log"
    stdin = json.dumps({"value": PLANTED["PLANTED_STDIN"], "PIN": PLANTED["PLANTED_STDIN"]})
    more = ("--debug-log", str(log), "--verbose", "--secrets-stdin")
    ended = planted.run(*words, *more, stdin=f"{stdin}\n")
    assert leaks(ended.stdout, ended.stderr, *planted.files().values()) == []
    assert "Traceback" not in ended.stderr


def test_what_succeeds_gives_no_secret_away(kontokit: CommandLine) -> None:
    """
    A bank that takes the PIN, and a payment.
    """
    pin = PLANTED["KONTOKIT_BANK_PIN"]
    log = kontokit.folder / "debug.log"
    variables = {"KONTOKIT_BANK_PIN": pin}
    shown = [
        kontokit("connect", "--bank", "280001", "--login", "sms", "--verbose", **variables),
        kontokit("connect", *MUELLER, "--debug-log", str(log), **variables),
        kontokit("transactions", "--all", "--json", "--raw"),
    ]
    assert [one.returncode for one in shown] == [6, 0, 0]
    texts = [text for one in shown for text in (one.stdout, one.stderr)]
    assert leaks(*texts, *kontokit.files().values()) == []


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="no /proc")
def test_no_process_shows_a_secret(planted: CommandLine, tmp_path: Path) -> None:
    """
    Neither the command's own line nor that of a program which it starts for a secret.
    """
    script = tmp_path / "secret.sh"
    lines = ("#!/bin/sh", "cat /proc/$PPID/cmdline >&2", 'printf %s "$PLANTED_COMMAND"')
    script.write_text("\n".join(lines), "utf-8")
    script.chmod(0o700)
    config = planted.folder / "config.toml"
    text = config.read_text("utf-8").replace(
        '{env = "KONTOKIT_FINAPI_CLIENT_SECRET"}', f'{{command = ["{script}"]}}'
    )
    config.write_text(text, "utf-8")
    variables = {name: value for name, value in PLANTED.items() if "FINAPI_CLIENT" not in name}
    del planted.variables["KONTOKIT_FINAPI_CLIENT_SECRET"]
    program = planted.process(["accounts", "--verbose"], variables)
    shown, complaints = program.communicate(timeout=60)
    assert program.returncode == 4, complaints
    assert "kontokit_cli" in complaints
    assert leaks(shown, complaints) == []


def test_ctrl_c_shows_no_secret(planted: CommandLine) -> None:
    """
    Whatever the program was doing.
    """
    words = [f"--sandbox={planted.url}", "connect", "--bank", "280001", "--login", "sms"]
    with Terminal(planted, words) as terminal:
        terminal.until("TAN: ")
        os.kill(terminal.process.pid, signal.SIGINT)
        terminal.until("Leave it")
        terminal.type("y")
        shown = terminal.to_end()
    assert leaks(shown, *planted.files().values()) == []


@pytest.mark.parametrize(
    "option", ["--pin", "--password", "--secret", "--token", "--client-secret", "--tan"]
)
@pytest.mark.parametrize("words", [("connect",), ("pay",), ("accounts",), ()])
def test_no_option_takes_a_secret(
    kontokit: CommandLine, option: str, words: tuple[str, ...]
) -> None:
    """
    It is refused, and not repeated.
    """
    ended = kontokit(*words, option, "kanarie")
    assert ended.returncode == 2
    assert f"{option} is no option: a command line is seen by every user" in ended.stderr
    assert "kanarie" not in ended.stderr


def test_the_clean_environment_has_none() -> None:
    """
    Tests do not depend on the variables of the person who runs them.
    """
    assert not [name for name in clean_environment() if name.startswith("KONTOKIT_")]
