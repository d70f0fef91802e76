"""
What can happen to a flow. Each event says when.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, TypeAlias

import attrs

from ..steps import Choice, Reason
from .flow_state import ActionKind, Payee, Shown


@attrs.frozen
class EventDetails:
    """
    What all events have in common: when they happened, and facts from the response.
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
    is_taken: bool = attrs.field(default=False, kw_only=True)
    """Whether the provider has answered the sending of the operation with success."""
    text: str | None = attrs.field(default=None, repr=False, kw_only=True)
    """What the response says to the user, without markup."""
    bank: str | None = attrs.field(default=None, kw_only=True)
    """The bank in the provider's words."""


@attrs.frozen(kw_only=True)
class BaseEvent:
    """
    An event without details.
    """

    at: datetime


@attrs.frozen(kw_only=True)
class RequestSent(BaseEvent):
    """
    A request is about to be sent. This event is saved before the first byte.
    """

    action: ActionKind
    choice: str | None = None
    """The method or medium that is chosen by it; it must be one of those offered."""
    name_shown: str | None = attrs.field(default=None, repr=False)
    """The name of the payee that is confirmed by it, as the user has seen it."""
    by: str | None = attrs.field(default=None, repr=False)
    """Who confirms the payee."""
    relation: str | None = None
    """The relation that is followed by it; it must be one of those offered."""
    returned: str | None = attrs.field(default=None, repr=False)
    """The digest of the query that a returning browser has brought."""
    sent_along: str | None = attrs.field(default=None, repr=False)
    """The digest of the state in the return URL that is sent, if there is one."""
    is_checked: bool = False
    """Whether a person has looked for an order in the account before it is sent again."""


@attrs.frozen(kw_only=True)
class NotSent(BaseEvent):
    """
    The request was certainly not sent.
    """


@attrs.frozen(kw_only=True)
class OutcomeLost(BaseEvent):
    """
    The request may have been sent and no response came, so its outcome is unknown.
    """

    request_id: str | None = None


@attrs.frozen(kw_only=True)
class Limited(BaseEvent):
    """
    The provider has turned the request away because of a rate limit or because it is busy.
    """

    seconds: float | None = None
    """How long to wait, if the provider says so."""
    request_id: str | None = None


@attrs.frozen(kw_only=True)
class ReturnMismatch(BaseEvent):
    """
    A browser came back that is not the one that was sent. The flow waits on for the right one.
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
    The user must choose a method.
    """

    offer: tuple[Choice, ...]
    shown: Shown = attrs.field(factory=Shown)


@attrs.frozen(kw_only=True)
class MediumRequested(Observed):
    """
    The user must choose a medium.
    """

    offer: tuple[Choice, ...]


@attrs.frozen(kw_only=True)
class PayeeCheckRequested(Observed):
    """
    The user must decide whether the payee is the right one.
    """

    payee: Payee
    shown: Shown = attrs.field(factory=Shown)


@attrs.frozen(kw_only=True)
class AnswerRequested(Observed):
    """
    The user must answer a challenge.
    """

    shown: Shown
    is_wrong: bool = False
    """
    Whether there is evidence that the last answer was wrong: a code whose meaning is the TAN alone,
    or the same challenge once more.
    """


@attrs.frozen(kw_only=True)
class BrowserRequested(Observed):
    """
    The user's browser must open a page.
    """

    page: Literal["bank", "form"]
    field: str | None = None
    digest: str | None = attrs.field(default=None, repr=False)
    shown: Shown = attrs.field(factory=Shown)


@attrs.frozen(kw_only=True)
class ConfirmationRequested(Observed):
    """
    The user must confirm elsewhere, or has not done so yet.
    """

    shown: Shown = attrs.field(factory=Shown)
    seconds: float
    """How long to wait before the next question."""


@attrs.frozen(kw_only=True)
class UnsupportedStep(Observed):
    """
    The provider asks for something that this version does not know.
    """

    shown: Shown = attrs.field(factory=Shown)
    relations: tuple[str, ...] = ()
    """What the provider offers."""
    can_be_approved: bool = True
    """
    Whether the user may be able to approve it without us, in an app that no one has named. False
    if it is a known question that cannot be shown.
    """


@attrs.frozen(kw_only=True)
class ProviderBusy(Observed):
    """
    The provider is busy, and the user has nothing to do.
    """

    seconds: float
    is_done: bool = False
    """Whether the operation has succeeded and only its result is still to be read."""


@attrs.frozen(kw_only=True)
class Unchanged(Observed):
    """
    Nothing has changed.
    """

    seconds: float = 0.0
    """How long to wait before the next question."""


@attrs.frozen(kw_only=True)
class Succeeded(Observed):
    """
    The operation has succeeded.
    """

    result: str | None = None
    verified: bool = True
    needs_renewal: bool = False
    """Whether the provider wants another SCA although it has ended this one."""


@attrs.frozen(kw_only=True)
class Refused(Observed):
    """
    The operation was refused, and this flow cannot continue.
    """

    reason: Reason
    can_restart: bool = False
    is_proof: bool = False
    """
    Whether this refusal is documented to mean that the bank has rejected an order. Without proof,
    an authorised order may still be carried out.
    """
    is_unclear: bool = False
    """
    Whether it is in no words that are documented: an unknown status, or a body that is not in the
    provider's error format, so that something in front of it may have answered.
    """


@attrs.frozen(kw_only=True)
class Answered(Observed):
    """
    A successful response that does not say what became of the operation. It is never sent again.
    """

    result: str | None = None


@attrs.frozen(kw_only=True)
class Inconclusive(Observed):
    """
    The response does not say whether an order was carried out.
    """


@attrs.frozen(kw_only=True)
class GivenUp(Observed):
    """
    The user, the caller or the provider has cancelled.
    """

    by: Literal["caller", "user", "provider"]
    is_certain: bool = False
    """Whether the provider says that the operation will not be carried out."""


@attrs.frozen(kw_only=True)
class DeadlinePassed(Observed):
    """
    A time limit has passed, ours or the provider's.
    """

    what: Literal["step", "polls", "outcome", "form"] = "step"


@attrs.frozen(kw_only=True)
class OrderStillOpen(Observed):
    """
    The provider says that an order of unknown outcome has not reached the bank.
    """

    account: str | None = None
    amount: str | None = None
    """Its account and amount, if its bookings can be read."""


@attrs.frozen(kw_only=True)
class BookingsRead(Observed):
    """
    The bookings of the account of an order of unknown outcome were read.
    """

    has_booking: bool
    """Whether one could be the order."""


Question: TypeAlias = (
    MethodRequested
    | MediumRequested
    | PayeeCheckRequested
    | AnswerRequested
    | BrowserRequested
    | ConfirmationRequested
)
"""The events in which the provider asks the user for something that is known."""

Event: TypeAlias = RequestSent | NotSent | OutcomeLost | Limited | ReturnMismatch | Observed
