"""
Receives the browser that comes back from a page of the bank, so that nobody has to paste.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, Final
from urllib.parse import urlsplit

__all__ = ["ReturnReceiver", "return_receiver"]

_PATH: Final = "/back"
_PAGE: Final = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>kontokit</title>"
    "<p>You can close this window and go on in the terminal."
)


class ReturnReceiver:
    """
    A server on loopback with one page.
    """

    def __init__(self) -> None:
        """
        Open a port.
        """
        self._returned: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._server = HTTPServer(("127.0.0.1", 0), _handler(self._returned))
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """
        Where the browser comes back to.
        """
        return f"http://127.0.0.1:{self._server.server_port}{_PATH}"

    def taken(self) -> str | None:
        """
        The query with which a browser has come back, once; None while none has.
        """
        try:
            return self._returned.get_nowait()
        except queue.Empty:
            return None

    def close(self) -> None:
        """
        Close the port.
        """
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def return_receiver() -> Generator[ReturnReceiver]:
    """
    A receiver until the block ends.
    """
    receiver = ReturnReceiver()
    try:
        yield receiver
    finally:
        receiver.close()


def _handler(returned: queue.SimpleQueue[str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        server_version = "kontokit"
        sys_version = ""

        def do_GET(self) -> None:  # as http.server calls it
            """
            Take the query, and say that the window can be closed.
            """
            assert isinstance(self.server, HTTPServer)  # noqa: S101  # for type checkers
            parts = urlsplit(self.path)
            if self.headers.get("Host") != f"127.0.0.1:{self.server.server_port}":
                # Another name may lead here, from a page of anybody.
                self._answer(421, "")
            elif parts.path != _PATH or not parts.query:
                self._answer(404, "")
            else:
                # Whether it is the right browser, the flow decides by the state in the query.
                returned.put(f"?{parts.query}")
                self._answer(200, _PAGE)

        def _answer(self, status: int, page: str) -> None:
            body = page.encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("Referrer-Policy", "no-referrer")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # as http.server does
            """
            Tell nobody: the query is a secret.
            """

    return Handler
