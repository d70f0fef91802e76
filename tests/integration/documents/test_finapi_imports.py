"""
Document 004, byte for byte: an import with each approach to SCA.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit.sca import Challenge, ChooseMethod, Decoupled, Finished, Redirect
from tests.integration.documents.customers import differs
from tests.integration.documents.finapi import (
    CALLS,
    CHALLENGE,
    DIALECTS,
    HASH,
    SENT,
    Finapi,
)
from tests.integration.documents.provider import Answer, Exchange, ScriptedProvider, one_of
from tests.integration.documents.samples import finapi
from tests.support.flow_driver import CallMode

ACCOUNTS = [{"iban": "DE89370400440532013000"}]
APP = "Bitte bestätigen Sie auf ihrem externen Gerät die Anmeldung"
NEW_HASH = "8f3bb2a7a1c6fec906c62465562e1dba"


@pytest.fixture(params=DIALECTS, ids=lambda one: one.name)
def it(request: pytest.FixtureRequest, mode: CallMode, provider: ScriptedProvider) -> Finapi:
    """
    An import in each version of the API.
    """
    return Finapi(mode, provider, request.param, CALLS["import"])


def sends(it: Finapi, line: int, answer: Answer, **changes: Any) -> Exchange:
    """
    The request in a line of document 004.
    """
    body = it.dialect.request(finapi(line))
    body.update(changes)
    path = f"{it.dialect.base}/bankConnections/import"
    return Exchange("POST", path, answer, body=body, headers=SENT)


def start(it: Finapi, line: int) -> Any:
    """
    Start what the request in a line asks for.
    """
    body = finapi(line)
    more = {"redirect_url": body["redirectUrl"]} if "redirectUrl" in body else {}
    return it.customer.sca.start(
        it.customer.client.bank_connections.import_bank_connection,
        bank_id=body["bankId"],
        login_credentials={one["label"]: one["value"] for one in body["loginCredentials"]},
        account_references=ACCOUNTS,
        **{it.dialect.argument: body["interface"]},
        **more,
    )


def test_embedded_approach_with_choice_of_the_procedure(it: Finapi) -> None:
    with it.provider.plays(
        sends(it, 68, it.dialect.wanted(111)),
        sends(it, 178, it.dialect.wanted(240)),
        sends(it, 289, it.done()),
    ):
        flow = start(it, 68)
        assert isinstance(flow.step, ChooseMethod)
        assert [(one.id, one.name) for one in flow.step.methods] == [
            ("DEMO-TSP-01", "SMS"),
            ("DEMO-TSP-02", "PUSH"),
        ]
        challenge = flow.choose("DEMO-TSP-01")
        assert isinstance(challenge, Challenge)
        assert challenge.text == CHALLENGE
        assert challenge.label == "TEXT"
        assert flow.answer("demo") == Finished()
        assert flow.result.id == 21


def test_embedded_approach_where_the_bank_has_chosen(it: Finapi) -> None:
    with it.provider.plays(
        sends(it, 68, it.dialect.wanted(240)),
        sends(
            it,
            68,
            it.done(),
            multiStepAuthentication={"hash": HASH, "challengeResponse": "demo"},
        ),
    ):
        flow = start(it, 68)
        assert flow.step.text == CHALLENGE
        assert flow.answer("demo") == Finished()


def test_direct_success(it: Finapi) -> None:
    with it.provider.plays(sends(it, 68, it.done())):
        flow = start(it, 68)
        assert flow.step == Finished()
        assert flow.result.id == 21


def test_redirect_approach(it: Finapi) -> None:
    with it.provider.plays(
        sends(it, 380, it.dialect.wanted(423)),
        sends(it, 494, it.done(id=46)),
    ):
        flow = start(it, 380)
        assert isinstance(flow.step, Redirect)
        assert flow.step.page == "bank"
        assert flow.step.url == (
            "https://demobank.finapi.io?state=976641d2-c03f-4919-8dac-16ccfd24b4e0"
        )
        # Document 004, line 480: the example of the way back has another host than redirectUrl.
        back = (
            "https://customer1.io?state=976641d2-c03f-4919-8dac-16ccfd24b4e0"
            "&code=1e065516-0e9a-4f53-b5a6-140e69a3bf70"
        )
        assert flow.handle_return(back) == Finished()
        assert flow.result.id == 46


def test_the_host_of_the_way_back_does_not_matter(it: Finapi) -> None:
    with it.provider.plays(
        sends(it, 380, it.dialect.wanted(423)),
        sends(it, 494, it.done(id=46)),
    ):
        flow = start(it, 380)
        back = (
            "https://customer.io?state=976641d2-c03f-4919-8dac-16ccfd24b4e0"
            "&code=1e065516-0e9a-4f53-b5a6-140e69a3bf70"
        )
        assert flow.handle_return(back) == Finished()


@pytest.mark.parametrize("hashes", ["told anew", "kept"])
def test_decoupled_approach(it: Finapi, hashes: str) -> None:
    """
    The samples answer with a new hash and send the old one; the field's own description says
    "returned in the previous error". A provider may want either where it gave another.
    """
    accepted = one_of(NEW_HASH, HASH) if hashes == "told anew" else HASH
    given = {} if hashes == "told anew" else {"hash": HASH}
    msa = {**finapi(786)["multiStepAuthentication"], "hash": accepted}
    with it.provider.plays(
        sends(it, 577, it.dialect.wanted(620)),
        sends(it, 689, it.dialect.wanted(737, **given)),
        sends(it, 786, it.dialect.wanted(832, **given), multiStepAuthentication=msa),
        sends(it, 882, it.done(id=46), multiStepAuthentication=msa),
    ):
        flow = start(it, 577)
        step = flow.choose("DEMO-TSP-01")
        assert isinstance(step, Decoupled)
        assert step.text == APP
        before = it.customer.clock.steady
        while not flow.done:
            assert isinstance(flow.step, Decoupled)
            assert flow.step.text == APP
            flow.wait()
        assert it.customer.clock.steady - before >= 10, "five seconds between the questions"
        assert flow.step == Finished()
        assert flow.result.id == 46


@differs(
    "document 004, lines 786 and 882, send the first hash after a new one was returned; "
    "we send the newest, as the description of the field says",
)
def test_decoupled_approach_of_a_provider_that_takes_the_first_hash_alone(it: Finapi) -> None:
    with it.provider.plays(
        sends(it, 577, it.dialect.wanted(620)),
        sends(it, 689, it.dialect.wanted(737)),
        sends(it, 786, it.done(id=46)),
    ):
        flow = start(it, 577)
        flow.choose("DEMO-TSP-01")
        while not flow.done:
            flow.wait()
        assert flow.step == Finished()


def test_decoupled_approach_where_the_bank_has_chosen(it: Finapi) -> None:
    msa = {"hash": NEW_HASH, "decoupledCallback": True}
    with it.provider.plays(
        sends(it, 577, it.dialect.wanted(737)),
        sends(it, 577, it.done(id=46), multiStepAuthentication=msa),
    ):
        flow = start(it, 577)
        assert isinstance(flow.step, Decoupled)
        assert flow.step.text == APP
        assert flow.wait() == Finished()


def test_decoupled_approach_without_a_message_of_the_bank(it: Finapi) -> None:
    """
    Line 731: challengeMessage, "if any message was provided by the bank".
    """
    msa = {"hash": NEW_HASH, "decoupledCallback": True}
    with it.provider.plays(
        sends(it, 577, it.dialect.wanted(737, challengeMessage=None)),
        sends(it, 577, it.done(id=46), multiStepAuthentication=msa),
    ):
        flow = start(it, 577)
        assert isinstance(flow.step, Decoupled)
        assert flow.wait() == Finished()


def test_a_result_as_short_as_the_document_prints_it(it: Finapi) -> None:
    """
    Lines 322 and 915 end in "…": a 201 that lacks fields is still a success.
    """
    printed = Answer(201, finapi(322))
    with it.provider.plays(
        sends(it, 68, it.dialect.wanted(240)),
        sends(
            it,
            68,
            printed,
            multiStepAuthentication={"hash": HASH, "challengeResponse": "demo"},
        ),
    ):
        flow = start(it, 68)
        assert flow.answer("demo") == Finished()
