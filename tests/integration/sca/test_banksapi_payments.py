"""
BANKSapi: orders are released by SCA, carried out at most once, and their outcome is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kontokit import ConnectError
from kontokit.sca.errors import OutcomeUnknownError, ScaFailedError, TooEarlyError, WrongStepError
from kontokit.sca.steps import (
    Cancelled,
    Challenge,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Expired,
    Failed,
    Finished,
    State,
    Step,
    Unknown,
    Unsupported,
)
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BlockingFlow, User, browser_of, drive, kinds
from tests.support.sca_banksapi import (
    FLICKER_TAN,
    ORDERS,
    OUTCOMES,
    PHOTO_TAN,
    TRANSFER,
    add,
    codes,
    order_of,
    pay,
    sent,
    step_of,
    tans,
)

Users = Callable[..., User]
SUBMIT = "initiateSingleTransfer"


@pytest.fixture
def user(user_of: Users) -> User:
    return user_of("banksapi")


def starts(sandbox: Sandbox) -> int:
    return len(sandbox.requests_to("banksapi", SUBMIT))


@pytest.mark.parametrize(
    ("method", "tan"),
    [
        ("1", "2"),
        ("902", PHOTO_TAN),
        ("912", FLICKER_TAN),
        ("910", ""),
        ("920", ""),
        ("921", ""),
    ],
)
def test_transfer_is_released_by_each_kind_of_sca(
    user: User, sandbox: Sandbox, method: str, tan: str
) -> None:
    """
    However it is released, the result is the order with its id and its message.
    """
    flow = pay(user)
    steps = drive(flow, choose=[method], tans=[tan], browser=browser_of(sandbox))
    assert steps[-1] == Finished()
    assert flow.round == 1
    order = flow.result
    assert codes(order) == ["BA1111"]
    assert order.transfer.payment_id
    assert order.transfer.transfer_details.amount == TRANSFER["amount"]
    assert starts(sandbox) == 1


def test_transfer_by_app_on_request_only(user: User, sandbox: Sandbox) -> None:
    """
    Where the app cannot be polled, an empty answer of the user releases the order.
    """
    flow = pay(user)
    flow.choose("914")
    assert isinstance(flow.step, Decoupled)
    flow.confirm()
    assert step_of(flow) == Finished()
    assert sent(sandbox, "submitConsent") == [{"chosenScaMethodId": "914"}, {}]


def test_order_may_want_two_scas(user: User, sandbox: Sandbox) -> None:
    """
    Method, medium and TAN, then an app: the second SCA is round 2 of the same order.
    """
    flow = pay(user, "test_sca_twice")
    steps = drive(flow, choose=["902", "Handy Eins"], tans=[PHOTO_TAN])
    expected = ["ChooseMethod", "ChooseMedium", "Challenge", "Decoupled", "Finished"]
    assert kinds(steps) == expected
    assert flow.round == 2
    assert starts(sandbox) == 1


@pytest.mark.parametrize("kind", ORDERS)
def test_every_kind_of_order(user: User, kind: str) -> None:
    """
    Single and bulk, transfer and debit: each ends with its own message and its own type.
    """
    method = getattr(user.client.payments, f"initiate_{kind}")
    flow = user.sca().start(method, **order_of(**ORDERS[kind]))
    assert drive(flow, choose=["1"], tans=["2"])[-1] == Finished()
    assert codes(flow.result) == [OUTCOMES[kind]]
    name = "".join(part.capitalize() for part in kind.split("_"))
    assert type(flow.result).__name__ == f"{name}Result"


@pytest.mark.parametrize("kind", ORDERS)
def test_every_kind_of_order_with_saved_credentials(user: User, kind: str) -> None:
    """
    With credentials that the provider keeps, none are sent, and nothing else is different.
    """
    access = add(user, "demo1").result
    product = next(one for one in access.bankprodukte if one.kategorie == "GIROKONTO")
    name = f"initiate_{kind}_with_saved_credentials"
    method = getattr(user.client.payments, name)
    flow = user.sca().start(method, access.id, product.id, **ORDERS[kind])
    assert drive(flow, choose=["910"])[-1] == Finished()
    assert codes(flow.result) == [OUTCOMES[kind]]


def refused_after_the_sca(user: User, kind: str) -> Any:
    method = getattr(user.client.payments, f"initiate_{kind}")
    flow = user.sca().start(method, **order_of("test_failing_payment", **ORDERS[kind]))
    flow.choose("1")
    flow.answer("2")
    return flow


def test_double_submission_after_the_tan_is_no_refusal(user: User) -> None:
    """
    BA1104 says among other things that the bank has this order already.
    """
    flow = refused_after_the_sca(user, "single_transfer")
    assert isinstance(flow.step, Unknown)
    assert (flow.record()["code"], flow.record()["can_restart"]) == ("BA1104", False)
    with pytest.raises(WrongStepError):
        flow.send_again()
    flow.reconcile()
    assert isinstance(flow.step, Unknown)


@pytest.mark.parametrize(("kind", "code"), [("bulk_debit", "BA1204")])
def test_bank_refuses_an_order_after_the_sca(user: User, kind: str, code: str) -> None:
    """
    The right TAN for an order that the bank does not carry out is a failure, not a success.
    """
    flow = refused_after_the_sca(user, kind)
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("bank_said_no", code)
    with pytest.raises(ScaFailedError):
        _ = flow.result


def test_order_is_not_known_to_the_client(user: User) -> None:
    """
    A step that no one knows keeps its code; the order may be approved elsewhere, so it is unknown
    when it is cancelled.
    """
    flow = pay(user, "test_future")
    assert isinstance(flow.step, Unsupported)
    assert flow.step.code == "BA9999"
    assert isinstance(flow.cancel(), Unknown)


def test_wrong_tan_of_an_order_is_counted(user: User, sandbox: Sandbox) -> None:
    """
    Two wrong TANs and the right one: three requests, and one order.
    """
    flow = pay(user)
    flow.choose("1")
    for tan, left in (("3", 3), ("5", 2), ("4", 1)):
        assert isinstance(flow.step, Challenge)
        assert flow.step.attempts_left == left
        flow.answer(tan)
    assert step_of(flow) == Finished()
    assert tans(sandbox, "submitConsent") == ["3", "5", "4"]
    assert starts(sandbox) == 1


def test_third_wrong_tan_of_an_order_ends_it(user: User, sandbox: Sandbox) -> None:
    """
    After three wrong TANs the order has failed for certain.
    """
    flow = pay(user)
    flow.choose("1")
    for tan in ("3", "5", "7"):
        flow.answer(tan)
    assert isinstance(flow.step, Failed)
    assert flow.step.reason == "sca_failed"
    assert tans(sandbox, "submitConsent") == ["3", "5", "7"]


@pytest.mark.parametrize("how", ["answer lost", "gateway timeout", "request lost"])
def test_order_whose_beginning_was_lost_stays_unknown(
    user: User, sandbox: Sandbox, how: Any
) -> None:
    """
    No one knows its id, so no one can ask; it is never sent again, and ends as unknown.
    """
    sandbox.disturb("banksapi", SUBMIT, how)
    flow = pay(user)
    assert isinstance(flow.step, Unknown)
    assert flow.step.step == "start"
    assert flow.done
    with pytest.raises(OutcomeUnknownError):
        _ = flow.result
    before = len(sandbox.requests)
    for _ in range(3):
        flow.reconcile()
        assert isinstance(flow.step, Unknown)
        with pytest.raises(WrongStepError):
            flow.send_again()
    assert len(sandbox.requests) == before
    assert flow.step.ends is not None
    sandbox.advance(flow.step.ends - sandbox.now + timedelta(seconds=1))
    flow.reconcile()
    assert isinstance(flow.step, Unknown)
    assert flow.done
    assert starts(sandbox) == 1


@pytest.mark.parametrize("how", ["answer lost", "gateway timeout"])
def test_order_whose_release_was_lost_is_asked_for(user: User, sandbox: Sandbox, how: Any) -> None:
    """
    After a lost answer to the TAN the order itself tells that it was carried out.
    """
    flow = pay(user)
    flow.choose("1")
    sandbox.disturb("banksapi", "submitConsent", how)
    flow.answer("2")
    assert isinstance(flow.step, Unknown)
    assert flow.step.step == "answer"
    flow.reconcile()
    assert step_of(flow) == Finished()
    assert codes(flow.result) == ["BA1111"]
    assert tans(sandbox, "submitConsent") == ["2"]
    assert starts(sandbox) == 1


def test_order_whose_tan_never_arrived_ends_with_its_challenge(
    user: User, sandbox: Sandbox
) -> None:
    """
    The TAN that was lost may be on its way, so nobody is asked for another one until the bank has
    given the order up.
    """
    flow = pay(user)
    flow.choose("1")
    sandbox.disturb("banksapi", "submitConsent", "request lost")
    flow.answer("2")
    assert isinstance(flow.step, Unknown)
    with pytest.raises(WrongStepError):
        flow.answer("4")
    step = reconciled_later(flow, sandbox)
    assert isinstance(step, Failed)
    assert (step.reason, step.can_restart) == ("sca_failed", True)
    assert starts(sandbox) == 1


def reconciled_later(flow: BlockingFlow, sandbox: Sandbox) -> Step:
    """
    The step after the quiet time, before which the challenge is not given again.
    """
    for _ in range(2):
        step = flow.reconcile()
        assert isinstance(step, Unknown)
        assert step.seen == "open"
        with pytest.raises(TooEarlyError) as early:
            flow.send_again()
        assert step.not_before == early.value.not_before
    sandbox.advance(step.not_before - sandbox.now)
    again: Step = flow.reconcile()
    return again


def test_refused_order_whose_answer_was_lost_is_refused(user: User, sandbox: Sandbox) -> None:
    """
    The order itself tells too that the bank did not carry it out.
    """
    method = user.client.payments.initiate_bulk_debit
    flow = user.sca().start(method, **order_of("test_failing_payment", **ORDERS["bulk_debit"]))
    flow.choose("1")
    sandbox.disturb("banksapi", "submitConsent", "answer lost")
    flow.answer("2")
    flow.reconcile()
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("bank_said_no", "BA1204")


@pytest.mark.parametrize(
    ("how", "then"), [("answer lost", Challenge), ("request lost", ChooseMethod)]
)
def test_lost_answer_to_a_choice_is_asked_for(
    user: User, sandbox: Sandbox, how: Any, then: type
) -> None:
    """
    The method may have been chosen or not; the order tells, and nothing is chosen twice.
    """
    flow = pay(user)
    sandbox.disturb("banksapi", "submitConsent", how)
    flow.choose("1")
    assert isinstance(flow.step, Unknown)
    flow.reconcile()
    assert isinstance(flow.step, then)
    assert flow.round == 1


@pytest.mark.parametrize("how", ["answer lost", "gateway timeout", "request lost"])
def test_lost_answer_to_a_poll_is_only_a_missed_look(
    user: User, sandbox: Sandbox, how: Any
) -> None:
    """
    Polling only asks, so it goes on after the pause, whatever became of one answer.
    """
    flow = pay(user)
    flow.choose("910")
    sandbox.disturb("banksapi", "pollConsent", how)
    flow.wait()
    assert step_of(flow) == Finished()
    assert starts(sandbox) == 1


def test_unreachable_provider_leaves_everything_as_it_is(user: User, sandbox: Sandbox) -> None:
    """
    A request that certainly did not leave changes nothing: the TAN is still good.
    """
    flow = pay(user)
    flow.choose("1")
    with sandbox.unreachable("banksapi"):
        with pytest.raises(ConnectError):
            flow.answer("2")
        assert isinstance(flow.step, Challenge)
    flow.answer("2")
    assert step_of(flow) == Finished()
    assert tans(sandbox, "submitConsent") == ["2"]


def test_order_that_was_answered_is_not_just_given_up(user: User, sandbox: Sandbox) -> None:
    """
    Cancelling after a TAN went out asks first what became of the order.
    """
    flow = pay(user)
    flow.choose("1")
    flow.answer("3")
    assert isinstance(flow.step, Challenge)
    flow.cancel()
    assert flow.state is State.UNKNOWN
    assert isinstance(reconciled_later(flow, sandbox), Cancelled)


def test_order_in_an_app_is_not_just_given_up(user: User, sandbox: Sandbox) -> None:
    """
    The user may have confirmed meanwhile; then the order was carried out.
    """
    flow = pay(user)
    flow.choose("910")
    flow.cancel()
    assert flow.state is State.UNKNOWN
    flow.reconcile()
    assert isinstance(flow.step, Decoupled)
    flow.wait()
    assert step_of(flow) == Finished()


def test_unanswered_order_expires(user: User, sandbox: Sandbox) -> None:
    """
    Before any answer nothing can have been carried out.
    """
    for choices, kind in (((), ChooseMethod), (("1",), Challenge)):
        flow = pay(user)
        for one in choices:
            flow.choose(one)
        assert isinstance(flow.step, kind)
        flow.cancel()
        assert step_of(flow) == Cancelled(by="caller")
    flow = pay(user, "test_sca_method_media")
    flow.choose("1")
    assert isinstance(flow.step, ChooseMedium)
    flow.cancel()
    assert step_of(flow) == Cancelled(by="caller")
    assert sandbox.requests_to("banksapi", "cancelConsent") == []


def test_time_of_an_order_in_an_app_is_over(user: User, sandbox: Sandbox) -> None:
    """
    An order that may have been confirmed is asked for before anything is said of it.
    """
    flow = pay(user)
    flow.choose("913")
    flow.wait()
    assert flow.state is State.UNKNOWN
    sandbox.advance(timedelta(minutes=11))
    flow.reconcile()
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("sca_failed", "BA3040")


def test_time_of_an_unanswered_order_is_over(user: User, sandbox: Sandbox) -> None:
    """
    An order that no one has answered just expires.
    """
    flow = pay(user)
    flow.choose("1")
    assert flow.step.ends is not None
    sandbox.advance(flow.step.ends - sandbox.now + timedelta(seconds=1))
    flow.answer("2")
    assert step_of(flow) == Expired(what="step")
    assert tans(sandbox, "submitConsent") == []


def test_result_is_read_once_more_when_the_last_look_failed(user: User, sandbox: Sandbox) -> None:
    """
    The order is carried out; that its last look fails puts off only the result.
    """
    flow = pay(user)
    flow.choose("1")
    sandbox.disturb("banksapi", "getSingleTransfer", "answer lost", times=5)
    flow.answer("2")
    assert flow.state is State.WORKING
    flow.wait()
    assert step_of(flow) == Finished()
    assert codes(flow.result) == ["BA1111"]
    assert starts(sandbox) == 1
