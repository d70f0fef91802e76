"""
The document has the last word on what goes in and what comes out.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kontokit_sandbox import BrokenResponseError, Sandbox
from kontokit_sandbox.bankimport import TOKEN
from kontokit_sandbox.demo.money import cents
from kontokit_sandbox.openapi.decimal_json import read_json, write_json
from kontokit_sandbox.openapi.formats import FORMAT_CHECKER
from kontokit_sandbox.openapi.specification import load
from kontokit_sandbox.openapi.validation import DocumentValidator
from tests.support.banksapi_customers import customer_of
from tests.support.raw_http import Reply, send_raw

HEADERS = {"Authorization": f"Token token={TOKEN}"}


def ask(sandbox: Sandbox, method: str, path: str, **more: Any) -> Reply:
    return send_raw(method, sandbox.url("bankimport") + path, headers=HEADERS, **more)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/transactions?page=first", "query: page"),
        ("/transactions?page=0", "query: page"),
        ("/transactions?order_by=amount", "query: order_by"),
        ("/transactions?amount=12,50", "query: amount"),
        ("/transactions?page=1&page=2", "query: page"),
        ("/bank-accounts?balance_gt=0", "query: balance_gt"),
        ("/bank-accounts?last_updated_after=2025-13-01T00:00:00Z", "query: last_updated_after"),
        ("/bank-account/first", "path: id"),
    ],
)
def test_broken_parameter_is_reported_with_its_path(
    sandbox: Sandbox, path: str, place: str
) -> None:
    """
    A parameter that breaks the document is answered 400 and named.
    """
    reply = ask(sandbox, "GET", path)
    assert reply.status == 400
    assert reply.json["findings"][0].startswith(place)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"form": {"username": "max", "secret": "pin"}}, "body: 'hbci_bank_code'"),
        ({"json_body": {"username": "max"}}, "body: application/json instead of"),
        ({}, "body: it is missing"),
        ({"content": b"\xff"}, "body: no media type instead of"),
    ],
    ids=["field", "media type", "body", "bytes"],
)
def test_broken_body_is_reported_with_its_path(
    sandbox: Sandbox, body: dict[str, Any], place: str
) -> None:
    """
    A body that breaks the document is answered 400 with the place.
    """
    reply = ask(sandbox, "POST", "/bank-account/hbci", **body)
    assert reply.status == 400
    assert reply.json["findings"][0].startswith(place)


@pytest.mark.parametrize(
    "content", [b"{", b"\xff", b'{"a": NaN}', b'{"a": 1, "a": 2}', rb'["\ud800"]', b"[" * 100_000]
)
def test_body_that_is_no_json_is_refused(sandbox: Sandbox, content: bytes) -> None:
    """
    Broken JSON is the caller's fault, never a failure of the sandbox.
    """
    customer = customer_of(sandbox)
    headers = {**customer.headers, "Content-Type": "application/json"}
    url = f"{sandbox.url('banksapi')}/customer/v2/bankzugaenge"
    reply = send_raw("POST", url, headers=headers, content=content)
    assert reply.status == 400
    assert reply.json["findings"][0].startswith("body: ")


def test_unknown_path_and_method_are_no_operations(sandbox: Sandbox) -> None:
    """
    What the document does not know is not there.
    """
    assert ask(sandbox, "GET", "/accounts").status == 404
    reply = ask(sandbox, "DELETE", "/bank-accounts")
    assert reply.status == 405
    assert reply.headers["allow"] == "GET"


def test_broken_answer_is_a_failure_of_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    An answer against the document becomes 500, and the sandbox tells it to the test.
    """
    monkeypatch.setattr("kontokit_sandbox.bankimport.service.account_json", _with_broken_number)
    with Sandbox() as sandbox:
        reply = ask(sandbox, "GET", "/bank-accounts")
        assert reply.status == 500
        assert [type(one) for one in sandbox.violations] == [BrokenResponseError]
        with pytest.raises(BrokenResponseError, match="account_number"):
            sandbox.check()
        sandbox.reset()


def test_responses_can_go_unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    With ``check="requests"`` a broken response passes, and a broken request does not.
    """
    monkeypatch.setattr("kontokit_sandbox.bankimport.service.account_json", _with_broken_number)
    with Sandbox(check="requests") as sandbox:
        reply = ask(sandbox, "GET", "/bank-accounts")
        assert reply.json["bank_accounts"][0] == {"account_number": 5}
        assert ask(sandbox, "GET", "/bank-account/first").status == 400


def _with_broken_number(ledger: object, account: object) -> dict[str, Any]:
    return {"account_number": 5}


@pytest.mark.parametrize(
    ("status", "headers", "body", "reported"),
    [
        (204, {}, None, "never responds with 204"),
        (200, {}, None, "no body instead of"),
        (200, {"content-type": "text/html"}, "<html>", "text/html instead of"),
        (200, {"content-type": "application/json"}, {"bank_accounts": 5}, "bank_accounts"),
        (
            200,
            {"content-type": "application/json"},
            {"bank_accounts": [{"balance": 1.5}]},
            r"bank_accounts\[0\].balance",
        ),
    ],
)
def test_answers_are_held_to_the_document(
    status: int, headers: dict[str, str], body: Any, reported: str
) -> None:
    """
    Status, media type and every value of an answer are checked; a float is no amount.
    """
    specification = load("bankimport")
    operation = specification.operations["listBankAccounts"]
    with pytest.raises(BrokenResponseError, match=reported):
        DocumentValidator(specification).response(operation, status, headers, body)


@pytest.mark.parametrize(
    "text", ["0.10", "-1234567890123456.78", "24323.49", "1.0000000000000000001"]
)
def test_numbers_keep_every_digit(text: str) -> None:
    """
    What is read is written again digit for digit.
    """
    assert write_json(read_json(text.encode())) == text.encode()


def test_floats_are_never_written() -> None:
    """
    A float is refused where exact JSON is written.
    """
    with pytest.raises(TypeError, match="exact"):
        write_json({"amount": 0.1})


def test_cents_have_two_places() -> None:
    """
    An amount in cents keeps its zeros.
    """
    assert str(cents(-1250)) == "-12.50"
    assert write_json([cents(100)]) == b"[1.00]"
    assert cents(5) == Decimal("0.05")


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("decimal", Decimal("1.5"), True),
        ("decimal", 1.5, False),
        ("berlin-date-time", "2024-02-29 12:00:00", True),
        ("berlin-date-time", "2023-02-29 12:00:00", False),
        ("berlin-date-time", "2024-02-29T12:00:00", False),
        ("date-time", "2024-02-29T12:00:00Z", True),
        ("date-time", "2024-02-29 12:00:00", False),
        ("date", "2024-04-31", False),
        ("uuid", "00000000-0000-0000-0000-000000000000", True),
        ("uuid", "00000000", False),
        ("uri", "https://example.com/a?b=c", True),
        ("uri", "no uri", False),
    ],
)
def test_formats_are_checked_strictly(name: str, value: object, fits: bool) -> None:
    """
    A format accepts what it names and nothing near it.
    """
    assert FORMAT_CHECKER.conforms(value, name) is fits
