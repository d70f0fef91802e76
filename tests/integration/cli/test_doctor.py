"""
The set-up of a machine, and the connection to a provider.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.support.certificates import make_certificate
from tests.support.command_line import CommandLine


@contextmanager
def provider(date: str | None, context: ssl.SSLContext | None = None) -> Generator[str]:
    """
    A server that tells a time.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response_only(404)
            if date is not None:
                self.send_header("Date", date)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"{'http' if context is None else 'https'}://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def checks(
    kontokit: CommandLine, url: str, **variables: str
) -> tuple[int, dict[str, list[object]]]:
    """
    The exit code, and what was found at a profile's server.
    """
    config = Path(kontokit.variables["KONTOKIT_CONFIG"])
    config.write_text(f'[profiles.work]\napi = "finapi_access"\nbase_url = "{url}"\n', "utf-8")
    config.chmod(0o600)
    ended = kontokit.run("doctor", "--json", **variables)
    rows = json.loads(ended.stdout)
    return ended.returncode, {one["check"]: [one["ok"], one["found"]] for one in rows}


def test_the_sandbox_is_looked_at(kontokit: CommandLine) -> None:
    """
    It answers, has a clock of its own, which it does not tell, and needs no TLS.
    """
    ended = kontokit("doctor", "--json", "--fields", "check,ok,found")
    found = {one["check"]: one for one in json.loads(ended.stdout)}
    assert ended.returncode == 0
    assert found["tls"]["ok"]
    assert found["clock"]["found"] == "the provider does not tell the time"


def test_a_sandbox_is_started_to_be_looked_at(alone: CommandLine) -> None:
    """
    Where none runs, the one that other commands would start answers.
    """
    ended = alone.run("--sandbox", "doctor", "--json")
    found = {one["check"]: one["ok"] for one in json.loads(ended.stdout)}
    assert ended.returncode == 0
    assert found["tls"]


@pytest.mark.parametrize(("minutes", "side"), [(10, "behind"), (-10, "ahead of")])
def test_a_wrong_clock_is_told(alone: CommandLine, minutes: int, side: str) -> None:
    """
    By how much, and on which side.
    """
    there = format_datetime(datetime.now(UTC) + timedelta(minutes=minutes), usegmt=True)
    with provider(there) as url:
        code, found = checks(alone, url)
    is_good, text = found["clock"]
    assert (code, is_good) == (3, False)
    assert str(text).endswith(f" s {side} the provider's")


@pytest.mark.parametrize("date", [None, "yesterday"])
def test_a_provider_without_a_time_is_no_trouble(alone: CommandLine, date: str | None) -> None:
    """
    It is said.
    """
    with provider(date) as url:
        code, found = checks(alone, url)
    assert (code, found["clock"]) == (0, [True, "the provider does not tell the time"])


def test_a_certificate_of_a_stranger_is_refused(alone: CommandLine, tmp_path: Path) -> None:
    """
    One that is trusted is shown with its end.
    """
    made = make_certificate(tmp_path)
    now = format_datetime(datetime.now(UTC), usegmt=True)
    with provider(now, made.server()) as url:
        code, found = checks(alone, url)
        assert (code, found["tls"][0]) == (3, False)
        code, found = checks(alone, url, SSL_CERT_FILE=str(made.certificate))
    assert (code, found["tls"][0]) == (0, True)
    assert found["clock"] == [True, "as the provider's, within a minute"]
    assert "TLSv1.3, certificate until " in str(found["tls"][1])


def test_a_server_that_does_not_answer_is_told(alone: CommandLine) -> None:
    """
    By its name; nothing is asked where no profile is set up.
    """
    with provider(None) as url:
        pass
    code, found = checks(alone, url)
    assert (code, found["provider"][0]) == (3, False)
    Path(alone.variables["KONTOKIT_CONFIG"]).unlink()
    assert "provider" not in alone.run("doctor", "--json").stdout
