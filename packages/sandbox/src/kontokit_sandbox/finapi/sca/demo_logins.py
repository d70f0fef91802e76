"""
The logins of finAPI's test banks.
"""

from __future__ import annotations

from datetime import timedelta

from ...demo.behaviour import Behaviour
from ...demo.test_logins import login_named
from ...orders.bank_state import BankState
from ...orders.fate import AT_ONCE, Fate
from ..state.world import Record
from .methods import PROCEDURES, USUAL

__all__ = ["behaviour_of", "is_accepted", "is_login", "order_fate", "procedures"]

_USUAL = Behaviour()
_FATES = {
    "at once": AT_ONCE,
    "slow": Fate(takes=timedelta(minutes=1)),
    "refused": Fate(is_executed=False),
}


def behaviour_of(name: str) -> Behaviour:
    """
    Find out what the bank does for a login. Unknown ones need one SCA.
    """
    login = login_named("finapi", name)
    return _USUAL if login is None else login.behaviour


def is_login(name: str, pin: str) -> bool:
    """
    Return whether a bank knows a login. As at finAPI's test bank, the PIN of names with ``demo``
    is the name; others take any PIN.
    """
    if login_named("finapi", name) is None:
        return False
    return not name.startswith("demo") or pin in (name, name.partition("+")[0])


def is_accepted(banks: BankState, name: str, pin: str) -> bool:
    """
    Return whether a bank knows a login and its PIN, also after it has changed the PIN.
    """
    changed = banks.changed_pin(name)
    if changed is None:
        return is_login(name, pin)
    return login_named("finapi", name) is not None and pin == changed


def order_fate(name: str) -> Fate:
    """
    Find out what becomes of the orders of a login, unless their amount decides it.
    """
    return _FATES[behaviour_of(name).orders]


def procedures(name: str) -> tuple[Record, ...]:
    """
    The procedures that the bank offers for a login.
    """
    match behaviour_of(name).offers:
        case "usual":
            return USUAL
        case "one":
            return PROCEDURES[:1]
        case _:
            return PROCEDURES
