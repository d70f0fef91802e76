"""
BANKSapi: tenants with REG/Protect send the user to a web form of the provider (451).
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from kontokit.sca.errors import (
    ReturnRefusedError,
    ScaCancelledError,
    ScaError,
)
from kontokit.sca.steps import (
    Cancelled,
    Expired,
    Failed,
    Finished,
    Redirect,
    State,
    Unknown,
    Unsupported,
)
from kontokit.stores import MemoryStore
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BACK, BlockingFlow, BlockingSca, User
from tests.support.sca_banksapi import relations, step_of

Users = Callable[..., User]
FORM = "https://banking.example/webform?session=s-4711&useCase=CREATE_ACCOUNT"


@pytest.fixture
def user(user_of: Users) -> User:
    return user_of("banksapi")


def opened(user: User, sca: BlockingSca | None = None) -> BlockingFlow:
    """
    A new bank access by way of a web form, under an id of our own.
    """
    chosen = sca or user.sca(return_url=BACK)
    return chosen.start(user.client.bank_accesses.add, str(uuid.uuid4()))


def created(user: User, sandbox: Sandbox) -> tuple[BlockingFlow, str]:
    """
    A new bank access by way of a web form, and its id.
    """
    flow = opened(user)
    flow.handle_return(through(flow, sandbox))
    return flow, flow.result.id


def renewed(user: User, sandbox: Sandbox) -> BlockingFlow:
    """
    The renewal, by way of a web form, of a consent that has ended.
    """
    _, access = created(user, sandbox)
    sandbox.end_consents("banksapi")
    flow = user.sca(return_url=BACK).start(user.client.consents.start, access)
    assert isinstance(flow.step, Redirect)
    return flow


def through(flow: BlockingFlow, sandbox: Sandbox, **query: str) -> str:
    """
    Go through the form as a user would, and give the query of the way back.
    """
    page = sandbox.visit(flow.step.url, **query)
    assert page.status == 302
    assert page.location is not None
    assert page.location.startswith(f"{BACK}&")
    return page.location.partition("?")[2]


def state_of(url: str | None) -> str:
    """
    Our state in the address of a form.
    """
    back = parse_qs(urlsplit(url or "").query)["callbackUrl"][0]
    return parse_qs(urlsplit(back).query)["sca_state"][0]


def script(sandbox: Sandbox, location: str) -> None:
    sandbox.respond_with(
        "banksapi",
        "POST",
        "/customer/v2/bankzugaenge",
        status=451,
        headers={"Location": location},
    )


def test_access_comes_to_be_in_the_form(user: User, sandbox: Sandbox) -> None:
    """
    The user goes to the form and back, and the new access is read.
    """
    flow = opened(user)
    assert flow.step.page == "form"
    query = through(flow, sandbox)
    assert "baReentry=ACCOUNT_CREATED" in query
    flow.handle_return(query)
    assert step_of(flow) == Finished(verified=True)
    assert flow.result.status == "VOLLSTAENDIG"


def test_form_is_left_to_the_browser(user: User, sandbox: Sandbox) -> None:
    """
    No one but the browser opens the form: it works once.
    """
    flow = opened(user)
    path = urlsplit(str(flow.step.url)).path
    flow.refresh()
    assert flow.state is State.REDIRECT
    assert path not in {one.path for one in sandbox.requests}
    through(flow, sandbox)


def test_way_back_is_added_to_the_address(user: User, sandbox: Sandbox) -> None:
    """
    ``callbackUrl`` comes behind the query that the address has, encoded as a whole.
    """
    script(sandbox, FORM)
    flow = opened(user)
    url = str(flow.step.url)
    assert url.startswith(f"{FORM}&callbackUrl=https%3A%2F%2Fshop.example%2Fback%3Fx%3D1%26")
    assert [name for name, _ in parse_qsl(urlsplit(url).query)] == [
        "session",
        "useCase",
        "callbackUrl",
    ]
    assert len(state_of(url)) == 43


def test_address_is_given_once(
    user: User, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    """
    The address stands in no log, record or representation, and another process has it no more.
    """
    with caplog.at_level(logging.DEBUG):
        flow = opened(user)
    session = parse_qs(urlsplit(str(flow.step.url)).query)["session"][0]
    state = state_of(flow.step.url)
    reported = f"{caplog.text} {flow.flow!r} {flow.step!r} {flow.flow.record(pictures=True)}"
    assert session not in reported
    assert state not in reported
    assert "webform" not in f"{flow.flow.record()}"
    other = user.elsewhere().sca(return_url=BACK).resume(flow.flow.record())
    assert isinstance(other.step, Redirect)
    assert other.step.url is None


@pytest.mark.parametrize(
    "location",
    [
        "http://banking.example/webform?session=s-4711",
        "https://user:pass@banking.example/webform?session=s-4711",
        "https://banking.example\\@evil.example/?session=s-4711",
        "//evil.example/?session=s-4711",
        "javascript:alert('s-4711')",
    ],
)
def test_strange_address_is_not_handed_out(user: User, sandbox: Sandbox, location: str) -> None:
    """
    Only https with a plain host is for the browser; anything else is never shown.
    """
    script(sandbox, location)
    flow = opened(user)
    assert isinstance(flow.step, Unsupported | Unknown)
    with pytest.raises(ScaError) as caught:
        _ = flow.result
    assert "s-4711" not in f"{caught.value!r} {flow.step!r} {flow.flow.record()}"


def test_form_without_a_way_back_is_of_no_use(user: User, sandbox: Sandbox) -> None:
    """
    Without ``return_url`` the form is not handed out, for it needs one.
    """
    flow = opened(user, user.sca())
    assert isinstance(flow.step, Failed)
    assert flow.step.reason == "no_return_url"
    assert flow.step.can_restart


def test_strange_browser_is_turned_away(user: User, sandbox: Sandbox) -> None:
    """
    A return without our state is refused before anything is asked.
    """
    flow = opened(user)
    before = len(sandbox.requests)
    with pytest.raises(ReturnRefusedError):
        flow.handle_return("baReentry=ACCOUNT_CREATED")
    assert len(sandbox.requests) == before
    flow.handle_return(through(flow, sandbox))
    assert step_of(flow) == Finished()


def test_forged_success_of_a_new_access_does_not_count(user: User, sandbox: Sandbox) -> None:
    """
    While there is no access, the browser may say what it wants; a look finds it later.
    """
    flow = opened(user)
    flow.handle_return(f"sca_state={state_of(flow.step.url)}&baReentry=FINISHED")
    assert flow.state is State.REDIRECT
    flow.refresh()
    assert flow.state is State.REDIRECT
    through(flow, sandbox)
    flow.wait()
    assert step_of(flow) == Finished()
    assert flow.result.status == "VOLLSTAENDIG"


def test_renewal_in_the_form(user: User, sandbox: Sandbox) -> None:
    """
    The consent of an access is renewed in the form, and the bank access says so.
    """
    flow = renewed(user, sandbox)
    flow.handle_return(through(flow, sandbox))
    assert step_of(flow) == Finished(verified=True)
    assert "start_sca" not in relations(flow.result)


@pytest.mark.parametrize("reported", ["FINISHED", "USER_CANCELLED", "INVALID_CREDENTIALS"])
def test_forged_outcome_of_a_renewal_does_not_count(
    user: User, sandbox: Sandbox, reported: str
) -> None:
    """
    While the access still waits for the form, what the browser says decides nothing.
    """
    flow = renewed(user, sandbox)
    flow.handle_return(f"sca_state={state_of(flow.step.url)}&baReentry={reported}")
    assert flow.state is State.REDIRECT
    through(flow, sandbox)
    flow.wait()
    assert step_of(flow) == Finished()


@pytest.mark.parametrize("reported", ["USER_CANCELLED", "LEGAL_NOT_ACCEPTED"])
@pytest.mark.parametrize("make", [opened, renewed])
def test_user_may_give_up_in_the_form(
    user: User, sandbox: Sandbox, reported: str, make: Callable[..., BlockingFlow]
) -> None:
    """
    Who cancels, or does not accept the terms, has given up.
    """
    flow = make(user, sandbox) if make is renewed else make(user)
    flow.handle_return(through(flow, sandbox, outcome=reported))
    assert step_of(flow) == Cancelled(by="user")
    with pytest.raises(ScaCancelledError):
        _ = flow.result


@pytest.mark.parametrize(
    "reported", ["INVALID_CREDENTIALS", "INVALID_TAN", "NO_ACCOUNTS", "BACKEND_ERROR", "ERROR"]
)
def test_failure_in_the_form_of_a_new_access(user: User, sandbox: Sandbox, reported: str) -> None:
    """
    No access has come to be, and the browser tells why.
    """
    flow = opened(user)
    flow.handle_return(through(flow, sandbox, outcome=reported))
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("bank_said_no", reported)
    assert flow.step.can_restart


@pytest.mark.parametrize(
    ("reported", "reason", "code"),
    [
        ("INVALID_CREDENTIALS", "credentials", "BA1011"),
        ("INVALID_TAN", "sca_failed", "BA3040"),
        ("NO_ACCOUNTS", "sca_failed", "BA3040"),
        ("BACKEND_ERROR", "bank_said_no", "BA1051"),
        ("ERROR", "sca_failed", "BA3040"),
    ],
)
def test_failure_in_the_form_of_a_renewal(
    user: User, sandbox: Sandbox, reported: str, reason: str, code: str
) -> None:
    """
    The access itself says why it failed, which is worth more than what the browser says.
    """
    flow = renewed(user, sandbox)
    flow.handle_return(through(flow, sandbox, outcome=reported))
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == (reason, code)
    access = next(iter(user.call(user.client.bank_accesses.list).values()))
    assert "start_sca" in relations(access)
    assert len(access.bankprodukte) == 4


def test_unknown_outcome_is_no_success(user: User, sandbox: Sandbox) -> None:
    """
    A word that no one knows is as good as none.
    """
    flow = opened(user)
    flow.handle_return(f"sca_state={state_of(flow.step.url)}&baReentry=PASSKEY_NEEDED")
    assert flow.state is State.REDIRECT


def test_open_form_is_waited_for(user: User, sandbox: Sandbox) -> None:
    """
    ``wait`` asks whether the access is there, with pauses, until the caller loses patience.
    """
    flow = opened(user)
    page = sandbox.visit(flow.step.url, action="open")
    assert page.status == 200
    began = sandbox.now
    flow.wait(timeout=30)
    assert flow.state is State.REDIRECT
    assert (sandbox.now - began).total_seconds() >= 29.9
    flow.handle_return(through(flow, sandbox, outcome="FINISHED"))
    assert step_of(flow) == Finished()


def test_form_that_is_not_filled_in_expires(user: User, sandbox: Sandbox) -> None:
    """
    After a quarter of an hour no one waits for the browser any more.
    """
    flow = opened(user)
    sandbox.advance(timedelta(minutes=14, seconds=50))
    flow.wait()
    assert step_of(flow) == Expired(what="form")


def test_form_is_given_up_here(user: User, sandbox: Sandbox) -> None:
    """
    There is nothing to tell the provider of a form that is not wanted any more.
    """
    flow = opened(user)
    before = len(sandbox.requests)
    flow.cancel()
    assert step_of(flow) == Cancelled(by="caller")
    assert len(sandbox.requests) == before


def payment(user: User) -> BlockingFlow:
    flow = user.sca(return_url=BACK).start(user.client.payments.initiate_single_transfer)
    assert isinstance(flow.step, Redirect)
    assert flow.step.page == "form"
    return flow


def test_outcome_of_an_order_in_the_form_is_the_browsers_word(user: User, sandbox: Sandbox) -> None:
    """
    No document tells how to ask for such an order, so its success is not verified.
    """
    flow = payment(user)
    flow.handle_return(through(flow, sandbox))
    assert step_of(flow) == Finished(verified=False)
    assert flow.result is None


def test_order_in_the_form_may_be_given_up(user: User, sandbox: Sandbox) -> None:
    """
    The browser's word proves nothing of an order, so it stays unknown.
    """
    for outcome in ("USER_CANCELLED", "INVALID_TAN"):
        flow = payment(user)
        flow.handle_return(through(flow, sandbox, outcome=outcome))
        assert flow.state is State.UNKNOWN
        assert not flow.record()["can_restart"]


def test_order_in_an_abandoned_form_has_an_unknown_outcome(user: User, sandbox: Sandbox) -> None:
    """
    The user may have released it, so it neither expired nor failed until no one can know.
    """
    flow = payment(user)
    sandbox.advance(timedelta(minutes=14, seconds=50))
    flow.wait()
    assert flow.state is State.UNKNOWN
    flow.reconcile()
    assert flow.state is State.UNKNOWN
    flow.cancel()
    assert isinstance(flow.step, Unknown)
    assert flow.done
    assert len(sandbox.requests_to("banksapi", "initiateSingleTransfer")) == 1


@pytest.mark.parametrize("status", [200, 204])
def test_call_without_a_result_is_finished_by_any_success(
    user: User, sandbox: Sandbox, status: int
) -> None:
    """
    Nothing is told, and nothing was lost: the result is None, also in another process.
    """
    access, store = str(uuid.uuid4()), MemoryStore()
    path = f"/customer/v2/bankzugaenge/{access}/selectedbankproducts"
    sandbox.respond_with("banksapi", "PUT", path, status=status)
    sca = user.sca(return_url=BACK, store=store)
    flow = sca.start(user.client.bank_accesses.select_products, access)
    assert step_of(flow) == Finished()
    assert flow.result is None
    assert user.elsewhere().sca(store=store).resume(flow.id).result is None
