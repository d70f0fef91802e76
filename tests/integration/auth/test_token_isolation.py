"""
The token of one user never travels in the request of another.
"""

from __future__ import annotations

import asyncio
import itertools
import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from msgspec import structs

from kontokit import ClientCredentials, Secret, UserCredentials
from kontokit.auth.credentials import RefreshToken
from kontokit.auth.token import TokenGrant
from kontokit.operations import TokenScheme
from kontokit.stores import MemoryStore
from tests.support.sandbox_bank import SandboxBank
from tests.support.scale import scaled

USERS, ROUNDS = 100, scaled(50, 100)
SCHEME = TokenScheme(grant="password", client="client", sent="form", url="/token")


def _interleaved(users: int) -> list[int]:
    order = [user for user in range(users) for _ in range(ROUNDS)]
    random.Random(15).shuffle(order)
    return order


def test_ten_thousand_mixed_requests_carry_the_token_of_their_user(finapi: SandboxBank) -> None:
    """
    100 users call 100 times each, half in threads and half as tasks, sharing one store; the
    server answers each with the user whose token it was.
    """
    everybody = [finapi.new_user() for _ in range(USERS)]
    order, store = _interleaved(USERS), MemoryStore()

    async def by_tasks() -> list[Any]:
        async with finapi.async_client(token_store=store) as client:
            users = [client.as_user(user) for user in everybody]
            return await asyncio.gather(*(finapi.read(users[number]) for number in order))

    with finapi.client(token_store=store) as client, ThreadPoolExecutor(16) as pool:
        users = [client.as_user(user) for user in everybody]
        found = list(pool.map(lambda number: finapi.read(users[number]), order))
    found += asyncio.run(by_tasks())
    wanted = [everybody[number].username for number in order + order]
    assert len(found) == 2 * USERS * ROUNDS
    assert [user.id for user in found] == wanted
    requests = finapi.sandbox.requests
    seen = {r.headers["authorization"] for r in requests if r.path == "/api/v2/users"
            and r.method == "GET"}  # fmt: skip
    assert len(seen) == USERS


def _grants() -> list[TokenGrant]:
    client, other = ClientCredentials("client", "secret"), ClientCredentials("other", "secret")
    user = UserCredentials("anna", "password")
    base = TokenGrant(url="https://a.example/token", scheme=SCHEME, client=client, user=user)
    reading = ClientCredentials("client", "secret", scope="read")
    for_clients = structs.replace(SCHEME, grant="client_credentials")
    return [
        base,
        structs.replace(base, url="https://b.example/token"),
        structs.replace(base, url="https://a.example:444/token"),
        structs.replace(base, client=other),
        structs.replace(base, client=ClientCredentials("client", "another secret")),
        structs.replace(base, user=UserCredentials("bert", "password")),
        structs.replace(base, user=UserCredentials("anna", "another password")),
        structs.replace(base, user=UserCredentials("anna", "password", scope="read")),
        structs.replace(base, user=RefreshToken("password")),
        structs.replace(base, user=None),
        structs.replace(base, user=None, client=reading),
        structs.replace(base, user=None, scheme=for_clients),
    ]


def test_the_key_tells_everything_apart_that_makes_another_token() -> None:
    """
    Server, client, secret, user, password, scope and grant: each makes another key, and the
    same facts always make the same.
    """
    keys = [grant.key for grant in _grants()]
    assert len(set(keys)) == len(keys)
    assert keys == [grant.key for grant in _grants()]


def test_the_key_shows_nothing() -> None:
    """
    A key is a digest: no name, no secret and no server stands in it.
    """
    for grant, word in itertools.product(_grants(), ("anna", "secret", "password", "example")):
        assert word not in grant.key
    assert "anna" not in repr(_grants())


def test_a_wrong_password_gets_no_token_of_the_right_one(finapi: SandboxBank) -> None:
    """
    A kept token is found only by someone who knows the password it was made with.
    """
    credentials, store = finapi.new_user(), MemoryStore()
    with finapi.client(token_store=store) as client:
        finapi.read(client.as_user(credentials))
        with pytest.raises(Exception, match="token endpoint rejected") as caught:
            finapi.read(client.as_user(credentials.username, Secret("wrong password")))
        assert type(caught.value).__name__ == "ReauthenticationRequiredError"


def test_another_user_drives_the_token_of_the_first_out(finapi: SandboxBank) -> None:
    """
    A client with a given token that is narrowed to a user uses the user's own token, and one
    that is given a token no longer signs in for the user before.
    """
    anna, bert = finapi.new_user(), finapi.new_user()
    with finapi.client() as client:
        token = _token_of(finapi, anna)
        given = client.with_options(user_token=token)
        assert finapi.read(given).id == anna.username
        assert finapi.read(given.as_user(bert)).id == bert.username
        assert finapi.read(given.as_user(bert).with_options(user_token=token)).id == anna.username


def _token_of(bank: SandboxBank, user: UserCredentials) -> str:
    with bank.client() as client:
        bank.read(client.as_user(user))
    token: str = bank.sandbox.requests[-1].headers["authorization"].removeprefix("Bearer ")
    return token


def test_the_token_of_another_client_stays_behind(finapi: SandboxBank) -> None:
    """
    New client credentials drive out a client token that was made with others.
    """
    with finapi.client() as client:
        given = client.with_options(client_token="of-the-first-client")
        assert "client_token" in repr(given)
        assert "client_token" not in repr(given.with_options(client_credentials=finapi.credentials))
