"""
Groups of commands in which one need not be named.
"""

from __future__ import annotations

import click

__all__ = ["DefaultGroup"]

_GROUP_OPTIONS = ("--help", "-h", "--version")


class DefaultGroup(click.Group):
    """
    Runs its first command, or that named :attr:`default`, where none is named.
    """

    default = ""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """
        Add the name of the default command.
        """
        if not args or (args[0].startswith("-") and args[0] not in _GROUP_OPTIONS):
            args = [self.default or next(iter(self.commands)), *args]
        return super().parse_args(ctx, args)
