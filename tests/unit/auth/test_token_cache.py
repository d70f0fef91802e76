"""
The tokens that a process keeps in memory.
"""

from __future__ import annotations

import attrs

from kontokit import Secret, UserCredentials
from kontokit.auth.effects import GetToken
from kontokit.auth.token import CachedToken, Token, TokenGrant
from kontokit.auth.token_cache import TokenCache
from tests.support.token_refresh import GRANT, SteppingClock, token_of

MOST = 10_000


def _grant(number: int) -> TokenGrant:
    return attrs.evolve(GRANT, user=UserCredentials(f"user-{number}", "password"))


def test_the_oldest_of_many_tokens_leave_the_memory() -> None:
    """
    10,000 tokens are kept. A token that was renewed is no old one; a user whose token is gone
    needs another one, and no other user does.
    """
    cache, token = TokenCache(SteppingClock()), CachedToken(token=token_of("a"))
    grants = [_grant(number) for number in range(MOST)]
    for grant in grants:
        cache.cache_token(grant, token)
    renewed, oldest, second = grants[:3]
    cache.cache_token(renewed, CachedToken(token=token_of("renewed")))
    cache.cache_token(_grant(MOST), token)
    assert cache.lookup(GetToken(oldest)) is None
    for grant in (second, grants[-1], _grant(MOST)):
        assert isinstance(cache.lookup(GetToken(grant)), Token)
    found = cache.token(renewed)
    assert found is not None
    assert found.access == Secret("renewed")
