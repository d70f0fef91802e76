"""
JSON decoder: exact with numbers, tolerant of new fields and values, and of fields that do not fit
if they are not essential.
"""

from __future__ import annotations

import re
from typing import Any, Final, cast

import msgspec

from ..core.exceptions import PayloadError
from ..core.limits import DEFAULT_LIMITS, Limits
from .json_limits import LongNumberError, check_depth, check_digits, is_deeper
from .long_decimals import refuse_long_decimals
from .mismatches import Mismatch
from .path_error import PathError
from .reading import NOWHERE, Place, Reading
from .row_forms import unwrapped
from .typed_reader import reader_of

_BOM: Final = b"\xef\xbb\xbf"
_PATH: Final = re.compile(r"(?P<text>.*?)(?: - at `(?P<key>key in )?(?P<path>\$.*)`)?", re.DOTALL)
_QUOTED: Final = re.compile(r"'.*'", re.DOTALL)


def decode(body: bytes, form: Any, limits: Limits = DEFAULT_LIMITS) -> Any:
    """
    Decode a JSON text as a value of a type.

    Unknown fields are ignored and unknown values of open enums are kept. A number becomes a
    ``Decimal`` with exactly the digits of the text; a text with a number in it is accepted
    where a ``Decimal`` is expected. In plain JSON (``Any``) numbers with a point are
    ``Decimal`` as well. If a key stands twice in an object, the last one counts. A field that is
    not essential and does not fit is None.

    Args:
        body: The JSON text in UTF-8, with or without a byte order mark.
        form: A model, or any type made of models, lists, dicts and scalars.
        limits: How deep the text may be nested, and how many digits a number may have.

    Returns:
        The value.

    Raises:
        PayloadError: The text is not JSON, or not of this type; ``path`` names the place.
    """
    return read_json(body, form, limits=limits).value


def read_json(
    body: bytes, form: Any, place: Place = NOWHERE, limits: Limits = DEFAULT_LIMITS
) -> Reading:
    """
    As ``decode``, with what differs from the document and the rows that cannot be read.

    Args:
        place: Where the value is in the text, and the rows in the value.

    Raises:
        PayloadError: The text is not JSON, or not of this type; ``path`` names the place. If that
            is outside of the rows of a list, the rows are in ``rows`` nevertheless.
    """
    text = body.removeprefix(_BOM)
    form = Any if form is object else form
    try:
        return _read(text, form, place, limits)
    except (msgspec.MsgspecError, ValueError, RecursionError, PathError, Mismatch) as error:
        failure = _described(error)
    raise failure  # outside of the handler: an error of msgspec may quote the value


def decode_tree(body: bytes, limits: Limits = DEFAULT_LIMITS) -> Any:
    """
    A JSON text as dicts, lists and scalars, whatever it holds.

    Args:
        body: The JSON text in UTF-8, with or without a byte order mark.
        limits: As for ``decode``. What is beyond them is its text.

    Raises:
        PayloadError: The text is not JSON, or nested so deeply that nothing reads it.
    """
    from .stand_ins import shown_tree

    text = body.removeprefix(_BOM)
    try:
        return shown_tree(text, limits.digits, limits.depth)
    except (msgspec.MsgspecError, ValueError, RecursionError, PathError) as error:
        failure = _described(error)
    raise failure


def _read(text: bytes, form: Any, place: Place, limits: Limits) -> Reading:
    digits, reader = limits.digits, reader_of(form, limits.digits)
    # Unknown fields are skipped, however deep they are.
    may_be_deep = reader.depth + (place.envelope is not None) > limits.depth
    is_deep = may_be_deep and is_deeper(text, limits.depth)
    if is_deep and place.rows is None:
        check_depth(text, limits.depth)
    try:
        has_long_numbers = check_digits(text, digits)
    except LongNumberError:
        return _read_leniently(text, form, place, limits, has_long_numbers=True)
    if not is_deep:
        try:
            inner = text if place.envelope is None else unwrapped(text, place.envelope)[0]
            value = reader.read(inner)
            if has_long_numbers:
                refuse_long_decimals(value, digits)
            return Reading(value)
        except (msgspec.DecodeError, PathError):
            pass
    return _read_leniently(text, form, place, limits, has_long_numbers=has_long_numbers)


def _read_leniently(
    text: bytes, form: Any, place: Place, limits: Limits, *, has_long_numbers: bool
) -> Reading:
    from .lenient_decoder import read_leniently  # for what differs from the document

    return read_leniently(text, form, place, limits, has_long_numbers=has_long_numbers)


def _described(error: Exception) -> PayloadError:
    if isinstance(error, Mismatch):
        return _of_mismatch(error)
    if isinstance(error, PathError):
        return PayloadError(error.message, path=error.path)
    if isinstance(error, RecursionError):
        return PayloadError("The JSON text is nested too deeply", path="$")
    if isinstance(error, UnicodeDecodeError):
        return PayloadError("The JSON text is not valid UTF-8", path="$")
    match = cast("re.Match[str]", _PATH.fullmatch(str(error)))
    # The message of msgspec quotes the value, which may be private.
    text = _QUOTED.sub("'***'", match["text"])
    return PayloadError(text, path=match["path"] or "$")


def _of_mismatch(mismatch: Mismatch) -> PayloadError:
    from .lenient_decoder import PageMismatch

    failure = PayloadError(mismatch.message, path=mismatch.deviation.path)
    if isinstance(mismatch, PageMismatch):
        failure.rows = tuple(row for _, row in mismatch.rows.good)
        failure.unreadable = tuple(mismatch.rows.unreadable)
    return failure
