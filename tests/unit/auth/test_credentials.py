"""
Credentials as values: compared, hashed and copied without giving their secret away.
"""

from __future__ import annotations

import copy
import pickle
from functools import cache
from typing import Any

import pytest

from kontokit import ClientCredentials, ConfigurationError, RefreshToken, UserCredentials
from kontokit.auth.credentials import checked_client, checked_user

PIN = "geheim-4711"


@pytest.mark.parametrize("kind", [ClientCredentials, UserCredentials])
def test_credentials_are_hashed_without_their_secret(
    kind: type[ClientCredentials] | type[UserCredentials],
) -> None:
    """
    Credentials can be keys of a dict; the hash is that of the name, equality is of everything.
    """
    right, wrong = kind("name", PIN), kind("name", "other")
    assert hash(right) == hash(wrong)
    assert right != wrong
    assert right == kind("name", PIN)
    assert hash(kind("other", PIN)) != hash(right)
    known = {right: 1}
    assert wrong not in known
    assert known[copy.deepcopy(right)] == 1


def test_a_cached_function_takes_credentials() -> None:
    """
    Another secret for the same client is another entry of the cache.
    """

    @cache
    def label(credentials: ClientCredentials) -> str:
        return f"{credentials!r} {len(credentials.client_secret.reveal())}"

    assert (
        label(ClientCredentials("id", "12"))
        == "ClientCredentials(client_secret=Secret(***), scope=None) 2"
    )
    assert label(ClientCredentials("id", "123"))[-1] == "3"
    assert label.cache_info().misses == 2


def test_a_refresh_token_is_nothing_but_a_secret() -> None:
    """
    A refresh token has no part to hash, and none of the credentials is pickled.
    """
    with pytest.raises(TypeError, match="unhashable"):
        hash(RefreshToken(PIN))
    for one in (RefreshToken(PIN), ClientCredentials("id", PIN), UserCredentials("name", PIN)):
        with pytest.raises(TypeError, match="cannot be pickled"):
            pickle.dumps(one)


def test_a_scope_is_a_text() -> None:
    """
    A wrong one is refused by the client, before it is hashed, compared or sent.
    """
    deep: Any = ()
    for _ in range(100_000):
        deep = (deep,)
    wrong: list[Any] = [deep, ["a", "b"], 5, "a\nb"]
    for scope in wrong:
        made = ClientCredentials("id", "secret", scope=scope)
        with pytest.raises(ConfigurationError, match="the scope of x"):
            checked_client("x", made, basic=False)
        user = UserCredentials("name", "password", scope=scope)
        with pytest.raises(ConfigurationError, match="the scope of x"):
            checked_user("x", user, refreshable=False)
