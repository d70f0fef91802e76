"""
What ``error.help`` says: the entry of the class, or that of the code.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from types import SimpleNamespace
from typing import Any, Literal

import pytest

from kontokit import (
    ArgumentError,
    BadRequestError,
    ConnectionLostError,
    InternalServerError,
    KontokitError,
    LockedError,
    Problem,
    ReauthenticationRequiredError,
    StatusError,
)
from kontokit.core.error_help import CodeHelp
from kontokit.core.http_response import HttpResponse
from kontokit.handbook import Entry, Handbook
from kontokit.sca import ScaFailedError
from kontokit.sca.messages import ENGLISH, GERMAN

BUSY = CodeHelp(what="It is being updated.", tell="busy", repeat="yes", page="https://x.invalid#b")
CALL: dict[str, Any] = {"operation": "pay", "request_id": None}


def status_error(kind: type[StatusError], *problems: Problem) -> StatusError:
    return kind("failed", HttpResponse(status_code=500), problems=problems, **CALL)


def test_help_of_a_class() -> None:
    """
    What happened, what to do, whether to repeat, where to read on, and what to tell the user.
    """
    found = ArgumentError("must be above zero", place="amount").help
    assert found.name == "ArgumentError"
    assert "Nothing was sent" in found.what_happened
    assert "error.place" in found.what_to_do
    assert found.repeat == "no"
    assert found.page == "https://docs.kontokit.invalid/errors.html#argumenterror"
    assert found.user_text("de") == "Bitte prüfen Sie Ihre Angaben."
    assert found.user_text("en") == "Please check what you have entered."
    assert "Angaben" not in repr(found)


def test_a_class_of_a_program_has_the_help_of_its_base() -> None:
    """
    Also one that comes straight from the base of all.
    """

    class OwnError(ReauthenticationRequiredError):
        pass

    class OtherError(KontokitError):
        pass

    assert OwnError("again").help.name == "ReauthenticationRequiredError"
    assert OtherError("x").help.repeat == "ask_first"


def test_a_distribution_above_has_a_handbook_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Its classes name the module, which is loaded for the first help; what it does not explain has
    the help of the nearest class above.
    """

    class FarError(KontokitError):
        handbook = "somewhere_above"

    class FartherError(FarError):
        pass

    class FarArgumentError(ArgumentError):
        handbook = "somewhere_above"

    entry = Entry("It is far.", "Go there.", "yes", "busy")
    book = Handbook(entries={FarError: entry}, page="https://docs.example.invalid/far.html")
    monkeypatch.setitem(sys.modules, "somewhere_above", SimpleNamespace(HANDBOOK=book))
    for error in (FarError("x"), FartherError("x")):
        assert (error.help.name, error.help.what_happened) == ("FarError", "It is far.")
        assert error.help.page == "https://docs.example.invalid/far.html#farerror"
        assert error.help.user_text("en") == ENGLISH.notice("busy")
    assert FarArgumentError("x", place="y").help.name == "ArgumentError"


def test_help_of_a_code_takes_the_place_of_that_of_the_class() -> None:
    """
    The first problem counts, and a code that is not explained leaves the class.
    """
    error = status_error(LockedError, Problem(code="BUSY", known=BUSY), Problem(code="OTHER"))
    assert (error.help.name, error.help.what_happened) == ("BUSY", BUSY.what)
    assert (error.help.repeat, error.help.page) == ("yes", BUSY.page)
    assert error.help.user_text("de") == GERMAN.notice("busy")
    assert pickle.loads(pickle.dumps(error)).help == error.help
    unknown = status_error(BadRequestError, Problem(code="OTHER"), Problem(code="BUSY", known=BUSY))
    assert unknown.help.name == "BadRequestError"
    no_page = status_error(LockedError, Problem(code="B", known=CodeHelp(what="B", tell="busy")))
    assert no_page.help.page.endswith("#lockederror")


@pytest.mark.parametrize(("is_safe", "repeat"), [(False, "ask_first"), (True, "yes")])
def test_what_cannot_be_done_twice_may_be_repeated(
    is_safe: bool, repeat: Literal["ask_first", "yes"]
) -> None:
    """
    The call only read, or was not sent; otherwise the user hears that the outcome is unknown.
    """
    for error in (status_error(InternalServerError), ConnectionLostError("lost")):
        error.is_retry_safe = is_safe
        assert error.help.repeat == repeat
        told = ENGLISH.notice("later") if is_safe else ENGLISH.unknown
        assert error.help.user_text("en") == told
    refused = status_error(BadRequestError)
    refused.is_retry_safe = is_safe
    assert refused.help.repeat == "no"


def test_a_failed_flow_tells_its_reason() -> None:
    """
    A flow knows more than a code says; what happened stands with the code.
    """
    error = ScaFailedError("locked", code="BUSY")
    assert error.help.name == "ScaFailedError"
    assert error.help.user_text("de") == GERMAN.reasons["locked"]
    error.known = BUSY
    assert (error.help.name, error.help.what_happened) == ("BUSY", BUSY.what)
    assert error.help.user_text("de") == GERMAN.reasons["locked"]


def test_nothing_is_loaded_before_help_is_asked_for() -> None:
    """
    Neither by an import, nor by an error.
    """
    code = (
        "import sys, kontokit; import kontokit.sca; "
        "error = kontokit.ConnectError('x'); str(error); "
        "names = ['kontokit.handbook', 'kontokit.core.error_help']; "
        "early = [one for one in names if one in sys.modules]; "
        "error.help; print(early, [one for one in names if one in sys.modules] == names)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] True"
