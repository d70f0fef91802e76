"""
Numbers that nobody writes out and texts nested too deeply cost no more than where they stand.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import msgspec
import pytest

from kontokit import Model, PayloadError, parse_json
from kontokit.core.limits import Limits
from kontokit.serialization.json_decoder import read_json
from kontokit.serialization.marker_types import WRITTEN_AS
from kontokit.serialization.reading import Place, Reading
from kontokit.serialization.unknown_fields import keep_unknown_fields
from tests.support.deviating import Page, row_of

ROWS = Place(rows="rows")
FAR = ["1e9999999999999999999", "-1E-9999999999999999999", "0e9999999999999999999", "1e20000"]
LONG = "7" * 70
DEEP = "[" * 99 + "]" * 99


def page(*rows: str) -> bytes:
    """
    A page with rows as texts.
    """
    return b'{"rows":[%b],"paging":{"count":1}}' % ",".join(rows).encode()


def row(number: int, **texts: str) -> str:
    """
    A good row with further fields as texts.
    """
    good = json.dumps(row_of(number))[:-1]
    return good + "".join(f',"{name}":{text}' for name, text in texts.items()) + "}"


def ids(reading: Reading) -> list[int]:
    """
    The ids of the rows that were read.
    """
    return [one.id for one in reading.value.rows]


@pytest.mark.parametrize("number", [*FAR, LONG])
@pytest.mark.parametrize(
    "field",
    [
        *("unknown", "free_amount", "free_count", "free_text", "free_day", "free_time"),
        *("free_local", "free_pin", "free_json", "free_flag", "free_kind", "free_digits"),
    ],
)
def test_a_far_number_costs_one_field(field: str, number: str) -> None:
    """
    It is None in a field that is not essential, and does not disturb the rest.
    """
    reading = read_json(page(row(1), row(2, **{field: number})), Page, ROWS)
    assert ids(reading) == [1, 2]
    expected = [] if field == "unknown" else [f"$.rows[1].{field}"]
    assert [one.path for one in reading.deviations] == expected


@pytest.mark.parametrize("number", [*FAR, LONG])
def test_a_far_number_in_an_essential_field_costs_its_row(number: str) -> None:
    """
    The row is shown with the number as its text, since no Decimal has it.
    """
    bad = f'{{"id":2,"amount":{number},"more":[{number}]}}'
    reading = read_json(page(row(1), bad, row(3)), Page, ROWS)
    assert ids(reading) == [1, 3]
    (left_out,) = reading.unreadable
    assert left_out.raw == {"id": 2, "amount": number, "more": [number]}


@pytest.mark.parametrize("number", [*FAR, LONG])
def test_unknown_fields_are_kept_with_far_numbers(number: str) -> None:
    """
    As texts; all other numbers are exact.
    """
    text = page(row(1, more=f'{{"far":{number},"near":0.10,"text":"a\\ud800"}}'), row(2))
    reading = read_json(text, Page, ROWS)
    keep_unknown_fields(reading, text, ROWS)
    kept = reading.value.rows[0].extra["more"]
    assert kept == {"far": number, "near": Decimal("0.10"), "text": "a\ufffd"}
    assert json.dumps(reading.value.rows[0].to_dict(include_unknown=True))


class Old(Model, kw_only=True):
    """
    A field with two spellings.
    """

    __wire_aliases__ = {"oldName": "name"}  # noqa: RUF012
    __essential__ = frozenset(["id"])
    id: int
    name: str | None = None
    more: Any = None


@pytest.mark.parametrize("number", FAR)
def test_another_spelling_beside_a_far_number(number: str) -> None:
    """
    The text is written again for the decoder, with the number as it stands.
    """
    text = f'{{"id":1,"oldName":"a","name":null,"unknown":{number}}}'
    reading = read_json(text.encode(), Old)
    assert (reading.value, reading.deviations) == (Old(id=1, name="a"), ())


@pytest.mark.parametrize("text", ['"name":null,"oldName":"a"', '"oldName":"a","name":null'])
def test_null_does_not_win_over_another_spelling(text: str) -> None:
    """
    A server that writes both spellings fills one of them.
    """
    assert parse_json(f'{{"id":1,{text}}}', Old).name == "a"


class Closed(Model, kw_only=True):
    """
    A row without free JSON.
    """

    __essential__ = frozenset(["id"])
    id: int
    day: date | None = None


@pytest.mark.parametrize("other", ["null", '{"id":2,"day":"x"}', '{"id":2}'])
def test_a_deep_unknown_field_costs_nothing(other: str) -> None:
    """
    Whatever else is wrong on the page.
    """
    text = f'[{{"id":1,"unknown":{DEEP}}},{other},{{"id":3}}]'
    found = read_json(text.encode(), list[Closed], Place(rows="*")).value
    assert [one.id for one in found] == ([1, 3] if other == "null" else [1, 2, 3])


@pytest.mark.parametrize("other", ["null", row(2, free_day='"x"'), row(2)])
def test_a_known_field_that_is_too_deep_costs_its_row(other: str) -> None:
    """
    Free JSON counts.
    """
    reading = read_json(page(row(1), row(4, free_json=DEEP), other), Page, ROWS)
    assert ids(reading) == ([1] if other == "null" else [1, 2])
    assert reading.unreadable[0].index == 1
    assert reading.unreadable[0].raw["id"] == 4


def test_a_row_is_shown_as_deep_as_the_limit_allows() -> None:
    """
    Also where the limit is higher than usual. What is deeper is a text.
    """
    deep = "[" * 490 + FAR[0] + "]" * 490
    row = f'{{"id":"x","more":{deep}}}'
    (left_out,) = read_json(page(row), Page, ROWS).unreadable
    found = left_out.raw["more"]
    for _ in range(99):
        (found,) = found
    assert found == "[" * 391 + FAR[0] + "]" * 391
    (left_out,) = read_json(page(row), Page, ROWS, Limits(depth=500)).unreadable
    found = left_out.raw["more"]
    for _ in range(490):
        (found,) = found
    assert found == FAR[0]


class Written(Model, kw_only=True):
    """
    A model that is written, with a text that is checked.
    """

    iban: Annotated[str, msgspec.Meta(extra={WRITTEN_AS: "iban"})]
    address: Annotated[str, msgspec.Meta(extra={WRITTEN_AS: "uri"})] | None = None


@pytest.mark.parametrize("value", ['"DE\\ud800b"', LONG])
def test_no_stand_in_becomes_a_value(value: str) -> None:
    """
    Half a character in an IBAN is an error, as in any other essential text.
    """
    with pytest.raises(PayloadError, match=r"half a character|out of range"):
        parse_json(f'{{"iban":{value}}}', Written)
    with pytest.raises(PayloadError, match=r"half a character|out of range"):
        parse_json(f'{{"iban":"x","address":{value}}}', Written)


@pytest.mark.parametrize("form", [Page, list[Closed]])
def test_unknown_fields_are_kept_as_deep_as_the_limit_allows(form: Any) -> None:
    """
    What is deeper is a text, and costs no row.
    """
    place = ROWS if form is Page else Place(rows="*")
    deep = '{"id":7,"more":[["a\\ud800"],' + "[" * 300 + LONG + "]" * 300 + "]}"
    text = page(row(1), row(2)) if form is Page else f'[{{"id":1}},{deep}]'.encode()
    if form is Page:
        text = text.replace(b'"paging"', b'"more":' + deep.encode() + b',"paging"')
    reading = read_json(text, form, place, Limits(depth=400))
    keep_unknown_fields(reading, text, place, Limits(depth=100))
    kept = reading.value.extra["more"]["more"] if form is Page else reading.value[1].extra["more"]
    found: Any = kept[1]
    levels = 0
    while not isinstance(found, str):
        (found,), levels = found, levels + 1
    assert kept[0] == ["a\ufffd"]
    assert 90 < levels < 100
    assert found == "[" * (300 - levels) + f'"{LONG}"' + "]" * (300 - levels)
