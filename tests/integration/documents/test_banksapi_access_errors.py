"""
Document 001: what goes wrong while a bank access is added.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from kontokit import BERLIN
from kontokit.sca import (
    Challenge,
    ChooseMethod,
    Failed,
    Finished,
    Unknown,
)
from tests.integration.documents.banksapi_accesses import (
    DONE,
    asks_for_tan,
    final,
    start,
)
from tests.integration.documents.banksapi_messages import (
    CONSENT_PATH,
    CREATED,
    ONE_ACCESS,
    access,
    adds,
    gets,
    posts,
    rel,
    said,
)
from tests.integration.documents.customers import Customer
from tests.integration.documents.provider import Answer, ScriptedProvider


@pytest.mark.parametrize("code", ["BA1103", "BA3040"])
def test_a_wrong_tan_is_asked_for_again(
    banksapi: Customer, provider: ScriptedProvider, code: str
) -> None:
    """
    BA1103 "TAN invalid"; an ERROR of SCA while ``authenticate`` is still offered.
    """
    again = asks_for_tan(
        CONSENT_PATH, messages=(said(code, "ERROR", "TAN ungültig", "Bitte erneut"),)
    )
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, asks_for_tan(CONSENT_PATH)),
        posts(CONSENT_PATH, {"scaAuthenticationData": "1"}, Answer(200, again)),
        posts(CONSENT_PATH, {"scaAuthenticationData": "2"}, Answer(200, DONE)),
        aside=final(),
    ):
        flow = start(banksapi)
        step = flow.answer("1")
        assert isinstance(step, Challenge)
        if code == "BA1103":
            assert step.attempts_left == 2
        assert flow.answer("2") == Finished()


@pytest.mark.parametrize(
    "code",
    ["BA1010", "BA1011", "BA1012", "BA1101", "BA1102", "BA3040", "BA3060", "BA1053", "BA1000"],
)
def test_an_error_that_offers_nothing_more(
    banksapi: Customer, provider: ScriptedProvider, code: str
) -> None:
    """
    Line 1223: the message says why, in words for the user.
    """
    end = access(
        messages=(said(code, "ERROR", "Das ging nicht", "Bitte prüfen"),), status="VOLLSTAENDIG"
    )
    with provider.plays(
        adds(CREATED), gets(ONE_ACCESS, end), aside=(*final(end), gets(f"{ONE_ACCESS}/issues", end))
    ):
        step = start(banksapi).step
        assert isinstance(step, Failed)
        assert step.code == code
        assert step.text is not None
        assert "Das ging nicht" in step.text


@pytest.mark.parametrize(("code", "name"), [("BA1101", "set_method"), ("BA1102", "set_medium")])
def test_an_invalid_method_or_medium_is_chosen_anew(
    banksapi: Customer, provider: ScriptedProvider, code: str, name: str
) -> None:
    """
    Any relation may come at any point: after "invalid" the user chooses again where it is offered.
    """
    first = access(rel(name, CONSENT_PATH))
    again = access(rel(name, CONSENT_PATH), messages=(said(code, "ERROR", "Ungültig"),))
    field, value = {
        "set_method": ("chosenScaMethodId", "2"),
        "set_medium": ("chosenScaMedia", "Mobil"),
    }[name]
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, first),
        posts(CONSENT_PATH, {field: value}, Answer(200, again)),
        posts(CONSENT_PATH, {field: value}, Answer(200, DONE)),
        aside=final(),
    ):
        flow = start(banksapi)
        before = type(flow.step)
        step = flow.choose(value)
        assert type(step) is before
        assert flow.choose(value) == Finished()


def test_a_timeout_of_the_samples_is_past(banksapi: Customer, provider: ScriptedProvider) -> None:
    """
    ``timeout`` of an access is the lifetime of its data, and 2016 in the samples: no deadline.
    """
    wanted = asks_for_tan(CONSENT_PATH)
    wanted["timeout"] = "2016-12-24 13:37:42"
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, wanted),
        posts(CONSENT_PATH, {"scaAuthenticationData": "2"}, Answer(200, DONE)),
        aside=final(),
    ):
        banksapi.lives_at(datetime(2026, 11, 28, 12, tzinfo=BERLIN))
        assert start(banksapi).answer("2") == Finished()


def test_504_at_the_start_is_asked_for_by_the_id_that_we_chose(
    banksapi: Customer, provider: ScriptedProvider
) -> None:
    """
    Line 412: the id is chosen by the caller, so that the access can be asked for "without any
    response from BANKSapi". 504: the request could not be answered in time.
    """
    with provider.plays(adds(Answer(504)), aside=final()):
        flow = start(banksapi)
        if isinstance(flow.step, Unknown):
            flow.reconcile()
        assert flow.step == Finished()


def test_504_at_the_tan_does_not_send_it_again(
    banksapi: Customer, provider: ScriptedProvider
) -> None:
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, asks_for_tan(CONSENT_PATH)),
        posts(CONSENT_PATH, {"scaAuthenticationData": "2"}, Answer(504)),
        aside=(*final(), gets(CONSENT_PATH, DONE)),
    ) as played:
        flow = start(banksapi)
        flow.answer("2")
        if isinstance(flow.step, Unknown):
            flow.reconcile()
        assert flow.step == Finished()
        assert [one.method for one in played.heard].count("POST") == 2


def test_404_at_a_consent_reads_the_relations_of_the_access_again(
    banksapi: Customer, provider: ScriptedProvider
) -> None:
    """
    Line 1213: "Start new data retrieval and update relations".
    """
    other = CONSENT_PATH.replace("0dd14633", "1dd14633")
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, access(rel("set_method", CONSENT_PATH))),
        posts(CONSENT_PATH, {"chosenScaMethodId": "2"}, Answer(404)),
        gets(ONE_ACCESS, access(rel("set_method", other))),
        posts(other, {"chosenScaMethodId": "2"}, Answer(200, DONE)),
        aside=final(),
    ):
        flow = start(banksapi)
        step = flow.choose("2")
        assert isinstance(step, ChooseMethod)
        assert flow.choose("2") == Finished()
