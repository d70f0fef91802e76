"""
From when an order of unknown outcome may be sent again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import attrs
import pytest

from kontokit.sca.errors import TooEarlyError
from kontokit.sca.state.events import (
    BookingsRead,
    EventDetails,
    OrderStillOpen,
    Refused,
    RequestSent,
)
from kontokit.sca.state.resend import allowed_from, ensure_resendable
from kontokit.sca.state.transitions import apply_event
from kontokit.sca.steps import State
from tests.support.flow_states import AT, in_state, on_its_way, resendable

ORDER: Final = resendable(in_state(State.UNKNOWN, is_order=True))
MOVED: Final = AT - timedelta(minutes=30)
QUIET: Final = timedelta(minutes=30)


@pytest.mark.parametrize(
    ("is_offered", "approvable_until", "allowed"),
    [
        (False, None, MOVED + QUIET),
        (False, MOVED + timedelta(minutes=10), MOVED + QUIET),
        (False, MOVED + timedelta(hours=2), MOVED + timedelta(hours=2)),
        (True, MOVED - timedelta(minutes=10), MOVED + QUIET),
        (True, MOVED + timedelta(hours=2), MOVED + timedelta(hours=2) + QUIET),
        (True, None, MOVED + timedelta(days=1) + QUIET),
    ],
)
def test_the_quiet_time_begins_after_the_last_moment_of_an_approval(
    approvable_until: datetime | None, allowed: datetime, *, is_offered: bool
) -> None:
    """
    A page or an app without an end is taken for open for a day; a challenge can only be answered
    through us.
    """
    order = attrs.evolve(
        ORDER,
        approval_offered=is_offered,
        approvable_until=approvable_until,
        open_seen_at=allowed,
    )
    with pytest.raises(TooEarlyError) as caught:
        ensure_resendable(order, allowed - timedelta(microseconds=1), is_checked=True)
    assert caught.value.not_before == allowed
    ensure_resendable(order, allowed, is_checked=True)
    assert allowed_from(order) == (None if is_offered else allowed)


def test_the_last_update_counts_where_no_request_is_known_to_have_moved_it() -> None:
    """
    As in records of an older version.
    """
    order = attrs.evolve(ORDER, moved_at=None, updated=AT)
    assert allowed_from(order) == AT + QUIET


def test_an_open_order_keeps_under_what_it_would_be_booked() -> None:
    """
    So that its bookings can be looked through; what was found in them is kept too.
    """
    details = EventDetails(AT)
    look = on_its_way(State.UNKNOWN, "look", is_order=True)
    opened = apply_event(look, OrderStillOpen(details=details, account="42", amount="10.5"))
    assert (opened.account, opened.amount) == ("42", "10.5")
    reading = apply_event(opened, RequestSent(at=AT, action="bookings"))
    for has_booking in (True, False):
        read = apply_event(reading, BookingsRead(details=details, has_booking=has_booking))
        assert (read.state, read.bookings_read_at) == (State.UNKNOWN, AT)
        assert (read.has_booking, read.account, read.amount) == (has_booking, "42", "10.5")
    other = apply_event(look, OrderStillOpen(details=details))
    assert (other.account, other.amount) == (None, None)


@pytest.mark.parametrize("request_id", ["r-2", None])
def test_an_answer_that_has_no_bookings_says_nothing_of_the_order(request_id: str | None) -> None:
    """
    Whatever else it is; its request id is kept, else the last one stays.
    """
    reading = attrs.evolve(
        on_its_way(State.UNKNOWN, "bookings", is_order=True), request_id="r-1", seen="open"
    )
    event = Refused(details=EventDetails(AT, request_id=request_id), reason="refused")
    after = apply_event(reading, event)
    assert (after.state, after.request_id) == (State.UNKNOWN, request_id or "r-1")
    assert (after.seen, after.bookings_read_at) == ("open", None)
