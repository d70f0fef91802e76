"""
Whether a response ended so cleanly that its connection may be used again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .connections import Watched


def mark_if_clean(
    stream: object, parser: Any, status: int, headers: Iterable[tuple[bytes, bytes]]
) -> bool:
    """
    Allow the connection of a complete response to be used again, if nothing follows the response.

    Args:
        stream: The connection; only a watched one can be allowed.
        parser: The parser of HTTP/1.1, or None if it was not found.
        status: The status code of the response.
        headers: Names and values of the response, as they came.
    """
    # The parser is reached by private attributes only. Without it, the connection is closed.
    if not isinstance(stream, Watched) or getattr(parser, "trailing_data", None) != (b"", False):
        return False
    if not is_framed_cleanly(status, framing_headers(headers)):
        return False
    stream.mark_reusable()
    return True


def find_parser(response_stream: object, names: tuple[str, ...]) -> Any:
    """
    The parser behind the stream of a response; None if the library has changed.

    Args:
        names: The private attributes that lead to it.
    """
    found: Any = response_stream
    for name in names:
        found = getattr(found, name, None)
    return found


def framing_headers(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """
    The headers that say where a response ends, with their names in lower case.
    """
    lowered = [(name.lower(), value) for name, value in headers]
    return [
        (name, value)
        for name, value in lowered
        if name in (b"content-length", b"transfer-encoding")
    ]


def is_framed_cleanly(status: int, framing: list[tuple[bytes, bytes]]) -> bool:
    """
    Whether everybody agrees where a response ends.

    Args:
        framing: The headers that say it.
    """
    match status:
        case 204:
            return framing in ([], [(b"content-length", b"0")])
        case 304:
            return False  # it was not requested, and servers disagree about its body
        case _:
            return len(framing) == 1
