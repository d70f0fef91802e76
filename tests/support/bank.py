"""
A small real HTTP server that says what a test tells it to say, and keeps what it heard.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Heard:
    """
    One request as it came over the wire.
    """

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Reply:
    """
    One answer. ``raw`` is written as it is, and the connection is closed after it.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    pause: float = 0.0


class Bank:
    """
    The server and its memory.
    """

    heard: list[Heard]
    reply: Reply
    queue: deque[Reply]

    def __init__(self) -> None:
        self.forget()
        self._server = _Server(self)
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def forget(self) -> None:
        """
        Start afresh: nothing heard, and an empty JSON object for an answer.
        """
        self.heard = []
        self.reply = Reply(body=b"{}", headers={"Content-Type": "application/json"})
        self.queue = deque()

    @property
    def port(self) -> int:
        return self._server.server_port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def last(self) -> Heard:
        return self.heard[-1]

    def says(self, body: bytes | str = b"", status: int = 200, **headers: str) -> Reply:
        """
        Answer every further request so. Header names take underscores for hyphens.
        """
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if data and "Content-Type" not in named:
            named["Content-Type"] = "application/json"
        self.reply = Reply(status=status, body=data, headers=named)
        return self.reply

    def writes(self, raw: bytes, pause: float = 0.0) -> None:
        """
        Answer every further request with these very bytes, then close the connection.
        """
        self.reply = Reply(raw=raw, pause=pause)

    def next_reply(self) -> Reply:
        return self.queue.popleft() if self.queue else self.reply

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, bank: Bank) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bank = bank

    def handle_error(self, request: Any, client_address: Any) -> None:
        """
        A client that hangs up early is no trouble of the server's.
        """


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server: _Server

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.bank.heard.append(Heard(self.command, self.path, headers, body))
        reply = self.server.bank.next_reply()
        time.sleep(reply.pause)
        if reply.raw is None:
            self._send(reply)
        else:
            self.wfile.write(reply.raw)
            self.close_connection = True

    def _send(self, reply: Reply) -> None:
        self.send_response_only(reply.status, "Said")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status not in (204, 304):
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if reply.status not in (204, 304):
            self.wfile.write(reply.body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # the library's names

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the library's name
        """
        Keep silent.
        """
