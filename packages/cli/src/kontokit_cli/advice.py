"""
What a person at a terminal can do about an error whose own text speaks to programmers.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from .options import Options

__all__ = ["Advice", "advice_for"]


class Advice(NamedTuple):
    """
    What to say instead of the text of an error, and what to do.
    """

    message: str
    next_step: str
    """With ``{command}`` for how a command for the same profile begins."""


_UNLOCK: Final = "{command} connections unlock"
_BY_CLASS: Final[Mapping[str, Advice]] = MappingProxyType(
    {
        "CopiedRecordError": Advice(
            "nothing on this machine says whether another one goes on with this flow, and the order"
            " could be sent twice",
            "look for the order in the account: {command} transactions --status any",
        ),
        "CredentialsRefusedError": Advice(
            "the bank has refused this login before, so it was not sent: most banks lock a login"
            " after three wrong PINs",
            f"give another PIN; to send this one once more: {_UNLOCK}",
        ),
        "PossibleDuplicateError": Advice(
            "an equal order was sent within the last ten minutes; nothing was sent now",
            "see it: {command} payments list",
        ),
        "ScaRequiredError": Advice(
            "the bank asks for strong customer authentication, through which this command does not"
            " lead",
            "use {command} connect, connections refresh or pay",
        ),
        "TansUsedUpError": Advice(
            "the bank has refused three TANs of this access, and one more may lock you out",
            f"if the bank has not locked it: {_UNLOCK}",
        ),
        "WebFormRequiredError": Advice(
            "the provider wants the login on a page of its own, which this command does not show",
            "use {command} connect --web-form",
        ),
    }
)


def advice_for(error: BaseException, options: Options) -> Advice | None:
    """
    What to say of an error; None where its own text is for everyone.
    """
    names = (one.__name__ for one in type(error).__mro__ if one.__module__.startswith("kontokit."))
    found = next((_BY_CLASS[name] for name in names if name in _BY_CLASS), None)
    return found and found._replace(next_step=found.next_step.format(command=options.command))
