"""
What stands for private values in a recording: the same for the same value, and made up.

A replacement says nothing of its value: it counts values in the order in which they come. What is a
replacement already stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_FIRST_NAMES: Final = (
    "Alex Kim Robin Sascha Toni Luca Mika Noa Charlie Jona Kai Bente Eike Finn Helge Janne Lou Maxi"
    " Nicola Quinn"
)
_LAST_NAMES: Final = (
    "Beispiel Muster Probe Vorlage Platzhalter Exempel Specimen Attrappe Modell Schablone"
)
_FIRST: Final = _FIRST_NAMES.split()
_LAST: Final = _LAST_NAMES.split()
_MADE_UP_BANK: Final = "99999999"
"""No bank has this code, so no account of one can be meant."""
_IBAN: Final = re.compile(rf"DE[0-9]{{2}}{_MADE_UP_BANK}[0-9]{{10}}")
_NAME: Final = re.compile(rf"({'|'.join(_FIRST)}) ({'|'.join(_LAST)})( [0-9]+)?")
_PLACE: Final = re.compile(r"Musterort [0-9]+")
_NUMBERED: Final = re.compile(r"(token|login)-[0-9]+")
_EMAIL: Final = re.compile(r"person[0-9]+@example\.invalid")
_PHONE: Final = re.compile(r"\+49 30 23125 [0-9]{3}")
_ADDRESS: Final = re.compile(r"203\.0\.113\.[0-9]{1,3}")
_ZEROS: Final = re.compile(r"0*|0{3,}[0-9]{3}")
_LONG: Final = 6
MADE_UP: Final = re.compile(
    "|".join(
        f"(?:{one.pattern})" for one in (_IBAN, _NAME, _PLACE, _NUMBERED, _EMAIL, _PHONE, _ADDRESS)
    )
)
"""A replacement inside a longer text."""


def check_digits(country: str, account: str) -> str:
    """
    The check digits of an IBAN (ISO 13616).

    Args:
        country: Its first two letters.
        account: What stands behind the check digits.
    """
    number = "".join(str(int(one, 36)) for one in f"{account}{country}00")
    return f"{98 - int(number) % 97:02}"


def is_valid_iban(text: str) -> bool:
    """
    Whether the check digits of an IBAN without blanks are right.
    """
    if re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", text) is None:
        return False
    return int("".join(str(int(one, 36)) for one in text[4:] + text[:4])) % 97 == 1


class Replacements:
    """
    The replacements of one recording.
    """

    def __init__(self) -> None:
        self._known: dict[str, dict[str, str]] = {}

    def _numbered(self, kind: str, value: str, made: Callable[[int], str]) -> str:
        known = self._known.setdefault(kind, {})
        if value not in known:
            known[value] = made(len(known) + 1)
        return known[value]

    def iban(self, text: str) -> str:
        """
        A valid IBAN of a bank that does not exist; in groups of four if the value has blanks.
        """
        plain = re.sub(r"[\W_]", "", text).upper()
        if _IBAN.fullmatch(plain):
            return text
        made = self._numbered("iban", plain, _iban)
        groups = " ".join(made[at : at + 4] for at in range(0, len(made), 4))
        return groups if " " in text.strip() else made

    def name(self, text: str) -> str:
        """
        A name from a list.
        """
        value = " ".join(text.split())
        if not value or _NAME.fullmatch(value):
            return text
        return self._numbered("name", value.casefold(), _name)

    @property
    def kinds(self) -> frozenset[str]:
        """
        The kinds of values so far, such as ``iban``.
        """
        return frozenset(self._known)

    @property
    def names(self) -> tuple[str, ...]:
        """
        All names so far, in lower case.
        """
        return tuple(self._known.get("name", ()))

    def place(self, text: str) -> str:
        """
        A part of a postal address.
        """
        is_done = not text.strip() or _PLACE.fullmatch(text)
        return text if is_done else self._numbered("place", text, lambda n: f"Musterort {n}")

    def token(self, text: str) -> str:
        """
        ``token-1`` and so on.
        """
        return self._counted("token", text)

    def login(self, text: str) -> str:
        """
        ``login-1`` and so on.
        """
        return self._counted("login", text)

    def _counted(self, kind: str, text: str) -> str:
        if not text.strip() or _NUMBERED.fullmatch(text):
            return text
        return self._numbered(kind, text, lambda number: f"{kind}-{number}")

    def email(self, text: str) -> str:
        """
        An address that does not exist.
        """
        is_done = not text.strip() or _EMAIL.fullmatch(text)
        return text if is_done else self._numbered("email", text.casefold(), _email)

    def phone(self, text: str) -> str:
        """
        A number that is reserved for films.
        """
        is_done = not text.strip() or _PHONE.fullmatch(text)
        return text if is_done else self._numbered("phone", text, _phone)

    def ip(self, text: str) -> str:
        """
        An IP address that is reserved for documentation.
        """
        is_done = not text.strip() or _ADDRESS.fullmatch(text)
        return text if is_done else self._numbered("ip", text, lambda n: f"203.0.113.{n % 255}")

    def digits(self, run: str) -> str:
        """
        As many digits: zeros, and at the end of a long number one that tells numbers apart.
        """
        if _ZEROS.fullmatch(run):
            return run
        if len(run) < _LONG:
            return "0" * len(run)
        made = self._numbered("digits", run, lambda number: f"{number % 1000:03}")
        return made.zfill(len(run))


def _iban(number: int) -> str:
    account = f"{_MADE_UP_BANK}{number:010}"
    return f"DE{check_digits('DE', account)}{account}"


def _name(number: int) -> str:
    index = number - 1
    name = f"{_FIRST[index % len(_FIRST)]} {_LAST[index // len(_FIRST) % len(_LAST)]}"
    turn = index // (len(_FIRST) * len(_LAST))
    return f"{name} {turn + 1}" if turn else name


def _email(number: int) -> str:
    return f"person{number}@example.invalid"


def _phone(number: int) -> str:
    return f"+49 30 23125 {number % 1000:03}"
