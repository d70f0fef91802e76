"""
Reading JSON: strict about types, exact with numbers, tolerant of what grows.
"""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from kontokit import PayloadError, Secret, parse_json
from kontokit.serialization.json_decoder import decode
from tests.support.scale import scaled
from tests.support.shapes import Booking, BookingInput, Page, Status

BOOKING = b"""{
  "id": "1", "betrag": -2145.7800, "saldoDatum": "2026-07-15 12:00:00",
  "buchungstag": "2026-07-15",
  "created": "2026-07-15T10:00:00Z", "kodierung": "942", "status": "GESTARTET", "pin": "4711",
  "teile": [{"id": "2", "betrag": "0.10"}], "extra": {"a": [1.10, 2, null]}, "unknown": {"x": 1}
}"""


def test_a_booking_is_read_with_every_special_type() -> None:
    """
    Digits, local times, lenient integers, open enums and secrets come out typed.
    """
    booking = decode(BOOKING, Booking)
    assert str(booking.betrag) == "-2145.7800"
    assert booking.saldo_datum.isoformat() == "2026-07-15T12:00:00+02:00"
    assert booking.buchungstag == date(2026, 7, 15)
    assert isinstance(booking.created, datetime)
    assert booking.kodierung == 942
    assert type(booking.kodierung) is int
    assert (booking.status, booking.status.is_known) == ("GESTARTET", False)
    assert booking.pin == Secret("4711")
    assert booking.teile == [Booking(id="2", betrag=Decimal("0.10"))]
    assert booking.extra == {"a": [Decimal("1.10"), 2, None]}
    assert str(booking.extra["a"][0]) == "1.10"


def test_null_and_absent_are_both_none() -> None:
    """
    In a model that is read, every optional field may be null.
    """
    names = [
        "betrag",
        "saldoDatum",
        "buchungstag",
        "created",
        "kodierung",
        "status",
        "pin",
        "teile",
    ]
    nulls = ",".join(f'"{name}":null' for name in names)
    assert decode(f'{{"id":"1",{nulls}}}'.encode(), Booking) == Booking(id="1")


def test_null_differs_from_unset_in_a_writing_model() -> None:
    """
    In a model that is written, null is kept where it is allowed.
    """
    absent = decode(b'{"id":"1","betrag":1}', BookingInput)
    null = decode(b'{"id":"1","betrag":1,"comment":null}', BookingInput)
    assert null.comment is None
    assert absent != null


WRONG: list[tuple[bytes, str, str]] = [
    (b'{"id": 1}', "$.id", "Expected `str`"),
    (b'{"id": null}', "$.id", "null"),
    (b"{}", "$.id", "A required field is missing"),
    (b'{"id":"1","betrag":true}', "$.betrag", "bool"),
    (b'{"id":"1","betrag":"12,50"}', "$.betrag", "the form of `Decimal`"),
    (b'{"id":"1","betrag":"NaN"}', "$.betrag", "out of range"),
    (b'{"id":"1","betrag":"-sNaN1"}', "$.betrag", "out of range"),
    (b'{"id":"1","betrag":"Infinity"}', "$.betrag", "out of range"),
    (b'{"id":"1","betrag":1e999999999}', "$.betrag", "out of range"),
    (b'{"id":"1","betrag":1e-999999999}', "$.betrag", "out of range"),
    (
        b'{"id":"1","teile":[{"id":"2"},{"id":"3","betrag":"\\u004eaN"}]}',
        "$.teile[1].betrag",
        "out",
    ),
    (b'{"id":"1","teile":[{"id":"2"},{"id":3}]}', "$.teile[1].id", "Expected `str`"),
    (b'{"id":"1","teile":[null]}', "$.teile[0]", "null"),
    (b'{"id":"1","saldoDatum":"gestern"}', "$.saldoDatum", "the form of `datetime`"),
    (b'{"id":"1","saldoDatum":20260715}', "$.saldoDatum", "Expected `datetime`, got `int`"),
    (b'{"id":"1","created":"2026-07"}', "$.created", "the form of `datetime`"),
    (b'{"id":"1","created":""}', "$.created", "the form of `datetime`"),
    (b'{"id":"1","kodierung":"9x"}', "$.kodierung", "Expected `int`"),
    (b'{"id":"1","kodierung":1.5}', "$.kodierung", "Expected `int`"),
    (b'{"id":"1","kodierung":true}', "$.kodierung", "got `bool`"),
    (b'{"id":"1","kodierung":[]}', "$.kodierung", "got `array`"),
    (b'{"id":"1","status":7}', "$.status", "Expected `str`"),
    (b'{"id":"1","pin":4711}', "$.pin", "Expected `str`, got `int`"),
    (b'{"id":"1","extra":1e999999999}', "$", "out of range"),
    (b'{"id":"1","extra":NaN}', "$", "malformed"),
    (b'{"id":"1"} x', "$", "trailing"),
    (b'{"id":"1"', "$", "truncated"),
    (b"", "$", "truncated"),
    (b"[]", "$", "Expected `object`"),
    (b'"\xff"', "$", ""),
    ('{"id":"1"}'.encode("utf-16"), "$", "malformed"),
    (b'{"extra":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "$", "levels deep"),
    (b"[" * 100_000, "$", ""),
    (b'{"id":"1","extra":' + b"9" * 5000 + b"}", "$", "out of range"),
]


@pytest.mark.parametrize(("body", "path", "words"), WRONG)
def test_a_wrong_shape_names_its_place(body: bytes, path: str, words: str) -> None:
    """
    What does not fit is one kind of error with a JSON path, and nothing is chained to it.
    """
    with pytest.raises(PayloadError) as caught:
        decode(body, Booking)
    assert caught.value.path.startswith(path)
    assert words in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize("kind", [dict[str, Booking], list[Booking], Page, Booking | None])
def test_nan_is_refused_inside_containers(kind: Any) -> None:
    """
    NaN is found in dicts, lists, pages and unions alike.
    """
    row = '{"id":"1","betrag":"nan"}'
    texts = {
        dict[str, Booking]: f'{{"a b":{row}}}',
        list[Booking]: f"[{row}]",
        Page: f'{{"transactions":[{row}]}}',
    }
    with pytest.raises(PayloadError, match="betrag"):
        decode(texts.get(kind, row).encode(), kind)


def test_other_spellings_of_a_field_are_understood() -> None:
    """
    An alias is read as the field, deep inside too, and the field itself goes first.
    """
    text = b'{"transactions":[{"id":"1","Betrag":1.10},{"id":"2","Betrag":1,"betrag":"2.50"}]}'
    rows = decode(text, Page).rows
    assert [str(row.betrag) for row in rows] == ["1.10", "2.50"]
    huge = b'{"id":"1","Betrag":12345678901234567890123456789.10}'
    assert str(decode(huge, Booking).betrag) == "12345678901234567890123456789.10"


def test_a_byte_order_mark_is_no_trouble() -> None:
    """
    A UTF-8 byte order mark before the JSON text is skipped.
    """
    assert decode(b'\xef\xbb\xbf{"id":"1"}', Booking) == Booking(id="1")


def test_unknown_enum_values_are_kept_and_not_cached() -> None:
    """
    A new value is a member without being listed, and a million of them use no memory.
    """
    values = [decode(f'"NEW{n}"'.encode(), Status) for n in range(1000)]
    assert values[7] == "NEW7"
    assert not values[7].is_known
    assert len(Status.__members__) == len(list(Status)) == 2
    assert len(Status._value2member_map_) == 2


def test_texts_of_the_body_do_not_show_up_in_errors() -> None:
    """
    An error about an unknown tag or enum value does not repeat what came.
    """
    with pytest.raises(PayloadError) as caught:
        decode(b'{"id":"1","betrag":"DE89370400440532013000"}', Booking)
    assert "DE89" not in repr(caught.value)


def test_ten_thousand_amounts_come_out_with_their_digits() -> None:
    """
    Amounts with up to eight decimals keep every digit, as number and as text.
    """
    draw = random.Random(24)
    count = scaled(10_000, 100_000)
    texts = [
        f"{draw.choice(['', '-'])}{draw.randrange(10**9)}" + _decimals(draw) for _ in range(count)
    ]
    numbers = decode(f"[{','.join(texts)}]".encode(), list[Decimal])
    quoted = decode('["{}"]'.format('","'.join(texts)).encode(), list[Decimal])
    assert [str(number) for number in numbers] == texts
    assert numbers == quoted


def _decimals(draw: random.Random) -> str:
    places = draw.randrange(9)
    return f".{draw.randrange(10**places):0{places}}" if places else ""


def test_mutated_texts_raise_one_kind_of_error() -> None:
    """
    Ten thousand damaged texts either decode or raise a PayloadError, and nothing else.
    """
    draw = random.Random(1)
    for _ in range(10_000):
        damaged = bytearray(BOOKING)
        for _ in range(draw.randrange(1, 4)):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        text = bytes(
            damaged[: draw.randrange(len(damaged) + 1)] if draw.random() < 0.3 else damaged
        )
        with suppress(PayloadError):
            parse_json(text, Booking)
