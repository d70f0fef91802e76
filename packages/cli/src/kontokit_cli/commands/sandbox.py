"""
``kontokit sandbox``: the commands of ``kontokit-sandbox``.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Final

import click

from ..failures import NotSetUp
from ..groups import command, with_examples
from ..options import options_of

__all__ = ["sandbox"]

_HELP: Final = """Run the sandbox, or control it; see kontokit-sandbox --help.

With --sandbox before it, a command controls the state that --sandbox uses."""
_EXAMPLES: Final = (
    "kontokit sandbox serve",
    "kontokit --sandbox sandbox clock advance P1D",
    "kontokit sandbox reset",
)


@command(
    "sandbox",
    help=with_examples(_HELP, _EXAMPLES),
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.argument("words", metavar="[COMMAND]...", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def sandbox(ctx: click.Context, /, words: tuple[str, ...]) -> int:
    """Control the sandbox."""
    from ..local_sandbox import open_sandbox

    try:
        program = import_module("kontokit_sandbox.__main__")
    except ModuleNotFoundError:
        raise NotSetUp(
            "the sandbox is not installed", next_step="pip install 'kontokit-cli[sandbox]'"
        ) from None
    options = options_of(ctx)
    if options.sandbox is None and words[:1] != ("reset",):
        return int(program.main(words))
    if options.sandbox is None and _is_any_running():
        return int(program.main(words))
    with open_sandbox(options) as found:
        # So do the commands of the sandbox find it, whatever the words are.
        os.environ["KONTOKIT_SANDBOX_URL"] = found.url
        return int(program.main(words))


def _is_any_running() -> bool:
    return bool(import_module("kontokit_sandbox.control.runtime_file").running())
