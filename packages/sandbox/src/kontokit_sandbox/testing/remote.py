"""
A sandbox that runs already, such as one in a container: each session of pytest has a world there.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..clients import Clients
from ..control.client import Control
from ..control.runtime_file import running
from ..credentials import Credentials
from ..openapi.errors import BrokenResponseError
from ..server.controls import Api

__all__ = ["RemoteSandbox"]

_TOKEN_FILE = "KONTOKIT_SANDBOX_CONTROL_TOKEN"  # noqa: S105 - the name of a variable
_PATH = "/_sandbox/api"


class RemoteSandbox(Clients):
    """
    What the fixture ``sandbox`` gives with ``--sandbox-url``: clients, and the control API.
    """

    def __init__(self, url: str, worker: str) -> None:
        """
        Make a world.

        Args:
            url: The address of the sandbox, such as ``http://127.0.0.1:4780``.
            worker: The name of the worker of pytest-xdist.

        Raises:
            SandboxNotRunningError: Nothing answers there.
            ControlCallError: The token is missing or wrong.
        """
        token = _token(url)
        self._whole = Control(url, token)
        # Others may use the same sandbox at the same time.
        self._name = f"pytest-{worker}-{os.getpid()}"
        world = self._whole.add_world(self._name)
        self.control = Control(world["control"].removesuffix(_PATH), token)
        """The calls of the control API, in the world of this session."""
        self._info: dict[str, Any] = self.control.info()

    @property
    def credentials(self) -> Credentials:
        """
        The credentials that the sandbox accepts.
        """
        return Credentials(**self._info["credentials"])

    def url(self, api: Api) -> str:
        """
        Return the base URL of an API, as a client expects it.
        """
        return str(self._info["apis"][api]["url"])

    def advance(self, by: timedelta) -> None:
        """
        Move the clock forward, in whole seconds.
        """
        self.control.advance(f"PT{round(by.total_seconds())}S")

    def reset(self) -> None:
        """
        Restore the initial state.
        """
        self.control.reset()

    def check(self) -> None:
        """
        Raise an error if the sandbox itself has failed since the last reset.

        Raises:
            BrokenResponseError: It has.
        """
        found = self.control.violations()["violations"]
        if found:
            raise BrokenResponseError(f"the sandbox has failed: {found[0]}")

    def last_requests(self, limit: int) -> list[dict[str, Any]]:
        """
        Return the newest requests, without secrets.
        """
        found: list[dict[str, Any]] = self.control.requests(limit=limit)["requests"]
        return found

    def close(self) -> None:
        """
        Remove the world.
        """
        self._whole.remove_world(self._name)
        self.control.close()
        self._whole.close()


def _token(url: str) -> str:
    file = os.environ.get(_TOKEN_FILE)
    if file:
        return Path(file).read_text("utf-8").strip()
    port = urlsplit(url).port
    return next((one.token for one in running() if one.port == port), "")
