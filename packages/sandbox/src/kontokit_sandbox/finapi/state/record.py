"""
The shape in which finAPI's resources are kept.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Record"]

Record = dict[str, Any]
"""One resource as a JSON object in the shape of v2; ``id`` is its key."""
