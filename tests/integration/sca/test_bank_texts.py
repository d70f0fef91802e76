"""
What the bank says to the user is shown, at every step and at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest

from kontokit.sca.steps import (
    Cancelled,
    Challenge,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Failed,
    Finished,
    Unknown,
)
from tests.support.flow_driver import BlockingFlow, CallMode
from tests.support.scripted_caller import Caller, Scripted
from tests.support.scripted_provider import Answer, Provider

Serve = Callable[[Callable[[str, str], Answer]], Provider]
TRANSFER: Final = {
    "recipient": "r",
    "purpose": "p",
    "iban": "DE02120300000000202051",
    "currency": "EUR",
    "amount": 1,
}
ORDER: Final = {"provider": "00000000-0000-0000-0000-000000000000", "product": "DE1"}
SAID: Final = {"level": "INFO", "message": "SCA benötigt", "details": "Bitte TAN eingeben"}


def paying(mode: CallMode, serve: Serve, relation: str, body: dict[str, Any]) -> BlockingFlow:
    """
    A BANKSapi payment whose first answer has a link and a body.
    """

    def answer(_: str, __: str) -> Answer:
        links = [{"rel": relation, "href": f"{provider.url}/customer/v2/consent/c1"}]
        order = {**ORDER, "transferDetails": TRANSFER}
        return 200, {}, {"messages": [], "relations": links, "transfer": order, **body}

    provider = serve(answer)
    caller = Caller(mode, "banksapi", provider)
    start = caller.client.payments.initiate_single_transfer
    return caller.sca.start(start, **ORDER, transfer_details=TRANSFER)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"challenge": {"name": "mTAN", "content": {"instructions": "TAN?"}}}, "TAN?"),
        ({"challenge": {"name": "mTAN", "content": {}}}, "mTAN"),
        ({}, "TAN"),
        ({"messages": [{**SAID, "code": "BA3030"}]}, "SCA benötigt\nBitte TAN eingeben"),
        ({"hinweis": "SMS-TAN, bitte", "messages": [{**SAID, "code": "BA3030"}]}, "SMS-TAN, bitte"),
    ],
)
def test_challenge_without_instructions_shows_the_next_best(
    mode: CallMode, serve: Serve, body: dict[str, Any], text: str
) -> None:
    """
    Hint, message or the name of the procedure stand in for an empty text.
    """
    flow = paying(mode, serve, "authenticate", body)
    assert isinstance(flow.step, Challenge)
    assert flow.step.text == text


@pytest.mark.parametrize(
    ("content", "is_incomplete"),
    [
        ({"photo": "data:image/png;base64,iVBORw0KGgo="}, True),
        ({"HHD": "0248"}, True),
        ({"PDF": "data:application/pdf;base64,PGh0bWw+"}, True),
        ({"HHD": "11048714955205123456789F14302C303107", "photo": "iVBO"}, False),
        ({}, False),
    ],
    ids=["cut picture", "broken code", "no PDF", "one of two", "nothing"],
)
def test_challenge_says_that_a_part_cannot_be_shown(
    mode: CallMode, serve: Serve, content: dict[str, str], is_incomplete: bool
) -> None:
    """
    A picture that is cut off is not shown, and the user learns why there is none.
    """
    shown = {"instructions": "TAN?", **content}
    flow = paying(mode, serve, "authenticate", {"challenge": {"name": "x", "content": shown}})
    step = flow.step
    assert isinstance(step, Challenge)
    assert step.is_incomplete is is_incomplete
    assert step.to_dict()["is_incomplete"] is is_incomplete


def test_medium_is_shown_with_its_kind(mode: CallMode, serve: Serve) -> None:
    """
    Two devices of one name differ by their kind.
    """
    media = [{"name": "Handy", "mediaClass": "MOBILE"}]
    flow = paying(mode, serve, "set_medium", {"scaMediums": media})
    assert isinstance(flow.step, ChooseMedium)
    assert [(one.name, one.hint) for one in flow.step.media] == [("Handy", "MOBILE")]


def test_refusal_is_shown_in_the_words_of_the_bank(mode: CallMode, serve: Serve) -> None:
    """
    Message and details of BANKSapi are the text of the failure.
    """
    said = {"level": "ERROR", "code": "BA1011", "message": "PIN falsch", "details": "2 Versuche"}
    flow = paying(mode, serve, "self", {"messages": [said]})
    assert isinstance(flow.step, Failed)
    assert (flow.step.code, flow.step.text) == ("BA1011", "PIN falsch\n2 Versuche")


@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1"])
def test_message_of_the_error_stands_in_for_an_empty_challenge(
    mode: CallMode, serve: Serve, api: str
) -> None:
    """
    FinAPI may put the text of the bank beside the challenge.
    """
    wanted = {"hash": "h", "status": "CHALLENGE_RESPONSE_REQUIRED"}
    code = "ADDITIONAL_AUTHENTICATION_REQUIRED"
    error = {"code": code, "message": "Bitte pushTAN", "multiStepAuthentication": wanted}
    caller = Caller(mode, api, serve(lambda _, __: (510, {}, {"errors": [error]})))
    interface = "interface" if api.endswith("v1") else "banking_interface"
    method = caller.client.bank_connections.import_bank_connection
    flow = caller.sca.start(method, **{"bank_id": 1, interface: "XS2A"})
    assert isinstance(flow.step, Challenge)
    assert flow.step.text == "Bitte pushTAN"


BANK: Final = "DEMO0001 - finAPI Test Bank (id: 280001)"
HASH: Final = {"hash": "h"}
PROCEDURES: Final = [
    {
        "procedureId": "1",
        "procedureName": "pushTAN",
        "procedureChallengeType": "TEXT",
        "implicitExecute": True,
    },
    {"procedureId": "2", "procedureName": "chipTAN", "implicitExecute": False},
]
FINAPI: Final = ["finapi_access", "finapi_access_v1"]


def asked(status: str, message: str | None = None, **fields: Any) -> Answer:
    """
    A 510 of finAPI, which names the bank beside the challenge.
    """
    wanted = {**HASH, "status": status, **fields}
    error = {"code": "ADDITIONAL_AUTHENTICATION_REQUIRED", "multiStepAuthentication": wanted}
    return 510, {}, {"errors": [{**error, "message": message}], "bank": BANK}


def importing(mode: CallMode, serve: Serve, api: str, *answers: Answer) -> BlockingFlow:
    """
    An import at finAPI that is answered so.
    """
    caller = Caller(mode, api, serve(Scripted(*answers)))
    interface = "interface" if api.endswith("v1") else "banking_interface"
    method = caller.client.bank_connections.import_bank_connection
    return caller.sca.start(method, **{"bank_id": 1, interface: "XS2A"})


def submitting(mode: CallMode, serve: Serve, api: str, *answers: Answer) -> BlockingFlow:
    """
    A payment at finAPI that is answered so.
    """
    caller = Caller(mode, api, serve(Scripted(*answers)))
    interface = "interface" if api.endswith("v1") else "banking_interface"
    method = caller.client.payments.submit
    return caller.sca.start(method, **{"payment_id": 1, interface: "XS2A"})


@pytest.mark.parametrize("api", FINAPI)
def test_steps_of_finapi_name_bank_and_method(mode: CallMode, serve: Serve, api: str) -> None:
    """
    The choice says that nothing is typed later; its name stays when the user is asked.
    """
    methods = asked("TWO_STEP_PROCEDURE_REQUIRED", "Bitte wählen", twoStepProcedures=PROCEDURES)
    app = asked("DECOUPLED_AUTH_REQUIRED", "Bitte in der App bestätigen")
    flow = importing(mode, serve, api, methods, app)
    step = flow.step
    assert isinstance(step, ChooseMethod)
    assert (step.text, step.bank) == ("Bitte wählen", BANK)
    assert [(one.hint, one.needs_answer) for one in step.methods] == [("TEXT", False), (None, True)]
    flow.choose("1")
    step = flow.step
    assert isinstance(step, Decoupled)
    assert (step.text, step.method, step.bank) == ("Bitte in der App bestätigen", "pushTAN", BANK)


@pytest.mark.parametrize("api", FINAPI)
def test_method_is_forgotten_when_the_bank_lets_the_user_choose_again(
    mode: CallMode, serve: Serve, api: str
) -> None:
    """
    A further SCA has its own method.
    """
    methods = asked("TWO_STEP_PROCEDURE_REQUIRED", twoStepProcedures=PROCEDURES)
    tan = asked("CHALLENGE_RESPONSE_REQUIRED", challengeMessage="TAN?")
    flow = importing(mode, serve, api, methods, tan, methods, tan)
    flow.choose("1")
    flow.answer("123456")
    flow.choose("2")
    assert isinstance(flow.step, Challenge)
    assert flow.step.method == "chipTAN"


@pytest.mark.parametrize("api", FINAPI)
def test_all_messages_of_a_refusal_are_shown(mode: CallMode, serve: Serve, api: str) -> None:
    """
    An error body may have several messages, and names the bank.
    """
    said = [{"code": "BANK_SERVER_REJECTION", "message": one} for one in ("PIN falsch", "Noch 2")]
    flow = importing(mode, serve, api, (422, {}, {"errors": said, "bank": BANK}))
    step = flow.step
    assert isinstance(step, Failed)
    assert (step.reason, step.text, step.bank) == ("credentials", "PIN falsch\nNoch 2", BANK)


@pytest.mark.parametrize("api", FINAPI)
@pytest.mark.parametrize(
    ("status", "end"), [("NOT_SUCCESSFUL", Failed), ("SUCCESSFUL", Finished)], ids=["no", "yes"]
)
def test_end_of_a_payment_has_the_words_of_the_bank(
    mode: CallMode, serve: Serve, api: str, status: str, end: type[Failed | Finished]
) -> None:
    """
    The payment resource has the bank's message, whatever became of the payment.
    """
    payment = {"id": 1, "status": status, "bankMessage": "0010 Auftrag <b>geprüft</b>"}
    flow = submitting(mode, serve, api, (200, {}, payment))
    assert isinstance(flow.step, end)
    assert flow.step.text == "0010 Auftrag geprüft"


@pytest.mark.parametrize("api", FINAPI)
def test_unknown_outcome_has_the_words_of_the_bank(mode: CallMode, serve: Serve, api: str) -> None:
    """
    An error after the TAN proves nothing, but the user may know what the bank means by it.
    """
    tan = asked("CHALLENGE_RESPONSE_REQUIRED", challengeMessage="TAN?")
    error = {"code": "INTERNAL_ERROR", "message": "Bitte Umsätze prüfen"}
    flow = submitting(mode, serve, api, tan, (400, {}, {"errors": [error]}))
    flow.answer("123456")
    assert isinstance(flow.step, Unknown)
    assert flow.step.text == "Bitte Umsätze prüfen"


def test_challenge_of_banksapi_names_its_method_and_the_chosen_medium(
    mode: CallMode, serve: Serve
) -> None:
    """
    The name of the challenge wins over that of the choice; both names survive a record.
    """
    methods = [{"code": "902", "name": "TAN-Verfahren"}]
    media = [{"name": "Handy Eins", "mediaClass": "MOBILE"}]
    bodies: list[tuple[str, dict[str, Any]]] = [
        ("set_method", {"scaMethods": methods}),
        ("set_medium", {"scaMediums": media}),
        ("authenticate", {"challenge": {"name": "mTAN", "content": {"instructions": "TAN?"}}}),
    ]

    def answer(_: str, __: str) -> Answer:
        relation, body = bodies.pop(0)
        links = [{"rel": relation, "href": f"{provider.url}/customer/v2/consent/c1"}]
        order = {**ORDER, "transferDetails": TRANSFER}
        return 200, {}, {"messages": [], "relations": links, "transfer": order, **body}

    provider = serve(answer)
    caller = Caller(mode, "banksapi", provider)
    start = caller.client.payments.initiate_single_transfer
    flow = caller.sca.start(start, **ORDER, transfer_details=TRANSFER)
    flow.choose("902")
    flow.choose("Handy Eins")
    assert isinstance(flow.step, Challenge)
    assert (flow.step.method, flow.step.medium) == ("mTAN", "Handy Eins")
    again = caller.sca.resume(flow.record(pictures=True))
    assert again.step == flow.step


@pytest.mark.parametrize(
    ("value", "end"), [("INVALID_TAN", Failed), ("USER_CANCELLED", Cancelled)], ids=["tan", "user"]
)
def test_end_of_a_form_has_the_words_of_the_provider(
    mode: CallMode, serve: Serve, value: str, end: type[Failed | Cancelled]
) -> None:
    """
    The browser brings a code only; the words stand in the resource that is read afterwards.
    """
    text = "SCA fehlgeschlagen\nBitte neu beginnen"
    said = {"code": "BA3040", "level": "ERROR"}
    said |= dict(zip(("message", "details"), text.split("\n"), strict=True))

    def answer(method: str, path: str) -> Answer:
        if method == "POST":
            return 451, {"Location": f"{provider.url}/form"}, b""
        access = {"id": "a", "providerId": ORDER["provider"], "status": "VOLLSTAENDIG"}
        self_link = [{"rel": "self", "href": f"{provider.url}/customer/v2/bankzugaenge/a"}]
        return 200, {}, {**access, "messages": [said], "relations": self_link, "sync": False}

    provider = serve(answer)
    caller = Caller(mode, "banksapi", provider)
    sca = caller.sca.with_options(return_url=f"{provider.url}/back")
    flow = sca.start(caller.client.bank_accesses.add, "a", provider_id=ORDER["provider"])
    state = flow.step.url.partition("sca_state%3D")[2]
    flow.handle_return(f"?sca_state={state}&baReentry={value}")
    assert isinstance(flow.step, end)
    assert flow.step.text == text


def test_failed_web_form_has_the_words_of_the_bank(mode: CallMode, serve: Serve) -> None:
    """
    The error message of the form is the text of the failure.
    """
    form = {"id": "f", "url": "https://form.invalid/f", "status": "NOT_YET_OPENED"}
    form |= {"createdAt": "2026-11-28T12:00:00Z", "type": "BANK_CONNECTION_IMPORT"}
    payload = {"errorCode": "BANK_SERVER_REJECTION", "errorMessage": "PIN <i>falsch</i>"}
    failed = {**form, "status": "COMPLETED_WITH_ERROR", "payload": payload}
    provider = serve(Scripted((201, {}, form), (200, {}, failed)))
    caller = Caller(mode, "finapi_webform", provider)
    flow = caller.sca.start(caller.client.web_forms.create_bank_connection_import)
    flow.wait()
    assert isinstance(flow.step, Failed)
    assert (flow.step.code, flow.step.text) == ("BANK_SERVER_REJECTION", "PIN falsch")
