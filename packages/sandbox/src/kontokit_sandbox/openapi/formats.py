"""
Strict checks for the formats that the specifications use.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlsplit
from uuid import UUID

from jsonschema import FormatChecker

__all__ = ["FORMAT_CHECKER", "is_script"]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})")
_LOCAL_TIME = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,9})?")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


_RUNS = frozenset({"about", "blob", "data", "file", "filesystem", "javascript", "vbscript"})
"""The schemes that a browser runs or reads locally instead of opening a page."""


def is_script(address: str) -> bool:
    """
    Whether a browser would run an address, or read a file of its user.
    """
    # Browsers skip control characters and blanks in a scheme.
    scheme, colon, _ = "".join(one for one in address if ord(one) > 0x20).partition(":")
    return bool(colon) and scheme.lower() in _RUNS


def _is_decimal(value: object) -> bool:
    """
    Refuses floats, which have lost precision. ``type`` refuses strings.
    """
    return not isinstance(value, float) and (not isinstance(value, Decimal) or value.is_finite())


def _is_date(value: str) -> bool:
    # fromisoformat alone also takes 20250630 and 2025-W27-1.
    return bool(_DATE.fullmatch(value)) and bool(date.fromisoformat(value))


def _is_instant(value: str) -> bool:
    return bool(_INSTANT.fullmatch(value)) and bool(datetime.fromisoformat(value))


def _is_local_time(value: str) -> bool:
    return bool(_LOCAL_TIME.fullmatch(value)) and bool(datetime.fromisoformat(value))


def _is_iso_local_time(value: str) -> bool:
    return "T" in value and _is_local_time(value.replace("T", " "))


def _is_uuid(value: str) -> bool:
    # UUID() alone also takes braces, a urn: prefix and missing hyphens.
    return bool(_UUID.fullmatch(value)) and bool(UUID(value))


def _is_email(value: str) -> bool:
    return bool(_EMAIL.fullmatch(value))


def _is_uri(value: str) -> bool:
    parts = urlsplit(value)
    # An empty text removes an address.
    return not value or (
        bool(parts.scheme) and bool(parts.netloc or parts.path) and " " not in value
    )


_OF_TEXTS: dict[str, Callable[[str], bool]] = {
    "berlin-date-time": _is_local_time,
    "berlin-iso-date-time": _is_iso_local_time,
    "date": _is_date,
    "date-time": _is_instant,
    "email": _is_email,
    "uri": _is_uri,
    "uuid": _is_uuid,
}


def _for_texts(check: Callable[[str], bool]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or check(value)


def _checker() -> FormatChecker:
    # Without the library's own checks, which depend on the packages that are installed.
    checker = FormatChecker(formats=())
    checker.checks("decimal")(_is_decimal)
    for name, check in _OF_TEXTS.items():
        checker.checks(name, raises=ValueError)(_for_texts(check))
    return checker


FORMAT_CHECKER = _checker()
"""Checks the formats above; all other formats are annotations only."""
