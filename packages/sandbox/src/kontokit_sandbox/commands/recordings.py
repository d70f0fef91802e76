"""
Commands for recordings of real traffic.
"""

from __future__ import annotations

import click

__all__ = ["scrub"]


@click.command(
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def scrub(words: tuple[str, ...]) -> int:
    """Redact a cassette or a HAR file of real traffic."""
    from ..cassettes.command import main

    return main(list(words))
