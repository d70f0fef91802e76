"""
What an error body says, in the same words for every API.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from typing import Any, ClassVar

import msgspec
import pytest
from msgspec import structs

from kontokit import (
    AuthenticationError,
    BadRequestError,
    LockedError,
    Model,
    NotSupportedError,
    PermissionDeniedError,
    Problem,
    ScaRequiredError,
    StatusError,
)
from kontokit.core.error_help import CodeHelp, ErrorCodes
from kontokit.core.http_response import HttpResponse
from kontokit.operations import ErrorShape, Operation
from kontokit.serialization.response_parser import parse_response
from tests.support.bank import Bank
from tests.support.clients import AnyClient
from tests.support.shapes import GET_ACCESS

ONE = {"access_id": "1"}


class Challenge(Model, kw_only=True):
    hash: str


class Detail(Model, kw_only=True):
    code: str
    kind: str | None = None
    message: str | None = None
    challenge: Challenge | None = None


class Report(Model, kw_only=True):
    __error_shape__: ClassVar[ErrorShape | None] = ErrorShape(
        items="errors",
        code="code",
        type="kind",
        message="message",
        challenge="challenge",
        request_id="requestId",
    )

    errors: list[Detail]
    request_id: str | None = msgspec.field(name="requestId", default=None)


class Denial(Model, kw_only=True):
    __error_shape__: ClassVar[ErrorShape | None] = ErrorShape(
        code="error", message="error_description"
    )

    error: str
    error_description: str | None = None


OPERATION: Operation[Any] = structs.replace(
    GET_ACCESS,
    errors={400: Report, 401: Denial, 403: Report, 423: Report, 501: Report, 510: Report},
)


def _failure(bank: Bank, any_client: AnyClient, status: int, body: Any) -> StatusError:
    bank.says(body if isinstance(body, str) else json.dumps(body), status=status)
    with pytest.raises(StatusError) as caught:
        any_client.call(OPERATION, ONE)
    return caught.value


def test_an_error_tells_code_type_and_message(bank: Bank, any_client: AnyClient) -> None:
    """
    The first problem speaks for the error, all are kept, and the code is in the text.
    """
    body = {
        "errors": [
            {"code": "UNKNOWN_ENTITY", "kind": "TECHNICAL", "message": "no account 7"},
            {"code": "LOCKED"},
        ],
        "requestId": "r-1",
    }
    error = _failure(bank, any_client, 403, body)
    assert isinstance(error, PermissionDeniedError)
    assert (error.code, error.type, error.message) == (
        "UNKNOWN_ENTITY",
        "TECHNICAL",
        "no account 7",
    )
    assert [problem.code for problem in error.problems] == ["UNKNOWN_ENTITY", "LOCKED"]
    assert error.request_id == "r-1"
    assert "UNKNOWN_ENTITY, LOCKED" in str(error)
    assert "no account" not in str(error) + repr(error) + repr(error.problems)


def test_two_error_shapes_of_one_api_are_distinguished(bank: Bank, any_client: AnyClient) -> None:
    """
    A body in the shape of another status is understood where its own does not fit.
    """
    denial = {"error": "invalid_token", "error_description": "expired"}
    error = _failure(bank, any_client, 401, denial)
    assert isinstance(error, AuthenticationError)
    assert (error.code, error.message, error.type) == ("invalid_token", "expired", None)
    swapped = _failure(bank, any_client, 400, denial)
    assert isinstance(swapped, BadRequestError)
    assert swapped.parsed == Denial(error="invalid_token", error_description="expired")
    undocumented = _failure(bank, any_client, 502, {"errors": [{"code": "UNEXPECTED_ERROR"}]})
    assert undocumented.code == "UNEXPECTED_ERROR"


def test_the_challenge_is_typed(bank: Bank, any_client: AnyClient) -> None:
    """
    Status 510 carries what the bank wants; without it the challenge is None.
    """
    body = {"errors": [{"code": "A"}, {"code": "B", "challenge": {"hash": "x"}}]}
    error = _failure(bank, any_client, 510, body)
    assert isinstance(error, ScaRequiredError)
    assert error.challenge == Challenge(hash="x")
    bare = _failure(bank, any_client, 510, "")
    assert isinstance(bare, ScaRequiredError)
    assert bare.challenge is None


@pytest.mark.parametrize("body", ["", "null", "[]", "{", "<html></html>", '{"errors":7}', "{}"])
def test_a_body_that_is_not_understood_says_nothing(
    bank: Bank, any_client: AnyClient, body: str
) -> None:
    """
    Whatever comes, the status has its class, and the raw body is kept.
    """
    error = _failure(bank, any_client, 423, body)
    assert isinstance(error, LockedError)
    assert (error.problems, error.code, error.type, error.message) == ((), None, None, None)
    assert error.body == body.encode()


def test_a_sentence_in_place_of_a_code_is_not_shown(bank: Bank, any_client: AnyClient) -> None:
    """
    Only a word like a code comes into the text of the error.
    """
    error = _failure(bank, any_client, 501, {"errors": [{"code": "Erika Mustermann, PIN 1234"}]})
    assert isinstance(error, NotSupportedError)
    assert error.code == "Erika Mustermann, PIN 1234"
    assert "Erika" not in str(error)


def test_an_error_with_problems_is_pickled(bank: Bank, any_client: AnyClient) -> None:
    """
    A worker may hand an error to its parent.
    """
    body = {"errors": [{"code": "B", "challenge": {"hash": "x"}}]}
    error = pickle.loads(pickle.dumps(_failure(bank, any_client, 510, body)))
    assert error.problems == (Problem(code="B", challenge=Challenge(hash="x")),)


@pytest.mark.parametrize(
    "odd",
    [
        {"requestId": 7.5},
        {"requestId": {"no": "text"}},
        {"errors": [{"code": "TAN_REQUIRED", "message": "TAN, bitte", "kind": ["odd"]}]},
        {"errors": [{"code": "TAN_REQUIRED", "message": "TAN, bitte", "challenge": "odd"}]},
    ],
)
def test_odd_part_of_an_error_body_costs_no_other_part(
    bank: Bank, any_client: AnyClient, odd: dict[str, Any]
) -> None:
    """
    Code and message are read although a request id, a type or a challenge does not fit.
    """
    body = {"errors": [{"code": "TAN_REQUIRED", "message": "TAN, bitte"}], **odd}
    error = _failure(bank, any_client, 400, body)
    assert (error.code, error.message) == ("TAN_REQUIRED", "TAN, bitte")
    assert error.parsed is None


def _explained(*fixed: str) -> Callable[[str | None], CodeHelp | None]:
    return ErrorCodes(
        codes={code: CodeHelp(what="It is.", tell="support", fixed_message=True) for code in fixed}
    ).find


def _read(explain: Callable[[str | None], CodeHelp | None], *details: dict[str, str]) -> str:
    http = HttpResponse(status_code=423, body=json.dumps({"errors": details}).encode())
    with pytest.raises(LockedError) as caught:
        parse_response(OPERATION, http, request_id=None, explain=explain)
    return str(caught.value)


def test_a_text_that_is_the_same_for_everyone_is_shown() -> None:
    """
    Beside its code, where the table of the API says so, and only once.
    """
    one = {"code": "BUSY", "message": "The account is being updated."}
    said = _read(_explained("BUSY"), one, one, {"code": "OTHER", "message": "Erika"})
    assert 'locked: BUSY "The account is being updated.", OTHER (status 423)' in said
    assert "error.message" not in said
    cleaned = _read(_explained("BUSY"), {"code": "BUSY", "message": "\x1b[31mBusy\u202e."})
    assert cleaned.endswith('BUSY "Busy." (status 423)')


@pytest.mark.parametrize(
    "message",
    [
        "Konto DE02120300000000202051 ist gesperrt",
        "PIN 1234",
        "Call +49 30 1",
        "erika@example.invalid",
        'Dear "Erika"',
        "see https://bank.example/s3cr3t",
        "busy\nERROR forged",
        "Müller",
        "w" * 201,
    ],
)
def test_a_text_with_more_than_words_is_not_shown(message: str) -> None:
    """
    Though its code has fixed texts: the provider may have changed its mind.
    """
    said = _read(_explained("BUSY"), {"code": "BUSY", "message": message})
    assert said.endswith("locked: BUSY; see error.message (status 423)")


@pytest.mark.parametrize("details", [{"code": "BUSY", "message": "Erika"}, {"message": "Erika"}])
def test_other_texts_are_found_in_the_error(details: dict[str, str]) -> None:
    """
    The message says where; it holds nothing of them. Where there is none, it says nothing.
    """
    said = _read(_explained(), details)
    assert said.endswith("; see error.message (status 423)")
    assert "Erika" not in said
    assert "error.message" not in _read(_explained(), {"code": "BUSY"})
