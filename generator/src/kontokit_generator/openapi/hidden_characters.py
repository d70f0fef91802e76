"""
Characters that are not shown, or that reorder and hide others.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Controls, formats such as bidi marks, half surrogate pairs, separators of lines and paragraphs.
_HIDDEN: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def is_hidden(character: str) -> bool:
    """
    Check whether a character is not shown as itself.
    """
    return unicodedata.category(character) in _HIDDEN


def shown(text: str, kept: str = "") -> str:
    """
    Write hidden characters as the escapes that Python and TOML share.

    Args:
        kept: Characters that stay.
    """
    return "".join(_escape(one) if one not in kept and is_hidden(one) else one for one in text)


def _escape(character: str) -> str:
    code = ord(character)
    # TOML knows these two forms, but not \\x.
    return _SHORT.get(character) or (f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
