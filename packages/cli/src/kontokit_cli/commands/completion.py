"""
``kontokit completion``: a script that completes words in a shell.
"""

from __future__ import annotations

from typing import Final

import click

from ..groups import command

__all__ = ["completion"]

_SHELLS: Final = ("bash", "zsh", "fish", "powershell")
_EXAMPLES: Final = """\b
  eval "$(kontokit completion bash)"
  kontokit completion fish > ~/.config/fish/completions/kontokit.fish
  kontokit completion zsh > ~/.zfunc/_kontokit
"""


@command("completion", help=f"Print a script that completes words in a shell.\n\n{_EXAMPLES}")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(ctx: click.Context, /, shell: str) -> None:
    """Print a script."""
    from click.shell_completion import get_completion_class

    from ..failures import Misused

    root = ctx.find_root()
    found = get_completion_class(shell)
    if found is None:
        raise Misused(f"this version of click completes nothing in {shell}")
    click.echo(found(root.command, {}, "kontokit", "_KONTOKIT_COMPLETE").source())
