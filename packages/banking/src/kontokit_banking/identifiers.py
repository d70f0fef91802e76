"""
IBANs, BICs and references: how they are written, and whether their check digits are right.
"""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import Final

_IBAN: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", re.ASCII)
_IBAN_LIKE: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{1,30}", re.ASCII)
_BIC: Final = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", re.ASCII)
_CREDITOR: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{3}[A-Z0-9]{1,28}", re.ASCII)
_REFERENCE: Final = re.compile(r"RF\d{2}[A-Z0-9]{1,21}", re.ASCII)
_REFERENCE_START: Final = re.compile(r"(?:^|(?<=\s))RF\d{2}[A-Z0-9]*", re.ASCII)
_SIGN: Final = re.compile(r"[\W_]")
PLACEHOLDERS: Final = frozenset(("NOTPROVIDED", "NONREF", "NOTAVAILABLE", "KEINEREFERENZ"))
"""What stands where a reference must stand and there is none."""
_LONGEST: Final = 34
_DIGITS: Final = {ord(letter): str(number) for number, letter in enumerate(ascii_uppercase, 10)}


def compact(text: str) -> str:
    """
    Take the blanks out, and write it in upper case.
    """
    return text.upper() if text.isalnum() else "".join(text.split()).upper()


def is_placeholder(text: str) -> bool:
    """
    Check whether a reference says that there is none.
    """
    # The longest one has 13 letters, and most references are longer or begin in another way.
    return text[:1] in "NnKk" and len(text) < 40 and _SIGN.sub("", text).upper() in PLACEHOLDERS


def looks_like_iban(text: str) -> bool:
    """
    Check whether a text begins as IBANs do, whatever its check digits are.
    """
    return _IBAN_LIKE.fullmatch(text) is not None


def is_valid_iban(text: str) -> bool:
    """
    Check the shape and the check digits of an IBAN without blanks.
    """
    return _IBAN.fullmatch(text) is not None and _rest(text[4:] + text[:4]) == 1


def is_bic(text: str) -> bool:
    """
    Check the shape of a BIC.
    """
    return _BIC.fullmatch(text) is not None


def is_valid_creditor_id(text: str) -> bool:
    """
    Check the shape and the check digits of a creditor identifier. The three characters of the
    business are not part of the check.
    """
    return _CREDITOR.fullmatch(text) is not None and _rest(text[7:] + text[:4]) == 1


def is_valid_reference(text: str) -> bool:
    """
    Check the shape and the check digits of a creditor reference (ISO 11649).
    """
    return _REFERENCE.fullmatch(text) is not None and _rest(text[4:] + text[:4]) == 1


def find_reference(text: str) -> str | None:
    """
    Find the first creditor reference (ISO 11649), in one word or in groups of four.
    """
    for found in _REFERENCE_START.finditer(text):
        # It has 25 characters at most, and then six blanks in it.
        words = text[found.start() : found.start() + 40].split()
        candidate = ""
        for word in words:
            candidate += word
            if is_valid_reference(candidate):
                return candidate
            if len(word) != 4:
                break
    return None


def leading_value(tag: str, words: list[str]) -> int:
    """
    Count the words from the left that make one value of a tag.

    Args:
        tag: ``IBAN``, ``BIC`` or ``CRED``.
        words: What stands behind the tag.

    Returns:
        The fewest words that are a valid value; else 1 if the first one has its shape, else 0.
    """
    check, shape = _CHECKS[tag]
    candidate = ""
    for number, word in enumerate(words, start=1):
        candidate += word
        if check(candidate):
            return number
        if len(candidate) > _LONGEST:
            break
    return 1 if words and shape.fullmatch(words[0]) else 0


_CHECKS: Final = {
    "IBAN": (is_valid_iban, _IBAN),
    "BIC": (is_bic, _BIC),
    "CRED": (is_valid_creditor_id, _CREDITOR),
}


def _rest(text: str) -> int:
    return int(text.translate(_DIGITS)) % 97
