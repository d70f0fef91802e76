"""
How large a test is: quick in every run, and up to its full number in ``tox -e endurance``.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

__all__ = ["figure", "scaled"]

SCALE = "KONTOKIT_ENDURANCE"
"""The share of the full numbers, such as 1 or 0.01; unset in ordinary runs."""
FIGURES = "KONTOKIT_FIGURES"
"""The file that collects figures, a JSON object a line."""


def scaled(quick: int, full: int) -> int:
    """
    The number for this run, never below the quick one.
    """
    share = os.environ.get(SCALE)
    return quick if share is None else max(quick, round(full * float(share)))


def figure(test: str, text: str) -> None:
    """
    Report what a test has measured, for the summary of ``tox -e endurance``.

    Args:
        test: The number of the test in the summary, such as ``T43``.
        text: The figure with its unit, in a few words.
    """
    place = os.environ.get(FIGURES)
    if place is not None:
        with Path(place).open("a", encoding="utf-8") as collected:
            collected.write(json.dumps({"test": test, "figure": text}) + "\n")
