"""
Answers that are not the provider's, or that are spoiled on their way.
"""

from __future__ import annotations

import json

from kontokit.core.values import replace
from kontokit.http import Headers, HttpResponse
from tests.faults.schedule import Fault

JSON = {"Content-Type": "application/json"}
HTML = b"<html><head><title>Proxy</title></head><body>Bitte warten</body></html>"


def response_of(status: int, body: bytes, headers: dict[str, str]) -> HttpResponse:
    if not body:
        headers = {name: text for name, text in headers.items() if name != "Content-Type"}
    return HttpResponse(status_code=status, headers=Headers(headers.items()), body=body)


def turned_away(fault: Fault) -> HttpResponse:
    if fault.kind == "401":
        body = b'{"error":"invalid_token","error_description":"Invalid access token"}'
        return response_of(401, body, {**JSON, "WWW-Authenticate": "Bearer"})
    after = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    return response_of(429, b"", after)


def from_gateway(fault: Fault) -> HttpResponse:
    match fault.kind:
        case "503" | "504":
            body, kind = (HTML, "text/html") if fault.variant % 2 else (b"", "")
            after = {"Retry-After": "30"} if fault.variant == 3 and fault.kind == "503" else {}
            return response_of(int(fault.kind), body, {"Content-Type": kind, **after})
        case "html":
            return response_of(200, HTML, {"Content-Type": "text/html; charset=utf-8"})
        case _:
            place = {"Location": "https://gateway.example/sorry"}
            return response_of((301, 302, 303, 307)[fault.variant], b"", place)


def spoiled(response: HttpResponse, fault: Fault) -> HttpResponse:
    """
    An answer of the provider that is cut short, or that does not fit its schema.
    """
    body = response.body
    if fault.kind == "truncated" or not 200 <= response.status_code < 300:
        body = body[: len(body) * (fault.variant + 1) // 5]
    elif fault.variant == 0:
        body = b'{"unexpected":true}'
    elif fault.variant == 1:
        body = b"[]"
    else:
        tree = json.loads(body) if body else {}
        odd = {"id": {}, "amount": {"value": 1}, "transfer": 7, "challenge": "none"}
        body = json.dumps({**tree, **{k: v for k, v in odd.items() if k in tree}}).encode()
    return replace(response, body=body)
