"""
A flow about SCA as one immutable value.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final, Literal, TypeAlias

import attrs

from ..steps import Choice, Instant, Reason, State

MAX_ROUNDS: Final = 5
MAX_WRONG: Final = 3
MAX_POLLS: Final = 60
PATIENCE: Final[Mapping[State, timedelta]] = {
    State.METHOD: timedelta(minutes=15),
    State.MEDIUM: timedelta(minutes=15),
    State.CHALLENGE: timedelta(minutes=5),
    State.REDIRECT: timedelta(minutes=15),
    State.DECOUPLED: timedelta(minutes=5),
    State.WORKING: timedelta(minutes=15),
    State.UNKNOWN: timedelta(days=1),
}
"""How long each state is waited in, where the provider does not tell or allows longer."""
LONGEST: Final = timedelta(days=1)
"""The most that a provider can ask for."""
QUIET_TIME: Final = timedelta(minutes=10)
"""
Between the last request that could have moved an order and the look that allows to send it again.
No provider documents how long it goes on after a lost answer; this is our own choice.
"""
PAUSE: Final = timedelta(seconds=5)
"""Before a question that was not answered is asked again."""
AdapterName: TypeAlias = Literal["repeat", "relations", "webform"]
ActionKind: TypeAlias = Literal[
    "start", "method", "medium", "answer", "confirm", "callback", "poll", "look", "cancel"
]
"""What a request does. ``poll`` and ``look`` only ask; they may be repeated."""
QUESTIONS: Final[tuple[ActionKind, ...]] = ("poll", "look")
USER_ACTIONS: Final[frozenset[ActionKind]] = frozenset({"answer", "confirm", "callback", "poll"})
"""What can end one SCA, so that a further question begins the next."""


@attrs.frozen(kw_only=True)
class Shown:
    """
    What a bank shows, as it came.
    """

    text: str = attrs.field(default="", repr=False)
    label: str | None = None
    codes: tuple[str, ...] = attrs.field(default=(), repr=False)
    pictures: tuple[str, ...] = attrs.field(default=(), repr=False)
    mime: str | None = None
    documents: tuple[str, ...] = attrs.field(default=(), repr=False)


@attrs.frozen(kw_only=True)
class Request:
    """
    The call that all this is about. Secrets are not in it, only the places where they go.
    """

    operation: str
    """The operation's name in the specification."""
    arguments: Mapping[str, object] = attrs.field(factory=dict[str, object], repr=False)
    body: object = attrs.field(default=None, repr=False)
    """JSON; each secret is replaced by ``{"$secret": name}``."""
    is_order: bool = False
    """Whether it moves money, so it must not be done twice."""


@attrs.frozen(kw_only=True)
class FlowState:
    """
    One flow and where it stands. It never changes; ``apply_event`` makes the next one.

    Nothing in it is a secret, so it can be written down.
    """

    id: str
    api: str
    base: str
    """The server, so that a record is not carried on with another one."""
    adapter_name: AdapterName
    request: Request
    key: str
    """Names the operation that is carried out once, whatever happens."""
    created: Instant
    updated: Instant
    revision: int = 0
    state: State = State.NEW

    action: ActionKind | None = None
    """What was last sent, or is being sent."""
    before: State | None = None
    """The state before sending."""
    lost: ActionKind | None = None
    """What was sent and not answered, so that its outcome is unknown."""
    attempt: int = 0
    round: int = 1
    """SCAs can follow one another; this is which one it is."""
    answered: bool = False
    """Whether the user has answered something, so that an order may have been carried out."""
    replied: bool = False
    """Whether the user has done something since the last question, so that one more begins
    another SCA."""

    references: tuple[str, ...] = ()
    """What the provider calls the steps, the latest first."""
    links: Mapping[str, str] = attrs.field(factory=dict[str, str], repr=False)
    """Relation → address at the provider; never one for the browser."""
    offer: tuple[Choice, ...] = ()
    method: str | None = None
    medium: str | None = None
    shown: Shown = attrs.field(factory=Shown)
    page: Literal["bank", "form"] | None = None
    field: str | None = None
    """The query parameter that has to come back with the expected state."""
    digest: str | None = attrs.field(default=None, repr=False)
    """The digest of the expected state."""
    sent_along: str | None = attrs.field(default=None, repr=False)
    """The digest of the state in the return address of the first request, where it has one."""
    not_before: Instant | None = None
    polls_left: int = 0
    deadline: Instant | None = None
    wrong_answers: int = 0
    wrong_returns: int = 0
    seen: Literal["open"] | None = None
    open_looks: int = 0
    """How many looks in a row saw the order open."""
    open_seen_at: Instant | None = None
    """The last look that saw it open."""
    moved_at: Instant | None = None
    """The end of the last request that could have moved the order at the bank."""
    approval_offered: bool = False
    """Whether the user was sent to a page or an app, where an order can be approved without us."""

    reason: Reason | None = None
    code: str | None = None
    """The provider's last code."""
    text: str | None = attrs.field(default=None, repr=False)
    can_restart: bool = False
    verified: bool = True
    is_done: bool = False
    """Whether it has succeeded, and only its result was still to be read."""
    ended: str | None = None
    """What ended it: who cancelled, or which time was over."""
    request_id: str | None = None
    result: str | None = None
    """The id of what was made, where the answer tells one."""
