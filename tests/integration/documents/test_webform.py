"""
Web Form 2.0, from document 002 and the structure of its schemas: forms and tasks.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import attrs
import pytest

from kontokit.sca import (
    Cancelled,
    Expired,
    Failed,
    Finished,
    Redirect,
    ScaFailedError,
    Unknown,
    Working,
)
from tests.integration.documents.customers import Customer, waited
from tests.integration.documents.provider import CUT, Answer, Exchange, ScriptedProvider
from tests.integration.documents.samples import message

FORM: dict[str, Any] = message("finapi_webform", "form")
TASK: dict[str, Any] = message("finapi_webform", "task")
ONE_FORM = f"/api/webForms/{FORM['id']}"
ONE_TASK = f"/api/tasks/{TASK['id']}"
SENT = {"authorization": "Bearer access-token", "content-type": "application/json"}
BACK = "https://shop.example/back"
ORDER = {
    "recipient": {"name": "Beispielverein e. V.", "iban": "DE17123456780000000001"},
    "amount": {"value": 12.34, "currency": "EUR"},
    "purpose": "Spende",
}


@attrs.frozen
class Kind:
    """
    A service that makes a form.
    """

    path: str
    method: str
    type: str
    payload: dict[str, int]
    body: dict[str, Any]
    arguments: dict[str, Any]

    @property
    def is_order(self) -> bool:
        return "bankConnectionId" not in self.payload

    def form(self, status: str, url: str = FORM["url"], **payload: Any) -> dict[str, Any]:
        """
        Their form. Before the end the payload is empty; all of its fields are nullable.
        """
        return {**FORM, "type": self.type, "status": status, "url": url, "payload": payload}


IN_PYTHON = {**ORDER, "amount": {"value": Decimal("12.34"), "currency": "EUR"}}
KINDS = {
    "import": Kind(
        "/api/webForms/bankConnectionImport",
        "create_bank_connection_import",
        "BANK_CONNECTION_IMPORT",
        {"bankConnectionId": 21},
        {"accountTypes": ["CHECKING"]},
        {"account_types": ["CHECKING"]},
    ),
    "payment": Kind(
        "/api/webForms/standalonePayment",
        "create_standalone_payment",
        "STANDALONE_PAYMENT",
        {"paymentId": 3},
        {"orders": [ORDER]},
        {"orders": [IN_PYTHON]},
    ),
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    """
    A form that is no order, and one that is.
    """
    return KINDS[request.param]


def creates(kind: Kind, answer: Any) -> Exchange:
    return Exchange("POST", kind.path, answer, headers=SENT)


def looks(kind: Kind, status: str, **payload: Any) -> Exchange:
    return Exchange("GET", ONE_FORM, Answer(200, kind.form(status, **payload)))


def start(webform: Customer, kind: Kind) -> Any:
    sca = webform.sca.with_options(return_url=BACK)
    return sca.start(getattr(webform.client.web_forms, kind.method), **kind.arguments)


def created(kind: Kind) -> Answer:
    return Answer(201, kind.form("NOT_YET_OPENED"))


def test_a_form_from_its_opening_to_its_end(
    webform: Customer, provider: ScriptedProvider, kind: Kind
) -> None:
    """
    Document 002, steps 1 to 3: show the url, then ask for the form until the payload has the id.
    """
    with provider.plays(
        creates(kind, created(kind)),
        looks(kind, "NOT_YET_OPENED"),
        looks(kind, "IN_PROGRESS"),
        looks(kind, "COMPLETED", **kind.payload),
    ) as played:
        flow = start(webform, kind)
        assert isinstance(flow.step, Redirect)
        assert flow.step.page == "form"
        assert flow.step.url is not None
        assert flow.step.url.startswith(FORM["url"])
        query = parse_qs(urlsplit(flow.step.url).query)
        assert query["redirectUrl"][0].startswith(BACK)
        assert set(query) <= {
            "redirectUrl",
            "errorRedirectUrl",
            "abortRedirectUrl",
            "customerSupportUrl",
        }
        assert "access-token" not in flow.step.url
        before = webform.clock.steady
        end = waited(flow)
        assert webform.clock.steady - before >= 2, "at most once per second"
        assert end == Finished()
        payload = flow.result.payload
        assert (payload.bank_connection_id or payload.payment_id) in kind.payload.values()
        assert len(played.heard) == 4


def test_the_bodies_of_the_services(
    webform: Customer, provider: ScriptedProvider, kind: Kind
) -> None:
    sent = Exchange("POST", kind.path, created(kind), body=kind.body, headers=SENT)
    with provider.plays(sent):
        assert isinstance(start(webform, kind).step, Redirect)


ENDS = {
    "COMPLETED_WITH_ERROR": Failed,
    "EXPIRED": Expired,
    "ABORTED": Cancelled,
    "CANCELLED": Cancelled,
}


@pytest.mark.parametrize("status", ENDS)
@pytest.mark.parametrize("nulls", [False, True], ids=["absent", "null"])
def test_each_other_end_of_a_form(
    webform: Customer,
    provider: ScriptedProvider,
    kind: Kind,
    status: str,
    nulls: bool,  # a parameter
) -> None:
    """
    Final states, and the error that the payload tells. CANCELLED came after 2.709.
    """
    payload: dict[str, Any] = {}
    if status == "COMPLETED_WITH_ERROR":
        payload = {"errorCode": "BANK_SERVER_REJECTION", "errorMessage": "Die Bank lehnt ab."}
    if nulls:
        payload = {
            "bankConnectionId": None,
            "paymentId": None,
            "standingOrderId": None,
            "errorCode": None,
            "errorMessage": None,
            **payload,
        }
    with provider.plays(
        creates(kind, created(kind)), looks(kind, "IN_PROGRESS"), looks(kind, status, **payload)
    ):
        end = waited(start(webform, kind))
        assert isinstance(end, ENDS[status])
        if isinstance(end, Failed):
            assert end.code == "BANK_SERVER_REJECTION"
            assert end.text == "Die Bank lehnt ab."


def test_a_browser_that_is_back_before_the_form_is_through(
    webform: Customer, provider: ScriptedProvider, kind: Kind
) -> None:
    """
    The way back says nothing: the form is asked for, and its status counts.
    """
    with provider.plays(
        creates(kind, created(kind)),
        looks(kind, "IN_PROGRESS"),
        looks(kind, "COMPLETED", **kind.payload),
    ):
        flow = start(webform, kind)
        back = parse_qs(urlsplit(str(flow.step.url)).query)["redirectUrl"][0]
        step = flow.handle_return(back)
        assert not isinstance(step, Finished)
        assert waited(flow) == Finished()


def test_a_lost_answer_to_the_start(
    webform: Customer, provider: ScriptedProvider, kind: Kind
) -> None:
    """
    A form that nobody has opened does nothing, but no second one is made by itself.
    """
    with provider.plays(creates(kind, CUT)) as played:
        flow = start(webform, kind)
        assert isinstance(flow.step, Unknown)
        assert len(played.heard) == 1


@pytest.mark.parametrize("status", [422, 404, 403])
def test_an_error_at_the_start(
    webform: Customer, provider: ScriptedProvider, kind: Kind, status: int
) -> None:
    with provider.plays(creates(kind, Answer(status, message("finapi_webform", "error")))):
        try:
            flow = start(webform, kind)
        except Exception as error:  # of the call itself: no flow began
            assert getattr(error, "code", None) == "MANDATOR_MISCONFIGURATION"  # noqa: PT017
        else:
            assert isinstance(flow.step, Failed)
            assert flow.step.code == "MANDATOR_MISCONFIGURATION"
            assert flow.step.text == "The mandator is misconfigured."


def test_a_validation_error_at_the_start(
    webform: Customer, provider: ScriptedProvider, kind: Kind
) -> None:
    with provider.plays(creates(kind, Answer(400, message("finapi_webform", "validation error")))):
        flow = start(webform, kind)
        assert isinstance(flow.step, Failed)
        with pytest.raises(ScaFailedError):
            _ = flow.result


def task(status: str, **payload: Any) -> dict[str, Any]:
    return {**TASK, "status": status, "payload": {"bankConnectionId": 21, **payload}}


def asks(status: str, **payload: Any) -> Exchange:
    return Exchange("GET", ONE_TASK, Answer(200, task(status, **payload)))


UPDATES = Exchange(
    "POST",
    "/api/tasks/backgroundUpdate",
    Answer(201, TASK),
    body={"bankConnectionId": 21, "importNewAccountsMode": "SKIP"},
    headers=SENT,
)


def update(webform: Customer) -> Any:
    return webform.sca.with_options(return_url=BACK).start(
        webform.client.tasks.create_background_update,
        bank_connection_id=21,
        import_new_accounts_mode="SKIP",
    )


def test_a_task_that_needs_no_form(webform: Customer, provider: ScriptedProvider) -> None:
    with provider.plays(UPDATES, asks("NOT_YET_STARTED"), asks("IN_PROGRESS"), asks("COMPLETED")):
        flow = update(webform)
        assert isinstance(flow.step, Working)
        assert waited(flow) == Finished()
        assert flow.result.payload.bank_connection_id == 21


@pytest.mark.parametrize("reading", ["the task goes on", "the task stays"])
def test_a_task_that_requires_a_form(
    webform: Customer, provider: ScriptedProvider, reading: str
) -> None:
    """
    WEB_FORM_REQUIRED names the form. Whether the task goes on when the form is through, or stays
    (2.906 calls the state final), the documents do not agree: then the form counts.
    """
    named = {"id": FORM["id"], "url": FORM["url"], "status": "NOT_YET_OPENED"}
    through = {**named, "status": "COMPLETED"}
    after = (
        asks("COMPLETED", webForm=through)
        if reading == "the task goes on"
        else asks("WEB_FORM_REQUIRED", webForm=through)
    )
    form = {**FORM, "type": "BANK_CONNECTION_UPDATE", "status": "COMPLETED"}
    form["payload"] = {"bankConnectionId": 21}
    with provider.plays(
        UPDATES,
        asks("WEB_FORM_REQUIRED", webForm=named),
        aside=(after, Exchange("GET", ONE_FORM, Answer(200, form))),
    ):
        flow = update(webform)
        while isinstance(flow.step, Working):
            flow.wait()
        assert isinstance(flow.step, Redirect)
        assert str(flow.step.url).startswith(FORM["url"])
        assert waited(flow) == Finished()


@pytest.mark.parametrize("code", ["BANK_SERVER_REJECTION", "INVALID_TOKEN", "INTERNAL_ERROR"])
def test_a_task_that_ends_with_an_error(
    webform: Customer, provider: ScriptedProvider, code: str
) -> None:
    with provider.plays(
        UPDATES, asks("COMPLETED_WITH_ERROR", errorCode=code, errorMessage="Das ging nicht.")
    ):
        end = waited(update(webform))
        assert isinstance(end, Failed)
        assert end.code == code
