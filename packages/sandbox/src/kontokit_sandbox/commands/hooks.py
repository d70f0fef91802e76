"""
``kontokit-sandbox hooks``: webhooks and what became of them.
"""

from __future__ import annotations

from typing import IO, Any

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


@hooks.command("targets")
@click.option("--json", "as_json", is_flag=True, help="Everything, for programs.")
@controlled
def _targets(control: Control, *, as_json: bool) -> None:
    """List where Bankimport and BANKSapi send webhooks."""
    found = control.hooks()["targets"]
    lines = [f"{api:<16}{one['method']} {one['url']}" for api, one in found.items()]
    click.echo(shown(found) if as_json else "\n".join(lines) or "no address is set")


@hooks.command("set")
@click.argument("api", type=_OUTSIDE)
@click.argument("address", metavar="URL")
@click.option("--method", type=click.Choice(["POST", "PUT"]), help="POST by default.")
@click.option("--format", type=click.Choice(["json", "xml"]), help="json by default.")
@click.option("--account", "accounts", type=int, multiple=True, metavar="ID",
              help="Only webhooks about this account; repeatable.")  # fmt: skip
@click.option("--secret-file", type=click.File(encoding="utf-8"), metavar="FILE",
              help="File with the secret of the signature; - is standard input.")  # fmt: skip
@click.option("--basic-file", type=click.File(encoding="utf-8"), metavar="FILE",
              help="File with USER:PASSWORD for Basic authentication.")  # fmt: skip
@click.option("--signature-header", metavar="NAME", help="X-Sandbox-Signature by default.")
@click.option("--signature-encoding", type=click.Choice(["hex", "base64"]), help="hex by default.")
@controlled
def _set(
    control: Control,
    api: str,
    address: str,
    *,
    secret_file: IO[str] | None,
    basic_file: IO[str] | None,
    **given: Any,
) -> None:
    """
    Say where an API sends webhooks; finAPI says so in its own API.

    Only Bankimport has options besides the URL. Secrets come from files, since others on this
    machine see command lines.
    """
    if secret_file is not None:
        given["secret"] = secret_file.read().strip()
    if basic_file is not None:
        given["basic"] = basic_file.read().strip().split(":", 1)
    wanted = {name: value for name, value in given.items() if value not in (None, ())}
    control.set_hook(api, url=address, **wanted)


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
    _list_events(control)


def _list_events(control: Control) -> None:
    for api, events in control.hooks()["events"].items():
        for event in events:
            click.echo(f"{api:<16}{event}")


@hooks.command("fire")
@click.argument("event", required=False)
@click.option("--list", "lists", is_flag=True, help="List the events instead.")
@click.option("--person", metavar="USER", help="The user it happens to; all by default.")
@click.option("--api", metavar="API", help="Where two APIs have an event of this name.")
@controlled
def _fire(
    control: Control, event: str | None, *, lists: bool, person: str | None, api: str | None
) -> None:
    """Send the webhooks of an EVENT as if it had just happened."""
    if lists:
        _list_events(control)
        return
    if event is None:
        raise click.UsageError("Missing argument 'EVENT'; --list lists them.")
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
