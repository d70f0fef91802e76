"""
What a bank does for a test login, at every provider.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Behaviour", "FormEnd", "Method", "PageEnd"]

Method = Literal[
    "sms",
    "push",
    "photo",
    "chip",
    "chip-qr",
    "app",
    "app-slow",
    "app-never",
    "app-declined",
    "app-phone",
    "app-button",
    "redirect",
]
"""A kind of SCA. Each provider has its own id for it."""
PageEnd = Literal["back", "declined", "declined-unseen", "silent", "late", "foreign-state"]
"""What the user does at the page of the bank."""
FormEnd = Literal["complete", "abort", "fail", "expire"]
"""What becomes of a web form that the user opens."""


@dataclass(frozen=True, kw_only=True)
class Behaviour:
    """
    What the bank does; by default it asks for one SCA and offers every method.
    """

    reading_needs_sca: bool = True
    orders_need_sca: bool = True
    method: Method | None = None
    """The only method, which the bank chooses itself; None if it offers several."""
    offers: Literal["every", "usual", "one", "none"] = "every"
    """Which methods it offers. ``usual`` are four of those of finAPI."""
    has_media: bool = False
    """Whether a device is to be chosen too; finAPI has none."""
    rounds: int = 1
    """How many SCAs follow each other."""
    ends_in_app: bool = False
    """Whether the second SCA is a confirmation in an app."""
    asks_again: Literal["no", "same", "with words"] = "no"
    """Whether finAPI shows the challenge again after a wrong TAN, and says why. BANKSapi always
    allows three TANs."""
    hides_wrong_tan: bool = False
    """Whether only the hint tells of a wrong TAN, as for BANKSapi's older transfers."""
    page: PageEnd = "back"
    form: FormEnd | None = None
    """Whether a web form is needed, and how it ends."""
    checks_payee: bool = False
    """Whether the bank says that the payee's name does not fit the IBAN."""
    forgets_result: bool = False
    """Whether the result of an order cannot be read once it was submitted."""
    fails_quietly: bool = False
    """Whether an SCA that looks successful leaves the consent missing."""
    data_timeout_is_past: bool = False
    """Whether the lifetime of the data has ended while an SCA is open."""
    is_hostile: bool = False
    """Whether the bank's texts try to break whatever shows them."""
    is_future: bool = False
    """Whether the bank responds with what no document knows."""
    is_slow: bool = False
    """Whether the retrieval continues after the call that started it."""
    is_exceeded: bool = False
    """Whether refreshes without the user exceed the bank's limit."""
    poll_relation: Literal["authenticate_decoupled", "authentication_decoupled"] = (
        "authenticate_decoupled"
    )
    """The name of BANKSapi's relation for polling."""
    orders: Literal["at once", "slow", "refused"] = "at once"
    """What becomes of orders whose amount does not decide it."""
