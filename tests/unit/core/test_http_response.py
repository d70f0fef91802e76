"""
Responses without what must not be kept of them.
"""

from __future__ import annotations

from kontokit.http import Headers, HttpResponse


def test_a_response_without_its_body_or_its_secrets() -> None:
    """
    Everything else of it stays, and the response itself is left alone.
    """
    headers = Headers([("Content-Type", "text/plain"), ("Set-Cookie", "session=geheim")])
    whole = HttpResponse(status_code=422, headers=headers, body=b"geheim", too_large=True)
    bare = whole.without_body()
    assert bare == HttpResponse(status_code=422, headers=headers, too_large=True)
    assert bare.body == b""
    safe = whole.without_secrets()
    assert dict(safe.headers) == {"content-type": "text/plain"}
    assert (safe.status_code, safe.body, whole.body) == (422, b"geheim", b"geheim")
