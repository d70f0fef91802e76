"""
A transport that breaks every rule for transports, to show that the probes can fail.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import socket
from typing import Any
from urllib.parse import quote, urlsplit

from kontokit.core.http_response import Headers, HttpResponse
from kontokit.core.secret import reveal
from kontokit.http import HttpRequest

_LOG = logging.getLogger("lax")


class LaxTransport:
    """
    Reads what comes, keeps what is left for the next call, and tries again when something breaks.
    """

    def __init__(self, *, tries_again: bool = True) -> None:
        self.tries_again = tries_again
        self._socket: socket.socket | None = None
        self._rest = b""
        self._cookie = ""

    def send(self, request: HttpRequest) -> HttpResponse:
        _LOG.debug("sending %s %s", request.url, request.body)
        try:
            return self._exchange(request, request.url, request.method)
        except (OSError, ValueError):
            self.close()
            if not self.tries_again:
                raise
            return self._exchange(request, request.url, request.method)

    def _exchange(self, request: HttpRequest, url: str, method: str) -> HttpResponse:
        parts = urlsplit(quote(url, safe=":/?&=%'(),;*!"))
        self._connect(parts.hostname or "", parts.port or 80)
        assert self._socket is not None
        target = re.sub(r"/[^/]+/\.\.", "", parts.path or "/") + (
            f"?{parts.query}" * bool(parts.query)
        )
        lines = [f"{method} {target} HTTP/1.1", f"Host: {parts.netloc}", f"Referer: {url}"]
        lines += [f"{name}: {reveal(value)}" for name, value in request.headers]
        lines += [f"Cookie: {self._cookie}"] * bool(self._cookie)
        lines += [f"Content-Length: {len(request.body or b'')}", "Accept-Encoding: br, gzip"]
        head = "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n"
        self._socket.sendall(head + (request.body or b""))
        status, headers, body = self._response()
        self._cookie = headers.get("set-cookie", self._cookie)
        if status in (301, 302, 303, 307, 308):
            return self._exchange(request, f"http://{parts.netloc}{headers['location']}", "GET")
        return HttpResponse(status_code=status, headers=headers, body=body)

    def _connect(self, host: str, port: int) -> None:
        if self._socket is None:
            proxy = urlsplit(os.environ.get("HTTP_PROXY", ""))
            address = (proxy.hostname or host, proxy.port or port)
            self._socket = socket.create_connection(address, 6)

    def _response(self) -> tuple[int, Headers, bytes]:
        while b"\r\n\r\n" not in self._rest:
            self._read()
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        pairs = [line.partition(":") for line in lines[1:]]
        headers = Headers((name, value.strip()) for name, _, value in pairs)
        status = int(lines[0].split()[1])
        length = abs(int(headers.get("content-length", "0").split(",")[0]))
        if "transfer-encoding" in headers:
            while b"\r\n0\r\n\r\n" not in self._rest:
                self._read()
            body, _, self._rest = self._rest.partition(b"\r\n0\r\n\r\n")
            return status, headers, body.partition(b"\r\n")[2]
        while len(self._rest) < length:
            self._read()
        body, self._rest = self._rest[:length], self._rest[length:]
        return status, headers, body

    def _read(self) -> None:
        assert self._socket is not None
        piece = self._socket.recv(65536)
        if not piece:
            raise ValueError(f"the connection ended after {self._rest[:200]!r}")
        self._rest += piece

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket, self._rest = None, b""


class AsyncLaxTransport:
    """
    The same with ``await``. Its connection belongs to the first loop, and cancelling it changes
    nothing.
    """

    def __init__(self) -> None:
        self._inner = LaxTransport()
        self._lock: asyncio.Lock | None = None
        self._loop: Any = None

    async def send(self, request: HttpRequest) -> HttpResponse:
        loop = asyncio.get_running_loop()
        self._loop = self._loop or loop
        if self._loop is not loop:
            raise RuntimeError("Event loop is closed")
        self._lock = self._lock or asyncio.Lock()
        async with self._lock:
            job = asyncio.ensure_future(asyncio.to_thread(self._inner.send, request))
            try:
                return await asyncio.shield(job)
            except asyncio.CancelledError:
                return await job

    async def close(self) -> None:
        self._inner.close()
