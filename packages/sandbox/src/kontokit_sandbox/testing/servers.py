"""
The sandboxes of a test session: one for each set of options.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..sandbox import Sandbox
from .remote import RemoteSandbox

__all__ = ["MOST_RUNNING", "Servers"]

MOST_RUNNING = 4
"""How many run at once; then the one that was used least recently is closed."""
_OPTIONS = ("seed", "clock", "transactions", "check")


class Servers:
    """
    Starts a sandbox when a test first needs its options, and keeps it for later ones.
    """

    def __init__(self, options: Mapping[str, Any], remote: RemoteSandbox | None = None) -> None:
        """
        Args:
            options: Those of the project, which a test may replace.
            remote: The one that runs already, in place of all.
        """
        self._options = dict(options)
        self._remote = remote
        self._running: dict[tuple[Any, ...], Sandbox] = {}

    def get(self, options: Mapping[str, Any] | None = None) -> Sandbox | RemoteSandbox:
        """
        Find or start the sandbox with some options.

        Raises:
            ValueError: There is no such option, its value is wrong, or the sandbox runs already.
        """
        unknown = [name for name in options or {} if name not in _OPTIONS]
        if unknown:
            raise ValueError(f"the marker 'sandbox' knows {', '.join(_OPTIONS)}, not {unknown[0]}")
        if self._remote is not None:
            if options:
                raise ValueError("with --sandbox-url, a test cannot choose options of the sandbox")
            return self._remote
        wanted = {**self._options, **(options or {})}
        key = tuple(wanted.get(name) for name in _OPTIONS)
        running = self._running.pop(key, None)
        if running is None:
            running = Sandbox(**wanted)
            running.start()
        # The last one is the one used last.
        self._running[key] = running
        if len(self._running) > MOST_RUNNING:
            self._running.pop(next(iter(self._running))).close()
        return running

    def close(self) -> None:
        """
        Stop all. Their failures have been reported by the tests.
        """
        for one in self._running.values():
            one.close()
        self._running.clear()
        if self._remote is not None:
            self._remote.close()
