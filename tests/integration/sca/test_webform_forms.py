"""
finAPI Web Form 2.0: the user does everything in a form, whose status alone counts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kontokit import NotFoundError
from kontokit.sca.errors import (
    ReturnRefusedError,
    ScaCancelledError,
    ScaExpiredError,
    ScaFailedError,
    WrongStepError,
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
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BACK, BlockingFlow, User
from tests.support.sca_banksapi import gaps, step_of
from tests.support.sca_webform import importing, paying, payments

Users = Callable[..., User]


@pytest.fixture
def user(user_of: Users) -> User:
    return user_of("finapi_webform")


def act(flow: BlockingFlow, sandbox: Sandbox, action: str, **query: str) -> str:
    """
    Do something in the form, and give the query of the way back.
    """
    page = sandbox.visit(str(flow.step.url), action=action, **query)
    assert page.status == 303
    assert page.location is not None
    return page.location.partition("?")[2]


def looks(sandbox: Sandbox) -> list[Any]:
    return sandbox.requests_to("finapi_webform", "getWebForm")


def test_form_is_opened_and_completed(user: User, sandbox: Sandbox) -> None:
    """
    Not yet opened, in progress, completed: only the last ends it, and brings what was made.
    """
    flow = importing(user)
    step = flow.step
    assert isinstance(step, Redirect)
    assert step.page == "form"
    assert step.ends is not None
    assert timedelta(minutes=19) < step.ends - sandbox.now <= timedelta(minutes=20)
    assert flow.refresh() == flow.step
    assert isinstance(flow.step, Redirect)
    assert sandbox.visit(str(step.url)).status == 200
    flow.refresh()
    assert isinstance(flow.step, Redirect)
    assert flow.step.url == step.url
    flow.handle_return(act(flow, sandbox, "complete"))
    assert step_of(flow) == Finished()
    assert flow.result.status == "COMPLETED"
    assert flow.result.payload.bank_connection_id > 0
    assert len(sandbox.requests_to("finapi_webform", "createForBankConnectionImport")) == 1


def test_form_is_waited_for(user: User, sandbox: Sandbox) -> None:
    """
    ``wait`` asks every other second, until the caller loses patience or the form has ended.
    """
    flow = importing(user)
    flow.wait(timeout=11)
    assert isinstance(flow.step, Redirect)
    moments = [one.at for one in looks(sandbox)]
    assert 4 <= len(moments) <= 6
    assert min(gaps(moments)) >= 2.0
    act(flow, sandbox, "complete")
    flow.wait(timeout=10)
    assert step_of(flow) == Finished()


def test_every_return_from_the_form_is_interpreted(user: User) -> None:
    """
    Success, error and abort lead back to us with a state of our own; the address is https.
    """
    flow = importing(user)
    query = parse_qs(urlsplit(str(flow.step.url)).query)
    assert set(query) >= {"redirectUrl", "errorRedirectUrl", "abortRedirectUrl"}
    for (address,) in query.values():
        assert address.startswith(f"{BACK}&sca_state=")


def test_form_needs_no_way_back(user: User, sandbox: Sandbox) -> None:
    """
    Without ``return_url`` nothing is added, and the status is found by waiting.
    """
    flow = importing(user, user.sca())
    assert urlsplit(str(flow.step.url)).query == ""
    sandbox.visit(str(flow.step.url), action="complete")
    flow.wait()
    assert step_of(flow) == Finished()


@pytest.mark.parametrize(
    ("action", "code"), [("fail", "BANK_SERVER_REJECTION"), ("complete", "BANK_SERVER_REJECTION")]
)
def test_form_ends_with_an_error(user: User, sandbox: Sandbox, action: str, code: str) -> None:
    """
    The code and the words of the bank are given, for a failure as for wrong credentials.
    """
    flow = importing(user)
    flow.handle_return(act(flow, sandbox, action, login="missing"))
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("bank_said_no", code)
    assert flow.step.text in (
        "Die Bank hat den Vorgang abgelehnt.",
        "Die Zugangsdaten sind falsch.",
    )
    with pytest.raises(ScaFailedError) as failed:
        _ = flow.result
    assert failed.value.help.what_happened.startswith("The bank has ended the run")


def test_user_gives_up_in_the_form(user: User, sandbox: Sandbox) -> None:
    """
    An aborted form was given up by the user.
    """
    flow = importing(user)
    flow.handle_return(act(flow, sandbox, "abort"))
    assert step_of(flow) == Cancelled(by="user")
    with pytest.raises(ScaCancelledError):
        _ = flow.result


def test_form_expires_at_the_provider(user: User, sandbox: Sandbox) -> None:
    """
    The last look, after the end, finds that the form has expired.
    """
    flow = importing(user)
    sandbox.advance(timedelta(minutes=19, seconds=55))
    flow.wait()
    assert step_of(flow) == Expired(what="form")
    with pytest.raises(ScaExpiredError):
        _ = flow.result
    before = len(sandbox.requests)
    with pytest.raises(WrongStepError):
        flow.refresh()
    assert len(sandbox.requests) == before


def test_form_that_is_cancelled_elsewhere(user: User, sandbox: Sandbox) -> None:
    """
    A form that someone has cancelled by the API is over.
    """
    flow = importing(user)
    (reference,) = flow.flow.record()["references"]
    user.call(user.client.web_forms.cancel, reference)
    flow.refresh()
    assert isinstance(flow.step, Cancelled)


def test_form_that_is_deleted_is_over(user: User) -> None:
    """
    What is not there any more has ended.
    """
    flow = importing(user)
    (reference,) = flow.flow.record()["references"]
    user.call(user.client.web_forms.delete, reference)
    flow.refresh()
    assert step_of(flow) == Expired(what="form")


def test_giving_up_tells_the_provider(user: User, sandbox: Sandbox) -> None:
    """
    A cancelled form can be used no more.
    """
    flow = importing(user)
    url = str(flow.step.url)
    flow.cancel()
    assert step_of(flow) == Cancelled(by="caller")
    assert len(sandbox.requests_to("finapi_webform", "cancelWebForm")) == 1
    assert sandbox.visit(url).status == 410


@pytest.mark.parametrize(
    ("action", "end"), [("complete", Finished()), ("abort", Cancelled(by="user"))]
)
def test_giving_up_too_late_finds_how_it_ended(
    user: User, sandbox: Sandbox, action: str, end: Any
) -> None:
    """
    A form that has ended cannot be cancelled: what the user did in it counts.
    """
    flow = importing(user)
    act(flow, sandbox, action)
    flow.cancel()
    assert step_of(flow) == end


def test_forged_return_does_not_count(user: User, sandbox: Sandbox) -> None:
    """
    Whatever a browser or a callback says of the form, its status is asked for and wins.
    """
    flow = importing(user)
    back = parse_qs(urlsplit(str(flow.step.url)).query)["redirectUrl"][0]
    state = parse_qs(urlsplit(back).query)["sca_state"][0]
    flow.handle_return(f"sca_state={state}&status=COMPLETED&webFormId=x")
    assert isinstance(flow.step, Redirect)
    assert len(looks(sandbox)) == 1
    act(flow, sandbox, "abort")
    flow.refresh()
    assert step_of(flow) == Cancelled(by="user")


def test_return_without_our_state_is_refused(user: User, sandbox: Sandbox) -> None:
    """
    A browser that was not sent makes us ask nothing.
    """
    flow = importing(user)
    for query in ("", "sca_state=wrong", "status=COMPLETED"):
        if flow.state.is_final:
            break
        with pytest.raises(ReturnRefusedError):
            flow.handle_return(query)
    assert looks(sandbox) == []


def test_address_of_the_form_is_given_once(user: User, caplog: pytest.LogCaptureFixture) -> None:
    """
    It stands in no log, record or representation.
    """
    with caplog.at_level(logging.DEBUG):
        flow = importing(user)
    url = str(flow.step.url)
    reported = f"{caplog.text} {flow.flow!r} {flow.step!r} {flow.flow.record()}"
    assert url not in reported
    assert parse_qs(urlsplit(url).query)["redirectUrl"][0] not in reported
    assert "/wf/" not in reported


def test_unknown_status_is_no_success(user: User, sandbox: Sandbox) -> None:
    """
    A status that is new is a failure that keeps its code.
    """
    flow = importing(user)
    (reference,) = flow.flow.record()["references"]
    body = (
        f'{{"id":"{reference}","url":"https://a.example/wf","createdAt":"2026-11-21T12:00:00Z",'
        '"expiresAt":"2026-11-21T12:20:00Z","type":"BANK_CONNECTION_IMPORT",'
        '"status":"PASSKEY_REQUIRED","payload":{}}'
    )
    sandbox.respond_with(
        "finapi_webform",
        "GET",
        f"/api/webForms/{reference}",
        headers={"Content-Type": "application/json"},
        body=body.encode(),
    )
    flow.refresh()
    assert isinstance(flow.step, Unsupported)
    assert flow.step.code == "PASSKEY_REQUIRED"


def test_refused_form_is_a_failure(user: User) -> None:
    """
    What the provider does not make a form for is reported with its code.
    """
    flow = importing(user, bank={"id": 999999})
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("refused", "BANK_NOT_SUPPORTED")


@pytest.mark.parametrize("how", ["answer lost", "gateway timeout"])
def test_form_whose_address_was_lost_is_of_no_use(user: User, sandbox: Sandbox, how: Any) -> None:
    """
    No one has seen the form, so beginning again does no harm.
    """
    sandbox.disturb("finapi_webform", "createForBankConnectionImport", how)
    flow = importing(user)
    assert isinstance(flow.step, Unknown)
    flow.reconcile()
    assert step_of(flow) == Expired(what="outcome")


def test_lost_look_is_only_a_missed_look(user: User, sandbox: Sandbox) -> None:
    """
    Asking is free: it goes on after a pause.
    """
    flow = importing(user)
    act(flow, sandbox, "complete")
    sandbox.disturb("finapi_webform", "getWebForm", "answer lost", times=4)
    flow.wait()
    assert step_of(flow) == Finished()


def test_payment_by_a_form(user: User, sandbox: Sandbox) -> None:
    """
    A completed form names the payment, which was made once.
    """
    flow = paying(user)
    flow.handle_return(act(flow, sandbox, "complete"))
    assert step_of(flow) == Finished()
    (payment,) = payments(user)
    assert flow.result.payload.payment_id == payment.id


def test_payment_that_was_made_at_the_last_moment(user: User, sandbox: Sandbox) -> None:
    """
    A form that is completed just before its end is no expired one, however late we look.
    """
    flow = paying(user)
    sandbox.advance(timedelta(minutes=19, seconds=50))
    query = act(flow, sandbox, "complete")
    sandbox.advance(timedelta(minutes=1))
    flow.handle_return(query)
    assert step_of(flow) == Finished()
    assert len(payments(user)) == 1


def test_payment_that_was_not_made_expires(user: User, sandbox: Sandbox) -> None:
    """
    The provider says that the form has expired, so nothing was paid.
    """
    flow = paying(user)
    sandbox.advance(timedelta(minutes=25))
    flow.refresh()
    assert step_of(flow) == Expired(what="form")
    assert payments(user) == []


def test_another_process_waits_for_the_form(user: User, sandbox: Sandbox) -> None:
    """
    The record is enough to find out how the form ended.
    """
    flow = importing(user)
    query = act(flow, sandbox, "complete")
    other = user.elsewhere().sca(return_url=BACK).resume(flow.flow.record())
    assert isinstance(other.step, Redirect)
    assert other.step.url is None
    other.handle_return(query)
    assert step_of(other) == Finished()
    third = user.elsewhere().sca().resume(flow.flow.record())
    third.wait()
    assert third.state is State.FINISHED


def test_result_is_gone_with_the_process_that_had_it(user: User, sandbox: Sandbox) -> None:
    """
    Who resumes what is finished learns the id of the form, and reads it there.
    """
    flow = importing(user)
    flow.handle_return(act(flow, sandbox, "complete"))
    other = user.elsewhere().sca().resume(flow.flow.record())
    assert step_of(other) == Finished()
    made = flow.flow.record()["result"]
    assert user.call(user.client.web_forms.get, made).status == "COMPLETED"
    with pytest.raises(NotFoundError):
        user.call(user.client.web_forms.get, "3f2504e0-4f89-41d3-9a0c-0305e82c3301")
