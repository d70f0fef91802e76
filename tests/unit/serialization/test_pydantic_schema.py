"""
Models in models of pydantic: validated, written and described.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import pytest
from msgspec import UNSET, UnsetType
from pydantic import BaseModel, TypeAdapter, ValidationError

from kontokit import BerlinDateTime, Model, OpenEnum, Secret
from kontokit.serialization import CounterpartyIban, Encrypted, LenientInt


class Kind(OpenEnum):
    GIRO = "Giro"
    CARD = "Card"


class Part(Model, kw_only=True):
    """A part."""

    amount: Decimal
    """What it costs."""
    pin: Secret | None = None


class Tree(Model, kw_only=True):
    name: str = msgspec.field(name="treeName")
    children: list[Tree] | None = None
    part: Part | None = None


class Everything(Model, kw_only=True):
    part: Part
    parts: dict[str, Part] | None = None
    kind: Kind | None = None
    day: date | None = None
    time: datetime | None = None
    berlin: BerlinDateTime | None = None
    number: LenientInt | None = None
    ratio: float | None = None
    flag: bool | None = None
    key: UUID | None = None
    free: Any = None
    iban: CounterpartyIban | UnsetType = UNSET
    sent: Encrypted | UnsetType = UNSET


class Wrapper(BaseModel):
    part: Part | None = None
    trees: list[Tree] = []
    everything: Everything | None = None


def test_instances_and_dicts_are_taken() -> None:
    """
    An instance stays the same object; a dict is read with the names on the wire.
    """
    part = Part(amount=Decimal("1.50"), pin=Secret("geheim"))
    assert Wrapper(part=part).part is part
    made = Wrapper.model_validate({"part": {"amount": "1.50"}, "trees": [{"treeName": "a"}]})
    assert made.part == Part(amount=Decimal("1.50"))
    assert made.trees == [Tree(name="a")]
    assert Wrapper.model_validate_json('{"part": {"amount": "0.10"}}').part == Part(
        amount=Decimal("0.10")
    )


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (0.1, "0.1"),
        (12.5, "12.5"),
        (1e3, "1000.0"),
        (123456789012.345, "123456789012.345"),
        (7, "7"),
    ],
)
def test_a_number_of_a_json_library_is_what_was_written(given: float, wanted: str) -> None:
    """
    FastAPI reads bodies with floats; 15 digits survive that.
    """
    part = Wrapper.model_validate({"part": {"amount": given}}).part
    assert part is not None
    assert part.amount == Decimal(wanted)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"amount": "x"}, r"\$\.amount"),
        ({}, r"missing at \$\.amount"),
        ({"amount": 1234567890123.4567}, "a float is not exact"),
        ({"amount": float("nan")}, "not exact"),
        ("text", "expected Part or a dict, got str"),
        (Tree(name="a"), "expected Part or a dict, got Tree"),
        ({"amount": "{braces}"}, r"\$\.amount"),
    ],
)
def test_what_does_not_fit_is_an_error_of_pydantic_with_the_place(given: Any, said: str) -> None:
    with pytest.raises(ValidationError, match=said) as caught:
        Wrapper.model_validate({"part": given})
    (error,) = caught.value.errors()
    assert (error["type"], error["loc"]) == ("kontokit", ("part",))


def test_a_model_is_written_without_its_secrets_unless_asked() -> None:
    made = Wrapper(part=Part(amount=Decimal("1.50"), pin=Secret("geheim")))
    plain: dict[str, Any] = {"part": {"amount": "1.50"}, "trees": [], "everything": None}
    assert made.model_dump() == plain
    assert json.loads(made.model_dump_json()) == plain
    assert "geheim" not in repr(made)
    shown = made.model_dump(context={"reveal_secrets": True})
    assert shown["part"] == {"amount": "1.50", "pin": "geheim"}
    assert "geheim" not in str(made.model_dump(context={"reveal_secrets": "yes"}))
    assert TypeAdapter(list[Part]).dump_python([Part(amount=Decimal(1))]) == [{"amount": "1"}]


def test_the_schema_of_what_is_taken() -> None:
    """
    From the fields of the model: references, known values, texts and numbers for amounts.
    """
    defs = Wrapper.model_json_schema()["$defs"]
    assert set(defs) == {"Part", "Tree", "Everything"}
    amount = {"anyOf": [{"type": "string", "format": "decimal"}, {"type": "number"}]}
    secret = {"type": "string", "format": "password", "writeOnly": True}
    assert defs["Part"] == {
        "type": "object",
        "title": "Part",
        "description": "A part.",
        "properties": {
            "amount": {**amount, "description": "What it costs."},
            "pin": {"anyOf": [secret, {"type": "null"}]},
        },
        "required": ["amount"],
    }
    found = defs["Everything"]["properties"]
    assert found["part"] == {"$ref": "#/$defs/Part"}
    assert found["parts"]["anyOf"][0]["additionalProperties"] == {"$ref": "#/$defs/Part"}
    known = {"type": "string", "enum": ["Giro", "Card"]}
    assert found["kind"]["anyOf"][0] == {"anyOf": [known, {"type": "string"}]}
    assert found["day"]["anyOf"][0] == {"type": "string", "format": "date"}
    assert found["time"]["anyOf"][0] == {"type": "string", "format": "date-time"}
    assert found["berlin"]["anyOf"][0] == {"type": "string", "format": "date-time"}
    assert found["number"]["anyOf"][0] == {"type": "integer"}
    assert found["ratio"]["anyOf"][0] == {"type": "number"}
    assert found["flag"]["anyOf"][0] == {"type": "boolean"}
    assert found["key"]["anyOf"][0] == {"type": "string", "format": "uuid"}
    assert found["free"] == {}
    assert found["iban"] == {"type": "string"}
    assert found["sent"] == secret


def test_the_schema_of_what_is_written_has_no_secrets() -> None:
    defs = Wrapper.model_json_schema(mode="serialization")["$defs"]
    assert defs["Part"]["properties"] == {
        "amount": {"type": "string", "format": "decimal", "description": "What it costs."}
    }
    assert "sent" not in defs["Everything"]["properties"]


def test_a_model_that_leads_to_itself_has_a_schema() -> None:
    schema = TypeAdapter(Tree).json_schema()
    tree = schema["$defs"]["Tree"] if "$defs" in schema and "Tree" in schema["$defs"] else schema
    items = tree["properties"]["children"]["anyOf"][0]["items"]
    assert items == {"$ref": "#/$defs/Tree"}
    assert tree["required"] == ["treeName"]
