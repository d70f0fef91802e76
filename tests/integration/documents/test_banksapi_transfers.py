"""
Document 001: the older transfers, whose TAN goes out by PUT.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest

from kontokit import BERLIN, KontokitError
from kontokit.sca import Challenge, ChooseMethod, Expired, Failed, Finished, Unknown
from tests.integration.documents.banksapi_messages import (
    CALLBACK,
    CREDENTIALS,
    ENCRYPTED,
    IP,
    JSON,
    PROVIDER,
    Callback,
    posts,
    rel,
    said,
)
from tests.integration.documents.customers import Customer
from tests.integration.documents.provider import CUT, Answer, Exchange, ScriptedProvider
from tests.integration.documents.samples import banksapi as sample

PRODUCT = "DE00123456789012345679"
SINGLE = f"/customer/v2/ueberweisung/{PROVIDER}/{PRODUCT}"
BULK = f"/customer/v2/ueberweisung/bulk/{PROVIDER}/{PRODUCT}"
CONSENT = "/customer/v2/ueberweisung/3e97fa51-ce7b-42a0-9101-50fd67dbc3e7/consent"
LONG = f"/customer/v2/ueberweisung/{PROVIDER}/{PRODUCT}/c612b2f3-f797-4f66-bec4-2064812c8736"
SHORT = "/customer/v2/ueberweisung/DE1235233452324553423442/9b90127c-9b85-11e6-82d8-480fcfb9550f"
"""The sample in line 4282 lacks the provider, which the path of the operation has."""
BEFORE = {
    SHORT: datetime(2016, 12, 24, 19, 59, tzinfo=BERLIN),
    LONG: datetime(2017, 8, 31, 16, 4, tzinfo=BERLIN),
}
"""Shortly before the deadlines of the samples."""


def body(**more: Any) -> dict[str, Any]:
    """
    The example of CreateTransfer, line 4018.
    """
    details = sample(4040)["ueberweisung"]
    return {
        "credentials": ENCRYPTED,
        **details,
        "ausfuehrungsdatum": "2016-12-24",
        "sicherheitsverfahrenKodierung": 1,
        "tanMediumName": "Mobil",
        **more,
    }


def creates(answer: Any) -> Exchange:
    return Exchange("POST", SINGLE, answer, body=body(), query=Callback(), headers=JSON)


def start(banksapi: Customer, path: str = LONG) -> Any:
    details = sample(4040)["ueberweisung"]
    banksapi.lives_at(BEFORE[path])
    return banksapi.sca.with_options(return_url=CALLBACK).start(
        banksapi.client.transfers.create,
        PROVIDER,
        PRODUCT,
        **{**details, "betrag": str(details["betrag"])},
        credentials=CREDENTIALS,
        ausfuehrungsdatum=date(2016, 12, 24),
        sicherheitsverfahren_kodierung=1,
        tan_medium_name="Mobil",
        customer_ip_address=IP,
    )


def start_bulk(banksapi: Customer) -> Any:
    given = sample(4112)
    banksapi.lives_at(BEFORE[LONG])
    return banksapi.sca.with_options(return_url=CALLBACK).start(
        banksapi.client.transfers.create_bulk,
        PROVIDER,
        PRODUCT,
        payments=[{**one, "betrag": str(one["betrag"])} for one in given["payments"]],
        credentials=CREDENTIALS,
        ausfuehrungsdatum=date(2016, 12, 24),
        sicherheitsverfahren_kodierung=1,
        tan_medium_name="Mobil",
        customer_ip_address=IP,
    )


def puts(path: str, tan: str, answer: Any) -> Exchange:
    return Exchange("PUT", path, answer, body={"tan": tan}, headers=JSON)


def asks(path: str, text: str | None = None) -> Any:
    """
    The samples in lines 4282 and 4325.
    """
    if path == SHORT:
        return sample(4282) if text is None else sample(4282, hinweis=text)
    if text is None:
        return sample(4325)
    return sample(4325, messages=[said("BA1110", "INFO", text)])


FIRST = {SHORT: "Bitte geben Sie die SMS-TAN ein", LONG: "TAN-Eingabe nötig"}
"""What the user is shown: the hint, or the message."""
DONE = {
    "relations": {"relations": []},
    "messages": {"messages": [], "relations": []},
    "BA1111": {"messages": [said("BA1111", text="Erfolgreich")], "relations": []},
    "BA1112": {"messages": [said("BA1112", text="Eingereicht")], "relations": []},
}

pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated by the provider")


@pytest.fixture(params=[SHORT, LONG], ids=["line 4282", "line 4325"])
def path(request: pytest.FixtureRequest) -> str:
    """
    Where the TAN goes, in two samples.
    """
    return str(request.param)


@pytest.mark.parametrize("end", sorted(DONE))
def test_tan_by_put(banksapi: Customer, provider: ScriptedProvider, path: str, end: str) -> None:
    """
    "If the TAN was correct then Timeout and the Relations disappear." Whether a message says so
    too, no sample shows.
    """
    with provider.plays(
        creates(Answer(200, asks(path))), puts(path, "4103582", Answer(200, DONE[end]))
    ):
        flow = start(banksapi, path)
        assert isinstance(flow.step, Challenge)
        assert FIRST[path] in flow.step.text
        assert flow.answer("4103582") == Finished()


def test_a_code_for_the_reader(banksapi: Customer, provider: ScriptedProvider) -> None:
    with provider.plays(
        creates(Answer(200, asks(LONG))), puts(LONG, "936086", Answer(200, DONE["BA1111"]))
    ):
        flow = start(banksapi)
        assert flow.step.flicker is not None
        assert flow.answer("936086") == Finished()


def test_choice_of_the_method_first(
    banksapi: Customer, provider: ScriptedProvider, path: str
) -> None:
    """
    Line 4040: set_method of the transfer, then its TAN.
    """
    with provider.plays(
        creates(Answer(200, sample(4040))),
        posts(CONSENT, {"chosenScaMethodId": "2"}, Answer(200, asks(path))),
        puts(path, "4103582", Answer(200, DONE["BA1111"])),
    ):
        flow = start(banksapi, path)
        assert isinstance(flow.step, ChooseMethod)
        assert [one.id for one in flow.step.methods] == ["2", "1"]
        assert isinstance(flow.choose("2"), Challenge)
        assert flow.answer("4103582") == Finished()


def test_a_wrong_tan_changes_the_hint(
    banksapi: Customer, provider: ScriptedProvider, path: str
) -> None:
    """
    "If the TAN was wrong, the hint has changed accordingly and there is still a timeout and the
    relation submit_text_tan."
    """
    wrong = asks(path, "Die TAN war falsch")
    with provider.plays(
        creates(Answer(200, asks(path))),
        puts(path, "1", Answer(200, wrong)),
        puts(path, "2", Answer(200, DONE["BA1111"])),
    ):
        flow = start(banksapi, path)
        step = flow.answer("1")
        assert isinstance(step, Challenge)
        assert "Die TAN war falsch" in step.text
        assert flow.answer("2") == Finished()


def test_never_a_fourth_tan_after_three_wrong_ones(
    banksapi: Customer, provider: ScriptedProvider, path: str
) -> None:
    """
    "Your access data will be blocked if you enter it incorrectly three times."
    """
    with provider.plays(
        creates(Answer(200, asks(path))),
        puts(path, "1", Answer(200, asks(path, "Falsch, noch zwei"))),
        puts(path, "2", Answer(200, asks(path, "Falsch, noch eine"))),
        puts(path, "3", Answer(200, asks(path, "Falsch, gesperrt"))),
    ):
        flow = start(banksapi, path)
        for tan in ("1", "2", "3"):
            asked = flow.step
            assert isinstance(asked, Challenge)
            flow.answer(tan, confirm_risk=asked.may_lock)
        assert isinstance(flow.step, Failed | Unknown)
        assert "gesperrt" in str(getattr(flow.step, "text", "gesperrt"))


@pytest.mark.parametrize("code", ["BA1103", "BA1104", "BA1100"])
def test_an_error_at_the_tan_without_a_relation(
    banksapi: Customer, provider: ScriptedProvider, path: str, code: str
) -> None:
    """
    No relation and no timeout, as after a right TAN, but an ERROR: never a success.
    """
    end = {"messages": [said(code, "ERROR", "Fehler")], "relations": []}
    with provider.plays(creates(Answer(200, asks(path))), puts(path, "1", Answer(200, end))):
        step = start(banksapi, path).answer("1")
        assert isinstance(step, Failed | Unknown)
        if code == "BA1104":
            assert isinstance(step, Unknown), "double submission: an earlier one was taken"


def test_a_deadline_that_has_passed_sends_no_tan(
    banksapi: Customer, provider: ScriptedProvider, path: str
) -> None:
    """
    ``timeout`` of an Interaction: the time to wait for follow-up actions.
    """
    with provider.plays(creates(Answer(200, asks(path)))):
        flow = start(banksapi, path)
        assert flow.step.ends is not None
        assert (
            flow.step.ends.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M:%S")
            == (asks(path)["timeout"])
        )
        banksapi.clock.sleep(3600)
        assert isinstance(flow.answer("1"), Expired)


def test_a_lost_answer_to_the_tan_cannot_be_asked_for(
    banksapi: Customer, provider: ScriptedProvider, path: str
) -> None:
    """
    The older transfers have no operation that gives their state.
    """
    with provider.plays(creates(Answer(200, asks(path))), puts(path, "1", CUT)) as played:
        flow = start(banksapi, path)
        assert isinstance(flow.answer("1"), Unknown)
        assert len(played.heard) == 2


def test_a_bulk_of_transfers(banksapi: Customer, provider: ScriptedProvider) -> None:
    """
    Lines 4112 to 4325.
    """
    given = sample(4112)
    sent = {
        "payments": given["payments"],
        "credentials": ENCRYPTED,
        "ausfuehrungsdatum": "2016-12-24",
        "sicherheitsverfahrenKodierung": 1,
        "tanMediumName": "Mobil",
    }
    with provider.plays(
        Exchange("POST", BULK, Answer(200, sample(4184)), body=sent, query=Callback()),
        posts(CONSENT, {"chosenScaMethodId": "1"}, Answer(200, asks(LONG))),
        puts(LONG, "4103582", Answer(200, DONE["BA1111"])),
    ):
        flow = start_bulk(banksapi)
        assert isinstance(flow.step, ChooseMethod)
        flow.choose("1")
        assert flow.answer("4103582") == Finished()


def test_a_tan_stays_with_the_provider(banksapi: Customer, provider: ScriptedProvider) -> None:
    """
    A relation leads to the same API. What leads elsewhere gets no TAN.
    """
    other = ScriptedProvider()
    elsewhere = asks(LONG)
    elsewhere["relations"] = [rel("submit_text_tan", other.url + LONG)]
    with provider.plays(creates(Answer(200, elsewhere))):
        flow = start(banksapi)
        with suppress(KontokitError):
            flow.answer("1")
        assert not isinstance(flow.step, Finished)
    assert other.heard == []
    other.close()
