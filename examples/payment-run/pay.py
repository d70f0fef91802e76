"""
Sends the payments of payments.csv, each of them once, with SCA in the terminal.

README.md says how to run it.
"""

import csv
import os
import sys
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from getpass import getpass
from pathlib import Path
from typing import Any

from journal import Journal, State

from kontokit import KontokitError
from kontokit.sca import (
    Flow,
    OutcomeUnknownError,
    RecordRefusedError,
    ScaCancelledError,
    ScaExpiredError,
    ScaFailedError,
)
from kontokit.sca.terminal import run
from kontokit.stores import SqliteStore
from kontokit_finapi_access import FinapiAccess

BANK = 280001
OUR_IBAN = "DE65123456780532013000"
SAID: dict[str, State] = {
    "SUCCESSFUL": "submitted",
    "NOT_SUCCESSFUL": "failed",
    "DISCARDED": "failed",
}


@dataclass(frozen=True, kw_only=True)
class Payment:
    id: str
    name: str
    iban: str
    amount: Decimal
    purpose: str


class PaymentRun:
    def __init__(
        self, user: FinapiAccess, store: SqliteStore, journal: Journal, login: dict[str, str]
    ) -> None:
        self.user, self.journal, self.login = user, journal, login
        self.sca = user.sca.with_options(store=store)

    def pay(self, payment: Payment) -> State:
        """Sends a payment, or finds out what became of it. It never sends one a second time."""
        known = self.journal.order(payment.id)
        if known is None:
            return self.finish(payment, self.start(payment))
        order, state = known
        if state in ("submitted", "failed"):
            return state
        try:
            flow = self.sca.resume(payment.id, credentials=self.login)
        except RecordRefusedError:  # it is older than two days, or has ended an hour ago
            return self.settled(payment, self.ask(order))
        return self.finish(payment, flow)

    def start(self, payment: Payment) -> Flow[Any]:
        order = self.user.payments.create_money_transfer(
            bank_id=BANK,
            iban=OUR_IBAN,
            money_transfers=[
                {
                    "amount": payment.amount,
                    "counterpart_name": payment.name,
                    "counterpart_iban": payment.iban,
                    "purpose": payment.purpose,
                    "end_to_end_id": payment.id,
                }
            ],
        )
        self.journal.begin(payment.id, order.id)
        return self.sca.with_options(flow_id=payment.id).start(
            self.user.payments.submit,
            payment_id=order.id,
            banking_interface="XS2A",
            login_credentials=self.login,
        )

    def finish(self, payment: Payment, flow: Flow[Any]) -> State:
        try:
            run(flow, language="en")
        except OutcomeUnknownError as error:
            print(error)
            return self.settled(payment, "unknown")
        except (ScaFailedError, ScaCancelledError, ScaExpiredError) as error:
            print(error)
            return self.settled(payment, "failed")
        return self.settled(payment, "submitted")

    def ask(self, order: int) -> State:
        """What finAPI says. "Open" may still be on its way, so that is unknown as well."""
        (found,) = self.user.payments.list(ids=[order])
        return SAID.get(found.status, "unknown")

    def settled(self, payment: Payment, state: State) -> State:
        self.journal.settle(payment.id, state)
        return state


def main() -> int:
    user = (os.environ["KONTOKIT_FINAPI_USER"], os.environ["KONTOKIT_FINAPI_USER_PASSWORD"])
    with (
        FinapiAccess.from_env() as client,
        closing(SqliteStore("flows.db", key=None)) as store,
        closing(Journal("journal.db")) as journal,
    ):
        payments = PaymentRun(client.as_user(*user), store, journal, ask_login())
        states = [report(payments, one) for one in read(Path("payments.csv"))]
    return 0 if set(states) <= {"submitted", "failed"} else 1


def ask_login() -> dict[str, str]:
    name = input("Online banking id: ")
    pin = getpass() if sys.stdin.isatty() else input("PIN: ")
    return {"Onlinebanking-ID": name, "PIN": pin}


def report(payments: PaymentRun, payment: Payment) -> State | None:
    print(f"\n{payment.id}: {payment.amount} EUR to {payment.name}")
    try:
        state = payments.pay(payment)
    except KontokitError as error:  # nothing was sent, or the next run finds out
        print(error)
        return None
    print(f"{payment.id}: {state}")
    return state


def read(path: Path) -> list[Payment]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Payment(
                id=row["id"],
                name=row["name"],
                iban=row["iban"],
                amount=Decimal(row["amount"]),
                purpose=row["purpose"],
            )
            for row in csv.DictReader(file)
        ]


if __name__ == "__main__":
    sys.exit(main())
