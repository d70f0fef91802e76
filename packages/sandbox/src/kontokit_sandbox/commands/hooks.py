"""
``kontokit-sandbox hooks``: webhooks and what became of them.
"""

from __future__ import annotations

from typing import Any

import click

from ..control.client import Control
from .groups import DefaultGroup
from .options import controlled, shown

__all__ = ["hooks"]

_OUTSIDE = click.Choice(["bankimport", "banksapi"])


@click.group(cls=DefaultGroup)
def hooks() -> None:
    """List webhooks, send them, and skip their numbers."""


@hooks.command("list")
@click.option("--api", metavar="API", help="Only those of one API.")
@click.option("--json", "as_json", is_flag=True, help="Everything, for programs.")
@controlled
def _list(control: Control, *, api: str | None, as_json: bool) -> None:
    """List what was sent, and what it was answered."""
    found = control.deliveries(api)["deliveries"]
    lines = [_line(one) for one in found]
    click.echo(shown(found) if as_json else "\n".join(lines) or "nothing was sent")


@hooks.command("set")
@click.argument("api", type=_OUTSIDE)
@click.argument("address", metavar="URL")
@controlled
def _set(control: Control, api: str, address: str) -> None:
    """Say where an API sends webhooks; finAPI says so in its own API."""
    control.set_hook(api, url=address)


@hooks.command("remove")
@click.argument("api", type=_OUTSIDE)
@controlled
def _remove(control: Control, api: str) -> None:
    """Send the webhooks of an API nowhere any more."""
    control.remove_hook(api)


@hooks.command("events")
@controlled
def _events(control: Control) -> None:
    """List the events that can be fired."""
    for api, events in control.hooks()["events"].items():
        for event in events:
            click.echo(f"{api:<16}{event}")


@hooks.command("fire")
@click.argument("event")
@click.option("--person", metavar="USER", help="The user it happens to; all by default.")
@click.option("--api", metavar="API", help="Where two APIs have an event of this name.")
@controlled
def _fire(control: Control, event: str, *, person: str | None, api: str | None) -> None:
    """Send the webhooks of an EVENT as if it had just happened."""
    for one in control.fire(event, person, api)["deliveries"]:
        click.echo(_line(one))


@hooks.command("resend")
@click.argument("delivery_id", metavar="ID")
@controlled
def _resend(control: Control, delivery_id: str) -> None:
    """Send the bytes of a webhook again: a duplicate on purpose."""
    for one in control.resend(delivery_id)["deliveries"]:
        click.echo(_line(one))


@hooks.command("gap")
@click.argument("count", type=click.IntRange(1))
@click.option("--api", default="banksapi", show_default=True, metavar="API", help="The API.")
@controlled
def _gap(control: Control, count: int, *, api: str) -> None:
    """Skip COUNT running numbers, as if webhooks had been lost."""
    click.echo(f"the next one has number {control.skip_serials(api, count)['next']}")


def _line(one: dict[str, Any]) -> str:
    serial = "" if one["serial"] is None else f" #{one['serial']}"
    last = one["attempts"][-1] if one["attempts"] else {"status": None, "error": one["reason"]}
    answer = last["status"] or last["error"] or ""
    return f"{one['id']}  {one['api']} {one['event']}{serial}  {one['state']} {answer}".rstrip()
