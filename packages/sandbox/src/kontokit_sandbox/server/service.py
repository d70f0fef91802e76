"""
What a bank in the box is made of: handlers by operation, and what they are given and give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from ..openapi.specification import Operation

__all__ = ["Call", "Handler", "Handlers", "Response", "Service", "Visit"]


@dataclass(frozen=True, kw_only=True)
class Call:
    """
    A request that fits the document.
    """

    operation: Operation
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    headers: Mapping[str, Any]
    """The documented headers, by their names in small letters."""
    body: Any
    caller: Any
    """Who calls, as the service's ``authorise`` has told."""
    origin: str
    """The base URL of the server without a path."""


@dataclass(frozen=True, kw_only=True)
class Response:
    """
    What a handler answers.
    """

    status: int = 200
    body: Any = None
    """A value for JSON, bytes for anything else, or None for nothing."""
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    is_undocumented: bool = False
    """Whether it says on purpose what the document does not know yet."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """
    A request to anything that may be no operation of the document.
    """

    method: str
    path: str
    query: str
    authorization: str | None
    origin: str


class Service(Protocol):
    """
    One bank in the box.
    """

    @property
    def operation_ids(self) -> frozenset[str]:
        """
        The operations that it answers.
        """
        ...

    def reset(self) -> None:
        """
        Forget everything that was changed.
        """
        ...

    def authorise(self, operation: Operation, authorization: str | None) -> Any:
        """
        Tell who calls.

        Args:
            operation: What is asked for.
            authorization: The header of that name, or None.

        Returns:
            The caller, in words of the service.

        Raises:
            Problem: The caller is unknown or may not do this.
        """
        ...

    def handle(self, call: Call) -> Response:
        """
        Do what is asked for.

        Raises:
            Problem: It cannot be done.
        """
        ...

    def visit(self, visit: Visit) -> Response | None:
        """
        Response what is no operation of the document, or None where there is nothing.

        Raises:
            Problem: It is there but cannot be shown.
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
        Make the decorated function the handler of an operation.
        """

        def register(handler: Handler[Bank]) -> Handler[Bank]:
            self._handlers[operation_id] = handler
            return handler

        return register

    def handle(self, bank: Bank, call: Call) -> Response:
        """
        Have the operation's handler answer.
        """
        return self._handlers[call.operation.id](bank, call)

    @property
    def operation_ids(self) -> frozenset[str]:
        """
        The operations that have a handler.
        """
        return frozenset(self._handlers)
