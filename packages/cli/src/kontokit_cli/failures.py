"""
What stops a command besides the errors of the runtime. Each class has one exit code.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "CommandFailed",
    "Interrupted",
    "Misused",
    "NotSetUp",
    "NotThere",
    "OutcomeNotKnown",
    "PersonNeeded",
    "Refused",
    "TryLater",
]


class CommandFailed(Exception):  # noqa: N818  # named after what happened
    """
    A command cannot go on. The message is for the person who typed it, and holds no secret.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, next_step: str | None = None, flow: str | None = None):
        """
        Say what is wrong.

        Args:
            message: What happened, and why if that is known.
            next_step: What to do about it, such as a command.
            flow: The id of the flow that waits.
        """
        super().__init__(message)
        self.next_step = next_step
        self.flow = flow


class Misused(CommandFailed):
    """
    The command line or the configuration asks for something that cannot be.
    """

    exit_code = 2


class NotSetUp(CommandFailed):
    """
    A profile, a secret, a package or a keyring is missing.
    """

    exit_code = 3


class NotThere(CommandFailed):
    """
    There is no such account, connection, flow or payment.
    """

    exit_code = 5


class PersonNeeded(CommandFailed):
    """
    The bank needs the user, who must not be asked now.
    """

    exit_code = 6


class Refused(CommandFailed):
    """
    The person has said no.
    """

    exit_code = 7


class TryLater(CommandFailed):
    """
    Something is busy; nothing was done.
    """

    exit_code = 8


class OutcomeNotKnown(CommandFailed):
    """
    Nobody knows whether it was done.
    """

    exit_code = 9


class Interrupted(CommandFailed):
    """
    Ctrl-C.
    """

    exit_code = 130
