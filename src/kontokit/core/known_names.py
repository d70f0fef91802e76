"""
Shows a name that a caller passed only if it is one of ours misspelt; any other may be a secret.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

_LIKENESS: Final = 0.75
_LONGEST: Final = 100


def closest_name(given: object, known: Collection[str]) -> str | None:
    """
    The known name that an unknown one resembles, or None.

    Args:
        given: What the caller passed. With keys and values swapped, this is a PIN.
        known: The names there are.
    """
    if not isinstance(given, str) or len(given) > _LONGEST:
        return None
    from difflib import get_close_matches  # only wrong calls need it

    return next(iter(get_close_matches(given, list(known), n=1, cutoff=_LIKENESS)), None)


def named(given: object, known: Collection[str], *, otherwise: str = "of this name") -> str:
    """
    An unknown name for a message: quoted with a hint where it resembles a known one.

    Args:
        given: What the caller passed.
        known: The names there are.
        otherwise: What stands there instead of any other name.

    Returns:
        Such as ``'acount_id' (did you mean 'account_id'?)``
    """
    close = closest_name(given, known)
    return otherwise if close is None else f"{given!r} (did you mean {close!r}?)"
