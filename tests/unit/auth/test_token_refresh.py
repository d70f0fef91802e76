"""
The refresh of a token as the flow it is: steps out, answers in, no I/O.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs

from kontokit import (
    AuthenticationError,
    ConnectError,
    ConnectionLostError,
    ReauthenticationRequiredError,
    RefreshToken,
    Retries,
    Secret,
    ServiceUnavailableError,
    StatusError,
    StoreError,
)
from kontokit.auth.token import Token, TokenGrant, from_record
from kontokit.http import Headers, HttpResponse
from tests.support.token_refresh import (
    ENDPOINT,
    GRANT,
    NOW,
    RefreshRun,
    token_of,
)

LOST = ConnectionLostError("lost")
CLIENT_GRANT = structs.replace(GRANT, user=None)


def _granted(access: str, refresh: str | None = None, **more: Any) -> HttpResponse:
    body = {"access_token": access, "expires_in": 3600, "refresh_token": refresh, **more}
    payload = json.dumps({key: value for key, value in body.items() if value is not None})
    headers = Headers([("Content-Type", "application/json")])
    return HttpResponse(status_code=200, headers=headers, body=payload.encode())


def _refused(status: int, code: str) -> HttpResponse:
    headers = Headers([("Content-Type", "application/json")])
    body = json.dumps({"error": code}).encode()
    return HttpResponse(status_code=status, headers=headers, body=body)


def test_a_first_token_is_requested_and_stored() -> None:
    """
    TryLock, load, send, save: nothing else is done, and the record is what was got.
    """
    walk = RefreshRun()
    walk.answers = [_granted("first", "refresh")]
    token = walk.outcome()
    assert walk.steps == ["TryLock", "Load", "Send", "CacheToken", "Save"]
    assert from_record(walk.saved[0].record, GRANT.key) == token
    client = "client_id=client&client_secret=client-secret"
    assert walk.forms == [f"grant_type=password&username=anna&password=password&{client}"]
    assert token.ends == NOW + timedelta(hours=1)


def test_a_token_that_another_process_got_is_taken() -> None:
    """
    A caller that had to wait for the lock finds a fresh token and sends nothing.
    """
    walk = RefreshRun()
    walk.claims = [False, False, True]
    walk.kept = token_of("others")
    assert walk.outcome() == walk.kept
    assert walk.steps == ["TryLock", "Sleep", "TryLock", "Sleep", "TryLock", "Load"]


def test_waiting_for_the_lock_has_a_limit() -> None:
    """
    A claim that is never granted ends in an error that names the key, after two minutes.
    """
    walk = RefreshRun()
    walk.claims = [False] * 100_000
    error = walk.outcome()
    assert isinstance(error, StoreError)
    assert GRANT.key in str(error)
    assert 120 < walk.clock.passed < 121
    assert "Load" not in walk.steps


@pytest.mark.parametrize(("left", "asks"), [(61.0, False), (60.0, True), (-5.0, True)])
def test_a_token_near_its_expiry_is_refreshed(left: float, *, asks: bool) -> None:
    """
    A minute before its end a kept token counts no more.
    """
    walk = RefreshRun()
    walk.kept, walk.answers = token_of("old", refresh="refresh", left=left), [_granted("new")]
    walk.outcome()
    assert ("Send" in walk.steps) is asks


def test_a_refresh_token_that_stays_is_kept() -> None:
    """
    A service that gives no new refresh token means the old one.
    """
    walk = RefreshRun()
    walk.kept, walk.answers = token_of("old", refresh="stays", left=0), [_granted("new")]
    token = walk.outcome()
    assert token.refresh.reveal() == "stays"
    assert walk.forms[0].startswith("grant_type=refresh_token&refresh_token=stays")


@pytest.mark.parametrize("unwanted", ["refused", "stale"])
def test_a_token_that_is_not_wanted_is_not_taken(unwanted: str) -> None:
    """
    A kept token that looks fresh is not used if the API refused it, or if the clock that
    no one can set says that it is over.
    """
    old = token_of("old")
    walk = RefreshRun(**{unwanted: old})
    walk.kept, walk.answers = old, [_granted("new")]
    assert walk.outcome().access == Secret("new")


def test_a_probe_tells_whether_a_refused_token_lives() -> None:
    """
    Where a refusal may have another reason, the service is asked about the token first.
    """
    old = token_of("old")
    probe = ENDPOINT.sign_in(GRANT)
    living = HttpResponse(status_code=200)
    for answer, sends, access in (
        (living, 1, "old"),
        (LOST, 1, "old"),
        (HttpResponse(status_code=500), 1, "old"),
        (HttpResponse(status_code=403), 2, "new"),
    ):
        walk = RefreshRun(refused=old, probe=probe)
        walk.kept, walk.answers = old, [answer, _granted("new")]
        assert walk.outcome().access == Secret(access)
        assert walk.steps.count("Send") == sends


def test_retry_of_a_lost_refresh_once() -> None:
    """
    Two lost answers are the caller's to know; a connection that never was is not repeated.
    """
    walk = RefreshRun(grant=structs.replace(GRANT, user=RefreshToken("refresh")))
    walk.answers = [LOST, LOST]
    assert walk.outcome() is LOST
    assert walk.forms[0] == walk.forms[1]
    assert walk.saved == []


def test_no_retry_of_a_lost_sign_in() -> None:
    """
    Passwords are sent once.
    """
    walk = RefreshRun()
    walk.answers = [LOST]
    assert walk.outcome() is LOST


def test_a_refused_refresh_falls_back_on_the_password() -> None:
    """
    With a password the end of the refresh token does not matter.
    """
    walk = RefreshRun()
    walk.kept = token_of("old", refresh="over", left=0)
    walk.answers = [_refused(401, "invalid_grant"), _granted("new")]
    assert walk.outcome().access == Secret("new")
    assert [form.split("&")[0] for form in walk.forms] == [
        "grant_type=refresh_token",
        "grant_type=password",
    ]


def test_a_refusal_is_stored_and_not_retried() -> None:
    """
    Refused credentials are written down; the next refresh sends nothing, unless it is forced.
    """
    walk = RefreshRun()
    walk.answers = [_refused(400, "invalid_grant")]
    error = walk.outcome()
    assert isinstance(error, ReauthenticationRequiredError)
    assert error.code == "invalid_grant"
    again = RefreshRun()
    again.kept = walk.saved[0].record
    assert isinstance(again.outcome(), ReauthenticationRequiredError)
    assert again.steps == ["TryLock", "Load"]
    force = RefreshRun(force=True)
    force.kept, force.answers = walk.saved[0].record, [_granted("new")]
    assert force.outcome().access == Secret("new")


@pytest.mark.parametrize("grant", [GRANT, CLIENT_GRANT], ids=["user", "client"])
def test_a_wrong_client_is_not_the_users_fault(grant: TokenGrant) -> None:
    """
    What is wrong with the client is reported as the server's error and not written down.
    """
    walk = RefreshRun(grant=grant)
    walk.answers = [_refused(401, "invalid_client")]
    assert isinstance(walk.outcome(), AuthenticationError)
    assert walk.saved == []


PLAIN = Headers([("Content-Type", "text/plain")])
HTML = Headers([("Content-Type", "text/html; charset=utf-8")])
AS_JSON = Headers([("Content-Type", "application/json")])


@pytest.mark.parametrize("user", [GRANT.user, RefreshToken("refresh")], ids=["password", "refresh"])
@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 502, 503, 504])
@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (AS_JSON, b""),
        (AS_JSON, b"{}"),
        (AS_JSON, b"null"),
        (AS_JSON, b'{"error": "invalid_client"}'),
        (AS_JSON, b'{"error": "invalid_client", "error_description": "Bad client credentials"}'),
        (AS_JSON, b'{"error": "unauthorized_client"}'),
        (AS_JSON, b'{"error": "invalid_request"}'),
        (AS_JSON, b'{"error": "server_error"}'),
        (AS_JSON, b'{"error": null, "error_description": "invalid_grant"}'),
        (AS_JSON, b'{"message": "invalid_grant"}'),
        (AS_JSON, b'{"error": "invalid_gran'),
        (HTML, b"<html>invalid_grant</html>"),
        (PLAIN, b"Unauthorized"),
        (Headers(), b"invalid_grant"),
    ],
)
def test_a_broken_token_service_signs_no_user_out(
    status: int, headers: Headers, body: bytes, user: Any
) -> None:
    """
    Only ``invalid_grant`` says something of the user. Whatever else a token service answers is its
    own error, and nothing is written into the store that others share.
    """
    walk = RefreshRun(grant=structs.replace(GRANT, user=user))
    walk.answers = [HttpResponse(status_code=status, headers=headers, body=body)] * 3
    error = walk.outcome()
    assert isinstance(error, StatusError)
    assert error.status_code == status
    assert walk.saved == []


@pytest.mark.parametrize("status", [403, 500, 503])
def test_invalid_grant_with_another_status_signs_no_user_out(status: int) -> None:
    """
    RFC 6749 sends the code with 400, some providers with 401; with any other status it is no
    answer of a token service that works.
    """
    walk = RefreshRun()
    walk.answers = [_refused(status, "invalid_grant")]
    assert isinstance(walk.outcome(), StatusError)
    assert walk.saved == []


def test_a_refresh_token_that_may_be_over_is_replaced_by_the_password() -> None:
    """
    A refusal without a code proves nothing, but with a known password the call goes on.
    """
    walk = RefreshRun()
    walk.kept = token_of("old", refresh="over", left=0)
    walk.answers = [HttpResponse(status_code=401), _granted("new")]
    assert walk.outcome().access == Secret("new")


def test_a_token_that_cannot_be_stored_is_not_lost() -> None:
    """
    The store fails after the service has answered: both errors are reported.
    """
    walk = RefreshRun()
    walk.answers, walk.unsaved = [_granted("new")], StoreError("the disk is full")
    result = walk.run()
    assert isinstance(result.outcome, Token)
    assert result.unsaved is walk.unsaved


def test_only_tokens_that_cannot_be_refreshed_expire_in_the_store() -> None:
    """
    A record with a refresh token outlives its access token.
    """
    for refresh, ends in ((None, NOW + timedelta(hours=1)), ("refresh", None)):
        walk = RefreshRun()
        walk.answers = [_granted("new", refresh)]
        walk.outcome()
        assert walk.saved[0].ends == ends


@pytest.mark.parametrize("refresh", [None, "refresh"])
@pytest.mark.parametrize("before", [[], [LOST]], ids=["at-once", "after-a-loss"])
def test_the_same_token_again_is_used_to_its_end(refresh: str | None, before: list[Any]) -> None:
    """
    A service that repeats a token until it ends is not asked over and over in its last minute.
    """
    walk = RefreshRun(grant=GRANT if refresh else structs.replace(GRANT, user=None))
    walk.kept = token_of("same", refresh=refresh, left=50)
    walk.answers = [*before, _granted("same", expires_in=50)]
    assert walk.outcome().margin == 5.0


def test_the_newest_refresh_token_is_used() -> None:
    """
    What could not be written is still in hand: the newer of both is sent, then the other one.
    """
    newer = structs.replace(
        token_of("new", refresh="newer", left=0), asked=NOW + timedelta(seconds=9)
    )
    for kept, mine in ((newer, token_of("old", refresh="older", left=0)),) * 2:
        walk = RefreshRun(grant=structs.replace(GRANT, user=RefreshToken("first")), mine=mine)
        walk.kept = kept
        walk.answers = [_refused(401, "invalid_grant"), _granted("fresh")]
        assert walk.outcome().access == Secret("fresh")
        assert ["newer" in walk.forms[0], "older" in walk.forms[1]] == [True, True]
    walk = RefreshRun(grant=structs.replace(GRANT, user=RefreshToken("first")), mine=newer)
    walk.answers = [_granted("fresh")]
    walk.outcome()
    assert "refresh_token=newer" in walk.forms[0]


def test_a_refused_refresh_token_is_not_kept() -> None:
    """
    Where the service gives no new one, the one that it took stays; a sign-in leaves none.
    """
    newer = structs.replace(
        token_of("new", refresh="newer", left=0), asked=NOW + timedelta(seconds=9)
    )
    older = token_of("old", refresh="older", left=0)
    answers = [_refused(400, "invalid_grant"), _granted("fresh")]
    walk = RefreshRun(grant=structs.replace(GRANT, user=RefreshToken("first")), mine=older)
    walk.kept, walk.answers = newer, answers.copy()
    assert walk.outcome().refresh == Secret("older")
    walk = RefreshRun()
    walk.kept, walk.answers = newer, answers.copy()
    assert walk.outcome().refresh is None
    assert walk.saved[0].ends == NOW + timedelta(hours=1)


@pytest.mark.parametrize("kept", [None, token_of("old", refresh="refresh", left=0)])
def test_a_refresh_token_that_works_stays_in_the_store(kept: Token | None) -> None:
    """
    Also the one that a program was given, so that what it signs in is still known after a restart.
    """
    walk = RefreshRun(grant=structs.replace(GRANT, user=RefreshToken("refresh")))
    walk.kept, walk.answers = kept, [_granted("new")]
    token = walk.outcome()
    assert token.refresh == Secret("refresh")
    assert from_record(walk.saved[0].record, GRANT.key) == token
    assert walk.saved[0].ends is None


def test_a_new_token_is_in_the_token_cache_before_it_is_stored() -> None:
    """
    Its life is counted from the moment it was asked for, whatever the clock does meanwhile.
    """
    walk = RefreshRun()
    walk.answers = [_granted("new")]
    walk.outcome()
    assert walk.steps.index("CacheToken") < walk.steps.index("Save")
    assert walk.in_hand[0].until == 3600 - 60


BUSY = HttpResponse(status_code=503, headers=Headers([]))


def _busy(seconds: str) -> HttpResponse:
    return HttpResponse(status_code=503, headers=Headers([("Retry-After", seconds)]))


@pytest.mark.parametrize("fault", [LOST, BUSY, ConnectError("refused")])
def test_a_client_asks_for_its_token_again(fault: Any) -> None:
    """
    Its credentials lock nobody out: three attempts, with a pause before each further one.
    """
    walk = RefreshRun(grant=CLIENT_GRANT)
    walk.answers = [fault, fault, _granted("new")]
    assert walk.outcome().access == Secret("new")
    assert walk.steps.count("Send") == 3
    assert 0 < walk.clock.passed < 1.5


def test_a_client_gives_up_after_three_attempts() -> None:
    """
    The error counts them and says that a later call is safe.
    """
    walk = RefreshRun(grant=CLIENT_GRANT)
    walk.answers = [BUSY] * 4
    error = walk.outcome()
    assert isinstance(error, ServiceUnavailableError)
    assert (error.attempts, error.is_retry_safe, len(walk.answers)) == (3, True, 1)


@pytest.mark.parametrize(("seconds", "sent"), [("8", 2), ("9", 1)])
def test_others_do_not_wait_long_for_a_token(seconds: str, sent: int) -> None:
    """
    A pause of more than 8 seconds is left to the callers.
    """
    walk = RefreshRun(grant=CLIENT_GRANT)
    walk.answers = [_busy(seconds), _granted("new")]
    walk.outcome()
    assert walk.steps.count("Send") == sent


@pytest.mark.parametrize("fault", [LOST, BUSY, _refused(400, "invalid_client")])
def test_a_password_is_sent_once(fault: Any) -> None:
    """
    Whatever came back may have counted as a wrong password.
    """
    walk = RefreshRun()
    walk.answers = [fault, _granted("new")]
    error = walk.outcome()
    assert walk.steps.count("Send") == 1
    assert error.attempts == 1
    assert not error.is_retry_safe


def test_a_password_that_was_not_sent_is_sent_again() -> None:
    """
    Nobody got it.
    """
    walk = RefreshRun()
    walk.answers = [ConnectError("refused"), _granted("new")]
    assert walk.outcome().access == Secret("new")


@pytest.mark.parametrize("unsent", [0, 1, 2])
def test_a_refresh_token_is_sent_again_once(unsent: int) -> None:
    """
    Attempts that never left do not count as sent, but they are not doubled either.
    """
    walk = RefreshRun(grant=structs.replace(GRANT, user=RefreshToken("first")))
    walk.answers = [*[ConnectError("refused")] * unsent, LOST, LOST, LOST]
    error = walk.outcome()
    assert isinstance(error, ConnectionLostError)
    assert walk.steps.count("Send") == unsent + 2
    assert not error.is_retry_safe


def test_token_requests_keep_to_max_retries() -> None:
    """
    0 turns repetitions off, but for the one that saves a rotated refresh token.
    """
    endpoint = structs.replace(ENDPOINT, retries=Retries(max_retries=0))
    walk = RefreshRun(grant=CLIENT_GRANT, endpoint=endpoint)
    walk.answers = [BUSY, BUSY]
    walk.outcome()
    other = RefreshRun(grant=structs.replace(GRANT, user=RefreshToken("first")), endpoint=endpoint)
    other.answers = [LOST, _granted("new")]
    assert other.outcome().access == Secret("new")
    assert walk.steps.count("Send") == 1
