"""
What an error means for a program that reads without the user.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from importlib.metadata import entry_points
from typing import Final

from kontokit import (
    AuthenticationError,
    BudgetExhaustedError,
    ConnectError,
    ConsentExpiredError,
    CredentialsRefusedError,
    KontokitError,
    RateLimitError,
    ReauthenticationRequiredError,
    ScaRequiredError,
    ServerError,
    ServiceUnavailableError,
    StatusError,
    StoreError,
    TokenSourceError,
    TransportError,
    TransportTimeoutError,
    WebFormRequiredError,
)
from kontokit.operations import ProblemRule, Unattended, VerdictRule

from .errors import NotReadyError, RateWaitError
from .outcome import Gone, Later, NeedsUser, Unknown, Verdict

_SOON: Final = timedelta(seconds=30)
_MINUTE: Final = timedelta(minutes=1)
_OUTAGE: Final = timedelta(minutes=5)
_NOTHING: Final = Unattended()


def unattended(api: str | object) -> Unattended:
    """
    What the package of an API says for programs that read without the user.

    Args:
        api: The name of its entry point, such as ``my_bank``; or a client or model of its package.

    Returns:
        A value that says nothing, if no such package is installed or it says nothing.
    """
    return _of_entry_point(api) if isinstance(api, str) else _of_client(api)


def _of_entry_point(name: str) -> Unattended:
    for one in entry_points(group="kontokit.unattended", name=name):
        found: Unattended = one.load()
        return found
    return _NOTHING


def _of_client(client: object) -> Unattended:
    for kind in type(client).__mro__:
        package = kind.__module__.partition(".")[0]
        if package in ("kontokit", "builtins"):
            continue
        try:
            found: Unattended = import_module(f"{package}.unattended").UNATTENDED
        except ModuleNotFoundError as error:
            # A class of the caller's own may stand before that of the package.
            if error.name not in (package, f"{package}.unattended"):
                raise
        else:
            return found
    return _NOTHING


def verdict(error: KontokitError, *, now: datetime, api: str | Unattended = _NOTHING) -> Verdict:
    """
    Say what an error means: later, the user is needed, gone, or unknown.

    Args:
        error: What a call has raised.
        now: The current time, timezone-aware.
        api: The API whose rules count before those for all: its name, or what its package says.
    """
    if isinstance(error, StatusError):
        rules = unattended(api) if isinstance(api, str) else api
        for rule in rules.verdicts:
            if rule.fits(error.status_code, error.code, error.operation):
                return _by_rule(rule, error, now)
        return _by_status(error, now)
    return _by_class(error, now)


def problem(
    resource: object, api: Unattended, *, now: datetime, reached_bank: bool = True
) -> Verdict | None:
    """
    Say what it means that the download of a resource has failed.

    Args:
        resource: The provider's model of the connection.
        api: What the package of the API says.
        now: The current time, timezone-aware.
        reached_bank: Whether the bank was asked for it just now.

    Returns:
        None if the API says nothing of it.
    """
    rule = api.problem_of(resource)
    if rule is None:
        return None
    return _said(rule, _later_at(rule, now), reached_bank=reached_bank)


def _by_rule(rule: VerdictRule, error: StatusError, now: datetime) -> Verdict:
    moment = error.not_before or _later_at(rule, now)
    return _said(rule, moment, reached_bank=rule.reached_bank)


def _later_at(rule: VerdictRule | ProblemRule, now: datetime) -> datetime:
    return now + (_MINUTE if rule.after is None else timedelta(seconds=rule.after))


def _said(rule: VerdictRule | ProblemRule, not_before: datetime, *, reached_bank: bool) -> Verdict:
    if rule.verdict == "later":
        return Later(not_before, rule.reason, reached_bank=reached_bank)
    if rule.verdict == "needs_user":
        return NeedsUser(rule.reason, reached_bank)
    if rule.verdict == "gone":
        return Gone(rule.reason, reached_bank)
    return Unknown(rule.reason, reached_bank)


def _by_status(error: StatusError, now: datetime) -> Verdict:
    if isinstance(error, ScaRequiredError):
        return NeedsUser("sca")
    if isinstance(error, WebFormRequiredError):
        return NeedsUser("web_form")
    if isinstance(error, AuthenticationError):
        # The token of the client is refused, which is no fault of the unit.
        moment = error.not_before or now + _OUTAGE
        return Later(moment, "authentication", is_technical=True, reached_bank=False)
    if isinstance(error, RateLimitError):
        # A limit of the provider, which asked no bank.
        return Later(error.not_before or now + _MINUTE, "rate_limit", reached_bank=False)
    if isinstance(error, ServiceUnavailableError):
        moment = error.not_before or now + _OUTAGE
        return Later(moment, "unavailable", is_technical=True, reached_bank=False)
    if isinstance(error, ServerError):
        return Later(error.not_before or now + _OUTAGE, "server_error", is_technical=True)
    return Unknown(type(error).__name__)


def _by_class(error: KontokitError, now: datetime) -> Verdict:
    for kinds, judge in _BY_CLASS:
        if isinstance(error, kinds):
            return judge(error, now)
    return Unknown(type(error).__name__)


def _when(error: KontokitError) -> datetime:
    found: datetime = getattr(error, "not_before")  # noqa: B009  # two classes have it
    return found


_Kinds = type[KontokitError] | tuple[type[KontokitError], ...]
_BY_CLASS: Final[tuple[tuple[_Kinds, Callable[[KontokitError, datetime], Verdict]], ...]] = (
    (BudgetExhaustedError, lambda e, _: Later(_when(e), "budget", reached_bank=False)),
    (RateWaitError, lambda e, _: Later(_when(e), "rate_limit", reached_bank=False)),
    (ConsentExpiredError, lambda _e, _now: NeedsUser("consent", reached_bank=False)),
    (CredentialsRefusedError, lambda _e, _now: NeedsUser("credentials", reached_bank=False)),
    (ReauthenticationRequiredError, lambda _e, _now: NeedsUser("sign_in", reached_bank=False)),
    (NotReadyError, lambda _, now: Later(now + _OUTAGE, "not_ready")),
    (StoreError, lambda _, now: Later(now + _SOON, "store", reached_bank=False)),
    (TokenSourceError, lambda _, now: Later(now + _MINUTE, "token_source", reached_bank=False)),
    (
        ConnectError,
        lambda _, now: Later(now + _MINUTE, "connect", is_technical=True, reached_bank=False),
    ),
    (
        TransportTimeoutError,
        lambda e, now: Later(now + _MINUTE, "timeout", reached_bank=not e.is_retry_safe),
    ),
    (
        TransportError,
        lambda e, now: Later(now + _MINUTE, "connection", reached_bank=not e.is_retry_safe),
    ),
)
"""Class of error → what it means; the first one counts."""
