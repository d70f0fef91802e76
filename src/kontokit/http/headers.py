"""
Header names and values: validation and case-insensitive merging.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ..core.exceptions import ArgumentError
from ..core.secret import Secret

# Set by the HTTP library; another value could split the request or disable our size limits.
_OURS: Final = frozenset(
    {"host", "content-length", "transfer-encoding", "connection", "accept-encoding", "upgrade"}
)
_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE: Final = re.compile(
    r"(?:[\x21-\x7e\xa1-\xff](?:[\x20-\x7e\xa0-\xff\t]*[\x21-\x7e\xa1-\xff])?)?"
)


def is_header_name(name: str) -> bool:
    """
    Whether a text can be the name of a header.
    """
    return _HEADER_NAME.fullmatch(name) is not None


def is_header_value(value: str) -> bool:
    """
    Whether a string can be sent in a header: no control characters, no line ends, no letters
    beyond Latin-1, and no surrounding whitespace.
    """
    return _HEADER_VALUE.fullmatch(value) is not None


def checked_headers(headers: Mapping[str, str], *, place: str) -> dict[str, str]:
    """
    Refuse headers that could split the request or undo what this library does.

    Args:
        headers: Headers by name.
        place: Their name in an error.

    Returns:
        The same headers.

    Raises:
        ArgumentError: A name is not a token or is reserved, or a value cannot be sent.
    """
    for name, value in headers.items():
        if not isinstance(name, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
            raise ArgumentError("the name of a header must be a str", place=place)
        if not is_header_name(name):
            raise ArgumentError("this is not the name of a header", place=place)
        if name.lower() in _OURS:
            raise ArgumentError(f"the header {name!r} cannot be set", place=place)
        header_value(value, place=f"{place}[{name!r}]")
    return dict(headers)


def header_value(value: str, *, place: str) -> str:
    """
    Refuse a header value that could smuggle another header.

    Args:
        place: Its name in an error.

    Returns:
        The same value.

    Raises:
        ArgumentError: It holds control characters, line ends or letters beyond Latin-1, or
            begins or ends with a blank.
    """
    if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ArgumentError(f"expected str, got {type(value).__name__}", place=place)
    if not is_header_value(value):
        raise ArgumentError("the value cannot be sent in a header", place=place)
    return value


def merge_headers(headers: dict[str, str | Secret], further: Mapping[str, str | Secret]) -> None:
    """
    Set headers, replacing those with the same names in any case.

    Args:
        headers: The headers that are changed.
        further: The headers to set.
    """
    for name, value in further.items():
        lower = name.lower()
        for known in [header for header in headers if header.lower() == lower]:
            del headers[known]
        headers[name] = value
