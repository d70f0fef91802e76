"""
finAPI: Access v2, Access v1 and Web Form 2.0, which share one state.
"""

from __future__ import annotations

from .service import FinapiAccessService
from .state.world import World
from .webform import FinapiWebFormService

__all__ = ["FinapiAccessService", "FinapiWebFormService", "World"]
