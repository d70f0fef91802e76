"""
A refresh uses the consent that there is; a new one is asked for only where the bank wants it.
"""

from __future__ import annotations

import json

import pytest

from kontokit_sandbox import Sandbox
from tests.support.command_line import CommandLine
from tests.support.pseudo_terminal import Terminal

BANKSAPI = ("--api", "banksapi")
REFRESH = (*BANKSAPI, "connections", "refresh")


@pytest.fixture
def connected(kontokit: CommandLine) -> CommandLine:
    """
    A person with a bank at BANKSapi.
    """
    words = ("connect", "--bank", "Demo Provider", "--login", "no-sca")
    ended = kontokit(*BANKSAPI, *words, KONTOKIT_BANK_PIN="no-sca")
    assert ended.returncode == 0, ended.stderr
    return kontokit


def connection_id(person: CommandLine) -> str:
    (found,) = json.loads(person(*BANKSAPI, "connections", "--json").stdout)
    return str(found["provider_id"])


def test_a_consent_that_is_valid_is_used(connected: CommandLine, sandbox: Sandbox) -> None:
    """
    No new one is begun, and no login is needed.
    """
    ended = connected(*REFRESH, "--no-input")
    assert (ended.returncode, ended.stderr) == (
        0,
        f"Refreshed: connection {connection_id(connected)}\n",
    )
    first, refresh = sandbox.requests_to("banksapi", "addBankAccess")
    assert "refresh" not in first.query
    assert "refresh" in refresh.query
    assert not sandbox.requests_to("banksapi", "startScaConsent")


def test_an_ended_consent_needs_a_person(connected: CommandLine, sandbox: Sandbox) -> None:
    """
    Without one it ends with 6, and says what to do; at a terminal, the consent is renewed.
    """
    sandbox.end_consents("banksapi")
    ended = connected("--json", *REFRESH, "--no-input")
    error = json.loads(ended.stderr.splitlines()[-1])["error"]
    assert (ended.returncode, error["kind"]) == (6, "person_needed")
    assert " connections renew " in error["next"]
    assert not sandbox.requests_to("banksapi", "startScaConsent")
    with Terminal(connected, [f"--sandbox={connected.url}", *REFRESH]) as terminal:
        shown = terminal.to_end()
        assert terminal.code == 0, shown
    assert len(sandbox.requests_to("banksapi", "startScaConsent")) == 1
    assert connected(*REFRESH, "--no-input").returncode == 0


def test_a_renewal_is_a_new_consent(connected: CommandLine, sandbox: Sandbox) -> None:
    """
    With the login, although the old one is valid.
    """
    words = ("connections", "renew", connection_id(connected), "--login", "no-sca")
    ended = connected(*BANKSAPI, *words, KONTOKIT_BANK_PIN="no-sca")
    assert ended.returncode == 0, ended.stderr
    assert len(sandbox.requests_to("banksapi", "startScaConsent")) == 1


@pytest.fixture
def of_three_banks(kontokit: CommandLine, sandbox: Sandbox) -> CommandLine:
    """
    A person with three connections, the second of which the bank has locked.
    """
    for login in ("no-sca", "no-sca+konrad", "no-sca"):
        assert kontokit.connected(login).returncode == 0
    sandbox.people.lock("no-sca+konrad")
    return kontokit


def test_one_bank_of_several_fails(of_three_banks: CommandLine, sandbox: Sandbox) -> None:
    """
    The others are refreshed, the summary names it, and its code counts.
    """
    ended = of_three_banks("connections", "refresh", "--no-input")
    lines = ended.stderr.splitlines()
    assert ended.returncode == 7
    assert "Refreshed: finAPI Test Bank (1)" in lines
    assert "Refreshed: finAPI Test Bank (3)" in lines
    assert any(one.startswith("kontokit: finAPI Test Bank (2): ") for one in lines)
    assert lines[-1] == "Refreshed 2 of 3; failed: finAPI Test Bank (2)"
    assert len(sandbox.requests_to("finapi_access", "updateBankConnection")) == 3


def test_a_program_is_told_which_one_failed(of_three_banks: CommandLine) -> None:
    """
    As an object for each that fails, and nothing else.
    """
    ended = of_three_banks("connections", "refresh", "--no-input", "--json", "--quiet")
    (error,) = [json.loads(one)["error"] for one in ended.stderr.splitlines()]
    assert ended.returncode == error["exit"] == 7
    assert error["message"].startswith("finAPI Test Bank (2): ")
    assert ended.stdout == ""
