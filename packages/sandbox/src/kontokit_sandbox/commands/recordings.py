"""
Commands for recordings of real traffic.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from threading import Event

import click

from .options import environment

__all__ = ["replay", "scrub"]


@click.command(
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def scrub(words: tuple[str, ...]) -> int:
    """Redact a cassette or a HAR file of real traffic."""
    from ..cassettes.command import main

    return main(list(words))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--port",
    envvar=environment("--port"),
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="The port; any free one by default.",
)
def replay(file: Path, port: int) -> None:
    """
    Serve a cassette of vcrpy or a HAR file: each request gets the response that it got then.

    What was not recorded is 404, with the three nearest requests.
    """
    from ..cassettes.files import RecordingError
    from ..cassettes.recording import read_recording
    from ..cassettes.replay import ReplayServer

    try:
        exchanges = read_recording(file.read_text("utf-8"))
        with ReplayServer(exchanges, port) as server:
            # Flushed, because programs that start this one read the address from a pipe.
            click.echo(f"{len(exchanges)} responses of {file.name} at {server.url}")
            sys.stdout.flush()
            with suppress(KeyboardInterrupt):
                Event().wait()
    except (RecordingError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file}: {error}") from None
    except OSError as error:
        raise click.ClickException(f"cannot start: {error.strerror}") from None
