"""
finAPI Web Form 2.0.
"""

from .service import FinapiWebFormService

__all__ = ["FinapiWebFormService"]
