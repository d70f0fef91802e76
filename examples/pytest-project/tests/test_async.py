"""
The async client, with both ways to test coroutines.
"""

from __future__ import annotations

import pytest
from bookkeeping.spending import spent, spent_async

from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess


@pytest.mark.asyncio
async def test_with_pytest_asyncio(
    user: FinapiAccess, async_finapi_access: AsyncFinapiAccess
) -> None:
    assert await spent_async(async_finapi_access, "2026-02") == spent(user, "2026-02")


@pytest.mark.anyio
async def test_with_anyio(user: FinapiAccess, async_finapi_access: AsyncFinapiAccess) -> None:
    assert await spent_async(async_finapi_access, "2026-02") == spent(user, "2026-02")
