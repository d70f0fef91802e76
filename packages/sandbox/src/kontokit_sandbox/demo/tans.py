"""
The TANs that mean the same at every bank of the sandbox.
"""

from __future__ import annotations

__all__ = ["LATE_TAN", "LOCKING_TAN", "RIGHT_TAN", "WRONG_TAN"]

RIGHT_TAN = "123456"
WRONG_TAN = "000000"
"""Wrong even where any even number is right."""
LATE_TAN = "111111"
"""The time for it is over."""
LOCKING_TAN = "999999"
"""It locks the login."""
