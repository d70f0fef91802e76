"""
JSON in and out, requests built, responses parsed.

Generated packages import from here the types that their callers need not name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from .marker_types import Encrypted, LenientInt
    from .model import UnsetType

__all__ = ["Encrypted", "LenientInt", "UnsetType"]

__getattr__, __dir__ = lazy_exports(
    __name__, {"Encrypted": "marker_types", "LenientInt": "marker_types", "UnsetType": "model"}
)
