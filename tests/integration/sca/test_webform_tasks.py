"""
finAPI Web Form 2.0: updates in the background, which may want a form after all.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kontokit.sca.errors import InteractionRequiredError, ReturnRefusedError
from kontokit.sca.steps import (
    Cancelled,
    Expired,
    Failed,
    Finished,
    Redirect,
    State,
    Unknown,
    Unsupported,
    Working,
)
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BACK, BlockingFlow, User
from tests.support.sca_banksapi import gaps, step_of
from tests.support.sca_webform import imported, update_of, updating

Users = Callable[..., User]


@pytest.fixture
def user(user_of: Users) -> User:
    return user_of("finapi_webform")


def asked_for_a_form(user: User, sandbox: Sandbox) -> BlockingFlow:
    """
    An update of a connection whose bank wants the user.
    """
    flow = updating(user, imported(user, sandbox, login="demo"))
    assert isinstance(flow.step, Working)
    flow.wait()
    assert isinstance(flow.step, Redirect)
    assert flow.step.page == "form"
    return flow


def test_update_needs_no_user(user: User, sandbox: Sandbox) -> None:
    """
    A task that ends by itself is only waited for, two seconds between two looks.
    """
    flow = updating(user, imported(user, sandbox))
    assert isinstance(flow.step, Working)
    flow.wait()
    assert step_of(flow) == Finished()
    assert flow.result.status == "COMPLETED"
    moments = [one.at for one in sandbox.requests_to("finapi_webform", "getTask")]
    assert len(moments) == 2
    assert min(gaps(moments)) >= 2.0


def test_update_wants_the_user(user: User, sandbox: Sandbox) -> None:
    """
    A task that wants a form leads the browser there; the form's end is the end of all.
    """
    flow = asked_for_a_form(user, sandbox)
    assert f"redirectUrl={BACK.partition(':')[0]}" in str(flow.step.url)
    flow.wait(timeout=10)
    assert isinstance(flow.step, Redirect)
    page = sandbox.visit(str(flow.step.url), action="complete")
    assert page.location is not None
    flow.handle_return(page.location)
    assert step_of(flow) == Finished()


@pytest.mark.parametrize(("action", "end"), [("abort", Cancelled), ("fail", Failed)])
def test_form_of_a_task_ends_badly(user: User, sandbox: Sandbox, action: str, end: Any) -> None:
    """
    The task stays as it is, but its form tells.
    """
    flow = asked_for_a_form(user, sandbox)
    sandbox.visit(str(flow.step.url), action=action)
    flow.refresh()
    assert isinstance(flow.step, end)


def test_form_of_a_task_expires(user: User, sandbox: Sandbox) -> None:
    """
    A form that no one fills in has expired, as its status tells.
    """
    flow = asked_for_a_form(user, sandbox)
    sandbox.advance(timedelta(minutes=21))
    flow.refresh()
    assert step_of(flow) == Expired(what="form")


def test_forged_callback_does_not_count(user: User, sandbox: Sandbox) -> None:
    """
    A callback or a return only makes us ask: the task still wants its form.
    """
    flow = asked_for_a_form(user, sandbox)
    with pytest.raises(ReturnRefusedError):
        flow.handle_return("taskId=x&status=COMPLETED")
    flow.refresh()
    assert isinstance(flow.step, Redirect)


def test_task_that_fails_tells_why(user: User, sandbox: Sandbox) -> None:
    """
    The error code of the task is reported.
    """
    flow = updating(user, imported(user, sandbox))
    script(flow, sandbox, status="COMPLETED_WITH_ERROR", errorCode="INTERNAL_ERROR")
    flow.wait()
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("bank_said_no", "INTERNAL_ERROR")


@pytest.mark.parametrize(
    ("status", "form"),
    [("PASSKEY_REQUIRED", None), ("WEB_FORM_REQUIRED", "PASSKEY_REQUIRED")],
)
def test_unknown_status_is_no_success(
    user: User, sandbox: Sandbox, status: str, form: str | None
) -> None:
    """
    A status of the task or of its form that is new is shown, and is no end.
    """
    flow = updating(user, imported(user, sandbox))
    shown = form and {"id": "x", "url": "https://a.example/wf", "status": form}
    script(flow, sandbox, status=status, webForm=shown)
    flow.wait()
    assert isinstance(flow.step, Unsupported)
    assert flow.step.code == "PASSKEY_REQUIRED"


def test_connection_that_is_busy_is_updated_later(user: User, sandbox: Sandbox) -> None:
    """
    423 says that finAPI works on the connection, which no one has to unlock: it is a wait.
    """
    connection = imported(user, sandbox)
    updating(user, connection).wait()
    flow = updating(user, connection)
    assert isinstance(flow.step, Working)
    assert flow.step.not_before is not None
    pause = flow.step.not_before - sandbox.now
    assert timedelta(seconds=29) < pause <= timedelta(seconds=30)
    flow.cancel()
    assert step_of(flow) == Cancelled(by="caller")


def test_task_is_given_up_here(user: User, sandbox: Sandbox) -> None:
    """
    No call ends a task, so nothing is sent.
    """
    flow = updating(user, imported(user, sandbox))
    before = len(sandbox.requests)
    flow.cancel()
    assert step_of(flow) == Cancelled(by="caller")
    assert len(sandbox.requests) == before


def test_task_whose_id_was_lost(user: User, sandbox: Sandbox) -> None:
    """
    No one can ask for it; the flow may begin again.
    """
    connection = imported(user, sandbox)
    sandbox.disturb("finapi_webform", "createBankConnectionUpdateTask", "answer lost")
    flow = updating(user, connection)
    assert isinstance(flow.step, Unknown)
    flow.reconcile()
    assert step_of(flow) == Expired(what="outcome")


def test_unattended_update_asks_no_user(user: User, sandbox: Sandbox) -> None:
    """
    With ``interaction="never"`` a task that wants a form is an error whose record goes on.
    """
    connection = imported(user, sandbox, login="demo")
    sca = user.sca(interaction="never", return_url=BACK)
    flow = sca.start(user.client.tasks.create_background_update, **update_of(connection))
    with pytest.raises(InteractionRequiredError) as caught:
        flow.wait()
    other = user.sca(return_url=BACK).resume(caught.value.record)
    assert other.state is State.REDIRECT
    other.refresh()
    assert isinstance(other.step, Redirect)


@pytest.mark.parametrize("login", ["demo_no_msa", "demo"])
def test_another_process_goes_on(user: User, sandbox: Sandbox, login: str) -> None:
    """
    A task is carried on from its record, whether it wants a form or not.
    """
    flow = updating(user, imported(user, sandbox, login=login))
    other = user.elsewhere().sca(return_url=BACK).resume(flow.flow.record())
    assert isinstance(other.step, Working)
    other.wait()
    if login == "demo":
        assert isinstance(other.step, Redirect)
        sandbox.visit(str(other.step.url), action="complete")
        other.wait()
    assert step_of(other) == Finished()


def script(flow: BlockingFlow, sandbox: Sandbox, *, status: str, **payload: Any) -> None:
    """
    Lay down what the next look at the task finds.
    """
    (reference,) = flow.flow.record()["references"]
    body = {
        "id": reference,
        "createdAt": "2026-11-21T12:00:00Z",
        "type": "BANK_CONNECTION_UPDATE",
        "status": status,
        "payload": {"bankConnectionId": 1, "webForm": None, "errorMessage": None, **payload},
    }
    sandbox.respond_with(
        "finapi_webform",
        "GET",
        f"/api/tasks/{reference}",
        headers={"Content-Type": "application/json"},
        body=json.dumps(body).encode(),
    )
