"""
One small way to speak HTTP with the sandbox, that keeps every digit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import httpx2


@dataclass(frozen=True, kw_only=True)
class Reply:
    """
    An answer of the sandbox.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body, parse_float=Decimal)


def speak(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    json_body: Any = None,
    form: Mapping[str, str] | None = None,
    content: bytes | None = None,
) -> Reply:
    """
    Send one request; no status raises and no redirect is followed.
    """
    with httpx2.Client(trust_env=False, verify=False) as client:
        response = client.request(
            method,
            url,
            headers=dict(headers or {}),
            json=json_body,
            data=dict(form) if form is not None else None,
            content=content,
        )
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Reply(status=response.status_code, headers=headers, body=response.content)
