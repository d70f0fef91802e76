"""
The limits of what a response may hold.
"""

from __future__ import annotations

from typing import Final

from .exceptions import ConfigurationError
from .tracebacks import ScrubsTracebacks
from .typeguards import type_name
from .values import Value, put

MAX_BODY: Final = 32 * 1024 * 1024
"""The largest decompressed body, in bytes, where neither caller nor operation says otherwise."""
MAX_HEADERS: Final = 64 * 1024
"""The largest block of response headers, in bytes."""
MAX_DEPTH: Final = 100
"""How deep arrays and objects of JSON may be nested."""
MAX_DIGITS: Final = 64
"""How many digits a number may have before its point, and behind it."""
_MOST_DEPTH: Final = 500
"""Below the depth at which the JSON library gives up."""
_MOST_DIGITS: Final = 4000
"""Below the number of digits at which Python refuses to read an integer."""
_MOST_BYTES: Final = 2**31


def _checked(name: str, value: object) -> object:
    most = {"depth": _MOST_DEPTH, "digits": _MOST_DIGITS}.get(name, _MOST_BYTES)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise ConfigurationError(f"limits.{name} must be an integer from 1 to {most}")
    return value


class Limits(ScrubsTracebacks, Value):
    """
    How large a response may be. What is larger raises an error and fills no memory.

    Raises:
        ConfigurationError: A limit is no whole number, or is out of range.
    """

    __slots__ = ("body", "depth", "digits", "headers")
    body: int | None
    """
    Bytes of the body, decompressed. None is 32 MiB, or more for operations that return all rows at
    once. A body above 1 MiB must not be more than 200 times as long as what was received.
    """
    headers: int
    """Bytes of all headers together."""
    depth: int
    """
    How deep arrays and objects of JSON may be nested; at most 500. Fields that the document does
    not know are skipped, and do not count unless they are kept.
    """
    digits: int
    """Digits of a number before its point, and behind it; at most 4,000."""

    def __init__(
        self,
        *,
        body: int | None = None,
        headers: int = MAX_HEADERS,
        depth: int = MAX_DEPTH,
        digits: int = MAX_DIGITS,
    ) -> None:
        put(self, "body", None if body is None else _checked("body", body))
        put(self, "headers", _checked("headers", headers))
        put(self, "depth", _checked("depth", depth))
        put(self, "digits", _checked("digits", digits))

    def body_of(self, documented: int | None) -> int:
        """
        Bytes of the body of one operation.

        Args:
            documented: What the operation is known to need.
        """
        # A slow or large operation raises the default, but never overrides the caller.
        return self.body if self.body is not None else max(MAX_BODY, documented or 0)


DEFAULT_LIMITS: Final = Limits()


def checked_limits(limits: object) -> Limits:
    """
    The limits that a caller has given; None stands for the default.

    Args:
        limits: What the caller passed.

    Raises:
        ConfigurationError: It is of another type.
    """
    if limits is None:
        return DEFAULT_LIMITS
    if not isinstance(limits, Limits):
        raise ConfigurationError(f"limits needs Limits(body=…), not {type_name(limits)}")
    return limits
