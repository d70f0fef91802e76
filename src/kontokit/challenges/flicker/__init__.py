"""
Flicker codes of chipTAN optisch: parse a bank's challenge, and render it as blinking bars or QR.

Nothing here does I/O or knows a provider. A GIF needs Pillow and a QR code needs segno, which are
loaded when they are first used.
"""

from __future__ import annotations

from ...core.exceptions import FlickerCodeError
from .flicker_code import FlickerCode

__all__ = ["FlickerCode", "FlickerCodeError"]
