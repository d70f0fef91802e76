"""
Bankimport's responses as XML. The provider's elements are not known; these follow the JSON.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from ..openapi.decimal_json import is_array, is_object
from ..server.service import Response

__all__ = ["as_xml"]

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def as_xml(answer: Response) -> Response:
    """
    Convert the body of a response, if it has one, to XML.
    """
    if answer.body is None:
        return answer
    text = _HEAD + _element("response", answer.body)
    return replace(answer, body=text.encode(), media_type="application/xml")


def _element(name: str, value: Any) -> str:
    return f"<{name}>{_content(name, value)}</{name}>"


def _content(name: str, value: Any) -> str:
    if is_object(value):
        return "".join(_element(key, item) for key, item in value.items())
    if is_array(value):
        # bank_accounts contains elements called bank_account.
        return "".join(_element(name.removesuffix("s"), item) for item in value)
    return escape(format(value, "f") if isinstance(value, Decimal) else str(value))
