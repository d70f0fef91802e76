"""
Banks are connected as each API does it.
"""

from __future__ import annotations

import json
import os
import re
from unittest.mock import patch

import pytest

from kontokit_cli.failures import NotSetUp
from kontokit_cli.options import Options
from kontokit_cli.session import open_session
from kontokit_cli.web_forms import form_session
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


def test_finapi_waits_for_the_end_of_a_web_form(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    Nobody types anything; the login is never here, and the accounts are there at the end.
    """
    words = [f"--sandbox={kontokit.url}", "connect", "--web-form"]
    with Terminal(kontokit, words) as terminal:
        page = re.search(r"http://localhost\S+", terminal.until(r"http://localhost\S+\s"))
        assert page
        assert sandbox.visit(page[0], action="complete", login="no-sca").status == 303
        shown = terminal.to_end()
        assert terminal.code == 0, shown
    assert re.search(r"finAPI Test Bank\s+3", shown)
    assert not sandbox.requests_to("finapi_access", "importBankConnection")


def test_a_web_form_that_is_aborted_connects_nothing(
    kontokit: CommandLine, sandbox: Sandbox
) -> None:
    """
    It ends with 7.
    """
    words = [f"--sandbox={kontokit.url}", "connect", "--web-form", "--bank", "280001"]
    with Terminal(kontokit, words) as terminal:
        page = re.search(r"http://localhost\S+", terminal.until(r"http://localhost\S+\s"))
        assert page
        sandbox.visit(page[0], action="abort")
        shown = terminal.to_end()
        assert terminal.code == 7, shown
    (made,) = sandbox.requests_to("finapi_webform", "createForBankConnectionImport")
    assert "280001" in str(made.body)


@pytest.mark.parametrize("place", ["option", "profile"])
def test_a_form_has_the_page_of_a_licensed_mandator(
    kontokit: CommandLine, sandbox: Sandbox, place: str
) -> None:
    """
    Banks send the user there; it is an option, or stands in the profile. Other mandators give none.
    """
    page = "https://app.example.invalid/bank-return"
    known = sandbox.credentials
    variables = {
        "KONTOKIT_FINAPI_CLIENT_SECRET": known.finapi_client_secret,
        "KONTOKIT_FINAPI_USER_PASSWORD": known.finapi_password,
        "KONTOKIT_FINAPI_WEBFORM_BASE_URL": sandbox.url("finapi_webform"),
    }
    adds = ("profiles", "add", "work", "--api", "finapi_access", "--secret-from", "env:UNUSED")
    own = ("--base-url", sandbox.url("finapi_access"), "--client-id", known.finapi_client)
    pages = ("--redirect-url", page) if place == "profile" else ()
    assert kontokit.run(*adds, *own, *pages, "--user", known.finapi_user).returncode == 0
    shown = json.loads(kontokit.run("profiles", "show", "work", "--json").stdout)
    assert (page in [one["value"] for one in shown]) == (place == "profile")
    words = ["connect", "--web-form", *(("--redirect-url", page) if place == "option" else ())]
    with Terminal(kontokit, words, variables=variables) as terminal:
        form = re.search(r"http://localhost\S+", terminal.until(r"http://localhost\S+\s"))
        assert form
        sandbox.visit(form[0], action="complete", login="no-sca")
        terminal.to_end()
        assert terminal.code == 0
    (made,) = sandbox.requests_to("finapi_webform", "createForBankConnectionImport")
    assert json.loads(made.body)["redirectUrl"] == page


def test_only_forms_have_a_page_for_banks(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    Elsewhere the address is not taken, and nothing is sent.
    """
    words = ("connect", "--bank", "280001", "--redirect-url", "https://app.example.invalid/back")
    ended = kontokit(*words)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "give --web-form, too" in ended.stderr
    assert not sandbox.requests_to("finapi_access", "importBankConnection")


def test_a_web_form_needs_a_person(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    Without one it ends with 6, and makes no form: its address is shown once.
    """
    ended = kontokit("--json", "connect", "--web-form", "--no-input")
    error = json.loads(ended.stderr.splitlines()[-1])["error"]
    assert (ended.returncode, error["kind"]) == (6, "person_needed")
    assert not sandbox.requests_to("finapi_webform", "createForBankConnectionImport")


@pytest.mark.parametrize("then", ["resume", "cancel"])
def test_a_web_form_that_was_left(kontokit: CommandLine, sandbox: Sandbox, then: str) -> None:
    """
    It is waited for again, or cancelled at finAPI.
    """
    words = [f"--sandbox={kontokit.url}", "connect", "--web-form"]
    with Terminal(kontokit, words) as terminal:
        page = re.search(r"http://localhost\S+", terminal.until(r"http://localhost\S+\s"))
        assert page
        terminal.interrupt()
        terminal.until("Leave it, and go on later")
        terminal.type("y")
        left = re.search(r"flows resume (connect-\w+)", terminal.to_end())
        assert left
    if then == "resume":
        sandbox.visit(page[0], action="complete", login="no-sca")
    ended = json.loads(kontokit("--json", "flows", then, left[1]).stdout)
    assert ended["state"] == {"resume": "finished", "cancel": "cancelled"}[then]
    cancelled = sandbox.requests_to("finapi_webform", "cancelWebForm")
    assert len(cancelled) == (then == "cancel")


def test_a_web_form_shares_the_profile(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    Its credentials and environment. With an address of its own, the form needs one too: the
    credentials are for no other server.
    """
    known = sandbox.credentials
    variables = {
        "KONTOKIT_FINAPI_CLIENT_ID": known.finapi_client,
        "KONTOKIT_FINAPI_CLIENT_SECRET": known.finapi_client_secret,
        "KONTOKIT_FINAPI_USER": known.finapi_user,
        "KONTOKIT_FINAPI_USER_PASSWORD": known.finapi_password,
        "KONTOKIT_FINAPI_BASE_URL": sandbox.url("finapi_access"),
    }
    words = ("--api", "finapi_access", "connect", "--web-form")
    with Terminal(kontokit, words, variables=variables) as terminal:
        missing = terminal.to_end()
        assert terminal.code == 3
    assert "set KONTOKIT_FINAPI_WEBFORM_BASE_URL" in missing
    assert not sandbox.requests
    form = {"KONTOKIT_FINAPI_WEBFORM_BASE_URL": sandbox.url("finapi_webform")}
    with Terminal(kontokit, words, variables=variables | form) as terminal:
        page = re.search(r"http://localhost\S+", terminal.until(r"http://localhost\S+\s"))
        assert page
        sandbox.visit(page[0], action="complete", login="no-sca")
        terminal.to_end()
        assert terminal.code == 0
    assert len(sandbox.requests_to("finapi_webform", "createForBankConnectionImport")) == 1


def test_a_web_form_needs_its_package(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    It says which extra has it.
    """
    options = Options(sandbox=kontokit.url)
    with (
        patch.dict(os.environ, kontokit.variables),
        open_session(options) as session,
        patch("kontokit_cli.web_forms.installed_names", lambda: ["finapi_access"]),
        pytest.raises(NotSetUp) as refused,
        form_session(session, "finapi_webform"),
    ):
        pass
    assert refused.value.next_step == "pip install 'kontokit-cli[finapi-webform]'"


def test_accounts_that_were_connected_before_are_told(kontokit: CommandLine) -> None:
    """
    They count twice, which the command that is named puts an end to.
    """
    assert kontokit.connected().stderr == ""
    again = kontokit.connected()
    assert again.returncode == 0
    said, advice = again.stderr.splitlines()
    assert said == "3 accounts were connected before, so sums count the money twice."
    words = advice.split()[2:]
    assert words[:2] == ["connections", "remove"]
    assert kontokit(*words, "--yes").returncode == 0
    ibans = [one["iban"] for one in json.loads(kontokit("accounts", "--json").stdout)]
    assert len(ibans) == len(set(ibans)) == 3


def test_an_account_of_two_connections_is_paid_from_by_its_name(kontokit: CommandLine) -> None:
    """
    As by its IBAN; the name fits nothing else.
    """
    kontokit.connected()
    kontokit.connected()
    order = ("--to", "Max Muster", "--iban", "DE89370400440532013000", "--amount", "21.00")
    ended = kontokit("pay", "--from", "girokonto", *order, "--dry-run")
    assert ended.returncode == 0, ended.stderr
    ambiguous = kontokit("pay", "--from", "konto", *order, "--dry-run")
    assert (ambiguous.returncode, ambiguous.stdout) == (2, "")
    assert "'konto' fits several accounts" in ambiguous.stderr
