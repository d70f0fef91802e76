"""
``kontokit webhook listen``: receives notifications of a provider, and tells what each is.
"""

from __future__ import annotations

import json
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

import click

from ..failures import Misused, NotSetUp
from ..groups import group
from ..options import Options, options_of

if TYPE_CHECKING:
    from kontokit.webhooks import Receiver

__all__ = ["webhook"]

_EXAMPLES: Final = """\b
  kontokit --sandbox webhook listen
  kontokit --api banksapi webhook listen --port 8080 --jsonl
  kontokit --api bankimport webhook listen --signed
"""
_MOST: Final = 64 * 1024
_VARIABLE: Final = "KONTOKIT_WEBHOOK_SECRET"


@group("webhook", default=None)
def webhook() -> None:
    """Receive notifications."""


@webhook.command_of(
    "listen", help=f"Receive notifications on this machine until Ctrl-C.\n\n{_EXAMPLES}"
)
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True)
@click.option("--path", default="/hooks", show_default=True, metavar="PATH", help="The path.")
@click.option("--signed", is_flag=True, help=f"Check signatures; the secret is in {_VARIABLE}.")
@click.option("--count", type=click.IntRange(1), metavar="N", help="End after N notifications.")
@click.pass_context
def _listen(ctx: click.Context, /, **asked: Any) -> None:
    options = options_of(ctx)
    api = _api(options)
    receiver = _receiver(api, options, is_signed=asked["signed"])
    listener = _Listener(receiver, api, asked["path"], asked["count"], options)
    try:
        server = ThreadingHTTPServer(("127.0.0.1", asked["port"]), listener.handler())
    except OSError as error:
        raise NotSetUp(f"port {asked['port']}: {error.strerror}; give another --port") from None
    listener.serve(server)


def _api(options: Options) -> str:
    if options.api is not None:
        return options.api
    if options.sandbox is not None:
        return "banksapi"
    from ..config_file import default_profile, profile_table, read_config

    config = read_config()
    name = options.profile or default_profile(config)
    if name is None:
        raise Misused("whose notifications? give --api")
    return str(profile_table(config, name).get("api"))


def _receiver(api: str, options: Options, *, is_signed: bool) -> Receiver[Any]:
    from kontokit.webhooks import Receiver

    from ..providers import find_provider
    from ..secret_sources import Secrets

    provider = find_provider(api)
    if not provider.has_webhooks:
        raise Misused(f"{provider.title} sends no notifications")
    known = import_module(f"{provider.package}.webhooks").NOTIFICATIONS
    secret = None
    if is_signed:
        secret = Secrets(options, api).find(
            "webhook_secret", variable=_VARIABLE, source=None, prompt="secret of the webhook"
        )
    return Receiver(known, secret=secret, allow_unsigned=not is_signed)


class _Listener:
    """
    Receives requests one after another, and tells each.
    """

    def __init__(
        self, receiver: Receiver[Any], api: str, path: str, count: int | None, options: Options
    ) -> None:
        self._receiver = receiver
        self._api = api
        self._path = path
        self._left = count
        self._options = options
        self._lock = threading.Lock()
        self._ended = threading.Event()

    def serve(self, server: ThreadingHTTPServer) -> None:
        """
        Serve until Ctrl-C, or until as many came as were asked for.
        """
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
            self._tell(received)
            if self._left is not None:
                self._left -= 1
                if self._left == 0:
                    self._ended.set()
            return int(received.status)

    def _tell(self, received: Any) -> None:
        kind = None if received.event is None else type(received.event).__name__
        facts = {
            "api": self._api,
            "decision": received.decision,
            "kind": kind,
            "serial": received.serial,
            "missing": [[one.first, one.last] for one in received.gaps],
            "refused": None if received.error is None else str(received.error),
        }
        if self._options.is_for_programs:
            click.echo(json.dumps(facts, ensure_ascii=False))
        else:
            click.echo("\t".join(str(one) for one in facts.values() if one not in (None, [])))

    def handler(self) -> type[BaseHTTPRequestHandler]:
        """
        The class of handlers.
        """
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
