"""
Commands for the state as a whole.
"""

from __future__ import annotations

from pathlib import Path

import click

from ..control.client import Control
from .options import controlled

__all__ = ["reset", "restore", "save"]


@click.command()
@controlled
def reset(control: Control) -> None:
    """Restore the initial state, at the same address."""
    control.reset()


@click.command()
@click.argument("file", type=click.Path(dir_okay=False))
@controlled
def save(control: Control, file: str) -> None:
    """Write the whole state into a FILE."""
    control.save(str(Path(file).absolute()))


@click.command()
@click.argument("file", type=click.Path(dir_okay=False))
@controlled
def restore(control: Control, file: str) -> None:
    """Replace the whole state by that of a FILE."""
    control.restore(str(Path(file).absolute()))
