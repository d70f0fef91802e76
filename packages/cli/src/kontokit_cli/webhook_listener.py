"""
Receives notifications on loopback, and tells each.
"""

from __future__ import annotations

import json
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

import click

from .failures import Misused, NotSetUp
from .options import Options

if TYPE_CHECKING:
    from kontokit.webhooks import Receiver

    from .forwarding import Forwarder

__all__ = ["Listener"]

FIELDS: Final = ("api", "decision", "kind", "serial", "missing", "refused", "forwarded")
"""Of a notification, as programs read it."""
_MOST: Final = 64 * 1024
"""Bytes of a body."""
_NOBODY_TOOK_IT: Final = 502


class Listener:
    """
    Receives requests one after another, and tells each.
    """

    def __init__(
        self,
        receiver: Receiver[Any],
        api: str,
        path: str,
        count: int | None,
        options: Options,
        *,
        forwarder: Forwarder | None = None,
    ) -> None:
        """
        Take what it needs; nothing is opened yet.

        Args:
            api: The name of the API, for what is told.
            path: Where notifications arrive.
            count: After how many it ends; None for Ctrl-C.
            forwarder: Passes on what is not refused.
        """
        self._receiver = receiver
        self._api = api
        self._path = path
        self._left = count
        self._options = options
        self._forwarder = forwarder
        self._lock = threading.Lock()
        self._ended = threading.Event()

    def serve(self, port: int) -> None:
        """
        Serve until Ctrl-C, or until as many came as were asked for.

        Raises:
            NotSetUp: The port cannot be opened.
            Misused: Notifications would be forwarded to this listener.
        """
        try:
            server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        except OSError as error:
            raise NotSetUp(f"port {port}: {error.strerror}; give another --port") from None
        if self._forwarder is not None and self._forwarder.leads_to(server.server_port):
            server.server_close()
            raise Misused("--forward leads back to this listener; give another port")
        address = f"http://127.0.0.1:{server.server_port}{self._path}"
        click.echo(f"Listening at {address}. Stop with Ctrl-C.", err=True)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._end)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        self._ended.wait()
        server.shutdown()
        server.server_close()

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._ended.set()

    def take(self, body: bytes, headers: dict[str, str]) -> int:
        """
        Take a request; returns its status.
        """
        with self._lock:
            received = self._receiver.receive(body, headers)
            status = int(received.status)
            forwarded = None
            if self._forwarder is not None and received.error is None:
                forwarded = self._forwarder.send(body, headers)
                # The provider sends again what the other program has not taken.
                status = _NOBODY_TOOK_IT if forwarded is None else forwarded
            self._tell(received, forwarded)
            if self._left is not None:
                self._left -= 1
                if self._left == 0:
                    self._ended.set()
            return status

    def _tell(self, received: Any, forwarded: int | None) -> None:
        kind = None if received.event is None else type(received.event).__name__
        facts = {
            "api": self._api,
            "decision": received.decision,
            "kind": kind,
            "serial": received.serial,
            "missing": [[one.first, one.last] for one in received.gaps],
            "refused": None if received.error is None else str(received.error),
            "forwarded": forwarded,
        }
        if self._options.is_for_programs:
            click.echo(json.dumps(facts, ensure_ascii=False))
        else:
            click.echo("\t".join(str(one) for one in facts.values() if one not in (None, [])))

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        listener = self

        class Handler(BaseHTTPRequestHandler):
            server_version = "kontokit"
            sys_version = ""

            def do_POST(self) -> None:  # as http.server calls it
                """
                Take a notification.
                """
                length = self.headers.get("Content-Length", "")
                is_usable = length.isascii() and length.isdigit() and int(length) <= _MOST
                if self.path.partition("?")[0] != listener._path:
                    status = 404
                elif not is_usable:
                    status = 413
                else:
                    body = self.rfile.read(int(length))
                    status = listener.take(body, dict(self.headers.items()))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """
                Tell nobody: paths may hold secrets.
                """

        return Handler
