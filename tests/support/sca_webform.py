"""
What scenarios at finAPI Web Form 2.0 have in common.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BACK, BlockingFlow, BlockingSca, User, client_of

BANK: Final = 280001
_PAYEE: Final = {"iban": "DE02120300000000202051", "name": "Erika Mustermann"}
PAYMENT: Final[dict[str, Any]] = {
    "orders": [
        {
            "recipient": _PAYEE,
            "amount": {"value": Decimal("12.50"), "currency": "EUR"},
            "purpose": "Miete",
        }
    ]
}


def importing(user: User, sca: BlockingSca | None = None, **details: Any) -> BlockingFlow:
    """
    Begin to import a bank connection by a form.
    """
    chosen = sca or user.sca(return_url=BACK)
    method = user.client.web_forms.create_bank_connection_import
    return chosen.start(method, **{"bank": {"id": BANK}, **details})


def paying(user: User) -> BlockingFlow:
    """
    Begin a payment by a form.
    """
    method = user.client.web_forms.create_standalone_payment
    return user.sca(return_url=BACK).start(method, **PAYMENT)


def imported(user: User, sandbox: Sandbox, login: str = "demo_no_msa") -> int:
    """
    The id of a bank connection that the user has imported.
    """
    flow = importing(user)
    sandbox.visit(str(flow.step.url), action="complete", login=login)
    flow.wait()
    found: int = flow.result.payload.bank_connection_id
    access = _access(user)
    while user.call(access.bank_connections.get, found).update_status != "READY":
        pass
    return found


def updating(user: User, connection: int, **details: Any) -> BlockingFlow:
    """
    Begin an update in the background.
    """
    method = user.client.tasks.create_background_update
    return user.sca(return_url=BACK).start(method, **update_of(connection, **details))


def update_of(connection: int, **details: Any) -> dict[str, Any]:
    """
    What begins an update in the background.
    """
    return {"bank_connection_id": connection, "import_new_accounts_mode": "SKIP", **details}


def payments(user: User) -> list[Any]:
    """
    The payments that finAPI Access knows of the user.
    """
    found: list[Any] = user.call(_access(user).payments.list).payments
    return found


def _access(user: User) -> Any:
    return client_of(user.sandbox, user.mode, "finapi_access", user_credentials=user.known)
