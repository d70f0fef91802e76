"""
What waits for a person, the messages that banks have sent, and the orders they have carried out.
"""

from __future__ import annotations

from typing import Any, Protocol

from ..orders.order_book import TakenOrder
from ..pending import Decision, Message, OrderSummary, Pending
from ..server.service import Call, Handlers, Response

__all__ = ["HANDLERS", "Waiting"]


class Waiting(Protocol):
    """
    What the control API asks of the sandbox for these calls.
    """

    @property
    def pending(self) -> list[Pending]:
        """
        What waits for a person.
        """
        ...

    def decide(self, pending_id: str, decision: Decision) -> None:
        """
        Decide in place of a person.
        """
        ...

    def messages(self, person: str | None = None) -> list[Message]:
        """
        The messages that were sent to phones.
        """
        ...

    @property
    def executions(self) -> list[TakenOrder]:
        """
        The orders that were carried out.
        """
        ...


HANDLERS: Handlers[Waiting] = Handlers()


@HANDLERS.operation("listPending")
def _pending(sandbox: Waiting, _: Call) -> Response:
    return Response(body={"pending": [_item(one) for one in sandbox.pending]})


@HANDLERS.operation("decidePending")
def _decide(sandbox: Waiting, call: Call) -> Response:
    sandbox.decide(call.path["id"], call.body["do"])
    return Response(status=204)


@HANDLERS.operation("listMessages")
def _messages(sandbox: Waiting, call: Call) -> Response:
    found = sandbox.messages(call.query.get("person"))
    return Response(
        body={
            "messages": [
                {
                    "login": one.login,
                    "kind": one.kind,
                    "at": one.at.isoformat(),
                    "bank": one.bank,
                    "tan": one.tan,
                    "order": _order(one.order),
                }
                for one in found
            ]
        }
    )


@HANDLERS.operation("listExecutions")
def _executions(sandbox: Waiting, _: Call) -> Response:
    return Response(body={"executions": [_execution(one) for one in sandbox.executions]})


def _item(one: Pending) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "api": one.api,
        "bank": one.bank,
        "login": one.login,
        "ends": one.ends and one.ends.isoformat(),
        "order": _order(one.order),
        "decisions": list(one.decisions),
        "tan": one.tan or None,
        "url": one.url,
    }


def _order(order: OrderSummary | None) -> dict[str, Any] | None:
    if order is None:
        return None
    return {
        "amount": str(order.amount),
        "currency": order.currency,
        "name": order.name,
        "iban": order.iban,
        "purpose": order.purpose,
        "count": order.count,
        "is_debit": order.is_debit,
    }


def _execution(order: TakenOrder) -> dict[str, Any]:
    return {
        "id": order.id,
        "kind": order.kind,
        "amount": str(order.amount),
        "payer": order.payer,
        "taken": order.taken.isoformat(),
    }
