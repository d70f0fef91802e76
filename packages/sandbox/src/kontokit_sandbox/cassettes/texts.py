"""
Finds private values in free text: IBANs in every spelling, addresses, tokens, known names, numbers.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

from .replacements import MADE_UP, Replacements, is_valid_iban

_LENGTHS: Final = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22,
    "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18,
    "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27,
}  # fmt: skip
"""Country → how long its IBANs are, in the area of SEPA."""
_IBAN: Final = re.compile(
    "|".join(
        rf"{country}(?:[ .\-\u00a0]?[0-9]){{2}}(?:[ .\-\u00a0]?[A-Z0-9]){{{length - 4}}}"
        for country, length in _LENGTHS.items()
    ),
    re.IGNORECASE,
)
_FOREIGN: Final = re.compile(r"\b[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\b")
_JWT: Final = re.compile(r"eyJ[\w-]{5,}\.[\w-]+\.[\w-]*")
_BEARER: Final = re.compile(r"(?<=Bearer )[\w.~+/=-]+|(?<=Basic )[\w+/=]+")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_EMAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_IPV4: Final = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_IPV6: Final = re.compile(
    r"(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}:?(?:[0-9a-f]{1,4}:?)*[0-9a-f]{1,4}\b", re.IGNORECASE
)
_TIME: Final = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_PHONE: Final = re.compile(r"(?<!\w)(?:\+|00)[1-9](?:[ /()-]?\d){7,}")
_UUID: Final = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE)
_RANDOM: Final = re.compile(r"\b(?=[\w-]*[A-Za-z])(?=[\w-]*\d)[A-Za-z0-9_-]{24,}\b")
_DIGITS: Final = re.compile(r"\d+")
_LONG_DIGITS: Final = re.compile(r"\d{5,}")
_ESCAPED: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_FIRST: Final = 0xE000
"""Found values become characters that no text has, so that none is changed twice."""
_ORDINARY: Final = frozenset(
    {
        "account",
        "bank",
        "banking",
        "depot",
        "der",
        "die",
        "das",
        "und",
        "gmbh",
        "giro",
        "girokonto",
        "karte",
        "konto",
        "kreditkarte",
        "sparen",
        "sparkonto",
        "tagesgeld",
        "tagesgeldkonto",
        "mein",
        "unser",
        "haus",
        "privat",
        "gemeinsam",
        "the",
        "and",
        "von",
    }
)
"""Words of names that say nothing of a person."""


class Texts:
    """
    Replaces what is private in texts that people and banks write.
    """

    def __init__(self, replacements: Replacements) -> None:
        self._replacements = replacements

    def purpose(self, text: str) -> str:
        """
        A purpose: its words are kept, all digits are replaced.
        """
        return self._rewritten(text, _DIGITS)

    def plain(self, text: str) -> str:
        """
        Any other text: short numbers are kept.
        """
        return self._rewritten(text, _LONG_DIGITS)

    def _rewritten(self, text: str, digits: re.Pattern[str]) -> str:
        if _ESCAPED.search(text):
            decoded = unquote(text)
            changed = self._rewritten(decoded, digits)
            return text if changed == decoded else quote(changed, safe=":/?&=")
        return _Rewriting(self._replacements, text).run(digits)


class _Rewriting:
    """
    The work on one text.
    """

    def __init__(self, replacements: Replacements, text: str) -> None:
        self._made = replacements
        self._text = text
        self._kept: list[str] = []

    def run(self, digits: re.Pattern[str]) -> str:
        made = self._made
        self._each(MADE_UP, str)
        self._each(_JWT, made.token)
        self._each(_BEARER, made.token)
        self._each(_UUID, str)
        self._each(_IBAN, self._iban)
        self._each(_FOREIGN, lambda found: made.iban(found) if is_valid_iban(found) else None)
        self._each(_EMAIL, made.email)
        self._each(_IPV4, self._ip)
        self._each(_IPV6, self._ip)
        self._each(_PHONE, made.phone)
        self._each(_BASE64, self._inside)
        self._each(_RANDOM, made.token)
        self._names()
        self._each(digits, made.digits)
        return "".join(
            self._kept[ord(one) - _FIRST] if self._is_kept(one) else one for one in self._text
        )

    def _is_kept(self, character: str) -> bool:
        return 0 <= ord(character) - _FIRST < len(self._kept)

    def _each(self, pattern: re.Pattern[str], change: Callable[[str], str | None]) -> None:
        def replace(found: re.Match[str]) -> str:
            new = change(found[0])
            if new is None:
                return found[0]
            self._kept.append(new)
            return chr(_FIRST + len(self._kept) - 1)

        self._text = pattern.sub(replace, self._text)

    def _iban(self, found: str) -> str | None:
        return self._made.iban(found)

    def _ip(self, found: str) -> str | None:
        is_local = found.startswith(("127.", "::1")) or _TIME.fullmatch(found)
        return None if is_local else self._made.ip(found)

    def _inside(self, found: str) -> str | None:
        """
        Base64 of a text with something private in it.
        """
        decoded = _decoded(found)
        if decoded is None:
            return None
        changed = Texts(self._made).plain(decoded)
        if changed == decoded:
            return found if MADE_UP.search(decoded) else None
        return b64encode(changed.encode()).decode()

    def _names(self) -> None:
        pattern = _any_of(self._made.names)
        if pattern is not None:
            self._each(pattern, self._made.name)


@lru_cache(maxsize=4)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """
    Any of these names, or a word of one, such as the surname alone.
    """
    words = {word for name in names for word in name.split() if _tells(word)}
    wanted = sorted({*(name for name in names if len(name) > 2), *words}, key=len, reverse=True)
    options = "|".join(map(re.escape, wanted))
    return re.compile(rf"(?<!\w)(?:{options})(?!\w)", re.IGNORECASE) if wanted else None


def _tells(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word not in _ORDINARY


def _decoded(text: str) -> str | None:
    padded = text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)
    try:
        decoded = b64decode(padded.translate(str.maketrans("-_", "+/")), validate=True).decode()
    except (Base64Error, ValueError):
        return None
    return decoded if decoded.isprintable() and len(decoded) > 4 else None
