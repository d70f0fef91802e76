"""
The two check digits at the end of a flicker code.
"""

from __future__ import annotations

__all__ = ["luhn_digit", "xor_digit"]


def luhn_digit(nibbles: str) -> int:
    """
    The Luhn digit of hexadecimal digits: every second one is doubled, and summed by its digits.
    """
    total = 0
    for place, one in enumerate(nibbles):
        doubled = int(one, 16) * 2
        total += doubled // 10 + doubled % 10 if place % 2 else int(one, 16)
    return -total % 10


def xor_digit(nibbles: str) -> int:
    """
    The exclusive or of hexadecimal digits.
    """
    total = 0
    for one in nibbles:
        total ^= int(one, 16)
    return total
