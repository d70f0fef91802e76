"""
Notifications that are received at the terminal, and passed on to the program of a developer.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx2
import pytest

from tests.support.command_line import CommandLine

LISTEN = ("--api", "banksapi", "webhook", "listen", "--port", "0", "--jsonl", "--count", "1")
BODY = b'{"notificationType": "UNKNOWN_KIND",   "serial": 42}'


class Program:
    """
    A program of a developer: it keeps what comes, and answers with a status.
    """

    def __init__(self) -> None:
        self.status = 204
        self.taken: list[tuple[bytes, dict[str, str]]] = []
        program = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                program.taken.append((body, dict(self.headers.items())))
                self.send_response(program.status)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/own?x=1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def program() -> Iterator[Program]:
    """
    One that listens until the test ends.
    """
    made = Program()
    yield made
    made.server.shutdown()
    made.server.server_close()


def told(kontokit: CommandLine, url: str, *, status: int) -> dict[str, object]:
    """
    What the listener tells of one notification, which it answers with a status.
    """
    listener = kontokit.process([*LISTEN, "--forward", url])
    assert listener.stderr is not None
    address = re.search(r"http://\S+/hooks", listener.stderr.readline())
    assert address
    headers = {"Content-Type": "application/json", "X-Own": "a"}
    assert httpx2.post(address[0], content=BODY, headers=headers).status_code == status
    shown, _ = listener.communicate(timeout=30)
    found: dict[str, object] = json.loads(shown)
    return found


def test_a_notification_is_passed_on(alone: CommandLine, program: Program) -> None:
    """
    The same bytes and headers; the provider gets the status of the program.
    """
    assert told(alone, program.url, status=204)["forwarded"] == 204
    ((body, headers),) = program.taken
    assert body == BODY
    assert (headers["Content-Type"], headers["X-Own"]) == ("application/json", "a")
    assert headers["Host"] == program.url.split("/")[2]


def test_the_provider_learns_that_the_program_failed(alone: CommandLine, program: Program) -> None:
    """
    It sends again what was not taken.
    """
    program.status = 500
    assert told(alone, program.url, status=500)["forwarded"] == 500


def test_a_program_that_does_not_run_is_told(alone: CommandLine, program: Program) -> None:
    """
    As a gateway says it.
    """
    program.server.server_close()
    assert told(alone, "http://127.0.0.1:9/", status=502)["forwarded"] is None


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://bank.invalid/", "http:///hooks"])
def test_an_address_has_to_be_one(alone: CommandLine, url: str) -> None:
    """
    Nothing listens then.
    """
    ended = alone.run(*LISTEN, "--forward", url)
    assert ended.returncode == 2
    assert "--forward needs an address" in ended.stderr


def test_nothing_is_forwarded_in_a_circle(alone: CommandLine) -> None:
    """
    An address of the listener is refused.
    """
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as free:
        port = str(free.server_port)
    words = ("--api", "banksapi", "webhook", "listen", "--port", port)
    ended = alone.run(*words, "--forward", f"http://localhost:{port}/hooks")
    assert ended.returncode == 2
    assert "leads back to this listener" in ended.stderr
