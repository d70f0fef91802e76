"""
Texts for people about every step, reason and problem, in German and in English.
"""

from __future__ import annotations

from typing import Final

from ...core.exceptions import ArgumentError
from .english import ENGLISH
from .german import GERMAN
from .texts import Kind, Language, Messages, PageMessages, Problem

__all__ = [
    "ENGLISH",
    "GERMAN",
    "Kind",
    "Language",
    "Messages",
    "PageMessages",
    "Problem",
    "messages_in",
]

_LANGUAGES: Final = {messages.code: messages for messages in (GERMAN, ENGLISH)}


def messages_in(language: str) -> Messages:
    """
    The messages in a language.

    Args:
        language: ``de`` or ``en``.

    Raises:
        ArgumentError: The language is another one.
    """
    for code, messages in _LANGUAGES.items():
        if code == language:
            return messages
    raise ArgumentError("the languages are de and en", place="language")
