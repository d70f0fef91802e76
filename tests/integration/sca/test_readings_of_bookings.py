"""
What the bookings of an account say about an order of unknown outcome at finAPI Access.
"""

from __future__ import annotations

from typing import Any, Final

import attrs
import pytest
from msgspec import structs

from kontokit.operations.sca import RepeatCallSca
from kontokit.sca.adapters.repeat_call import RepeatCallAdapter
from kontokit.sca.state.events import BookingsRead, EventDetails, OrderStillOpen, OutcomeLost
from kontokit.sca.state.flow_state import ActionKind, Request
from kontokit.sca.steps import State
from kontokit_finapi_access.operations import payments, transactions
from kontokit_finapi_access.sca import SCA
from tests.support.flow_states import on_its_way
from tests.support.readings import LATER, SENT_ID, Reading

assert SCA.repeat is not None
CONFIG: Final = SCA.repeat
ORDER: Final = Request(operation="submitPayment", body={"paymentId": 17}, is_order=True)


def asking(action: ActionKind, config: RepeatCallSca = CONFIG) -> Reading:
    """
    A payment of unknown outcome, whose status or bookings are read.
    """
    flow = on_its_way(State.UNKNOWN, action, is_order=True)
    reads_bookings = transactions.GET_AND_SEARCH_ALL_TRANSACTIONS
    return Reading(
        adapter=RepeatCallAdapter(config, payments.SUBMIT_PAYMENT),
        operation=payments.GET_PAYMENTS if action == "look" else reads_bookings,
        flow=attrs.evolve(flow, request=ORDER, account="42", amount="10.5"),
    )


@pytest.mark.parametrize(
    ("order", "booked_as"),
    [
        ({"accountId": 42, "amount": -10.5}, ("42", "-10.5")),
        ({"accountId": 42, "amount": 0}, ("42", "0")),
        ({"accountId": 0, "amount": 1}, ("0", "1")),
        ({"accountId": 42}, (None, None)),
        ({"amount": 10.5}, (None, None)),
        ({"accountId": None, "amount": 10.5}, (None, None)),
    ],
)
def test_an_open_order_says_under_what_it_would_be_booked(
    order: dict[str, Any], booked_as: tuple[str | None, str | None]
) -> None:
    """
    Its account and its amount; one without the other finds nothing.
    """
    row = {"id": 17, "status": "OPEN", **order}
    found = asking("look").of(200, {"payments": [row]})
    assert found.event == OrderStillOpen(
        details=EventDetails(LATER, request_id=SENT_ID), account=booked_as[0], amount=booked_as[1]
    )
    bare = asking("look", structs.replace(CONFIG, bookings=None))
    silent = bare.of(200, {"payments": [row]}).event
    assert silent == OrderStillOpen(details=EventDetails(LATER, request_id=SENT_ID))


def booking(amount: Any) -> dict[str, Any]:
    return {"id": 1, "amount": amount}


BOOKINGS: Final[list[tuple[Any, bool]]] = [
    ([], False),
    ([booking(-9), booking(11)], False),
    ([booking(-9), booking(-10.5)], True),
    ([booking(10.50)], True),
    ([booking("10.500")], True),
    ([{"id": 1}], True),
    ([booking("ten")], True),
    ([booking(None)], True),
    (["no booking"], True),
    ([booking(1)] * 499, False),
    ([booking(1)] * 500, True),
    ([booking(1)] * 501, True),
]


@pytest.mark.parametrize(("rows", "has_booking"), BOOKINGS)
def test_a_booking_with_the_amount_could_be_the_order(rows: Any, *, has_booking: bool) -> None:
    """
    Whatever its sign; so could one whose amount cannot be read, and one beyond a full page.
    """
    found = asking("bookings").of(200, {"transactions": rows})
    expected = BookingsRead(details=EventDetails(LATER), has_booking=has_booking)
    assert found.event == expected
    bare = asking("bookings", structs.replace(CONFIG, bookings=None))
    assert bare.of(200, {"transactions": rows}).event == OutcomeLost(at=LATER)


@pytest.mark.parametrize("body", [{}, {"transactions": None}, {"transactions": {}}, b"<html>"])
def test_bookings_that_cannot_be_read_say_nothing(body: Any) -> None:
    """
    The order may be among them.
    """
    assert isinstance(asking("bookings").of(200, body).event, OutcomeLost)
