"""
Units: what travels through a queue.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from kontokit import ArgumentError, PayloadError
from kontokit_fleet import Unit

FIELDS = {
    "run": "2026-11-28",
    "api": "my_bank",
    "user": "user-1",
    "connection": "42",
    "bank": "280001",
}


def test_a_unit_travels_as_json() -> None:
    """
    Ids there and back.
    """
    unit = Unit(**FIELDS)
    assert json.loads(json.dumps(unit.to_dict())) == FIELDS
    assert Unit.from_dict(FIELDS) == unit


@pytest.mark.parametrize(
    "message",
    [
        {},
        {**FIELDS, "password": "x"},
        {**FIELDS, "user": None},
        {**FIELDS, "user": ""},
        {**FIELDS, "user": "x" * 201},
        {**FIELDS, "bank": "a\nb"},
    ],
)
def test_a_message_holds_a_unit_and_nothing_else(message: dict[str, Any]) -> None:
    """
    A field too many, such as a password, is refused too.
    """
    with pytest.raises(PayloadError):
        Unit.from_dict(message)


def test_a_value_is_a_short_printable_text() -> None:
    """
    The error names the field.
    """
    with pytest.raises(ArgumentError, match="user: it is a text of 1 to 200 characters"):
        Unit(**{**FIELDS, "user": ""})


def test_an_id_is_of_api_user_and_connection() -> None:
    """
    The run and the bank make no other unit, and parts cannot run into each other.
    """
    one = Unit(**FIELDS)
    assert one.id == Unit(**{**FIELDS, "run": "2026-11-29", "bank": "1"}).id
    assert one.id != Unit(**{**FIELDS, "connection": "43"}).id
    joined = Unit(**{**FIELDS, "user": "user-14", "connection": "2"})
    assert joined.id != one.id
    assert "user-1" not in one.user_digest
