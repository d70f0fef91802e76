"""
Fixtures for flows of packages that a test builds; they need the generator and the runtime.
"""

from __future__ import annotations

from tests.integration.sca.conftest import mode, serve

__all__ = ["mode", "serve"]
