"""
finAPI Web Form in the box.
"""

from .service import FinapiWebFormService

__all__ = ["FinapiWebFormService"]
