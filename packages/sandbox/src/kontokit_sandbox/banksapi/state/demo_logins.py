"""
The logins of the demo provider: user name and PIN decide what happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from .sca import Sca
from .sca_methods import SCA_METHODS, ScaMethod

__all__ = ["Login"]

_PINS: Mapping[str, str] = {"falsch": "BA1011", "gesperrt": "BA1010", "unvollstaendig": "BA1012"}
"""The PINs that the bank refuses, with the codes of its messages."""
_LIFETIME = timedelta(minutes=15)
"""How long an SCA waits for the user."""
_APP = SCA_METHODS[910]


@dataclass(frozen=True, kw_only=True)
class Login:
    """
    Decrypted credentials.
    """

    user: str = "demo1"
    """The user name up to a plus sign."""
    pin: str = ""

    @property
    def is_slow(self) -> bool:
        """
        Whether the retrieval continues after the call that started it.
        """
        return self.user == "demo_slow"

    @property
    def wants_sca(self) -> bool:
        """
        Whether each refresh needs an SCA.
        """
        return self.user.startswith("test_sca") or self.user == "test_future"

    @property
    def payments_fail(self) -> bool:
        """
        Whether the bank refuses payments.
        """
        return self.user == "test_failing_payment"

    @property
    def is_exceeded_by_refreshing(self) -> bool:
        """
        Whether refreshes without the user exceed the bank's limit.
        """
        return self.user == "test_access_exceeded"

    @property
    def obstacle(self) -> str | None:
        """
        The code of the message with which the bank refuses the login, or None.
        """
        return "BA3060" if self.user == "test_sca_none" else _PINS.get(self.pin)

    def new_sca(self, sca_id: str, now: datetime, callback_url: str | None) -> Sca:
        """
        Start an SCA. One login needs two.

        Args:
            callback_url: Where the bank redirects the user back to.
        """
        sca = Sca(
            id=sca_id,
            ends=now + _LIFETIME,
            offered=self._offered,
            wants_medium=self.user in ("test_sca_method_media", "test_sca_twice"),
            uses_relation_alias=self.user == "test_sca_alias",
            callback_url=callback_url,
            login=self.user,
        )
        if self.user == "test_future":
            sca.step = "unknown"
        if self.user == "test_sca_twice":
            # The caller may give it another id; both SCAs of an order keep the id of the order.
            sca.then = Sca(id=sca_id, ends=sca.ends, method=_APP, step="decoupled", login=self.user)
        return sca

    @property
    def _offered(self) -> tuple[ScaMethod, ...]:
        every = tuple(SCA_METHODS.values())
        return every[:1] if self.user == "test_sca_one_method" else every
