"""
Callers of BANKSapi in the box: the client, and a user with a bank access.
"""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import (
    CLIENT_NAME,
    CLIENT_PASSWORD,
    DEMO_PROVIDER,
    TENANT,
    USER_NAME,
    USER_PASSWORD,
    ciphertext,
)
from tests.support.raw_http import Reply, send_raw

ACCESS = "629e4510-5331-47d4-9bad-8902039ff762"
USERS = f"/auth/mgmt/v1/tenants/{TENANT}/users"
ACCESSES = "/customer/v2/bankzugaenge"
BASIC = "Basic " + b64encode(f"{CLIENT_NAME}:{CLIENT_PASSWORD}".encode()).decode()


class Caller:
    """
    Calls with one Authorization header.
    """

    def __init__(self, sandbox: Sandbox, authorization: str | None) -> None:
        self.url = sandbox.url("banksapi")
        self.headers = {} if authorization is None else {"Authorization": authorization}

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> Reply:
        """
        Call a path of the API, or a whole address that a relation gave.
        """
        url = path if path.startswith("http") else self.url + path
        headers = {**self.headers, **more.pop("headers", {})}
        return send_raw(method, url, headers=headers, json_body=body, **more)

    def get(self, path: str) -> Any:
        reply = self.call("GET", path)
        assert reply.status == 200, reply.body
        return reply.json


class Customer(Caller):
    """
    A user, with what a user does.
    """

    def add_access(
        self, user: str = "demo1", pin: str = "demo", *, access: str = ACCESS, query: str = ""
    ) -> Reply:
        data = {"providerId": DEMO_PROVIDER, "credentials": credentials(user, pin), "sync": True}
        return self.call("POST", f"{ACCESSES}{query}", {access: data})

    def access(self) -> Any:
        return self.get(f"{ACCESSES}/{ACCESS}")

    def complete_access(self) -> Any:
        """
        Add the standard access and wait until everything is fetched.
        """
        assert self.add_access().status == 201
        for _ in range(5):
            access = self.access()
            if access["status"] == "VOLLSTAENDIG":
                return access
        raise AssertionError("the access is never complete")

    def product(self, category: str = "GIROKONTO") -> Any:
        products = self.access()["bankprodukte"]
        return next(one for one in products if one["kategorie"] == category)


def credentials(user: str = "demo1", pin: str = "demo") -> dict[str, str]:
    return {"userid": ciphertext(user), "pin": ciphertext(pin)}


def token(sandbox: Sandbox, **form: str) -> Reply:
    url = f"{sandbox.url('banksapi')}/auth/oauth2/token"
    return send_raw("POST", url, headers={"Authorization": BASIC}, form=form)


def client_of(sandbox: Sandbox) -> Caller:
    """
    The client with a client token.
    """
    reply = token(sandbox, grant_type="client_credentials")
    return Caller(sandbox, f"Bearer {reply.json['access_token']}")


def customer_of(sandbox: Sandbox, name: str = USER_NAME, password: str = USER_PASSWORD) -> Customer:
    """
    A user with a user token.
    """
    reply = token(sandbox, grant_type="password", username=name, password=password)
    return Customer(sandbox, f"Bearer {reply.json['access_token']}")


def another_customer(sandbox: Sandbox) -> Customer:
    """
    Create a second user.
    """
    body = {"username": "kunde-4711", "password": "Geheim-2024"}
    assert client_of(sandbox).call("POST", USERS, body).status == 201
    return customer_of(sandbox, *body.values())


def href(resource: Any, rel: str) -> str:
    """
    Find the address of a relation.
    """
    found = [one["href"] for one in resource["relations"] if one["rel"] == rel]
    assert len(found) == 1, f"{rel} in {resource['relations']}"
    return str(found[0])


def rels(resource: Any) -> set[str]:
    """
    Name all relations.
    """
    return {one["rel"] for one in resource["relations"]}


def codes(resource: Any) -> list[str]:
    """
    Name all messages.
    """
    return [one["code"] for one in resource["messages"]]


TRANSFER = {
    "recipient": "Müller & Söhne",
    "purpose": "Rechnung 2024-0815",
    "iban": "DE89370400440532013000",
    "currency": "EUR",
    "amount": 1337.42,
}
DEBIT = {
    "amount": 12.50,
    "currency": "EUR",
    "purpose": "Beitrag",
    "endToEndId": "BEITRAG-1",
    "debtorName": "Max Mustermann",
    "debtorIban": "DE89370400440532013000",
    "mandateIdentification": "M-1",
    "mandateDateOfSignature": "2024-02-02",
}
DEBIT_HEAD = {
    "creditorSchemeIdentification": "DE98ZZZ09999999999",
    "requestedCollectionDate": "2025-12-01",
}
ORDERS: dict[str, dict[str, Any]] = {
    "single-transfer": {"transferDetails": TRANSFER},
    "bulk-transfer": {"transferDetails": [TRANSFER, TRANSFER]},
    "single-debit": {**DEBIT_HEAD, "debitDetails": DEBIT},
    "bulk-debit": {**DEBIT_HEAD, "debitDetails": [DEBIT]},
}


def order(customer: Customer, kind: str, user: str = "demo1") -> Any:
    base = {"provider": DEMO_PROVIDER, "product": "DE1", "credentials": credentials(user)}
    reply = customer.call("POST", f"/customer/v2/payment/{kind}", {**base, **ORDERS[kind]})
    assert reply.status == 200, reply.body
    return reply.json


def step(customer: Customer, resource: Any, rel: str, **data: str) -> Any:
    reply = customer.call("POST", href(resource, rel), data)
    assert reply.status == 200, reply.body
    return reply.json
