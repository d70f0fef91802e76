"""
Values of odd types, in packages that are built from invented documents and called.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest

from kontokit import ArgumentError
from tests.support.bank import Bank
from tests.support.flow_driver import CallMode
from tests.support.small_api import Caller, build_small, imported

DOCUMENT: Final = """
paths:
  /values:
    get:
      operationId: getValues
      parameters:
        - {name: level, in: query, schema: {$ref: "#/components/schemas/Level"}}
        - {name: least, in: query, schema: {type: string, format: decimal}}
      responses:
        "200":
          description: All.
          content: {application/json: {schema: {$ref: "#/components/schemas/Values"}}}
    put:
      operationId: putValues
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Values"}}}
      responses: {"204": {description: Done.}}
components:
  schemas:
    Values:
      type: object
      required: [amount]
      properties:
        amount: {type: string, format: decimal}
        rate: {type: [string, "null"], format: decimal}
        all: {type: array, items: {type: string, format: decimal}}
        level: {$ref: "#/components/schemas/Level"}
        signs: {type: array, items: {$ref: "#/components/schemas/Sign"}}
        mixed: {enum: [auto, 1, 2, null]}
        savings: {$ref: "#/components/schemas/Savings"}
        rates: {$ref: "#/components/schemas/Rates"}
        notes: {$ref: "#/components/schemas/Notes"}
        named: {type: integer, enum: [10, 20], x-enum-varnames: [Low, High]}
    Account:
      type: object
      required: [kind]
      properties:
        kind: {type: string, enum: [giro, savings]}
        limit: {type: [number, "null"], format: decimal}
        owner: {$ref: "#/components/schemas/Owner"}
    Notes:
      type: object
      properties: {text: {type: string}}
      additionalProperties: {type: "null"}
    Owner: {type: object, properties: {name: {type: string}}}
    Person:
      allOf:
        - {$ref: "#/components/schemas/Owner"}
        - {type: object, properties: {born: {type: string, format: date}}}
    Savings:
      allOf:
        - {$ref: "#/components/schemas/Account"}
        - type: object
          properties:
            kind: {const: savings}
            limit: {type: number, format: decimal, minimum: 0}
            owner: {$ref: "#/components/schemas/Person"}
    Rates:
      type: object
      required: [base]
      properties: {base: {type: string}}
      additionalProperties: {$ref: "#/components/schemas/Rate"}
    Rate: {type: object, required: [value], properties: {value: {type: number, format: decimal}}}
    Level: {type: integer, enum: [1, 2, -1]}
    Sign: {type: string, enum: [buy, BUY, Buy, "+", "-"]}
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with imported(build_small(tmp_path_factory.mktemp("values"), DOCUMENT)) as found:
        yield found


@pytest.fixture
def api(package: Any, mode: CallMode, bank: Bank) -> Caller:
    return Caller(package, mode, bank)


def test_money_as_text_is_a_decimal_and_stays_text(api: Caller) -> None:
    """
    With every digit, in both directions.
    """
    api.bank.says('{"amount": "12.50", "rate": null, "all": ["1.10", "0.000000000000000001"]}')
    values = api.call("get_values", least=Decimal("1.50"))
    assert api.bank.last.target == "/values?least=1.50"
    assert (values.amount, values.rate) == (Decimal("12.50"), None)
    assert values.all == [Decimal("1.10"), Decimal("0.000000000000000001")]
    api.bank.says(status=204)
    api.call("put_values", amount=Decimal("3.40"), rate="1.20", all=[1, Decimal("2.0")])
    assert api.bank.last.body == b'{"amount":"3.40","rate":"1.20","all":["1","2.0"]}'
    api.call("put_values", amount=values.amount, all=values.all, rate=None)
    assert api.sent == {"amount": "12.50", "rate": None, "all": ["1.10", "0.000000000000000001"]}
    for wrong in (1.5, "1,5", "NaN"):
        with pytest.raises(ArgumentError):
            api.call("put_values", amount=wrong)


def test_enums_of_whole_numbers_are_open(api: Caller) -> None:
    """
    A value that the document does not know is kept.
    """
    level = api.models.Level
    assert [(one.name, one.value) for one in level] == [
        ("VALUE_1", 1),
        ("VALUE_2", 2),
        ("MINUS_1", -1),
    ]
    api.bank.says('{"amount": "1", "level": -1, "named": 20}')
    values = api.call("get_values", level=level.VALUE_2)
    assert api.bank.last.target == "/values?level=2"
    assert values.level is level.MINUS_1
    assert values.named.name == "HIGH"
    api.bank.says('{"amount": "1", "level": 7}')
    values = api.call("get_values", level=9)
    assert (values.level, values.level.is_known) == (7, False)
    api.bank.says(status=204)
    api.call("put_values", amount=1, level=values.level)
    assert api.sent == {"amount": "1", "level": 7}


def test_values_that_differ_in_case_are_members_of_their_own(api: Caller) -> None:
    """
    The order of the document names them.
    """
    names = [(one.name, one.value) for one in api.models.Sign]
    assert names == [
        ("BUY", "buy"),
        ("BUY_2", "BUY"),
        ("BUY_3", "Buy"),
        ("EMPTY", "+"),
        ("EMPTY_2", "-"),
    ]
    api.bank.says('{"amount": "1", "signs": ["Buy", "sell"]}')
    buy, sell = api.call("get_values").signs
    assert buy is api.models.Sign.BUY_3
    assert not sell.is_known


def test_mixed_enums_are_the_types_of_their_values(api: Caller) -> None:
    """
    Texts stay texts and numbers numbers.
    """
    for text, value in (('"auto"', "auto"), ("2", 2), ("null", None)):
        api.bank.says(f'{{"amount": "1", "mixed": {text}}}')
        assert api.call("get_values").mixed == value


def test_all_of_narrows_what_it_extends(api: Caller) -> None:
    """
    A constant of an enum, no null, and an object with more fields.
    """
    api.bank.says(
        '{"amount": "1", "savings": {"kind": "savings", "limit": 1.50, "owner":'
        ' {"name": "A", "born": "2000-01-02"}}}'
    )
    savings = api.call("get_values").savings
    assert (savings.kind, savings.limit) == ("savings", Decimal("1.50"))
    assert savings.owner == api.models.Person(name="A", born=date(2000, 1, 2))


def test_fields_beside_the_properties_are_typed(api: Caller) -> None:
    """
    They are kept, written back, and taken from dicts.
    """
    api.bank.says('{"amount": "1", "rates": {"base": "EUR", "USD": {"value": 1.10}}}')
    rates = api.call("get_values").rates
    assert (rates.base, rates.further) == ("EUR", {"USD": api.models.Rate(value=Decimal("1.10"))})
    api.bank.says(status=204)
    api.call("put_values", amount=1, rates=rates)
    assert b'"rates":{"base":"EUR","USD":{"value":1.10}}' in api.bank.last.body
    api.call("put_values", amount=1, rates={"base": "EUR", "CHF": {"value": "0.90"}})
    assert b'"rates":{"base":"EUR","CHF":{"value":0.90}}' in api.bank.last.body
    with pytest.raises(ArgumentError) as caught:
        api.call("put_values", amount=1, rates={"base": "EUR", "CHF": {"rate": 1}})
    assert caught.value.place == "rates.CHF"


def test_fields_beside_the_properties_may_be_null_only(api: Caller) -> None:
    """
    Any name is taken, and null is written.
    """
    api.bank.says(status=204)
    api.call("put_values", amount=1, notes={"text": "a", "more": None})
    assert b'"notes":{"text":"a","more":null}' in api.bank.last.body
    with pytest.raises(ArgumentError):
        api.call("put_values", amount=1, notes={"text": "a", "more": 1})
