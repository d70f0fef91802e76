"""
What can happen to a flow. Each event says when.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, TypeAlias

import attrs

from ..steps import Choice, Reason
from .flow_state import ActionKind, Shown


@attrs.frozen
class EventDetails:
    """
    What an event can say besides its kind: when it happened, and what stood in the response.
    """

    at: datetime
    code: str | None = attrs.field(default=None, kw_only=True)
    """The provider's code."""
    request_id: str | None = attrs.field(default=None, kw_only=True)
    references: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    """The provider's ids of the step, the latest first."""
    links: Mapping[str, str] | None = attrs.field(default=None, repr=False, kw_only=True)
    """The links to keep; None keeps those that are known."""
    deadline: datetime | None = attrs.field(default=None, kw_only=True)
    """Until when the provider waits, if it says so."""


@attrs.frozen(kw_only=True)
class BaseEvent:
    """
    An event without details.
    """

    at: datetime


@attrs.frozen(kw_only=True)
class RequestSent(BaseEvent):
    """
    A request goes out now. This is saved before its first byte is sent.
    """

    action: ActionKind
    choice: str | None = None
    """The method or medium that is chosen by it; it must be one of those offered."""


@attrs.frozen(kw_only=True)
class NotSent(BaseEvent):
    """
    The request did not go out after all.
    """


@attrs.frozen(kw_only=True)
class OutcomeLost(BaseEvent):
    """
    The request went out and no response came, so its outcome is unknown.
    """

    request_id: str | None = None


@attrs.frozen(kw_only=True)
class ReturnMismatch(BaseEvent):
    """
    A browser came back that is not the one that was sent.
    """


@attrs.frozen(kw_only=True)
class Observed:
    """
    Base of the events that a response, a deadline or the user causes.
    """

    details: EventDetails

    @property
    def at(self) -> datetime:
        """
        When it happened.
        """
        return self.details.at


@attrs.frozen(kw_only=True)
class MethodRequested(Observed):
    """
    A method has to be chosen.
    """

    offer: tuple[Choice, ...]
    shown: Shown = attrs.field(factory=Shown)


@attrs.frozen(kw_only=True)
class MediumRequested(Observed):
    """
    A device has to be chosen.
    """

    offer: tuple[Choice, ...]


@attrs.frozen(kw_only=True)
class AnswerRequested(Observed):
    """
    A challenge has to be answered.
    """

    shown: Shown
    is_wrong: bool = False
    """The answer before was wrong, and the challenge still stands."""


@attrs.frozen(kw_only=True)
class BrowserRequested(Observed):
    """
    The browser has to go to a page.
    """

    page: Literal["bank", "form"]
    field: str | None = None
    digest: str | None = attrs.field(default=None, repr=False)
    shown: Shown = attrs.field(factory=Shown)


@attrs.frozen(kw_only=True)
class ConfirmationRequested(Observed):
    """
    The user has to confirm elsewhere, or has not yet done so.
    """

    shown: Shown = attrs.field(factory=Shown)
    seconds: float
    """How long to wait before asking again."""


@attrs.frozen(kw_only=True)
class ProviderBusy(Observed):
    """
    The provider is busy, and the user has nothing to do.
    """

    seconds: float
    is_done: bool = False
    """Whether it has succeeded, and only its result is still to be read."""


@attrs.frozen(kw_only=True)
class Unchanged(Observed):
    """
    Nothing has changed.
    """

    seconds: float = 0.0
    """How long to wait before asking again."""


@attrs.frozen(kw_only=True)
class Succeeded(Observed):
    """
    It is done.
    """

    result: str | None = None
    verified: bool = True


@attrs.frozen(kw_only=True)
class Refused(Observed):
    """
    It went wrong, and this flow cannot go on.
    """

    reason: Reason
    text: str | None = attrs.field(default=None, repr=False)
    can_restart: bool = False
    is_proof: bool = False
    """Whether it is documented to mean that the bank has rejected an order."""


@attrs.frozen(kw_only=True)
class Inconclusive(Observed):
    """
    The answer does not say whether an order was carried out.
    """


@attrs.frozen(kw_only=True)
class GivenUp(Observed):
    """
    It was cancelled.
    """

    by: Literal["caller", "user", "provider"]
    is_certain: bool = False
    """Whether the provider says that nothing comes of it any more."""


@attrs.frozen(kw_only=True)
class DeadlinePassed(Observed):
    """
    A time limit has passed, here or at the provider.
    """

    what: Literal["step", "polls", "outcome", "form"] = "step"


@attrs.frozen(kw_only=True)
class OrderStillOpen(Observed):
    """
    The provider says that an order of unknown outcome was not handed to the bank.
    """


Event: TypeAlias = RequestSent | NotSent | OutcomeLost | ReturnMismatch | Observed
