"""
Response capture: the HTTP response behind a result, and other representations of it.
"""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from kontokit import (
    ArgumentError,
    AsyncClient,
    NotFoundError,
    Response,
    SyncClient,
    UnexpectedContentTypeError,
)
from kontokit.pipeline.capture import CapturedCall, capture_call, capture_call_async
from tests.support.bank import Bank
from tests.support.clients import CREDENTIALS, AnyClient
from tests.support.shapes import API, GET_ACCESS, LIST_BOOKINGS, PAGE_BOOKINGS, Booking

ONE = {"access_id": "1"}
PLACE = {"access_id": "a", "product_id": "p"}


def test_a_result_comes_with_its_response(bank: Bank, any_client: AnyClient) -> None:
    """
    with_response gives status, headers, request id and raw body besides the typed value.
    """
    bank.says('{"id":"1"}', X_Request_ID="req-9", X_More="yes")
    response = any_client.respond(GET_ACCESS, ONE)
    assert isinstance(response, Response)
    assert response.value == Booking(id="1")
    assert (response.status_code, response.request_id) == (200, "req-9")
    assert response.headers["x-more"] == "yes"
    assert response.body == b'{"id":"1"}'
    assert "req-9" in repr(response)


def test_another_representation_comes_as_text(bank: Bank, any_client: AnyClient) -> None:
    """
    as_text asks for the media type, with the path suffix it needs, and parses nothing.
    """
    xml = '<?xml version="1.0"?><rows>ü</rows>'
    bank.says(xml, Content_Type="application/xml; charset=utf-8")
    assert any_client.text("application/xml", LIST_BOOKINGS, {**PLACE, "pending": True}) == xml
    assert bank.last.target == "/customer/v2/accesses/a/p/bookings.xml?pending=true"
    assert bank.last.headers["accept"] == "application/xml"
    bank.says("[]")
    with pytest.raises(UnexpectedContentTypeError, match="application/xml is documented"):
        any_client.text("application/xml", LIST_BOOKINGS, PLACE)
    with pytest.raises(ArgumentError, match="does not offer 'text/csv'; offered: application/xml"):
        any_client.text("text/csv", LIST_BOOKINGS, PLACE)
    bank.says("{}", status=404)
    with pytest.raises(NotFoundError):
        any_client.text("application/xml", LIST_BOOKINGS, PLACE)


def test_a_capture_takes_one_call_of_its_own_client(bank: Bank, client: SyncClient) -> None:
    """
    Only the first call counts, another client's call does not, and later calls are free.
    """
    bank.says('{"id":"1"}')
    with SyncClient(API, CREDENTIALS, base_url=bank.url) as other:
        with pytest.raises(ArgumentError, match="did not call an operation of this client"):
            client.with_response(other.call, GET_ACCESS, ONE)

        def twice() -> Booking:
            other.call(GET_ACCESS, ONE)
            client.call(GET_ACCESS, {"access_id": "first"})
            return client.call(GET_ACCESS, {"access_id": "second"})

        response = client.with_response(twice)
    assert response.value == Booking(id="1")
    assert bank.last.target.endswith("second")
    with pytest.raises(ArgumentError, match="did not call"):
        client.with_response(lambda: None)
    assert client.call(GET_ACCESS, ONE) == Booking(id="1")


@pytest.mark.parametrize("given", [None, "list", Booking(id="1")])
def test_the_result_of_a_call_is_no_method(client: SyncClient, bank: Bank, given: Any) -> None:
    """
    Who calls the method by mistake, instead of passing it, is told so.
    """

    async def awaiting() -> None:
        async with AsyncClient(API, CREDENTIALS, base_url=bank.url) as other:
            for call in (other.with_response, other.sca.start):
                with pytest.raises(ArgumentError, match=r"^method: .* without calling it"):
                    await call(given)
            with pytest.raises(ArgumentError, match=r"^method: .* without calling it"):
                await other.as_text(given, "text/csv")

    for call in (client.with_response, client.sca.start):
        with pytest.raises(ArgumentError, match=r"^method: .* without calling it"):
            call(given)
    with pytest.raises(ArgumentError, match=r"^method: .* without calling it"):
        client.as_text(given, "text/csv")
    asyncio.run(awaiting())
    assert bank.heard == []


def test_following_can_be_captured_too(bank: Bank, client: SyncClient) -> None:
    """
    with_response works for links as for methods.
    """
    bank.says('{"id":"1"}', X_Request_ID="req-1")
    resource = {"relations": [{"rel": "self", "href": "/customer/v2/accesses/1"}]}
    assert client.with_response(client.follow, resource, "self").request_id == "req-1"


def test_the_captured_call_of_a_list_is_its_first_page(bank: Bank, client: SyncClient) -> None:
    """
    A method that returns a list is captured as the request of its first page; nothing is sent.
    """
    call = capture_call(client, lambda: client.list(PAGE_BOOKINGS, {"limit": 5, "page": None}))
    assert (call.operation, call.arguments) == (PAGE_BOOKINGS, {"page": 1, "limit": 5})

    async def captured() -> CapturedCall:
        async with AsyncClient(API, CREDENTIALS, base_url=bank.url) as other:
            return await capture_call_async(other, lambda: other.list(LIST_BOOKINGS, PLACE))

    assert asyncio.run(captured()).arguments == PLACE
    assert bank.heard == []


def test_the_list_of_another_client_is_not_captured(bank: Bank, client: SyncClient) -> None:
    """
    Capturing refuses a list of another client, and sends nothing with it.
    """
    with (
        SyncClient(API, CREDENTIALS, base_url=bank.url) as other,
        pytest.raises(ArgumentError, match="on this client"),
    ):
        capture_call(client, lambda: other.list(PAGE_BOOKINGS))
    assert bank.heard == []
