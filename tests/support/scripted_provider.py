"""
A provider on a socket that answers as a test says, written without a look at the sandbox.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, TypeAlias

Answer: TypeAlias = tuple[int, dict[str, str], Any]
"""Status, headers, and a body for JSON."""


class Provider:
    """
    A server on loopback. ``answer`` gets method and path and may take its time.
    """

    def __init__(self, answer: Callable[[str, str], Answer]) -> None:
        self.requests: list[tuple[str, str, bytes]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler(answer))
        self._server.daemon_threads = True
        self.url: Final = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self, answer: Callable[[str, str], Answer]) -> type[BaseHTTPRequestHandler]:
        requests = self.requests

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                requests.append((self.command, self.path, body))
                status, headers, value = answer(self.command, self.path)
                content = json.dumps(value, default=str).encode()
                self.send_response(status)
                known = {"Content-Type": "application/json", "Content-Length": str(len(content))}
                for name, text in {**known, **headers}.items():
                    self.send_header(name, text)
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_PUT = do_PATCH = do_GET

            def log_message(self, *args: Any) -> None:
                """
                Nothing is printed.
                """

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except OSError:
                    self.close_connection = True  # the client has hung up

        return Handler


def script(*answers: Answer, then: Answer = (500, {}, {})) -> Callable[[str, str], Answer]:
    """
    Give answers in their order, and the last one for ever after.

    Args:
        *answers: One for each request.
        then: What is answered when they have run out.
    """
    left = list(answers)
    return lambda method, path: left.pop(0) if left else then
