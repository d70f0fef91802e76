"""
Models as dicts and back.
"""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from msgspec import structs

from kontokit import (
    BERLIN,
    ArgumentError,
    PayloadError,
    Secret,
    from_dict,
    parse_json,
    to_dict,
)
from tests.support.leak_detector import reachable
from tests.support.shapes import Booking, BookingInput, Status

BOOKING = Booking(
    id="1",
    betrag=Decimal("1E+3"),
    saldo_datum=datetime(2026, 7, 15, 12, tzinfo=BERLIN),
    buchungstag=date(2026, 7, 15),
    created=datetime(2026, 7, 15, 10, tzinfo=UTC),
    status=Status("NEU"),
    teile=[Booking(id="2", betrag=Decimal("0.10"))],
    extra={"a": [Decimal("1.10")]},
)


def test_a_dict_is_json_safe_and_comes_back_equal() -> None:
    """
    The dict goes through the standard library's JSON, and the model made of it is equal.
    """
    data = to_dict(BOOKING)
    assert data["betrag"] == "1000"
    assert data["saldoDatum"] == "2026-07-15T12:00:00+02:00"
    assert "kodierung" not in data
    again = from_dict(Booking, json.loads(json.dumps(data)))
    assert again.teile == BOOKING.teile
    assert again.extra == {"a": ["1.10"]}
    assert structs.replace(again, extra=BOOKING.extra) == BOOKING


def test_secrets_stay_out_of_the_dict_unless_asked_for() -> None:
    """
    No mask stands where a secret was, so none can be sent as a PIN by mistake.
    """
    model = BookingInput(id="1", betrag=Decimal(1), pin=Secret("4711"), comment=None,
                         credentials={"pin": Secret("p")})  # fmt: skip
    assert to_dict(model) == {"id": "1", "betrag": "1", "comment": None, "credentials": {}}
    revealed = to_dict(model, reveal_secrets=True)
    assert (revealed["pin"], revealed["credentials"]) == ("4711", {"pin": "p"})


def test_models_convert_themselves() -> None:
    """
    The methods mean the same as the functions, and JSON text comes back as an equal model.
    """
    assert BOOKING.to_dict() == to_dict(BOOKING)
    assert Booking.from_dict(BOOKING.to_dict()) == from_dict(Booking, to_dict(BOOKING))
    assert json.loads(BOOKING.to_json()) == to_dict(BOOKING)
    again = Booking.from_dict(json.loads(BOOKING.to_json()))
    assert structs.replace(again, extra=BOOKING.extra) == BOOKING
    assert structs.replace(parse_json(BOOKING.to_json(), Booking), extra=BOOKING.extra) == BOOKING
    assert Booking(id="Müller").to_json() == '{"id":"Müller"}'.replace(":", ": ")


def test_models_leave_out_their_secrets_unless_asked_for() -> None:
    """
    Neither the dict nor the text of a model holds a secret by default.
    """
    model = Booking(id="1", pin=Secret("4711"))
    assert model.to_dict() == {"id": "1"}
    assert model.to_json() == '{"id": "1"}'
    assert model.to_dict(reveal_secrets=True) == {"id": "1", "pin": "4711"}
    assert Booking.from_dict(json.loads(model.to_json(reveal_secrets=True))) == model


def test_a_refused_dict_leaves_no_trace_in_the_error() -> None:
    """
    The error of ``Model.from_dict`` names the place and holds no frame with the dict.
    """
    with pytest.raises(PayloadError, match=r"\$\.betrag") as caught:
        Booking.from_dict({"id": "1", "pin": "geheim-4711", "betrag": True})
    assert not [text for text in reachable(caught.value) if "geheim" in text]


def test_from_dict_refuses_what_the_wire_would() -> None:
    """
    A wrong type has a path, and a float is refused before it can lose a cent.
    """
    with pytest.raises(PayloadError, match=r"\$\.id"):
        from_dict(Booking, {"id": 1})
    with pytest.raises(ArgumentError, match="float is not exact"):
        from_dict(Booking, {"id": "1", "betrag": 0.1})


def test_parse_json_takes_no_parsed_json() -> None:
    """
    Who has parsed the text already needs ``from_dict``.
    """
    wrong: Any = {"id": "1"}
    with pytest.raises(ArgumentError, match="body: it must be bytes or a str, not dict"):
        parse_json(wrong, Booking)


def test_parse_json_takes_text_and_bytes() -> None:
    """
    A notification's body may be given as it came.
    """
    assert parse_json('{"id":"ü"}', Booking) == parse_json('{"id":"ü"}'.encode(), Booking)


def test_models_copy_and_pickle() -> None:
    """
    A model without secrets survives pickle and copy, unknown enum values included.
    """
    for again in (pickle.loads(pickle.dumps(BOOKING)), copy.deepcopy(BOOKING)):
        assert again == BOOKING
        assert again.status is not None
        assert not again.status.is_known
    unset = BookingInput(id="1", betrag=Decimal(1))
    assert pickle.loads(pickle.dumps(unset)).comment is unset.comment


def test_models_redact_secrets_and_do_not_pickle_them() -> None:
    """
    The repr of a model masks its secrets, and pickling it fails.
    """
    model = Booking(id="1", pin=Secret("4711"))
    assert "4711" not in repr(model)
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(model)
