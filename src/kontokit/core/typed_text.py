"""
Texts as people type and paste them.
"""

from __future__ import annotations

import unicodedata


def text_of(value: object) -> str:
    """
    A text as it is, also if its class prints itself as something else: members of enums do, and
    classes that hide what they hold. Other values, such as ids, as they are printed.
    """
    return str.__str__(value) if isinstance(value, str) else str(value)


def without_blanks(text: str) -> str:
    """
    A text without blanks and line ends, and without what is invisible, such as a zero-width space.
    """
    return "".join(one for one in text if not _is_blank(one))


def _is_blank(one: str) -> bool:
    return one.isspace() or unicodedata.category(one) == "Cf"
