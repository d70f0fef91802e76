"""
Texts whose classes print themselves as something else, and texts that are not valid Unicode.
"""

from __future__ import annotations

import enum
import json
import pickle
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from kontokit import ArgumentError, Model, Secret
from kontokit.operations import Body, Operation
from kontokit.operations.maps import map_entry
from kontokit.serialization.json_encoder import encode
from kontokit.serialization.request_builder import FORM, build_content
from kontokit_finapi_access import models

HALF = "PIN4711\udce4"


class Masked(str):
    """
    A text that hides itself when it is printed.
    """

    def __str__(self) -> str:
        return "***"

    __repr__ = __str__


class Currency(str, enum.Enum):  # noqa: UP042  # the older way, whose members print their names
    """
    An enum of the caller.
    """

    EUR = "EUR"


def body_of(media_type: str, form: Any) -> Operation[Any]:
    """
    An operation that takes a body.
    """
    body = Body(type=form, media_type=media_type)
    return Operation(id="send", method="POST", path="/x", retry_class="write", body=body)


def test_texts_are_written_as_they_are() -> None:
    """
    In models, dicts, maps and free JSON.
    """
    order = {
        "counterpartIban": "DE02120300000000202051",
        "counterpartName": Masked("Erika"),
        "amount": Decimal("1.50"),
        "currency": Currency.EUR,
    }
    for form in (models.MoneyTransferOrderParams, Any):
        written = json.loads(encode(order, form))
        assert (written["counterpartName"], written["currency"]) == ("Erika", "EUR")
    model = models.MoneyTransferOrderParams(
        counterpart_iban="DE02120300000000202051",
        counterpart_name=Masked("Erika"),
        amount="1",
        currency=Currency.EUR,
    )
    written = json.loads(encode(model, models.MoneyTransferOrderParams))
    assert (written["counterpartName"], written["currency"]) == ("Erika", "EUR")
    assert list(map_entry("id", Masked("a"), {"x": 1})) == ["a"]
    assert encode({Masked("a"): Masked("b")}, dict[str, str]) == b'{"a":"b"}'


def test_secrets_and_forms_hold_texts_as_they_are() -> None:
    """
    Also where a secret is made of a text that hides itself.
    """
    assert Secret(Masked("12345")).reveal() == "12345"
    assert type(Secret(Masked("12345")).reveal()) is str
    content = build_content(body_of(FORM, dict[str, str]), {"a": Masked("b c")})
    assert content is not None
    assert content.data == b"a=b+c"


@pytest.mark.parametrize("media_type", [FORM, "application/json", "text/plain"])
def test_a_text_that_is_not_unicode_is_an_argument_error(media_type: str) -> None:
    """
    The error of Python's own would hold the text.
    """
    form = str if media_type == "text/plain" else dict[str, Secret]
    body = HALF if media_type == "text/plain" else {"pin": Secret(HALF)}
    with pytest.raises(ArgumentError, match="not valid Unicode") as caught:
        build_content(body_of(media_type, form), body)
    assert "4711" not in repr(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None
    assert b"4711" not in pickle.dumps(caught.value, protocol=0)


class Standing(Model, kw_only=True):
    """
    An order with a day and a time.
    """

    day: date | None = None
    at: datetime | None = None


@pytest.mark.parametrize("field", ["day", "at"])
def test_a_date_that_is_not_unicode_is_an_argument_error(field: str) -> None:
    """
    As any other text that is no date.
    """
    with pytest.raises(ArgumentError, match="no ISO 8601 date"):
        encode({field: "2027-\ud800"}, Standing)
