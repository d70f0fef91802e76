"""
Settings of one call.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..core.exceptions import ArgumentError, ConfigurationError
from ..http.messages import Timeouts


def _no_headers() -> Mapping[str, str]:
    return {}


@attrs.frozen(kw_only=True)
class CallOptions:
    """
    Settings of one call. They override those of the client.
    """

    timeout: float | Timeouts | None = None
    """Seconds for reading the response, or all timeouts."""
    headers: Mapping[str, str] = attrs.field(factory=_no_headers, repr=False)
    """Extra headers, sent with this call only."""
    correlation_id: str | None = None
    """An id of your own for this call; without one, a random UUID is sent."""

    def timeouts(self, default: Timeouts, read: float | None) -> Timeouts:
        """
        The timeouts that apply to a call.

        Args:
            default: Those of the client.
            read: What the operation is known to need for reading, in seconds.

        Returns:
            The caller's choice, or else the default, raised to what the operation needs.
        """
        if isinstance(self.timeout, Timeouts):
            return self.timeout
        # An operation known to be slow raises the default, but never overrides the caller.
        wanted = self.timeout if self.timeout is not None else max(default.read, read or 0.0)
        try:
            return attrs.evolve(default, read=wanted, total=max(default.total, wanted))
        except ConfigurationError as error:
            raise ArgumentError(str(error), place="options.timeout") from None
