"""
What kontokit's own formats accept, for checking examples.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from jsonschema import FormatChecker

# Empty, because the built-in checks differ by which packages are installed.
CHECKER = FormatChecker(formats=())

_BERLIN = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,9})?")
# finAPI writes offsets without a colon, which RFC 3339 does not allow.
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_IBAN = re.compile(r"[A-Z]{2}(?!00|01|99)[0-9]{2}[A-Z0-9]{11,30}")
_INT32 = 2**31


@CHECKER.checks("decimal", raises=InvalidOperation)
def is_decimal(value: object) -> bool:
    """
    Accept an exact number, as JSON number or as text.
    """
    # Decimal reads "NaN" and "Infinity", which are no amounts.
    return not isinstance(value, str) or Decimal(value).is_finite()


@CHECKER.checks("berlin-date-time", raises=ValueError)
def is_berlin_date_time(value: object) -> bool:
    """
    Accept ``YYYY-MM-DD hh:mm:ss``, the local time in Berlin, with or without a fraction.
    """
    return not isinstance(value, str) or _is_time(_BERLIN, value)


@CHECKER.checks("berlin-iso-date-time", raises=ValueError)
def is_berlin_iso_date_time(value: object) -> bool:
    """
    Accept ``YYYY-MM-DDThh:mm:ss``, the local time in Berlin.
    """
    return not isinstance(value, str) or (
        "T" in value and _is_time(_BERLIN, value.replace("T", " "))
    )


@CHECKER.checks("date-time", raises=ValueError)
def is_date_time(value: object) -> bool:
    """
    Accept an instant of RFC 3339, with its zone; its colon may be missing (``+0000``).
    """
    return not isinstance(value, str) or _is_time(_INSTANT, value)


@CHECKER.checks("date", raises=ValueError)
def is_date(value: object) -> bool:
    """
    Accept ``YYYY-MM-DD``.
    """
    if not isinstance(value, str):
        return True
    return _DATE.fullmatch(value) is not None and bool(date.fromisoformat(value))


@CHECKER.checks("uuid", raises=ValueError)
def is_uuid(value: object) -> bool:
    """
    Accept a UUID with hyphens.
    """
    if not isinstance(value, str):
        return True
    # UUID also accepts braces, urn: and missing hyphens.
    return _UUID.fullmatch(value) is not None and bool(UUID(value))


@CHECKER.checks("counterparty-iban")
def is_counterparty_iban(value: object) -> bool:
    """
    Accept an IBAN with the right check digits, because a client refuses others.
    """
    if not isinstance(value, str):
        return True
    digits = "".join(str(int(one, 36)) for one in value[4:] + value[:4] if one.isalnum())
    return _IBAN.fullmatch(value) is not None and int(digits) % 97 == 1


@CHECKER.checks("int32")
def is_int32(value: object) -> bool:
    """
    Accept what fits 32 bits.
    """
    return not isinstance(value, int) or -_INT32 <= value < _INT32


def _is_time(pattern: re.Pattern[str], text: str) -> bool:
    # fromisoformat accepts more than the pattern, and the pattern accepts 31 February.
    return pattern.fullmatch(text) is not None and bool(datetime.fromisoformat(text))
