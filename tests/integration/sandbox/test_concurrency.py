"""
Many callers at once.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from kontokit_sandbox import Sandbox
from tests.support.raw_http import send_raw

CROWD = 1000


def _all_at_once(call: Callable[[int], Any], crowd: int = CROWD) -> list[Any]:
    start = Barrier(crowd)

    def wait_and_call(number: int) -> Any:
        start.wait()
        return call(number)

    with ThreadPoolExecutor(crowd) as pool:
        return list(pool.map(wait_and_call, range(crowd)))


def test_a_thousand_callers_at_once_are_all_served(sandbox: Sandbox) -> None:
    """
    A thousand threads that connect in the same moment are all answered at the first try.
    """
    url = f"{sandbox.url('banksapi')}/hello/"
    assert _all_at_once(lambda _: send_raw("GET", url).status) == [200] * CROWD
    assert len(sandbox.requests) == CROWD


def test_the_versions_of_finapi_take_turns(sandbox: Sandbox) -> None:
    """
    A user who signs in at v1 and v2 at once gets one and the same token, for they share a world.
    """
    known = sandbox.credentials
    form = {
        "grant_type": "password",
        "client_id": known.finapi_client,
        "client_secret": known.finapi_client_secret,
        "username": known.finapi_user,
        "password": known.finapi_password,
    }
    places = (
        f"{sandbox.url('finapi_access')}/api/v2/oauth/token",
        f"{sandbox.url('finapi_access_v1')}/oauth/token",
    )
    tokens = _all_at_once(
        lambda number: send_raw("POST", places[number % 2], form=form).json["access_token"], 90
    )
    assert len(set(tokens)) == 1
    counts = [sandbox.token_requests(api) for api in ("finapi_access", "finapi_access_v1")]
    assert counts == [45, 45]
