"""
What a program that reads without the user knows of an API: what its errors mean, and how the bank
is asked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, TypeAlias

from msgspec import Struct, field

from ..core.exceptions import ArgumentError
from ..core.typeguards import is_list

VerdictWord: TypeAlias = Literal["later", "needs_user", "gone", "unknown"]
SIGN_IN_REQUEST: Final = "token request"
"""The operation of a token's error where the API's document has none for tokens."""


class VerdictRule(Struct, frozen=True, kw_only=True):
    """
    What an error of an API means for a program that reads without the user.
    """

    status: int
    verdict: VerdictWord
    reason: str
    """One word for counts, such as ``busy``."""
    code: str | None = None
    """The provider's code; None for any."""
    operations: tuple[str, ...] = ()
    """The provider's ids of the operations; empty for all."""
    after: float | None = None
    """Seconds until the next attempt, for ``later``; None for the caller's own choice."""
    reached_bank: bool = True
    """Whether the bank may have been asked. If not, the read does not count."""

    def fits(self, status: int, code: str | None, operation: str) -> bool:
        """
        Check whether an error is meant.

        Args:
            code: The provider's code of it, or None.
            operation: The provider's id of the operation that raised it.
        """
        return (
            status == self.status
            and self.code in (None, code)
            and (not self.operations or operation in self.operations)
        )


class StatusField(Struct, frozen=True, kw_only=True):
    """
    Where a resource says that something is still going on.
    """

    field: str
    """The attribute of its model."""
    running: tuple[str, ...] = ()
    """The values that mean that it is, if any other one means that it is over."""
    done: tuple[str, ...] = ()
    """The values that mean that it is over, if any other one means that it goes on."""

    def is_running(self, resource: object) -> bool:
        """
        Check whether something is still going on.
        """
        value = str(getattr(resource, self.field, None))
        return value in self.running if self.running else value not in self.done


class ProblemRule(Struct, frozen=True, kw_only=True):
    """
    What a resource says of a download that has failed, and what that means for a program that reads
    without the user.
    """

    at: tuple[str, ...]
    """Attributes on the way to the value. Of a list on the way, all entries count."""
    value: str
    verdict: VerdictWord
    reason: str
    """One word for counts, such as ``credentials``."""
    after: float | None = None
    """Seconds until the next attempt, for ``later``; None for the caller's own choice."""

    def fits(self, resource: object) -> bool:
        """
        Check whether a resource has the value there.
        """
        return self.value in map(str, _values_at(resource, self.at))


class Update(Struct, frozen=True, kw_only=True):
    """
    The method that has the bank of a connection asked, and the one that reads the connection.
    """

    group: str
    """The client's attribute, such as ``accounts``."""
    start: str
    """The name of the method of the group that has the bank asked."""
    start_argument: str
    """Its argument that takes the id of the connection."""
    get: str
    """The name of the method of the group that reads the connection and asks no bank."""
    get_argument: str
    is_number: bool = False
    """Whether the id is a number."""
    arguments: Mapping[str, object] = field(default_factory=dict[str, object])
    """The other arguments of ``start``."""
    taken: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """
    Arguments of ``start`` that the connection itself holds: argument → attributes on the way there.
    Of a list on the way, the first entry counts.
    """

    def start_call(self, client: Any, connection: str, resource: object) -> Any:
        """
        Have the bank asked; an async client returns an awaitable.

        Args:
            connection: The id of the connection.
            resource: The connection, as ``get_call`` gave it.

        Raises:
            ArgumentError: It is no number, where the API has numbers.
        """
        taken = {name: _value_at(resource, path) for name, path in self.taken.items()}
        named = {self.start_argument: self._id(connection), **self.arguments, **taken}
        return getattr(getattr(client, self.group), self.start)(**named)

    def get_call(self, client: Any, connection: str) -> Any:
        """
        Read the connection; an async client returns an awaitable.

        Args:
            connection: The id of the connection.
        """
        named = {self.get_argument: self._id(connection)}
        return getattr(getattr(client, self.group), self.get)(**named)

    def _id(self, connection: str) -> str | int:
        if self.is_number and not connection.isdecimal():
            raise ArgumentError(
                "the ids of this API are numbers, and this is none", place="connection"
            )
        return int(connection) if self.is_number else connection


def _values_at(found: Any, path: tuple[str, ...]) -> list[Any]:
    values: list[Any] = [found]
    for name in path:
        inner = [getattr(one, name, None) for one in values]
        values = [one for some in inner for one in (some if is_list(some) else [some])]
    return values


def _value_at(found: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        if is_list(found):
            found = next(iter(found), None)
        found = getattr(found, name, None)
    return found


class Unattended(Struct, frozen=True, kw_only=True):
    """
    What a program that reads without the user knows of an API.
    """

    verdicts: tuple[VerdictRule, ...] = ()
    """The first rule that fits an error counts."""
    statuses: Mapping[str, StatusField] = field(default_factory=dict[str, StatusField])
    """Name of a model → where it says that something is still going on."""
    problems: tuple[ProblemRule, ...] = ()
    """What is said of failed downloads. The first rule that fits a resource counts."""
    update: Update | None = None
    """None where the API cannot have a bank asked for one connection."""

    def is_ready(self, resource: object) -> bool | None:
        """
        Check whether a resource says that nothing is going on any more.

        Returns:
            None if it does not say.
        """
        known = self.statuses.get(type(resource).__name__)
        return None if known is None else not known.is_running(resource)

    def problem_of(self, resource: object) -> ProblemRule | None:
        """
        Find what a resource says of its download that has failed; None if nothing is known.
        """
        return next((one for one in self.problems if one.fits(resource)), None)
