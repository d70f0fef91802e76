"""
Answers that are lost or late, the clock that answers show, and token endpoints that count.
"""

from __future__ import annotations

import http.client
import json
import threading
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from kontokit_sandbox import Sandbox

BANKS = "/customer/v2/bankzugaenge"
TOKEN = "/api/v2/oauth/token"


def _ask(
    sandbox: Sandbox, api: Any, method: str, path: str, body: str = "", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(urlsplit(sandbox.url(api)).netloc, timeout=10)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, told, answer.read()
    finally:
        connection.close()


def _finapi_token(sandbox: Sandbox, **form: str) -> dict[str, Any]:
    known = sandbox.credentials
    client = {"client_id": known.finapi_client, "client_secret": known.finapi_client_secret}
    status, _, body = _ask(
        sandbox, "finapi_access", "POST", TOKEN, urlencode({**client, **form}),
        **{"Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    return {"status": status, **json.loads(body)}


def _user_token(sandbox: Sandbox) -> dict[str, Any]:
    known = sandbox.credentials
    return _finapi_token(
        sandbox,
        grant_type="password",
        username=known.finapi_user,
        password=known.finapi_password,
    )


def _refreshed(sandbox: Sandbox, refresh_token: str) -> dict[str, Any]:
    return _finapi_token(sandbox, grant_type="refresh_token", refresh_token=refresh_token)


def test_a_lost_answer_was_carried_out(sandbox: Sandbox) -> None:
    """
    The request is in the journal and had its effect, but the caller only sees a broken
    connection; the next one is answered again.
    """
    sandbox.lose_answers("finapi_access", "POST", TOKEN)
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        _user_token(sandbox)
    assert sandbox.token_requests("finapi_access") == 1
    assert _user_token(sandbox)["status"] == 200


def test_a_late_answer_holds_nobody_else_up(sandbox: Sandbox) -> None:
    """
    While one request waits, others are served.
    """
    sandbox.delay_answers("finapi_access", "POST", TOKEN, seconds=1.5)
    found = list[str]()

    def late() -> None:
        _user_token(sandbox)
        found.append("late")

    waiting = threading.Thread(target=late)
    waiting.start()
    while not sandbox.requests:
        pass
    for _ in range(5):
        assert _ask(sandbox, "banksapi", "GET", BANKS)[0] == 401
    found.append("others")
    waiting.join()
    assert found == ["others", "late"]


def test_answers_show_the_time_of_the_sandbox(sandbox: Sandbox) -> None:
    """
    The Date of an answer goes along when a test lets time pass.
    """
    sandbox.advance(timedelta(days=30))
    _, headers, _ = _ask(sandbox, "banksapi", "GET", BANKS)
    shown = parsedate_to_datetime(headers["date"]) - timedelta(days=30)
    assert abs(shown - datetime.now(UTC)) < timedelta(minutes=5)


def test_token_endpoints_count(sandbox: Sandbox) -> None:
    """
    Each API counts for itself what its token endpoint was asked, refused or not.
    """
    _user_token(sandbox)
    _finapi_token(sandbox, grant_type="password", username="nobody", password="wrong")
    assert sandbox.token_requests("finapi_access") == 2
    assert sandbox.token_requests("finapi_access_v1") == 0
    assert sandbox.token_requests("banksapi") == 0
    sandbox.reset()
    assert sandbox.token_requests("finapi_access") == 0


def test_refresh_tokens_stay_the_same_unless_told(sandbox: Sandbox) -> None:
    """
    A renewal gives back the refresh token that it was made with.
    """
    first = _user_token(sandbox)["refresh_token"]
    assert _refreshed(sandbox, first)["refresh_token"] == first


def test_refresh_tokens_rotate_when_told(sandbox: Sandbox) -> None:
    """
    Every renewal gives a new refresh token, and the old one is worth nothing from then on.
    """
    sandbox.rotate_refresh_tokens()
    first = _user_token(sandbox)["refresh_token"]
    second = _refreshed(sandbox, first)["refresh_token"]
    assert second != first
    assert _refreshed(sandbox, first)["error"] == "invalid_grant"
    assert _refreshed(sandbox, second)["status"] == 200
    sandbox.reset()
    again = _user_token(sandbox)["refresh_token"]
    assert _refreshed(sandbox, again)["refresh_token"] == again


@pytest.mark.parametrize("token", ["unknown", "Bearer unknown"])
def test_banksapi_tells_a_missing_token_from_an_ended_one(sandbox: Sandbox, token: str) -> None:
    """
    No token is 401; one that is unknown, revoked or over is 403.
    """
    expected = 403 if token.startswith("Bearer") else 401
    assert _ask(sandbox, "banksapi", "GET", BANKS, Authorization=token)[0] == expected
    assert _ask(sandbox, "banksapi", "GET", BANKS)[0] == 401
