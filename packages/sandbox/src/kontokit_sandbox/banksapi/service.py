"""
The service of BANKSapi: authorises callers and dispatches calls to handlers.
"""

from __future__ import annotations

from uuid import uuid4

from ..ledger.ledger import Ledger
from ..openapi.errors import Problem
from ..openapi.specification import Operation
from ..orders.bank_state import BankState
from ..server.service import Call, Handlers, Response, Visit
from .handlers import (
    bank_accesses,
    builder,
    consents,
    payments,
    products,
    providers,
    tokens,
    transfers,
    users,
)
from .handlers.pages import visit_page
from .state.bank import Bank
from .state.faults import people_of, suffer
from .state.tokens import Token, basic_caller

__all__ = ["BanksapiService", "correlation_headers"]

_HANDLERS: Handlers[Bank] = Handlers(
    bank_accesses.HANDLERS,
    tokens.HANDLERS,
    builder.HANDLERS,
    consents.HANDLERS,
    payments.HANDLERS,
    products.HANDLERS,
    providers.HANDLERS,
    transfers.HANDLERS,
    users.HANDLERS,
)


class BanksapiService:
    """
    BANKSapi with its one tenant.
    """

    def __init__(self, ledger: Ledger, banks: BankState) -> None:
        """
        Args:
            banks: What the banks know whichever API asks.
        """
        self.bank = Bank(ledger, banks)

    def reset(self) -> None:
        """
        Restore the initial state: one user without bank accesses.
        """
        self.bank.reset()

    @property
    def operation_ids(self) -> frozenset[str]:
        """
        The operations that have a handler.
        """
        return _HANDLERS.operation_ids

    def authorise(self, operation: Operation, authorization: str | None) -> Token | str | None:
        """
        Return the name of the client or the token of the caller.
        """
        schemes = {name for alternative in operation.security for name in alternative}
        if not schemes:
            return None
        if "clientCredentials" in schemes:
            return basic_caller(authorization)
        token = self.bank.bearer(authorization)
        # The provider refuses a token of the wrong kind like an unknown one.
        if ("clientToken" if token.user_id is None else "userToken") not in schemes:
            raise Problem(403)
        return token

    def handle(self, call: Call) -> Response:
        """
        Handle a call.
        """
        return _HANDLERS.handle(self.bank, call)

    def visit(self, visit: Visit) -> Response | None:
        """
        Serve a page that is linked but not an operation.
        """
        return visit_page(self.bank, visit)

    def error(self, status: int, endpoint: str) -> Problem:
        """
        Make an error as the provider sends it: without a body.
        """
        return Problem(status)

    def people(self, authorization: str | None) -> frozenset[str]:
        """
        The names of the person whose token a request has.
        """
        return people_of(self.bank, authorization)

    def suffer(self, kind: str, authorization: str | None, body: bytes) -> None:
        """
        Let a fault happen to the state, before a request is handled.
        """
        suffer(self.bank, kind, authorization)

    def recover(self) -> None:
        """
        End the fault of a request that was handled.
        """
        self.bank.banks.trouble = ""


def correlation_headers(given: str | None) -> dict[str, str]:
    """
    Return the correlation id of a request, or a new one.
    """
    return {"X-Correlation-ID": given or str(uuid4())}
