"""
Reads a JSON body as plain dicts and lists, where its parts count even if it fits no model.
"""

from __future__ import annotations

from typing import Any

from ..core.exceptions import PayloadError
from ..core.http_response import HttpResponse
from .charsets import to_utf8
from .json_decoder import decode


def json_tree(http: HttpResponse) -> Any:
    """
    The body of a response as dicts, lists and scalars; None if it is no JSON.

    It is read as a result is: with a byte order mark, in its declared charset, and with U+FFFD for
    half a character. Numbers with a point are ``Decimal``.

    Args:
        http: Any response. Its status does not matter.
    """
    try:
        return decode(to_utf8(http.body, http.headers.get("content-type", ""))[0], Any)
    except PayloadError:
        return None
