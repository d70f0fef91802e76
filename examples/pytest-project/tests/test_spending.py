"""
Results that are compared, on a day that is chosen.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from bookkeeping.spending import spent

from kontokit_finapi_access import FinapiAccess
from kontokit_sandbox import Sandbox


def test_last_month_never_changes(user: FinapiAccess, sandbox: Sandbox) -> None:
    """
    The clock of the project stands at the first of March, so February is over.
    """
    before = spent(user, "2026-02")
    assert before > 0
    sandbox.advance(timedelta(minutes=30))
    assert spent(user, "2026-02") == before


@pytest.mark.sandbox(clock="frozen:2028-02-29T12:00+01:00")
def test_leap_day(user: FinapiAccess, sandbox: Sandbox) -> None:
    """
    The sandbox of a test may stand at another time.
    """
    assert sandbox.now.day == 29
    assert spent(user, "2028-02") > 0


@pytest.mark.sandbox(seed=2)
def test_other_people_spend_otherwise(user: FinapiAccess) -> None:
    """
    Another seed gives other rows.
    """
    assert spent(user, "2026-02") > 0
