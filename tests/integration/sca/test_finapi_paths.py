"""
From the first call to the result, where everything goes well or the bank says no.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit import ArgumentError
from kontokit.sca.errors import ScaFailedError, WrongStepError
from kontokit.sca.steps import (
    Challenge,
    ChooseMethod,
    Expired,
    Failed,
    Finished,
    Redirect,
    State,
    Unsupported,
)
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import drive, kinds
from tests.support.sca_finapi import ALL, ANSWER, BANK, ORDER, TAN, Customer


def test_call_without_sca_takes_one_request(either: Customer) -> None:
    """
    Where the bank wants nothing, the flow is over after one request.
    """
    flow = either.importing("demo_no_msa")
    assert (flow.done, flow.step) == (True, Finished())
    assert flow.result.account_ids
    assert len(either.sent("importBankConnection")) == 1


def test_every_request_repeats_all_fields_and_the_latest_hash(either: Customer) -> None:
    """
    Method, challenge, result: each request has all fields of the first, and the hash that the
    answer before it brought.
    """
    flow = either.importing(max_days_for_download=60, store_secrets=True)
    hashes: list[str] = []
    seen: list[Any] = []
    while not flow.done:
        hashes.append(flow.record()["references"][0])
        seen.append(flow.step)
        flow.choose("smsTan") if isinstance(flow.step, ChooseMethod) else flow.answer(TAN)
    assert kinds(seen) == ["ChooseMethod", "Challenge"]
    assert flow.result.account_ids
    first, *later = either.sent("importBankConnection")
    assert first == {
        "bankId": BANK,
        "interface" if either.api.endswith("v1") else "bankingInterface": "XS2A",
        "loginCredentials": [{"label": k, "value": v} for k, v in either.login().items()],
        "maxDaysForDownload": 60,
        "storeSecrets": True,
    }
    assert [{**body, ANSWER: None} for body in later] == [{**first, ANSWER: None}] * 2
    assert [body[ANSWER] for body in later] == [
        {"hash": hashes[0], "twoStepProcedureId": "smsTan"},
        {"hash": hashes[1], "twoStepProcedureId": "smsTan", "challengeResponse": TAN},
    ]
    assert len(set(hashes)) == 2


def test_one_method_is_asked_for_by_default(either: Customer) -> None:
    """
    One method is shown to the user; with ``auto_choose`` it is chosen.
    """
    shown = either.importing("demo_one_method")
    assert [one.id for one in shown.step.methods] == ["smsTan"]
    chosen = either.importing("demo_one_method", either.sca(auto_choose=True))
    assert isinstance(chosen.step, Challenge)
    assert chosen.record()["method"] == "smsTan"
    assert either.answers("importBankConnection")[-1]["twoStepProcedureId"] == "smsTan"
    several = either.importing("demo", either.sca(auto_choose=True))
    assert isinstance(several.step, ChooseMethod)


def test_method_that_is_not_offered_is_not_sent(customer: Customer) -> None:
    """
    A method of another offer, in other letters or of another round is refused before a request.
    """
    flow = customer.importing("demo_one_method")
    before = flow.record()
    for wrong in ("pushTan", "SMSTAN", "smsTan ", "", "942"):
        with pytest.raises(ArgumentError, match="not offered"):
            flow.choose(wrong)
    other = customer.importing().step.methods[1]
    with pytest.raises(ArgumentError, match="not offered"):
        flow.choose(other)
    assert flow.record() == before
    assert len(customer.sent("importBankConnection")) == 2
    flow.choose(flow.step.methods[0])
    assert flow.state is State.CHALLENGE


def test_wrong_tan_that_ends_the_challenge(either: Customer) -> None:
    """
    The bank refuses a wrong TAN for good: no result, and the reason is not the login.
    """
    flow = either.importing()
    steps = drive(flow, choose=["smsTan"], tans=["000000"])
    assert isinstance(steps[-1], Failed)
    with pytest.raises(ScaFailedError) as failed:
        _ = flow.result
    assert (failed.value.reason, failed.value.code) == ("bank_said_no", "BANK_SERVER_REJECTION")
    assert failed.value.text == "Die TAN ist falsch."
    assert failed.value.can_restart
    assert failed.value.help.what_happened == "The bank has refused the request."
    assert failed.value.help.user_text("de") == "Die Bank hat abgelehnt."
    assert failed.value.help.page.endswith("#bank_server_rejection")
    assert either.tans("importBankConnection") == ["000000"]
    again = either.importing()  # the fuse is about logins only
    drive(again, choose=["smsTan"], tans=[TAN])
    assert again.result.account_ids


def test_wrong_tan_that_may_be_corrected(customer: Customer) -> None:
    """
    The bank asks again under a new hash and does not say why; the right answer still counts.
    """
    flow = customer.importing("demo_wrong_tan_again")
    flow.choose("smsTan")
    assert flow.step.attempts_left == 3
    flow.answer("000001")
    assert (flow.step.attempts_left, flow.step.text[:11]) == (None, "Die TAN ist")
    assert (flow.step.asked_again, flow.step.may_lock) == (1, False)
    with pytest.raises(ArgumentError, match="sent already"):
        flow.answer(" 000001 ")
    flow.answer(TAN)
    assert flow.result.account_ids
    assert customer.tans("importBankConnection") == ["000001", TAN]


def test_third_tan_of_unknown_result_is_sent_only_if_the_user_takes_the_risk(
    customer: Customer,
) -> None:
    """
    The bank has asked again twice: both TANs may have been wrong, and a third may lock the user.
    """
    flow = customer.importing("demo_wrong_tan_again")
    flow.choose("smsTan")
    flow.answer("000001")
    flow.answer("000002")
    assert flow.step.may_lock
    with pytest.raises(ArgumentError) as refused:
        flow.answer(TAN)
    assert refused.value.place == "confirm_risk"
    assert customer.tans("importBankConnection") == ["000001", "000002"]
    with pytest.raises(ArgumentError, match="sent already"):
        flow.answer("000001", confirm_risk=True)
    flow.answer(TAN, confirm_risk=True)
    assert flow.result.account_ids


def test_two_sca_in_a_row(either: Customer) -> None:
    """
    After the first SCA the bank wants a second: one flow, two rounds.
    """
    flow = either.importing("demo_two_sca")
    steps = drive(flow, choose=["smsTan", "pushTan"], tans=[TAN, TAN])
    assert kinds(steps) == ["ChooseMethod", "Challenge", "ChooseMethod", "Challenge", "Finished"]
    assert flow.round == 2
    assert flow.result.account_ids
    used = [one.get("twoStepProcedureId") for one in either.answers("importBankConnection")]
    assert used == [None, "smsTan", "smsTan", "pushTan", "pushTan"]


def test_undocumented_status_is_no_success(either: Customer) -> None:
    """
    An unknown status is shown with its code; nothing is guessed or tried again.
    """
    flow = either.importing("demo_future")
    assert isinstance(flow.step, Unsupported)
    assert flow.step.code == "PASSKEY_REQUIRED"
    with pytest.raises(WrongStepError, match="not finished"):
        _ = flow.result
    assert len(either.sent("importBankConnection")) == 1


def _connection(customer: Customer) -> int:
    number: int = customer.importing("demo_no_msa").result.id
    customer.call(customer.client.bank_connections.list)  # what is asked for once is ready
    return number


def test_an_update(either: Customer) -> None:
    """
    An update asks for SCA as an import does.
    """
    number = _connection(either)
    fields = either.entry(ALL, bank_connection_id=number)
    flow = either.start(either.client.bank_connections.update, **fields)
    drive(flow, choose=["smsTan"], tans=[TAN])
    assert flow.result.id == number
    assert [len(one) for one in either.answers("updateBankConnection")] == [0, 2, 3]


def test_a_further_interface(either: Customer) -> None:
    """
    Connecting another interface of the bank asks for SCA as an import does.
    """
    number = _connection(either)
    fields = {**either.entry(ALL, bank_connection_id=number), either.interface: "FINTS_SERVER"}
    flow = either.start(either.client.bank_connections.connect_interface, **fields)
    drive(flow, choose=["decoupled"])
    assert flow.result.id == number
    assert either.answers("connectInterface")[-1]["decoupledCallback"] is True


def test_a_standing_order(either: Customer) -> None:
    """
    A standing order is handed to the bank as a payment is.
    """
    order = either.call(
        either.client.standing_orders.create,
        **either.payer,
        **ORDER,
        currency="EUR",
        frequency="MONTHLY",
        start_date="2027-03-01",
    )
    wanted = either.entry(ALL, standing_order_id=order.id)
    flow = either.start(either.client.standing_orders.submit, **wanted)
    drive(flow, choose=["smsTan"], tans=[TAN])
    assert flow.result.id == order.id
    rows = either.call(either.client.standing_orders.list).standing_orders
    assert [(row.id, row.status.value) for row in rows] == [(order.id, "SUCCESSFUL")]
    assert either.tans("submitStandingOrder") == [TAN]


def test_a_web_form_of_v1(old_customer: Customer, sandbox: Sandbox) -> None:
    """
    v1 answers 451: the user goes to a form, whose status is asked for. The program repeats
    nothing, and the flow ends with the form, or with its time.
    """
    flow = old_customer.importing("demo_web_form")
    step = flow.step
    assert isinstance(step, Redirect)
    assert step.page == "form"
    assert step.url is not None
    assert sandbox.visit(step.url, action="complete").status == 200
    assert step.url not in str(flow.record())
    flow.wait(20)
    assert isinstance(flow.step, Finished)
    other = old_customer.importing("demo_web_form")
    other.wait()
    assert other.step == Expired(what="form")
    assert len(old_customer.sent("importBankConnection")) == 2


def test_a_payment_by_a_web_form_of_v1(old_customer: Customer, sandbox: Sandbox) -> None:
    """
    The outcome of a payment is known: waiting for the form ends with the payment.
    """
    flow = old_customer.paying("demo_web_form")
    step = flow.step
    assert isinstance(step, Redirect)
    flow.wait(12)
    assert flow.state is State.REDIRECT
    sandbox.visit(str(step.url), action="complete")
    flow.wait()
    assert isinstance(flow.step, Finished)
    assert old_customer.orders() == ["SUCCESSFUL"]
    assert len(old_customer.sent("submitPayment")) == 1
