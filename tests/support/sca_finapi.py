"""
Users of finAPI Access, v2 and v1, at its test banks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from kontokit import UserCredentials
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BACK, BlockingFlow, BlockingSca, CallMode, User, new_user

TAN: Final = "123456"
ALL: Final = "demo_all_methods"
"""A login that is offered every method."""
BANK, REDIRECTING_BANK = 280001, 280002
_LABELS: Final = ("Onlinebanking-ID", "PIN")
ORDER: Final = {
    "counterpart_iban": "DE02120300000000202051",
    "counterpart_name": "Erika Mustermann",
    "amount": Decimal("12.50"),
}
ANSWER: Final = "multiStepAuthentication"


class Customer(User):
    """
    A user of finAPI Access.
    """

    def __init__(
        self, sandbox: Sandbox, mode: CallMode, api: str, known: UserCredentials, **settings: Any
    ) -> None:
        super().__init__(sandbox, mode, api, known, **settings)
        self.interface = "interface" if api.endswith("v1") else "banking_interface"
        """What the argument is called that names an interface."""
        self._account: int | None = None

    def login(self, name: str = ALL) -> dict[str, str]:
        """
        What the user enters, by the names of the fields; the PIN equals the name.
        """
        return dict.fromkeys(_LABELS, name)

    def entry(self, name: str = ALL, **more: Any) -> dict[str, Any]:
        """
        The interface and the login, as arguments of a call.
        """
        return {self.interface: "XS2A", "login_credentials": self.login(name), **more}

    def importing(
        self, name: str = ALL, sca: BlockingSca | None = None, **more: Any
    ) -> BlockingFlow:
        """
        Begin to import a bank connection.
        """
        method = self.client.bank_connections.import_bank_connection
        return (sca or self.sca()).start(method, **self.entry(name, bank_id=BANK, **more))

    def redirecting(self, sca: BlockingSca | None = None) -> BlockingFlow:
        """
        Begin to import a bank connection on a page of the bank.
        """
        method = self.client.bank_connections.import_bank_connection
        fields = {"bank_id": REDIRECTING_BANK, self.interface: "XS2A", "redirect_url": BACK}
        return (sca or self.sca()).start(method, **fields)

    def new_order(self) -> int:
        """
        Lay down a payment, which is not handed to the bank yet.
        """
        create = self.client.payments.create_money_transfer
        made = self.call(create, **self.payer, money_transfers=[ORDER])
        number: int = made.id
        return number

    @property
    def payer(self) -> dict[str, int]:
        """
        Who pays: v2 knows orders without an account.
        """
        return {"bank_id": BANK} if self.api == "finapi_access" else {"account_id": self.account}

    @property
    def account(self) -> int:
        """
        An account of a connection that was imported without SCA.
        """
        if self._account is None:
            done = self.importing("demo_no_msa").result
            self._account = int(done.account_ids[0])
        return self._account

    def paying(
        self, name: str = ALL, sca: BlockingSca | None = None, order: int | None = None
    ) -> BlockingFlow:
        """
        Begin to hand a payment to the bank.
        """
        number = self.new_order() if order is None else order
        fields = self.entry(name, payment_id=number)
        return (sca or self.sca()).start(self.client.payments.submit, **fields)

    def sent(self, operation: str) -> list[dict[str, Any]]:
        """
        The bodies of all requests to an operation.
        """
        found = self.sandbox.requests_to(self.api, operation)
        return [json.loads(one.body) for one in found]

    def answers(self, operation: str) -> list[Mapping[str, Any]]:
        """
        What the requests to an operation have answered; the first answers nothing.
        """
        return [body.get(ANSWER, {}) for body in self.sent(operation)]

    def tans(self, operation: str) -> list[str]:
        """
        All TANs that were sent to an operation.
        """
        found = (one.get("challengeResponse") for one in self.answers(operation))
        return [tan for tan in found if tan is not None]

    def orders(self) -> list[str]:
        """
        How far the payments of the user are.
        """
        rows = self.call(self.client.payments.list).payments
        return [str(row.status.value) for row in rows]

    def answer_with(self, sandbox: Sandbox, **challenge: Any) -> None:
        """
        Lay down the answer to the next import: a challenge that the sandbox would never show.
        """
        wanted = {"hash": "0" * 32, "opticalDataAsReinerSct": False, **challenge}
        error = {
            "code": "ADDITIONAL_AUTHENTICATION_REQUIRED",
            "type": "BUSINESS",
            "multiStepAuthentication": wanted,
        }
        path = "/api/v2/bankConnections/import"
        envelope = {
            "errors": [error],
            "date": "2026-11-21T14:00:00.000+01:00",
            "requestId": "selfgen-1",
            "endpoint": f"POST {path}",
            "authContext": "1/18",
        }
        sandbox.respond_with(
            "finapi_access",
            "POST",
            path,
            status=510,
            headers={"Content-Type": "application/json"},
            body=json.dumps(envelope).encode(),
        )

    def elsewhere(self, **settings: Any) -> Customer:
        """
        The same user with a client that shares nothing with this one.
        """
        return Customer(self.sandbox, self.mode, self.api, self.known, **settings)


def new_customer(
    sandbox: Sandbox, mode: CallMode, api: str = "finapi_access", **settings: Any
) -> Customer:
    """
    A user who was just created.
    """
    made: User = new_user(sandbox, mode, api)
    return Customer(sandbox, mode, api, made.known, **settings)
