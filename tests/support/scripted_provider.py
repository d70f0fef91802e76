"""
A provider that answers as a test says, written without a look at the sandbox.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeAlias

from tests.support.bank import Bank, Reply

Answer: TypeAlias = tuple[int, dict[str, str], Any]
"""Status, headers, and a body for JSON, or bytes that are sent as they are."""


class Provider(Bank):
    """
    A server on loopback. ``answer`` gets method and path and may take its time.
    """

    def __init__(self, answer: Callable[[str, str], Answer]) -> None:
        self._answer = answer
        super().__init__()

    def next_reply(self) -> Reply:
        status, headers, value = self._answer(self.last.method, self.last.target)
        is_raw = isinstance(value, bytes)
        body = value if is_raw else json.dumps(value, default=str).encode()
        return Reply(status, body, {"Content-Type": "application/json", **headers})
