"""
Errors of finAPI whose diagnostic fields are missing or odd: they keep code, message and challenge.
And what BANKSapi says of a payment beside the address of a web form.
"""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from kontokit.core.exceptions import ScaRequiredError, WebFormRequiredError
from kontokit.core.http_response import Headers, HttpResponse
from kontokit.serialization.response_parser import parse_response
from tests.support.driving import operations

CHALLENGE: Final[dict[str, Any]] = {
    "hash": "0815",
    "status": "CHALLENGE_RESPONSE_REQUIRED",
    "challengeMessage": "Bitte geben Sie die TAN ein.",
}
ERROR: Final[dict[str, Any]] = {
    "errors": [
        {
            "code": "ADDITIONAL_AUTHENTICATION_REQUIRED",
            "type": "BUSINESS",
            "message": "Die Bank fragt nach.",
            "multiStepAuthentication": CHALLENGE,
        }
    ],
    "date": "2026-11-21T14:00:00.000+01:00",
    "requestId": "r-1",
    "endpoint": "POST /api/v2/bankConnections/import",
    "authContext": "1/18",
}
ODD: Final[tuple[Any, ...]] = (None, 5, "", [], {}, "2026-11-21 14:00:00.000", "half \ud800")


def refused(api: str, body: Any) -> ScaRequiredError:
    """
    The error that a 510 with this body is.
    """
    operation = operations(api)["importBankConnection"]
    answer = HttpResponse(
        status_code=510,
        headers=Headers([("Content-Type", "application/json")]),
        body=json.dumps(body).encode(),
    )
    with pytest.raises(ScaRequiredError) as raised:
        parse_response(operation, answer, request_id=None)
    return raised.value


@pytest.mark.parametrize("value", [*ODD, "absent"], ids=repr)
@pytest.mark.parametrize("name", ["date", "requestId", "endpoint", "authContext", "bank", "type"])
@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1"])
def test_a_diagnostic_field_costs_nothing_else(api: str, name: str, value: Any) -> None:
    """
    Whether it is missing, null, or of another kind.
    """
    body: dict[str, Any] = json.loads(json.dumps(ERROR))
    place = body["errors"][0] if name == "type" else body
    place[name] = value
    if value == "absent":
        del place[name]
    error = refused(api, body)
    assert error.code == "ADDITIONAL_AUTHENTICATION_REQUIRED"
    assert error.message == "Die Bank fragt nach."
    assert "ADDITIONAL_AUTHENTICATION_REQUIRED; see error.message" in str(error)
    assert (error.challenge.hash, error.challenge.status) == ("0815", CHALLENGE["status"])
    assert error.challenge.challenge_message == CHALLENGE["challengeMessage"]


@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1"])
def test_a_challenge_that_cannot_be_read_is_not_shown_in_part(api: str) -> None:
    """
    Its essential fields are all there or it is no challenge; code and message stay.
    """
    for name, value in (("hash", 5), ("hash", None), ("status", []), ("challengeMessage", {})):
        body = json.loads(json.dumps(ERROR))
        body["errors"][0]["multiStepAuthentication"][name] = value
        error = refused(api, body)
        assert error.code == "ADDITIONAL_AUTHENTICATION_REQUIRED"
        assert error.message == "Die Bank fragt nach."
        assert error.challenge is None


def test_what_the_error_body_lost_is_told_with_the_error() -> None:
    """
    As paths and kinds.
    """
    error = refused("finapi_access", {**ERROR, "endpoint": 5})
    assert [(one.path, one.kind) for one in error.deviations] == [("$.endpoint", "type")]
    assert error.parsed.deviations == {"endpoint"}


PAYMENT: Final = "07788639-abd7-4009-9c9d-2d79079f3f26"
SELF: Final = {"rel": "self", "href": f"https://bank.invalid/payment/single-transfer/{PAYMENT}"}


@pytest.mark.parametrize("operation", ["initiateSingleTransfer", "initiateBulkTransfer"])
@pytest.mark.parametrize(
    ("body", "payment"),
    [
        ({"transfer": {"paymentId": PAYMENT, "ebics": False}, "relations": [SELF]}, PAYMENT),
        ({"relations": [SELF]}, None),
        (None, None),
    ],
)
def test_a_web_form_of_a_payment_names_the_payment(
    operation: str, body: Any, payment: str | None
) -> None:
    """
    Where the response has a body; without one ``parsed`` is None.
    """
    answer = HttpResponse(
        status_code=451,
        headers=Headers([("Location", "https://bank.invalid/form")]),
        body=b"" if body is None else json.dumps(body).encode(),
    )
    with pytest.raises(WebFormRequiredError) as raised:
        parse_response(operations("banksapi")[operation], answer, request_id=None)
    error = raised.value
    assert error.url == "https://bank.invalid/form"
    if body is None:
        assert error.parsed is None
    else:
        assert [one.href for one in error.parsed.relations] == [SELF["href"]]
        assert (error.parsed.transfer and error.parsed.transfer.payment_id) == payment
