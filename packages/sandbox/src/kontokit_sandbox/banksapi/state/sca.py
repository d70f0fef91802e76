"""
One strong customer authentication, as a machine of a few steps.

    method → medium (where the login wants one) → authenticate | decoupled | redirect → done
                                                                 └→ failed
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from typing import Any, Literal

from .messages import message
from .sca_methods import MEDIA, ScaMethod

__all__ = ["Sca", "Step"]

Step = Literal[
    "method", "medium", "authenticate", "decoupled", "redirect", "unknown", "done", "failed"
]

_ATTEMPTS = 3
_PROMPT_CODES = {
    "method": "BA3010",
    "medium": "BA3020",
    "authenticate": "BA3030",
    "decoupled": "BA3030",
    "redirect": "BA3005",
    "unknown": "BA9999",
}


@dataclass(kw_only=True)
class Sca:
    """
    An SCA and where it stands.
    """

    id: str
    ends: datetime
    """Until when the bank waits for the user."""
    offered: tuple[ScaMethod, ...] = ()
    wants_medium: bool = False
    uses_relation_alias: bool = False
    """Whether the relation for polling has its other name."""
    step: Step = "method"
    method: ScaMethod | None = None
    medium: str | None = None
    callback_url: str | None = None
    sent_back: str | None = None
    """With what the bank's page has sent the user back, where that has to be handed in."""
    errors: list[str] = field(default_factory=list[str])
    """The codes of what went wrong in the last answer."""
    then: Sca | None = None
    """What follows when it has succeeded."""
    _wrong: int = 0
    _polls: int = 0

    @property
    def is_open(self) -> bool:
        """
        Whether something is still to be done.
        """
        return self.step not in ("done", "failed")

    @property
    def messages(self) -> list[dict[str, Any]]:
        """
        What went wrong last, and what is asked for now.
        """
        asked = [_PROMPT_CODES[self.step]] if self.step in _PROMPT_CODES else []
        return [message(code) for code in (*self.errors, *asked)]

    @property
    def challenge(self) -> dict[str, Any] | None:
        """
        What the user has to solve, where the method is chosen.
        """
        if self.method is None or self.step not in ("authenticate", "decoupled", "redirect"):
            return None
        return self.method.challenge

    def expire(self, now: datetime) -> None:
        """
        Let it fail when its time is over.
        """
        if self.is_open and now >= self.ends:
            self.fail("BA3040")

    def submit(self, data: Mapping[str, Any]) -> None:
        """
        Take the answer to the current step; a wrong one leaves the step as it is.

        Args:
            data: The method, the medium, the TAN, the query of the way back, or nothing where an
                app has confirmed.
        """
        self.errors = []
        match self.step:
            case "method":
                self._choose_method(data.get("chosenScaMethodId"))
            case "medium":
                self._choose_medium(data.get("chosenScaMedia"))
            case "authenticate":
                self._check(data.get("scaAuthenticationData"))
            case "decoupled" | "redirect":
                self._confirm(data.get("scaAuthenticationData"))
            case _:
                pass

    def poll(self) -> None:
        """
        Look whether the app has confirmed; how many looks it takes depends on the method.
        """
        if self.step == "decoupled" and self.method is not None:
            self._polls += 1
            if self._polls > self.method.polls:
                self.step = "done"

    def fail(self, *errors: str) -> None:
        """
        End the SCA without success.
        """
        self.errors = list(errors)
        self.step = "failed"

    def _choose_method(self, code: str | None) -> None:
        known = next((one for one in self.offered if str(one.code) == code), None)
        if known is None:
            self.errors = ["BA1101"]
            return
        self.method = known
        if self.wants_medium and not (known.decoupled or known.redirect):
            self.step = "medium"
        else:
            self._ask()

    def _choose_medium(self, name: str | None) -> None:
        if name not in MEDIA:
            self.errors = ["BA1102"]
            return
        self.medium = name
        self._ask()

    def _ask(self) -> None:
        if self.method is not None and self.method.redirect:
            self.step = "redirect"
        elif self.method is not None and self.method.decoupled:
            self.step = "decoupled"
        else:
            self.step = "authenticate"

    def _confirm(self, query: str | None) -> None:
        """
        Believe a user who says that it is done; what the bank's page has sent has to be the same.
        """
        if self.method is None or self.method.polls == inf:
            return
        is_same = self.sent_back is not None and query == self.sent_back
        if self.method.returns_query and (not is_same or "error=" in str(query)):
            self.fail("BA3040")
        else:
            self.step = "done"

    def _check(self, tan: str | None) -> None:
        if tan is not None and self.method is not None and self.method.accepts(tan):
            self.step = "done"
            return
        self._wrong += 1
        if self._wrong >= _ATTEMPTS:
            self.fail("BA1103", "BA3040")
        else:
            self.errors = ["BA1103"]
