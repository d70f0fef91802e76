"""
``kontokit schema``: what the rows are that programs read.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import click

from ..failures import Misused
from ..groups import command

__all__ = ["schema"]

_EXAMPLES: Final = """\b
  kontokit schema
  kontokit schema transaction
  kontokit schema error
"""
_PLACES: Final[Mapping[str, tuple[str, str]]] = {
    "account": ("records", "ACCOUNT_FIELDS"),
    "api": ("commands.apis", "FIELDS"),
    "bank": ("commands.banks", "FIELDS"),
    "check": ("commands.doctor", "FIELDS"),
    "connected": ("commands.connect", "FIELDS"),
    "connection": ("records", "CONNECTION_FIELDS"),
    "error": ("error_report", "FIELDS"),
    "flow": ("commands.flows", "FIELDS"),
    "iban": ("commands.iban", "FIELDS"),
    "notification": ("webhook_listener", "FIELDS"),
    "payment": ("commands.payments", "FIELDS"),
    "profile": ("commands.profiles", "FIELDS"),
    "setting": ("commands.profiles", "SETTING_FIELDS"),
    "transaction": ("records", "TRANSACTION_FIELDS"),
    "user": ("commands.users", "FIELDS"),
}
"""Name of a schema → the module and the constant that has the fields."""
_WITH_RAW: Final = frozenset(("account", "connection", "transaction"))
_OWN: Final[Mapping[str, Mapping[str, dict[str, Any]]]] = {
    "error": {"status": {"type": ["integer", "null"]}},
    "notification": {"kind": {"type": ["string", "null"]}},
    "transaction": {"status": {"enum": ["booked", "pending", "information"]}},
}


@command("schema", help=f"Show the JSON Schema of a record, or their names.\n\n{_EXAMPLES}")
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """Show a JSON Schema."""
    if name is None:
        click.echo("\n".join(_PLACES))
        return
    if name not in _PLACES:
        from difflib import get_close_matches

        near = get_close_matches(name, _PLACES, 1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise Misused(
            f"there is no schema {name!r}", next_step=f"{hint}known: {', '.join(_PLACES)}"
        )
    import json

    click.echo(json.dumps(_made(name), indent=2, ensure_ascii=False))


def _made(name: str) -> dict[str, Any]:
    from ..output.schemas import schema_of

    module, constant = _PLACES[name]
    fields = getattr(import_module(f"kontokit_cli.{module}"), constant)
    made = schema_of(name, fields, has_raw=name in _WITH_RAW, kinds=_OWN.get(name, {}))
    if name != "error":
        return made
    # On stderr it stands inside of an object, so that it is known from a row.
    outside = {one: made.pop(one) for one in ("$schema", "title", "version")}
    return {**outside, "type": "object", "properties": {"error": made}, "required": ["error"]}
