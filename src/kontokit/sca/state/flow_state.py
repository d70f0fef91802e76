"""
The state of a flow as one immutable value.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Final, Literal, TypeAlias

import attrs
import msgspec

from ...operations.sca import PayeeResult
from ..steps import Choice, Contradiction, Instant, Reason, State
from .flow_limits import DEFAULT_LIMITS, FlowLimits

UNKNOWN_PATIENCE: Final = timedelta(days=1)
"""How long an operation of unknown outcome that is no order is asked for."""
LONGEST: Final = timedelta(days=1)
"""The longest deadline that is accepted from a provider."""
QUIET_TIME: Final = timedelta(minutes=30)
"""
From the last request that could have moved an order to the look that allows sending it again, where
an API does not say otherwise. No provider documents how long it works on after a lost response, so
this is our own choice.
"""
LIMIT_PAUSE: Final = timedelta(seconds=30)
"""After a request that was turned away without a time; doubled each time."""
LONGEST_LIMIT_PAUSE: Final = timedelta(minutes=15)
SHORTEST_RETRY_AFTER: Final = timedelta(seconds=1)
LONGEST_RETURN_PAUSE: Final = timedelta(minutes=1)
"""The longest time after which a wrong return is answered."""
PAUSE: Final = timedelta(seconds=5)
"""Before a question is repeated whose response was lost."""
Seconds: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=31_536_000)]
"""Up to a year."""
AdapterName: TypeAlias = Literal["repeat", "relations", "webform"]
ActionKind: TypeAlias = Literal[
    "start",
    "method",
    "medium",
    "payee",
    "answer",
    "confirm",
    "callback",
    "follow",
    "poll",
    "look",
    "bookings",
    "cancel",
]
"""What a request does. The questions ``poll``, ``look`` and ``bookings`` may be repeated."""
QUESTIONS: Final[tuple[ActionKind, ...]] = ("poll", "look", "bookings")
USER_ACTIONS: Final[frozenset[ActionKind]] = frozenset(
    {"answer", "confirm", "callback", "follow", "poll"}
)
"""The actions that can complete one SCA, so that a further challenge begins the next."""


@attrs.frozen(kw_only=True)
class Shown:
    """
    What a bank shows to the user, as received.
    """

    text: str = attrs.field(default="", repr=False)
    label: str | None = None
    codes: tuple[str, ...] = attrs.field(default=(), repr=False)
    pictures: tuple[str, ...] = attrs.field(default=(), repr=False)
    mime: str | None = None
    documents: tuple[str, ...] = attrs.field(default=(), repr=False)
    method: str | None = None
    """The provider's name of the method, if the challenge has it."""


NOTHING_SHOWN: Final = Shown()


@attrs.frozen(kw_only=True)
class Payee:
    """
    What a bank found out about a payee, as received.
    """

    result: PayeeResult
    suggested_name: str | None = attrs.field(default=None, repr=False)
    name: str | None = attrs.field(default=None, repr=False)
    """The name in the order."""

    @property
    def name_to_show(self) -> str | None:
        """
        The name that the user must have seen.
        """
        return self.suggested_name or self.name


@attrs.frozen(kw_only=True)
class Confirmation:
    """
    Who has confirmed which payee, and when.
    """

    payee: Payee
    name_shown: str = attrs.field(repr=False)
    by: str | None = attrs.field(default=None, repr=False)
    at: Instant


@attrs.frozen(kw_only=True)
class Request:
    """
    The call that needs SCA. It holds no secrets, only the slots in which they go.
    """

    operation: str
    """The id of the operation in the specification."""
    arguments: Mapping[str, object] = attrs.field(factory=dict[str, object], repr=False)
    body: object = attrs.field(default=None, repr=False)
    """JSON; each secret is replaced by ``{"$secret": name}``."""
    extra_query: Mapping[str, object] = attrs.field(factory=dict[str, object], repr=False)
    extra_body: Mapping[str, object] = attrs.field(factory=dict[str, object], repr=False)
    extra_headers: Mapping[str, object] = attrs.field(factory=dict[str, object], repr=False)
    """What the caller adds to the call although it is not documented; secrets as above."""
    is_order: bool = False
    """Whether it moves money, so it must not be carried out twice."""


@attrs.frozen(kw_only=True, slots=False)  # copied in a tenth of the time
class FlowState:
    """
    The state of one flow. It never changes; ``apply_event`` returns the next one.

    It holds no secrets, so it can be stored.
    """

    id: str
    api: str
    base: str
    """The server, so that a record is not resumed with another one."""
    adapter_name: AdapterName
    request: Request
    created: Instant
    updated: Instant
    flow_limits: FlowLimits = DEFAULT_LIMITS
    is_copy: bool = False
    """
    Whether the flow was taken from a record that the store did not know, so that another process
    may go on with it too.
    """
    revision: int = 0
    state: State = State.NEW

    action: ActionKind | None = None
    """The last action that was sent, or is being sent."""
    before: State | None = None
    """The state before ``SENDING``."""
    lost: ActionKind | None = None
    """The action whose response was lost, so that its outcome is unknown."""
    attempt: int = 0
    round: int = 1
    """The number of the SCA; a bank may ask for several in a row."""
    answered: bool = False
    """Whether the user has answered a challenge, so that an order may have been carried out."""
    replied: bool = False
    """
    Whether the user has acted since the last challenge, so that a further one begins another
    SCA.
    """

    references: tuple[str, ...] = ()
    """The provider's ids of the step, the latest first."""
    links: Mapping[str, str] = attrs.field(factory=dict[str, str], repr=False)
    """Relation → URL of the provider; never one for the browser."""
    payee: Payee | None = None
    """What the user must decide about in PAYEE_CHECK."""
    confirmations: tuple[Confirmation, ...] = ()
    """The payees that were confirmed, the latest last."""
    relations: tuple[str, ...] = ()
    """What the provider offers in a step that is not known. Not all of it can be followed."""
    followed: str | None = None
    """The relation that was followed by hand last, or is being followed."""
    offer: tuple[Choice, ...] = ()
    method: str | None = None
    medium: str | None = None
    method_name: str | None = None
    medium_name: str | None = None
    """How the bank calls what was chosen."""
    document_round: int = 0
    """The number of the SCA whose document was asked for; once for each."""
    shown: Shown = NOTHING_SHOWN
    page: Literal["bank", "form"] | None = None
    sealed_url: str | None = attrs.field(default=None, repr=False)
    """The page of the state REDIRECT, encrypted; None without a ``record_key``."""
    field: str | None = None
    """The query parameter in which the browser must bring back the expected state."""
    digest: str | None = attrs.field(default=None, repr=False)
    """The digest of the expected state."""
    sent_along: str | None = attrs.field(default=None, repr=False)
    """The digest of the state in the return URL that was sent last, if one was."""
    not_before: Instant | None = None
    looks: int = 0
    """How many looks in a row have changed nothing."""
    look_at: Instant | None = None
    """When waiting looks again, which is later with every look; never before ``not_before``."""
    limits: int = 0
    """
    How many requests in a row were turned away. As long as it is not 0, nothing may be sent before
    ``not_before``, whatever it is.
    """
    polls_left: int = 0
    deadline: Instant | None = None
    wrong_answers: int = 0
    asked_again: int = 0
    """How often in a row the bank has asked again without saying whether the answer was right."""
    refused_tans: int = 0
    """How many TANs of the access were refused in all flows, as far as it was known last."""
    logins: tuple[str, ...] = attrs.field(default=(), repr=False)
    """Keyed digests of the credentials of the call, for the guard against lockouts."""
    wrong_returns: int = 0
    returns_after: Instant | None = None
    """When the next wrong return counts again. The right one may come at any time."""
    returned: str | None = attrs.field(default=None, repr=False)
    """The digest of the query that was carried to the bank last, so that it is not sent again."""
    seen: Literal["open", "answered"] | None = None
    """``answered`` stays: the provider has taken the order, so it is never sent again."""
    open_looks: int = 0
    """How many looks in a row have seen the order open."""
    open_seen_at: Instant | None = None
    """When a look last saw it open."""
    is_asked: bool = False
    """
    Whether the look that saw the order open found a question for the user, so that going on means
    answering it, not sending the order again.
    """
    is_checked: bool = False
    """Whether a person has looked for the order in the account before the request under way."""
    moved_at: Instant | None = None
    """When the last request ended that could have moved the order at the bank."""
    approval_offered: bool = False
    """Whether the user was sent to a page or an app, and can approve an order there without us."""
    is_app_possible: bool = False
    """
    Whether an app may have asked the user without our learning of it, since the response to the
    call or to a choice was lost.
    """
    approvable_until: Instant | None = None
    """
    Until when the user may answer or approve the latest request, as far as anyone knows; a day
    where the provider does not say.
    """
    quiet_seconds: Seconds = int(QUIET_TIME.total_seconds())
    """From the last request that could have moved the order to the look that counts."""
    account: str | None = None
    amount: str | None = None
    """The order's account and amount, if its bookings can be read."""
    bookings_read_at: Instant | None = None
    has_booking: bool = False
    """Whether a booking could be the order."""
    handed_over: bool = False
    """
    Whether the provider may have given the order to the bank without a further word from us: it is
    working on it, or the response to the call, or to a choice, was lost.
    """
    contradictions: tuple[Contradiction, ...] = ()
    """What the provider said against what it had said before."""

    reason: Reason | None = None
    code: str | None = None
    """The provider's last code."""
    text: str | None = attrs.field(default=None, repr=False)
    """What the last response said to the user beside the challenge."""
    bank: str | None = None
    """The bank in the provider's words."""
    can_restart: bool = False
    verified: bool = True
    needs_renewal: bool = False
    is_done: bool = False
    """Whether the operation has succeeded and only its result is still to be read."""
    ended: str | None = None
    """What ended the flow: who cancelled it, or which time limit passed."""
    request_id: str | None = None
    result: str | None = None
    """The id of the new resource, if the response has one."""

    @property
    def awaits_form(self) -> bool:
        """
        Whether the user fills in a web form, whose status only the provider knows.
        """
        return self.expects_browser and self.page == "form"

    @property
    def expects_browser(self) -> bool:
        """
        Whether the user's browser was sent to a page and may come back.
        """
        # A look that finds something unknown does not close the page that the user is on.
        is_open = self.state is State.UNSUPPORTED and self.page is not None
        return is_open or self.state is State.REDIRECT
