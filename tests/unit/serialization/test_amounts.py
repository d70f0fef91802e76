"""
Amounts keep every digit, from the wire to the wire.
"""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from kontokit import ArgumentError, Model
from kontokit.serialization.json_decoder import decode
from kontokit.serialization.json_encoder import encode


class Row(Model, kw_only=True):
    amount: Decimal


def test_a_hundred_thousand_amounts_keep_every_digit() -> None:
    """
    From 0.01 to 999999999.99, with up to eight decimal places: read and written as they came.
    """
    seeded = random.Random(24)
    texts = [
        f"{'-' * seeded.randrange(2)}{seeded.randrange(10 ** seeded.randrange(1, 10))}"
        + (f".{seeded.randrange(10**places):0{places}}" if (places := seeded.randrange(9)) else "")
        for _ in range(100_000)
    ]
    body = "[" + ",".join(f'{{"amount":{text}}}' for text in texts) + "]"
    rows = decode(body.encode(), list[Row])
    assert [row.amount for row in rows] == [Decimal(text) for text in texts]
    written = encode(rows, list[Row], "rows").decode()
    # Only zero has a sign that nobody needs.
    assert written.replace("-0", "0") == body.replace("-0", "0")
    assert "e" not in written.replace("amount", "").lower()


def test_a_thousand_floats_are_refused() -> None:
    """
    A float is not exact, whatever it looks like.
    """
    seeded = random.Random(25)
    for _ in range(1_000):
        with pytest.raises(ArgumentError, match="float"):
            encode({"amount": round(seeded.uniform(-1e6, 1e6), 2)}, Row, "row")
