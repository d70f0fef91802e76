"""
Which resource of BANKSapi is read next, and what is taken from the one that was read.
"""

from __future__ import annotations

from typing import Any, Final

import attrs
import pytest

from kontokit.sca.adapters.hypermedia import HypermediaAdapter
from kontokit.sca.state.events import (
    Answered,
    Event,
    EventDetails,
    OutcomeLost,
    ProviderBusy,
    Succeeded,
)
from kontokit.sca.state.flow_state import Request
from kontokit.sca.steps import State
from kontokit_banksapi.operations import bank_accesses, consents, payments, transfers
from tests.support.link_readings import (
    CONFIG,
    CONSENT,
    KNOWN,
    SELF,
    adding,
    event_of,
    links,
    paying,
    resource,
    response_of,
    said,
    transfer,
)
from tests.support.readings import LATER, SENT_ID

UNREADABLE: Final = b'{"relations": 17'


def test_a_new_resource_is_read_next() -> None:
    """
    The address of what was made is kept; after a start it is read at once.
    """
    started = adding(State.NEW, "start").of(201, b"", location=SELF)
    assert started.event == ProviderBusy(
        details=EventDetails(LATER, links={"location": SELF}), seconds=0.0
    )


def test_a_success_that_cannot_be_read_is_looked_at() -> None:
    """
    By its address, if it has one; an order was answered, and a question is asked again.
    """
    reading = adding(State.CHALLENGE, "answer")
    assert event_of(reading, UNREADABLE, location=CONSENT) == ProviderBusy(
        details=said(links={**KNOWN, "location": CONSENT}), seconds=0.0
    )
    assert event_of(reading, UNREADABLE) == ProviderBusy(details=said(), seconds=0.0)
    order = event_of(paying(State.CHALLENGE, "answer"), UNREADABLE)
    assert order == Answered(details=said())
    for action in ("look", "cancel"):
        lost = event_of(paying(State.CHALLENGE, action), UNREADABLE)
        assert lost == OutcomeLost(at=LATER, request_id=SENT_ID)


def test_a_success_that_cannot_be_read_nor_looked_at_is_done() -> None:
    """
    What has neither an address nor a way to ask was answered with success.
    """
    reading = attrs.evolve(
        adding(State.CHALLENGE, "answer", links={}),
        adapter=HypermediaAdapter(CONFIG, consents.SUBMIT_CONSENT),
    )
    found = event_of(reading, UNREADABLE)
    assert isinstance(found, Answered)
    assert isinstance(event_of(reading, UNREADABLE, location=CONSENT), ProviderBusy)


def test_a_resource_without_a_status_is_done_if_it_is_whole() -> None:
    """
    One without links is none of BANKSapi's, so it says nothing.
    """
    whole = adding().of(200, {"relations": [{"rel": "self", "href": SELF}]})
    assert whole.event == Succeeded(details=said())
    part = event_of(adding(), {"messages": []})
    assert not isinstance(part, Succeeded)


def test_the_result_of_an_order_is_read_once_it_is_done() -> None:
    """
    The consent that was answered is no transfer. A look gives what it finds, and so does an answer
    whose order has no address.
    """
    confirmed = transfer({}, "BA1111")
    answered = paying(State.CHALLENGE, "answer").of(200, confirmed)
    assert answered.event == ProviderBusy(details=said("BA1111"), seconds=0.0, is_done=True)
    looked = paying(State.WORKING, "look").of(200, confirmed)
    assert looked.event == Succeeded(details=said("BA1111"))
    assert looked.value is not None
    unknown = paying(State.CHALLENGE, "answer", links={}).of(200, confirmed)
    assert unknown.event == Succeeded(details=said("BA1111", links={}))
    access = adding(State.CHALLENGE, "answer").of(200, resource({}, status="VOLLSTAENDIG"))
    assert access.event == Succeeded(details=said("VOLLSTAENDIG"))
    assert access.value is not None


def test_an_order_is_not_read_again_where_the_answer_is_its_result() -> None:
    """
    Nothing else would be found.
    """
    reading = attrs.evolve(
        paying(State.CHALLENGE, "answer"), operation=payments.GET_SINGLE_TRANSFER
    )
    assert reading.of(200, transfer({}, "BA1111")).event == Succeeded(details=said("BA1111"))


@pytest.mark.parametrize(
    ("before", "body", "is_done"),
    [
        ({"submit_text_tan": CONSENT}, {"relations": []}, True),
        ({"submit_text_tan": CONSENT}, {"relations": [], "timeout": "x"}, False),
        ({"submit_text_tan": CONSENT}, {}, False),
        ({"authenticate": CONSENT}, {"relations": []}, False),
    ],
)
def test_an_older_transfer_is_done_when_its_link_is_gone(
    before: dict[str, str], body: dict[str, Any], *, is_done: bool
) -> None:
    """
    After the right TAN relations and timeout disappear; no message is documented for that.
    """
    reading = attrs.evolve(
        paying(State.CHALLENGE, "answer", links=before),
        adapter=HypermediaAdapter(CONFIG, transfers.CREATE_TRANSFER),
    )
    found = reading.of_outcome(response_of(body)).event
    assert isinstance(found, Succeeded if is_done else Answered)


def test_an_address_without_a_resource_is_looked_at() -> None:
    """
    At once after a request, after a pause when a look finds it.
    """
    for action, seconds in (("start", 0.0), ("look", CONFIG.working_seconds)):
        before = State.NEW if action == "start" else State.WORKING
        reading = attrs.evolve(
            adding(before, "start" if action == "start" else "look"),
            operation=bank_accesses.ADD_BANK_ACCESS,
        )
        found = event_of(reading, b"", status=201, location=SELF)
        assert found == ProviderBusy(
            details=EventDetails(LATER, links={"location": SELF}), seconds=seconds
        )


def test_a_call_that_is_made_again_makes_links_of_its_own() -> None:
    """
    Those of the first attempt lead to another resource; any other response leaves them.
    """
    body = resource(links("authenticate"))
    again = attrs.evolve(paying(State.NEW, "start"), operation=payments.GET_SINGLE_TRANSFER)
    assert event_of(again, body).details.links == {"authenticate": CONSENT}
    later = event_of(paying(State.WORKING, "look"), body)
    assert later.details.links == {"self": SELF, "authenticate": CONSENT}


def test_the_own_access_is_found_among_others() -> None:
    """
    A response may be a map; without the own key in it, it is the resource itself.
    """
    own = resource({}, status="VOLLSTAENDIG")
    other = resource(links("authenticate"), status="INTERAKTION")
    request = Request(operation="addBankAccess", body={"a-1": {}})
    reading = adding(State.CHALLENGE, "answer", request=request)
    found = reading.of_outcome(response_of({"a-0": other, "a-1": own}, {"a-0": 0, "a-1": "mine"}))
    assert isinstance(found.event, Succeeded)
    assert found.value == "mine"
    listed = reading.of_outcome(response_of({"a-0": other, "a-1": own}, ["mine"]))
    assert (type(listed.event), listed.value) == (Succeeded, None)
    alone = reading.of_outcome(response_of(own, "mine"))
    assert (type(alone.event), alone.value) == (Succeeded, "mine")
    several = attrs.evolve(request, body={"a-1": {}, "a-2": {}})
    unknown = adding(State.CHALLENGE, "answer", request=several)
    assert not isinstance(unknown.of_outcome(response_of({"a-1": own})).event, Succeeded)
    bodiless = adding(State.CHALLENGE, "answer", request=attrs.evolve(request, body=None))
    assert isinstance(bodiless.of_outcome(response_of(own)).event, Succeeded)


def test_the_resource_of_the_call_is_read_not_that_of_its_consent() -> None:
    """
    A consent calls itself "self" too, but links to the transfer.
    """
    order = "https://banks.example/customer/v2/payment/single-transfer/p-1"
    body = resource(links(self=CONSENT, get_single_transfer=order, authenticate=CONSENT))
    found = event_of(paying(State.METHOD, "method", links={}), body)
    assert found.details.links == {"self": order, "authenticate": CONSENT}
    alone = event_of(paying(State.METHOD, "method", links={}), resource(links(self=CONSENT)))
    assert alone.details.links == {"self": CONSENT}


@pytest.mark.parametrize("status", ["SAMMELN", "VOLLSTAENDIG"])
def test_a_status_decides_although_nothing_else_can_be_read(status: str) -> None:
    """
    What is legible counts, each part for itself.
    """
    reading = attrs.evolve(adding(), operation=bank_accesses.GET_BANK_ACCESS)
    found = event_of(reading, {"status": status, "id": 17, "messages": 1, "relations": 2})
    expected: dict[str, Event] = {
        "SAMMELN": ProviderBusy(details=said(status), seconds=CONFIG.working_seconds),
        "VOLLSTAENDIG": Succeeded(details=said(status)),
    }
    assert found == expected[status]
    lost = event_of(reading, {"status": "NEU", "id": 17, "messages": 1, "relations": 2})
    assert lost == OutcomeLost(at=LATER, request_id=SENT_ID)


def test_an_address_that_is_known_is_looked_at_after_an_answer_that_cannot_be_read() -> None:
    """
    Where no operation reads the resource, its own link does.
    """
    adapter = HypermediaAdapter(CONFIG, consents.SUBMIT_CONSENT)
    for known, is_seen in ((KNOWN, True), ({"authenticate": CONSENT}, False)):
        reading = attrs.evolve(adding(State.CHALLENGE, "answer", links=known), adapter=adapter)
        found = event_of(reading, UNREADABLE)
        assert isinstance(found, ProviderBusy if is_seen else Answered)


def test_an_order_without_an_id_is_not_looked_for_in_a_map() -> None:
    """
    The only field of its body is no key.
    """
    found = event_of(paying(State.CHALLENGE, "answer"), {"a": resource({}, "BA1111")})
    assert found == Answered(details=said())
