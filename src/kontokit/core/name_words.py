"""
The words of a name in any style, such as ``getBICOfBank`` or ``access-id``.
"""

from __future__ import annotations

import re
from typing import Final

# Read as text by the generator, which names arguments that the runtime finds by name.
WORD: Final = (
    r"[A-Z]{2,}s(?![a-z])"  # IBANs
    r"|[A-Z0-9]+(?=[A-Z][a-z])"  # MT940 of MT940Data
    r"|[A-Z]?[a-z][a-z0-9]*|[0-9]+[a-z][a-z0-9]*"  # Data, sha256, 2nd
    r"|[A-Z0-9]+(?![a-z])|[A-Z]"  # B2B
)
_WORD: Final = re.compile(WORD)


def name_words(name: str) -> list[str]:
    """
    Split a name into its words.

    Args:
        name: A name of ASCII letters and digits; other characters part words.

    Returns:
        The words in their own case: ``["get", "BIC", "Of", "Bank"]``.
    """
    return _WORD.findall(name)
