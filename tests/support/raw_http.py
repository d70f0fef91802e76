"""
One small way to speak HTTP with the sandbox, that keeps every digit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from kontokit_sandbox.server.browser import ACTS_HEADER


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


def send_raw(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    json_body: Any = None,
    form: Mapping[str, str] | None = None,
    content: bytes | None = None,
) -> Reply:
    """
    Send one request as it is; no status raises and no redirect is followed.
    """
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    body, more = _body(json_body, form, content)
    with closing(HTTPConnection(parts.netloc, timeout=10)) as connection:
        connection.request(method, target, body, {**more, **(headers or {})})
        response = connection.getresponse()
        received = {name.lower(): value for name, value in response.getheaders()}
        return Reply(status=response.status, headers=received, body=response.read())


def visit_raw(url: str, method: str = "GET") -> Reply:
    """
    Let a page act for its user at once, as ``Sandbox.visit`` does.
    """
    return send_raw(method, url, headers={ACTS_HEADER: "1"})


def _body(
    json_body: Any, form: Mapping[str, str] | None, content: bytes | None
) -> tuple[bytes | None, dict[str, str]]:
    if form is not None:
        media_type = "application/x-www-form-urlencoded"
        return urlencode(form).encode(), {"Content-Type": media_type}
    if json_body is not None:
        return json.dumps(json_body).encode(), {"Content-Type": "application/json"}
    return content, {}
