"""
The logins of finAPI's test banks and their behaviour. Their PINs equal their names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from ..state.world import OrderOutcome, Record
from .methods import PROCEDURES, USUAL

__all__ = ["LOGINS", "Login", "login_of"]


@dataclass(frozen=True, kw_only=True)
class Login:
    """
    The behaviour of a login; by default, one SCA with all procedures.
    """

    wants_sca: bool = True
    rounds: int = 1
    """How many SCAs follow each other."""
    procedures: tuple[Record, ...] = PROCEDURES
    asks_again: bool = False
    """Whether a wrong TAN can be corrected; otherwise it ends the SCA."""
    is_future: bool = False
    """Whether the bank responds with an undocumented status."""
    needs_web_form: bool = False
    """Whether v1 responds with 451 where its document allows it."""
    outcome: OrderOutcome = field(default_factory=OrderOutcome)
    """The outcome of submitted orders."""


LOGINS: Mapping[str, Login] = {
    "demo": Login(procedures=USUAL),
    "demo_all_methods": Login(),
    "demo_no_msa": Login(wants_sca=False),
    "demo_two_sca": Login(rounds=2),
    "demo_one_method": Login(procedures=PROCEDURES[:1]),
    "demo_wrong_tan_again": Login(asks_again=True),
    "demo_future": Login(is_future=True),
    "demo_web_form": Login(wants_sca=False, needs_web_form=True),
    "demo_slow_payment": Login(outcome=OrderOutcome(takes=timedelta(minutes=1))),
    "demo_failing_payment": Login(outcome=OrderOutcome(status="NOT_SUCCESSFUL")),
}
"""The logins by name."""


def login_of(name: str) -> Login:
    """
    Find a login. Unknown ones need one SCA.
    """
    return LOGINS.get(name, Login())
