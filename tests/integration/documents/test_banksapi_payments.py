"""
Document 001: transfers and debits, single and bulk, with and without saved credentials.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import attrs
import pytest

from kontokit.sca import (
    Cancelled,
    Challenge,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Expired,
    Failed,
    Finished,
    Redirect,
    Unknown,
    Working,
)
from tests.integration.documents.banksapi_messages import (
    ACCESS,
    CALLBACK,
    CREDENTIALS,
    ENCRYPTED,
    IP,
    JSON,
    Callback,
    challenge,
    empty,
    gets,
    posts,
    rel,
    said,
)
from tests.integration.documents.conftest import Customer, differs
from tests.integration.documents.provider import (
    ANYTHING,
    CUT,
    Answer,
    Exchange,
    ScriptedProvider,
)
from tests.integration.documents.samples import banksapi as sample
from tests.support.flow_driver import CallMode

PRODUCT = "DE89370400440532013000"
BANK_PAGE = "https://bank.example/authorise?payment=4711"


@attrs.frozen
class Payment:
    """
    A kind of payment.
    """

    name: str
    answer_line: int
    ready: str
    request_line: int
    is_saved: bool = False

    @property
    def kind(self) -> str:
        """single-transfer and so on."""
        return self.name.removesuffix(" saved")

    @property
    def method(self) -> str:
        suffix = "_with_saved_credentials" if self.is_saved else ""
        return f"initiate_{self.kind.replace('-', '_')}{suffix}"

    @property
    def path(self) -> str:
        where = f"bankzugaenge/{ACCESS}/{PRODUCT}/payment" if self.is_saved else "payment"
        return f"/customer/v2/{where}/{self.kind}"

    @property
    def is_transfer(self) -> bool:
        return "transfer" in self.name

    @property
    def answer(self) -> Any:
        return sample(self.answer_line)

    @property
    def id(self) -> str:
        return str(self.answer["relations"][0]["href"]).rsplit("/", 1)[1]

    @property
    def self_path(self) -> str:
        return f"/customer/v2/payment/{self.kind}/{self.id}"

    @property
    def consent(self) -> str:
        return f"/customer/v2/consent/{self.id}"

    @property
    def relation(self) -> str:
        return f"get_{self.kind.replace('-', '_')}"

    def body(self) -> Any:
        """
        What the request must hold: the sample, without credentials where they are saved.
        """
        body = {**sample(self.request_line), "credentials": ENCRYPTED}
        if self.is_saved:
            for name in ("credentials", "provider", "product"):
                del body[name]
        return body

    def initiates(self, answer: Any) -> Exchange:
        query: Any = (
            Callback() if self.is_transfer and self.name != "bulk-transfer saved" else ANYTHING
        )
        return Exchange("POST", self.path, answer, body=self.body(), query=query, headers=JSON)

    def result(self, *messages: Any) -> Any:
        """
        The payment when it is asked for, without anything left to do.
        """
        body = self.answer
        body.pop("scaMethods")
        body.update(messages=list(messages), relations=[rel("self", self.self_path)])
        return body

    def looks(self, *messages: Any) -> Exchange:
        return gets(self.self_path, self.result(*messages))

    def consent_of(self, *relations: Any, messages: tuple[Any, ...] = (), **more: Any) -> Any:
        return {
            "messages": list(messages),
            "relations": [rel("self", self.consent), *relations],
            **more,
        }

    def wants_tan(self, **more: Any) -> Any:
        given = {
            "messages": (said("BA3030"),),
            "challenge": challenge(instructions="Bitte geben Sie die TAN ein"),
            **more,
        }
        return self.consent_of(rel("authenticate", self.consent), **given)

    def done(self) -> Any:
        return self.consent_of(rel(self.relation, self.self_path), messages=(said(self.ready),))

    def asides(self) -> tuple[Exchange, ...]:
        """
        Questions that may be asked at any time once the payment is done.
        """
        return self.looks(said(self.ready)), gets(self.consent, self.done())


PAYMENTS = {
    one.name: one
    for one in (
        Payment("single-transfer", 4409, "BA1112", 4379),
        Payment("bulk-transfer", 4606, "BA1112", 4566),
        Payment("single-debit", 4819, "BA1212", 4782),
        Payment("bulk-debit", 5050, "BA1212", 4998),
        Payment("single-transfer saved", 3216, "BA1112", 4379, is_saved=True),
        Payment("bulk-transfer saved", 3363, "BA1112", 4566, is_saved=True),
        Payment("single-debit saved", 3580, "BA1212", 4782, is_saved=True),
        Payment("bulk-debit saved", 3799, "BA1212", 4998, is_saved=True),
    )
}
SNAKE = {
    "endToEndId": "end_to_end_id",
    "debtorName": "debtor_name",
    "debtorIban": "debtor_iban",
    "debtorAccountNumber": "debtor_account_number",
    "debtorBankCode": "debtor_bank_code",
    "debtorBic": "debtor_bic",
    "mandateIdentification": "mandate_identification",
    "mandateDateOfSignature": "mandate_date_of_signature",
}


def details(given: Any) -> Any:
    """
    The details of a sample, with the names that Python code writes.
    """
    if isinstance(given, list):
        return [details(one) for one in given]
    made = {SNAKE.get(name, name): value for name, value in given.items()}
    made["amount"] = str(made["amount"])
    if "mandate_date_of_signature" in made:
        made["mandate_date_of_signature"] = date.fromisoformat(made["mandate_date_of_signature"])
    return made


class Payer:
    """
    A user who pays.
    """

    def __init__(self, mode: CallMode, provider: ScriptedProvider, payment: Payment) -> None:
        self.customer = Customer(mode, "banksapi", provider)
        self.provider = provider
        self.payment = payment

    def arguments(self) -> dict[str, Any]:
        body = sample(self.payment.request_line)
        given: dict[str, Any] = {}
        if self.payment.is_saved:
            given |= {"access_id": ACCESS, "product_id": PRODUCT}
        else:
            given |= {
                "provider": body["provider"],
                "product": body["product"],
                "credentials": CREDENTIALS,
            }
        if self.payment.is_transfer:
            given |= {"transfer_details": details(body["transferDetails"])}
            given |= {"customer_ip_address": IP}
        else:
            given |= {
                "business": body["business"],
                "sequence_type": body["sequenceType"],
                "creditor_scheme_identification": body["creditorSchemeIdentification"],
                "requested_collection_date": date.fromisoformat(body["requestedCollectionDate"]),
                "debit_details": details(body["debitDetails"]),
            }
        return given

    def start(self, **given: Any) -> Any:
        sca = self.customer.sca.with_options(return_url=CALLBACK)
        method = getattr(self.customer.client.payments, self.payment.method)
        return sca.start(method, **(given or self.arguments()))


@pytest.fixture(params=PAYMENTS)
def payer(request: pytest.FixtureRequest, mode: CallMode, provider: ScriptedProvider) -> Payer:
    """
    Each kind of payment.
    """
    return Payer(mode, provider, PAYMENTS[request.param])


@pytest.fixture(params=["single-transfer", "bulk-debit"])
def someone(request: pytest.FixtureRequest, mode: CallMode, provider: ScriptedProvider) -> Payer:
    """
    A transfer and a debit.
    """
    return Payer(mode, provider, PAYMENTS[request.param])


def test_method_medium_tan_and_result(payer: Payer) -> None:
    it = payer.payment
    with payer.provider.plays(
        it.initiates(Answer(200, it.answer)),
        posts(it.consent, {"chosenScaMethodId": "2"}, Answer(200, _at(it, sample(5328)))),
        posts(it.consent, {"chosenScaMedia": "Handy Eins"}, Answer(200, it.wants_tan())),
        posts(it.consent, {"scaAuthenticationData": "123456"}, Answer(200, it.done())),
        aside=it.asides(),
    ):
        flow = payer.start()
        assert isinstance(flow.step, ChooseMethod)
        assert [(one.id, one.name, one.hint) for one in flow.step.methods] == [
            ("2", "mTAN", "mTAN"),
            ("1", "Mock-TAN", "Mock-TAN"),
        ]
        step = flow.choose("2")
        assert isinstance(step, ChooseMedium)
        assert [one.name for one in step.media] == ["Handy Eins"]
        step = flow.choose(step.media[0])
        assert isinstance(step, Challenge)
        assert step.text == "Bitte geben Sie die TAN ein"
        assert flow.answer("123456") == Finished()


@differs("the result of a payment is its consent, and the payment itself is never read")
def test_the_result_is_the_payment(payer: Payer) -> None:
    """
    Line 4485: "Get the current status of the single transfer" at the relation of the payment.
    """
    it = payer.payment
    with payer.provider.plays(
        it.initiates(Answer(200, it.answer)),
        posts(it.consent, {"chosenScaMethodId": "2"}, Answer(200, it.wants_tan())),
        posts(it.consent, {"scaAuthenticationData": "123456"}, Answer(200, it.done())),
        aside=it.asides(),
    ):
        flow = payer.start()
        flow.choose("2")
        flow.answer("123456")
        assert _codes(flow.result) == [it.ready]
        assert flow.result.transfer if it.is_transfer else flow.result.debit


def _at(it: Payment, body: Any) -> Any:
    """
    A sample of a consent, of this payment.
    """
    return json.loads(json.dumps(body).replace("3e97fa51-ce7b-42a0-9101-50fd67dbc3e7", it.id))


def _codes(result: Any) -> list[str]:
    return [str(one.code) for one in result.messages or []]


@pytest.mark.parametrize("code", ["BA1111", "BA1112", "BA1212"])
def test_each_code_of_success_ends_the_payment(someone: Payer, code: str) -> None:
    """
    Lines 1258, 1259 and 1263: INFO, "successfully". A later look does not take it back.
    """
    it = someone.payment
    end = it.consent_of(messages=(said(code),))
    with someone.provider.plays(
        it.initiates(Answer(200, {**it.answer, **it.wants_tan()})),
        posts(it.consent, {"scaAuthenticationData": "2"}, Answer(200, end)),
        aside=(empty("GET", it.self_path, 400), gets(it.consent, end)),
    ):
        flow = someone.start()
        assert flow.answer("2") == Finished()


ENDS = {
    "a relation to the payment, and its code there": ([], True),
    "the code alone": (["ready"], False),
    "neither, and its code at the payment": ([], False),
}


NOT_ASKED = differs("a consent that says nothing is asked again, and never the payment itself")


@pytest.mark.parametrize(
    "end",
    [
        "the code alone",
        *(pytest.param(one, marks=NOT_ASKED) for one in ENDS if one != "the code alone"),
    ],
)
def test_the_ways_a_consent_ends(someone: Payer, end: str) -> None:
    """
    No sample shows the end. The relation is there "if available", and messages are optional.
    """
    it = someone.payment
    codes, has_relation = ENDS[end]
    relations = (rel(it.relation, it.self_path),) if has_relation else ()
    messages = (said(it.ready),) if codes else ()
    with someone.provider.plays(
        it.initiates(Answer(200, {**it.answer, **it.wants_tan(), "relations": _both(it)})),
        posts(
            it.consent,
            {"scaAuthenticationData": "2"},
            Answer(200, it.consent_of(*relations, messages=messages)),
        ),
        aside=(it.looks(said(it.ready)), gets(it.consent, it.consent_of(messages=messages))),
    ):
        flow = someone.start()
        step = flow.answer("2")
        if isinstance(step, Unknown):
            step = flow.reconcile()
        while isinstance(step, Working):
            step = flow.wait()
        assert step == Finished()


def _both(it: Payment) -> list[Any]:
    return [rel("self", it.self_path), rel("authenticate", it.consent)]


@pytest.mark.parametrize("name", ["authenticate_decoupled", "authentication_decoupled"])
def test_an_app_is_polled(payer: Payer, name: str) -> None:
    """
    The sample in line 5387, with both spellings of the relation.
    """
    it = payer.payment
    wanted = _at(it, sample(5387))
    wanted["relations"][-1]["rel"] = name
    poll = f"{it.consent}/poll"
    with payer.provider.plays(
        it.initiates(Answer(200, it.answer)),
        posts(it.consent, {"chosenScaMethodId": "1"}, Answer(200, wanted)),
        gets(poll, wanted),
        gets(poll, wanted),
        gets(poll, it.done()),
        aside=it.asides(),
    ):
        flow = payer.start()
        flow.choose("1")
        while not flow.done:
            assert isinstance(flow.step, Decoupled)
            assert flow.step.text == "Bitte führen Sie die entkoppelte Authentifizierung durch."
            flow.wait()
        assert flow.step == Finished()


def test_the_plain_consent_is_no_poll(someone: Payer) -> None:
    """
    Line 5252: GET of the consent gives its state "without polling the provider".
    """
    it = someone.payment
    wanted = _at(it, sample(5387))
    with someone.provider.plays(
        it.initiates(Answer(200, {**it.answer, **wanted})),
        gets(f"{it.consent}/poll", it.done()),
        aside=(it.looks(said(it.ready)), gets(it.consent, wanted)),
    ):
        flow = someone.start()
        assert flow.wait() == Finished()


def redirected(it: Payment) -> Any:
    body = it.answer
    body.pop("scaMethods")
    body["messages"] = [said("BA3005")]
    body["relations"] = [
        rel("self", it.self_path),
        rel("redirect_url", BANK_PAGE),
        rel("cancel", f"{it.consent}/cancel"),
    ]
    return body


def test_a_redirect_to_the_bank_and_the_result(someone: Payer) -> None:
    it = someone.payment
    with someone.provider.plays(
        it.initiates(Answer(200, redirected(it))),
        it.looks(said(it.ready)),
        aside=it.asides(),
    ) as played:
        flow = someone.start()
        assert isinstance(flow.step, Redirect)
        assert flow.step.url == BANK_PAGE
        query = parse_qs(urlsplit(played.heard[0].target).query)
        back = query.get("callbackUrl", [CALLBACK])[0]
        assert flow.handle_return(back) == Finished()


def test_a_redirect_that_is_cancelled(someone: Payer) -> None:
    """
    Line 5452: BA3040 of the cancelled redirect.
    """
    it = someone.payment
    with someone.provider.plays(
        it.initiates(Answer(200, redirected(it))),
        Exchange("POST", f"{it.consent}/cancel", Answer(200, sample(5452))),
        aside=(it.looks(said("BA3040", "ERROR", "SCA fehlgeschlagen")),),
    ):
        flow = someone.start()
        assert isinstance(flow.cancel(), Cancelled)


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


@differs("only the consent is asked again, and never the payment itself")
@pytest.mark.parametrize("code", ["BA999", "BA1000", "BA1104"])
def test_an_error_after_the_tan_that_proves_nothing(someone: Payer, code: str) -> None:
    """
    Internal error, maintenance, "rejected due to double submission": the payment may be on its
    way. The result says more.
    """
    it = someone.payment
    end = it.consent_of(messages=(said(code, "ERROR", "Fehler"),))
    with someone.provider.plays(
        it.initiates(Answer(200, {**it.answer, **it.wants_tan()})),
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


FORM = (
    "/customer/v2/webform?session=b19c3937-1111-4222-8333-3b861be7e71e"
    "&useCase=START_PAYMENT_SINGLE_TRANSFER"
)


def form_answer(it: Payment, *, with_body: bool) -> Answer:
    """
    451: with an empty body (line 856), or with relations, and the id of the payment.
    """
    headers = {"Location": "{host}" + FORM}
    if not with_body:
        return Answer(451, b"", headers)
    relations = [rel("self", it.self_path), rel("get_webform", FORM)]
    return Answer(451, {"transfer": {"paymentId": it.id}, "relations": relations}, headers)


def opened(flow: Any, provider: ScriptedProvider, reason: str) -> str:
    """
    What the browser brings back from the form.
    """
    assert flow.step.kind == "form"
    url = flow.step.url
    assert url.startswith(provider.url + FORM + "&callbackUrl=https%3A%2F%2F")
    assert all("webform" not in one.target for one in provider.heard)
    back = parse_qs(urlsplit(url).query)["callbackUrl"][0]
    return f"{back}&baReentry={reason}"


@differs("the payment that the body of a 451 names is not asked for")
@pytest.mark.parametrize("reason", ["FINISHED", "USER_CANCELLED", "INVALID_TAN", "BACKEND_ERROR"])
def test_a_payment_in_a_web_form_with_its_id(
    mode: CallMode, provider: ScriptedProvider, reason: str
) -> None:
    """
    Line 852: an empty object is sufficient, since the user enters everything in the form.
    """
    someone = Payer(mode, provider, PAYMENTS["single-transfer"])
    it = someone.payment
    sent = Exchange(
        "POST", it.path, form_answer(it, with_body=True), body={}, query=Callback(), headers=JSON
    )
    with provider.plays(sent, aside=(it.looks(said(it.ready)), it.looks(said(it.ready)))):
        flow = someone.start(customer_ip_address=IP)
        step = flow.handle_return(opened(flow, provider, reason))
        if isinstance(step, Unknown):
            step = flow.reconcile()
        assert step == Finished(), "the payment counts, not what the browser says"


@pytest.mark.parametrize("reason", ["FINISHED", "USER_CANCELLED", "LEGAL_NOT_ACCEPTED", "ERROR"])
def test_a_payment_in_a_web_form_without_its_id(
    mode: CallMode, provider: ScriptedProvider, reason: str
) -> None:
    """
    Nothing says which payment it is: what the browser brings is all there is, and forgeable.
    """
    someone = Payer(mode, provider, PAYMENTS["single-transfer"])
    it = someone.payment
    sent = Exchange(
        "POST", it.path, form_answer(it, with_body=False), body={}, query=Callback(), headers=JSON
    )
    with provider.plays(sent):
        flow = someone.start(customer_ip_address=IP)
        step = flow.handle_return(opened(flow, provider, reason))
        if reason == "FINISHED":
            assert isinstance(step, Finished | Unknown)
            assert step != Finished(verified=True)
        else:
            assert isinstance(step, Cancelled | Failed | Unknown)
            assert not (isinstance(step, Failed) and step.can_restart)
        assert len(provider.heard) == 1


def test_an_instant_payment(mode: CallMode, provider: ScriptedProvider) -> None:
    """
    ``instant`` is sent in practice and not in document 001.
    """
    someone = Payer(mode, provider, PAYMENTS["single-transfer"])
    it = someone.payment
    sent = Exchange(
        "POST", it.path, Answer(200, it.result(said("BA1111"))), body={**it.body(), "instant": True}
    )
    with provider.plays(sent, aside=(it.looks(said("BA1111")),)):
        given = {**someone.arguments(), "options": {"extra_body": {"instant": True}}}
        assert someone.start(**given).step == Finished()
