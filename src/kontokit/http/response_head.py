"""
Heads of responses, held against the grammar of RFC 9112.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from .engine_errors import NoResponse

_HEAD: Final = re.compile(
    rb"HTTP/1\.([01]) ([1-9][0-9][0-9])(?: [\t -~\x80-\xff]*+)?\r\n"
    rb"((?:[!#$%&'*+.^_`|~0-9A-Za-z-]++:[\t -~\x80-\xff]*+\r\n)*+)\r\n"
)
END_OF_HEAD: Final = b"\r\n\r\n"
_BEGIN: Final = b"HTTP/1."
_BARE_LINE_END: Final = re.compile(rb"(?<!\r)\n|\r(?=[^\n])")
_FRAMING: Final = frozenset({b"content-length", b"transfer-encoding"})
_STATUS_LINE: Final = 1024
"""How long a status line may be, beside the headers."""


class ResponseHead(msgspec.Struct, eq=False):
    """
    Status line and headers of a response.
    """

    status: int
    ends_connection: bool
    """It says so, or is not one of HTTP/1.1."""
    headers: list[tuple[bytes, bytes]]
    framing: list[tuple[bytes, bytes]]
    """The headers that say where the response ends, with their names in lower case."""


def parse_head(raw: bytes) -> ResponseHead:
    """
    Parse a head, its blank line included.

    Raises:
        NoResponse: It is none of HTTP/1.1 or HTTP/1.0.
    """
    match = _HEAD.fullmatch(raw)
    if match is None:
        raise NoResponse
    version, status, block = match.groups()
    headers: list[tuple[bytes, bytes]] = []
    framing: list[tuple[bytes, bytes]] = []
    ends_connection = version != b"1"
    for line in block.split(b"\r\n")[:-1]:
        name, _, value = line.partition(b":")
        value = value.strip(b" \t")
        headers.append((name, value))
        lower = name.lower()
        if lower in _FRAMING:
            framing.append((lower, value))
        elif lower == b"connection":
            ends_connection = ends_connection or value.lower() != b"keep-alive"
    return ResponseHead(int(status), ends_connection, headers, framing)


class HeadBuffer:
    """
    Collects bytes until a head is complete.
    """

    def __init__(self, most: int) -> None:
        """
        Args:
            most: The largest headers, in bytes.
        """
        self._most = most + _STATUS_LINE
        self._bytes = bytearray()

    def add(self, data: bytes) -> tuple[bytes, bytes] | None:
        """
        Take the next bytes.

        Returns:
            The head and what follows it; None while it is incomplete.

        Raises:
            NoResponse: No head begins so, or it is too large.
        """
        if self._bytes:
            begin = max(len(self._bytes) - 3, 0)
            self._bytes += data
            end = self._bytes.find(END_OF_HEAD, begin)
            if end >= 0:
                data, self._bytes = bytes(self._bytes), bytearray()
        else:
            begin, end = 0, data.find(END_OF_HEAD)
            if end < 0:
                self._bytes += data
        if (end if end >= 0 else len(self._bytes)) > self._most:
            raise NoResponse
        if end < 0:
            self._check_begin(begin)
            return None
        end += len(END_OF_HEAD)
        return data[:end], data[end:]

    def _check_begin(self, begin: int) -> None:
        # Who ends lines in another way would be waited for until the timeout.
        is_begin = self._bytes.startswith(_BEGIN[: len(self._bytes)])
        if not is_begin or _BARE_LINE_END.search(self._bytes, max(begin - 1, 0)):
            raise NoResponse
