"""
``kontokit-sandbox faults``: what goes wrong with requests, answers, banks and webhooks.
"""

from __future__ import annotations

import json
from typing import Any

import click

from ..control.client import Control
from .groups import DefaultGroup
from .options import controlled, shown

__all__ = ["faults"]


@click.group(cls=DefaultGroup)
def faults() -> None:
    """List, add and remove faults."""


@faults.command("list")
@click.option("--json", "as_json", is_flag=True, help="Everything, for programs.")
@controlled
def _list(control: Control, *, as_json: bool) -> None:
    """List the faults that were added."""
    found = control.faults()["faults"]
    lines = [_line(one) for one in found]
    click.echo(shown(found) if as_json else "\n".join(lines) or "there are no faults")


@faults.command("kinds")
@controlled
def _kinds(control: Control) -> None:
    """List the kinds of faults, with their options."""
    for one in control.fault_kinds()["kinds"]:
        options = " ".join(f"{name}={value}" for name, value in one["options"].items())
        click.echo(f"{one['name']:<32}{one['does']}" + (f"  [{options}]" if options else ""))


@faults.command("add")
@click.argument("kind")
@click.argument("options", nargs=-1, metavar="[OPTION=VALUE]...")
@click.option("--api", metavar="API", help="Only requests to this API.")
@click.option("--operation", metavar="ID", help="Only this operation; for webhooks, the event.")
@click.option("--method", metavar="METHOD", help="Only this method.")
@click.option("--path", metavar="PATH", help="Only this path below the base URL of the API.")
@click.option("--person", metavar="USER", help="Only this user, or a login at a bank.")
@click.option("--skip", type=int, default=0, help="How many requests go well first.")
@click.option("--times", type=int, default=1, show_default=True, help="How often; 0 for ever.")
@click.option("--probability", type=float, default=1.0, help="From 0 to 1.")
@controlled
def _add(
    control: Control, kind: str, options: tuple[str, ...], *, times: int, **given: Any
) -> None:
    """Add a fault, such as: status code=503 --operation submitPayment."""
    made = control.add_fault(kind, times=times or None, options=_options(options), **given)
    click.echo(_line(made))


@faults.command("remove")
@click.argument("fault_id", metavar="ID")
@controlled
def _remove(control: Control, fault_id: str) -> None:
    """Remove a fault."""
    control.remove_fault(fault_id)


@faults.command("clear")
@controlled
def _clear(control: Control) -> None:
    """Remove all faults."""
    control.clear_faults()


def _options(texts: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for text in texts:
        name, is_there, value = text.partition("=")
        if not is_there:
            raise click.UsageError(f"{text!r} is no OPTION=VALUE")
        try:
            found[name] = json.loads(value)
        # What is no JSON is a text.
        except ValueError:
            found[name] = value
    return found


def _line(one: dict[str, Any]) -> str:
    wanted = [str(one[name]) for name in ("api", "operation", "method", "path", "person")]
    about = " ".join(text for text in wanted if text != "None") or "all requests"
    left = "for ever" if one["left"] is None else f"{one['left']} left"
    return f"{one['id']:<5}{one['kind']:<20} {about}: {left}, {one['hits']} so far"
