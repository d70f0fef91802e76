"""
Bankimport of the sandbox.
"""

from .service import TOKEN, BankimportService

__all__ = ["TOKEN", "BankimportService"]
