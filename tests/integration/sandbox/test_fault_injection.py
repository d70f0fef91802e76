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

import httpx2
import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.sandbox import Api
from tests.support.banksapi_customers import BASIC, USERS, client_of
from tests.support.banksapi_customers import token as banksapi_token

BANKS = "/customer/v2/bankzugaenge"
TOKEN = "/api/v2/oauth/token"


def _ask(
    sandbox: Sandbox, api: Any, method: str, path: str, body: str = "", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    url = urlsplit(sandbox.url(api))
    connection = http.client.HTTPConnection(url.netloc, timeout=10)
    try:
        connection.request(method, url.path + path, body, headers)
        answer = connection.getresponse()
        reported = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, reported, answer.read()
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


def test_a_lost_answer_is_an_error_for_every_client(sandbox: Sandbox) -> None:
    """
    httpx2 sees a broken connection too, on a kept one as well, and sends nothing again.
    """
    client = client_of(sandbox)
    before = len(sandbox.requests)
    sandbox.lose_answers("banksapi", "POST", USERS)
    user = {"username": "kunde-4711", "password": "Geheim-2024"}
    with httpx2.Client(headers=client.headers, timeout=10) as caller:
        assert caller.get(client.url + USERS).status_code == 200
        with pytest.raises(httpx2.ReadError):
            caller.post(client.url + USERS, json=user)
        assert len(sandbox.requests) - before == 2
        assert "kunde-4711" in caller.get(client.url + USERS).text


def test_as_many_answers_are_lost_as_asked_for(sandbox: Sandbox) -> None:
    """
    Only the method and path named lose answers, so often; a reset forgets the rest.
    """
    sandbox.lose_answers("banksapi", "get", BANKS, times=3)
    assert _ask(sandbox, "banksapi", "DELETE", BANKS)[0] == 401
    for _ in range(2):
        with pytest.raises((http.client.IncompleteRead, ConnectionError)):
            _ask(sandbox, "banksapi", "GET", BANKS)
    sandbox.reset()
    assert _ask(sandbox, "banksapi", "GET", BANKS)[0] == 401


def test_a_scripted_answer_can_be_lost(sandbox: Sandbox) -> None:
    """
    A laid-down answer counts as given when it is lost.
    """
    sandbox.respond_with("banksapi", "GET", BANKS, status=204)
    sandbox.lose_answers("banksapi", "GET", BANKS)
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        _ask(sandbox, "banksapi", "GET", BANKS)
    assert _ask(sandbox, "banksapi", "GET", BANKS)[0] == 401


def test_a_late_request_does_not_outlive_a_reset(sandbox: Sandbox) -> None:
    """
    What still waits at a reset is broken off, and takes nothing that was laid down after it.
    """
    sandbox.delay_answers("banksapi", "GET", BANKS, seconds=0.3)
    ends = list[BaseException | int]()

    def late() -> None:
        try:
            ends.append(_ask(sandbox, "banksapi", "GET", BANKS)[0])
        except (http.client.IncompleteRead, ConnectionError) as error:
            ends.append(error)

    waiting = threading.Thread(target=late)
    waiting.start()
    while not sandbox.requests:
        pass
    sandbox.reset()
    sandbox.respond_with("banksapi", "GET", BANKS, status=599)
    waiting.join()
    assert isinstance(ends[0], http.client.IncompleteRead | ConnectionError)
    assert _ask(sandbox, "banksapi", "GET", BANKS)[0] == 599


def test_a_late_answer_does_not_stop_the_end() -> None:
    """
    A sandbox can be closed while a request waits for an hour; its caller is let go.
    """
    ends = list[BaseException | int]()

    def late() -> None:
        try:
            ends.append(_ask(sandbox, "banksapi", "GET", BANKS)[0])
        except (http.client.HTTPException, OSError) as error:
            ends.append(error)

    with Sandbox() as sandbox:
        sandbox.delay_answers("banksapi", "GET", BANKS, seconds=3600)
        waiting = threading.Thread(target=late)
        waiting.start()
        while not sandbox.requests:
            pass
    waiting.join()
    assert len(ends) == 1
    assert ends != [401]


def test_a_late_answer_does_not_block_others(sandbox: Sandbox) -> None:
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
    _finapi_token(sandbox, grant_type="password", username="missing", password="wrong")
    assert sandbox.token_requests("finapi_access") == 2
    assert sandbox.token_requests("finapi_access_v1") == 0
    assert sandbox.token_requests("banksapi") == 0
    sandbox.reset()
    assert sandbox.token_requests("finapi_access") == 0


def test_every_kind_of_token_request_counts(sandbox: Sandbox) -> None:
    """
    Wrong clients, broken forms, scripted and lost answers count; other requests do not.
    """
    url = "/auth/oauth2/token"
    assert banksapi_token(sandbox, grant_type="client_credentials").status == 200
    assert _ask(sandbox, "banksapi", "POST", url)[0] == 401
    assert _ask(sandbox, "banksapi", "POST", url, Authorization=BASIC)[0] == 400
    sandbox.respond_with("banksapi", "POST", url, status=503)
    assert _ask(sandbox, "banksapi", "POST", url)[0] == 503
    sandbox.lose_answers("banksapi", "POST", url)
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        _ask(sandbox, "banksapi", "POST", url)
    assert _ask(sandbox, "banksapi", "GET", url)[0] == 405
    assert _ask(sandbox, "banksapi", "POST", "/auth/oauth2/revoke")[0] == 401
    assert sandbox.token_requests("banksapi") == 5


def test_the_versions_of_finapi_count_apart(sandbox: Sandbox) -> None:
    """
    v1 and v2 give out the same tokens, but each counts its own requests.
    """
    _user_token(sandbox)
    assert _ask(sandbox, "finapi_access_v1", "POST", "/oauth/token")[0] == 400
    assert _ask(sandbox, "finapi_access_v1", "POST", "/oauth/token")[0] == 400
    apis: tuple[Api, ...] = ("finapi_access", "finapi_access_v1", "finapi_webform")
    assert [sandbox.token_requests(api) for api in apis] == [1, 2, 0]


def test_refresh_tokens_stay_the_same_by_default(sandbox: Sandbox) -> None:
    """
    A renewal gives back the refresh token that it was made with.
    """
    first = _user_token(sandbox)["refresh_token"]
    assert _refreshed(sandbox, first)["refresh_token"] == first


def test_refresh_tokens_rotate_on_request(sandbox: Sandbox) -> None:
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


def test_a_rotated_refresh_token_still_holds_its_grant(sandbox: Sandbox) -> None:
    """
    Access tokens from before live on after a renewal, and end when the new refresh token is
    revoked; revoking the old one does nothing.
    """
    sandbox.rotate_refresh_tokens()
    first = _user_token(sandbox)
    second = _refreshed(sandbox, first["refresh_token"])
    assert second["access_token"] != first["access_token"]
    client = _finapi_token(sandbox, grant_type="client_credentials")["access_token"]
    for grant, status in ((first, 200), (second, 401)):
        assert _revoked(sandbox, client, grant["refresh_token"]) == 200
        for token in (first, second):
            header = f"Bearer {token['access_token']}"
            path = "/api/v2/users"
            assert _ask(sandbox, "finapi_access", "GET", path, Authorization=header)[0] == status


def _revoked(sandbox: Sandbox, client: str, token: str) -> int:
    return _ask(
        sandbox, "finapi_access", "POST", "/api/v2/oauth/revoke", urlencode({"token": token}),
        **{"Content-Type": "application/x-www-form-urlencoded"}, Authorization=f"Bearer {client}",
    )[0]  # fmt: skip


def test_a_login_after_a_rotation_gives_a_refresh_token(sandbox: Sandbox) -> None:
    """
    Signing in again gives the newest refresh token, though older access tokens still live.
    """
    sandbox.rotate_refresh_tokens()
    renewed = _refreshed(sandbox, _user_token(sandbox)["refresh_token"])
    assert _user_token(sandbox)["refresh_token"] == renewed["refresh_token"]


@pytest.mark.parametrize("token", ["unknown", "Bearer unknown"])
def test_banksapi_tells_a_missing_token_from_an_ended_one(sandbox: Sandbox, token: str) -> None:
    """
    No token is 401; one that is unknown, revoked or over is 403.
    """
    expected = 403 if token.startswith("Bearer") else 401
    assert _ask(sandbox, "banksapi", "GET", BANKS, Authorization=token)[0] == expected
    assert _ask(sandbox, "banksapi", "GET", BANKS)[0] == 401
