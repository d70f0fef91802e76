"""
``kontokit flicker``: shows a flicker code.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

import click

from ..failures import Interrupted
from ..groups import command
from ..inputs import FILE
from ..options import Options, options_of

if TYPE_CHECKING:
    from pathlib import Path

    from kontokit.challenges.flicker import FlickerCode

__all__ = ["flicker"]

_EXAMPLES: Final = """\b
  kontokit flicker 118501204520199848313233463536373875
  kontokit flicker 118501204520199848313233463536373875 --text
  kontokit flicker 118501204520199848313233463536373875 --html code.html
"""


@command("flicker", help=f"Show a flicker code, blinking on a terminal.\n\n{_EXAMPLES}")
@click.argument("code")
@click.option("--text", "as_text", is_flag=True, help="As what one types into the TAN generator.")
@click.option("--html", "html_file", type=FILE, metavar="FILE", help="As a page.")
@click.option("--gif", "gif_file", type=FILE, metavar="FILE", help="As a moving picture.")
@click.option("--hz", type=click.FloatRange(2, 40), default=15.0, show_default=True, help="Speed.")
@click.pass_context
def flicker(ctx: click.Context, /, code: str, **asked: Any) -> None:
    """Show a flicker code."""
    from kontokit.challenges.flicker import FlickerCode

    options = options_of(ctx)
    found = FlickerCode.parse(code)
    if asked["html_file"] is not None:
        _write(asked["html_file"], found.to_html(hz=asked["hz"]).encode(), options)
    if asked["gif_file"] is not None:
        _write(asked["gif_file"], found.to_gif(hz=asked["hz"]), options)
    if asked["html_file"] is None and asked["gif_file"] is None:
        is_text = asked["as_text"] or not (sys.stdout.isatty() and options.may_ask)
        _show_text(found, options) if is_text else _blink(found, asked["hz"])


def _write(path: Path, content: bytes, options: Options) -> None:
    from ..files import new_file

    with new_file(path, force=options.force) as file:
        file.write(content)


def _show_text(found: FlickerCode, options: Options) -> None:
    from ..output.values import language

    click.echo(found.manual_instructions(language(options)))


def _blink(found: FlickerCode, hz: float) -> None:
    import select

    frames = found.frames()
    first = found.to_terminal(frames[0])
    height = first.count("\n") + 1
    click.echo("\n" * height + "Enter ends it.")
    try:
        while True:
            for frame in frames:
                # The cursor goes up to the first bar, and back.
                up = f"\x1b[{height + 1}A\r"
                sys.stdout.write(f"\x1b7{up}{found.to_terminal(frame)}\x1b8")
                sys.stdout.flush()
                if select.select([sys.stdin], [], [], 1 / hz)[0]:
                    sys.stdin.readline()
                    return
    except KeyboardInterrupt:
        raise Interrupted("interrupted") from None
