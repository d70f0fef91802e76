"""
Each exception class has exactly one exit code, and each code is reached.
"""

from __future__ import annotations

import inspect
import json
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import kontokit.core.exceptions
import kontokit.sca.errors
import kontokit_banking.errors
import kontokit_banking.exports.errors
from kontokit import ConnectionLostError, KontokitError, TransportTimeoutError
from kontokit_cli import exit_codes
from kontokit_cli.exit_codes import CODES, MEANINGS, exit_code, worst
from kontokit_cli.failures import CommandFailed
from kontokit_sandbox import Sandbox
from tests.support.command_line import CommandLine
from tests.support.sandbox_program import Ended

MODULES = (
    kontokit.core.exceptions,
    kontokit.sca.errors,
    kontokit_banking.errors,
    kontokit_banking.exports.errors,
)
CLASSES = {
    name
    for module in MODULES
    for name, found in inspect.getmembers(module, inspect.isclass)
    if issubclass(found, KontokitError)
}


def test_each_exception_class_has_exactly_one_code() -> None:
    """
    A new class without a code fails here, and so does a code of a class that is gone.
    """
    assert CODES.keys() == CLASSES
    named = [name for names in exit_codes._CLASSES.values() for name in names.split()]
    assert [name for name, number in Counter(named).items() if number > 1] == []
    own = {one.exit_code for one in CommandFailed.__subclasses__()}
    assert {*CODES.values(), *own, 0} == MEANINGS.keys()


def test_only_what_may_be_done_is_9() -> None:
    """
    A lost response is 9, but where nothing was sent or the call only reads.
    """
    lost = ConnectionLostError("lost")
    assert exit_code(lost) == 9
    assert exit_code(lost, only_reads=True) == 8
    lost.is_retry_safe = True
    assert exit_code(lost) == 8
    assert exit_code(TransportTimeoutError("slow", phase="connect")) == 8
    assert exit_code(TransportTimeoutError("slow", phase="read")) == 9
    # A class of another library with a name of ours is not ours.
    assert exit_code(type("NotFoundError", (Exception,), {"__module__": "elsewhere"})()) == 1


def test_of_several_codes_the_worst_counts() -> None:
    """
    Not knowing comes before a refusal, a refusal before a person, and so on.
    """
    assert worst([]) == 0
    assert worst([8, 7, 6]) == 6
    assert worst([8, 4, 9]) == 9


def wrong_secret(kontokit: CommandLine) -> Ended:
    variables = {
        "KONTOKIT_FINAPI_BASE_URL": f"{kontokit.url}/finapi/access",
        "KONTOKIT_FINAPI_CLIENT_ID": "5d2b1c8e-0000-4000-8000-000000000000",
        "KONTOKIT_FINAPI_CLIENT_SECRET": "wrong",
        "KONTOKIT_FINAPI_USER": "erika",
        "KONTOKIT_FINAPI_USER_PASSWORD": "wrong",
    }
    return kontokit.run("--api", "finapi_access", "accounts", **variables)


def unreachable(kontokit: CommandLine) -> Ended:
    assert kontokit.sandbox is not None
    kontokit.sandbox.respond_with("finapi_access", "GET", "/api/v2/accounts", status=503, times=9)
    return kontokit("accounts")


def lost(kontokit: CommandLine) -> Ended:
    assert kontokit.connected().returncode == 0
    return kontokit.pay("20.15", "rent-11")


def broken(kontokit: CommandLine) -> Ended:
    assert kontokit.sandbox is not None
    kontokit.sandbox.respond_with("finapi_access", "GET", "/api/v2/accounts", body=b"{", times=1)
    return kontokit("accounts")


REACHED: dict[int, Callable[[CommandLine], Ended]] = {
    0: lambda kontokit: kontokit("accounts"),
    2: lambda kontokit: kontokit("acounts"),
    3: lambda kontokit: kontokit.run("accounts"),
    4: wrong_secret,
    5: lambda kontokit: kontokit("call", "finapi_access", "getAccount", "id=987654"),
    6: lambda kontokit: kontokit.connected("sms"),
    7: lambda kontokit: kontokit.run("iban", "DE00370400440532013000"),
    8: unreachable,
    9: lost,
    10: broken,
}


@pytest.mark.parametrize("code", REACHED)
def test_each_code_is_reached(kontokit: CommandLine, code: int) -> None:
    """
    The program ends with it; what is wrong stands on stderr, and only data on stdout.
    """
    ended = REACHED[code](kontokit)
    assert ended.returncode == code, ended.stderr
    assert (code == 0) == (ended.stdout != "")
    if code:
        assert "Traceback" not in ended.stderr
        assert ended.stderr.startswith(("kontokit: ", "Usage: "))


@pytest.mark.parametrize("code", [3, 4, 5, 6, 8, 10])
def test_programs_read_errors_as_json(kontokit: CommandLine, code: int) -> None:
    """
    One object on stderr with the code, a kind and what to do.
    """
    import json

    sandboxed = REACHED[code]

    class AsJson(CommandLine):
        def run(self, *words: str, stdin: str = "", **variables: str) -> Ended:
            return CommandLine.run(self, "--json", *words, stdin=stdin, **variables)

    kontokit.__class__ = AsJson
    ended = sandboxed(kontokit)
    error = json.loads(ended.stderr.splitlines()[-1])["error"]
    assert (error["exit"], ended.returncode, ended.stdout) == (code, code, "")
    assert error["kind"]
    assert error["message"]
    if code == 6:
        assert error["flow"].startswith("connect-")


def test_a_bug_of_ours_is_1_without_a_traceback(
    kontokit: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """
    The text of an unknown error is not shown; the debug log says where it happened.
    """
    from kontokit_cli import selection

    def fails(*_: object) -> None:
        raise RuntimeError("the PIN is 1234")

    monkeypatch.setattr(selection, "accounts_of", fails)
    log = tmp_path / "debug.log"
    ended = kontokit("accounts", "--debug-log", str(log))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("kontokit: this is a bug of kontokit (RuntimeError)")
    assert "1234" not in ended.stderr + log.read_text("utf-8")
    assert "test_exit_codes.py" in log.read_text("utf-8")
    assert log.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_1(alone: CommandLine) -> None:
    """
    What cannot be written is an error, in one sentence.
    """
    with Path("/dev/full").open("w") as full:
        program = alone.process(["doctor"], stdout=full)
        _, complaints = program.communicate(timeout=30)
    assert program.returncode == 1
    assert complaints == "kontokit: No space left on device\n"


def test_who_reads_no_more_gets_no_complaint(alone: CommandLine) -> None:
    """
    A reader such as head ends the program quietly.
    """
    reader, writer = os.pipe()
    os.close(reader)
    program = alone.process(["doctor"], stdout=writer)
    os.close(writer)
    _, complaints = program.communicate(timeout=30)
    assert (program.returncode, complaints) == (0, "")


def test_the_other_accounts_are_listed_when_one_fails(
    kontokit: CommandLine, sandbox: Sandbox
) -> None:
    """
    The rows of the others are written, and the code is that of the error.
    """
    kontokit.connected()
    sandbox.respond_with("finapi_access", "GET", "/api/v2/transactions", status=403, times=1)
    ended = kontokit("transactions", "--jsonl")
    assert ended.returncode == 7
    assert len(ended.stdout.splitlines()) > 5
    assert ended.stderr.startswith("kontokit: Girokonto ••5678: getAndSearchAllTransactions")


def test_the_exit_code_of_wrong_use_stands_in_the_error_too(kontokit: CommandLine) -> None:
    """
    Programs read it there.
    """
    ended = kontokit("--json", "pay", "--amount", "nothing")
    assert ended.returncode == json.loads(ended.stderr)["error"]["exit"] == 2
