"""
What belongs to the state of a sandbox: the attributes of these objects, except their neighbours.
"""

from __future__ import annotations

from .bankimport import BankimportService
from .banksapi.state.bank import Bank
from .banksapi.state.sca_methods import BY_KIND, SCA_METHODS
from .faults.faults import Faults
from .faults.kinds import KINDS
from .finapi import World
from .orders.bank_state import BankState
from .persistence.store import StateStore
from .server.clock import Clock
from .webhooks.outbox import Outbox

__all__ = ["keep_state"]


def keep_state(
    store: StateStore,
    *,
    clock: Clock,
    faults: Faults,
    banks: BankState,
    bankimport: BankimportService,
    banksapi: Bank,
    finapi: World,
    outbox: Outbox,
) -> None:
    """
    Tell a store what to keep.
    """
    for key, method in (*SCA_METHODS.items(), *BY_KIND.items()):
        store.know(f"SCA method {key}", method)
    for name, kind in KINDS.items():
        store.know(f"fault {name}", kind)
    store.add_value("clock", lambda: clock.state, clock.restore)
    neighbours = {"_seed", "_full_path", "_lock", "when_added", "when_removed"}
    store.add("faults", faults, leave_out=neighbours)
    store.add("banks", banks, leave_out={"orders"})
    store.add("orders", banks.orders, leave_out={"_when_taken"})
    store.add("bankimport", bankimport, leave_out={"ledger", "clock", "pages", "banks"})
    store.add("banksapi", banksapi, leave_out={"ledger", "clock", "banks"})
    store.add("webhooks", outbox, only={"targets", "serials", "_last_id"})
    store.know("ledger", finapi.ledger)
    store.add("finapi", finapi, leave_out={"clock", "ledger", "pages", "banks"})
