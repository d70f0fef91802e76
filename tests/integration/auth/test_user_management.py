"""
Users from their creation to their end, and signing out.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from kontokit import (
    ConfigurationError,
    ConnectionLostError,
    HttpTransport,
    KontokitError,
    ReauthenticationRequiredError,
    RecordUnreadableError,
    RefreshToken,
    UserCredentials,
)
from kontokit.http import HttpRequest, HttpResponse
from kontokit.stores import MemoryStore, SqliteStore
from kontokit_bankimport import Bankimport
from tests.support.sandbox_bank import SandboxBank


def _paths(bank: SandboxBank) -> list[str]:
    return [f"{r.method} {r.path.rsplit('/', 1)[-1]}" for r in bank.sandbox.requests]


def test_a_user_is_created_with_credentials_to_keep(bank: SandboxBank) -> None:
    """
    Name and password are made here before anything is sent, and the client is for that user.
    """
    with bank.client() as client:
        new = client.create_user()
        assert bank.read(new.client) is not None
        assert bank.read(client.as_user(new.credentials)) is not None
        assert new.credentials.password.reveal() not in repr(new)


def test_generated_passwords_hold_to_every_rule() -> None:
    """
    32 letters and digits, at least two of each, and no two alike.
    """
    made = [UserCredentials.generate() for _ in range(500)]
    for credentials in made:
        text = credentials.password.reveal()
        assert len(text) == 32
        assert text.isalnum()
        assert text.isascii()
        assert 2 <= sum(character.isdigit() for character in text) <= 30
        assert len(credentials.username) == 36
    assert len({one.password.reveal() for one in made}) == 500


def test_a_user_may_have_more_facts(finapi: SandboxBank) -> None:
    """
    Further fields of the provider's operation go along.
    """
    with finapi.client() as client:
        new = client.create_user(email="anna@bank.invalid")
        assert new.client.users.get().email == "anna@bank.invalid"


def test_a_user_is_removed_in_the_order_that_the_api_demands(bank: SandboxBank) -> None:
    """
    BANKSapi wants users deactivated before they are deleted; at finAPI users delete themselves.
    """
    with bank.client() as client:
        user = client.create_user().client
        bank.read(user)
        user.delete_user()
        expected = {
            "banksapi": ["PUT deactivate", f"DELETE {_name_of(user)}"],
            "finapi_access": ["DELETE users"],
        }
        wanted = expected[bank.name]
        assert _paths(bank)[-len(wanted) :] == wanted
        with pytest.raises(ReauthenticationRequiredError):
            bank.read(user)


def _name_of(user: Any) -> str:
    name: str = user._pipeline.credentials["userCredentials"].username
    return name


def test_users_live_and_end_with_await_too(bank: SandboxBank) -> None:
    """
    The async client does the same.
    """

    async def run() -> None:
        async with bank.async_client() as client:
            new = await client.create_user()
            await bank.read(new.client)
            await new.client.sign_out()
            await new.client.sign_in()
            await new.client.delete_user()
            with pytest.raises(ReauthenticationRequiredError):
                await bank.read(new.client)

    asyncio.run(run())


def test_a_user_without_credentials_cannot_be_deleted(bank: SandboxBank) -> None:
    """
    Only the client of a user deletes one; a client with user credentials creates them.
    """
    with bank.client() as client:
        with pytest.raises(ConfigurationError, match="has no user; make one that does with"):
            client.delete_user()
        bare = client.with_options(client_credentials=None, client_token="some-token")
        with pytest.raises(ConfigurationError, match="has no user; it needs client_cred"):
            bare.create_user()
        for wrong in (UserCredentials("", "password"), UserCredentials("anna\t", "password")):
            with pytest.raises(ConfigurationError, match="username of user_credentials"):
                client.create_user(wrong)
        for odd in ("anna", RefreshToken("a-refresh-token"), 7):
            with pytest.raises(ConfigurationError):
                client.create_user(odd)
    assert _paths(bank) == []


def test_who_signed_in_by_a_refresh_token_can_be_deleted(finapi: SandboxBank) -> None:
    """
    At finAPI a user is known by its token, so the name is not needed.
    """
    with finapi.client() as client:
        user = finapi.new_user()
        form = {
            "grant_type": "password", "client_id": finapi.credentials.client_id,
            "client_secret": finapi.credentials.client_secret, "username": user.username,
            "password": user.password,
        }  # fmt: skip
        token = client.tokens.create(**form).refresh_token
        client.as_user(RefreshToken(token)).delete_user()
        with pytest.raises(ReauthenticationRequiredError):
            finapi.read(client.as_user(user))


class Losing:
    """
    A transport that loses the answer to the creation of a user.
    """

    def __init__(self, *, reaches: bool) -> None:
        self._inner = HttpTransport()
        self._reaches = reaches

    def send(self, request: HttpRequest) -> HttpResponse:
        is_creation = request.operation == "createUser"
        if is_creation and not self._reaches:
            raise ConnectionLostError("lost on the way there")
        answer = self._inner.send(request)
        if is_creation:
            raise ConnectionLostError("lost on the way back")
        return answer

    def close(self) -> None:
        self._inner.close()


def test_a_user_whose_answer_was_lost_is_found(bank: SandboxBank) -> None:
    """
    The creation is not repeated: a sign-in tells that the user exists.
    """
    wire = Losing(reaches=True)
    with bank.client(transport=wire) as client:
        assert bank.read(client.create_user().client) is not None
    assert sum(path == "POST users" for path in _paths(bank)) == 1
    wire.close()


def test_a_user_who_was_never_created_is_reported(bank: SandboxBank) -> None:
    """
    If the sign-in says that there is no such user, the caller gets the lost answer as it was.
    """
    wire = Losing(reaches=False)
    with bank.client(transport=wire) as client, pytest.raises(ConnectionLostError):
        client.create_user()
    assert not [path for path in _paths(bank) if path == "POST users"]
    wire.close()


def test_a_user_name_that_is_taken_is_reported(bank: SandboxBank) -> None:
    """
    The provider's refusal to create a user is an error of its own class.
    """
    taken = bank.new_user()
    with bank.client() as client, pytest.raises(KontokitError) as caught:
        client.create_user(taken)
    assert getattr(caught.value, "status_code", None) in (409, 422)


def test_signing_out_ends_the_token_at_the_provider(bank: SandboxBank) -> None:
    """
    The token of before is worth nothing, and the next call signs in again.
    """
    with bank.client() as client:
        user = client.create_user().client
        bank.read(user)
        token = bank.sandbox.requests[-1].headers["authorization"].removeprefix("Bearer ")
        user.sign_out()
        with pytest.raises(KontokitError):
            bank.read(client.with_options(user_token=token))
        before = bank.token_requests
        bank.read(user)
        assert bank.token_requests - before == 1


def test_signing_out_leaves_tokens_of_others_alone(finapi: SandboxBank) -> None:
    """
    A client whose user token was given neither revokes that nor the token of the client.
    """
    with finapi.client() as client:
        finapi.read(client.create_user().client)
        token = finapi.sandbox.requests[-1].headers["authorization"].removeprefix("Bearer ")
        given = client.with_options(user_token=token)
        for act in (given.sign_out, given.sign_in):
            with pytest.raises(ConfigurationError, match=r"you passed user_token .* yourself"):
                act()
        assert not [path for path in _paths(finapi) if path == "POST revoke"]


def test_signing_out_revokes_what_another_client_refreshed(finapi: SandboxBank) -> None:
    """
    Two clients share a store and one of them has refreshed the token: all of it ends.
    """
    finapi.sandbox.rotate_refresh_tokens()
    user, store = finapi.new_user(), MemoryStore()
    with finapi.client(token_store=store) as one, finapi.client(token_store=store) as two:
        finapi.read(one.as_user(user))
        finapi.end_tokens()
        finapi.read(two.as_user(user))
        token = finapi.sandbox.requests[-1].headers["authorization"].removeprefix("Bearer ")
        one.as_user(user).sign_out()
        with pytest.raises(KontokitError):
            finapi.read(two.with_options(user_token=token))


def test_a_store_that_cannot_be_read_does_not_hide_a_token(
    finapi: SandboxBank, tmp_path: Path
) -> None:
    """
    Signing out tells that the token is still there; signing in again takes the record's place.
    """
    user, path = finapi.new_user(), tmp_path / "tokens.db"
    with finapi.client(token_store=SqliteStore(path, key=bytes(32))) as client:
        finapi.read(client.as_user(user))
    with finapi.client(token_store=SqliteStore(path, key=bytes(31) + b"x")) as client:
        other = client.as_user(user)
        for act in (other.sign_out, lambda: finapi.read(other)):
            with pytest.raises(RecordUnreadableError):
                act()
        other.sign_in()
        finapi.read(other)
        other.sign_out()


def test_signing_out_without_a_token_sends_nothing(bank: SandboxBank) -> None:
    """
    Who never signed in has nothing to revoke.
    """
    user = bank.new_user()
    with bank.client() as client:
        before = len(bank.sandbox.requests)
        client.as_user(user).sign_out()
        assert len(bank.sandbox.requests) == before


def test_signing_in_early_saves_the_first_call_from_it(bank: SandboxBank) -> None:
    """
    sign_in() gets the token that the next call uses, for the user or for the client itself.
    """
    user = bank.new_user()
    with bank.client() as client:
        mine = client.as_user(user)
        mine.sign_in()
        before = bank.token_requests
        bank.read(mine)
        mine.sign_in()
        assert bank.token_requests == before
        client.sign_in()
        assert bank.token_requests == before + 1


def test_a_client_with_given_tokens_has_nothing_to_sign_in_with() -> None:
    """
    Bankimport's token comes from its settings page.
    """
    refused = pytest.raises(ConfigurationError, match="nothing to sign in with")
    with Bankimport(api_token="bankimport-token") as client, refused:
        client.sign_in()


def test_as_user_wants_a_whole_pair(finapi: SandboxBank) -> None:
    """
    What is missing or doubled is named.
    """
    with finapi.client() as client:
        with pytest.raises(ConfigurationError, match="needs a name and a password"):
            client.as_user("anna")
        with pytest.raises(ConfigurationError, match="hold the password already"):
            client.as_user(UserCredentials("anna", "password"), "password")
        with pytest.raises(ConfigurationError, match="username of user_credentials is empty"):
            client.as_user("", "password")
        for odd in (None, 7, ("anna", "password")):
            with pytest.raises(ConfigurationError, match="needs a name and a password"):
                client.as_user(odd)
        with pytest.raises(ConfigurationError, match="a secret must be a str, not NoneType"):
            UserCredentials("anna", None)  # type: ignore[arg-type]  # an unset variable
        with pytest.raises(TypeError, match="unexpected keyword argument 'userCredentials'"):
            client.with_options(userCredentials=UserCredentials("anna", "password"))
        with pytest.raises(ConfigurationError, match="as_user needs client_credentials, with"):
            client.with_options(client_credentials=None).as_user("anna", "password")
