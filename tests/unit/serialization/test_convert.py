"""
Models as dicts and back.
"""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal

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


def test_from_dict_refuses_what_the_wire_would() -> None:
    """
    A wrong type has a path, and a float is refused before it can lose a cent.
    """
    with pytest.raises(PayloadError, match=r"\$\.id"):
        from_dict(Booking, {"id": 1})
    with pytest.raises(ArgumentError, match="float is not exact"):
        from_dict(Booking, {"id": "1", "betrag": 0.1})


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
