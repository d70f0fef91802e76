"""
Messages of the errors of flows.
"""

from __future__ import annotations

import pytest

from kontokit.sca import ScaFailedError


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("BA1014", " (BA1014)"),
        ("LOCKED_PIN", " (LOCKED_PIN)"),
        ("Frau Muster", ""),
        ("DE02120300000000202051 ist gesperrt", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_only_a_code_stands_in_the_message(code: str | None, shown: str) -> None:
    """
    What a bank writes in its place may name a person, so it stands in ``code`` alone.
    """
    error = ScaFailedError("refused", code=code)
    assert str(error) == f"strong customer authentication failed: refused{shown}"
    assert error.code == code
