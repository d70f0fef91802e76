"""
What a flow about strong customer authentication (SCA) wants next: values to match on.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final, Literal, TypeAlias

import attrs
import msgspec

from ..challenges.flicker import FlickerCode
from ..challenges.image import ChallengeDocument, ChallengeImage
from ..challenges.text import from_html, plain, to_html

Instant: TypeAlias = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment, so with its zone."""

Reason: TypeAlias = Literal[
    "bank_said_no",
    "cancelled",
    "credentials",
    "incomplete",
    "locked",
    "method",
    "medium",
    "no_method",
    "no_return_url",
    "not_submitted",
    "outcome_unknown",
    "refused",
    "sca_failed",
    "state_mismatch",
    "tan_blocked",
    "too_many_rounds",
    "too_often",
    "unsupported",
]
"""Why it failed. ``unsupported`` is something new of the provider's; its code is beside it."""


class State(StrEnum):
    """
    Where a flow stands. The last four are ends.
    """

    NEW = "new"
    SENDING = "sending"
    """A request may be on its way. Found so by another process, its outcome is unknown."""
    METHOD = "method"
    MEDIUM = "medium"
    CHALLENGE = "challenge"
    REDIRECT = "redirect"
    DECOUPLED = "decoupled"
    WORKING = "working"
    UNKNOWN = "unknown"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def is_final(self) -> bool:
        """
        Whether nothing can come after it.
        """
        return self in FINAL


FINAL: Final = frozenset({State.FINISHED, State.FAILED, State.CANCELLED, State.EXPIRED})
WAITING: Final = frozenset(
    {State.METHOD, State.MEDIUM, State.CHALLENGE, State.REDIRECT, State.DECOUPLED, State.WORKING}
)
"""The states that wait for the user or the provider."""


@attrs.frozen(kw_only=True)
class Choice:
    """
    One of several things that can be chosen: an SCA method or a TAN medium.
    """

    id: str
    """What is sent when it is chosen."""
    name: str = attrs.field(converter=plain)
    """What the bank calls it; show it to the user."""
    hint: str | None = attrs.field(default=None, converter=attrs.converters.optional(plain))
    since: Instant | None = None
    until: Instant | None = None
    """Between these moments a medium can be used, as the bank says."""


@attrs.frozen(kw_only=True)
class ChooseMethod:
    """
    The user has to choose how to authenticate: ``flow.choose(methods[0])``.
    """

    methods: tuple[Choice, ...]
    ends: datetime | None = None


@attrs.frozen(kw_only=True)
class ChooseMedium:
    """
    The user has to choose a device: ``flow.choose(media[0])``.
    """

    media: tuple[Choice, ...]
    ends: datetime | None = None


@attrs.frozen(kw_only=True)
class Challenge:
    """
    The user has to answer something, mostly with a TAN: ``flow.answer(tan)``.

    There is always a text. Which of the others are there depends on the bank and the method.
    """

    raw: str = attrs.field(repr=False)
    """The bank's own words, as they came. Do not show them; show ``text`` or ``html``."""
    label: str | None = attrs.field(default=None, converter=attrs.converters.optional(plain))
    """What stands beside the field for the answer, where the bank tells."""
    image: ChallengeImage | None = None
    """A picture to scan, such as a photoTAN or a QR code."""
    flicker: FlickerCode | None = None
    document: ChallengeDocument | None = None
    optical: bytes | None = attrs.field(default=None, repr=False)
    """An optical code that is in no known form, as it came."""
    attempts_left: int = 3
    """How many wrong answers are left before this library stops asking."""
    ends: datetime | None = None

    @property
    def text(self) -> str:
        """
        What the bank tells the user, without markup and control characters.
        """
        return from_html(self.raw)

    @property
    def html(self) -> str:
        """
        What the bank tells the user as HTML with harmless tags only.
        """
        return to_html(self.raw)


@attrs.frozen(kw_only=True)
class Redirect:
    """
    The user's browser has to go to a page: ``flow.returned(query_string)`` when it is back.
    """

    url: str | None = attrs.field(repr=False)
    """
    The page, good for one use. None where another process has handed it out already: it is
    not kept.
    """
    kind: Literal["bank", "form"]
    """A page of the bank, or a web form of the provider, whose status ``flow.wait()`` asks for."""
    text: str | None = None
    ends: datetime | None = None


@attrs.frozen(kw_only=True)
class Decoupled:
    """
    The user confirms in an app: ``flow.wait()`` asks as often as the bank allows.
    """

    text: str = ""
    """What the bank tells the user, without markup and control characters."""
    not_before: datetime | None = None
    """The next question is not sent before."""
    polls_left: int = 0
    ends: datetime | None = None


@attrs.frozen(kw_only=True)
class Working(Decoupled):
    """
    The provider is busy and the user has nothing to do: ``flow.wait()``, as with ``Decoupled``.
    """


@attrs.frozen(kw_only=True)
class Finished:
    """
    It is done; ``flow.result`` is what the call gives.
    """

    verified: bool = True
    """False where only the user's browser says so."""


@attrs.frozen(kw_only=True)
class Failed:
    """
    It went wrong.
    """

    reason: Reason
    code: str | None = None
    """The provider's code."""
    text: str | None = attrs.field(
        default=None, repr=False, converter=attrs.converters.optional(plain)
    )
    """What the provider or the bank says, for the user; without control characters."""
    can_restart: bool = False
    """Whether starting again makes sense."""


@attrs.frozen(kw_only=True)
class Cancelled:
    """
    It was cancelled.
    """

    by: Literal["caller", "user", "provider"]


@attrs.frozen(kw_only=True)
class Expired:
    """
    Time is over: that of the ``step``, of the ``polls``, or for learning the ``outcome``.
    """

    what: Literal["step", "polls", "outcome", "form"]


@attrs.frozen(kw_only=True)
class Unknown:
    """
    A request was sent and its answer was lost. ``flow.reconcile()`` asks what became of it.
    """

    step: str
    """What was sent, such as ``start`` or ``answer``."""
    seen: Literal["open"] | None = None
    """
    ``open``: the provider says that the order was not handed to the bank. That proves nothing
    while the provider may still be busy with it, or the user may still approve it.
    """
    not_before: datetime | None = None
    """
    From when on ``flow.send_again()`` is allowed, if ``reconcile()`` then still sees the order
    open. None where it is not allowed.
    """
    ends: datetime | None = None


Step: TypeAlias = (
    ChooseMethod
    | ChooseMedium
    | Challenge
    | Redirect
    | Decoupled
    | Working
    | Finished
    | Failed
    | Cancelled
    | Expired
    | Unknown
)
"""What ``flow.step`` may be."""
