"""
Errors that speak to programmers name a command instead.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import textwrap

import pytest

import kontokit.core.exceptions
import kontokit.sca.errors
from kontokit import CredentialsRefusedError, KontokitError
from kontokit.sca import TansUsedUpError
from kontokit_cli.advice import advice_for
from kontokit_cli.options import Options
from kontokit_sandbox import Sandbox
from tests.support.command_line import CommandLine
from tests.support.pseudo_terminal import Terminal

FOR_PROGRAMMERS = re.compile(r"\w+\(|client\.|this error|options=|resume|reconcile|url of")
TOLD_WITH_THE_FLOW = {
    "InteractionRequiredError",
    "OutcomeUnknownError",
    "ScaConflictError",
}
"""Where flows are run, their id is known."""
OF_LINKS = {"BrowserRelationError"}
"""No command follows links of a response."""
CONNECT = ("connect", "--bank", "280001", "--login")


def texts_of(kind: type) -> str:
    """
    The strings of a class, without its documentation.
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    values = [one.value for one in ast.walk(tree) if isinstance(one, ast.Expr)]
    found = [one for one in ast.walk(tree) if isinstance(one, ast.Constant) and one not in values]
    return " ".join(str(one.value) for one in found if isinstance(one.value, str))


def classes() -> list[type[KontokitError]]:
    return [
        found
        for module in (kontokit.core.exceptions, kontokit.sca.errors)
        for _, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, KontokitError)
    ]


def test_no_error_tells_a_person_to_call_a_method() -> None:
    """
    A class whose text speaks of methods or objects has a text for people.
    """
    found = {one for one in classes() if FOR_PROGRAMMERS.search(texts_of(one))}
    assert CredentialsRefusedError in found
    without = {one.__name__ for one in found if advice_for(one.__new__(one), Options()) is None}
    assert without == TOLD_WITH_THE_FLOW | OF_LINKS


@pytest.mark.parametrize(
    ("options", "start"),
    [
        (Options(), "kontokit "),
        (Options(sandbox=""), "kontokit --sandbox "),
        (Options(sandbox="http://127.0.0.1:1"), "kontokit --sandbox=http://127.0.0.1:1 "),
        (Options(profile="my bank"), "kontokit -p 'my bank' "),
        (Options(api="banksapi", given_api="banksapi"), "kontokit --api banksapi "),
    ],
)
def test_the_command_is_for_the_same_profile(options: Options, start: str) -> None:
    """
    It can be copied as it is.
    """
    advice = advice_for(TansUsedUpError(), options)
    assert advice is not None
    assert f": {start}connections unlock" in advice.next_step


def test_a_flow_that_another_command_has_ended(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    The one that comes too late says which command shows what became of it.
    """
    pin = {"KONTOKIT_BANK_PIN": "1"}
    at = f"--sandbox={kontokit.url}"
    with Terminal(kontokit, [at, *CONNECT, "sms"], variables=pin) as first:
        first.until("TAN: ")
        (flow,) = json.loads(kontokit("flows", "--json").stdout)
        with Terminal(kontokit, [at, "flows", "resume", flow["id"]], variables=pin) as second:
            second.until("TAN: ")
            second.type("123456")
            second.to_end()
            assert second.code == 0
        first.type("123456")
        shown = first.to_end()
        assert first.code == 8
    assert f"another command works on {flow['id']}, or has just done so" in shown
    assert f"kontokit {at} flows resume {flow['id']}" in shown
    assert kontokit("flows", "resume", flow["id"]).returncode == 0
    assert len(sandbox.requests_to("finapi_access", "importBankConnection")) == 2


def test_a_refused_login_is_sent_again_when_it_is_unlocked(
    kontokit: CommandLine, sandbox: Sandbox
) -> None:
    """
    A person is told how, and asked first.
    """
    words = (*CONNECT, "wrong-pin")
    first = kontokit(*words, KONTOKIT_BANK_PIN="1")
    again = kontokit(*words, KONTOKIT_BANK_PIN="1")
    assert (first.returncode, again.returncode) == (7, 4)
    unlocks = f"kontokit --sandbox={kontokit.url} connections unlock"
    assert unlocks in again.stderr
    assert len(sandbox.requests_to("finapi_access", "importBankConnection")) == 1
    assert kontokit("connections", "unlock").returncode == 2
    with Terminal(kontokit, [f"--sandbox={kontokit.url}", "connections", "unlock"]) as terminal:
        terminal.until("still take your login")
        terminal.type("n")
        terminal.to_end()
        assert terminal.code == 7
    assert kontokit(*words, KONTOKIT_BANK_PIN="1").returncode == 4
    assert kontokit("connections", "unlock", "--yes").returncode == 0
    assert kontokit(*words, KONTOKIT_BANK_PIN="1").returncode == 7
    assert len(sandbox.requests_to("finapi_access", "importBankConnection")) == 2
