"""
Paths and conditions of an overlay as Python.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit_generator.plan.banking_sources import condition_source, source_of


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("bankBookingDate", "raw.bank_booking_date"),
        ("bank.name", "raw.bank.name if raw.bank else None"),
        ("interfaces[].status", "(one.status for one in raw.interfaces or ())"),
        (
            "interfaces[].aisConsent.expiresAt",
            "(one.ais_consent.expires_at for one in raw.interfaces or () if one.ais_consent)",
        ),
        ({"first": ["id", "*"]}, "first(raw.id, key)"),
        ({"latest": ["a[].b", "c"]}, "latest((one.b for one in raw.a or ()), raw.c)"),
        (
            {"newest": ["a[].b", "c"], "by": "at", "take": "result"},
            (
                "newest((one.at, one.result) for one in (*(one.b for one in raw.a or ()), raw.c,)"
                " if one)"
            ),
        ),
    ],
)
def test_what_a_field_is_read_from(said: Any, source: str) -> None:
    """
    What may be missing on the way is asked for first.
    """
    assert source_of(said) == source


@pytest.mark.parametrize(
    ("condition", "source"),
    [
        ({"value": "status", "is": "OK"}, 'str(raw.status) == "OK"'),
        ({"value": "status", "is": ["A", "B"]}, 'str(raw.status) in ("A", "B", )'),
        ({"value": "status", "not": "OK"}, 'str(raw.status) not in ("None", "OK", )'),
        ({"value": "flag", "is": True}, "raw.flag is True"),
        ({"any": "a[].b", "is": True}, "any(one.b is True for one in raw.a or ())"),
        ({"none": "a[].b", "is": "X"}, 'not any(str(one.b) == "X" for one in raw.a or ())'),
        ({"all": "a[].b", "is": ["X"]}, 'every((one.b for one in raw.a or ()), ("X", ))'),
        (
            {"value": "connection.type", "is": "X"},
            'connection is not None and str(connection.raw.type) == "X"',
        ),
    ],
)
def test_conditions(condition: Any, source: str) -> None:
    """
    A value that is missing is equal to none of those that are wanted, and does not differ either.
    """
    assert condition_source(condition) == source
