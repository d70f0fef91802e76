"""
Calls of the sandbox's control API, as any language would make them.
"""

from __future__ import annotations

from typing import Any

from kontokit_sandbox import Sandbox
from tests.support.raw_http import Reply, send_raw


class ControlCaller:
    """
    Sends calls with the token of a sandbox.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self.url = f"http://127.0.0.1:{sandbox.port}/_sandbox/api"
        self.headers = {"Authorization": f"Bearer {sandbox.control_token}"}

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Reply:
        """
        Send one call; no status raises.
        """
        sent = {**self.headers, **headers}
        return send_raw(method, self.url + path, headers=sent, json_body=body)

    def get(self, path: str) -> Any:
        """
        Return the body of a successful GET.
        """
        reply = self.call("GET", path)
        assert reply.status == 200, reply.body
        return reply.json
