"""
What happens when the bank or the network fails.
"""

from __future__ import annotations

import pytest
from bookkeeping.spending import spent

from kontokit import ServiceUnavailableError
from kontokit_finapi_access import FinapiAccess
from kontokit_sandbox import Sandbox


def test_a_lost_answer_is_asked_for_again(user: FinapiAccess, sandbox: Sandbox) -> None:
    """
    Reading is repeated by the client itself.
    """
    before = spent(user, "2026-02")
    fault = sandbox.faults.add("answer_lost", operation="getAndSearchAllTransactions")
    assert spent(user, "2026-02") == before
    assert fault.hits == 1


def test_an_outage_is_an_error(user: FinapiAccess, sandbox: Sandbox) -> None:
    """
    An API that stays down raises.
    """
    sandbox.faults.add("status", api="finapi_access", times=None, options={"code": 503})
    with pytest.raises(ServiceUnavailableError):
        spent(user, "2026-02")
