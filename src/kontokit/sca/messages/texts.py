"""
What the messages are. The terminal, the page of kontokit-web and the documentation take them here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias, get_args

import attrs

from ...core.error_help import Notice
from ...operations.sca import PayeeResult
from ..states import Reason
from ..steps import Challenge, Failed

Language: TypeAlias = Literal["de", "en"]
Kind: TypeAlias = Literal[
    "choose_method",
    "choose_medium",
    "payee_check",
    "challenge",
    "redirect",
    "decoupled",
    "working",
    "unsupported",
    "finished",
    "failed",
    "cancelled",
    "expired",
    "unknown",
]
"""The kinds of steps."""
Problem: TypeAlias = Literal[
    "bank_unreachable",
    "changed",
    "credentials_needed",
    "credentials_refused",
    "forbidden",
    "gone",
    "internal",
    "locked",
    "not_accepted",
    "return_refused",
    "tans_used_up",
    "too_early",
]
"""Why a page could not do what the user wanted. The step stays."""


_ELSEWHERE: Final = ("expired", "submitted", "unknown", *get_args(Reason))
"""The notices that are a message of the terminal or the reason of a failure too."""


def _complete(
    names: object, *, but: Sequence[str] = ()
) -> Callable[[object, object, Mapping[Any, str]], None]:
    def check(_: object, __: object, texts: Mapping[Any, str]) -> None:
        if set(texts) != set(get_args(names)) - set(but):
            raise ValueError(f"there must be a text for each of {get_args(names)}")

    return check


@attrs.frozen(kw_only=True)
class PageMessages:
    """
    The messages that only a page in a browser needs; ``{}`` is a placeholder.
    """

    title: str
    loading: str
    offline: str
    send: str
    go_on: str
    cancel: str
    time_left: str
    bank: str
    method: str
    medium: str
    picture: str
    qr_code: str
    document: str
    tan_hint: str
    risk_warning: str
    risk: str
    open_page: str
    open_form: str
    page_hint: str
    form_hint: str
    confirmed: str
    pay: str
    do_not_pay: str
    look_again: str
    ask: str
    checked: str
    send_again: str
    choose_one: str
    fill_in: str
    tick_first: str
    nothing_new: str
    last_said: str
    again_from: str
    submitted: str
    can_restart: str
    unverified: str
    needs_renewal: str
    credentials: str
    neutral: str
    problems: Mapping[Problem, str] = attrs.field(validator=_complete(Problem))


@attrs.frozen(kw_only=True)
class Messages:
    """
    The messages in one language; ``{}`` is a placeholder.
    """

    code: Language
    methods: str
    media: str
    until: str
    nothing_to_type: str
    number: str
    not_a_number: str
    taken: str
    payee_match: str
    payee_close_match: str
    payee_no_match: str
    payee_not_checked: str
    payee_name: str
    payee_prompt: str
    not_the_payee: str
    yes: str
    no: str
    tan: str
    wrong: str
    asked_again: str
    may_lock: str
    once: str
    ends: str
    document: str
    unreadable: str
    no_picture: str
    keys: str
    by_hand: str
    page: str
    page_is_elsewhere: str
    returned: str
    form: str
    not_an_address: str
    refused: str
    not_done: str
    confirm: str
    when_confirmed: str
    not_confirmed: str
    unsupported: str
    offered: str
    look_again: str
    cancel_key: str
    working: str
    waiting: str
    time_left: str
    giving_up: str
    finished: str
    submitted: str
    failed: str
    cancelled: str
    expired: str
    lost: str
    unknown: str
    unknown_asked: str
    unknown_answered: str
    steps: Mapping[Kind, str] = attrs.field(validator=_complete(Kind))
    """A heading for each kind of step."""
    reasons: Mapping[Reason, str] = attrs.field(validator=_complete(Reason))
    notices: Mapping[Notice, str] = attrs.field(validator=_complete(Notice, but=_ELSEWHERE))
    """What to say of an error, where nothing above does; ``notice`` finds both."""
    web: PageMessages

    def notice(self, name: Notice) -> str:
        """
        What to tell a user about an error.
        """
        reasons = {str(reason): text for reason, text in self.reasons.items()}
        ends = {"expired": self.expired, "submitted": self.submitted, "unknown": self.unknown}
        return self.notices.get(name) or {**reasons, **ends}[name]

    def payee(self, result: PayeeResult) -> str:
        """
        What the bank found out about a payee.
        """
        texts: Mapping[PayeeResult, str] = {
            "match": self.payee_match,
            "close_match": self.payee_close_match,
            "no_match": self.payee_no_match,
            "not_checked": self.payee_not_checked,
        }
        return texts[result]

    def failure(self, step: Failed) -> str:
        """
        Why a flow has failed: what the bank says, or else the reason and the bank's code.
        """
        if step.text:
            return step.text
        return self.reasons[step.reason] + (f" ({step.code})" if step.code else "")

    def warning(self, step: Challenge) -> str | None:
        """
        What to say of the last answer before a challenge is shown; None if nothing.
        """
        if step.may_lock:
            return self.may_lock
        if step.attempts_left is None:
            return self.asked_again
        is_first = step.attempts_left == Challenge(raw="").attempts_left
        return None if is_first else self.wrong.format(step.attempts_left)
