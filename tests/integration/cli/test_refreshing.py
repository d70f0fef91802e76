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


def test_a_consent_that_is_valid_is_used(connected: CommandLine, sandbox: Sandbox) -> None:
    """
    No new one is begun, and no login is needed.
    """
    ended = connected(*REFRESH, "--no-input")
    assert (ended.returncode, ended.stderr) == (0, "Refreshed: the bank\n")
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
    found = json.loads(connected(*BANKSAPI, "connections", "--json").stdout)[0]
    words = ("connections", "renew", found["provider_id"], "--login", "no-sca")
    ended = connected(*BANKSAPI, *words, KONTOKIT_BANK_PIN="no-sca")
    assert ended.returncode == 0, ended.stderr
    assert len(sandbox.requests_to("banksapi", "startScaConsent")) == 1
