"""
What a client hands to its transport: the deadline of the call, and which connection it needs.
"""

from __future__ import annotations

import time

import pytest
from msgspec import structs

from kontokit import SyncClient, Timeouts
from kontokit.core.deadline import Deadline, current_deadline
from kontokit.http import HttpRequest, HttpResponse
from kontokit.operations.operation import RetryClass
from tests.support.clients import CREDENTIALS
from tests.support.shapes import API, DELETE_ACCESS, GET_ACCESS


class Recording:
    """
    A transport that keeps requests, and the deadline that was current.
    """

    def __init__(self) -> None:
        self.requests: list[HttpRequest] = []
        self.current: list[Deadline | None] = []

    def send(self, request: HttpRequest) -> HttpResponse:
        self.requests.append(request)
        self.current.append(current_deadline())
        return HttpResponse(status_code=204)

    def close(self) -> None:
        return


@pytest.fixture
def transport() -> Recording:
    """
    The transport.
    """
    return Recording()


def _client(transport: Recording, **settings: object) -> SyncClient:
    return SyncClient(
        API,
        CREDENTIALS,
        base_url="https://bank.invalid",
        transport=transport,
        **settings,  # type: ignore[arg-type]
    )


def test_the_deadline_begins_with_the_call(transport: Recording) -> None:
    """
    It is that of the request and of what runs without being told, and is gone after the call.
    """
    with _client(transport, timeout=Timeouts(total=7)) as client:
        begun = time.monotonic()
        client.call(DELETE_ACCESS, {"access_id": "1"})
        client.call(DELETE_ACCESS, {"access_id": "1"}, options={"timeout": 3})
    for request, seconds in zip(transport.requests, (7, 3), strict=True):
        assert request.deadline is not None
        assert begun + seconds <= request.deadline.ends_at < begun + seconds + 1
    assert transport.current == [request.deadline for request in transport.requests]
    assert current_deadline() is None


@pytest.mark.parametrize(
    ("retry_class", "method", "is_fresh"),
    [
        ("read", "GET", False),
        ("write", "PUT", False),
        ("create", "POST", False),
        ("token", "POST", False),
        ("bank", "GET", False),
        ("bank", "POST", True),
        ("payment", "POST", True),
        ("payment", "PUT", True),
    ],
)
def test_orders_need_a_connection_of_their_own(
    transport: Recording, retry_class: RetryClass, method: str, is_fresh: bool
) -> None:
    """
    So do other calls on which a bank acts, but not those that look.
    """
    kept = structs.replace(DELETE_ACCESS, retry_class=retry_class, method=method)
    with _client(transport) as client:
        client.call(kept, {"access_id": "1"})
    assert transport.requests[0].fresh_connection is is_fresh
    assert GET_ACCESS.needs_fresh_connection is False
