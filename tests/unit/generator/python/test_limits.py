from __future__ import annotations

from typing import Any

import pytest

from kontokit_generator.python.docstrings import limits


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ({"type": "string"}, ""),
        ({"type": "string", "maxLength": 64}, "At most 64 characters."),
        ({"type": "string", "minLength": 0, "maxLength": 1}, "At most 1 character."),
        ({"type": "string", "minLength": 1, "maxLength": 64}, "1 to 64 characters."),
        ({"type": "string", "minLength": 36, "maxLength": 36}, "Exactly 36 characters."),
        ({"type": "integer", "minimum": 0}, "At least 0."),
        ({"type": "integer", "minimum": 1, "maximum": 500}, "1 to 500."),
        ({"type": "array", "minItems": 1, "maxItems": 15000}, "1 to 15000 items."),
        ({"type": "boolean", "default": False}, "Left out, it is ``false``."),
        ({"type": "integer", "minimum": 1, "default": 20}, "At least 1. Left out, it is ``20``."),
        ({"type": "array", "default": []}, ""),
        ({"type": "string", "default": None}, ""),
    ],
)
def test_limits_are_told_in_words(schema: dict[str, Any], text: str) -> None:
    """
    A docstring tells what a schema allows besides its type.
    """
    assert limits(schema) == text
