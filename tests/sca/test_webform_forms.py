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

from kontokit import NotFound
from kontokit.sca.errors import OutOfTurn, ReturnRefused, ScaCancelled, ScaExpired, ScaFailed
from kontokit.sca.steps import (
    Cancelled,
    Expired,
    Failed,
    Finished,
    Redirect,
    State,
    Unknown,
)
from kontokit_sandbox import Sandbox

from .banksapi import gaps, step_of
from .talking import BACK, Talk, User
from .webform import importing, paying, payments

Users = Callable[..., User]


@pytest.fixture
def user(user_of: Users) -> User:
    return user_of("finapi_webform")


def act(talk: Talk, sandbox: Sandbox, action: str, **query: str) -> str:
    """
    Do something in the form, and give the query of the way back.
    """
    page = sandbox.visit(str(talk.step.url), action=action, **query)
    assert page.status == 303
    assert page.location is not None
    return page.location.partition("?")[2]


def looks(sandbox: Sandbox) -> list[Any]:
    return sandbox.requests_to("finapi_webform", "getWebForm")


def test_form_is_opened_and_completed(user: User, sandbox: Sandbox) -> None:
    """
    Not yet opened, in progress, completed: only the last ends it, and brings what was made.
    """
    talk = importing(user)
    step = talk.step
    assert isinstance(step, Redirect)
    assert step.kind == "form"
    assert step.ends is not None
    assert timedelta(minutes=19) < step.ends - sandbox.now <= timedelta(minutes=20)
    talk.look()
    assert isinstance(talk.step, Redirect)
    assert sandbox.visit(str(step.url)).status == 200
    talk.look()
    assert isinstance(talk.step, Redirect)
    assert talk.step.url == step.url
    talk.returned(act(talk, sandbox, "complete"))
    assert step_of(talk) == Finished()
    assert talk.result.status == "COMPLETED"
    assert talk.result.payload.bank_connection_id > 0
    assert len(sandbox.requests_to("finapi_webform", "createForBankConnectionImport")) == 1


def test_form_is_waited_for(user: User, sandbox: Sandbox) -> None:
    """
    ``wait`` asks every other second, until the caller loses patience or the form has ended.
    """
    talk = importing(user)
    talk.wait(timeout=11)
    assert isinstance(talk.step, Redirect)
    moments = [one.at for one in looks(sandbox)]
    assert 4 <= len(moments) <= 6
    assert min(gaps(moments)) >= 2.0
    act(talk, sandbox, "complete")
    talk.wait(timeout=10)
    assert step_of(talk) == Finished()


def test_every_way_back_is_told(user: User) -> None:
    """
    Success, error and abort lead back to us with a state of our own; the address is https.
    """
    talk = importing(user)
    query = parse_qs(urlsplit(str(talk.step.url)).query)
    assert set(query) >= {"redirectUrl", "errorRedirectUrl", "abortRedirectUrl"}
    for (address,) in query.values():
        assert address.startswith(f"{BACK}&sca_state=")


def test_form_needs_no_way_back(user: User, sandbox: Sandbox) -> None:
    """
    Without ``return_url`` nothing is added, and the status is found by waiting.
    """
    talk = importing(user, user.desk())
    assert urlsplit(str(talk.step.url)).query == ""
    sandbox.visit(str(talk.step.url), action="complete")
    talk.wait()
    assert step_of(talk) == Finished()


@pytest.mark.parametrize(
    ("action", "code"), [("fail", "BANK_SERVER_REJECTION"), ("complete", "BANK_SERVER_REJECTION")]
)
def test_form_ends_with_an_error(user: User, sandbox: Sandbox, action: str, code: str) -> None:
    """
    The code and the words of the bank are told, for a failure as for wrong credentials.
    """
    talk = importing(user)
    talk.returned(act(talk, sandbox, action, login="nobody"))
    assert isinstance(talk.step, Failed)
    assert (talk.step.reason, talk.step.code) == ("bank_said_no", code)
    assert talk.step.text in (
        "Die Bank hat den Vorgang abgelehnt.",
        "Die Zugangsdaten sind falsch.",
    )
    with pytest.raises(ScaFailed):
        _ = talk.result


def test_user_gives_up_in_the_form(user: User, sandbox: Sandbox) -> None:
    """
    An aborted form was given up by the user.
    """
    talk = importing(user)
    talk.returned(act(talk, sandbox, "abort"))
    assert step_of(talk) == Cancelled(by="user")
    with pytest.raises(ScaCancelled):
        _ = talk.result


def test_form_expires_at_the_provider(user: User, sandbox: Sandbox) -> None:
    """
    The last look, after the end, finds that the form has expired.
    """
    talk = importing(user)
    sandbox.advance(timedelta(minutes=19, seconds=55))
    talk.wait()
    assert step_of(talk) == Expired(what="form")
    with pytest.raises(ScaExpired):
        _ = talk.result
    before = len(sandbox.requests)
    with pytest.raises(OutOfTurn):
        talk.look()
    assert len(sandbox.requests) == before


def test_form_that_is_cancelled_elsewhere(user: User, sandbox: Sandbox) -> None:
    """
    A form that somebody has cancelled by the API is over.
    """
    talk = importing(user)
    (reference,) = talk.flow.record()["references"]
    user.call(user.client.web_forms.cancel, reference)
    talk.look()
    assert isinstance(talk.step, Cancelled)


def test_form_that_is_deleted_is_over(user: User) -> None:
    """
    What is not there any more has ended.
    """
    talk = importing(user)
    (reference,) = talk.flow.record()["references"]
    user.call(user.client.web_forms.delete, reference)
    talk.look()
    assert step_of(talk) == Expired(what="form")


def test_giving_up_tells_the_provider(user: User, sandbox: Sandbox) -> None:
    """
    A cancelled form can be used no more.
    """
    talk = importing(user)
    url = str(talk.step.url)
    talk.cancel()
    assert step_of(talk) == Cancelled(by="caller")
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
    talk = importing(user)
    act(talk, sandbox, action)
    talk.cancel()
    assert step_of(talk) == end


def test_forged_return_does_not_count(user: User, sandbox: Sandbox) -> None:
    """
    Whatever a browser or a callback says of the form, its status is asked for and wins.
    """
    talk = importing(user)
    back = parse_qs(urlsplit(str(talk.step.url)).query)["redirectUrl"][0]
    state = parse_qs(urlsplit(back).query)["sca_state"][0]
    talk.returned(f"sca_state={state}&status=COMPLETED&webFormId=x")
    assert isinstance(talk.step, Redirect)
    assert len(looks(sandbox)) == 1
    act(talk, sandbox, "abort")
    talk.look()
    assert step_of(talk) == Cancelled(by="user")


def test_return_without_our_state_is_refused(user: User, sandbox: Sandbox) -> None:
    """
    A browser that was not sent makes us ask nothing.
    """
    talk = importing(user)
    for query in ("", "sca_state=wrong", "status=COMPLETED"):
        if talk.state.is_final:
            break
        with pytest.raises(ReturnRefused):
            talk.returned(query)
    assert looks(sandbox) == []


def test_address_of_the_form_is_told_once(user: User, caplog: pytest.LogCaptureFixture) -> None:
    """
    It stands in no log, record or representation.
    """
    with caplog.at_level(logging.DEBUG):
        talk = importing(user)
    url = str(talk.step.url)
    told = f"{caplog.text} {talk.flow!r} {talk.step!r} {talk.flow.record()}"
    assert url not in told
    assert parse_qs(urlsplit(url).query)["redirectUrl"][0] not in told
    assert "/wf/" not in told


def test_unknown_status_is_no_success(user: User, sandbox: Sandbox) -> None:
    """
    A status that is new is a failure that keeps its code.
    """
    talk = importing(user)
    (reference,) = talk.flow.record()["references"]
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
    talk.look()
    assert isinstance(talk.step, Failed)
    assert (talk.step.reason, talk.step.code) == ("unsupported", "PASSKEY_REQUIRED")


def test_refused_form_is_a_failure(user: User) -> None:
    """
    What the provider does not make a form for is told with its code.
    """
    talk = importing(user, bank={"id": 999999})
    assert isinstance(talk.step, Failed)
    assert (talk.step.reason, talk.step.code) == ("refused", "BANK_NOT_SUPPORTED")


@pytest.mark.parametrize("how", ["answer lost", "gateway timeout"])
def test_form_whose_address_was_lost_is_of_no_use(user: User, sandbox: Sandbox, how: Any) -> None:
    """
    Nobody has seen the form, so beginning anew does no harm.
    """
    sandbox.disturb("finapi_webform", "createForBankConnectionImport", how)
    talk = importing(user)
    assert isinstance(talk.step, Unknown)
    talk.reconcile()
    assert step_of(talk) == Expired(what="outcome")


def test_lost_look_is_only_a_missed_look(user: User, sandbox: Sandbox) -> None:
    """
    Asking is free: it goes on after a pause.
    """
    talk = importing(user)
    act(talk, sandbox, "complete")
    sandbox.disturb("finapi_webform", "getWebForm", "answer lost", times=4)
    talk.wait()
    assert step_of(talk) == Finished()


def test_payment_by_a_form(user: User, sandbox: Sandbox) -> None:
    """
    A completed form names the payment, which was made once.
    """
    talk = paying(user)
    talk.returned(act(talk, sandbox, "complete"))
    assert step_of(talk) == Finished()
    (payment,) = payments(user)
    assert talk.result.payload.payment_id == payment.id


def test_payment_that_was_made_at_the_last_moment(user: User, sandbox: Sandbox) -> None:
    """
    A form that is completed just before its end is no expired one, however late we look.
    """
    talk = paying(user)
    sandbox.advance(timedelta(minutes=19, seconds=50))
    query = act(talk, sandbox, "complete")
    sandbox.advance(timedelta(minutes=1))
    talk.returned(query)
    assert isinstance(talk.step, Unknown)
    talk.reconcile()
    assert step_of(talk) == Finished()
    assert len(payments(user)) == 1


def test_payment_that_nobody_made_expires(user: User, sandbox: Sandbox) -> None:
    """
    The provider says that the form has expired, so nothing was paid.
    """
    talk = paying(user)
    sandbox.advance(timedelta(minutes=25))
    talk.look()
    assert step_of(talk) == Expired(what="form")
    assert payments(user) == []


def test_another_process_waits_for_the_form(user: User, sandbox: Sandbox) -> None:
    """
    The record is enough to find out how the form ended.
    """
    talk = importing(user)
    query = act(talk, sandbox, "complete")
    other = user.elsewhere().desk(return_url=BACK).resume(talk.flow.record())
    assert isinstance(other.step, Redirect)
    assert other.step.url is None
    other.returned(query)
    assert step_of(other) == Finished()
    third = user.elsewhere().desk().resume(talk.flow.record())
    third.wait()
    assert third.state is State.FINISHED


def test_result_is_gone_with_the_process_that_had_it(user: User, sandbox: Sandbox) -> None:
    """
    Who resumes what is finished learns the id of the form, and reads it there.
    """
    talk = importing(user)
    talk.returned(act(talk, sandbox, "complete"))
    other = user.elsewhere().desk().resume(talk.flow.record())
    assert step_of(other) == Finished()
    made = talk.flow.record()["result"]
    assert user.call(user.client.web_forms.get, made).status == "COMPLETED"
    with pytest.raises(NotFound):
        user.call(user.client.web_forms.get, "3f2504e0-4f89-41d3-9a0c-0305e82c3301")
