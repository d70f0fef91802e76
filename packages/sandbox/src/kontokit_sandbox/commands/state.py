"""
Commands for the state as a whole.
"""

from __future__ import annotations

import click

from ..control.client import Control
from .options import controlled

__all__ = ["reset"]


@click.command()
@controlled
def reset(control: Control) -> None:
    """Restore the initial state, at the same address."""
    control.reset()
