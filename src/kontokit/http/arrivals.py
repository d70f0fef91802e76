"""
What arrives on a connection, counted below a parser that keeps surplus bytes to itself.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from .framing import is_framed_cleanly

_END_OF_HEAD: Final = b"\r\n\r\n"
_LAST_CHUNK: Final = b"0\r\n\r\n"
_INTERIM: Final = re.compile(rb"HTTP/1\.[01] 1")
_LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,15})[ \t]*\r\n", re.IGNORECASE)


@attrs.define(eq=False)
class Arrivals:
    """
    What arrived since the last request.
    """

    received: int = 0
    """In bytes."""
    _head: int | None = None
    """How many of them are heads, if each came in one piece."""
    _is_split: bool = False
    _end: int | None = None
    """Where the response ends."""
    _last: bytes = b""

    def add(self, piece: bytes) -> bytes:
        """
        Count the next bytes.

        Returns:
            Those that may belong to the response; a parser that meets others gives up the response
            as well.
        """
        if self._head is None and not self._is_split:
            self._find_head(piece)
        begin = self.received
        self.received += len(piece)
        self._last = piece[-len(_LAST_CHUNK) :] or self._last
        if self._end is None or self.received <= self._end:
            return piece
        return piece[: max(self._end - begin, 0)]

    def _find_head(self, piece: bytes) -> None:
        begin = 0
        while begin < len(piece):
            end = piece.find(_END_OF_HEAD, begin)
            if end < 0:
                self._is_split = True
                return
            head, begin = begin, end + len(_END_OF_HEAD)
            if not _INTERIM.match(piece, head):
                self._head = self.received + begin
                length = _LENGTH.search(piece, head, begin)
                self._end = None if length is None else self._head + int(length[1])
                return

    def are_exactly(self, status: int, framing: list[tuple[bytes, bytes]]) -> bool:
        """
        Whether they are one response and nothing else; false also where that is not certain.

        Args:
            status: The status code of the response.
            framing: The headers of the response that say where it ends.
        """
        if self._head is None or not is_framed_cleanly(status, framing):
            return False
        name, value = framing[0] if framing else (b"content-length", b"0")
        if name == b"content-length":
            return value.isdigit() and self.received == self._head + int(value)
        # What follows the last chunk ends so only if it is the head of a whole second response.
        return value.lower() == b"chunked" and self._last == _LAST_CHUNK
