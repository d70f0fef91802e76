"""
Bankimport in the box.
"""

from .service import TOKEN, BankimportService

__all__ = ["TOKEN", "BankimportService"]
