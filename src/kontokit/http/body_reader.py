"""
Collects one response, decompresses it, and limits its size.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable, Iterable
from io import BytesIO
from typing import Any, Final

from ..core.exceptions import ConnectionLostError
from ..core.http_response import Headers, HttpResponse
from .exchange import Exchange
from .failures import lost
from .messages import HttpRequest

_MAX_RATIO: Final = 200
_RATIO_FREE: Final = 1024 * 1024
_STEP: Final = 256 * 1024
"""How much is decompressed at a time, so that no second copy of the body stands in memory."""
_MEMBERS_FREE: Final = 1000
_MEMBER: Final = 1024
"""
How many bytes each further gzip member holds on average. Members of a few bytes cost more time than
they are worth, and tools that write many have them of 64 KiB.
"""
_MAGIC: Final = b"\x1f"
"""The first byte of a gzip member; a chunk may have no more than that."""
_GZIP: Final = frozenset({"gzip", "x-gzip"})
_CODINGS: Final = frozenset(
    {
        *("aes128gcm", "br", "bzip2", "compress", "dcb", "dcz", "deflate", "exi", "lz4", "lzma"),
        *("pack200-gzip", "snappy", "x-bzip2", "x-compress", "x-deflate", "xz", "zstd"),
    }
)
"""Codings that change a body. Others, such as UTF-8, binary or none, are misunderstandings."""


class BodyReader:
    """
    Takes the chunks of one response, and gives the response when they have all arrived.
    """

    def __init__(
        self,
        request: HttpRequest,
        exchange: Exchange,
        status: int,
        headers: Iterable[tuple[bytes, bytes]],
    ) -> None:
        """
        Args:
            status: The status code.
            headers: Names and values as they came.

        Raises:
            ConnectionLostError: The headers are larger than the request allows.
        """
        self._request = request
        self._exchange = exchange
        self._status = status
        pairs = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]
        if sum([len(name) + len(value) + 4 for name, value in pairs]) > request.max_headers:
            raise lost(
                request, f"the response has headers of more than {request.max_headers} bytes"
            )
        self._headers = Headers(pairs)
        self._unreadable = ""
        self._unzip: Any = None
        self._choose_decoder()
        self._received = 0
        # It hands out its buffer without copying it, and grows in place.
        self._body = BytesIO()
        self._members = 1
        self._too_large = False
        self._gave_up = False

    def _choose_decoder(self) -> None:
        if "content-encoding" not in self._headers:
            return
        given = self._headers["content-encoding"].lower().split(",")
        codings = [one.strip() for one in given if one.strip() in _GZIP | _CODINGS]
        if len(codings) == 1 and codings[0] in _GZIP:
            self._unzip = _new_decoder()
        elif codings:
            self._unreadable = "the response has a content coding that was not requested"

    def take(self, chunk: bytes) -> bool:
        """
        Take the next chunk; false when no more is wanted: a limit is reached.

        Args:
            chunk: Bytes of the body as they came.

        Raises:
            DeadlinePassed: The deadline of the call has passed.
            ConnectionLostError: The chunk does not match its content coding.
        """
        self._exchange.timeout(None)
        if self._unzip and chunk and not self._received and not chunk.startswith(_MAGIC):
            # A proxy has decompressed it and left the header. No text begins with this byte.
            self._unzip = None
        self._received += len(chunk)
        if self._unzip is None:
            self._keep(chunk)
        else:
            self._decompress(chunk)
        return not self._gave_up

    def _keep(self, piece: bytes) -> None:
        # One byte more than the limit would tell a body of just that size from a larger one.
        room = self._limit() - self._body.tell()
        self._too_large = self._gave_up = len(piece) > room
        self._body.write(memoryview(piece)[:room])

    def _decompress(self, chunk: bytes) -> None:
        try:
            while chunk and not self._gave_up:
                if self._unzip.eof:
                    chunk = self._next_member(chunk)
                    continue
                piece = self._unzip.decompress(chunk, _STEP)
                chunk = self._unzip.unconsumed_tail or self._unzip.unused_data
                self._keep(piece)
        except zlib.error:
            raise self._lost("the body does not match its content coding") from None

    def _next_member(self, chunk: bytes) -> bytes:
        """
        Begin another gzip member, if one follows; zeros are padding.
        """
        chunk = chunk.lstrip(b"\0")
        if chunk:
            self._unzip = _new_decoder()
            self._members += 1
        if self._members > _MEMBERS_FREE + self._body.tell() // _MEMBER:
            self._unreadable = "the body is compressed in too many small pieces"
            self._gave_up = True
        return chunk

    def _limit(self) -> int:
        largest = self._request.max_body
        if self._unzip is None:
            return largest
        # Real JSON shrinks about tenfold, a decompression bomb a thousandfold.
        return min(largest, max(_RATIO_FREE, self._received * _MAX_RATIO))

    def _lost(self, what: str) -> ConnectionLostError:
        return lost(self._request, what)

    def finished(self) -> HttpResponse:
        """
        The whole response, or its beginning if it is too large.

        Raises:
            ConnectionLostError: The compressed body ends before its time.
        """
        if self._unzip and self._received and not self._unzip.eof and not self._gave_up:
            raise self._lost("the compressed body is incomplete")
        return HttpResponse(
            status_code=self._status,
            headers=self._headers,
            body=self._body.getvalue(),
            too_large=self._too_large,
            unreadable=self._unreadable,
        )


async def take_all(reader: BodyReader, chunks: AsyncIterable[bytes]) -> bool:
    """
    Take all chunks; false when the limit is reached before the last one.
    """
    async for chunk in chunks:
        if not reader.take(chunk):
            return False
    return True


def _new_decoder() -> Any:
    return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
