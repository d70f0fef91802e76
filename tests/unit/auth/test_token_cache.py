"""
The tokens that a process keeps in memory.
"""

from __future__ import annotations

from msgspec import structs

from kontokit import ReauthenticationRequiredError, Secret, StoreError, UserCredentials
from kontokit.auth.effects import GetToken
from kontokit.auth.token import CachedToken, Token, TokenGrant
from kontokit.auth.token_cache import TokenCache
from kontokit.auth.token_refresh import RefreshResult
from tests.support.token_refresh import GRANT, SteppingClock, token_of

MOST = 10_000


def _grant(number: int) -> TokenGrant:
    return structs.replace(GRANT, user=UserCredentials(f"user-{number}", "password"))


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


def test_a_refusal_that_the_store_could_not_remember_is_remembered_here() -> None:
    """
    The credentials are not sent again by themselves, however long the process runs; a user who
    asks for it is no longer held up.
    """
    clock, request = SteppingClock(), GetToken(GRANT)
    cache = TokenCache(clock)
    result = RefreshResult(
        outcome=ReauthenticationRequiredError("wrong"), unsaved=StoreError("the disk is full")
    )
    cache.record_result(request, result, 1)
    clock.passed = 1e9
    assert isinstance(cache.lookup(request), ReauthenticationRequiredError)
    assert cache.lookup(structs.replace(request, force=True), since=cache.failures) is None
