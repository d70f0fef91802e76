"""
A page with the element and a server that shows it any step, and keeps what the element sends.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from kontokit_web import POLICY
from kontokit_web.page import element_source

PAGE = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>step</title>'
    '<meta name="viewport" content="width=device-width">'
    '<script type="module" src="/kontokit-sca.js"></script></head><body><main><h1>Step</h1>'
    '<kontokit-sca src="/flow" token="of the page"{more}></kontokit-sca></main></body></html>'
)


class Gallery:
    """
    The server, on loopback.
    """

    def __init__(self) -> None:
        self.state: dict[str, Any] = {}
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.answer: Callable[[str, dict[str, Any]], dict[str, Any]] = lambda _, __: self.state
        self.look: Callable[[], dict[str, Any]] = lambda: self.state
        """What a look at the step gets."""
        self.language = "de"
        self.more = ""
        """More attributes of the element."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"

    def show(self, step: Any, **state: Any) -> None:
        """
        What the element is shown from now on.
        """
        self.sent.clear()
        is_final = step.kind in ("finished", "failed", "cancelled", "expired")
        self.state = {
            "step": step.to_dict(), "round": 1, "revision": 1, "is_done": is_final, "poll": None,
            "credentials": [], "next": "/accounts" if is_final else None, "problem": None, **state,
        }  # fmt: skip

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(gallery: Gallery) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/kontokit-sca.js":
                self._send(element_source(), "text/javascript")
            elif self.path == "/flow/step":
                self._send(json.dumps(gallery.look()).encode(), "application/json")
            elif self.path.partition("?")[0] == "/":
                page = PAGE.format(language=gallery.language, more=gallery.more)
                self._send(page.encode(), "text/html")
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body["token"] = self.headers["X-CSRF-Token"]
            command = self.path.rsplit("/", 1)[1]
            gallery.sent.append((command, body))
            answer = gallery.answer(command, body)
            self._send(json.dumps(answer).encode(), "application/json")

        def _send(self, content: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
