"""
Logins at banks: locked, wanted again, or with another PIN.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager

from ..banksapi.state.faults import require_login as require_login_at_banksapi
from ..demo.test_logins import PINS
from ..finapi.state.faults import require_login as require_login_at_finapi
from ..orders.bank_state import BankState
from ..server.service import Call, Handlers, Response
from .person_rows import Viewers

__all__ = ["HANDLERS", "Logins", "check_pin"]

HANDLERS: Handlers[Logins] = Handlers()

_PIN = re.compile(r"[!-~]{1,40}")
_CHANGED_PIN = "geaendert-"


class Logins:
    """
    What happens to logins, which are those of ``sandbox.people``.
    """

    def __init__(
        self, banks: BankState, viewers: Viewers, lock: AbstractContextManager[object]
    ) -> None:
        """
        Args:
            banks: What the banks know whichever API asks.
            viewers: The APIs that show the accounts.
            lock: That of the sandbox.
        """
        self._banks = banks
        self._viewers = viewers
        self._lock = lock

    def require_login(self, person: str) -> None:
        """
        Let banks want the credentials of a user again: consents end, and what is stored is no
        longer enough.

        Args:
            person: The id or name of a user at BANKSapi or finAPI, or a login at a bank of theirs.

        Raises:
            LookupError: There is no such user.
        """
        with self._lock:
            found = [require_login_at_banksapi(self._viewers.bank, person)]
            found.append(require_login_at_finapi(self._viewers.world, person))
        if not any(found):
            raise LookupError(f"no user is called {person}, and none has stored such a login")

    def lock(self, login: str) -> None:
        """
        Let banks refuse a login, as after too many wrong TANs.
        """
        with self._lock:
            self._banks.locked.add(login)

    def unlock(self, login: str) -> None:
        """
        Let banks accept it again.
        """
        with self._lock:
            self._banks.locked.discard(login)

    def change_pin(self, login: str, pin: str | None = None) -> str:
        """
        Let the bank change the PIN of a login. From now on every API is refused with any other,
        also with one that it has stored.

        Args:
            login: A login at a bank, or a person: then of all logins that lead to them.
            pin: 1 to 40 letters, digits and signs of ASCII; one is made up by default.

        Returns:
            The PIN that is right now.

        Raises:
            ValueError: The PIN is not possible, or is one that is always refused.
        """
        if pin is not None:
            check_pin(pin)
        with self._lock:
            pin = pin or _next_pin(self._banks.changed_pin(login))
            if "+" not in login:
                self._forget_pins(login)
            self._banks.pins[login] = pin
            return pin

    def _forget_logins(self, person: str) -> None:
        """
        Unlock the logins that lead to a person, and let them take any PIN again.
        """
        self._forget_pins(person)
        for login in [one for one in self._banks.locked if _leads_to(one, person)]:
            self._banks.locked.discard(login)

    def _forget_pins(self, person: str) -> None:
        for login in [one for one in self._banks.pins if _leads_to(one, person)]:
            del self._banks.pins[login]


def check_pin(pin: str) -> None:
    """
    Check a PIN of a caller's choice.

    Raises:
        ValueError: It is not possible, or is one that is always refused.
    """
    if not _PIN.fullmatch(pin):
        raise ValueError("a PIN has 1 to 40 letters, digits and signs of ASCII")
    if pin in PINS:
        raise ValueError(f"the PIN {pin} is refused at every login")


def _leads_to(login: str, person: str) -> bool:
    name, _, note = login.partition("+")
    return person in (name, note)


def _next_pin(known: str | None) -> str:
    """
    Make up another PIN than the known one.
    """
    _, is_ours, number = (known or "").partition(_CHANGED_PIN)
    return f"{_CHANGED_PIN}{int(number) + 1 if is_ours and number.isdecimal() else 1}"


@HANDLERS.operation("requireLogin")
def _require_login(logins: Logins, call: Call) -> Response:
    logins.require_login(call.path["login"])
    return Response(status=204)


@HANDLERS.operation("lockLogin")
def _lock(logins: Logins, call: Call) -> Response:
    logins.lock(call.path["login"])
    return Response(status=204)


@HANDLERS.operation("unlockLogin")
def _unlock(logins: Logins, call: Call) -> Response:
    logins.unlock(call.path["login"])
    return Response(status=204)


@HANDLERS.operation("changePin")
def _change_pin(logins: Logins, call: Call) -> Response:
    given: Mapping[str, str] = call.body or {}
    return Response(body={"pin": logins.change_pin(call.path["login"], given.get("pin"))})
