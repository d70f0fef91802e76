"""
Reads responses with httptools: the only module that imports it.

What the parser behind it, llhttp, takes for a head has changed with its versions, and it goes on to
a next response by itself. So each head is first held against the grammar of RFC 9112 here, and the
parser sees nothing behind the end that the head names: bodies of a known length, and those that end
with the connection, do not pass through it.
"""

from __future__ import annotations

import re
from typing import Any, Final

from httptools import HttpParserError, HttpResponseParser

from .body_reader import BodyReader
from .engine_errors import NoResponse
from .exchange import Exchange
from .framing import is_framed_cleanly
from .messages import HttpRequest
from .response_head import END_OF_HEAD, HeadBuffer, ResponseHead, parse_head

_LENGTH: Final = re.compile(rb"[0-9]{1,18}")
_LAST_CHUNK: Final = b"0\r\n\r\n"
_MOST_INTERIM: Final = 10_000
"""Interim responses before the final one."""
_UNKNOWN: Final = -1


class _Chunks:
    """
    What the parser finds in a chunked body.
    """

    def __init__(self) -> None:
        self.found: list[bytes] = []
        self.on_body = self.found.append
        self.begun = 0
        self.is_complete = False

    def on_message_begin(self) -> None:
        self.begun += 1
        if self.begun > 1:
            # Surplus bytes, which are of no interest, nor is what the parser thinks of them.
            raise NoResponse

    def on_message_complete(self) -> None:
        self.is_complete = True


class ResponseParser:
    """
    Takes the pieces of one response as they arrive.
    """

    __slots__ = (
        "_chunks",
        "_exchange",
        "_head",
        "_interim",
        "_last",
        "_left",
        "_parser",
        "_request",
        "_unread",
        "is_begun",
        "is_clean",
        "reader",
    )

    def __init__(self, request: HttpRequest, exchange: Exchange) -> None:
        self._request = request
        self._exchange = exchange
        self._head: HeadBuffer | None = None
        self._interim = 0
        self.is_begun = False
        """Something of it has arrived."""
        self.is_clean = False
        """The complete response lets another one follow on its connection."""
        self._left = 0
        self._chunks: _Chunks | None = None
        self._parser: Any = None
        self._unread = 0
        self._last = b""
        self.reader: BodyReader | None = None
        """What has the response; None before the end of its head."""

    def feed(self, data: bytes) -> bool:
        """
        Take the next bytes; true when no more are wanted, since the response is complete or
        reaches its limit.

        Raises:
            NoResponse: They are none of a response.
            ConnectionLostError: The headers are too large, or the body does not match its coding.
            DeadlinePassed: The deadline of the call has passed.
        """
        reader = self.reader
        if reader is None:
            self.is_begun = True
            rest = self._feed_head(data)
            reader = self.reader
            if rest is None or reader is None:
                return False
            data = rest
        if self._chunks is not None:
            return self._feed_chunks(reader, self._chunks, data)
        if self._left == _UNKNOWN:
            return not reader.take(data)
        return self._feed_sized(reader, data)

    def end(self) -> None:
        """
        The connection has ended.

        Raises:
            NoResponse: The response has not.
        """
        if self.reader is None or self._chunks is not None or self._left != _UNKNOWN:
            raise NoResponse

    def _feed_head(self, data: bytes) -> bytes | None:
        while (parts := self._next_head(data)) is not None:
            raw, data = parts
            head = parse_head(raw)
            if head.status >= 200:
                self._begin(head, raw)
                return data
            self._interim += 1
            if head.status == 101 or self._interim > _MOST_INTERIM:
                raise NoResponse
            if not data:
                return None
        return None

    def _next_head(self, data: bytes) -> tuple[bytes, bytes] | None:
        if self._head is None:
            end = data.find(END_OF_HEAD) + len(END_OF_HEAD)
            if len(END_OF_HEAD) <= end <= self._request.max_headers:
                return data[:end], data[end:]
            self._head = HeadBuffer(self._request.max_headers)
        return self._head.add(data)

    def _begin(self, head: ResponseHead, raw: bytes) -> None:
        """
        Find out where a response ends.
        """
        framing = head.framing
        if len(framing) > 1:
            raise NoResponse
        has_body = self._request.method != "HEAD" and head.status not in (204, 304)
        self._left = _UNKNOWN if has_body else 0
        if framing:
            name, value = framing[0]
            if name == b"content-length":
                if _LENGTH.fullmatch(value) is None:
                    raise NoResponse
                self._left = int(value) if has_body else 0
            elif value.lower() != b"chunked":
                raise NoResponse
            elif has_body:
                self._chunks = _Chunks()
        self._read_by_library(raw)
        self.is_clean = (
            not head.ends_connection
            and self._request.method != "HEAD"  # servers disagree about its body
            and is_framed_cleanly(head.status, framing)
        )
        self.reader = BodyReader(self._request, self._exchange, head.status, head.headers)

    def _read_by_library(self, raw: bytes) -> None:
        """
        Let the parser read the head too; it refuses some that the grammar takes.
        """
        self._parser = HttpResponseParser(self._chunks)
        try:
            self._parser.feed_data(raw)
        except HttpParserError:
            raise NoResponse from None

    def _feed_sized(self, reader: BodyReader, data: bytes) -> bool:
        left = self._left
        if len(data) > left:
            data, self.is_clean = data[:left], False
        left -= len(data)
        self._left = left
        if data and not reader.take(data):
            self.is_clean = False
            return True
        return left == 0

    def _feed_chunks(self, reader: BodyReader, chunks: _Chunks, data: bytes) -> bool:
        try:
            self._parser.feed_data(data)
        except HttpParserError:
            if not chunks.is_complete:
                raise NoResponse from None
            self.is_clean = False
        self._last = (self._last + data[-len(_LAST_CHUNK) :])[-len(_LAST_CHUNK) :]
        self._unread += len(data)
        if chunks.found:
            self._unread = 0
        if not all(map(reader.take, chunks.found)):
            self.is_clean = False
            return True
        chunks.found.clear()
        if chunks.is_complete:
            # What else came behind the last chunk began another message, or were blank lines.
            is_exact = chunks.begun == 1 and self._last == _LAST_CHUNK
            self.is_clean = self.is_clean and is_exact
        elif self._unread > self._request.max_headers:
            raise NoResponse  # sizes, extensions or trailers without end
        return chunks.is_complete
