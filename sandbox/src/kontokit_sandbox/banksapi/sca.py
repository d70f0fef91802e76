"""
One strong customer authentication, as a machine of a few steps.

    method → medium (where the login wants one) → authenticate | decoupled | redirect → done
                                                                 └→ failed
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .messages import message
from .procedures import MEDIA, PROCEDURES, Procedure

__all__ = ["Sca", "Step"]

Step = Literal["method", "medium", "authenticate", "decoupled", "redirect", "done", "failed"]

_ATTEMPTS = 3
_POLLS = 2
"""The poll that finds the app's confirmation."""
_ASKING = {
    "method": "BA3010",
    "medium": "BA3020",
    "authenticate": "BA3030",
    "decoupled": "BA3030",
    "redirect": "BA3005",
}


@dataclass(kw_only=True)
class Sca:
    """
    An SCA and where it stands.
    """

    id: str
    wants_medium: bool = False
    step: Step = "method"
    procedure: Procedure | None = None
    medium: str | None = None
    callback_url: str | None = None
    errors: list[str] = field(default_factory=list[str])
    """The codes of what went wrong in the last answer."""
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
        asked = [_ASKING[self.step]] if self.step in _ASKING else []
        return [message(code) for code in (*self.errors, *asked)]

    @property
    def challenge(self) -> dict[str, Any] | None:
        """
        What the user has to solve, where the procedure is chosen.
        """
        if self.procedure is None or self.step not in ("authenticate", "decoupled", "redirect"):
            return None
        return self.procedure.challenge

    def submit(self, data: Mapping[str, Any]) -> None:
        """
        Take the answer to the current step; a wrong one leaves the step as it is.

        Args:
            data: The procedure, the medium, the TAN, or nothing where an app has confirmed.
        """
        self.errors = []
        if self.step == "method":
            self._choose_procedure(data.get("chosenScaMethodId"))
        elif self.step == "medium":
            self._choose_medium(data.get("chosenScaMedia"))
        elif self.step == "authenticate":
            self._check(data.get("scaAuthenticationData"))
        elif self.is_open:
            self.step = "done"

    def poll(self) -> None:
        """
        Look whether the app has confirmed, which it has at the second look.
        """
        if self.step == "decoupled":
            self._polls += 1
            if self._polls >= _POLLS:
                self.step = "done"

    def cancel(self) -> None:
        """
        End the SCA without success.
        """
        self.errors = ["BA3040"]
        self.step = "failed"

    def _choose_procedure(self, code: str | None) -> None:
        known = PROCEDURES.get(int(code)) if code and code.isdecimal() else None
        if known is None:
            self.errors = ["BA1101"]
            return
        self.procedure = known
        if self.wants_medium and not (known.decoupled or known.redirect):
            self.step = "medium"
        else:
            self._pose()

    def _choose_medium(self, name: str | None) -> None:
        if name not in MEDIA:
            self.errors = ["BA1102"]
            return
        self.medium = name
        self._pose()

    def _pose(self) -> None:
        if self.procedure is not None and self.procedure.redirect:
            self.step = "redirect"
        elif self.procedure is not None and self.procedure.decoupled:
            self.step = "decoupled"
        else:
            self.step = "authenticate"

    def _check(self, tan: str | None) -> None:
        if tan is not None and self.procedure is not None and self.procedure.accepts(tan):
            self.step = "done"
            return
        self._wrong += 1
        self.errors = ["BA1103"]
        if self._wrong >= _ATTEMPTS:
            self.errors.append("BA3040")
            self.step = "failed"
