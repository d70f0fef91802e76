"""
One strong customer authentication (SCA), as a state machine.

    method → medium (for some logins) → authenticate | decoupled | redirect → done
                                                                 └→ failed
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from typing import Any, Literal

from ...demo.behaviour import PageEnd
from ...demo.hostile_text import hostile
from ...demo.tans import LATE_TAN, LOCKING_TAN, RIGHT_TAN, WRONG_TAN
from ...pending import Decision, OrderSummary
from .messages import message
from .sca_methods import MEDIA, ScaMethod

__all__ = ["Sca", "Step"]

Step = Literal[
    "method", "medium", "authenticate", "decoupled", "redirect", "unknown", "done", "failed"
]

_ATTEMPTS = 3.0
_PAYEE = "Empfängerprüfung: Der Name des Empfängers passt nicht zur IBAN. "
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
    An SCA and its current step.
    """

    id: str
    ends: datetime
    """When the bank stops waiting for the user."""
    offered: tuple[ScaMethod, ...] = ()
    wants_medium: bool = False
    poll_relation: str = "authenticate_decoupled"
    """The name of the relation for polling."""
    step: Step = "method"
    method: ScaMethod | None = None
    medium: str | None = None
    callback_url: str | None = None
    sent_back: str | None = None
    """The query with which the bank's page redirected back, if the caller has to submit it."""
    login: str = ""
    """The name with which the user has signed in."""
    order: OrderSummary | None = None
    """The order it is for; None for access to accounts."""
    is_signed_in: bool = False
    """Whether the user has signed in at the page of the bank."""
    is_sent: bool = False
    """Whether a TAN was sent to the phone."""
    decision: Decision | None = None
    """What the user has decided on the phone, or ``wrong`` for the next TAN."""
    errors: list[str] = field(default_factory=list[str])
    """The error codes of the last submission."""
    then: Sca | None = None
    """The SCA that follows after success."""
    page: PageEnd = "back"
    """What the user does at the page of the bank."""
    is_hostile: bool = False
    """Whether the texts try to break whatever shows them."""
    checks_payee: bool = False
    """Whether the challenge says that the payee's name does not fit the IBAN."""
    is_locking: bool = False
    """Whether the last TAN has locked the login."""
    attempts: float = _ATTEMPTS
    """How many wrong TANs end it."""
    _wrong: int = 0
    _polls: int = 0

    @property
    def is_open(self) -> bool:
        """
        Whether it is neither done nor failed.
        """
        return self.step not in ("done", "failed")

    @property
    def messages(self) -> list[dict[str, Any]]:
        """
        The messages about the last errors and the current step.
        """
        asked = [_PROMPT_CODES[self.step]] if self.step in _PROMPT_CODES else []
        found = [message(code) for code in (*self.errors, *asked)]
        if self.is_hostile:
            return [{**one, "message": hostile(one["message"])} for one in found]
        return found

    @property
    def challenge(self) -> dict[str, Any] | None:
        """
        The challenge of the chosen method, if there is one now.
        """
        if self.method is None or self.step not in ("authenticate", "decoupled", "redirect"):
            return None
        shown = self.method.challenge
        text = shown["content"]["instructions"]
        if self.checks_payee:
            text = f"{_PAYEE}{text}"
        if self.is_hostile:
            text = hostile(text)
        return {**shown, "content": {**shown["content"], "instructions": text}}

    @property
    def has_pdf(self) -> bool:
        """
        Whether there is a document to read before the answer.
        """
        return self.step == "authenticate" and self.method is not None and self.method.has_pdf

    def expire(self, now: datetime) -> None:
        """
        Fail if the time is over.
        """
        if self.is_open and now >= self.ends:
            self.fail("BA3040")

    def submit(self, data: Mapping[str, Any]) -> None:
        """
        Submit data for the current step. A wrong value does not change the step.

        Args:
            data: The method, the medium, the TAN or the query of the redirect; nothing if the
                user has confirmed in an app.
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
            # Done, failed or unknown: there is nothing to submit, and the response shows the state.
            case _:
                pass

    def use(self, method: ScaMethod) -> None:
        """
        Ask for a method that the bank has chosen itself.
        """
        self.method = method
        self._ask()

    def poll(self) -> None:
        """
        Poll for the confirmation in the app. The method decides how many polls it takes.
        """
        if self.decision == "approve":
            self.step = "done"
        elif self.step == "decoupled" and self.method is not None:
            self._polls += 1
            if self._polls > self.method.polls:
                self._end_in_app(self.method)

    def show(self, order: OrderSummary) -> None:
        """
        Set the order that it is for, and that of the SCA that follows.
        """
        self.order = order
        if self.then is not None:
            self.then.show(order)

    def decide(self, decision: Decision) -> None:
        """
        Confirm in the app, which the next poll or submission finds; count the next TAN as wrong; or
        end without success.
        """
        if decision in ("approve", "wrong"):
            self.decision = decision
        else:
            self.fail("BA3040")

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

    def _end_in_app(self, method: ScaMethod) -> None:
        if method.is_declined:
            self.fail("BA3040")
        else:
            self.step = "done"

    def _confirm(self, query: str | None) -> None:
        """
        Accept the confirmation of the user; the query of a redirect has to be unchanged.
        """
        # A method that is never confirmed ignores a user who claims that it was.
        if self.method is None or (self.method.polls == inf and self.decision != "approve"):
            return
        if self.method.is_declined:
            self.fail("BA3040")
            return
        # Byte for byte: banks sign the query, so decoding and encoding it again breaks it.
        is_same = self.sent_back is not None and query == self.sent_back
        if self.method.returns_query and (not is_same or "error=" in str(query)):
            self.fail("BA3040")
        else:
            self.step = "done"

    def _check(self, tan: str | None) -> None:
        if tan == LATE_TAN:
            self.fail("BA3040")
            return
        if tan == LOCKING_TAN:
            self.is_locking = True
            self.fail("BA1103", "BA1010")
            return
        is_spoiled, self.decision = self.decision == "wrong", None
        if self._is_right(tan) and not is_spoiled:
            self.step = "done"
            return
        self._wrong += 1
        if self._wrong >= self.attempts:
            self.fail("BA1103", "BA3040")
        else:
            self.errors = ["BA1103"]

    def _is_right(self, tan: str | None) -> bool:
        if tan is None or tan == WRONG_TAN or self.method is None:
            return False
        return tan == RIGHT_TAN or self.method.accepts(tan)
