"""
Whether a TAN was wrong: told by evidence, at providers that answer as their documents say.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest

from kontokit import ArgumentError
from kontokit.sca.steps import Challenge, Failed, Unsupported
from tests.support.flow_driver import BlockingFlow, CallMode
from tests.support.sca_banksapi import LEGACY
from tests.support.scripted_caller import Caller
from tests.support.scripted_provider import Answer, Provider

Serve = Callable[[Callable[[str, str], Answer]], Provider]
PATH: Final = "/customer/v2/ueberweisung/0/DE1/9b90127c-9b85-11e6-82d8-480fcfb9550f"
WRONG: Final = "Die TAN war falsch, bitte geben Sie die neue SMS-TAN ein"
DETAILS: Final = {
    "recipient": "r",
    "purpose": "p",
    "iban": "DE02120300000000202051",
    "currency": "EUR",
    "amount": 1,
}
PROVIDER: Final = "00000000-0000-0000-0000-000000000000"


BEGUN: Final = {"ueberweisung": LEGACY, "messages": [], "tanMedien": [], "sicherheitsverfahren": []}


@pytest.fixture(autouse=True)
def _deprecated() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def challenge(reference: str, text: str = "Bitte TAN eingeben", **more: Any) -> Answer:
    """
    FinAPI's 510 with a challenge.
    """
    wanted = {"hash": reference, "status": "CHALLENGE_RESPONSE_REQUIRED", "challengeMessage": text}
    error = {
        "code": "ADDITIONAL_AUTHENTICATION_REQUIRED",
        "type": "BUSINESS",
        "multiStepAuthentication": {**wanted, **more},
    }
    return 510, {}, {"errors": [error]}


def importing(caller: Caller, api: str) -> BlockingFlow:
    interface = "interface" if api.endswith("v1") else "banking_interface"
    method = caller.client.bank_connections.import_bank_connection
    return caller.sca.start(method, **{"bank_id": 1, interface: "XS2A"})


@pytest.fixture(params=["finapi_access", "finapi_access_v1"])
def api(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_three_right_tans_with_one_text_are_three_rounds(
    mode: CallMode, serve: Serve, api: str
) -> None:
    """
    Challenges with the same text and another hash may be further ones: nobody is blocked.
    """
    script = [challenge(f"h{number}") for number in range(3)]
    connection = {"id": 7, "bankId": 1, "accountIds": [], "interfaces": []}
    caller = Caller(
        mode, api, serve(lambda _, __: script.pop(0) if script else (201, {}, connection))
    )
    flow = importing(caller, api)
    seen: list[tuple[int, int | None, bool]] = []
    for tan in ("1", "2", "3"):
        assert isinstance(flow.step, Challenge)
        seen.append((flow.flow.round, flow.step.attempts_left, flow.step.may_lock))
        flow.answer(tan, confirm_risk=flow.step.may_lock)
    assert seen == [(1, 3, False), (2, None, False), (3, None, True)]
    assert not isinstance(flow.step, Failed)


def test_same_challenge_again_is_a_wrong_tan(mode: CallMode, serve: Serve, api: str) -> None:
    """
    The same hash with another text names the challenge that was answered: it is counted.
    """
    provider = serve(lambda _, __: challenge("h", f"TAN falsch {len(provider.heard)}"))
    flow = importing(Caller(mode, api, provider), api)
    for tan, left in (("1", 3), ("2", 2), ("3", 1)):
        assert flow.step.attempts_left == left
        flow.answer(tan)
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.text) == ("tan_blocked", "TAN falsch 4")
    assert len(provider.heard) == 4


def test_challenge_without_a_hash_is_no_evidence(mode: CallMode, serve: Serve, api: str) -> None:
    """
    The first cannot be answered. A later one may be the one that was answered, or another.
    """
    first, *more = challenge("h"), challenge(""), challenge("")
    for _, _, body in more:
        del body["errors"][0]["multiStepAuthentication"]["hash"]
    provider = serve(lambda _, __: more[0])
    flow = importing(Caller(mode, api, provider), api)
    assert isinstance(flow.step, Unsupported)
    assert flow.step.text == "Bitte TAN eingeben"
    answers = [first, *more]
    flow = importing(Caller(mode, api, serve(lambda _, __: answers.pop(0))), api)
    flow.answer("1")
    assert isinstance(flow.step, Challenge)
    assert flow.step.attempts_left is None


def test_wrong_tans_of_an_older_transfer_are_told_as_refused(mode: CallMode, serve: Serve) -> None:
    """
    As documented, a wrong TAN changes the hint and leaves the relation: three, and no fourth.
    """

    def answer(method: str, _: str) -> Answer:
        hint = WRONG if method == "PUT" else "Bitte geben Sie die SMS-TAN ein"
        link = {"rel": "submit_text_tan", "href": provider.url + PATH}
        body = {"hinweis": hint, "timeout": "2030-12-24 20:00:00", "relations": [link]}
        return 200, {}, body if method == "PUT" else {**body, **BEGUN}

    provider = serve(answer)
    caller = Caller(mode, "banksapi", provider)
    fields = {**LEGACY, "sicherheitsverfahren_kodierung": 1}
    flow = caller.sca.start(caller.client.transfers.create, PROVIDER, "DE1", **fields)
    for tan, left in (("1", 3), ("2", 2), ("3", 1)):
        assert flow.step.attempts_left == left
        assert flow.flow.round == 1
        flow.answer(tan)
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.can_restart) == ("tan_blocked", False)
    assert len(provider.heard) == 4


def test_consent_that_asks_again_without_a_code_tells_nothing(mode: CallMode, serve: Serve) -> None:
    """
    The same link serves all challenges of a consent, so it is no evidence; BA1103 is.
    """
    codes = [["BA3030"], ["BA3030"], ["BA3030"]]

    def answer(_: str, __: str) -> Answer:
        links = [{"rel": "authenticate", "href": f"{provider.url}/customer/v2/consent/c1"}]
        messages = [{"level": "INFO", "code": code, "message": "m"} for code in codes.pop(0)]
        shown = {"name": "x", "content": {"instructions": "TAN?"}}
        order = {"provider": PROVIDER, "product": "DE1", "transferDetails": DETAILS}
        body = {"messages": messages, "relations": links, "challenge": shown}
        return 200, {}, {**body, "transfer": order}

    provider = serve(answer)
    caller = Caller(mode, "banksapi", provider)
    flow = caller.sca.start(
        caller.client.payments.initiate_single_transfer,
        provider=PROVIDER,
        product="DE1",
        transfer_details=DETAILS,
    )
    flow.answer("1")
    assert (flow.step.attempts_left, flow.step.asked_again) == (None, 1)
    flow.answer("2")
    assert flow.step.asked_again == 2
    assert flow.step.may_lock
    with pytest.raises(ArgumentError):
        flow.answer("3")
    assert len(provider.heard) == 3
