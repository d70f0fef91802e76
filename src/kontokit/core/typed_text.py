"""
Texts as people type and paste them.
"""

from __future__ import annotations

import unicodedata


def without_blanks(text: str) -> str:
    """
    A text without blanks and line ends, and without what is invisible, such as a zero-width space.
    """
    return "".join(one for one in text if not _is_blank(one))


def _is_blank(one: str) -> bool:
    return one.isspace() or unicodedata.category(one) == "Cf"
