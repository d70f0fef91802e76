"""
Reads what an error body says: as its documented type, or else each part that is legible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
from msgspec import structs

from ..core.deviation import Deviation
from ..core.exceptions import PayloadError, Problem
from ..core.typeguards import is_list
from ..core.values import replace
from ..operations import ErrorShape
from .json_decoder import decode, read_json
from .model import wire_field
from .reading import Reading

if TYPE_CHECKING:
    from ..operations.error_codes import CodeHelp

Explain: TypeAlias = "Callable[[str | None], CodeHelp | None]"
"""Says what a code means; None if it is not known."""


def unexplained(code: str | None) -> None:
    """
    Explain no code.
    """


class ErrorBody(msgspec.Struct, frozen=True):
    """
    What an error body says.
    """

    parsed: Any = None
    """The body as a documented type, or None if it fits none."""
    problems: tuple[Problem, ...] = ()
    """One entry for each problem; none where the API documents no such fields."""
    request_id: str | None = None
    deviations: tuple[Deviation, ...] = ()


def read_error(body: bytes, forms: list[Any], explain: Explain = unexplained) -> ErrorBody:
    """
    What an error body says.

    A part that does not fit, such as an odd date, costs no other part: code and message are then
    read on their own.

    Args:
        body: The body in UTF-8.
        forms: Types, the one documented for the status first. Gateways in front of an API send
            the body of another status.
        explain: What the codes of the API mean.
    """
    found = _best_reading(body, forms) if body.strip() else None
    if found is None:
        return _legible_parts(body, forms, explain)
    form, reading = found
    shape: ErrorShape | None = getattr(form, "__error_shape__", None)
    parsed = reading.value
    said = ErrorBody(parsed) if shape is None else _contents(shape, parsed, parsed, explain)
    return structs.replace(said, deviations=reading.deviations)


def _best_reading(body: bytes, forms: list[Any]) -> tuple[Any, Reading] | None:
    """
    The first form that fits, or else the first one that fits in part.
    """
    partial = None
    for form in forms:
        with suppress(PayloadError):
            reading = read_json(body, form)
            if not reading.deviations:
                return form, reading
            partial = partial or (form, reading)
    return partial


def _legible_parts(body: bytes, forms: list[Any], explain: Explain) -> ErrorBody:
    try:
        tree: Any = decode(body, Any)
    except PayloadError:
        return ErrorBody()
    for form in forms:
        shape: ErrorShape | None = getattr(form, "__error_shape__", None)
        if shape is None:
            continue
        found = _contents(shape, tree, None, explain)
        # The challenge is no model here. Who needs it reads it from the body.
        problems = (replace(one, challenge=None) for one in found.problems)
        legible = tuple(one for one in problems if one.code or one.message)
        if legible:
            return structs.replace(found, problems=legible)
    return ErrorBody()


def _contents(shape: ErrorShape, error: Any, parsed: Any, explain: Explain) -> ErrorBody:
    problems = tuple(_problem(shape, entry, explain) for entry in _entries(shape, error))
    return ErrorBody(parsed, problems, _text(error, shape.request_id))


def _entries(shape: ErrorShape, error: Any) -> Iterator[Any]:
    if shape.items is None:
        yield error
        return
    entries = wire_field(error, shape.items)
    if is_list(entries):
        yield from entries


def _problem(shape: ErrorShape, entry: Any, explain: Explain) -> Problem:
    code = _text(entry, shape.code)
    return Problem(
        code=code,
        known=explain(code),
        type=_text(entry, shape.type),
        message=_text(entry, shape.message),
        field=_text(entry, shape.field),
        challenge=wire_field(entry, shape.challenge) if shape.challenge else None,
    )


def _text(value: Any, wire: str | None) -> str | None:
    found = wire_field(value, wire) if wire else None
    return str(found) if isinstance(found, str | int) else None
