"""
Responses that are sent as a test wrote them, or broken on purpose.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import Response as HttpResponse
from starlette.types import Receive, Send

from .request_log import ScriptedResponse

__all__ = ["break_off", "raw", "reset"]


def raw(scripted: ScriptedResponse) -> HttpResponse:
    """
    Make a response exactly as it was scripted; only a missing length is added.
    """
    response = HttpResponse(scripted.body, scripted.status)
    given = [(name.lower(), value) for name, value in scripted.headers]
    # A 204 or a 304 has no body, and must not announce one.
    if "content-length" not in dict(given) and scripted.status not in (204, 304):
        given.append(("content-length", str(len(scripted.body))))
    response.raw_headers = [
        (name.encode("latin-1"), value.encode("latin-1")) for name, value in given
    ]
    return response


async def break_off(send: Send) -> None:
    """
    Send an incomplete body, so that the connection breaks within the response.
    """
    # The server closes the connection because the announced length is never reached.
    headers = [(b"content-length", b"1000")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"{", "more_body": True})


async def reset(receive: Receive, send: Send) -> None:
    """
    Close the connection without a response. ASGI offers no way, but uvicorn's object behind
    ``send`` has the transport.
    """
    cycle: Any = getattr(send, "__self__", None)
    cycle.transport.abort()
    # Waits for the disconnect; uvicorn would send a 500 if the application returned before it.
    await receive()
