"""
Banks are connected as each API does it.
"""

from __future__ import annotations

import json

from kontokit_sandbox import Sandbox
from tests.support.command_line import CommandLine
from tests.support.pseudo_terminal import Terminal

BANKIMPORT = ("--api", "bankimport")
BANK_CODE = "37040044"
HBCI = (*BANKIMPORT, "connect", "--bank", BANK_CODE, "--login", "max")


def test_bankimport_takes_an_hbci_login(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    By the bank code; the account is there at once, and nothing waits for a person.
    """
    ended = kontokit("--json", *HBCI, KONTOKIT_BANK_PIN="1234")
    assert ended.returncode == 0, ended.stderr
    made = json.loads(ended.stdout)
    assert (made["provider"], made["accounts"]) == ("bankimport", 1)
    listed = json.loads(kontokit(*BANKIMPORT, "accounts", "--json").stdout)
    assert made["provider_id"] in {row["provider_id"] for row in listed}
    assert json.loads(kontokit(*BANKIMPORT, "flows", "list", "--all", "--json").stdout) == []
    (sent,) = sandbox.requests_to("bankimport", "addBankAccount")
    assert "customer_number" not in str(sent.body)


def test_bankimport_takes_a_customer_number(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    Only some banks want one.
    """
    given = {"secret": "1234", "customer_number": "1234567"}
    ended = kontokit("--secrets-stdin", *HBCI, stdin=json.dumps(given) + "\n")
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("ACCOUNT\t")
    (sent,) = sandbox.requests_to("bankimport", "addBankAccount")
    assert "1234567" in str(sent.body)


def test_bankimport_asks_at_a_terminal(kontokit: CommandLine) -> None:
    """
    For the bank code, the login, and what only some banks want.
    """
    with Terminal(kontokit, [f"--sandbox={kontokit.url}", *BANKIMPORT, "connect"]) as terminal:
        terminal.until(r"Bank \(bank code\): ")
        terminal.type(BANK_CODE)
        terminal.until("HBCI user name: ")
        terminal.type("max")
        terminal.until("PIN: ")
        terminal.type("9876543")
        terminal.until(r"Customer number \(if the bank wants one\): ")
        terminal.type("")
        shown = terminal.to_end()
        assert terminal.code == 0, shown
    assert "9876543" not in shown


def test_bankimport_says_what_to_give(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    It has no list of banks, no page for the login, and no connections.
    """
    listed = kontokit(*BANKIMPORT, "banks", "Test")
    assert listed.returncode == 3
    assert "kontokit connect --bank 12345678" in listed.stderr
    named = kontokit(*BANKIMPORT, "connect", "--bank", "Test Bank")
    assert named.returncode == 2
    assert "eight digits" in named.stderr
    form = kontokit(*HBCI, "--web-form")
    assert form.returncode == 2
    assert "leave --web-form out" in form.stderr
    refreshed = kontokit(*BANKIMPORT, "connections", "refresh")
    assert refreshed.returncode == 3
    assert "kontokit call bankimport" in refreshed.stderr
    assert not sandbox.requests_to("bankimport", "addBankAccount")


def test_a_lost_response_of_bankimport_is_unknown(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    The login is not sent again: banks lock it after a few wrong PINs.
    """
    sandbox.disturb("bankimport", "addBankAccount", "answer lost")
    ended = kontokit(*HBCI, KONTOKIT_BANK_PIN="1234")
    assert ended.returncode == 9
    assert len(sandbox.requests_to("bankimport", "addBankAccount")) == 1
