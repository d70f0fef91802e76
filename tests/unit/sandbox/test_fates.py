"""
What the cents of an amount decide.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from kontokit_sandbox.orders.fate import AT_ONCE, FATES, fate_of


@pytest.mark.parametrize("amount", ["7.13", "-7.13", "99999999999999999999.13"])
def test_the_cents_decide(amount: str) -> None:
    assert fate_of(Decimal(amount)) is FATES[13]


def test_a_whole_amount_is_carried_out() -> None:
    assert fate_of(7) is AT_ONCE


@pytest.mark.parametrize("amount", ["1E+30", f"{'9' * 60}.13", "-1E+400"])
def test_an_amount_of_too_many_digits_is_carried_out(amount: str) -> None:
    assert fate_of(Decimal(amount)) is AT_ONCE
