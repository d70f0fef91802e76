"""
``kontokit-sandbox log``: the requests that the sandbox has received.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click

from ..control.client import Control
from ..server.addresses import PREFIXES
from .options import controlled

__all__ = ["line_of", "log"]


@click.command()
@click.option("--follow", is_flag=True, help="Go on with new requests until Ctrl-C.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--api", type=click.Choice(list(PREFIXES)), help="Only requests to one API.")
@click.option("--operation", metavar="ID", help="Only requests to one operation.")
@click.option("--person", metavar="USER", help="Only requests of one user.")
@click.option("--status", type=int, help="Only requests with this status.")
@controlled
def log(control: Control, *, follow: bool, as_json: bool, **filters: Any) -> None:
    """Show the requests that were received, without secrets."""
    for one in _lines(control, filters, follow=follow):
        click.echo(json.dumps(one, ensure_ascii=False) if as_json else line_of(one))


def _lines(control: Control, filters: dict[str, Any], *, follow: bool) -> Iterator[dict[str, Any]]:
    found = control.requests(**filters)["requests"]
    yield from found
    if follow:
        after = found[-1]["number"] if found else 0
        yield from control.follow_requests(**filters, after=after)


def line_of(request: dict[str, Any]) -> str:
    """
    Write a request in one line.
    """
    at = datetime.fromisoformat(request["at"]).astimezone().strftime("%H:%M:%S")
    ended = "broken off" if request["status"] is None else request["status"]
    took = request["milliseconds"]
    path = f"{request['method']} {request['path']}"
    return f"{at} {request['api']} {path} {ended} {0 if took is None else took} ms"
