"""
Credentials as values: compared, hashed and copied without giving their secret away.
"""

from __future__ import annotations

import copy
import pickle
from functools import cache

import pytest

from kontokit import ClientCredentials, RefreshToken, UserCredentials

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
