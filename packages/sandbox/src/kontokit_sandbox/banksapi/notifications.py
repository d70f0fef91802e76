"""
The notifications of BANKSapi: new transactions, balances and errors of background updates.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from ..ledger.rows import Row
from ..server.clock import berlin_text
from ..sources.notifications import notes_on
from ..webhooks.changes import Change, Reading, Watch, newest
from ..webhooks.notification import Notification
from .credentials import TENANT
from .state.bank import Bank
from .state.bank_accesses import Access
from .state.messages import message
from .state.products import Product

__all__ = ["BanksapiNotifier"]

_LOCKED = "BA1010"
_RECENT = timedelta(days=60)
# "Several times", for "a few minutes" (document 001, line 749). The numbers are made up.
_DELAYS = (0.0, 15.0, 60.0, 240.0)
_WEBHOOKS = {
    "TRANSACTION": "transactionNotification",
    "BALANCE": "balanceNotification",
    "ERROR": "errorNotification",
}
_Account = tuple[Access, Product]


class BanksapiNotifier:
    """
    Tells of what background updates bring.
    """

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._watch: Watch[_Account, Row] = Watch(self._updated)

    @property
    def events(self) -> tuple[str, ...]:
        """
        The events that can be fired.
        """
        return tuple(_WEBHOOKS)

    def fire(self, event: str, person: str | None) -> list[Notification]:
        """
        Make the notifications of an event, for each product or, of an error, each bank access.

        Raises:
            ValueError: There are none.
        """
        accesses = list(self._accesses(person))
        if not accesses:
            who = "nobody has a" if person is None else f"{person} has no"
            raise ValueError(f"{who} bank access at BANKSapi")
        if event == "ERROR":
            return [self._error(access, _LOCKED) for access in accesses]
        readings = [one for access in accesses for one in self._readings(access)]
        changes = newest(readings, lambda row: row.amount)
        return [self._product(event, change) for change in changes]

    def news(self) -> list[Notification]:
        """
        Nothing: only background updates are notified.
        """
        return []

    def begin_night(self) -> None:
        """
        Remember the products before the background updates.
        """
        self._watch.begin()

    def end_night(self) -> list[Notification]:
        """
        Make the notifications of the background updates.
        """
        made: list[Notification] = []
        for change in self._watch.changes():
            if change.rows:
                made.append(self._product("TRANSACTION", change))
            if change.before != change.after:
                made.append(self._product("BALANCE", change))
        accesses = self._accesses(None)
        made += [self._error(one, one.errors[0]) for one in accesses if one.sync and one.errors]
        return made

    def _accesses(self, person: str | None) -> Iterator[Access]:
        for user in self._bank.users.values():
            if person in (None, user.name, user.id):
                yield from user.accesses.values()

    def _updated(self) -> Iterator[Reading[_Account, Row]]:
        for access in self._accesses(None):
            if access.sync:
                yield from self._readings(access)

    def _readings(self, access: Access) -> Iterator[Reading[_Account, Row]]:
        for product in access.products:
            yield Reading(
                key=(access.id, product.id),
                account=(access, product),
                balance=product.balance,
                position=access.updated_at,
                since=partial(self._rows, access, product),
                newest=partial(self._newest, access, product),
            )

    def _rows(self, access: Access, product: Product, after: datetime) -> list[Row]:
        if product.account is None or not product.has_transactions:
            return []
        # Those that are pending are not shown at all.
        return self._bank.ledger.newly_booked(product.account, access.updated_at, after)

    def _newest(self, access: Access, product: Product) -> list[Row]:
        return self._rows(access, product, access.updated_at - _RECENT)[-2:]

    def _product(self, event: str, change: Change[_Account, Row]) -> Notification:
        access, product = change.account
        fields: dict[str, Any] = {"productId": product.id}
        if event == "TRANSACTION":
            fields["newTransactions"] = [_short(row) for row in change.rows]
        else:
            fields |= {"oldBalance": change.before, "newBalance": change.after}
        return self._notification(event, access, fields)

    def _error(self, access: Access, code: str) -> Notification:
        entry = message(code)
        fields = {name: entry[name] for name in ("level", "code", "message")}
        if "details" in entry:
            fields["data"] = entry["details"]
        return self._notification("ERROR", access, fields)

    def _notification(self, event: str, access: Access, fields: dict[str, Any]) -> Notification:
        body = {
            "userId": access.user_id,
            "accountId": access.id,
            "tenant": TENANT,
            "notificationType": event,
            "occurred": berlin_text(self._bank.clock.now()),
            **fields,
        }
        return Notification(
            api="banksapi",
            event=event,
            webhook=_WEBHOOKS[event],
            body=body,
            # Document 001, lines 913 to 923.
            headers={"User-Agent": "BANKSapi Notifier", "Accept": "*/*"},
            serial_name="serial",
            delays=_DELAYS,
            notes=notes_on("banksapi", event),
        )


def _short(row: Row) -> dict[str, Any]:
    return {"payeeName": row.counterparty, "amount": row.amount}
