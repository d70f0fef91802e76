"""
Orders at every API, with a provider that answers what a test says.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from tests.support.flow_driver import BlockingFlow, CallMode
from tests.support.sca_banksapi import ORDERS
from tests.support.scripted_caller import Caller, Scripted
from tests.support.scripted_provider import Answer, Provider

Serve: TypeAlias = Callable[[Callable[[str, str], Answer]], Provider]
METHODS: Final = [{"procedureId": "902", "procedureName": "photoTAN"}]
ORDER_APIS: Final = {
    "finapi_access": ("payments", "submit", {"payment_id": 1, "banking_interface": "XS2A"}),
    "finapi_access_v1": ("payments", "submit", {"payment_id": 1, "interface": "XS2A"}),
    "standing order": (
        "standing_orders",
        "submit",
        {"standing_order_id": 1, "banking_interface": "XS2A"},
    ),
    "banksapi": (
        "payments",
        "initiate_single_transfer",
        {"provider": "p", "product": "DE1", **ORDERS["single_transfer"]},
    ),
}


def finapi_error(code: str, status: int = 422, **entry: Any) -> Answer:
    error = {"code": code, "type": "BUSINESS", "message": "m", **entry}
    return status, {}, {"errors": [error], "requestId": "r-1"}


def asks(status: str, **fields: Any) -> Answer:
    challenge = {"hash": "0" * 32, "status": status, **fields}
    code = "ADDITIONAL_AUTHENTICATION_REQUIRED"
    return finapi_error(code, 510, multiStepAuthentication=challenge)


def message(code: str) -> dict[str, str]:
    return {"level": "ERROR", "code": code, "message": "m", "details": "d"}


def access(*relations: str, codes: tuple[str, ...] = ()) -> Answer:
    links = [{"rel": one, "href": "/customer/v2/consent/c1"} for one in relations]
    challenge = {"name": "x", "content": {"instructions": "TAN?"}}
    methods = [{"code": 1, "name": "photoTAN", "hint": "h"}]
    messages = [message(code) for code in codes]
    body = {"messages": messages, "relations": links, "scaMethods": methods}
    return 200, {}, {**body, "challenge": challenge}


ASKS_METHOD: Final[dict[str, Answer]] = {
    "finapi": asks("TWO_STEP_PROCEDURE_REQUIRED", twoStepProcedures=METHODS),
    "banksapi": access("set_method"),
}
ASKS_TAN: Final[dict[str, Answer]] = {
    "finapi": asks("CHALLENGE_RESPONSE_REQUIRED", challengeMessage="TAN?"),
    "banksapi": access("authenticate"),
}
REFUSES: Final[dict[str, Answer]] = {
    "finapi": finapi_error("ILLEGAL_FIELD_VALUE"),
    "banksapi": (400, {}, {"messages": [message("BA1020")]}),
}


class Orders:
    """
    Orders at one API whose provider answers what a test says.
    """

    def __init__(self, mode: CallMode, serve: Serve, name: str) -> None:
        self.kind = "banksapi" if name == "banksapi" else "finapi"
        self.mode, self.serve, self.name = mode, serve, name
        self.api = "finapi_access" if name == "standing order" else name

    def begin(self, *answers: Answer) -> BlockingFlow:
        self.bank = Scripted(*answers)
        self.provider = self.serve(self.resolved)
        self.caller = Caller(self.mode, self.api, self.provider)
        group, method, arguments = ORDER_APIS[self.name]
        start = getattr(getattr(self.caller.client, group), method)
        return self.caller.sca.start(start, **arguments)

    def resolved(self, method: str, path: str) -> Answer:
        """
        The next answer, with whole addresses in its links.
        """
        status, headers, body = self.bank(method, path)
        if isinstance(body, bytes):
            return status, headers, body
        return (
            status,
            headers,
            json.loads(json.dumps(body).replace('"/customer', f'"{self.provider.url}/customer')),
        )
