"""
finAPI Access as document 004 describes it, in version 1 and in version 2.

Document 004 speaks version 1. Its samples are turned into version 2 by what is known of the
change: ``interface`` is ``bankingInterface``, times are RFC 3339, and a field without a value is
left out. finAPI's own samples of version 2 still show null, so both readings are played.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from tests.integration.documents.customers import Customer
from tests.integration.documents.provider import Answer, Exchange, ScriptedProvider
from tests.integration.documents.samples import finapi, message
from tests.support.flow_driver import CallMode

LOGIN: Final = [
    {"label": "Onlinebanking-ID", "value": "demo"},
    {"label": "PIN", "value": "123456"},
]
HASH: Final = "112c3581b39fc95a1f979d0d73f14dfb"
SENT: Final = {
    "authorization": "Bearer access-token",
    "content-type": "application/json",
    "accept": "application/json",
}
CHALLENGE: Final = finapi(240)["errors"][0]["message"]


@attrs.frozen
class Dialect:
    """
    A version of the API, and a reading of it.
    """

    name: str
    api: str
    base: str
    with_nulls: bool = True

    @property
    def version(self) -> str:
        return self.base[-2:]

    @property
    def interface(self) -> str:
        """How the field of the interface is called."""
        return "interface" if self.version == "v1" else "bankingInterface"

    @property
    def argument(self) -> str:
        return "interface" if self.version == "v1" else "banking_interface"

    def message(self, name: str, **changes: Any) -> Any:
        return {**message("finapi_access", f"{self.version} {name}"), **changes}

    def request(self, body: dict[str, Any]) -> dict[str, Any]:
        """
        A request of document 004, in the words of this version.
        """
        return {self.interface if name == "interface" else name: body[name] for name in body}

    def error(self, sample: dict[str, Any]) -> dict[str, Any]:
        """
        An error of document 004, in the words of this version.
        """
        if self.version == "v1":
            return sample
        made = {
            **sample,
            "date": sample["date"].replace(" ", "T") + "+01:00",
            "endpoint": sample["endpoint"].replace("/v1/", "/v2/"),
        }
        made["errors"] = [self._details(one) for one in made["errors"]]
        return made

    def _details(self, details: dict[str, Any]) -> dict[str, Any]:
        wanted = details.get("multiStepAuthentication")
        if wanted:
            wanted = {**wanted, "opticalDataAsReinerSct": False}
            details = {**details, "multiStepAuthentication": self._told(wanted)}
        return self._told(details)

    def _told(self, fields: dict[str, Any]) -> dict[str, Any]:
        if self.with_nulls:
            return fields
        return {name: value for name, value in fields.items() if value is not None}

    def wanted(self, line: int, **changes: Any) -> Answer:
        """
        The 510 in a line of document 004, with changes to its challenge.
        """
        sample = finapi(line)
        sample["errors"][0]["multiStepAuthentication"].update(changes)
        if changes.get("challengeMessage", "") is None:
            sample["errors"][0]["message"] = None
        return Answer(510, self.error(sample))

    def refused(self, status: int, code: str, text: str | None, kind: str = "BUSINESS") -> Answer:
        """
        An error without a challenge, around what the samples have around theirs.
        """
        sample = finapi(111)
        details = {"message": text, "code": code, "type": kind, "multiStepAuthentication": None}
        return Answer(status, self.error({**sample, "errors": [details]}))


V1: Final = Dialect("v1", "finapi_access_v1", "/api/v1")
V2: Final = Dialect("v2", "finapi_access", "/api/v2", with_nulls=False)
V2_NULLS: Final = Dialect("v2 with nulls", "finapi_access", "/api/v2")
DIALECTS: Final = (V1, V2, V2_NULLS)


@attrs.frozen
class Call:
    """
    An operation that may want SCA.
    """

    name: str
    group: str
    method: str
    path: str
    fields: dict[str, Any]
    arguments: dict[str, Any]
    done: str
    status: int = 200

    @property
    def is_order(self) -> bool:
        return self.done in ("payment", "standing order")


CALLS: Final = {
    one.name: one
    for one in (
        Call(
            name="import",
            group="bank_connections",
            method="import_bank_connection",
            path="/bankConnections/import",
            fields={"bankId": 280001},
            arguments={"bank_id": 280001},
            done="connection",
            status=201,
        ),
        Call(
            name="update",
            group="bank_connections",
            method="update",
            path="/bankConnections/update",
            fields={"bankConnectionId": 21},
            arguments={"bank_connection_id": 21},
            done="connection",
        ),
        Call(
            name="connect",
            group="bank_connections",
            method="connect_interface",
            path="/bankConnections/connectInterface",
            fields={"bankConnectionId": 21},
            arguments={"bank_connection_id": 21},
            done="connection",
        ),
        Call(
            name="payment",
            group="payments",
            method="submit",
            path="/payments/submit",
            fields={"paymentId": 3},
            arguments={"payment_id": 3},
            done="payment",
        ),
        Call(
            name="standing order",
            group="standing_orders",
            method="submit",
            path="/standingOrders/submit",
            fields={"standingOrderId": 5},
            arguments={"standing_order_id": 5},
            done="standing order",
        ),
    )
}
IDS: Final = {"connection": 21, "payment": 3, "standing order": 5}


class Finapi:
    """
    A dialect, a client of it, and one operation.
    """

    def __init__(
        self, mode: CallMode, provider: ScriptedProvider, dialect: Dialect, call: Call
    ) -> None:
        self.customer = Customer(mode, dialect.api, provider)
        self.provider = provider
        self.dialect = dialect
        self.call = call

    @property
    def id(self) -> int:
        return IDS[self.call.done]

    @property
    def method(self) -> Any:
        return getattr(getattr(self.customer.client, self.call.group), self.call.method)

    def fields(self, **more: Any) -> dict[str, Any]:
        """
        What each request holds.
        """
        fixed = {self.dialect.interface: "XS2A", "loginCredentials": LOGIN}
        return {**self.call.fields, **fixed, **more}

    def start(self, **more: Any) -> Any:
        """
        Start the flow with the login of the samples.
        """
        given = {self.dialect.argument: "XS2A", "login_credentials": LOGIN, **self.call.arguments}
        return self.customer.sca.start(self.method, **given, **more)

    def done(self, **changes: Any) -> Answer:
        """
        What the operation answers when it is through.
        """
        return Answer(self.call.status, self.dialect.message(self.call.done, **changes))

    def sends(self, answer: Any, *, fields: Any = None, **msa: Any) -> Exchange:
        """
        The request that repeats all fields, with this answer to the challenge.
        """
        body = {**self.fields(), **(fields or {})}
        if msa:
            body["multiStepAuthentication"] = msa
        path = self.dialect.base + self.call.path
        return Exchange("POST", path, answer, body=body, headers=SENT)

    def looks(self, *found: Any) -> Exchange:
        """
        The question after the status of an order, and the order as it is found.
        """
        plural = "payments" if self.call.done == "payment" else "standingOrders"
        paging = {"page": 1, "perPage": 20, "pageCount": 1, "totalCount": len(found)}
        answer = Answer(200, {plural: list(found), "paging": paging})
        return Exchange("GET", f"{self.dialect.base}/{plural}", answer)

    def order(self, status: str, **changes: Any) -> Any:
        return self.dialect.message(self.call.done, status=status, **changes)
