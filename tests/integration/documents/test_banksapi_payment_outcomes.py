"""
Document 001: wrong TANs, errors and lost answers of payments.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit.sca import (
    Challenge,
    Expired,
    Failed,
    Finished,
    Unknown,
)
from tests.integration.documents.banksapi_messages import (
    gets,
    posts,
    said,
)
from tests.integration.documents.banksapi_payments import PAYMENTS, Payer
from tests.integration.documents.provider import (
    CUT,
    Answer,
    ScriptedProvider,
)
from tests.integration.documents.samples import banksapi as sample
from tests.support.flow_driver import CallMode


@pytest.mark.parametrize("relation", ["authenticate", "no relation"])
def test_a_wrong_tan(someone: Payer, relation: str) -> None:
    """
    BA1103: with the relation the TAN is asked for again. Without one, "TAN invalid" and "error
    during transmission" are two readings.
    """
    it = someone.payment
    wrong = said("BA1103", "ERROR", "TAN ungültig", "Fehler bei der Übermittlung")
    if relation == "authenticate":
        again = it.wants_tan(messages=(wrong,))
    else:
        again = it.consent_of(messages=(wrong,))
    more = posts(it.consent, {"scaAuthenticationData": "2"}, Answer(200, it.done()))
    with someone.provider.plays(
        it.initiates(Answer(200, {**it.answer, **it.wants_tan()})),
        posts(it.consent, {"scaAuthenticationData": "1"}, Answer(200, again)),
        *([more] if relation == "authenticate" else []),
        aside=it.asides()
        if relation == "authenticate"
        else (it.looks(wrong), gets(it.consent, again)),
    ):
        flow = someone.start()
        step = flow.answer("1")
        if relation == "authenticate":
            assert isinstance(step, Challenge)
            assert step.attempts_left == 2
            assert flow.answer("2") == Finished()
        else:
            assert isinstance(step, Failed | Unknown), "an error of transmission proves nothing"


REFUSED = {"BA1100", "BA1101", "BA1102", "BA1200", "BA1204", "BA3040", "BA3060", "BA1011"}


@pytest.mark.parametrize("code", sorted(REFUSED))
def test_an_error_at_the_start(someone: Payer, code: str) -> None:
    """
    Nothing was sent to the bank for approval: the message says why.
    """
    it = someone.payment
    error = said(code, "ERROR", "Das ging nicht", "Bitte prüfen")
    with someone.provider.plays(
        it.initiates(Answer(200, it.result(error))), aside=(it.looks(error),)
    ):
        step = someone.start().step
        assert isinstance(step, Failed | Unknown)
        if isinstance(step, Failed):
            assert step.code == code
            assert step.text is not None
            assert "Das ging nicht" in step.text


@pytest.mark.parametrize("code", ["BA999", "BA1000", "BA1104"])
def test_an_error_after_the_tan_that_proves_nothing(someone: Payer, code: str) -> None:
    """
    Internal error, maintenance, "rejected due to double submission": the payment may be on its
    way. The result says more.
    """
    it = someone.payment
    end = it.consent_of(messages=(said(code, "ERROR", "Fehler"),))
    with someone.provider.plays(
        it.initiates(Answer(200, {**it.answer, **it.wants_tan(), "relations": it.both()})),
        posts(it.consent, {"scaAuthenticationData": "2"}, Answer(200, end)),
        aside=(it.looks(said(it.ready)), gets(it.consent, end)),
    ):
        flow = someone.start()
        step = flow.answer("2")
        assert not isinstance(step, Failed)
        if isinstance(step, Unknown):
            step = flow.reconcile()
        assert step == Finished()


def test_a_lost_answer_to_the_tan_is_asked_for(payer: Payer) -> None:
    it = payer.payment
    with payer.provider.plays(
        it.initiates(Answer(200, it.answer)),
        posts(it.consent, {"chosenScaMethodId": "1"}, Answer(200, it.wants_tan())),
        posts(it.consent, {"scaAuthenticationData": "2"}, CUT),
        aside=it.asides(),
    ):
        flow = payer.start()
        flow.choose("1")
        assert isinstance(flow.answer("2"), Unknown)
        assert flow.reconcile() == Finished()


@pytest.mark.parametrize("line", {"single-transfer": 4496, "bulk-debit": 5161}.items(), ids=str)
def test_the_sample_of_a_look_that_still_wants_a_method(
    mode: CallMode, provider: ScriptedProvider, line: tuple[str, int]
) -> None:
    """
    Lines 4496 and 5161: BA3010 and set_method at another path. Nothing was approved so far.
    """
    name, number = line
    someone = Payer(mode, provider, PAYMENTS[name])
    it = someone.payment
    with provider.plays(
        it.initiates(Answer(200, {**it.answer, **it.wants_tan()})),
        posts(it.consent, {"scaAuthenticationData": "2"}, CUT),
        aside=(gets(it.self_path, sample(number)), gets(it.consent, it.wants_tan())),
    ) as played:
        flow = someone.start()
        flow.answer("2")
        step = flow.reconcile()
        assert not isinstance(step, Failed | Finished | Expired)
        assert [one.method for one in played.heard].count("POST") == 2


@pytest.mark.parametrize("lost", [CUT, Answer(504)], ids=["cut", "504"])
def test_a_lost_answer_to_the_start_cannot_be_asked_for(someone: Payer, lost: Any) -> None:
    """
    The id of a payment comes with the answer: without one there is nothing to ask.
    """
    it = someone.payment
    with someone.provider.plays(it.initiates(lost)) as played:
        flow = someone.start()
        assert isinstance(flow.step, Unknown)
        assert len(played.heard) == 1


def test_404_at_saved_credentials(mode: CallMode, provider: ScriptedProvider) -> None:
    """
    Line 3257: "Bank Access Credentials could not be found".
    """
    someone = Payer(mode, provider, PAYMENTS["single-transfer saved"])
    with provider.plays(someone.payment.initiates(Answer(404))):
        flow = someone.start()
        assert isinstance(flow.step, Failed | Unknown)
