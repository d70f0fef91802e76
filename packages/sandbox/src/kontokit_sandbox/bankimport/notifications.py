"""
The push of Bankimport: new transactions of an account.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from ..ledger.rows import Row
from ..server.service import Response
from ..sources.notifications import notes_on
from ..webhooks.changes import Change, Reading, Watch, newest
from ..webhooks.notification import Notification
from .accounts import Account
from .service import BankimportService, transaction_json
from .xml import as_xml

__all__ = ["BankimportNotifier"]

_EVENT = "transactionsImported"
_RECENT = timedelta(days=60)


class BankimportNotifier:
    """
    Tells of imports.
    """

    def __init__(self, service: BankimportService) -> None:
        self._service = service
        self._watch: Watch[Account, Row] = Watch(self._readings)

    @property
    def events(self) -> tuple[str, ...]:
        """
        The events that can be fired.
        """
        return (_EVENT,)

    def fire(self, event: str, person: str | None) -> list[Notification]:
        """
        Make the notification of an import for each account.

        Raises:
            ValueError: A person was named.
        """
        if person is not None:
            raise ValueError("Bankimport has no users; its accounts are those of one customer")
        return _notifications(newest(self._readings(), lambda row: row.amount))

    def news(self) -> list[Notification]:
        """
        Make the notifications of the imports that have ended.
        """
        ended, self._service.imported = self._service.imported, []
        found = [(account, self._rows(account, before)) for account, before in ended]
        return [_notification(account, rows) for account, rows in found if rows]

    def begin_night(self) -> None:
        """
        Remember the accounts before the nightly imports.
        """
        self._watch.begin()

    def end_night(self) -> list[Notification]:
        """
        Make the notifications of the nightly imports.
        """
        return _notifications(self._watch.changes())

    def _rows(self, account: Account, after: datetime) -> list[Row]:
        return self._service.ledger.rows(account.no, account.updated_at, after=after)

    def _readings(self) -> Iterator[Reading[Account, Row]]:
        for account in self._service.accounts.values():
            yield Reading(
                key=account.id,
                account=account,
                balance=self._service.ledger.balance(account.no, account.updated_at),
                position=account.updated_at,
                since=partial(self._rows, account),
                newest=partial(self._newest, account),
            )

    def _newest(self, account: Account) -> list[Row]:
        return self._rows(account, account.updated_at - _RECENT)[-2:]


def _notifications(changes: Sequence[Change[Account, Row]]) -> list[Notification]:
    return [_notification(one.account, one.rows) for one in changes if one.rows]


def _notification(account: Account, rows: Sequence[Row]) -> Notification:
    body = {
        "bank_account_id": account.id,
        "transactions": [transaction_json(account, row) for row in rows],
    }
    return Notification(
        api="bankimport",
        event=_EVENT,
        webhook=_EVENT,
        body=body,
        xml=as_xml(Response(body=body)).body,
        account=account.id,
        notes=notes_on("bankimport", _EVENT),
    )
