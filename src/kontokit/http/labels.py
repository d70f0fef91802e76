"""
What is said of requests and responses in logs and to middleware: names and numbers, never a value
of the caller, the bank or the user.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from ..core.http_response import HttpResponse


class CallInfo(msgspec.Struct, frozen=True, kw_only=True, eq=False, weakref=True):
    """
    What a call is about. A request for a token is a call of its own.

    The same object is passed to every method, so it can be the key of a dict.
    """

    operation: str
    """The operation's name in the specification."""
    method: str
    route: str | None
    """The path template, such as ``/users/{id}``; None for a path without one."""
    server_address: str
    server_port: int
    correlation_id: str
    """Unique for each call and the same in all its attempts, unless the caller sets it."""
    reaches_bank: bool
    """Whether the provider contacts a bank for it."""
    asks_for_token: bool = False
    """Whether it is a request for a token."""


class AttemptInfo(msgspec.Struct, frozen=True, kw_only=True, weakref=True):
    """
    One request of a call.
    """

    call: CallInfo
    attempt: int
    """1 for the first."""
    header_names: tuple[str, ...]
    """The names of the request's headers, never their values."""


class CallOutcome(msgspec.Struct, frozen=True, kw_only=True, weakref=True):
    """
    What came of a call or of one attempt.
    """

    status: int | None
    """The status of the response; None if none arrived."""
    error: str | None
    """The class of the error, such as ``ConnectError``; None for a response or a success."""
    code: str | None
    """The provider's code for what went wrong."""
    request_id: str | None
    """The provider's id of the request."""
    seconds: float
    attempts: int
    """The number of this attempt, or of all attempts of the call."""


class ResponseFacts(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is said of a response besides its status.
    """

    code: str | None = None
    """The provider's code for what went wrong."""
    request_id: str | None = None
    """The provider's id of the request."""


NO_FACTS: Final = ResponseFacts()


def _no_facts(response: HttpResponse) -> ResponseFacts:
    return NO_FACTS


class RequestLabels(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is said of a request besides what it says itself. It is never sent.
    """

    route: str | None = None
    """The path template."""
    correlation_id: str | None = None
    """The id of the call, also where the API has no header for it."""
    reaches_bank: bool = False
    asks_for_token: bool = False
    read: Callable[[HttpResponse], ResponseFacts] = _no_facts
    """Reads the facts of a response; called only if someone wants to know them."""
    call: CallInfo | None = None
    """The call that the request belongs to, if middleware knows of it already."""


NO_LABELS: Final = RequestLabels()
