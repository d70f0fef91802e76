"""
What a provider of the sandbox consists of: handlers, and the calls and responses they exchange.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from ..openapi.errors import Problem
from ..openapi.specification import Operation

__all__ = ["Call", "Handler", "Handlers", "Response", "Service", "Visit"]


@dataclass(frozen=True, kw_only=True)
class Call:
    """
    A validated request.
    """

    operation: Operation
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    headers: Mapping[str, Any]
    """The documented headers, by name in lower case."""
    body: Any
    caller: Any
    """The result of the service's ``authorise``."""
    base: str
    """The URL of the API as the caller sees it, without the path of the specification."""
    page_base: str
    """The URL below which the pages of banks and web forms are, for the user's browser."""


@dataclass(frozen=True, kw_only=True)
class Response:
    """
    The response of a handler.
    """

    status: int = 200
    body: Any = None
    """A value to encode as JSON, bytes for other media types, or None for no body."""
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    is_undocumented: bool = False
    """Whether it differs from the specification on purpose."""
    seconds: float = 0.0
    """How many real seconds the bank needs for it."""
    is_lost: bool = False
    """Whether the connection breaks before it arrives."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """
    A request that may be for a page rather than an operation.
    """

    method: str
    path: str
    query: str
    authorization: str | None
    base: str
    """The URL of the API as the caller sees it, without the path of the specification."""
    page_base: str
    """The base URL of the pages that a browser opens."""
    body: bytes


class Service(Protocol):
    """
    One provider of the sandbox.
    """

    @property
    def operation_ids(self) -> frozenset[str]:
        """
        The operations it has handlers for.
        """
        ...

    def reset(self) -> None:
        """
        Restore the initial state.
        """
        ...

    def authorise(self, operation: Operation, authorization: str | None) -> Any:
        """
        Identify the caller.

        Args:
            authorization: The ``Authorization`` header, if there is one.

        Returns:
            The caller, as the handlers expect it.

        Raises:
            Problem: The caller is unknown or may not do this.
        """
        ...

    def handle(self, call: Call) -> Response:
        """
        Handle a call.

        Raises:
            Problem: The call is refused.
        """
        ...

    def error(self, status: int, endpoint: str) -> Problem:
        """
        Make an error in the provider's own format.

        Args:
            endpoint: The method and the path of the request.
        """
        ...

    def people(self, authorization: str | None) -> frozenset[str]:
        """
        The names of the person whose token a request has: at the API and at their banks.
        """
        ...

    def suffer(self, kind: str, authorization: str | None, body: bytes) -> None:
        """
        Let a fault of a bank or of the sign-in happen to the state, before a request is handled.

        Args:
            kind: A kind of the groups ``bank`` and ``sign-in``.
            body: The body of the request.
        """
        ...

    def recover(self) -> None:
        """
        End the fault of a request that was handled.
        """
        ...

    def visit(self, visit: Visit) -> Response | None:
        """
        Serve a page that is not an operation. Returns None if there is no such page.

        Raises:
            Problem: The page exists, but cannot be shown.
        """
        ...


Bank = TypeVar("Bank")
Handler = Callable[[Bank, Call], Response]


class Handlers(Generic[Bank]):
    """
    The handlers of a service by the id of their operation.
    """

    def __init__(self, *parts: Handlers[Bank]) -> None:
        self._handlers: dict[str, Handler[Bank]] = {}
        for part in parts:
            self._handlers.update(part._handlers)

    def operation(self, operation_id: str) -> Callable[[Handler[Bank]], Handler[Bank]]:
        """
        Register the decorated function as the handler of an operation.
        """

        def register(handler: Handler[Bank]) -> Handler[Bank]:
            self._handlers[operation_id] = handler
            return handler

        return register

    def handle(self, bank: Bank, call: Call) -> Response:
        """
        Call the handler of the operation.
        """
        return self._handlers[call.operation.id](bank, call)

    @property
    def operation_ids(self) -> frozenset[str]:
        """
        The operations that have a handler.
        """
        return frozenset(self._handlers)
