"""
``kontokit-sandbox clock``: shows and moves the time.
"""

from __future__ import annotations

from typing import Any

import click

from ..control.client import Control
from .groups import DefaultGroup
from .options import controlled

__all__ = ["clock"]


@click.group(cls=DefaultGroup)
def clock() -> None:
    """Show the time of the sandbox, move it forward, or stop it."""


@clock.command("show")
@controlled
def _show(control: Control) -> None:
    """Show the time."""
    _say(control.clock())


@clock.command("advance")
@click.argument("duration")
@controlled
def _advance(control: Control, duration: str) -> None:
    """Move it forward by a DURATION such as P1D, PT90S or P1DT2H."""
    _say(control.advance(duration))


@clock.command("set")
@click.argument("time")
@controlled
def _set(control: Control, time: str) -> None:
    """Move it forward to a TIME such as 2026-12-01T08:00:00+01:00."""
    _say(control.set_clock(time))


@clock.command("freeze")
@controlled
def _freeze(control: Control) -> None:
    """Let it stand still."""
    _say(control.freeze_clock())


@clock.command("run")
@controlled
def _run(control: Control) -> None:
    """Let it run on."""
    _say(control.freeze_clock(frozen=False))


def _say(reading: dict[str, Any]) -> None:
    click.echo(f"{reading['now']}{' (stands still)' if reading['frozen'] else ''}")
