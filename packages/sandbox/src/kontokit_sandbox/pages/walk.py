"""
How far the user of a web form has got, and what the form has to know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from ..pending import Decision, OrderSummary
from .request import Reply

__all__ = ["Form", "Medium", "Method", "Reason", "Step", "Walk"]

Step = Literal["bank", "interface", "credentials", "redirect", "method", "tan", "app", "ended"]
Reason = Literal["cancelled", "legal", "credentials", "tan", "bank"]
"""Why a form ends without success: by a button, no consent, wrong entries, or the bank."""
Medium = Literal["sms", "push", "picture", "flicker", "app", "other"]


@dataclass(frozen=True, kw_only=True)
class Method:
    """
    One method of SCA.
    """

    id: str
    name: str
    medium: Medium
    picture: str = ""
    """A PNG in Base64."""
    flicker: str = ""
    tan: str = ""
    """A right TAN."""
    accepts: Callable[[str], bool]


@dataclass(kw_only=True)
class Walk:
    """
    One user on the way through one form.
    """

    id: str
    form: Form
    key: str
    """The cookie of the browser that has opened the form."""
    step: Step
    bank: dict[str, Any]
    ends: datetime
    interface: str = ""
    login: str = ""
    pin: str = ""
    method: Method | None = None
    wrong: int = 0
    """How many PINs or TANs of this step were wrong."""
    round: int = 1
    """The number of the SCA, if several follow each other."""
    redirect: str = ""
    """The state of the redirect to the page of the bank."""
    decision: Decision | None = None
    """What the user has decided on the phone, or ``wrong`` for the next TAN."""


class Form(Protocol):
    """
    What the forms of the providers have in common.
    """

    @property
    def api(self) -> str:
        """
        The API that the form belongs to.
        """
        ...

    @property
    def title(self) -> str:
        """
        The key of its title.
        """
        ...

    @property
    def help(self) -> str:
        """
        The key of the hint which logins there are.
        """
        ...

    @property
    def asks_legal(self) -> bool:
        """
        Whether the user has to agree first.
        """
        ...

    @property
    def labels(self) -> tuple[str, str]:
        """
        How the bank calls the name of the user and the PIN.
        """
        ...

    @property
    def order(self) -> OrderSummary | None:
        """
        The order; None for access to accounts.
        """
        ...

    def banks(self, search: str) -> Sequence[dict[str, Any]]:
        """
        The banks to choose from.
        """
        ...

    def interfaces(self, bank: dict[str, Any]) -> Sequence[dict[str, Any]]:
        """
        The interfaces to choose from.
        """
        ...

    def refuse(self, walk: Walk, login: str, pin: str) -> str | None:
        """
        Return the key of why the bank refuses a login, or None.
        """
        ...

    def methods(self, walk: Walk) -> Sequence[Method]:
        """
        The methods of SCA that the login has; none if it needs no SCA.
        """
        ...

    def rounds(self, login: str) -> int:
        """
        How many SCAs follow each other.
        """
        ...

    def lock(self, login: str) -> None:
        """
        Lock a login.
        """
        ...

    def finish(self, walk: Walk) -> Reply:
        """
        Do what the form is for, and go back.
        """
        ...

    def give_up(self, reason: Reason) -> Reply:
        """
        End without success, and go back.
        """
        ...
