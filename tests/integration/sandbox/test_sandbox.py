"""
What the sandbox itself offers to tests: its log, scripted answers, time, and its end.
"""

from __future__ import annotations

import socket
from base64 import b64encode
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.bankimport import TOKEN
from kontokit_sandbox.banksapi import CERTIFICATE, CERTIFICATE_FILE
from kontokit_sandbox.credentials import Credentials
from tests.support.raw_http import send_raw

HEADERS = {"Authorization": f"Token token={TOKEN}"}


def test_requests_are_logged_as_they_came(sandbox: Sandbox) -> None:
    """
    Path and query stay as on the wire, and the body keeps its bytes.
    """
    url = sandbox.url("bankimport")
    send_raw("GET", f"{url}/bank%2Daccounts?bank_code=3%37", headers=HEADERS)
    send_raw("POST", f"{url}/bank-account/hbci", headers=HEADERS, form={"secret": "ä b"})
    first, second = sandbox.requests
    assert (first.api, first.method) == ("bankimport", "GET")
    assert (first.path, first.query) == ("/api/v1/bank%2Daccounts", "bank_code=3%37")
    assert first.headers["authorization"] == f"Token token={TOKEN}"
    assert second.body == b"secret=%C3%A4+b"


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (200, {"Content-Type": "text/html"}, b"<html>Wartung</html>"),
        (200, {"Content-Type": "application/json"}, b'{"bank_accounts": "none"}'),
        (200, {}, b""),
        (204, {}, b""),
        (302, {"Location": "https://example.com/"}, b""),
        (520, {}, b"unknown"),
        (599, {"X-Twice": "yes"}, b"\xff\xfe"),
    ],
)
def test_scripted_answer_is_given_once_as_it_is(
    sandbox: Sandbox, status: int, headers: dict[str, str], body: bytes
) -> None:
    """
    A laid-down answer goes out byte for byte, and the next request is served as always.
    """
    sandbox.respond_with(
        "bankimport", "GET", "/bank-accounts", status=status, headers=headers, body=body
    )
    url = f"{sandbox.url('bankimport')}/bank-accounts"
    reply = send_raw("GET", url, headers=HEADERS)
    assert (reply.status, reply.body) == (status, body)
    assert all(reply.headers[name.lower()] == value for name, value in headers.items())
    assert send_raw("GET", url, headers=HEADERS).status == 200


def test_scripted_answer_may_count_several_times(sandbox: Sandbox) -> None:
    """
    As many requests as asked for are answered so, in the order of laying down.
    """
    sandbox.respond_with("bankimport", "GET", "/bank-accounts", status=503, times=2)
    sandbox.respond_with("bankimport", "GET", "/bank-accounts", status=599)
    url = f"{sandbox.url('bankimport')}/bank-accounts"
    statuses = [send_raw("GET", url, headers=HEADERS).status for _ in range(4)]
    assert statuses == [503, 503, 599, 200]


def test_credentials_open_the_banks(sandbox: Sandbox) -> None:
    """
    What the sandbox tells as credentials is what its servers accept.
    """
    known = sandbox.credentials
    assert known.bankimport_token == TOKEN
    basic = b64encode(f"{known.banksapi_client}:{known.banksapi_client_secret}".encode()).decode()
    form = {
        "grant_type": "password",
        "username": known.banksapi_user,
        "password": known.banksapi_password,
    }
    url = f"{sandbox.url('banksapi')}/auth/oauth2/token"
    reply = send_raw("POST", url, headers={"Authorization": f"Basic {basic}"}, form=form)
    assert reply.json["tenant"] == known.banksapi_tenant


def test_reset_forgets_log_and_scripts(sandbox: Sandbox) -> None:
    """
    After a reset nothing is left of what a test has done.
    """
    sandbox.respond_with("bankimport", "GET", "/bank-accounts", status=500)
    url = f"{sandbox.url('bankimport')}/bank-accounts"
    send_raw("GET", f"{sandbox.url('bankimport')}/transactions?page=3", headers=HEADERS)
    sandbox.reset()
    assert sandbox.requests == []
    assert send_raw("GET", url, headers=HEADERS).status == 200


def test_server_is_gone_after_the_with_statement() -> None:
    """
    A closed sandbox leaves no open port, and its URL is not given any more.
    """
    with Sandbox() as sandbox:
        port = urlsplit(sandbox.url("bankimport")).port
    assert port is not None
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)
    with pytest.raises(RuntimeError, match="not running"):
        sandbox.url("bankimport")


def test_sandbox_starts_once_at_a_time() -> None:
    """
    A running sandbox refuses to start again, and a closed one starts again.
    """
    sandbox = Sandbox()
    for _ in range(2):
        with sandbox:
            with pytest.raises(RuntimeError, match="already"):
                sandbox.start()
            url = f"{sandbox.url('bankimport')}/bank-accounts"
            assert send_raw("GET", url, headers=HEADERS).status == 200


def test_taken_port_is_reported_at_once() -> None:
    """
    A port that is in use is an error on start, and nothing keeps running.
    """
    with Sandbox() as first:
        port = urlsplit(first.url("bankimport")).port
        assert port is not None
        second = Sandbox({"bankimport": port})
        with pytest.raises(OSError, match="in use"):
            second.start()


def test_the_readme_tells_what_opens_the_banks() -> None:
    """
    Every name and secret stands in the README with its attribute; of the certificate, the file.
    """
    text = (Path(__file__).parents[3] / "packages" / "sandbox" / "README.md").read_text("utf-8")
    for name, value in vars(Credentials()).items():
        shown = CERTIFICATE_FILE.name if value == CERTIFICATE else value
        assert f"`{shown}`" in text, name
        assert f"`{name}`" in text
