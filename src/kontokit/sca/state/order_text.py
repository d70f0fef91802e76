"""
Texts about orders of unknown outcome, for people.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ...challenges.text import plain
from ...core.typeguards import is_list, is_mapping
from .flow_state import FlowState

_MOST: Final = 20
"""How many fields of an order are named."""


def described(body: object, names: tuple[str, ...]) -> str:
    """
    What a person recognises an order by, such as its amount and payee.

    Args:
        body: The body of the call, without secrets.
        names: The fields to name, wherever they are in the body.
    """
    found = [f"{name} {plain(str(value))[:140]}" for name, value in _fields(body, names)]
    return ", ".join(found[:_MOST])


def _fields(tree: Any, names: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    if is_mapping(tree):
        for name in names:
            value = _written(tree.get(name))
            if isinstance(value, str | int | float):
                yield name, value
    parts = tree.values() if is_mapping(tree) else tree if is_list(tree) else ()
    for part in parts:
        yield from _fields(part, names)


def _written(value: Any) -> Any:
    # Records write amounts and days with their type beside them.
    return value.get("value") if is_mapping(value) and "$type" in value else value


def advice(flow: FlowState, *, can_ask: bool, order: str) -> str:
    """
    What to do about an unknown outcome.

    Args:
        flow: The flow, whose outcome is unknown.
        can_ask: Whether the API tells the outcome.
        order: What a person recognises the order by.
    """
    if not flow.request.is_order:
        return "The answer was lost. Call reconcile() to learn the outcome."
    look = (
        f"Look for it in the account's transactions: {order}."
        if order
        else ("Look for it in the account's transactions.")
    )
    if not can_ask:
        return f"The order may have been carried out, and no one can be asked. {look}"
    if flow.seen == "answered":
        return f"The provider has taken the order and does not say what became of it. {look}"
    if flow.has_booking:
        return f"The account has a transaction that could be the order. {look}"
    if flow.is_asked:
        return f"The provider still asks, but the answer that was sent may be on its way. {look}"
    if flow.seen == "open":
        return f"The provider says that the order is open, which proves nothing yet. {look}"
    return f"The order may have been carried out. Call reconcile() to ask. {look}"
