"""
Shared by all handlers of Web Form: the calling user, lists and checks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Protocol, TypeAlias, TypeVar

from ...server.clock import BERLIN
from ...server.service import Call, Handlers, Response
from ..state.world import Token, User, World
from .errors import InvalidField, Refusal

__all__ = ["HandlerGroup", "calling_user", "check_day", "check_profile", "listed", "today"]

HandlerGroup: TypeAlias = Handlers[World]


class _Created(Protocol):
    @property
    def created(self) -> datetime: ...


Entry = TypeVar("Entry", bound=_Created)


def calling_user(world: World, call: Call) -> User:
    """
    Find the user whose token was sent.
    """
    token: Token = call.caller
    return world.users[(token.user_id or "").lower()]


def listed(call: Call, entries: Sequence[Entry], write: Callable[[Entry], Any]) -> Response:
    """
    Return one page of a list, sorted by creation time as requested; oldest first by default.

    Raises:
        InvalidField: The order is unknown.
    """
    ordered = sorted(entries, key=lambda one: one.created, reverse=_is_descending(call))
    page, size = call.query.get("page", 1), call.query.get("perPage", 20)
    start = (page - 1) * size
    paging = {
        "page": page,
        "perPage": size,
        "pageCount": -(-len(ordered) // size),
        "totalCount": len(ordered),
    }
    items = [write(one) for one in ordered[start : start + size]]
    return Response(body={"items": items, "paging": paging})


def check_profile(world: World, profile_id: str | None) -> None:
    """
    Check that a profile exists.

    Raises:
        Refusal: It does not.
    """
    if profile_id is not None and profile_id not in world.profiles:
        raise Refusal("NOT_FOUND", f"there is no profile {profile_id}")


def today(world: World) -> date:
    """
    Return today's date in Berlin.
    """
    return world.clock.now().astimezone(BERLIN).date()


def check_day(world: World, field: str, text: str | None) -> None:
    """
    Check that a day is not in the past.

    Raises:
        InvalidField: It is.
    """
    if text is not None and date.fromisoformat(text) < today(world):
        raise InvalidField((field, "must not lie in the past"))


def _is_descending(call: Call) -> bool:
    name, _, direction = call.query.get("order", "createdAt").partition(",")
    if name != "createdAt" or direction.lower() not in ("", "asc", "desc"):
        raise InvalidField(("order", "must be createdAt, optionally with ,asc or ,desc"))
    return bool(direction.lower() == "desc")
