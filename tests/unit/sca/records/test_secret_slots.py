"""
Trees are taken apart into what may be written down and what must not, and put together again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontokit import ArgumentError, ConfigurationError, Secret
from kontokit.sca.records.secret_slots import (
    extract_secrets,
    given_secrets,
    insert_secrets,
    secret_names,
)


class Kind(StrEnum):
    ONE = "EINS"


PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=2))]))
)
SECRETS = st.builds(Secret, st.text(min_size=1, max_size=10).map(lambda text: f"kanarie-{text}"))
NAMES = st.text(max_size=8) | st.sampled_from(["label", "value", "pin", "secret", "PIN 2"])
TREES = st.recursive(
    PLAIN | SECRETS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(NAMES, inner, max_size=4)
        | st.builds(lambda label, value: {"label": label, "value": value}, NAMES, inner)
    ),
    max_leaves=20,
)


def secrets_of(tree: Any) -> list[str]:
    if isinstance(tree, Secret):
        return [tree.reveal()]
    inside: Any = tree.values() if isinstance(tree, Mapping) else tree
    return (
        []
        if not isinstance(tree, Mapping | list)
        else [w for one in inside for w in secrets_of(one)]
    )


@pytest.mark.slow
@settings(max_examples=500, derandomize=True, deadline=None)
@given(tree=TREES)
def test_every_tree_is_put_together_as_it_was(tree: Any) -> None:
    """
    By way of JSON, numbers keep their digits, moments their zone, and each secret its place.
    """
    apart, secrets = extract_secrets(tree)
    written = json.dumps(apart)
    assert "kanarie-" not in written
    assert sorted(one.reveal() for one in secrets.values()) == sorted(secrets_of(tree))
    assert sorted(secret_names(apart)) == sorted(secrets)
    again = insert_secrets(json.loads(written), secrets)
    assert again == tree


def test_what_json_does_not_know_is_kept_exactly() -> None:
    """
    Amounts keep their zeros, enums become their values and ids texts.
    """
    tree = {
        "amount": Decimal("12.50"),
        "raw": msgspec.Raw(b"0.10"),
        "day": date(2026, 11, 21),
        "kind": Kind.ONE,
        "id": UUID("8fb65b0e-9418-412d-9865-b960ef81b43f"),
        "rows": (1, 2),
    }
    again = insert_secrets(json.loads(json.dumps(extract_secrets(tree)[0])), {})
    assert again == {
        "amount": Decimal("12.50"),
        "raw": Decimal("0.10"),
        "day": date(2026, 11, 21),
        "kind": "EINS",
        "id": "8fb65b0e-9418-412d-9865-b960ef81b43f",
        "rows": [1, 2],
    }
    assert str(again["raw"]) == "0.10"
    with pytest.raises(ArgumentError, match="body: a value of type bytes cannot be stored"):
        extract_secrets({"x": b"y"})


def test_equal_names_are_numbered() -> None:
    """
    Secrets of one name are distinguished by a number, also where someone uses such a name.
    """
    pin = Secret("1")
    rows = [{"label": "PIN 2", "value": pin}, *[{"label": "PIN", "value": pin}] * 3]
    apart, secrets = extract_secrets([rows, {"pin": [pin, pin]}, pin])
    assert list(secrets) == ["PIN 2", "PIN", "PIN 3", "PIN 4", "pin", "pin 2", "secret"]
    assert secret_names(apart) == tuple(secrets)


def test_a_missing_secret_is_named() -> None:
    """
    The message says which credential is needed, and holds none.
    """
    apart, _ = extract_secrets({"label": "PIN", "value": Secret("geheim")})
    with pytest.raises(ConfigurationError, match="'PIN' is missing") as caught:
        insert_secrets(apart, {"Kennung": Secret("anders")})
    assert "anders" not in str(caught.value)


@pytest.mark.parametrize("name", ["$secret", "$type"])
def test_a_body_cannot_inject_a_secret_slot(name: str) -> None:
    """
    A field with our own name for slots is refused, for a secret would be put there.
    """
    with pytest.raises(ArgumentError, match="body"):
        extract_secrets({"rows": [{name: "PIN"}], "value": Secret("geheim")})


@pytest.mark.parametrize("kind", ["decimal", "date", "datetime", "other"])
def test_values_that_cannot_be_read_are_refused(kind: str) -> None:
    """
    A forged record raises a typed error where it holds no value.
    """
    with pytest.raises(ArgumentError, match="record: "):
        insert_secrets([{"$type": kind, "value": "x"}], {})


def test_credentials_are_given_in_any_of_three_ways() -> None:
    """
    As texts, as secrets, or by a function that is asked when they are needed.
    """
    wanted = {"PIN": Secret("1")}
    assert given_secrets({"PIN": "1"}) == given_secrets({"PIN": Secret("1")}) == wanted
    assert given_secrets(lambda: {"PIN": "1"}) == wanted
    assert given_secrets(None) == {}
