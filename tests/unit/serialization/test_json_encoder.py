"""
Writing JSON: exact, and checked before anything is sent.
"""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, cast
from uuid import UUID

import pytest
from msgspec import field

from kontokit import UNSET, ArgumentError, Model, Secret
from kontokit.operations import map_entry
from kontokit.serialization import UnsetType
from kontokit.serialization.json_decoder import decode
from kontokit.serialization.json_encoder import encode
from tests.support.shapes import Booking, BookingInput, Problem, Status

TOKYO = timezone(timedelta(hours=9))


def _written(value: Any, form: Any = BookingInput) -> Any:
    return json.loads(encode(value, form), parse_float=Decimal)


def test_a_model_is_written_with_every_special_type() -> None:
    """
    Digits, local times, enums and secrets go out as the API writes them; UNSET stays away.
    """
    model = BookingInput(
        id="1",
        betrag=Decimal("-2145.7800"),
        saldo_datum=datetime(2026, 7, 15, 19, tzinfo=TOKYO),
        buchungstag=date(2026, 7, 15),
        created=datetime(2026, 7, 15, 10, tzinfo=UTC),
        kodierung=942,
        status=Status("NEU"),
        pin=Secret("4711"),
        comment=None,
        teile=[BookingInput(id="2", betrag=Decimal("1E+2"))],
        credentials={"userid": Secret("u")},
    )
    assert encode(model, BookingInput) == (
        b'{"id":"1","betrag":-2145.7800,"saldoDatum":"2026-07-15 12:00:00",'
        b'"buchungstag":"2026-07-15","created":"2026-07-15T10:00:00Z","kodierung":942,'
        b'"status":"NEU","pin":"4711","comment":null,"teile":[{"id":"2","betrag":100}],'
        b'"credentials":{"userid":"u"}}'
    )


def test_a_dict_is_written_like_a_model() -> None:
    """
    Plain dicts, nested ones too, are accepted wherever a model is, and mix with models.
    """
    data = {
        "id": UUID(int=1),
        "betrag": "12.30",
        "saldoDatum": "2026-07-15T12:00:00",
        "buchungstag": "2026-07-15",
        "created": "2026-07-15T10:00:00Z",
        "kodierung": "942",
        "status": "INTERAKTION",
        "pin": "4711",
        "comment": None,
        "teile": ({"id": "2", "betrag": 5}, BookingInput(id="3", betrag=Decimal("0.00"))),
        "credentials": {"userid": "u", "pin": Secret("p"), "partner": UNSET},
        "extra": {"a": [1, None, True, Decimal("1.10"), {"b": "ü"}]},
    }
    assert _written(data) == {
        "id": "00000000-0000-0000-0000-000000000001",
        "betrag": Decimal("12.30"),
        "saldoDatum": "2026-07-15 12:00:00",
        "buchungstag": "2026-07-15",
        "created": "2026-07-15T10:00:00Z",
        "kodierung": 942,
        "status": "INTERAKTION",
        "pin": "4711",
        "comment": None,
        "teile": [{"id": "2", "betrag": 5}, {"id": "3", "betrag": Decimal("0.00")}],
        "credentials": {"userid": "u", "pin": "p"},
        "extra": {"a": [1, None, True, Decimal("1.10"), {"b": "ü"}]},
    }


class Colour(Enum):
    RED = "red"


class Empty(Model):
    """
    A body whose only field has no value.
    """

    nothing: None


def test_what_has_no_value_is_written_as_null() -> None:
    """
    And takes nothing else.
    """
    assert encode({"nothing": None}, Empty) == b'{"nothing":null}'
    with pytest.raises(ArgumentError, match=r"^nothing: expected None, got int"):
        encode({"nothing": 4711}, Empty)


def test_a_member_of_an_enum_is_written_as_its_text() -> None:
    """
    Wherever a text is wanted.
    """
    assert _written({"id": Colour.RED, "betrag": 1}) == {"id": "red", "betrag": 1}


BAD: list[tuple[dict[Any, Any], str, str]] = [
    ({"betrag": 1.5}, "betrag", "float is not exact"),
    ({"betrag": float("nan")}, "betrag", "float is not exact"),
    ({"betrag": Decimal("NaN")}, "betrag", "not finite"),
    ({"betrag": Decimal("-Infinity")}, "betrag", "not finite"),
    ({"betrag": Decimal("1E+999999")}, "betrag", "too many digits"),
    ({"betrag": Decimal("1E-999999")}, "betrag", "too many digits"),
    ({"betrag": "NaN"}, "betrag", "the text is no plain number such as 12.50"),
    ({"betrag": "1e5"}, "betrag", "the text is no plain number such as 12.50"),
    ({"betrag": "12,50"}, "betrag", "the text is no plain number such as 12.50"),
    ({"betrag": True}, "betrag", "expected Decimal, got bool"),
    ({"betrag": None}, "betrag", "expected Decimal, got None"),
    ({"betrag": UNSET}, "betrag", "the required field is missing"),
    ({"id": 1}, "id", "expected str, got int"),
    ({"id": Secret("4711")}, "id", "expected str, got Secret"),
    ({"id": b"1"}, "id", "expected str, got bytes"),
    ({"saldoDatum": datetime(2026, 7, 15)}, "saldoDatum", "naive datetimes are not allowed"),
    ({"saldoDatum": "morgen"}, "saldoDatum", "local time"),
    ({"saldoDatum": None}, "saldoDatum", "expected datetime, got None"),
    ({"buchungstag": datetime(2026, 7, 15, tzinfo=UTC)}, "buchungstag", "got datetime"),
    ({"buchungstag": "15.07.2026"}, "buchungstag", "no ISO 8601 date"),
    ({"created": datetime(2026, 7, 15)}, "created", "naive datetimes are not allowed"),
    ({"created": "2026-07-15T10:00:00"}, "created", "no ISO 8601 datetime"),
    ({"kodierung": "x"}, "kodierung", "expected int, got str"),
    ({"kodierung": True}, "kodierung", "expected int, got bool"),
    ({"kodierung": 9**99}, "kodierung", "too many digits"),
    ({"status": Colour.RED}, "status", "expected Status, got Colour"),
    ({"status": 1}, "status", "expected Status, got int"),
    ({"pin": 4711}, "pin", "expected Secret, got int"),
    ({"teile": {"id": "1"}}, "teile", "expected a list, got dict"),
    ({"teile": "12"}, "teile", "expected a list, got str"),
    ({"teile": [{"id": "2", "betrag": 1}, {"id": "3"}]}, "teile[1].betrag", "field is missing"),
    ({"teile": [{"id": "2", "betrag": 0.1}]}, "teile[0].betrag", "float"),
    ({"teile": [Problem(code="1")]}, "teile[0]", "expected BookingInput or a dict, got Problem"),
    ({"credentials": {"pin": 4711}}, "credentials[0]", "expected Secret, got int"),
    ({"credentials": {"my pin": 4711}}, "credentials[0]", "expected Secret"),
    ({"credentials": {1: "x"}}, "credentials", "keys of a dict must be str"),
    ({"credentials": ["x"]}, "credentials", "expected a dict, got list"),
    ({"extra": {"a": [0.1]}}, "extra.a[0]", "float is not exact"),
    ({"extra": {"a": object()}}, "extra.a", "object is not JSON serializable"),
    ({"extra": b"1"}, "extra", "bytes is not JSON serializable"),
    ({"saldoDatm": "x"}, "body", "no field 'saldoDatm' (did you mean 'saldoDatum'?)"),
    ({"saldo_datm": "x"}, "body", "no field 'saldo_datm' (did you mean 'saldo_datum'?)"),
    ({"saldo_datum": "x"}, "saldo_datum", "local time"),
    ({"teile": [{"id": "2", "betrag": 1, "saldo_datum": 1}]}, "teile[0].saldo_datum", "got int"),
    (
        {"saldo_datum": "x", "saldoDatum": "y"},
        "body",
        "'saldo_datum' and 'saldoDatum' name the same field",
    ),
    ({"quatsch": "x"}, "body", "BookingInput has no field of this name"),
    ({3: "x"}, "body", "keys of a dict must be str, got int"),
]


@pytest.mark.parametrize(("change", "place", "words"), BAD)
def test_what_does_not_fit_is_refused_with_its_place(
    change: dict[Any, Any], place: str, words: str
) -> None:
    """
    A wrong value names its place and its type, never itself, and nothing is chained to it.
    """
    with pytest.raises(ArgumentError) as caught:
        encode({"id": "1", "betrag": 1, **change}, BookingInput)
    assert caught.value.place == place
    assert words in str(caught.value)
    assert "4711" not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_float_is_refused_in_a_model_too() -> None:
    """
    A model is checked like a dict, since its constructor does not check.
    """
    wrong: Any = 0.1
    with pytest.raises(ArgumentError, match=r"^betrag: a float is not exact"):
        encode(BookingInput(id="1", betrag=wrong), BookingInput)


def test_a_model_that_was_read_can_be_sent_back() -> None:
    """
    The reading twin of a model is accepted: what is absent stays away, what is new is dropped.
    """
    text = b'{"id":"1","betrag":"2.50","saldoDatum":"2026-07-15 12:00:00","status":null,'
    read = decode(text + b'"tags":["a"],"teile":[{"id":"2","betrag":1}]}', Booking)
    assert _written(read) == {
        "id": "1",
        "betrag": Decimal("2.50"),
        "saldoDatum": "2026-07-15 12:00:00",
        "teile": [{"id": "2", "betrag": 1}],
    }
    with pytest.raises(ArgumentError, match=r"^betrag: expected Decimal, got None"):
        encode(Booking(id="1"), BookingInput)


def test_a_dict_may_use_either_spelling() -> None:
    """
    Keys are names in Python or on the wire, at every level; what is UNSET counts for neither.
    """
    data = {
        "id": "1",
        "betrag": 1,
        "saldo_datum": "2026-07-15 12:00:00",
        "saldoDatum": UNSET,
        "teile": [{"id": "2", "betrag": 1, "saldoDatum": "2026-07-16 12:00:00"}],
    }
    assert _written(data) == {
        "id": "1",
        "betrag": 1,
        "saldoDatum": "2026-07-15 12:00:00",
        "teile": [{"id": "2", "betrag": 1, "saldoDatum": "2026-07-16 12:00:00"}],
    }


class Login(Model, kw_only=True):
    __wire_pair__: ClassVar[tuple[str, str] | None] = ("fieldLabel", "content")

    field_label: str = field(name="fieldLabel")
    content: Secret


class Import(Model, kw_only=True):
    bank_id: int = field(name="bankId")
    logins: list[Login] | UnsetType = UNSET


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "bank_id"),
        ({"logins": []}, "bank_id"),
        ({"bank_id": UNSET}, "bank_id"),
        ({"bank_id": 1, "logins": [{"fieldLabel": "PIN"}]}, "logins[0].content"),
        ({"bankId": 1, "logins": [{"content": "x"}]}, "logins[0].field_label"),
        (Import(bank_id=cast("Any", "x")), "bank_id"),
        ({"bankId": "x"}, "bankId"),
    ],
)
def test_a_place_is_spelled_as_the_caller_did(body: Any, place: str) -> None:
    """
    A field that is given keeps its spelling; one that is missing is spelled like those beside it.
    """
    with pytest.raises(ArgumentError) as caught:
        encode(body, Import)
    assert caught.value.place == place


def test_the_whole_value_has_the_name_that_the_caller_gave_it() -> None:
    """
    A list that is an argument of its own is called by the name of the argument.
    """
    for value, place in (([{"id": "1"}], "bookings[0].betrag"), (1, "bookings")):
        with pytest.raises(ArgumentError) as caught:
            encode(value, list[BookingInput], "bookings")
        assert caught.value.place == place


def test_a_list_of_labels_and_values_may_be_a_mapping() -> None:
    """
    Only where the model says so; the values are checked as those of the model.
    """
    logins = {"Onlinebanking-ID": "demo", "PIN": Secret("4711")}
    assert _written({"bank_id": 1, "logins": logins}, Import) == {
        "bankId": 1,
        "logins": [
            {"fieldLabel": "Onlinebanking-ID", "content": "demo"},
            {"fieldLabel": "PIN", "content": "4711"},
        ],
    }
    assert _written({"bankId": 1, "logins": {}}, Import) == {"bankId": 1, "logins": []}
    for wrong, place in (
        ({"PIN": 4711}, "logins[0]"),
        ({"a": "x", "4711": 1}, "logins[1]"),
        ({1: "4711"}, "logins"),
    ):
        with pytest.raises(ArgumentError) as caught:
            encode({"bank_id": 1, "logins": wrong}, Import)
        assert caught.value.place == place
        assert "4711" not in str(caught.value)


def test_the_key_of_an_entry_is_never_shown() -> None:
    """
    A method takes the key as an argument, so that only its fields are places.
    """
    entry = map_entry("key", "geheim", {"id": "1", "betrag": 0.1})
    with pytest.raises(ArgumentError) as caught:
        encode(entry, dict[str, BookingInput])
    assert caught.value.place == "betrag"
    assert "geheim" not in str(caught.value)


def test_an_optional_entry_is_left_out_without_fields() -> None:
    """
    An empty map is sent then; elsewhere the entry is an empty object.
    """
    nothing = {"bank_id": UNSET, "logins": UNSET}
    assert encode(map_entry("key", "a", nothing, optional=True), dict[str, Any]) == b"{}"
    assert encode(map_entry("key", "a", nothing), dict[str, Any]) == b'{"a":{}}'
    given = {**nothing, "bank_id": 1}
    assert _written(map_entry("key", UUID(int=1), given, optional=True), dict[str, Import]) == {
        "00000000-0000-0000-0000-000000000001": {"bankId": 1}
    }


def test_lists_unions_and_any_are_written() -> None:
    """
    A body need not be a model.
    """
    assert encode([1, "a", None], list[int | str | None]) == b'[1,"a",null]'
    assert (
        encode({"a": BookingInput(id="1", betrag=Decimal(1))}, Any)
        == b'{"a":{"id":"1","betrag":1}}'
    )
    assert encode(2**70, int) == str(2**70).encode()
    assert encode(True, bool) == b"true"
    with pytest.raises(ArgumentError, match="none of the allowed types"):
        encode(b"", int | str)


@pytest.mark.parametrize(
    ("ratio", "text"), [(0.25, b"0.25"), (-1e-7, b"-1e-7"), (Decimal("2.50"), b"2.50"), (3, b"3")]
)
def test_a_ratio_is_written_as_it_is(ratio: Any, text: bytes) -> None:
    """
    Where an API documents a float, one may be sent, and so may an exact number.
    """
    assert encode(ratio, float) == text


@pytest.mark.parametrize("ratio", [float("nan"), float("inf"), float("-inf")])
def test_a_ratio_that_is_no_number_is_refused(ratio: float) -> None:
    """
    JSON has no word for it.
    """
    with pytest.raises(ArgumentError, match="the number is not finite"):
        encode(ratio, float)


def test_lone_surrogates_and_circular_values_are_refused() -> None:
    """
    A lone surrogate and a list that holds itself are argument errors.
    """
    with pytest.raises(ArgumentError, match="not valid Unicode"):
        encode({"id": "\ud800", "betrag": 1}, BookingInput)
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(ArgumentError, match="nested too deeply"):
        encode(endless, Any)


def test_ten_thousand_amounts_survive_the_round_trip() -> None:
    """
    What is read, written and read again has the same digits and never an exponent.
    """
    draw = random.Random(42)
    amounts = [
        Decimal(draw.randrange(-(10**11), 10**11)).scaleb(-draw.randrange(-3, 9))
        for _ in range(10_000)
    ]
    text = encode(amounts, list[Decimal])
    assert b"E" not in text.upper()
    assert decode(text, list[Decimal]) == amounts
    assert encode(decode(text, list[Decimal]), list[Decimal]) == text


@pytest.mark.parametrize("key", [1, [1], None, "", " ", {}, b"a"])
def test_the_key_of_an_entry_is_checked_and_never_shown(key: object) -> None:
    """
    A key that is no id is refused under the name of its argument, before anything is sent.
    """
    with pytest.raises(ArgumentError) as caught:
        map_entry("access_id", key, {})
    assert caught.value.place == "access_id"
