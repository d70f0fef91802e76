"""
Payments of document 001: four kinds, with and without saved credentials.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from tests.integration.documents.banksapi_messages import (
    ACCESS,
    CALLBACK,
    CREDENTIALS,
    ENCRYPTED,
    IP,
    JSON,
    Callback,
    challenge,
    gets,
    rel,
    said,
)
from tests.integration.documents.customers import Customer
from tests.integration.documents.provider import (
    ANYTHING,
    Exchange,
    ScriptedProvider,
)
from tests.integration.documents.samples import banksapi as sample
from tests.support.flow_driver import CallMode

PRODUCT = "DE89370400440532013000"


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

    def both(self) -> list[Any]:
        """
        The relations of a payment that wants a TAN: its own address, as in all samples, and the
        consent's.
        """
        return [rel("self", self.self_path), rel("authenticate", self.consent)]

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
