"""
``kontokit payments``: what was sent from this machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from ..failures import NotThere
from ..groups import group
from ..options import Options, options_of

if TYPE_CHECKING:
    from kontokit.sca import Flow

    from ..output.columns import Record, Shape
    from ..session import Session

__all__ = ["payments", "show_known", "write_payment"]

FIELDS: Final = ("id", "state", "payee", "iban", "amount", "currency", "started", "provider_id")
_EXAMPLES: Final = (
    "kontokit payments",
    "kontokit payments show rent-11 --json",
    "kontokit payments reconcile rent-11",
)


@group("payments", examples=_EXAMPLES)
def payments() -> None:
    """
    List the payments sent from this machine.

    'reconcile' learns what became of one.
    """


@payments.command_of("list", "List the payments sent from this machine.", examples=_EXAMPLES)
@click.pass_context
def _list(ctx: click.Context) -> None:
    from ..flow_notes import notes
    from ..output.writer import write_rows
    from ..session import open_session

    options = options_of(ctx)
    options.only_reads = True
    with open_session(options) as session:
        found = {one: note for one, note in notes(session).items() if note["kind"] == "pay"}
        rows = [_record(one, note) for one, note in found.items()]
        write_rows(rows, _shape(options), options)


@payments.command_of(
    "show",
    "Show a payment as it is noted. The provider is not asked.",
    examples=("kontokit --sandbox payments show rent-11 --json",),
)
@click.argument("order_id", metavar="ID")
@click.pass_context
def _show(ctx: click.Context, /, order_id: str) -> int:
    from ..session import open_session

    options = options_of(ctx)
    options.only_reads = True
    with open_session(options) as session:
        _check_known(session, order_id)
        return show_known(session, order_id)


@payments.command_of(
    "reconcile",
    "Ask the provider what became of a payment. Nothing is ever sent again.",
    examples=("kontokit --sandbox payments reconcile rent-11",),
)
@click.argument("order_id", metavar="ID")
@click.pass_context
def _reconcile(ctx: click.Context, /, order_id: str) -> int:
    from ..flow_runs import reconcile_flow
    from ..session import open_session

    options = options_of(ctx)
    with open_session(options) as session:
        _check_known(session, order_id)
        options.only_reads = True
        flow = reconcile_flow(session, order_id)
        _tell_step(flow, options)
        return show_known(session, order_id)


def _check_known(session: Session, order_id: str) -> None:
    from ..flow_notes import notes

    if notes(session).get(order_id, {}).get("kind") != "pay":
        raise NotThere(
            f"there is no payment {order_id!r}", next_step=f"{session.command} payments list"
        )


def write_payment(session: Session, order_id: str, options: Options) -> None:
    """
    Write what is noted of a payment.
    """
    from ..flow_notes import note_of
    from ..output.writer import write_one

    write_one(_record(order_id, note_of(session, order_id)), _shape(options), options)


def show_known(session: Session, order_id: str) -> int:
    """
    Write what is noted of a payment.

    Returns:
        The exit code that its state stands for.
    """
    from ..dialog import person_needed
    from ..flow_notes import note_of
    from ..flow_runs import not_known
    from ..flow_states import CODES, NOT_KNOWN

    write_payment(session, order_id, session.options)
    state = str(note_of(session, order_id)["state"])
    if state in NOT_KNOWN:
        raise not_known(session, order_id)
    if state not in CODES:
        raise person_needed(session, order_id, state)
    return CODES[state]


def _tell_step(flow: Flow[Any], options: Options) -> None:
    from ..output.values import one_line

    advice = getattr(flow.step, "advice", None) or getattr(flow.step, "text", None)
    if advice and not options.quiet and not options.is_for_programs:
        click.echo(one_line(advice), err=True)


def _record(order_id: str, note: dict[str, Any]) -> Record:
    from decimal import Decimal

    record = {name: note.get(name) for name in FIELDS}
    return {**record, "id": order_id, "amount": Decimal(note["amount"])}


def _shape(options: Options) -> Shape:
    from ..flow_states import payment_word
    from ..output.columns import Column, Shape
    from ..output.values import amount, iban, moment

    return Shape(
        fields=FIELDS,
        columns=(
            Column(title="ID", field="id"),
            Column(title="STATE", field="state", show=lambda row: payment_word(row["state"])),
            Column(title="PAYEE", field="payee", rank=1),
            Column(title="IBAN", field="iban", show=lambda row: iban(row["iban"]), rank=3),
            Column(
                title="AMOUNT",
                field="amount",
                show=lambda row: amount(row["amount"], row["currency"], options),
                is_right=True,
            ),
            Column(
                title="SENT",
                field="started",
                show=lambda row: moment(row["started"], options),
                rank=2,
            ),
        ),
    )
