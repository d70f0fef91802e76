"""
What a deviation says was expected, and whether the type or the form of a value is wrong.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, Literal
from uuid import UUID

import pytest
from msgspec import structs

from kontokit import BerlinDateTime, Model, Secret, parse_json
from kontokit.serialization import LenientInt
from kontokit.serialization.json_decoder import read_json
from kontokit.serialization.reading import Place
from tests.support.deviating import Kind, Page, page_of, row_of


class Colour(Enum):
    """
    An enum that takes no other values.
    """

    RED = "red"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("free_text", 5, "str"),
        ("free_amount", True, "Decimal"),
        ("free_count", 1.5, "int"),
        ("free_flag", 5, "bool"),
        ("free_day", 5, "date"),
        ("free_time", 5, "datetime"),
        ("free_local", 5, "datetime"),
        ("free_kind", 5, "str"),
        ("free_digits", 1.5, "int"),
        ("free_pin", 5, "str"),
        ("free_label", 5, "object"),
        ("free_labels", 5, "array"),
        ("free_map", 5, "object"),
    ],
)
def test_a_value_that_does_not_fit_says_what_it_should_be(
    name: str, value: Any, expected: str
) -> None:
    """
    In the same word for a wrong type and for a text that cannot be read.
    """
    for wrong in (value, "2026-13-01\ud800"):
        page = page_of(row_of(1, **{name: wrong}))
        (deviation,) = read_json(page, Page, Place(rows="rows")).deviations
        assert (deviation.path, deviation.expected) == (f"$.rows[0].{name}", expected)


def test_what_is_missing_is_named_by_its_type() -> None:
    """
    Whatever type it has; where several are documented, it is a value.
    """

    class Strict(Model, kw_only=True):
        local: BerlinDateTime
        moment: datetime
        digits: LenientInt
        pin: Secret
        maybe: int | None
        either: int | str
        colour: Colour
        mode: Literal["a", "b"]
        ratio: float
        key: UUID

    whole: dict[str, tuple[Any, str]] = {
        "local": ("2026-03-01 10:00:00", "datetime"),
        "moment": ("2026-03-01T10:00:00Z", "datetime"),
        "digits": ("7", "int"),
        "pin": ("1234", "str"),
        "maybe": (None, "int"),
        "either": (1, "value"),
        "colour": ("red", "str"),
        "mode": ("a", "value"),
        "ratio": (0.5, "float"),
        "key": (str(UUID(int=1)), "UUID"),
    }
    good = {name: value for name, (value, _) in whole.items()}
    rows = [good, *({k: v for k, v in good.items() if k != name} for name in good)]
    found = read_json(json.dumps(rows).encode(), list[Strict], Place(rows="*"))
    assert len(found.value) == 1
    assert [(one.deviation.kind, one.deviation.expected) for one in found.unreadable] == [
        ("missing", expected) for _, expected in whole.values()
    ]


@pytest.mark.parametrize(
    ("name", "value", "kind", "expected"),
    [
        ("key", "x", "format", "UUID"),
        ("key", 5, "type", "UUID"),
        ("colour", "blue", "format", "Colour"),
        ("colour", 5, "type", "Colour"),
        ("mode", "c", "format", "value"),
        ("mode", 5, "type", "value"),
        ("ratio", "0.5", "type", "float"),
        ("count", "5", "type", "int"),
        ("digits", "x7", "type", "int"),
        ("pin", 1234, "type", "str"),
        ("kind", 5, "type", "str"),
        ("amount", "x", "format", "Decimal"),
        ("amount", True, "type", "Decimal"),
        ("day", "2026-02-30", "format", "date"),
        ("moment", "soon", "format", "datetime"),
        ("local", "99:99", "format", "datetime"),
    ],
)
def test_a_text_of_a_wrong_form_has_no_wrong_type(
    name: str, value: Any, kind: str, expected: str
) -> None:
    """
    Ids, choices, amounts and times may be texts; other numbers may not. Fields that fit stay.
    """

    class Loose(Model, kw_only=True):
        __essential__: ClassVar[frozenset[str] | None] = frozenset()

        key: UUID | None = None
        colour: Colour | None = None
        mode: Literal["a", "b"] | None = None
        ratio: float | None = None
        count: int | None = None
        digits: LenientInt | None = None
        pin: Secret | None = None
        kind: Kind | None = None
        amount: Decimal | None = None
        day: date | None = None
        moment: datetime | None = None
        local: BerlinDateTime | None = None

    good = {
        "key": str(UUID(int=1)), "colour": "red", "mode": "a", "ratio": 0.5, "count": 5,
        "digits": "7", "pin": "1234", "kind": "DEBIT", "amount": 1.5, "day": "2026-03-01",
        "moment": "2026-03-01T10:00:00Z", "local": "2026-03-01 10:00:00",
    }  # fmt: skip
    whole = parse_json(json.dumps(good), Loose)
    found = read_json(json.dumps({**good, name: value}).encode(), Loose)
    assert found.value == structs.replace(whole, **{name: None})
    (deviation,) = found.deviations
    assert (deviation.path, deviation.kind) == (f"$.{name}", kind)
    assert deviation.expected == expected
