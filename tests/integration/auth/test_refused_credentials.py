"""
Refused credentials, refused tokens and lost answers: never a loop, never a stampede.
"""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kontokit import (
    AuthenticationError,
    ClientClosedError,
    ClientCredentials,
    ConfigurationError,
    ConnectionLostError,
    KontokitError,
    LockedError,
    PermissionDeniedError,
    RateLimitError,
    ReauthenticationRequiredError,
    RefreshToken,
    Secret,
    UnexpectedResponseError,
    UserCredentials,
)
from kontokit.stores import FileStore, MemoryStore
from tests.support.sandbox_bank import ManualClock, SandboxBank

TOKEN_PATH = "/api/v2/oauth/token"
DEAD = RefreshToken("a-refresh-token-that-has-ended")


def _refresh_token(bank: SandboxBank) -> str:
    """
    The refresh token of a new user.
    """
    user = bank.new_user()
    with bank.client() as client:
        form = {
            "grant_type": "password", "client_id": bank.credentials.client_id,
            "client_secret": bank.credentials.client_secret, "username": user.username,
            "password": user.password,
        }  # fmt: skip
        token: Secret = client.tokens.create(**form).refresh_token
        return token.reveal()


def _errors(call: Any, times: int) -> list[Exception]:
    found = list[Exception]()
    with ThreadPoolExecutor(16) as pool:
        for future in [pool.submit(call) for _ in range(times)]:
            error = future.exception()
            assert isinstance(error, Exception)
            found.append(error)
    return found


def test_a_dead_refresh_token_is_sent_once(finapi: SandboxBank) -> None:
    """
    1,000 calls with a refresh token that has ended make one token request, and every one of
    them is asked to sign in again.
    """
    with finapi.client() as client:
        user = client.with_options(user_credentials=DEAD)
        before = finapi.token_requests
        errors = _errors(lambda: finapi.read(user), 1000)
        assert finapi.token_requests - before == 1
    assert {type(error) for error in errors} == {ReauthenticationRequiredError}
    assert {error.code for error in errors if isinstance(error, ReauthenticationRequiredError)} == {
        "invalid_grant"
    }
    assert len({id(error) for error in errors}) == 1000


def test_a_wrong_password_is_sent_once(bank: SandboxBank) -> None:
    """
    A refused password is not sent again, for repetitions lock the user; calls of other users
    go on.
    """
    right = bank.new_user()
    with bank.client() as client:
        wrong = client.as_user(right.username, "wrong password 4711")
        before = bank.token_requests
        errors = _errors(lambda: bank.read(wrong), 200)
        assert bank.token_requests - before == 1
        assert {type(error) for error in errors} == {ReauthenticationRequiredError}
        assert "4711" not in str(errors[0])
        bank.read(client.as_user(right))


def test_no_process_that_shares_the_store_sends_a_refused_password(
    finapi: SandboxBank, tmp_path: Path
) -> None:
    """
    The refusal is kept where the tokens are, so a restart does not send the password again.
    """
    name, before = finapi.new_user().username, finapi.token_requests
    for _ in range(5):
        store = FileStore(tmp_path / "tokens.json", key=None)
        refused = pytest.raises(ReauthenticationRequiredError, match="token endpoint rejected the")
        with finapi.client(token_store=store) as client, refused:
            finapi.read(client.as_user(name, "wrong password"))
    assert finapi.token_requests - before == 1


def test_sign_in_tries_refused_credentials_once_more(bank: SandboxBank) -> None:
    """
    A caller who knows that the credentials are good now says so by sign_in().
    """
    early = UserCredentials.generate()
    with bank.client() as client:
        user = client.as_user(early)
        with pytest.raises(ReauthenticationRequiredError):
            bank.read(user)
        with pytest.raises(ReauthenticationRequiredError):
            user.sign_in()
        with bank.client() as other:
            other.create_user(early)
        with pytest.raises(ReauthenticationRequiredError):
            bank.read(user)
        user.sign_in()
        bank.read(user)


def test_a_created_user_forgets_the_refusal_before(bank: SandboxBank) -> None:
    """
    Credentials that were refused because the user did not exist yet are good once it does.
    """
    early = UserCredentials.generate()
    with bank.client() as client:
        with pytest.raises(ReauthenticationRequiredError):
            bank.read(client.as_user(early))
        assert bank.read(client.create_user(early).client) is not None


def test_a_refresh_token_needs_no_password(finapi: SandboxBank) -> None:
    """
    The first access token is made with the refresh token, and so is the next one.
    """
    token = _refresh_token(finapi)
    with finapi.client() as client:
        user = client.with_options(user_credentials=RefreshToken(token))
        before = finapi.token_requests
        finapi.read(user)
        finapi.end_tokens()
        finapi.read(user)
        assert finapi.token_requests - before == 2
    forms = [r.body for r in finapi.sandbox.requests if r.path == TOKEN_PATH][-2:]
    assert all(b"grant_type=refresh_token" in form for form in forms)


def test_a_password_signs_in_again_when_the_refresh_token_is_over(finapi: SandboxBank) -> None:
    """
    Where the password is known, the end of a refresh token costs one more request, no more.
    """
    with finapi.client() as client:
        client.client_configuration.edit(
            refresh_tokens_validity_period=600, user_access_tokens_validity_period=300
        )
        user = client.create_user().client
        finapi.read(user)
        finapi.end_tokens()
        before = finapi.token_requests
        finapi.read(user)
    forms = [r.body for r in finapi.sandbox.requests if r.path == TOKEN_PATH]
    assert [b"refresh_token&" in f or f.startswith(b"grant_type=refresh") for f in forms[-2:]] == [
        True,
        False,
    ]
    assert finapi.token_requests - before == 2


def test_a_lost_answer_to_a_refresh_is_asked_for_once_more(finapi: SandboxBank) -> None:
    """
    A refresh whose answer is lost is repeated once, and no one notices.
    """
    with finapi.client() as client:
        user = client.as_user(RefreshToken(_refresh_token(finapi)))
        finapi.sandbox.lose_answers("finapi_access", "POST", TOKEN_PATH)
        before = finapi.token_requests
        finapi.read(user)
        assert finapi.token_requests - before == 2


def test_responses_that_stay_lost_are_reported(finapi: SandboxBank) -> None:
    """
    After one repetition the caller gets the error, and the token service is left alone for a
    while.
    """
    clock = ManualClock()
    with finapi.client(clock=clock) as client:
        user = client.with_options(user_credentials=RefreshToken(_refresh_token(finapi)))
        finapi.sandbox.lose_answers("finapi_access", "POST", TOKEN_PATH, times=2)
        before = finapi.token_requests
        for _ in range(20):
            with pytest.raises(ConnectionLostError):
                finapi.read(user)
        assert finapi.token_requests - before == 2
        clock.passed += 6
        finapi.read(user)


def test_a_rotated_refresh_token_is_kept(finapi: SandboxBank, tmp_path: Path) -> None:
    """
    A service that changes the refresh token with every refresh is followed, also by the next
    process, which still knows the first one only.
    """
    finapi.sandbox.rotate_refresh_tokens()
    first, store = RefreshToken(_refresh_token(finapi)), FileStore(tmp_path / "t", key=None)
    for _ in range(3):
        with finapi.client(token_store=store) as client:
            for _ in range(3):
                finapi.read(client.as_user(first))
                finapi.end_tokens()
    forms = [r.body for r in finapi.sandbox.requests if r.path == TOKEN_PATH][2:]
    assert len(forms) == len(set(forms)) == 9


@pytest.mark.parametrize(("password", "asked"), [(False, 2), (True, 3)])
def test_a_rotated_token_whose_answer_was_lost_is_asked_for_once_more(
    finapi: SandboxBank, asked: int, *, password: bool
) -> None:
    """
    The service has put a new refresh token in the place of the old one, and its answer is
    lost: one repetition shows it. A password helps; without one the user signs in again.
    """
    finapi.sandbox.rotate_refresh_tokens()
    with finapi.client() as client:
        user = client.as_user(
            finapi.new_user() if password else RefreshToken(_refresh_token(finapi))
        )
        finapi.read(user)
        finapi.end_tokens()
        finapi.sandbox.lose_answers("finapi_access", "POST", TOKEN_PATH)
        before = finapi.token_requests
        if password:
            finapi.read(user)
        for _ in range(100):
            if password:
                finapi.read(user)
            else:
                with pytest.raises(ReauthenticationRequiredError):
                    finapi.read(user)
        assert finapi.token_requests - before == asked


def test_a_token_that_is_never_taken_is_refreshed_once(finapi: SandboxBank) -> None:
    """
    An API that answers 401 to every token gets two requests and one refresh, then the caller
    gets the error; calls right after it do not refresh again.
    """
    user = finapi.new_user()
    with finapi.client(clock=ManualClock()) as client:
        mine = client.with_options(user_credentials=user)
        finapi.read(mine)
        finapi.sandbox.respond_with("finapi_access", "GET", "/api/v2/users", status=401, times=99)
        tokens, all_before = finapi.token_requests, len(finapi.sandbox.requests)
        with pytest.raises(AuthenticationError):
            finapi.read(mine)
        assert len(finapi.sandbox.requests) - all_before == 3
        for _ in range(50):
            with pytest.raises(AuthenticationError):
                finapi.read(mine)
        assert finapi.token_requests - tokens == 1


def test_a_given_token_is_never_refreshed(finapi: SandboxBank) -> None:
    """
    A token that the caller got by himself is refused with the server's own error.
    """
    with finapi.client() as client:
        before = finapi.token_requests
        with pytest.raises(AuthenticationError) as caught:
            finapi.read(client.with_options(user_token="unknown-token"))
        assert caught.value.code == "invalid_token"
        assert finapi.token_requests == before


def test_a_token_that_has_ended_when_it_comes_is_an_error(finapi: SandboxBank) -> None:
    """
    A token service that gives out tokens without a life is not asked in a loop.
    """
    body = b'{"access_token":"t","token_type":"bearer","expires_in":-5,"scope":"all"}'
    headers = {"Content-Type": "application/json"}
    finapi.sandbox.respond_with(
        "finapi_access", "POST", TOKEN_PATH, headers=headers, body=body, times=9
    )
    with finapi.client() as client:
        before = finapi.token_requests
        with pytest.raises(UnexpectedResponseError, match="expired before it arrived"):
            finapi.read(client.as_user("anna", "password"))
        assert finapi.token_requests - before == 1


def test_a_token_without_an_end_is_never_refreshed(finapi: SandboxBank) -> None:
    """
    The answer of finAPI says 0 for a token that lives for ever.
    """
    with finapi.client(clock=(clock := ManualClock())) as client:
        with finapi.client() as other:
            other.client_configuration.edit(user_access_tokens_validity_period=0)
        user = client.with_options(user_credentials=finapi.new_user())
        finapi.read(user)
        before = finapi.token_requests
        clock.passed += 10 * 365 * 86_400
        finapi.end_tokens()
        finapi.read(user)
        assert finapi.token_requests == before


def test_wrong_client_credentials_are_reported_by_their_code(bank: SandboxBank) -> None:
    """
    A wrong secret of the client is an error of the client, not of a user, and is not sent over
    and over.
    """
    wrong = ClientCredentials(bank.credentials.client_id, "wrong secret")
    with bank.client() as client:
        mine = client.with_options(client_credentials=wrong)
        before = bank.token_requests
        for _ in range(20):
            with pytest.raises(AuthenticationError) as caught:
                mine.create_user()
        assert bank.token_requests - before == 1
        assert "wrong secret" not in str(caught.value)


def test_a_locked_user_is_reported_as_locked(finapi: SandboxBank) -> None:
    """
    423 stays 423, and is asked again after a moment, because a lock can be lifted.
    """
    user = finapi.new_user()
    with finapi.client() as client:
        for number in range(8):
            with pytest.raises(KontokitError):
                finapi.read(client.as_user(user.username, f"wrong password {number}"))
    clock = ManualClock()
    with finapi.client(clock=clock) as client:
        mine = client.with_options(user_credentials=user)
        for _ in range(3):
            before = finapi.token_requests
            with pytest.raises(LockedError):
                finapi.read(mine)
            with pytest.raises(LockedError):
                finapi.read(mine)
            assert finapi.token_requests - before == 1
            clock.passed += 3


def test_a_token_service_that_asks_for_patience_gets_it(finapi: SandboxBank) -> None:
    """
    Retry-After of a 429 is honoured, up to five minutes.
    """
    user, clock = finapi.new_user(), ManualClock()
    finapi.sandbox.respond_with(
        "finapi_access", "POST", TOKEN_PATH, status=429, headers={"Retry-After": "100"}
    )
    with finapi.client(clock=clock) as client:
        mine = client.with_options(user_credentials=user)
        before = finapi.token_requests
        for seconds in (0, 50, 49):
            clock.passed += seconds
            with pytest.raises(RateLimitError):
                finapi.read(mine)
        assert finapi.token_requests - before == 1
        clock.passed += 2
        finapi.read(mine)


def test_a_lack_of_rights_is_not_taken_for_an_ended_token(sandbox: Any) -> None:
    """
    BANKSapi's 403 has two meanings. Its introspection tells which, so a permanent refusal
    makes no tokens and is reported as what it is; the answer holds for a moment.
    """
    bank = SandboxBank(sandbox, "banksapi")
    user = bank.new_user()
    with bank.client() as client:
        mine = client.as_user(user)
        bank.read(mine)
        sandbox.respond_with("banksapi", "GET", "/customer/v2/bankzugaenge", status=403, times=20)
        before, asked = bank.token_requests, len(sandbox.requests)
        for _ in range(10):
            with pytest.raises(PermissionDeniedError):
                bank.read(mine)
        assert bank.token_requests == before
        assert len(sandbox.requests) - asked == 11


def test_failures_look_the_same_with_await(bank: SandboxBank) -> None:
    """
    The async client meets refusals in the same way.
    """
    user = bank.new_user()

    async def run() -> list[Any]:
        async with bank.async_client() as client:
            wrong = client.as_user(user.username, "wrong password 4711")
            calls = (bank.read(wrong) for _ in range(200))
            return await asyncio.gather(*calls, return_exceptions=True)

    before = bank.token_requests
    errors = asyncio.run(run())
    assert {type(error) for error in errors} == {ReauthenticationRequiredError}
    assert len({id(error) for error in errors}) == 200
    assert bank.token_requests - before == 1


@pytest.mark.parametrize("token", ["t\u20ac", "t\n", "t\r\nX-Evil: 1", "\0", " t", ""])
def test_a_token_that_cannot_be_sent_is_not_kept(finapi: SandboxBank, token: str) -> None:
    """
    What no header can carry is refused when it comes, and is in no error.
    """
    user = finapi.new_user()
    body = json.dumps({"access_token": token, "token_type": "x", "expires_in": 9, "scope": ""})
    finapi.sandbox.respond_with(
        "finapi_access", "POST", TOKEN_PATH, headers={"Content-Type": "application/json"},
        body=body.encode(),
    )  # fmt: skip
    with finapi.client(clock=(clock := ManualClock())) as client:
        mine = client.with_options(user_credentials=user)
        with pytest.raises(UnexpectedResponseError, match="no token that can be sent") as caught:
            finapi.read(mine)
        assert caught.value.body == b""
        clock.passed += 3
        finapi.read(mine)


def test_a_gateway_that_refuses_is_not_the_users_fault(finapi: SandboxBank) -> None:
    """
    A page of HTML with 401 says nothing about a password, so the password is tried again later.
    """
    user, clock = finapi.new_user(), ManualClock()
    finapi.sandbox.respond_with(
        "finapi_access", "POST", TOKEN_PATH, status=401, headers={"Content-Type": "text/html"},
        body=b"<html>who are you?</html>",
    )  # fmt: skip
    with finapi.client(clock=clock) as client:
        mine = client.with_options(user_credentials=user)
        with pytest.raises(AuthenticationError):
            finapi.read(mine)
        clock.passed += 3
        finapi.read(mine)


@pytest.mark.parametrize("body", [b'{"error":"invalid_client"}', b"{}", b""])
def test_a_refusal_that_names_no_user_is_not_stored(finapi: SandboxBank, body: bytes) -> None:
    """
    ``error_description`` is optional. A client that is refused, or a refusal without a code, holds
    this process back for a minute; others that share the store go on, and so does it later.
    """
    user, clock, store = finapi.new_user(), ManualClock(), MemoryStore()
    finapi.sandbox.respond_with(
        "finapi_access", "POST", TOKEN_PATH, status=401, body=body,
        headers={"Content-Type": "application/json"},
    )  # fmt: skip
    with finapi.client(clock=clock, token_store=store) as client:
        mine = client.with_options(user_credentials=user)
        before = finapi.token_requests
        for _ in range(20):
            with pytest.raises(AuthenticationError):
                finapi.read(mine)
            clock.passed += 2
        assert finapi.token_requests - before == 1
        with finapi.client(token_store=store) as other:
            finapi.read(other.with_options(user_credentials=user))
        clock.passed += 30
        finapi.read(mine)


@pytest.mark.parametrize(
    "token", ["Bearer abc", "bearer\tabc", "Basic YTpi", "Token token=abc", " abc", "a b", "abc\n"]
)
def test_a_token_with_its_scheme_is_refused_at_once(finapi: SandboxBank, token: str) -> None:
    """
    A header instead of a token would be sent as ``Bearer Bearer …``; the error says what to pass,
    and not what was passed.
    """
    with finapi.client() as client:
        for given in (token, Secret(token)):
            with pytest.raises(ConfigurationError, match="user_token") as caught:
                client.with_options(user_token=given)
            assert "abc" not in str(caught.value)
            assert ("without" in str(caught.value)) == (token.split()[0].lower() in SCHEMES)


SCHEMES = ("bearer", "basic", "token")


def test_a_client_of_a_closed_client_says_so(finapi: SandboxBank) -> None:
    """
    Closing the client that a user's client came from ends that too, whether it holds a token
    or not.
    """
    user = finapi.new_user()
    client = finapi.client()
    mine = client.as_user(user)
    client.close()
    for _ in range(2):
        with pytest.raises(ClientClosedError):
            finapi.read(mine)


def test_only_a_store_is_taken_for_one(finapi: SandboxBank) -> None:
    """
    An empty store is a store, and a path is none.
    """

    class Counting(MemoryStore):
        def __len__(self) -> int:
            return len(self._records)

    store = Counting()
    with finapi.client(token_store=store) as client:
        client.sign_in()
    assert len(store) == 1
    for odd in ("tokens.json", dict[str, bytes](), 7):
        with pytest.raises(ConfigurationError, match=r"pass a store such as FileStore"):
            finapi.client(token_store=odd)
