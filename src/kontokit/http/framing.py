"""
Whether a response ended so cleanly that its connection may be used again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import attrs

from .connections import Watched

_LENGTH: Final = b"content-length"
_END_OF_HEAD: Final = b"\r\n\r\n"
_LAST_CHUNK: Final = b"0\r\n\r\n"


@attrs.define(eq=False)
class Arrivals:
    """
    What arrived on a connection since its last request, counted below the parser: a parser keeps
    surplus bytes to itself.
    """

    received: int = 0
    """In bytes."""
    _head: int | None = None
    """How many of them are the head, if all of it came at once."""
    _last: bytes = b""

    def add(self, piece: bytes) -> None:
        """
        Count the next bytes.
        """
        if not self.received:
            end = piece.find(_END_OF_HEAD)
            self._head = None if end < 0 else end + len(_END_OF_HEAD)
        self.received += len(piece)
        self._last = piece[-len(_LAST_CHUNK) :]

    def are_exactly(self, status: int, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """
        Whether they are one response and nothing else; false also where that is not certain.

        Args:
            status: The status code of the response.
            headers: Names and values of the response, as they came.
        """
        framing = _framing(headers)
        if self._head is None or not _is_framed_cleanly(status, framing):
            return False
        name, value = framing[0] if framing else (_LENGTH, b"0")
        if name == _LENGTH:
            return value.isdigit() and self.received == self._head + int(value)
        # What follows the last chunk ends so only if it is the head of a whole second response.
        return value.lower() == b"chunked" and self._last == _LAST_CHUNK


def mark_if_clean(
    stream: object, parser: Any, status: int, headers: Iterable[tuple[bytes, bytes]]
) -> None:
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
        return
    if _is_framed_cleanly(status, _framing(headers)):
        stream.mark_reusable()


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


def _framing(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """
    The headers that say where a response ends.
    """
    lowered = [(name.lower(), value) for name, value in headers]
    return [(name, value) for name, value in lowered if name in (_LENGTH, b"transfer-encoding")]


def _is_framed_cleanly(status: int, framing: list[tuple[bytes, bytes]]) -> bool:
    match status:
        case 204:
            return framing in ([], [(_LENGTH, b"0")])
        case 304:
            return False  # it was not requested, and servers disagree about its body
        case _:
            return len(framing) == 1
