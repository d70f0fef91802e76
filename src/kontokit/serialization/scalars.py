"""
Scalar values: checks each one and writes it exactly as it is sent.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final
from uuid import UUID

import msgspec

from ..core.limits import MAX_DIGITS
from ..core.secret import Secret
from ..core.typed_text import text_of
from ..core.typeguards import type_name
from .berlin_time import format_berlin, format_instant, parse_berlin
from .field_encryption import encrypt_field, stays_hidden
from .path_error import PathError

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/[^\s\x00-\x1f\x7f\"<>\\^`{|}]+")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/")
_QUOTES: Final = frozenset("\"'<>`\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019")
LEAST: Final = -(2**63)
MOST: Final = 2**63 - 1
_NUMERAL: Final = re.compile(r"-?[0-9]{1,64}(\.[0-9]{1,64})?")


def null_wire(value: Any) -> None:
    """
    Nothing but ``None``.
    """
    if value is not None:
        raise PathError(f"expected None, got {type_name(value)}")


def text_wire(value: Any) -> str:
    """
    A text, an id or the text of an enum.
    """
    if type(value) is str:
        return value
    if isinstance(value, Enum) and isinstance(value.value, str):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if not isinstance(value, str):
        raise PathError(f"expected str, got {type_name(value)}")
    return text_of(value)


def address_wire(value: Any) -> str:
    """
    An absolute address, such as that of a callback. Blanks around it are removed.
    """
    text = text_wire(value).strip()
    trouble = address_trouble(text) if text else None
    if trouble is None and text and not _ADDRESS.fullmatch(text):
        trouble = "it holds characters that no address has"
    if trouble is not None:
        raise PathError(trouble)
    return text


def address_trouble(text: str) -> str | None:
    """
    What is wrong with an address that was pasted, as a hint that does not repeat it.

    Args:
        text: The address, without blanks around it.
    """
    if text[:1] in _QUOTES or text[-1:] in _QUOTES:
        return "it stands in quotes; pass the address alone"
    if any(one.isspace() for one in text):
        return "there is a blank or a line end inside"
    if not _SCHEME.match(text):
        return "it has no scheme; begin it with https://"
    return None


def boolean_wire(value: Any) -> bool:
    """
    True or false.
    """
    if not isinstance(value, bool):
        raise PathError(f"expected bool, got {type_name(value)}")
    return value


def integer_wire(value: Any) -> Any:
    """
    A whole number; beyond 64 bits its digits.
    """
    if type(value) is int and LEAST <= value <= MOST:
        return value
    if isinstance(value, bool) or not isinstance(value, int):
        raise PathError(f"expected int, got {type_name(value)}")
    # 212 bits are 64 decimal digits, the limit of decimals too.
    if value.bit_length() > 212:
        raise PathError("the number has too many digits")
    return _sendable(value)


def _sendable(value: int) -> Any:
    """
    An integer as msgspec can write it: beyond 64 bits as raw digits.

    Returns:
        The integer, or its digits.
    """
    plain = int(value)
    # msgspec writes integers of up to 64 bits only.
    return plain if LEAST <= plain <= MOST else msgspec.Raw(str(plain).encode())


def lenient_integer_wire(value: Any) -> Any:
    """
    A whole number, or its digits as text.
    """
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,64}", value):
        return integer_wire(int(value))
    return integer_wire(value)


def decimal_wire(value: Any) -> msgspec.Raw:
    """
    An exact number, as its digits. A ``float`` is refused.
    """
    if type(value) is Decimal:
        return msgspec.Raw(plain_digits(value).encode())
    if isinstance(value, float):
        raise PathError("a float is not exact; pass a Decimal made from a str, or an int")
    if isinstance(value, str):
        if not _NUMERAL.fullmatch(value):
            raise PathError("the text is no plain number such as 12.50")
        value = Decimal(text_of(value))
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise PathError(f"expected Decimal, got {type_name(value)}")
    return msgspec.Raw(plain_digits(Decimal(value)).encode())


def decimal_text_wire(value: Any) -> str:
    """
    An exact number as a text of its digits, as ``decimal_wire`` takes it.
    """
    return bytes(decimal_wire(value)).decode()


def is_reasonable(number: Decimal, digits: int = MAX_DIGITS) -> bool:
    """
    Whether a number is finite and short enough to be written out.

    Args:
        number: Any number. Magnitudes beyond ten to the power of ``digits`` are no amount, but an
            attack on the arithmetic.
        digits: The limit of its digits before the point.

    Returns:
        True for every realistic amount.
    """
    return -digits <= number.adjusted() < digits and number.is_finite()


def has_many_digits(number: Decimal, digits: int) -> bool:
    """
    Whether a number has too many digits before its point, or behind it.

    Args:
        digits: How many it may have in each place.
    """
    _, figures, exponent = number.as_tuple()
    behind = -exponent if isinstance(exponent, int) else 0
    return behind > digits or len(figures) - behind > digits


def plain_digits(number: Decimal) -> str:
    """
    A number as plain digits, without an exponent.

    Args:
        number: A finite number of reasonable length.

    Returns:
        Its digits, with every decimal place it has.

    Raises:
        PathError: The number is infinite, not a number, or absurdly long.
    """
    if not is_reasonable(number):
        raise PathError("the number is not finite or has too many digits")
    return format(number, "f")


def float_wire(value: Any) -> Any:
    """
    A ratio: a finite ``float``, or an exact number.
    """
    if isinstance(value, float):
        return _finite(value)
    return decimal_wire(value)


def _finite(value: float) -> float:
    if value != value or value in (float("inf"), float("-inf")):
        raise PathError("the number is not finite")
    return float(value)


def date_wire(value: Any) -> str:
    """
    A day, as ``YYYY-MM-DD``.
    """
    if isinstance(value, str):
        return _checked(value, date)
    if isinstance(value, datetime) or not isinstance(value, date):
        raise PathError(f"expected date, got {type_name(value)}")
    return value.isoformat()


def instant_wire(value: Any) -> str:
    """
    A datetime with its zone, as ISO 8601. A day is its midnight in Berlin.
    """
    if isinstance(value, str):
        return _checked(value, datetime)
    moment = _moment(value)
    if moment.utcoffset() is None:
        raise PathError("naive datetimes are not allowed; set tzinfo")
    return format_instant(moment)


def _checked(text: str, kind: type[date]) -> str:
    try:
        parsed = msgspec.convert(text_of(text), kind)
    except (msgspec.ValidationError, UnicodeError):
        parsed = None
    if parsed is None or (isinstance(parsed, datetime) and parsed.tzinfo is None):
        raise PathError(f"the text is no ISO 8601 {kind.__name__}")
    return text_of(text)


def berlin_wire(value: Any) -> str:
    """
    A datetime, as local time of Europe/Berlin. A day is its midnight there.
    """
    try:
        return format_berlin(parse_berlin(value) if isinstance(value, str) else _moment(value))
    except ValueError as error:
        raise PathError(str(error)) from None


def berlin_iso_wire(value: Any) -> str:
    """
    As ``berlin_wire``, with a ``T`` between day and time.
    """
    return berlin_wire(value).replace(" ", "T")


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return parse_berlin(value.isoformat())
    raise PathError(f"expected datetime, got {type_name(value)}")


def encrypted_wire(value: Any) -> str | Secret:
    """
    A secret as its ciphertext.
    """
    text = secret_wire(value)
    return text if isinstance(text, Secret) else encrypt_field(text)


def secret_wire(value: Any) -> str | Secret:
    """
    A secret as plain text: the only place where one is revealed to be sent.
    """
    if not isinstance(value, Secret | str):
        raise PathError(f"expected Secret, got {type_name(value)}")
    if stays_hidden():
        return value if isinstance(value, Secret) else Secret(value)
    return value.reveal() if isinstance(value, Secret) else text_of(value)
