"""
``kontokit pay``: gives a transfer to the bank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from ..completion import complete_account
from ..failures import Misused
from ..groups import command
from ..inputs import AMOUNT, DAY
from ..options import Options, options_of

if TYPE_CHECKING:
    from ..apis.actions import Order
    from ..session import Session

__all__ = ["pay"]

_EXAMPLES: Final = """\b
  kontokit --sandbox pay --from girokonto --to "Max Muster" \\
    --iban DE89370400440532013000 --amount 20.15 --dry-run
  kontokit pay --from girokonto --to "Max Muster" \\
    --iban DE89370400440532013000 --amount 20.15 --order-id rent-11 --yes
  kontokit payments reconcile rent-11
"""


@command(
    "pay",
    help=f"""Send a transfer. It is sent at most once under its order id.

    {_EXAMPLES}""",
)
@click.option(
    "--from",
    "source",
    required=True,
    metavar="ACCOUNT",
    shell_complete=complete_account,
    help="Name or IBAN of your account.",
)
@click.option("--to", "payee", required=True, metavar="NAME", help="Name of the payee.")
@click.option("--iban", required=True, metavar="IBAN", help="Account of the payee.")
@click.option("--amount", required=True, type=AMOUNT, metavar="AMOUNT", help="In euros.")
@click.option("--purpose", metavar="TEXT", help="What it is for, at most 140 characters.")
@click.option("--on", "day", type=DAY, metavar="DAY", help="A later day.")
@click.option("--instant", is_flag=True, help="As an instant payment.")
@click.option("--order-id", metavar="ID", help="Yours; a second run with it sends nothing.")
@click.option("--login", metavar="NAME", help="Give the login; the PIN is asked for.")
@click.option("--duplicate-ok", is_flag=True, help="An equal recent order is meant.")
@click.option("--dry-run", is_flag=True, help="Check everything, and send nothing.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask; needs --order-id.")
@click.pass_context
def pay(ctx: click.Context, /, **asked: Any) -> int:
    """Send a transfer."""
    from ..orders import make_order
    from ..paying import check_order_id
    from ..session import open_session

    options = options_of(ctx)
    check_order_id(asked["order_id"])
    if asked["yes"] and asked["order_id"] is None:
        raise Misused("--yes needs --order-id, so that a second run sends nothing")
    if not asked["yes"] and not asked["dry_run"] and not options.may_ask:
        raise Misused("nobody may be asked to confirm; give --yes and --order-id")
    order = make_order(
        payee=asked["payee"],
        iban=asked["iban"],
        amount=asked["amount"],
        purpose=asked["purpose"],
        day=asked["day"],
        is_instant=asked["instant"],
    )
    with open_session(options) as session:
        return _pay(session, order, asked, options)


def _pay(session: Session, order: Order, asked: dict[str, Any], options: Options) -> int:
    from .. import paying
    from ..flow_notes import new_id
    from .payments import show_known, write_payment

    order_id = asked["order_id"] or new_id("order")
    checked = paying.check_order(
        session, order, asked["source"], order_id, allow_duplicate=asked["duplicate_ok"]
    )
    if checked.is_known:
        return show_known(session, order_id)
    if asked["dry_run"]:
        text = f"would send {paying.described(order, session)}, from {checked.account.label}"
        click.echo(f"{text}; nothing was sent", err=True)
        return 0
    if not asked["yes"]:
        paying.confirm(session, order)
    paying.pay(
        session,
        checked,
        order,
        order_id=order_id,
        login=asked["login"],
        allow_duplicate=asked["duplicate_ok"],
    )
    write_payment(session, order_id, options)
    return 0
