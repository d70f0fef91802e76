"""
The steps of a strong customer authentication (SCA) flow: values to match on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, ClassVar, Final, Literal, TypeAlias

import attrs
import msgspec

from ..challenges.flicker import FlickerCode
from ..challenges.image import ChallengeDocument, ChallengeImage
from ..challenges.text import from_html, plain, to_html
from ..operations.sca import PayeeResult
from .states import FINAL as FINAL
from .states import WAITING as WAITING
from .states import Reason as Reason
from .states import State as State
from .step_dict import BaseStep

Instant: TypeAlias = Annotated[datetime, msgspec.Meta(tz=True)]
"""A datetime; always with a time zone."""

ChallengeFormat: TypeAlias = Literal["text", "photo", "flicker", "qr", "pdf"]
"""What a challenge shows. A user who confirms in an app gets the step ``Decoupled`` instead."""

MAY_LOCK_AFTER: Final = 2
"""After how many answers of unknown result a further one may lock the user out."""
_QR: Final = re.compile(r"(?<![a-z])qr(?![a-z])|qr-?code|tan-?qr", re.IGNORECASE)
"""How banks call QR codes."""


def _plain_texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(plain, texts))


@attrs.frozen(kw_only=True)
class Choice:
    """
    An SCA method or a TAN medium to choose from.
    """

    id: str
    """What is sent if it is chosen."""
    name: str = attrs.field(converter=plain)
    """The bank's name for it. Show it to the user."""
    hint: str | None = attrs.field(default=None, converter=attrs.converters.optional(plain))
    since: Instant | None = None
    until: Instant | None = None
    """When the medium can be used, according to the bank."""
    needs_answer: bool | None = None
    """False if nothing has to be typed later, because the user settles it with the bank."""


@attrs.frozen(kw_only=True)
class Contradiction:
    """
    Something that the provider said against what it had said before. What it said first stands.
    """

    at: Instant
    known: Literal["done", "answered", "pending", "sent"]
    """
    What stands: the operation has succeeded, its sending was answered with success, the bank has
    it, or it was sent.
    """
    said: Literal["open", "refused", "gone", "asked", "unclear"]
    """
    What was said later: it is not at the bank, it is refused, there is no such thing, the user is
    asked again, or something that cannot be read.
    """
    code: str | None = None
    """The provider's code."""


@attrs.frozen(kw_only=True)
class ChooseMethod(BaseStep):
    """
    The user must choose an SCA method: ``flow.choose(methods[0])``.
    """

    kind: ClassVar[Literal["choose_method"]] = "choose_method"

    methods: tuple[Choice, ...]
    text: str | None = attrs.field(
        default=None, repr=False, converter=attrs.converters.optional(plain)
    )
    """What the bank or the provider says to the user, without control characters."""
    bank: str | None = attrs.field(
        default=None, eq=False, converter=attrs.converters.optional(plain)
    )
    """The bank in the provider's words, if its response names it."""
    ends: datetime | None = None
    not_before: datetime | None = None
    """When the next request may be sent, if the provider has turned the last one away."""


@attrs.frozen(kw_only=True)
class ChooseMedium(BaseStep):
    """
    The user must choose a device: ``flow.choose(media[0])``.
    """

    kind: ClassVar[Literal["choose_medium"]] = "choose_medium"

    media: tuple[Choice, ...]
    text: str | None = attrs.field(
        default=None, repr=False, converter=attrs.converters.optional(plain)
    )
    """What the bank or the provider says to the user, without control characters."""
    bank: str | None = attrs.field(
        default=None, eq=False, converter=attrs.converters.optional(plain)
    )
    """The bank in the provider's words, if its response names it."""
    ends: datetime | None = None
    not_before: datetime | None = None
    """When the next request may be sent, if the provider has turned the last one away."""


@attrs.frozen(kw_only=True)
class PayeeCheck(BaseStep):
    """
    The bank has compared the payee's name with the owner of the account. Show the result and the
    name, and let the user decide: ``flow.confirm(name_shown=…)`` or ``flow.cancel()``.

    It is never confirmed automatically.
    """

    kind: ClassVar[Literal["payee_check"]] = "payee_check"

    result: PayeeResult
    """``not_checked`` means that the bank could not compare the names."""
    suggested_name: str | None = attrs.field(
        default=None, repr=False, converter=attrs.converters.optional(plain)
    )
    """The name that the bank knows, if it tells it."""
    name: str | None = attrs.field(
        default=None, repr=False, converter=attrs.converters.optional(plain)
    )
    """The name in the order. Show it if there is no suggested name."""
    text: str | None = None
    """The bank's text for the user, without markup and control characters."""
    ends: datetime | None = None
    not_before: datetime | None = None
    """When the next request may be sent, if the provider has turned the last one away."""


@attrs.frozen(kw_only=True)
class Challenge(BaseStep):
    """
    The user must answer a challenge, usually with a TAN: ``flow.answer(tan)``.

    There is always a text. The other parts depend on the bank and the method.
    """

    kind: ClassVar[Literal["challenge"]] = "challenge"
    _derived: ClassVar = ("format", "text", "html", "may_lock")

    raw: str = attrs.field(repr=False)
    """The bank's text as received. Do not show it; show ``text`` or ``html``."""
    label: str | None = attrs.field(default=None, converter=attrs.converters.optional(plain))
    """The bank's label for the input field."""
    method: str | None = attrs.field(default=None, converter=attrs.converters.optional(plain))
    """The bank's name of the SCA method in use, if it is known."""
    medium: str | None = attrs.field(default=None, converter=attrs.converters.optional(plain))
    """The bank's name of the device that was chosen."""
    bank: str | None = attrs.field(
        default=None, eq=False, converter=attrs.converters.optional(plain)
    )
    """The bank in the provider's words, if its response names it."""
    image: ChallengeImage | None = None
    """A picture to scan, such as a photoTAN or a QR code."""
    flicker: FlickerCode | None = None
    document: ChallengeDocument | None = None
    optical: bytes | None = attrs.field(default=None, repr=False)
    """An optical code in an unknown format, as received."""
    is_incomplete: bool = False
    """Whether the bank has sent a picture, code or document that cannot be shown."""
    attempts_left: int | None = 3
    """
    How many answers may still be wrong before the flow fails; refused TANs of earlier flows of this
    access count for a day. At 0 nothing is sent until ``client.sca.unlock()``. None if the bank
    asks again and does not say whether the last answer was wrong.
    """
    asked_again: int = 0
    """How often in a row the bank has asked again without saying whether the answer was right."""
    ends: datetime | None = None
    not_before: datetime | None = None
    """When an answer may be sent, if the provider has turned the last request away."""

    @property
    def format(self) -> ChallengeFormat:
        """
        What the challenge shows: the first that is there of a flicker code, a picture, a document
        and a text. A picture is a QR code if the bank calls it so.
        """
        if self.flicker is not None:
            return "flicker"
        if self.image is not None:
            named = (self.method, self.medium, self.label, self.text)
            return "qr" if any(_QR.search(one or "") for one in named) else "photo"
        return "text" if self.document is None else "pdf"

    @property
    def may_lock(self) -> bool:
        """
        Whether a further answer may lock the user out, because the bank has asked again twice and
        the answers may have been wrong: ``flow.answer(tan, confirm_risk=True)``.
        """
        return self.asked_again >= MAY_LOCK_AFTER

    @property
    def text(self) -> str:
        """
        The bank's text for the user, without markup and control characters.
        """
        return from_html(self.raw)

    @property
    def html(self) -> str:
        """
        The bank's text for the user, as HTML with harmless tags only.
        """
        return to_html(self.raw)


@attrs.frozen(kw_only=True)
class Redirect(BaseStep):
    """
    The user's browser must open a page. Call ``flow.handle_return(url)`` when it is back.
    """

    kind: ClassVar[Literal["redirect"]] = "redirect"

    url: str | None = attrs.field(repr=False)
    """
    The page, good for one use. None if another process has handed it out and the records have no
    ``record_key``: with one they hold it, encrypted, until ``ends``.
    """
    page: Literal["bank", "form"]
    """A page of the bank, or a web form of the provider, whose status ``flow.wait()`` polls."""
    text: str | None = None
    bank: str | None = attrs.field(
        default=None, eq=False, converter=attrs.converters.optional(plain)
    )
    """The bank in the provider's words, if its response names it."""
    ends: datetime | None = None
    not_before: datetime | None = None
    """When the next request may be sent, if the provider has turned the last one away."""

    @property
    def command(self) -> str:
        """
        The method of the flow to call next.
        """
        return "wait" if self.page == "form" else "handle_return"


@attrs.frozen(kw_only=True)
class Decoupled(BaseStep):
    """
    The user confirms in an app. ``flow.wait()`` polls as often as the bank allows.
    """

    kind: ClassVar[Literal["decoupled", "working"]] = "decoupled"

    text: str = ""
    """The bank's text for the user, without markup and control characters."""
    needs_confirm: bool = False
    """
    Whether the bank cannot be polled. Call ``flow.confirm()`` as soon as the user says that it is
    done. ``flow.wait()`` tells the bank so too, but only every minute.
    """
    not_before: datetime | None = None
    """When ``flow.wait()`` asks the provider; it must not be polled before."""
    polls_left: int = 0
    ends: datetime | None = None
    bank: str | None = attrs.field(
        default=None, eq=False, converter=attrs.converters.optional(plain)
    )
    """The bank in the provider's words, if its response names it."""
    method: str | None = attrs.field(default=None, converter=attrs.converters.optional(plain))
    """The bank's name of the SCA method in use, if it is known."""
    medium: str | None = attrs.field(default=None, converter=attrs.converters.optional(plain))
    """The bank's name of the device that was chosen."""


@attrs.frozen(kw_only=True)
class Working(Decoupled):
    """
    The provider is busy and the user has nothing to do. Call ``flow.wait()``, as for ``Decoupled``.
    A call that was not sent, or that the provider has turned away as one too many, is sent by it,
    not before ``not_before``.
    """

    kind: ClassVar[Literal["working"]] = "working"


@attrs.frozen(kw_only=True)
class Unsupported(BaseStep):
    """
    The provider asks for something that this version does not know. Show ``text`` to the user, and
    call ``flow.refresh()`` to look again. If the provider offers links, ``flow.follow(relation)``
    calls one of them by hand.
    """

    kind: ClassVar[Literal["unsupported"]] = "unsupported"

    text: str | None = None
    """What the provider says to the user, without markup and control characters."""
    code: str | None = attrs.field(default=None, converter=attrs.converters.optional(plain))
    """The provider's status or code that is not known, in one line of at most 64 characters."""
    relations: tuple[str, ...] = attrs.field(default=(), converter=_plain_texts)
    """The relations that the provider offers; empty for APIs without links."""
    ends: datetime | None = None
    not_before: datetime | None = None
    """When the next request may be sent, if the provider has turned the last one away."""


@attrs.frozen(kw_only=True)
class Finished(BaseStep):
    """
    The flow is finished. ``flow.result`` is the result of the call.
    """

    kind: ClassVar[Literal["finished"]] = "finished"
    _derived: ClassVar = ("advice",)

    verified: bool = True
    """
    False if only the user's browser says so, or the provider still asks for SCA after the user's.
    """
    needs_renewal: bool = False
    """
    Whether the consent is missing or has expired, so that data may be old. Start a flow for its
    renewal.
    """
    means: Literal["done", "submitted"] = attrs.field(default="done", eq=False)
    """``submitted``: the bank has taken an order. It is not paid until the account shows it."""
    text: str | None = attrs.field(
        default=None, repr=False, eq=False, converter=attrs.converters.optional(plain)
    )
    """What the bank or the provider says to the user, without control characters."""

    @property
    def advice(self) -> str:
        """
        What this means, in our words, for the user.
        """
        if self.means == "submitted" and not self.verified:
            return "The browser reports that the order was submitted. Look for it in the account."
        if self.means == "submitted":
            return "The order was submitted to the bank. Whether it was paid, the account shows."
        return "The provider asks for another confirmation." if self.needs_renewal else "Done."


@attrs.frozen(kw_only=True)
class Failed(BaseStep):
    """
    The flow has failed.
    """

    kind: ClassVar[Literal["failed"]] = "failed"

    reason: Reason
    code: str | None = None
    """The provider's code."""
    text: str | None = attrs.field(
        default=None, repr=False, converter=attrs.converters.optional(plain)
    )
    """What the bank or the provider says to the user, without control characters."""
    bank: str | None = attrs.field(
        default=None, eq=False, converter=attrs.converters.optional(plain)
    )
    """The bank in the provider's words, if its response names it."""
    can_restart: bool = False
    """Whether a new flow may succeed."""


@attrs.frozen(kw_only=True)
class Cancelled(BaseStep):
    """
    The flow was cancelled. An order was not carried out, and will not be.
    """

    kind: ClassVar[Literal["cancelled"]] = "cancelled"

    by: Literal["caller", "user", "provider"]
    text: str | None = attrs.field(
        default=None, repr=False, eq=False, converter=attrs.converters.optional(plain)
    )
    """What the bank or the provider says to the user, without control characters."""
    can_restart: bool = True
    """Whether a new flow may succeed."""


@attrs.frozen(kw_only=True)
class Expired(BaseStep):
    """
    A time limit has passed: that of the step, of the polls, of the form, or for learning the
    outcome. An order was not carried out, and will not be.
    """

    kind: ClassVar[Literal["expired"]] = "expired"

    what: Literal["step", "polls", "outcome", "form"]
    text: str | None = attrs.field(
        default=None, repr=False, eq=False, converter=attrs.converters.optional(plain)
    )
    """What the bank or the provider says to the user, without control characters."""
    can_restart: bool = True
    """Whether a new flow may succeed."""


@attrs.frozen(kw_only=True)
class Unknown(BaseStep):
    """
    A request was sent, and what became of it is not known. Call ``flow.reconcile()`` to learn the
    outcome. An order that no one can tell about stays unknown: look for it in the account.
    """

    kind: ClassVar[Literal["unknown"]] = "unknown"

    step: str
    """What was sent, such as ``start`` or ``answer``; ``follow`` with the name of the relation."""
    seen: Literal["open", "answered"] | None = None
    """
    ``answered``: the provider has answered the sending with success, but in a way that does not say
    what became of the order. It can never be sent again.
    ``open``: the provider says that the order has not reached the bank. That proves nothing as
    long as the provider may still process it or the user may still approve it.
    """
    not_before: datetime | None = None
    """
    When ``flow.send_again()`` becomes allowed, if ``reconcile()`` then still sees the order open.
    None if it is not allowed.
    """
    ends: datetime | None = None
    """Until when an operation that is no order is asked for; an order has no limit after a day."""
    code: str | None = attrs.field(default=None, eq=False)
    """The provider's last code."""
    text: str | None = attrs.field(
        default=None, repr=False, eq=False, converter=attrs.converters.optional(plain)
    )
    """What the bank or the provider said last to the user, without control characters."""
    can_ask: bool = True
    """
    Whether ``flow.reconcile()`` can learn the outcome. If not, it sends nothing, and only a person
    can look for the order.
    """
    must_check: bool = False
    """
    Whether ``flow.send_again()`` needs ``i_have_checked_the_account=True``, because the user may
    have approved the order without the provider.
    """
    advice: str = attrs.field(default="", repr=False, eq=False)
    """What to do, and what to look for among the account's transactions."""


Step: TypeAlias = (
    ChooseMethod
    | ChooseMedium
    | PayeeCheck
    | Challenge
    | Redirect
    | Decoupled
    | Working
    | Unsupported
    | Finished
    | Failed
    | Cancelled
    | Expired
    | Unknown
)
"""The type of ``flow.step``."""
