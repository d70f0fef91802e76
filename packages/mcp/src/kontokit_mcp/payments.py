"""
The tools that pay. A person confirms each transfer, and it is sent at most once under its id.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final

import click
from mcp.server.mcpserver import (
    AcceptedElicitation,
    Context,
    Elicit,
    ElicitationResult,
    MCPServer,
    Resolve,
)
from mcp_types import ToolAnnotations
from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from kontokit_cli import flow_notes, paying
from kontokit_cli.failures import Misused, PersonNeeded, Refused
from kontokit_cli.flow_runs import reconcile_flow
from kontokit_cli.flow_states import ENDED, NOT_KNOWN, payment_word
from kontokit_cli.inputs import AMOUNT
from kontokit_cli.orders import make_order
from kontokit_cli.output.values import one_line
from kontokit_cli.session import Session

from .calls import Calls
from .reading import READS

__all__ = ["Payments", "add_payments"]

_PAYS: Final = ToolAnnotations(
    read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=True
)
_OrderId = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9._:-]{1,100}$",
        description="Yours. A second call with the same one sends nothing.",
    ),
]


class PaymentRow(TypedDict):
    """
    A payment that was given to the bank.
    """

    id: str
    state: str
    meaning: str
    payee: str
    iban: str
    amount: str
    currency: str
    started: str
    step: str | None
    """What waits for the person; see explain_sca_step."""
    next: str | None
    """What to do about it."""


class TypedAmount(BaseModel):
    """
    The answer of the person.
    """

    amount: str = Field(description="Type the amount to send the money.")


@dataclass(frozen=True)
class Payments:
    """
    What the tools that pay need.
    """

    calls: Calls
    largest: Decimal
    """Of a transfer, in euros."""


_Context = Context[Payments]


def add_payments(server: MCPServer[Payments]) -> None:
    """
    Add the tools to a server whose lifespan gives ``Payments``.
    """
    server.add_tool(_send_transfer, "send_transfer", annotations=_PAYS)
    server.add_tool(_payment_status, "payment_status", annotations=READS)
    server.add_tool(_list_payments, "list_payments", annotations=READS)


def _ask(
    context: _Context,
    *,
    source: str,
    payee: str,
    iban: str,
    amount: str,
    order_id: str,
    purpose: str | None = None,
    day: date | None = None,
) -> Elicit[TypedAmount] | TypedAmount:
    """
    Ask the person about an order that can be sent.
    """
    payments = _of(context)
    with payments.calls.session() as session:
        order = _Asked(payee, iban, amount, purpose, day).checked(payments.largest)
        checked = paying.check_order(session, order, source, order_id, allow_duplicate=False)
        if checked.is_known:
            return TypedAmount(amount="")  # nothing is sent, so nobody is asked
        what = f"{paying.described(order, session)}, from {checked.account.label}"
        more = [one_line(purpose)] if purpose else []
        more += [f"On {day:%d.%m.%Y}"] if day else []
        return Elicit("\n".join([f"Send {what}?", *more]), TypedAmount)


def _send_transfer(
    context: _Context,
    *,
    source: Annotated[str, Field(description="Name or IBAN of the user's account.")],
    payee: str,
    iban: str,
    amount: Annotated[str, Field(description="In euros, as a text such as '20.15'.")],
    order_id: _OrderId,
    answer: Annotated[ElicitationResult[TypedAmount], Resolve(_ask)],
    purpose: str | None = None,
    day: date | None = None,
) -> PaymentRow:
    """Send a SEPA transfer in euros. The person confirms it by typing the amount."""
    payments = _of(context)
    with payments.calls.session(only_reads=False) as session:
        order = _Asked(payee, iban, amount, purpose, day).checked(payments.largest)
        checked = paying.check_order(session, order, source, order_id, allow_duplicate=False)
        if checked.is_known:
            return _row(session, order_id)
        if not isinstance(answer, AcceptedElicitation):
            raise Refused("the person has not confirmed; nothing was sent")
        paying.check_typed_amount(answer.data.amount, order)
        with suppress(PersonNeeded):  # the row says how the person goes on
            paying.pay(session, checked, order, order_id=order_id)
        return _row(session, order_id)


def _payment_status(context: _Context, *, order_id: _OrderId) -> PaymentRow:
    """Tell what became of a payment. Nothing is sent; the provider may be asked."""
    with _of(context).calls.session() as session:
        if _note(session, order_id)["state"] in NOT_KNOWN:
            reconcile_flow(session, order_id)
        return _row(session, order_id)


def _list_payments(context: _Context) -> list[PaymentRow]:
    """List the payments that were sent from this machine, as they are noted."""
    with _of(context).calls.session() as session:
        found = flow_notes.notes(session)
        return [_row(session, one) for one, note in found.items() if note["kind"] == "pay"]


def _of(context: _Context) -> Payments:
    return context.request_context.lifespan_context


@dataclass(frozen=True)
class _Asked:
    """
    What the tool was asked to send.
    """

    payee: str
    iban: str
    amount: str
    purpose: str | None
    day: date | None

    def checked(self, largest: Decimal) -> Any:
        """
        The order.

        Raises:
            Misused: It cannot be sent.
        """
        try:
            amount = AMOUNT.convert(self.amount, None, None)
        except click.BadParameter as error:
            raise Misused(error.message) from None
        if amount > largest:
            raise Misused(f"this server sends at most {largest} EUR at once")
        return make_order(
            payee=self.payee, iban=self.iban, amount=amount, purpose=self.purpose, day=self.day
        )


def _note(session: Session, order_id: str) -> dict[str, Any]:
    note = flow_notes.note_of(session, order_id)
    if note["kind"] != "pay":
        raise Misused(f"{order_id!r} is no payment")
    return note


def _row(session: Session, order_id: str) -> PaymentRow:
    note = _note(session, order_id)
    state = note["state"]
    following = None
    if state in NOT_KNOWN:
        following = "do not send it again; ask payment_status later"
    elif state not in ENDED:
        following = f"the person goes on with: {session.command} flows resume {order_id}"
    return {
        "id": order_id,
        "state": state,
        "meaning": payment_word(state),
        "payee": note["payee"],
        "iban": note["iban"],
        "amount": note["amount"],
        "currency": note["currency"],
        "started": note["started"],
        "step": note.get("step"),
        "next": following,
    }
