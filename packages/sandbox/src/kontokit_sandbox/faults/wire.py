"""
Answers whose bytes no HTTP server would send. They are written to the connection itself.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from asyncio import Transport
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from starlette.responses import Response
from starlette.types import Receive

from .fault import Fault, FaultOptions

__all__ = ["abort", "extra_answer", "is_gone", "written"]

Write = Callable[[Transport, Response, FaultOptions], Awaitable[None]]
_STEP = 0.1
"""How many seconds lie between two parts of a slow answer."""


async def abort(transport: Transport | None, receive: Receive) -> None:
    """
    Reset a connection, if it is still there.
    """
    if transport is not None:
        _reset(transport)
    await is_gone(receive)


async def written(
    fault: Fault, response: Response, transport: Transport | None, receive: Receive
) -> None:
    """
    Write a response in the way of a fault, and close the connection.
    """
    if transport is not None:
        await _WRITES[fault.kind.name](transport, response, fault.options)
        transport.close()
    await is_gone(receive)


async def extra_answer(transport: Transport | None, response: Response, receive: Receive) -> None:
    """
    Write a response and a second one behind it, and leave the connection open.
    """
    second = Response(b'{"sandbox":"an answer that nobody has asked for"}', 200)
    second.headers["content-type"] = "application/json"
    whole = [head(one, is_last=False) + bytes(one.body) for one in (response, second)]
    if transport is not None:
        transport.write(b"".join(whole))
    await is_gone(receive)


async def is_gone(receive: Receive) -> None:
    """
    Wait until the connection is gone. The server would send a 500 if the application returned
    before.
    """
    while (await receive())["type"] != "http.disconnect":
        pass


def _reset(transport: Transport) -> None:
    # A linger time of zero makes the system send a reset instead of an end.
    linger = struct.pack("ii", 1, 0)
    if not transport.is_closing():
        connection: socket.socket = transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    transport.abort()


def head(response: Response, *, is_last: bool = True, length: int | None = None) -> bytes:
    """
    The status line and the headers of a response as bytes.

    Args:
        is_last: Whether the connection ends after it.
        length: What is announced instead of the length of the body.
    """
    status = response.status_code
    known = {one.value: one.phrase for one in HTTPStatus}
    lines = [f"HTTP/1.1 {status} {known.get(status, '')}".encode()]
    for name, value in response.raw_headers:
        is_length = name.lower() == b"content-length" and length is not None
        lines.append(name + b": " + (str(length).encode() if is_length else value))
    if is_last:
        lines.append(b"connection: close")
    return b"\r\n".join(lines) + b"\r\n\r\n"


async def _answer_lost(transport: Transport, _: Response, __: FaultOptions) -> None:
    _reset(transport)


async def _nothing(_: Transport, __: Response, ___: FaultOptions) -> None:
    pass


async def _cut(transport: Transport, response: Response, options: FaultOptions) -> None:
    whole = head(response) + bytes(response.body)
    transport.write(whole[: int(options["bytes"])])


async def _garbage(transport: Transport, _: Response, __: FaultOptions) -> None:
    transport.write(b"\x16\x03\x01\x02\x00 sandbox \xff\xfe\r\n\r\n\x00\x00")


async def _wrong_length(transport: Transport, response: Response, options: FaultOptions) -> None:
    body = bytes(response.body)
    transport.write(head(response, length=max(0, len(body) + int(options["more"]))) + body)


async def _slow_headers(transport: Transport, response: Response, options: FaultOptions) -> None:
    await _slowly(transport, head(response) + bytes(response.body), options)


async def _slow_body(transport: Transport, response: Response, options: FaultOptions) -> None:
    transport.write(head(response))
    await _slowly(transport, bytes(response.body), options)


async def _slowly(transport: Transport, content: bytes, options: FaultOptions) -> None:
    size = max(1, int(float(options["bytes_per_second"]) * _STEP))
    for start in range(0, len(content), size):
        if transport.is_closing():
            return
        transport.write(content[start : start + size])
        await asyncio.sleep(_STEP)


_WRITES: Mapping[str, Write] = {
    "slow_headers": _slow_headers,
    "slow_body": _slow_body,
    "answer_lost": _answer_lost,
    "answer_cut": _cut,
    "empty_answer": _nothing,
    "garbage_then_close": _garbage,
    "wrong_length": _wrong_length,
}
