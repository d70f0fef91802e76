"""
BANKSapi: the older transfers, whose TAN is handed in with a second call.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from kontokit.sca.errors import ScaFailed
from kontokit.sca.steps import Cancelled, Challenge, Expired, Failed, Finished, Redirect, State
from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import DEMO_PROVIDER

from .banksapi import FLICKER_TAN, LEGACY, credentials, sent, step_of
from .talking import BACK, Talk, User

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


def begin(user: User, *, login: str = "demo1", method: int | None = 1, bulk: bool = False) -> Talk:
    details: dict[str, Any] = {"payments": [LEGACY, LEGACY]} if bulk else dict(LEGACY)
    body = {**details, "credentials": credentials(login)}
    if method is not None:
        body["sicherheitsverfahrenKodierung"] = method
    transfers = user.client.transfers
    create = transfers.create_bulk if bulk else transfers.create
    return user.desk(return_url=BACK).start(create, DEMO_PROVIDER, PRODUCT, body)


@pytest.mark.parametrize("bulk", [False, True])
def test_tan_is_handed_in(user: User, sandbox: Sandbox, bulk: bool) -> None:
    """
    The first call brings the challenge, the TAN releases the transfer.
    """
    talk = begin(user, bulk=bulk)
    assert isinstance(talk.step, Challenge)
    assert talk.step.text == "Bitte geben Sie eine durch 2 teilbare Zahl ein"
    talk.answer("0004")
    assert step_of(talk) == Finished()
    name = "submitBulkTransferTan" if bulk else "submitTransferTan"
    assert sent(sandbox, name) == [{"tan": "0004"}]


def test_flicker_code_of_an_older_transfer(user: User) -> None:
    """
    Graphic challenges are shown here too.
    """
    talk = begin(user, method=912)
    assert isinstance(talk.step, Challenge)
    assert talk.step.flicker is not None
    talk.answer(FLICKER_TAN)
    assert step_of(talk) == Finished()


def test_wrong_tan_asks_again(user: User, sandbox: Sandbox) -> None:
    """
    After a wrong TAN the challenge stands as it was, with fewer attempts; three end it.
    """
    talk = begin(user)
    ends = talk.step.ends
    talk.answer("3")
    assert isinstance(talk.step, Challenge)
    assert talk.step.attempts_left == 2
    assert talk.step.text == "Bitte geben Sie eine durch 2 teilbare Zahl ein"
    assert talk.step.ends == ends
    talk.answer("5")
    talk.answer("7")
    assert isinstance(talk.step, Failed)
    assert (talk.step.reason, talk.step.code) == ("sca_failed", "BA1103")
    assert [one["tan"] for one in sent(sandbox, "submitTransferTan")] == ["3", "5", "7"]


def test_wrong_tan_and_then_the_right_one(user: User, sandbox: Sandbox) -> None:
    """
    A later TAN releases the transfer once.
    """
    talk = begin(user)
    talk.answer("3")
    talk.answer("4")
    assert step_of(talk) == Finished()
    assert len(sandbox.requests_to("banksapi", "createTransfer")) == 1


def test_tan_may_come_too_late(user: User, sandbox: Sandbox) -> None:
    """
    After the time that the bank gives no TAN is sent.
    """
    talk = begin(user)
    assert talk.step.ends is not None
    sandbox.advance(talk.step.ends - sandbox.now + timedelta(seconds=1))
    talk.answer("4")
    assert step_of(talk) == Expired(what="step")
    assert sent(sandbox, "submitTransferTan") == []


def test_bank_refuses_an_older_transfer(user: User) -> None:
    """
    BA1104 after the right TAN may be a double submission: the bank may have the order already.
    """
    talk = begin(user, login="test_failing_payment")
    talk.answer("4")
    assert talk.state is State.UNKNOWN
    assert (talk.record()["code"], talk.record()["can_restart"]) == ("BA1104", False)


@pytest.mark.parametrize("how", ["answer lost", "gateway timeout", "request lost"])
def test_lost_answer_to_the_tan_stays_unknown(user: User, sandbox: Sandbox, how: Any) -> None:
    """
    PUT is not repeated: the TAN is used up, and no call reads an older transfer.
    """
    talk = begin(user)
    sandbox.disturb("banksapi", "submitTransferTan", how)
    talk.answer("4")
    assert talk.state is State.UNKNOWN
    talk.reconcile()
    assert talk.state is State.UNKNOWN
    assert talk.step.ends is not None
    sandbox.advance(talk.step.ends - sandbox.now + timedelta(seconds=1))
    talk.reconcile()
    assert isinstance(talk.step, Failed)
    assert talk.step.reason == "outcome_unknown"
    assert len(sandbox.requests_to("banksapi", "submitTransferTan")) == 1
    assert len(sandbox.requests_to("banksapi", "createTransfer")) == 1


def test_lost_answer_to_the_beginning_is_not_repeated(user: User, sandbox: Sandbox) -> None:
    """
    Nobody knows whether the transfer was begun.
    """
    sandbox.disturb("banksapi", "createTransfer", "answer lost")
    talk = begin(user)
    assert talk.state is State.UNKNOWN
    assert len(sandbox.requests_to("banksapi", "createTransfer")) == 1


def test_method_has_to_be_told_at_once(user: User) -> None:
    """
    Without a method the bank asks in a way that needs a new call; it is a failure with its code.
    """
    talk = begin(user, method=None)
    assert isinstance(talk.step, Failed)
    assert (talk.step.reason, talk.step.code) == ("unsupported", "BA3010")
    with pytest.raises(ScaFailed):
        _ = talk.result


def test_older_transfer_in_the_form(user: User, sandbox: Sandbox) -> None:
    """
    With REG/Protect an empty transfer leads to the web form, whose word is not verified.
    """
    create = user.client.transfers.create
    talk = user.desk(return_url=BACK).start(create, DEMO_PROVIDER, PRODUCT, {})
    assert isinstance(talk.step, Redirect)
    page = sandbox.visit(str(talk.step.url))
    assert page.location is not None
    talk.returned(page.location)
    assert step_of(talk) == Finished(verified=False)


def test_older_transfer_is_given_up_before_its_tan(user: User) -> None:
    """
    Without a TAN nothing can have been carried out.
    """
    talk = begin(user)
    talk.cancel()
    assert step_of(talk) == Cancelled(by="caller")
