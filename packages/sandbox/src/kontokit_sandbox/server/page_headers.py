"""
The headers with which every page is sent to a browser.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PAGE_HEADERS"]

# No form-action: Chromium applies it to the redirect that follows a form, so that the way back to
# the application would be blocked.
PAGE_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
