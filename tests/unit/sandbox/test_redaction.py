"""
What the log of the sandbox shows of requests.
"""

from __future__ import annotations

import json

from kontokit_sandbox.control.redaction import Redaction


def test_amounts_are_shown_as_they_were_written() -> None:
    """
    Also beside a secret, which is replaced.
    """
    body = b'{"amount": 12.50, "password": "geheim"}'
    shown = Redaction("finapi_access").body("application/json", body)
    assert '"amount":12.50' in shown
    assert "geheim" not in shown
    assert set(json.loads(shown)) == {"amount", "password"}
