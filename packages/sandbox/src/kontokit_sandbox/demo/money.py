"""
IBANs and amounts.
"""

from __future__ import annotations

from decimal import Decimal

__all__ = ["cents", "german_iban"]


def german_iban(bank_code: str, account_number: str) -> str:
    """
    Make an IBAN with valid check digits.

    Args:
        bank_code: Eight digits.
        account_number: Up to ten digits.

    Returns:
        The IBAN without spaces.
    """
    domestic = f"{bank_code}{account_number:0>10}"
    # ISO 7064: the country code moves to the end as 1314, with 00 for the check digits.
    return f"DE{98 - int(domestic + '131400') % 97:02d}{domestic}"


def cents(amount: int) -> Decimal:
    """
    Convert cents to euros, exactly and with two decimal places.
    """
    # Keeps both places: 100 cents are 1.00 and not 1.
    return Decimal(amount).scaleb(-2)
