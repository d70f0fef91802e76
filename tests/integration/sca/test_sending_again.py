"""
When an order of unknown outcome may be sent again, and what a person is told who has to decide.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any, Final

import pytest

from kontokit.sca.errors import TooEarlyError, WrongStepError
from kontokit.sca.steps import Challenge, Redirect, State, Unknown
from tests.support.flow_driver import BlockingFlow, CallMode
from tests.support.sca_banksapi import ORDERS
from tests.support.sca_orders import ASKS_TAN, Orders, Serve, access, asks, finapi_error
from tests.support.scripted_caller import Caller
from tests.support.scripted_provider import Answer

QUIET: Final = 1800
CUT: Final = finapi_error("UNEXPECTED_ERROR", 500)
FINAPI: Final = ("finapi_access", "finapi_access_v1", "standing order")
PAGE: Final = asks("REDIRECT_REQUIRED", redirectUrl="https://bank.example/page")


class Books:
    """
    A finAPI whose orders stay OPEN, and whose account has the bookings that a test says.
    """

    def __init__(self, mode: CallMode, serve: Serve, api: str, *starts: Answer) -> None:
        self.bookings: Answer = (200, {}, {"transactions": []})
        self.order: dict[str, Any] = {"status": "OPEN", "accountId": 2, "amount": 9.5}
        self.starts = list(starts)
        self.orders = Orders(mode, serve, api)
        self.orders.resolved = self  # type: ignore[method-assign]  # pyright: ignore[reportAttributeAccessIssue]
        self.flow: BlockingFlow = self.orders.begin()

    def __call__(self, method: str, path: str) -> Answer:
        if method == "POST":
            return self.starts.pop(0) if self.starts else CUT
        if "/transactions" in path:
            return self.bookings
        row = {"id": 1, "type": "MONEY_TRANSFER", "orderCount": 1, "bankId": 1, **self.order}
        more = {"currency": "EUR", "frequency": "MONTHLY", "startDate": "2027-01-01"}
        return 200, {}, {"payments": [row], "standingOrders": [{**row, **more}]}

    def later(self, seconds: float = QUIET) -> None:
        self.orders.caller.clock.sleep(seconds)

    def sent(self, word: str) -> int:
        return sum(word in one.target for one in self.orders.provider.heard)

    def starts_sent(self) -> int:
        heard = [one for one in self.orders.provider.heard if one.method == "POST"]
        return sum(b"multiStepAuthentication" not in one.body for one in heard)


@pytest.fixture(params=FINAPI)
def books(mode: CallMode, serve: Serve, request: pytest.FixtureRequest) -> Books:
    """
    An order whose TAN was lost on its way.
    """
    made = Books(mode, serve, request.param, ASKS_TAN["finapi"])
    made.flow.answer("1")
    return made


def test_bookings_are_read_once_after_the_quiet_time(books: Books) -> None:
    """
    Not before, and then by the look that would allow sending the order again.
    """
    day_before = books.orders.caller.clock.time - timedelta(days=1)
    books.flow.reconcile()
    books.flow.reconcile()
    assert books.sent("/transactions") == 0
    books.later()
    books.flow.reconcile()
    assert books.sent("/transactions") == 1
    asked = next(one.target for one in books.orders.provider.heard if "/transactions" in one.target)
    assert "accountIds=2" in asked
    # The day in UTC is never later than that of the bank.
    assert f"minBankBookingDate={day_before.astimezone(UTC):%Y-%m-%d}" in asked
    assert books.starts_sent() == 1
    books.flow.send_again()
    assert books.starts_sent() == 2


@pytest.mark.parametrize("amount", [9.5, -9.5, "9.50", None])
def test_booking_that_could_be_the_order_keeps_it_from_being_sent_again(
    books: Books, amount: object
) -> None:
    """
    The amount is compared without its sign; one that cannot be read could be the order.
    """
    books.bookings = (200, {}, {"transactions": [{"amount": -1}, {"amount": amount}]})
    books.flow.reconcile()
    books.later()
    books.flow.reconcile()
    assert isinstance(books.flow.step, Unknown)
    assert books.flow.step.not_before is None
    assert "transaction that could be the order" in books.flow.step.advice
    for is_checked in (False, True):
        with pytest.raises(WrongStepError, match="could be this order"):
            books.flow.send_again(i_have_checked_the_account=is_checked)
    assert books.starts_sent() == 1


def test_other_bookings_are_no_obstacle(books: Books) -> None:
    """
    Another amount is another order.
    """
    books.bookings = (200, {}, {"transactions": [{"amount": -9.51}]})
    books.flow.reconcile()
    books.later()
    books.flow.reconcile()
    books.flow.send_again()
    assert books.starts_sent() == 2


@pytest.mark.parametrize("answer", [CUT, finapi_error("BAD_REQUEST", 400), (200, {}, {"rows": 1})])
def test_bookings_that_cannot_be_read_need_a_person(books: Books, answer: Answer) -> None:
    """
    Until they can be read, only someone who has looked allows to send the order again.
    """
    books.bookings = answer
    books.flow.reconcile()
    books.later()
    books.flow.reconcile()
    with pytest.raises(TooEarlyError, match="could not be read"):
        books.flow.send_again()
    books.flow.send_again(i_have_checked_the_account=True)
    assert books.starts_sent() == 2


def test_order_without_an_account_has_no_bookings(books: Books) -> None:
    """
    A payment that was made without an account names none whose bookings could be read.
    """
    del books.order["accountId"]
    books.flow.reconcile()
    books.later()
    books.flow.reconcile()
    assert books.sent("/transactions") == 0
    books.flow.send_again()
    assert books.starts_sent() == 2


@pytest.mark.parametrize("status", ["PENDING", "A_STATUS_OF_TOMORROW"])
def test_anything_but_open_begins_the_quiet_time_again(books: Books, status: str) -> None:
    """
    Whoever is busy now may carry the order out later.
    """
    books.flow.reconcile()
    books.later()
    books.order["status"] = status
    books.flow.reconcile()
    busy = books.orders.caller.clock.time
    books.order["status"] = "OPEN"
    for _ in range(3):
        books.later(10)
        books.flow.refresh()
    if books.flow.state is State.UNKNOWN:
        with pytest.raises(TooEarlyError) as early:
            books.flow.send_again()
        assert (early.value.not_before - busy).total_seconds() >= QUIET
    assert books.starts_sent() == 1


def test_quiet_time_is_kept_by_another_process(books: Books) -> None:
    """
    The record holds when the last request ended, so a copy follows it.
    """
    books.later(1700)
    other = books.orders.caller.sca.resume(books.flow.record())
    other.reconcile()
    other.reconcile()
    with pytest.raises(TooEarlyError) as early:
        other.send_again()
    assert other.step.not_before == early.value.not_before
    assert books.starts_sent() == 1


@pytest.mark.parametrize("api", FINAPI)
def test_open_after_a_page_says_nothing_of_the_bank(mode: CallMode, serve: Serve, api: str) -> None:
    """
    Only a person who has looked into the account may have it sent again, and late enough.
    """
    books = Books(mode, serve, api, PAGE)
    assert isinstance(books.flow.step, Redirect)
    books.flow.cancel()
    books.flow.reconcile()
    assert isinstance(books.flow.step, Unknown)
    assert books.flow.step.must_check
    with pytest.raises(WrongStepError, match="may still approve"):
        books.flow.send_again()
    with pytest.raises(TooEarlyError) as early:
        books.flow.send_again(i_have_checked_the_account=True)
    assert early.value.not_before > books.orders.caller.clock.time
    books.later(86_400 + QUIET)
    books.flow.reconcile()
    with pytest.raises(WrongStepError, match="may still approve"):
        books.flow.send_again()
    books.flow.send_again(i_have_checked_the_account=True)
    assert books.starts_sent() == 2


def test_answered_order_is_never_sent_again_whoever_has_checked(
    mode: CallMode, serve: Serve
) -> None:
    """
    What the provider has taken stays taken.
    """
    taken: Answer = (200, {}, {"id": 1, "status": "A_STATUS_OF_TOMORROW"})
    books = Books(mode, serve, "finapi_access", taken)
    for _ in range(3):
        books.later()
        books.flow.reconcile()
    with pytest.raises(WrongStepError, match="never sent again"):
        books.flow.send_again(i_have_checked_the_account=True)
    assert books.starts_sent() == 1


def test_order_that_no_one_can_be_asked_about_says_what_to_look_for(
    mode: CallMode, serve: Serve
) -> None:
    """
    BANKSapi's order has no address until an answer tells it: a person looks for amount and payee.
    """
    orders = Orders(mode, serve, "banksapi")
    flow = orders.begin((500, {}, b""))
    check_that_no_one_can_be_asked(flow, orders.caller, len(orders.provider.heard), orders.provider)
    order = ORDERS["single_transfer"]["transfer_details"]
    for name in ("amount", "recipient", "purpose"):
        assert str(order[name]) in flow.step.advice


def check_that_no_one_can_be_asked(
    flow: BlockingFlow, caller: Caller, sent: int, provider: Any
) -> None:
    assert isinstance(flow.step, Unknown)
    assert not flow.step.can_ask
    assert "no one can be asked" in flow.step.advice
    before = caller.clock.time
    for _ in range(3):
        flow.reconcile()
    assert isinstance(flow.step, Unknown)
    assert (caller.clock.time - before).total_seconds() >= 120  # a loop around it does not spin
    assert len(provider.heard) == sent
    with pytest.raises(WrongStepError):
        flow.send_again(i_have_checked_the_account=True)


def test_older_transfers_have_no_one_to_ask(mode: CallMode, serve: Serve) -> None:
    """
    The transfer of v1 that is sent at once has no status.
    """
    provider = serve(lambda method, path: CUT)
    caller = Caller(mode, "finapi_access_v1", provider)
    flow = caller.sca.start(
        caller.client.accounts.request_sepa_money_transfer,
        account_id=1,
        recipient_name="Muster GmbH",
        recipient_iban="DE02120300000000202051",
        amount="12.34",
        purpose="Rechnung 4711",
    )
    check_that_no_one_can_be_asked(flow, caller, len(provider.heard), provider)
    for word in ("Muster GmbH", "12.34", "Rechnung 4711"):
        assert word in flow.step.advice


def test_order_with_an_address_can_be_asked_for(mode: CallMode, serve: Serve) -> None:
    """
    Once an answer has told the address of an order, reconcile() reads it.
    """
    orders = Orders(mode, serve, "banksapi")
    flow = orders.begin(access("self", "authenticate"), access("self", codes=("BA999",)))
    flow.answer("1")
    assert isinstance(flow.step, Unknown)
    assert flow.step.can_ask


def test_lost_tan_is_asked_for_again_when_it_cannot_be_on_its_way(
    mode: CallMode, serve: Serve
) -> None:
    """
    A bank at work with the TAN still shows the challenge, so a second TAN would be a second order.
    """
    orders = Orders(mode, serve, "banksapi")
    asked = access("self", "authenticate")
    flow = orders.begin(
        asked, (504, {}, b""), asked, asked, asked, access("self", codes=("BA1112",))
    )
    flow.answer("1")
    for _ in range(2):
        step = flow.reconcile()
        assert isinstance(step, Unknown)
        assert (step.seen, step.must_check) == ("open", False)
        assert "still asks" in step.advice
        with pytest.raises(TooEarlyError) as early:
            flow.send_again()
        assert early.value.not_before == step.not_before
    orders.caller.clock.sleep(QUIET)
    assert isinstance(flow.reconcile(), Challenge)
    flow.answer("2")
    assert flow.state is State.FINISHED
