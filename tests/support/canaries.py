"""
Planted secrets that can be found again, in whatever of three spellings they turn up.
"""

from __future__ import annotations

import itertools
import re
from base64 import b64encode
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

KINDS: Final = (
    "token",
    "pin",
    "tan",
    "password",
    "iban",
    "holder",
    "cookie",
    "session",
    "push",
    "login",
)
MARK: Final = "kanarie"
_EACH: Final = 17
_FITTING: Final = (
    ("pin", re.compile(r"\bpin\b|_pin|^pin|secret_?value", re.IGNORECASE)),
    ("password", re.compile(r"password|secret|passphrase|credential", re.IGNORECASE)),
    ("tan", re.compile(r"(^|_)tan|Tan\b|challenge|code", re.IGNORECASE)),
    ("token", re.compile(r"token|key", re.IGNORECASE)),
    ("iban", re.compile(r"iban|account_?number|konto|bic", re.IGNORECASE)),
    ("holder", re.compile(r"name|holder|owner|inhaber|label", re.IGNORECASE)),
    ("session", re.compile(r"session|url|redirect|state|href", re.IGNORECASE)),
    ("push", re.compile(r"push|hook|notification|handle", re.IGNORECASE)),
    ("login", re.compile(r"login|user", re.IGNORECASE)),
    ("cookie", re.compile(r"cookie", re.IGNORECASE)),
)


def variants(word: str) -> tuple[str, str, str]:
    """
    Give a word as it is, in Base64 and URL-encoded.
    """
    return word, b64encode(word.encode()).decode(), quote(word, safe="")


def planted(kind: str) -> list[str]:
    """
    Give all texts of a kind; the second half of each word differs when it is URL-encoded.
    """
    words = [f"{MARK}/{kind}:{number:02}+x" for number in range(_EACH)]
    return list(itertools.chain.from_iterable(map(variants, words)))


PLANTED: Final = {kind: planted(kind) for kind in KINDS}
ALL: Final = frozenset(itertools.chain.from_iterable(PLANTED.values()))


def _needles() -> Iterator[str]:
    """
    Give what is the same in every spelling of every text, wherever in a longer one it begins.

    Base64 takes three bytes at a time, so the same bytes look different behind one or two more.
    A planted text may be in Base64 already, and become so again in ``Authorization: Basic``.
    """
    yield MARK
    once = b64encode(MARK.encode()).decode()[: len(MARK) * 8 // 6]
    for begin, shift in itertools.product((MARK, once), range(3)):
        data = b"\0" * shift + begin.encode()
        yield b64encode(data).decode()[-(-shift * 8 // 6) : len(data) * 8 // 6]


NEEDLES: Final = tuple(_needles())
_ADDRESS: Final = re.compile(r"ip_?address$", re.IGNORECASE)
_URL: Final = re.compile(r"(?i)(callback|redirect|host)_?url$")
_SIGHT: Final = re.compile(f"(?:{'|'.join(map(re.escape, NEEDLES))})[\\w/:+%=-]*")


def found_in(text: str) -> set[str]:
    """
    Find every canary in a text.
    """
    if not any(needle in text for needle in NEEDLES):
        return set()
    return set(_SIGHT.findall(text))


class Pool:
    """
    Hands out planted texts in turn, so that all of them get somewhere.
    """

    def __init__(self) -> None:
        self._turns = {kind: itertools.cycle(texts) for kind, texts in PLANTED.items()}
        self._kinds = itertools.cycle(KINDS)
        self.given: set[str] = set()
        """Everything that was handed out."""
        self.recent: list[str] = []
        """What was handed out for one call."""

    def fitting(self, name: str) -> str:
        """
        Give a text for a field of this name: a PIN for a PIN, any kind where none fits. An address
        of a machine or of a page is one for documentation, since others are refused before anything
        is sent.
        """
        if _ADDRESS.search(name):
            return "203.0.113.7"
        if _URL.search(name):
            return "https://app.example.invalid/"
        found = (kind for kind, pattern in _FITTING if pattern.search(name))
        return self.of(next(found, None) or next(self._kinds))

    def one_of_each(self) -> str:
        """
        Give texts of all kinds in a line.
        """
        return " ".join(self.of(kind) for kind in KINDS)

    def of(self, kind: str) -> str:
        """
        Give the next text of a kind.
        """
        text = next(self._turns[kind])
        self.given.add(text)
        self.recent.append(text)
        return text
