"""
The logins of the demo provider: user name and PIN decide what happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ...demo.behaviour import Behaviour
from ...demo.test_logins import login_named
from ...orders.fate import AT_ONCE, Fate
from .sca import Sca
from .sca_methods import BY_KIND, SCA_METHODS, ScaMethod

__all__ = ["Login"]

_PINS: Mapping[str, str] = {"falsch": "BA1011", "gesperrt": "BA1010", "unvollstaendig": "BA1012"}
"""The PINs that the bank refuses, with the codes of its messages."""
_LIFETIME = timedelta(minutes=15)
"""How long an SCA waits for the user."""
_APP = SCA_METHODS[910]
_UNKNOWN = Behaviour(reading_needs_sca=False)
"""Logins that no one knows behave like ``demo1``."""
_FATES = {
    "at once": AT_ONCE,
    "slow": Fate(takes=timedelta(minutes=1)),
    "refused": Fate(is_executed=False, refused="by the bank"),
}


@dataclass(frozen=True, kw_only=True)
class Login:
    """
    Decrypted credentials.
    """

    user: str = "demo1"
    """The whole user name. What follows a plus sign does not change what it does."""
    pin: str = ""

    @property
    def behaviour(self) -> Behaviour:
        """
        What the bank does.
        """
        login = login_named("banksapi", self.user)
        return _UNKNOWN if login is None else login.behaviour

    @property
    def order_fate(self) -> Fate:
        """
        What becomes of its orders, unless their amount decides it.
        """
        return _FATES[self.behaviour.orders]

    @property
    def obstacle(self) -> str | None:
        """
        The code of the message with which the bank refuses the login, or None.
        """
        return "BA3060" if self.behaviour.offers == "none" else _PINS.get(self.pin)

    def new_sca(self, sca_id: str, now: datetime, callback_url: str | None) -> Sca:
        """
        Start an SCA. Some logins need two.

        Args:
            callback_url: Where the bank redirects the user back to.
        """
        behaviour = self.behaviour
        sca = self._sca(sca_id, now, callback_url)
        if behaviour.is_future:
            sca.step = "unknown"
        if behaviour.rounds > 1:
            # The caller may give it another id; both SCAs of an order keep the id of the order.
            sca.then = self._sca(sca_id, now, callback_url)
            if behaviour.ends_in_app:
                sca.then = Sca(id=sca_id, ends=sca.ends, method=_APP, step="decoupled")
        return sca

    def _sca(self, sca_id: str, now: datetime, callback_url: str | None) -> Sca:
        behaviour = self.behaviour
        sca = Sca(
            id=sca_id,
            ends=now + _LIFETIME,
            offered=self._offered,
            wants_medium=behaviour.has_media,
            poll_relation=behaviour.poll_relation,
            callback_url=callback_url,
            is_hostile=behaviour.is_hostile,
            page=behaviour.page,
            login=self.user,
        )
        if behaviour.method is not None:
            sca.use(BY_KIND[behaviour.method])
        return sca

    @property
    def _offered(self) -> tuple[ScaMethod, ...]:
        every = tuple(SCA_METHODS.values())
        return every[:1] if self.behaviour.offers == "one" else every
