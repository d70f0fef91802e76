"""
What a provider says went wrong, and what of it may stand in a message.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from ..printable import bounded_text, one_line_or_none
from ..values import Value, put

if TYPE_CHECKING:
    from ..error_help import CodeHelp

_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_WORDS: Final = re.compile(r"[A-Za-z][A-Za-z ,.;'-]{0,199}")
"""A sentence without numbers, addresses and quotes."""


class Problem(Value):
    """
    One thing that went wrong, as the provider reports it; the texts hold printable characters only.
    """

    __slots__ = ("challenge", "code", "field", "known", "message", "type")
    _hidden = frozenset({"message", "challenge", "known"})
    _uncompared = frozenset({"known"})
    code: str | None
    """The provider's code, such as ``UNKNOWN_ENTITY`` or ``invalid_token``."""
    type: str | None
    """Whom the message is for, if the provider says so: ``BUSINESS`` is for the user."""
    message: str | None
    """The text of the provider or the bank, at most 4,000 characters. It may hold private data."""
    field: str | None
    """The field of the request that is wrong, if the provider names it."""
    challenge: Any
    """What the bank wants for strong customer authentication, as its model."""
    known: CodeHelp | None
    """What the code means; None if the API does not explain it."""

    def __init__(
        self,
        *,
        code: str | None = None,
        type: str | None = None,  # noqa: A002  # the field that it sets
        message: str | None = None,
        field: str | None = None,
        challenge: Any = None,
        known: CodeHelp | None = None,
    ) -> None:
        put(self, "code", one_line_or_none(code))
        put(self, "type", one_line_or_none(type))
        put(self, "message", None if message is None else bounded_text(message))
        put(self, "field", one_line_or_none(field))
        put(self, "challenge", challenge)
        put(self, "known", known)


def said(problems: Sequence[Problem]) -> str:
    """
    What the message of an error says of the provider's: codes and fixed texts, never private data.
    """
    shown = dict.fromkeys(text for one in problems if (text := _shown(one)))
    has_more = bool(problems and problems[0].message) and not _is_fixed(problems[0])
    codes = f": {', '.join(shown)}" if shown else ""
    return f"{codes}; see error.message" if has_more else codes


def _shown(problem: Problem) -> str:
    if not problem.code or not is_code(problem.code):
        return ""
    return f'{problem.code} "{problem.message}"' if _is_fixed(problem) else problem.code


def _is_fixed(problem: Problem) -> bool:
    """
    Whether the message cannot hold private data: those of this code are the same for everyone, and
    it consists of words.
    """
    known, message = problem.known, problem.message
    return bool(known and known.fixed_message and message and _WORDS.fullmatch(message))


def is_code(text: str) -> bool:
    """
    Whether a code may stand in a message: a word, never a sentence with personal data.
    """
    return _CODE.fullmatch(text) is not None
