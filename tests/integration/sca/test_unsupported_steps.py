"""
A step that no document has is not the end: it is shown, looked at again and carried on by hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

import pytest

from kontokit import ArgumentError, BadRequestError, Secret
from kontokit.sca.errors import InteractionRequiredError, OutcomeUnknownError, WrongStepError
from kontokit.sca.steps import (
    Cancelled,
    Challenge,
    Expired,
    Finished,
    Redirect,
    Unknown,
    Unsupported,
)
from tests.support.flow_driver import BACK, BlockingFlow, CallMode
from tests.support.scripted_banksapi import (
    ACCESS,
    CONSENT,
    CREATED,
    PATH,
    PROVIDER,
    access,
    adding,
    challenge,
)
from tests.support.scripted_caller import Caller, Scripted
from tests.support.scripted_provider import Answer, Provider

Serve = Callable[[Callable[[str, str], Answer]], Provider]
PASSKEY: Final = "/customer/v2/passkey/p1"
NOTE: Final = {"level": "INFO", "code": "BA9999", "message": "Passkey <b>nötig</b>\x1b[31m"}
LINKS: Final = [
    {"rel": "self", "href": PATH},
    {"rel": "passkey", "href": PASSKEY},
    {"rel": "passkey_page", "href": "https://bank.example/passkey?once=s-4711"},
    {"rel": "bad name", "href": PASSKEY},
]
NEW: Final = access("PASSKEY_NOETIG", messages=[NOTE], relations=LINKS)
DONE: Final = access("VOLLSTAENDIG")
SECRET: Final = "s-4712"
PAYER: Final = {"provider": PROVIDER, "product": "DE1"}
DETAILS: Final = {
    "recipient": "r",
    "purpose": "p",
    "iban": "DE02120300000000202051",
    "currency": "EUR",
    "amount": 1,
}
ORDER: Final = {"transfer": {**PAYER, "transferDetails": DETAILS}}
NEW_ORDER: Final[Answer] = (200, {}, {**ORDER, "messages": [NOTE], "relations": LINKS})


class Scene:
    """
    BANKSapi, playing a script.
    """

    def __init__(self, mode: CallMode, serve: Serve, *answers: Answer) -> None:
        self.provider = serve(Scripted(*answers))
        self.caller = Caller(mode, "banksapi", self.provider)

    @property
    def heard(self) -> list[tuple[str, str]]:
        return [(one.method, one.target) for one in self.provider.heard]

    def paying(self) -> BlockingFlow:
        method = self.caller.client.payments.initiate_single_transfer
        return self.caller.sca.start(method, **PAYER, transfer_details=DETAILS)


@pytest.fixture
def scene_of(mode: CallMode, serve: Serve) -> Callable[..., Scene]:
    """
    Make a scene of answers.
    """
    return lambda *answers: Scene(mode, serve, *answers)


def test_unknown_status_shows_text_code_and_what_is_offered(
    scene_of: Callable[..., Scene],
) -> None:
    """
    The text is sanitised, the code is the provider's, and names that are no relations are left out.
    """
    scene = scene_of(CREATED, NEW)
    flow = adding(scene.caller)
    assert flow.step == Unsupported(
        text="Passkey nötig",
        code="BA9999",
        relations=("passkey", "passkey_page"),
        ends=scene.caller.clock.time + timedelta(minutes=15),
    )
    assert not flow.done
    with pytest.raises(WrongStepError, match="not finished"):
        _ = flow.result


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("PASSKEY", "PASSKEY"),
        ("Passkey\n\x07 nötig", "Passkey nötig"),
        ("x" * 99, "x" * 64),
    ],
    ids=["code", "text", "long"],
)
def test_code_is_shown_as_it_came_in_one_printable_line(
    scene_of: Callable[..., Scene], status: str, code: str
) -> None:
    """
    A code that is not spelled like one is not lost, and hurts no log.
    """
    flow = adding(scene_of(CREATED, access(status)).caller)
    assert isinstance(flow.step, Unsupported)
    assert flow.step.code == code


def test_link_is_followed_once_with_get_and_the_flow_goes_on(
    scene_of: Callable[..., Scene],
) -> None:
    """
    What the link leads to is read like any other answer.
    """
    asks = access("INTERAKTION", "authenticate", challenge=challenge("TAN?"))
    scene = scene_of(CREATED, NEW, asks, DONE)
    flow = adding(scene.caller)
    step = flow.follow("passkey")
    assert isinstance(step, Challenge)
    assert step.text == "TAN?"
    assert scene.heard[-1] == ("GET", PASSKEY)
    assert flow.answer("1") == Finished()
    assert flow.result.status == "VOLLSTAENDIG"


def test_body_goes_out_with_post_and_into_no_record(scene_of: Callable[..., Scene]) -> None:
    """
    Amounts stay exact, and neither a secret nor any other part of the body is stored.
    """
    scene = scene_of(CREATED, NEW, DONE)
    flow = adding(scene.caller)
    body = {"assertion": Secret(SECRET), "amount": Decimal("1.10"), "tags": ["t-4713"]}
    assert flow.follow("passkey", body) == Finished()
    assert scene.heard[2] == ("POST", PASSKEY)
    sent = json.loads(scene.provider.heard[2].body, parse_float=Decimal)
    assert sent == {"assertion": SECRET, "amount": Decimal("1.10"), "tags": ["t-4713"]}
    record = json.dumps(flow.record(pictures=True))
    assert SECRET not in record
    assert "t-4713" not in record
    assert flow.record()["followed"] == "passkey"


@pytest.mark.parametrize(
    ("relation", "reason"),
    [
        ("passkey_page", "page for the browser or to another server"),
        ("authenticate", "it was not offered; offered: 'passkey', 'passkey_page'"),
        ("bad name", "it was not offered"),
        ("", "it was not offered"),
        (7, "it must be a str"),
    ],
)
def test_only_what_is_offered_by_the_api_is_followed(
    scene_of: Callable[..., Scene], relation: Any, reason: str
) -> None:
    """
    Links to other servers are named but neither stored nor followed.
    """
    scene = scene_of(CREATED, NEW)
    flow = adding(scene.caller)
    before = len(scene.heard), flow.record()
    with pytest.raises(ArgumentError, match=reason) as caught:
        flow.follow(relation)
    assert caught.value.place == "relation"
    assert (len(scene.heard), flow.record()) == before
    assert "s-4711" not in json.dumps(flow.record(pictures=True))


@pytest.mark.parametrize("body", [object(), {"a": {1, 2}}, {"amount": 1.5, "x": object()}])
def test_body_that_is_no_json_is_refused_before_anything_is_written(
    scene_of: Callable[..., Scene], body: Any
) -> None:
    """
    The flow stays where it is, at the same revision.
    """
    scene = scene_of(CREATED, NEW)
    flow = adding(scene.caller)
    before = len(scene.heard), flow.record()
    with pytest.raises(ArgumentError):
        flow.follow("passkey", body)
    assert (len(scene.heard), flow.record()) == before


def test_nothing_is_followed_in_any_other_step(scene_of: Callable[..., Scene]) -> None:
    """
    A known step has a command of its own.
    """
    asks = access("INTERAKTION", "authenticate", challenge=challenge("TAN?"))
    flow = adding(scene_of(CREATED, asks).caller)
    with pytest.raises(WrongStepError, match="nothing to follow in the state 'challenge'"):
        flow.follow("authenticate", {})


def test_looking_again_finds_a_step_that_is_known(scene_of: Callable[..., Scene]) -> None:
    """
    ``refresh()`` shows it again as long as it is there, and does not put its end off.
    """
    asks = access("INTERAKTION", "authenticate", challenge=challenge("TAN?"))
    scene = scene_of(CREATED, NEW, NEW, asks)
    flow = adding(scene.caller)
    first = flow.step
    scene.caller.clock.sleep(60)
    assert flow.refresh() == first
    assert isinstance(flow.refresh(), Challenge)
    assert flow.round == 1


def test_several_unknown_steps_are_carried_on_one_after_the_other(
    scene_of: Callable[..., Scene],
) -> None:
    """
    What a link leads to may be unknown again.
    """
    flow = adding(scene_of(CREATED, NEW, NEW, DONE).caller)
    assert isinstance(flow.follow("passkey"), Unsupported)
    assert flow.round == 2
    assert flow.follow("passkey") == Finished()


def test_call_with_a_wrong_form_can_be_corrected(scene_of: Callable[..., Scene]) -> None:
    """
    A 400 says that nothing was done: it is raised, and the step is the same.
    """
    wrong: Answer = (
        400,
        {},
        {"messages": [{"level": "ERROR", "code": "BA1", "message": "assertion?"}]},
    )
    flow = adding(scene_of(CREATED, NEW, wrong, DONE).caller)
    first = flow.step
    with pytest.raises(BadRequestError):
        flow.follow("passkey", {})
    assert flow.step == first
    assert flow.follow("passkey", {"assertion": "x"}) == Finished()


def test_order_whose_link_is_refused_stays_unknown(scene_of: Callable[..., Scene]) -> None:
    """
    Of an order, a 400 proves nothing, and it is not sent again.
    """
    scene = scene_of(NEW_ORDER, (400, {}, {}))
    flow = scene.paying()
    step = flow.follow("passkey", {})
    assert isinstance(step, Unknown)
    assert step.step == "follow passkey"
    with pytest.raises(WrongStepError):
        flow.follow("passkey", {})
    assert len(scene.heard) == 2


@pytest.mark.parametrize("is_order", [False, True])
def test_lost_response_names_the_link(scene_of: Callable[..., Scene], *, is_order: bool) -> None:
    """
    The record was written ahead, so the outcome is unknown and the link is not called again.
    """
    scene = (
        scene_of(NEW_ORDER, (503, {}, {})) if is_order else scene_of(CREATED, NEW, (500, {}, {}))
    )
    flow = scene.paying() if is_order else adding(scene.caller)
    flow.follow("passkey", {"assertion": Secret(SECRET)})
    again = scene.caller.sca.resume(flow.record())
    for one in (flow, again):
        assert isinstance(one.step, Unknown)
        assert one.step.step == "follow passkey"
        with pytest.raises(OutcomeUnknownError, match="'follow passkey'"):
            _ = one.result
    assert scene.heard.count(("POST", PASSKEY)) == 1


def test_link_is_written_down_before_it_is_called(mode: CallMode, serve: Serve) -> None:
    """
    Whoever finds the record of a worker that died while calling learns which link it was, and the
    link is not called again.
    """
    script = Scripted(CREATED, NEW, DONE)
    records: list[dict[str, Any]] = []

    def answer(method: str, path: str) -> Answer:
        if path == PASSKEY:
            records.append(flow.flow.record())
        return script(method, path)

    provider = serve(answer)
    caller = Caller(mode, "banksapi", provider)
    flow = adding(caller)
    assert flow.follow("passkey", {"assertion": Secret(SECRET)}) == Finished()
    (record,) = records
    assert (record["state"], record["action"], record["followed"]) == (
        "sending",
        "follow",
        "passkey",
    )
    assert SECRET not in json.dumps(record)
    found = Caller(mode, "banksapi", provider).sca.resume(record)
    assert isinstance(found.step, Unknown)
    assert found.step.step == "follow passkey"
    found.reconcile()
    assert [one.target for one in provider.heard].count(PASSKEY) == 1


def test_unknown_step_is_carried_on_by_another_process(scene_of: Callable[..., Scene]) -> None:
    """
    The record has the links of the API, and what was shown.
    """
    scene = scene_of(CREATED, NEW, DONE)
    flow = adding(scene.caller)
    again = scene.caller.sca.resume(json.loads(json.dumps(flow.record())))
    assert again.step == flow.step
    assert again.follow("passkey") == Finished()


def test_job_without_a_user_is_told(scene_of: Callable[..., Scene]) -> None:
    """
    With ``interaction="never"`` an unknown step needs the user.
    """
    scene = scene_of(CREATED, NEW, DONE)
    sca = scene.caller.sca.with_options(interaction="never")
    method = scene.caller.client.bank_accesses.add
    with pytest.raises(InteractionRequiredError) as caught:
        sca.start(method, ACCESS, provider_id=PROVIDER)
    assert caught.value.state == "unsupported"
    assert scene.caller.sca.resume(caught.value.record).follow("passkey") == Finished()


def test_order_in_an_unknown_step_is_never_said_to_have_failed(
    scene_of: Callable[..., Scene],
) -> None:
    """
    The user may approve it elsewhere: neither cancelling nor time says what becomes of it.
    """
    flow = scene_of(NEW_ORDER).paying()
    assert isinstance(flow.step, Unsupported)
    assert isinstance(flow.cancel(), Unknown)
    scene = scene_of(NEW_ORDER)
    late = scene.paying()
    scene.caller.clock.sleep(900)
    assert isinstance(late.refresh(), Unknown)
    for _ in range(6):
        assert isinstance(late.reconcile(), Unknown)


def test_what_is_no_order_is_cancelled_or_expires(scene_of: Callable[..., Scene]) -> None:
    """
    Nothing is at stake then.
    """
    assert adding(scene_of(CREATED, NEW).caller).cancel() == Cancelled(by="caller")
    scene = scene_of(CREATED, NEW)
    flow = adding(scene.caller)
    scene.caller.clock.sleep(900)
    assert flow.refresh() == Expired(what="step")


def test_empty_offer_is_shown_as_a_step(scene_of: Callable[..., Scene]) -> None:
    """
    A choice without choices has authorised nothing, so a cancelled order is cancelled.
    """
    links = [{"rel": "set_method", "href": CONSENT}]
    asks = {**ORDER, "messages": [{**NOTE, "code": "BA3010"}], "relations": links, "scaMethods": []}
    flow = scene_of((200, {}, asks)).paying()
    assert isinstance(flow.step, Unsupported)
    assert (flow.step.code, flow.step.relations) == ("BA3010", ("set_method",))
    assert flow.cancel() == Cancelled(by="caller")


# finAPI Access.


def wanted(**challenge: Any) -> Answer:
    """
    FinAPI's 510.
    """
    error = {
        "message": "Bitte Passkey benutzen",
        "code": "ADDITIONAL_AUTHENTICATION_REQUIRED",
        "type": "BUSINESS",
        **({"multiStepAuthentication": challenge} if challenge else {}),
    }
    return 510, {}, {"errors": [error]}


@pytest.fixture(params=["finapi_access", "finapi_access_v1"])
def api(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def finapi(mode: CallMode, serve: Serve, api: str, *answers: Answer) -> tuple[Caller, BlockingFlow]:
    caller = Caller(mode, api, serve(Scripted(*answers)))
    interface = "interface" if api.endswith("v1") else "banking_interface"
    method = caller.client.payments.submit
    return caller, caller.sca.start(method, **{"payment_id": 1, interface: "XS2A"})


@pytest.mark.parametrize(
    ("answer", "code", "text"),
    [
        (wanted(hash="h", status="PASSKEY_REQUIRED"), "PASSKEY_REQUIRED", "Bitte Passkey benutzen"),
        (wanted(hash="h", status="X", challengeMessage="Scannen"), "X", "Scannen"),
        (wanted(), "ADDITIONAL_AUTHENTICATION_REQUIRED", "Bitte Passkey benutzen"),
        ((510, {}, b"<html>"), None, None),
    ],
)
def test_unknown_or_unreadable_challenge_of_an_order_is_a_step(
    mode: CallMode, serve: Serve, api: str, answer: Answer, code: str | None, text: str | None
) -> None:
    """
    What can be read of a 510 is shown; the order may be approved in an app, so it is unknown when
    it is cancelled.
    """
    _, flow = finapi(mode, serve, api, answer)
    assert isinstance(flow.step, Unsupported)
    assert (flow.step.code, flow.step.text, flow.step.relations) == (code, text, ())
    with pytest.raises(ArgumentError, match="offered: nothing"):
        flow.follow("passkey")
    assert isinstance(flow.cancel(), Unknown)


def test_looking_again_finds_what_became_of_the_order(
    mode: CallMode, serve: Serve, api: str
) -> None:
    """
    ``refresh()`` asks for the payment, which the user has approved meanwhile.
    """
    payment = {"id": 1, "status": "SUCCESSFUL", "amount": 1, "accountId": 1, "bankId": 1}
    row = {**payment, "type": "MONEY_TRANSFER", "orderCount": 1}
    paging = {"page": 1, "perPage": 20, "pageCount": 1, "totalCount": 1}
    paid: Answer = (200, {}, {"payments": [row], "paging": paging})
    _, flow = finapi(mode, serve, api, wanted(hash="h", status="NEW"), paid)
    assert isinstance(flow.step, Unsupported)
    assert flow.refresh() == Finished()


def test_unknown_challenge_after_a_tan_is_no_failure(
    mode: CallMode, serve: Serve, api: str
) -> None:
    """
    A further step that is unknown is shown; the order is unknown when its time is over.
    """
    asks = wanted(hash="h", status="CHALLENGE_RESPONSE_REQUIRED", challengeMessage="TAN?")
    caller, flow = finapi(mode, serve, api, asks, wanted(hash="h2", status="NEW"))
    assert isinstance(flow.answer("1"), Unsupported)
    caller.clock.sleep(900)
    assert isinstance(flow.refresh(), Unknown)


def test_empty_offer_of_methods_is_a_step(mode: CallMode, serve: Serve, api: str) -> None:
    """
    An offer without methods shows what the bank says.
    """
    status = "TWO_STEP_PROCEDURE_REQUIRED"
    _, flow = finapi(mode, serve, api, wanted(hash="h", status=status, twoStepProcedures=[]))
    assert isinstance(flow.step, Unsupported)
    assert (flow.step.code, flow.step.text) == (status, "Bitte Passkey benutzen")
    assert flow.cancel() == Cancelled(by="caller")


# Web Form.


class Form:
    """
    A web form whose status a test sets.
    """

    def __init__(self, mode: CallMode, serve: Serve) -> None:
        self.status = "NOT_YET_OPENED"
        caller = Caller(mode, "finapi_webform", serve(self))
        self.caller = caller
        self.created = caller.clock.time
        method = caller.client.web_forms.create_bank_connection_import
        sca = caller.sca.with_options(return_url=BACK)
        self.flow = sca.start(method, bank={"id": 1})
        assert isinstance(self.flow.step, Redirect)
        self.url = str(self.flow.step.url)

    def __call__(self, method: str, _: str) -> Answer:
        body = {
            "id": "f1",
            "url": "https://form.example/f1",
            "createdAt": self.created.isoformat(),
            "expiresAt": (self.created + timedelta(minutes=20)).isoformat(),
            "type": "BANK_CONNECTION_IMPORT",
            "status": self.status,
            "payload": {"bankConnectionId": 7},
        }
        return (201 if method == "POST" else 200), {}, body

    def sees(self, status: str) -> Any:
        self.status = status
        return self.flow.refresh()

    @property
    def back(self) -> str:
        state = self.flow.flow._context.redirect.state
        return f"{BACK}&sca_state={state}"


@pytest.fixture
def form(mode: CallMode, serve: Serve) -> Form:
    return Form(mode, serve)


def test_form_with_an_unknown_status_is_no_failure(form: Form) -> None:
    """
    A later look finds how it ended.
    """
    step = form.sees("USER_IDENTIFIED")
    assert isinstance(step, Unsupported)
    assert step.code == "USER_IDENTIFIED"
    assert form.sees("COMPLETED") == Finished()
    assert form.flow.result.payload.bank_connection_id == 7


def test_unknown_status_does_not_close_the_page(form: Form) -> None:
    """
    The user is still in the form: the same page is waited for again, and its return is taken.
    """
    before = form.flow.record()["digest"]
    form.sees("USER_IDENTIFIED")
    step = form.sees("IN_PROGRESS")
    assert isinstance(step, Redirect)
    assert step.url == form.url
    assert form.flow.record()["digest"] == before
    form.sees("USER_IDENTIFIED")
    form.status = "COMPLETED"
    assert form.flow.handle_return(form.back) == Finished()


def test_expired_unknown_status_of_a_form_is_looked_up(form: Form) -> None:
    """
    Our clock does not say how a form ended; its status does.
    """
    form.sees("USER_IDENTIFIED")
    form.caller.clock.sleep(901)
    assert form.sees("COMPLETED") == Finished()
