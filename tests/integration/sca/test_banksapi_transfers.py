"""
BANKSapi: the older transfers, whose TAN is handed in with a second call.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from kontokit.sca.steps import (
    Cancelled,
    Challenge,
    ChooseMethod,
    Expired,
    Failed,
    Finished,
    Redirect,
    State,
    Unknown,
)
from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import DEMO_PROVIDER
from tests.support.flow_driver import BACK, BlockingFlow, User
from tests.support.sca_banksapi import FLICKER_TAN, LEGACY, credentials, sent, step_of

Users = Callable[..., User]
PRODUCT = "DE00123456789012345679"


@pytest.fixture
def user(user_of: Users) -> User:
    return user_of("banksapi")


@pytest.fixture(autouse=True)
def _deprecated() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def begin(
    user: User, *, login: str = "demo1", method: int | None = 1, bulk: bool = False
) -> BlockingFlow:
    details: dict[str, Any] = (
        {"payments": [LEGACY, {**LEGACY, "verwendungszweck": "Zweite"}]} if bulk else dict(LEGACY)
    )
    fields = {**details, "credentials": credentials(login)}
    if method is not None:
        fields["sicherheitsverfahren_kodierung"] = method
    transfers = user.client.transfers
    create = transfers.create_bulk if bulk else transfers.create
    return user.sca(return_url=BACK).start(create, DEMO_PROVIDER, PRODUCT, **fields)


@pytest.mark.parametrize("bulk", [False, True])
def test_tan_is_handed_in(user: User, sandbox: Sandbox, bulk: bool) -> None:
    """
    The first call brings the challenge, the TAN releases the transfer.
    """
    flow = begin(user, bulk=bulk)
    assert isinstance(flow.step, Challenge)
    assert flow.step.text == "Bitte geben Sie eine durch 2 teilbare Zahl ein"
    flow.answer("0004")
    assert step_of(flow) == Finished()
    name = "submitBulkTransferTan" if bulk else "submitTransferTan"
    assert sent(sandbox, name) == [{"tan": "0004"}]


def test_flicker_code_of_an_older_transfer(user: User) -> None:
    """
    Graphic challenges are shown here too.
    """
    flow = begin(user, method=912)
    assert isinstance(flow.step, Challenge)
    assert flow.step.flicker is not None
    flow.answer(FLICKER_TAN)
    assert step_of(flow) == Finished()


def test_wrong_tan_asks_again(user: User, sandbox: Sandbox) -> None:
    """
    After a wrong TAN the hint says so, and there are fewer attempts; three end it.
    """
    flow = begin(user)
    ends = flow.step.ends
    flow.answer("3")
    assert isinstance(flow.step, Challenge)
    assert flow.step.attempts_left == 2
    assert flow.step.text == "Die TAN war falsch. Bitte geben Sie die TAN erneut ein"
    assert flow.step.ends == ends
    flow.answer("5")
    flow.answer("7")
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("sca_failed", "BA1103")
    assert [one["tan"] for one in sent(sandbox, "submitTransferTan")] == ["3", "5", "7"]


def test_wrong_tan_and_then_the_right_one(user: User, sandbox: Sandbox) -> None:
    """
    A later TAN releases the transfer once.
    """
    flow = begin(user)
    flow.answer("3")
    flow.answer("4")
    assert step_of(flow) == Finished()
    assert len(sandbox.requests_to("banksapi", "createTransfer")) == 1


def test_tan_may_come_too_late(user: User, sandbox: Sandbox) -> None:
    """
    After the time that the bank gives no TAN is sent.
    """
    flow = begin(user)
    assert flow.step.ends is not None
    sandbox.advance(flow.step.ends - sandbox.now + timedelta(seconds=1))
    flow.answer("4")
    assert step_of(flow) == Expired(what="step")
    assert sent(sandbox, "submitTransferTan") == []


def test_bank_refuses_an_older_transfer(user: User) -> None:
    """
    BA1104 after the right TAN may be a double submission: the bank may have the order already.
    """
    flow = begin(user, login="test_failing_payment")
    flow.answer("4")
    assert flow.state is State.UNKNOWN
    assert (flow.record()["code"], flow.record()["can_restart"]) == ("BA1104", False)


@pytest.mark.parametrize("how", ["answer lost", "gateway timeout", "request lost"])
def test_lost_answer_to_the_tan_stays_unknown(user: User, sandbox: Sandbox, how: Any) -> None:
    """
    PUT is not repeated: the TAN is used up, and no call reads an older transfer.
    """
    flow = begin(user)
    sandbox.disturb("banksapi", "submitTransferTan", how)
    flow.answer("4")
    assert flow.state is State.UNKNOWN
    flow.reconcile()
    assert flow.state is State.UNKNOWN
    assert flow.step.ends is not None
    sandbox.advance(flow.step.ends - sandbox.now + timedelta(seconds=1))
    flow.reconcile()
    assert isinstance(flow.step, Unknown)
    assert flow.done
    assert len(sandbox.requests_to("banksapi", "submitTransferTan")) == 1
    assert len(sandbox.requests_to("banksapi", "createTransfer")) == 1


def test_lost_answer_to_the_beginning_is_not_repeated(user: User, sandbox: Sandbox) -> None:
    """
    No one knows whether the transfer was begun.
    """
    sandbox.disturb("banksapi", "createTransfer", "answer lost")
    flow = begin(user)
    assert flow.state is State.UNKNOWN
    assert len(sandbox.requests_to("banksapi", "createTransfer")) == 1


@pytest.mark.parametrize("bulk", [False, True])
def test_method_is_chosen_where_none_was_given(user: User, sandbox: Sandbox, bulk: bool) -> None:
    """
    The choice goes to the address of the answer, which is no operation of the document.
    """
    flow = begin(user, method=None, bulk=bulk)
    assert isinstance(flow.step, ChooseMethod)
    flow.choose("999")
    assert isinstance(flow.step, Challenge)
    flow.answer("12")
    assert step_of(flow) == Finished()
    name = "createBulkTransfer" if bulk else "createTransfer"
    assert len(sandbox.requests_to("banksapi", name)) == 1


def test_older_transfer_in_the_form(user: User, sandbox: Sandbox) -> None:
    """
    With REG/Protect an empty transfer leads to the web form, whose word is not verified.
    """
    create = user.client.transfers.create
    flow = user.sca(return_url=BACK).start(create, DEMO_PROVIDER, PRODUCT)
    assert isinstance(flow.step, Redirect)
    page = sandbox.visit(str(flow.step.url))
    assert page.location is not None
    flow.handle_return(page.location)
    assert step_of(flow) == Finished(verified=False)


def test_older_transfer_is_given_up_before_its_tan(user: User) -> None:
    """
    Without a TAN nothing can have been carried out.
    """
    flow = begin(user)
    flow.cancel()
    assert step_of(flow) == Cancelled(by="caller")
