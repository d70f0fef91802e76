"""
Commands for people and their consents.
"""

from __future__ import annotations

import click

from ..control.client import Control
from .options import controlled

__all__ = ["consents"]

_APIS = ("banksapi", "finapi_access")


@click.group()
def consents() -> None:
    """End consents, as after 180 days."""


@consents.command("end")
@click.argument("api", type=click.Choice(_APIS), required=False)
@click.option("--person", metavar="USER", help="Only those of one user.")
@controlled
def _end(control: Control, api: str | None, person: str | None) -> None:
    """End all consents, or those at one API."""
    for one in _APIS if api is None else (api,):
        control.end_consents(one, person)
