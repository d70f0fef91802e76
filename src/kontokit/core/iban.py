"""
IBANs as people type them, and their check digits.
"""

from __future__ import annotations

import re
from typing import Final

from .typed_text import without_blanks

_FORM: Final = re.compile(r"[A-Z]{2}(?!00|01|99)[0-9]{2}[A-Z0-9]{11,30}")
"""ISO 13616: a country, check digits from 02 to 98, and the account number of the country."""


def compact_iban(text: str) -> str:
    """
    An IBAN without blanks and in capitals, as it is sent.

    Args:
        text: What was typed or pasted. Invisible characters go as well.
    """
    return without_blanks(text).upper()


def is_iban(text: str) -> bool:
    """
    Whether a text has the form of an IBAN and the right check digits (ISO 7064, MOD 97-10).

    Args:
        text: A text without blanks, in capitals.
    """
    if _FORM.fullmatch(text) is None:
        return False
    # Letters count as 10 to 35, which are their values in base 36.
    return int("".join(str(int(one, 36)) for one in text[4:] + text[:4])) % 97 == 1
