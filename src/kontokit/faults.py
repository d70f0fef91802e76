"""
From the body of an error to what went wrong, in the same words for every API.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .codec import decode
from .errors import PayloadError, Problem
from .kinds import is_list
from .models import wire_field
from .operations import ErrorShape


def read_error(body: bytes, forms: list[Any]) -> Any:
    """
    The body of an error as the first documented type that it fits.

    Args:
        body: The body in UTF-8.
        forms: Types, the one documented for the status first; gateways before the API and
            its token service are known to answer in the words of another status.

    Returns:
        The typed body, or None where it is empty or fits none.
    """
    for form in forms if body.strip() else []:
        try:
            return decode(body, form)
        except PayloadError:
            continue
    return None


def problems_in(error: Any) -> tuple[Problem, ...]:
    """
    What an error body says went wrong.

    Args:
        error: A typed error body, or None.

    Returns:
        One entry for each problem; none where the API documents no such fields.
    """
    shape: ErrorShape | None = getattr(error, "__error_shape__", None)
    if shape is None:
        return ()
    return tuple(_problem(shape, entry) for entry in _entries(shape, error))


def request_id_in(error: Any) -> str | None:
    """
    The request id that an error body tells, or None.
    """
    shape: ErrorShape | None = getattr(error, "__error_shape__", None)
    return _text(error, shape.request_id) if shape else None


def _entries(shape: ErrorShape, error: Any) -> Iterator[Any]:
    if shape.items is None:
        yield error
        return
    entries = wire_field(error, shape.items)
    if is_list(entries):
        yield from entries


def _problem(shape: ErrorShape, entry: Any) -> Problem:
    return Problem(
        code=_text(entry, shape.code),
        type=_text(entry, shape.type),
        message=_text(entry, shape.message),
        field=_text(entry, shape.field),
        challenge=wire_field(entry, shape.challenge) if shape.challenge else None,
    )


def _text(value: Any, wire: str | None) -> str | None:
    found = wire_field(value, wire) if wire else None
    return None if found is None else str(found)
