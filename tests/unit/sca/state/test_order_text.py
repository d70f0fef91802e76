"""
What people read about an order of unknown outcome.
"""

from __future__ import annotations

from typing import Any, Final

import attrs
import pytest

from kontokit.sca.state.order_text import advice, described
from kontokit.sca.steps import State
from tests.support.flow_states import in_state

NAMES: Final = ("amount", "iban", "purpose")
BODIES: Final[list[tuple[Any, str]]] = [
    ({"amount": 12, "other": 1, "iban": "DE02"}, "amount 12, iban DE02"),
    ({"iban": "DE02", "amount": 1.5}, "amount 1.5, iban DE02"),
    ({"amount": {"$type": "decimal", "value": "10.50"}}, "amount 10.50"),
    ({"amount": {"value": "10.50"}}, ""),
    ({"amount": None, "iban": ["x"]}, ""),
    ({"a": {"b": [{"amount": 1}, {"amount": 2}]}}, "amount 1, amount 2"),
    ([{"iban": "A"}, "text", 7, {"iban": "B"}], "iban A, iban B"),
    ({"purpose": "<b>\x1b[31mrot</b>\u202e"}, "purpose <b>rot</b>"),
    ({"purpose": "x" * 200}, f"purpose {'x' * 140}"),
    ({"amount": {"$secret": "PIN"}}, ""),
    ([{"amount": one} for one in range(25)], ", ".join(f"amount {one}" for one in range(20))),
    (None, ""),
    ("text", ""),
]


@pytest.mark.parametrize(("body", "text"), BODIES)
def test_an_order_is_described_by_the_named_fields(body: Any, text: str) -> None:
    """
    Wherever they are, in their order, at most twenty; printable and short.
    """
    assert described(body, NAMES) == text


LOOK: Final = "Look for it in the account's transactions: amount 12."
ADVICE: Final[list[tuple[dict[str, Any], str]]] = [
    ({}, "may have been carried out. Call reconcile() to ask"),
    ({"seen": "answered"}, "has taken the order and does not say what became of it"),
    ({"seen": "answered", "has_booking": True}, "has taken the order"),
    ({"seen": "open"}, "the order is open, which proves nothing yet"),
    ({"seen": "open", "has_booking": True}, "has a transaction that could be the order"),
    ({"seen": "open", "is_asked": True}, "still asks, but the answer"),
    ({"seen": "open", "is_asked": True, "has_booking": True}, "has a transaction"),
]


@pytest.mark.parametrize(("fields", "text"), ADVICE)
def test_advice_says_what_is_known_of_an_order(fields: dict[str, Any], text: str) -> None:
    """
    And by what it can be recognised; who cannot ask says so first.
    """
    order = attrs.evolve(in_state(State.UNKNOWN, is_order=True), **fields)
    found = advice(order, can_ask=True, order="amount 12")
    assert text in found
    assert found.endswith(LOOK)
    assert advice(order, can_ask=True, order="").endswith("in the account's transactions.")
    silent = advice(order, can_ask=False, order="amount 12")
    assert "no one can be asked" in silent
    assert silent.endswith(LOOK)


@pytest.mark.parametrize("can_ask", [True, False])
def test_advice_about_what_is_no_order_is_to_ask(*, can_ask: bool) -> None:
    """
    Nothing is looked for in an account.
    """
    found = advice(in_state(State.UNKNOWN), can_ask=can_ask, order="amount 12")
    assert found == "The answer was lost. Call reconcile() to learn the outcome."
