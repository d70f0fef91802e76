"""
Limits of what a caller may ask for.
"""

from __future__ import annotations

from typing import Final

from ..errors import ArgumentError

HZ: Final = (2, 40)
"""Half clock cycles a second. Readers take 2 to 20 by their rules; many take 40."""
WIDTH_MM: Final = (20, 400)


def check_whole(value: int, limits: tuple[int, int], place: str) -> None:
    """
    Refuse a number that is not whole or outside of its limits, as ``check_within`` does.
    """
    if not isinstance(value, int):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ArgumentError("a whole number is wanted", place=place)
    check_within(value, limits, place)


def check_within(value: float, limits: tuple[int, int], place: str) -> None:
    """
    Refuse a number outside of its limits.

    Args:
        value: What the caller gave.
        limits: The smallest and the largest number that are taken.
        place: The parameter's name.

    Raises:
        ArgumentError: The number is too small or too large, or this is no number.
    """
    if not isinstance(value, (int, float)) or not limits[0] <= value <= limits[1]:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ArgumentError(f"a number from {limits[0]} to {limits[1]} is wanted", place=place)
