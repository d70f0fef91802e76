"""
JSON in and out, requests built, responses parsed.

Generated packages import from here the types that their callers need not name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from .marker_types import (
        CounterpartyIban,
        DecimalText,
        Encrypted,
        FilePart,
        Iban,
        IbanOrText,
        LenientInt,
        WebAddress,
    )
    from .model import UnsetType
    from .unions import OneOf, option, union

__all__ = [
    "CounterpartyIban",
    "DecimalText",
    "Encrypted",
    "FilePart",
    "Iban",
    "IbanOrText",
    "LenientInt",
    "OneOf",
    "UnsetType",
    "WebAddress",
    "option",
    "union",
]

__getattr__, __dir__ = lazy_exports(
    __name__,
    dict.fromkeys(__all__, "marker_types")
    | {"UnsetType": "model"}
    | dict.fromkeys(("OneOf", "option", "union"), "unions"),
)
