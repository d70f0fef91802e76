"""
The attributes of the sandbox on which the control API works.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from ..bankimport import BankimportService
from ..banksapi import BanksapiService
from ..finapi import World
from ..ledger.ledger import Ledger
from ..orders.bank_state import BankState
from ..orders.order_book import TakenOrder
from ..server.clock import Clock
from ..server.request_log import RequestLog
from ..webhooks.hooks import Hooks
from ..webhooks.notifiers import Notifiers
from ..webhooks.outbox import Outbox
from .clock import ClockControl
from .journal import Journal
from .people import People
from .person_rows import Viewers

__all__ = ["ControlResources"]


class ControlResources:
    """
    What a sandbox offers to Python and over its control API alike.
    """

    _bankimport: BankimportService
    _banks: BankState
    _banksapi: BanksapiService
    _clock: Clock
    _ledger: Ledger
    _lock: AbstractContextManager[object]
    _notifiers: Notifiers
    _outbox: Outbox
    _request_log: RequestLog
    _world: World

    @property
    def executions(self) -> list[TakenOrder]:
        """
        The orders that were carried out since the last reset, the oldest first: how often money
        moved. An order that was carried out twice is there twice.
        """
        return self._banks.orders.executed(self._clock.now())

    @property
    def hooks(self) -> Hooks:
        """
        Webhooks: where they go, what was sent, and what it was answered.
        """
        return Hooks(self._outbox, self._notifiers, self._lock)

    @property
    def clock(self) -> ClockControl:
        """
        Moves the time of the sandbox, and stops it.
        """
        return ClockControl(self._clock, self._lock)

    @property
    def journal(self) -> Journal:
        """
        The requests that were received, without secrets.
        """
        return Journal(self._request_log)

    @property
    def people(self) -> People:
        """
        People with accounts, and their logins at banks.
        """
        viewers = Viewers(bankimport=self._bankimport, bank=self._banksapi.bank, world=self._world)
        return People(self._ledger, self._banks, viewers, self._lock)
