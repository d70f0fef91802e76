"""
What a provider has said once stands; what it says against that later is kept beside it.
"""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from kontokit.sca.steps import Challenge, Failed, Finished, State, Unknown
from tests.support.flow_driver import BlockingFlow, CallMode
from tests.support.sca_orders import ASKS_TAN, Orders, Serve, access, finapi_error
from tests.support.scripted_caller import Caller, Scripted
from tests.support.scripted_provider import Answer, Provider

ACCESS = "d48744c0-132c-4ae4-a909-1ff771f61503"
HTML: Answer = (404, {"Content-Type": "text/html"}, b"<html></html>")


def payments(status: str) -> Answer:
    row = {"id": 1, "status": status, "type": "MONEY_TRANSFER", "amount": 1, "orderCount": 1}
    return 200, {}, {"payments": [{**row, "bankId": 1}]}


def said(flow: BlockingFlow) -> list[tuple[str, str, str | None]]:
    return [(one.known, one.said, one.code) for one in flow.contradictions]


def access_of(*relations: str, status: str, **fields: Any) -> Answer:
    links = [{"rel": one, "href": f"/customer/v2/bankzugaenge/{ACCESS}"} for one in relations]
    known: dict[str, Any] = {"id": ACCESS, "status": status, "sync": False, "messages": []}
    lists: dict[str, Any] = {"tanMedien": [], "sicherheitsverfahren": [], "bankprodukte": []}
    changed = {"aktualisierungszeitpunkt": "2026-01-01 00:00:00"}
    return 200, {}, {**known, **lists, **changed, "relations": links, **fields}


@pytest.mark.parametrize("later", [(400, {}, {}), HTML, finapi_error("BAD_REQUEST")])
def test_submitted_order_stays_submitted(
    mode: CallMode, serve: Serve, later: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    """
    After BA1112 the look at the result may answer what it likes.
    """
    done = access("self", codes=("BA1112",))
    orders = Orders(mode, serve, "banksapi")
    with caplog.at_level(logging.WARNING, "kontokit"):
        flow = orders.begin(access("authenticate"), done, later)
        flow.answer("1")
    assert flow.step == Finished()
    assert [one[0] for one in said(flow)] == ["done"]
    warned = [one.getMessage() for one in caplog.records if "stands" in one.getMessage()]
    assert len(warned) == 1
    again = orders.caller.sca.resume(json.loads(json.dumps(flow.record())))
    assert again.contradictions == flow.contradictions


def test_open_after_an_answer_is_a_contradiction_told_once(
    mode: CallMode, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    """
    A sending that was answered with success is not unsaid by a status.
    """
    orders = Orders(mode, serve, "finapi_access")
    with caplog.at_level(logging.WARNING, "kontokit"):
        flow = orders.begin((200, {}, {"id": 1, "status": "NEW_STATUS"}), payments("OPEN"))
        flow.reconcile()
        flow.reconcile()
    assert isinstance(flow.step, Unknown)
    assert flow.step.seen == "answered"
    assert said(flow) == [("answered", "open", None)]
    assert sum("stands" in one.getMessage() for one in caplog.records) == 1


def test_open_after_pending_is_a_contradiction(mode: CallMode, serve: Serve) -> None:
    """
    What the bank has cannot be at the provider only.
    """
    orders = Orders(mode, serve, "finapi_access_v1")
    flow = orders.begin(payments_answer("PENDING"), payments("OPEN"), payments("SUCCESSFUL"))
    while not flow.done:
        flow.wait()
    assert flow.step == Finished()
    assert said(flow) == [("pending", "open", None)]


def payments_answer(status: str) -> Answer:
    row = {"id": 1, "status": status, "type": "MONEY_TRANSFER", "amount": 1, "orderCount": 1}
    return 200, {}, {**row, "bankId": 1, "accountId": 1}


def test_error_of_a_look_is_kept_beside_the_order(mode: CallMode, serve: Serve) -> None:
    """
    A 404 to the question does not make an order go away.
    """
    orders = Orders(mode, serve, "finapi_access")
    cut = finapi_error("UNEXPECTED_ERROR", 500)
    flow = orders.begin(ASKS_TAN["finapi"], cut, finapi_error("UNKNOWN_ENTITY", 404))
    flow.answer("1")
    flow.reconcile()
    assert isinstance(flow.step, Unknown)
    assert said(flow) == [("sent", "refused", "UNKNOWN_ENTITY")]


def test_rejection_while_pending_is_none(mode: CallMode, serve: Serve) -> None:
    """
    A bank may reject what it has taken: that is an end and no contradiction.
    """
    orders = Orders(mode, serve, "finapi_access")
    flow = orders.begin(payments_answer("PENDING"), payments("NOT_SUCCESSFUL"))
    while not flow.done:
        flow.wait()
    assert isinstance(flow.step, Failed)
    assert flow.contradictions == ()


def test_look_without_the_challenge_takes_it_from_no_one(mode: CallMode, serve: Serve) -> None:
    """
    The text stays when a look names the relation alone.
    """
    status, headers, body = access("self", "authenticate")
    bare: Answer = (status, headers, {**body, "challenge": None})
    orders = Orders(mode, serve, "banksapi")
    flow = orders.begin((status, headers, body), bare)
    text = flow.step.text
    flow.refresh()
    assert isinstance(flow.step, Challenge)
    assert flow.step.text == text


def test_what_the_bank_said_stays_when_the_outcome_is_unknown(mode: CallMode, serve: Serve) -> None:
    """
    The message of an error that proves nothing is shown, with its code.
    """
    flow = Orders(mode, serve, "banksapi").begin(access("authenticate"), access(codes=("BA999",)))
    flow.answer("1")
    assert isinstance(flow.step, Unknown)
    assert (flow.step.code, flow.step.text) == ("BA999", "m\nd")


def test_finished_order_is_submitted_and_not_paid(mode: CallMode, serve: Serve) -> None:
    """
    The step says what the bank has done, in a word for programs and in a text for users.
    """
    flow = Orders(mode, serve, "finapi_access").begin(payments_answer("SUCCESSFUL"))
    assert isinstance(flow.step, Finished)
    assert flow.step.means == "submitted"
    assert "submitted to the bank" in flow.step.advice


def access_flow(mode: CallMode, serve: Serve, *answers: Answer) -> BlockingFlow:
    script = Scripted(*answers)
    provider: list[Provider] = []

    def answer(method: str, path: str) -> Answer:
        status, headers, body = script(method, path)
        whole = json.dumps([headers, body]).replace('"/customer', f'"{provider[0].url}/customer')
        return (status, *json.loads(whole))

    provider.append(serve(answer))
    caller = Caller(mode, "banksapi", provider[0])
    created: Answer = (201, {"Location": f"/customer/v2/bankzugaenge/{ACCESS}"}, None)
    script.answers.insert(0, created)
    method = caller.client.bank_accesses.add
    return caller.sca.start(method, ACCESS, provider_id="00000000-0000-0000-0000-000000000000")


CHALLENGE = {"name": "x", "content": {"instructions": "?"}}


def test_complete_access_that_asks_for_sca_after_a_tan_is_not_verified(
    mode: CallMode, serve: Serve
) -> None:
    """
    The SCA has failed, and the data are those of before it.
    """
    flow = access_flow(
        mode,
        serve,
        access_of("authenticate", status="INTERAKTION", challenge=CHALLENGE),
        access_of("start_sca", status="VOLLSTAENDIG"),
    )
    flow.answer("1")
    assert flow.step == Finished(verified=False, needs_renewal=True)
    assert flow.step.means == "done"


def test_complete_access_that_asks_for_sca_by_itself_needs_renewal(
    mode: CallMode, serve: Serve
) -> None:
    """
    Its consent has expired; what is there was read with the one before.
    """
    flow = access_flow(mode, serve, access_of("start_sca", status="VOLLSTAENDIG"))
    assert flow.step == Finished(needs_renewal=True)
    assert flow.state is State.FINISHED
