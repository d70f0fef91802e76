"""
HTTP messages, URLs and headers, and the transport that sends them.

A transport of your own uses the names in ``__all__``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ..core.http_response import Headers, HttpResponse
    from .messages import AsyncTransport, HttpRequest, Timeouts, Transport

__all__ = ["AsyncTransport", "Headers", "HttpRequest", "HttpResponse", "Timeouts", "Transport"]

_RESPONSE = dict.fromkeys(("Headers", "HttpResponse"), ".core.http_response")

__getattr__, __dir__ = lazy_exports(__name__, dict.fromkeys(__all__, "messages") | _RESPONSE)
