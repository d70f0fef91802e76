"""
Decisions in place of a person: a TAN that counts as wrong, forms, and what runs out of time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.control.client import AsyncControl, Control, ControlCallError
from tests.support.banksapi_customers import ACCESSES, Customer, codes, step
from tests.support.finapi_callers import LOGIN, Caller, user_of
from tests.support.page_forms import ENDS, form_state, protect_form, web_form
from tests.support.raw_http import Reply

RIGHT = "123456"


@pytest.fixture
def control(sandbox: Sandbox) -> Iterator[Control]:
    with Control(f"http://127.0.0.1:{sandbox.port}", sandbox.control_token) as made:
        yield made


@pytest.fixture
def finapi(sandbox: Sandbox) -> Caller:
    return user_of(sandbox, "finapi_access")


def only(control: Control, kind: str) -> dict[str, Any]:
    """
    Return what waits, which is one thing.
    """
    (found,) = control.pending()["pending"]
    assert found["kind"] == kind
    waiting: dict[str, Any] = found
    return waiting


def import_with(finapi: Caller, login: str, answer: dict[str, str] | None = None) -> Reply:
    body: dict[str, Any] = {
        "bankId": 280001,
        "bankingInterface": "XS2A",
        "loginCredentials": [{**one, "value": login} for one in LOGIN],
    }
    if answer is not None:
        body["multiStepAuthentication"] = answer
    return finapi.call("POST", "/api/v2/bankConnections/import", body)


def answer_to(reply: Reply, tan: str = RIGHT) -> dict[str, str]:
    number = reply.json["errors"][0]["multiStepAuthentication"]["hash"]
    return {"hash": number, "challengeResponse": tan}


def test_the_next_tan_is_wrong_at_finapi(control: Control, finapi: Caller) -> None:
    """
    The right TAN is refused once, as a wrong one would be; a new attempt succeeds.
    """
    asked = import_with(finapi, "sms")
    waiting = only(control, "tan")
    assert waiting["decisions"] == ["wrong", "expire"]
    control.decide(waiting["id"], "wrong")
    assert only(control, "tan")["id"] == waiting["id"]
    refused = import_with(finapi, "sms", answer_to(asked))
    assert (refused.status, refused.json["errors"][0]["code"]) == (422, "BANK_SERVER_REJECTION")
    assert control.pending()["pending"] == []
    again = import_with(finapi, "sms")
    assert import_with(finapi, "sms", answer_to(again)).status == 201


def test_a_login_that_may_try_again_does_so_after_a_decision(
    control: Control, finapi: Caller
) -> None:
    """
    The challenge is shown again, and then the right TAN is right.
    """
    asked = import_with(finapi, "tan-again")
    chosen = {"hash": answer_to(asked)["hash"], "twoStepProcedureId": "smsTan"}
    asked = import_with(finapi, "tan-again", chosen)
    control.decide(only(control, "tan")["id"], "wrong")
    again = import_with(finapi, "tan-again", answer_to(asked))
    assert again.status == 510
    assert import_with(finapi, "tan-again", answer_to(again)).status == 201


def test_the_next_tan_is_wrong_at_banksapi(control: Control, customer: Customer) -> None:
    """
    It counts as one of the three wrong ones, and the next one is right.
    """
    customer.add_access("sms")
    control.decide(only(control, "tan")["id"], "wrong")
    access = step(customer, customer.access(), "authenticate", scaAuthenticationData=RIGHT)
    assert codes(access)[0] == "BA1103"
    assert only(control, "tan")["login"] == "sms"
    access = step(customer, access, "authenticate", scaAuthenticationData=RIGHT)
    assert access["status"] == "VOLLSTAENDIG"


def test_the_next_tan_is_wrong_in_a_form(sandbox: Sandbox, control: Control) -> None:
    """
    The page says so and asks again; a form that waits for a TAN is there once.
    """
    form = web_form(sandbox, bank={"id": 280001}, allowedInterfaces=["XS2A"])
    at = sandbox.person("sms").at(form["url"]).log_in()
    control.decide(only(control, "tan")["id"], "wrong")
    assert at.press("go-on", tan=RIGHT).status == 422
    assert at.press("go-on", tan=RIGHT).location == ENDS["redirectUrl"]


@pytest.mark.parametrize("login", ["sms", "decoupled-phone"])
def test_time_runs_out_in_a_form(sandbox: Sandbox, control: Control, login: str) -> None:
    """
    The form ends with an error, at a TAN and at an app.
    """
    form = web_form(sandbox, bank={"id": 280001}, allowedInterfaces=["XS2A"])
    at = sandbox.person(login).at(form["url"]).log_in()
    (waiting,) = sandbox.pending
    control.decide(waiting.id, "expire")
    assert at.press("go-on", tan=RIGHT).location == ENDS["errorRedirectUrl"]
    assert form_state(sandbox, form)["status"] == "COMPLETED_WITH_ERROR"


@pytest.mark.parametrize("kind", ["app", "redirect"])
def test_what_takes_no_tan_cannot_be_wrong(
    control: Control, customer: Customer, finapi: Caller, kind: str
) -> None:
    """
    A confirmation and a page of a bank can be declined, but have no TAN.
    """
    if kind == "app":
        customer.add_access("decoupled-phone")
    else:
        body = {"bankId": 280002, "bankingInterface": "XS2A", "redirectUrl": "https://app.example"}
        finapi.call("POST", "/api/v2/bankConnections/import", body)
    waiting = only(control, kind)
    with pytest.raises(ControlCallError, match="wrong is none of approve, decline, expire"):
        control.decide(waiting["id"], "wrong")


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        ("approve", "COMPLETED"),
        ("decline", "ABORTED"),
        ("expire", "EXPIRED"),
        ("wrong", "COMPLETED_WITH_ERROR"),
    ],
)
def test_a_form_is_decided_before_it_is_opened(
    sandbox: Sandbox, control: Control, decision: str, status: str
) -> None:
    """
    As its user would end it, at the bank that was asked for.
    """
    form = web_form(sandbox, bank={"id": 280001})
    waiting = only(control, "form")
    assert (waiting["bank"], waiting["url"]) == ("finAPI Test Bank", f"/wf/{form['id']}")
    control.decide(waiting["id"], decision)
    assert control.pending()["pending"] == []
    assert form_state(sandbox, form)["status"] == status


@pytest.mark.parametrize(
    ("decision", "accesses"), [("approve", 1), ("decline", 0), ("expire", 0), ("wrong", 0)]
)
def test_a_form_of_banksapi_is_decided(
    sandbox: Sandbox, control: Control, customer: Customer, decision: str, accesses: int
) -> None:
    """
    It works once, however it has ended.
    """
    url = protect_form(customer)
    waiting = only(control, "form")
    assert (waiting["api"], waiting["ends"], waiting["url"]) == ("banksapi", None, None)
    control.decide(waiting["id"], decision)
    assert control.pending()["pending"] == []
    assert len(customer.get(ACCESSES)) == accesses
    assert sandbox.visit(url).status == 404


@pytest.mark.parametrize(("decision", "status"), [("approve", "COMPLETED"), ("decline", "ABORTED")])
def test_a_form_of_v1_is_decided(
    sandbox: Sandbox, control: Control, decision: str, status: str
) -> None:
    """
    The call is made, or the form is left.
    """
    access = user_of(sandbox, "finapi_access_v1")
    login = [{**one, "value": "web-form"} for one in LOGIN]
    body = {"bankId": 280001, "interface": "XS2A", "loginCredentials": login}
    asked = access.call("POST", "/api/v1/bankConnections/import", body)
    assert asked.status == 451, asked.body
    control.decide(only(control, "form")["id"], decision)
    form = access.get(f"/api/v1/webForms/{asked.json['errors'][0]['message']}")
    assert form["status"] == status
    assert form["serviceResponseCode"] == (201 if decision == "approve" else None)


def test_a_callback_follows_a_decision(sandbox: Sandbox, control: Control) -> None:
    """
    The application hears of the form without asking for it.
    """
    callbacks = {"finalised": "https://127.0.0.1:9/done"}
    form = web_form(sandbox, bank={"id": 280001}, callbacks=callbacks)
    control.decide(form["id"], "decline")
    sandbox.hooks.wait()
    assert [one.event for one in sandbox.hooks.deliveries] == ["webFormFinalised"]
    sandbox.person("demo").at(web_form(sandbox, callbacks=callbacks)["url"]).decline()
    sandbox.hooks.wait()
    assert len(sandbox.hooks.deliveries) == 2


@pytest.mark.anyio
async def test_the_async_client_decides(sandbox: Sandbox, customer: Customer) -> None:
    """
    The same from asyncio.
    """
    customer.add_access("sms")
    url = f"http://127.0.0.1:{sandbox.port}"
    async with AsyncControl(url, sandbox.control_token) as control:
        (waiting,) = (await control.pending())["pending"]
        await control.decide(waiting["id"], "wrong")
    access = step(customer, customer.access(), "authenticate", scaAuthenticationData=RIGHT)
    assert codes(access)[0] == "BA1103"
