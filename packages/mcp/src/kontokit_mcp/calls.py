"""
One call of a tool: it has the session for itself, and its errors are told without secrets.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock

from mcp.server.mcpserver.exceptions import ToolError

from kontokit_cli.error_report import error_facts
from kontokit_cli.session import Session

__all__ = ["Calls"]


class Calls:
    """
    Lets one tool after the other use the session.
    """

    def __init__(self, session: Session) -> None:
        """
        Take the session of a profile or a sandbox.
        """
        self._session = session
        self._lock = Lock()

    @contextmanager
    def session(self, *, only_reads: bool = True) -> Generator[Session]:
        """
        The session, for the time of the block.

        Args:
            only_reads: Nothing in the block changes anything.

        Raises:
            ToolError: Something went wrong. Its text is JSON with the fields of an error of the
                command line, and holds no secret.
        """
        with self._lock:
            self._session.options.only_reads = only_reads
            try:
                yield self._session
            except ToolError:
                raise
            except Exception as error:  # whatever it is, its own text may hold anything
                raise ToolError(error_text(error, self._session)) from None


def error_text(error: Exception, session: Session) -> str:
    """
    An error as JSON: what happened, and what to do about it.
    """
    facts = error_facts(error, session.options)
    return json.dumps({name: value for name, value in facts.items() if value is not None})
