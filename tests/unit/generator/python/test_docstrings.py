from __future__ import annotations

import ast
from typing import Any

import pytest

from kontokit_generator.python.docstrings import docstring, first_sentence, limits, wrapped


def test_any_text_is_safe_in_a_docstring() -> None:
    """
    Quotes and backslashes of a description cannot end a docstring or change its text.
    """
    text = 'A """quoted""" path C:\\new and a final quote "'
    tree = ast.parse(f"def f():\n    {docstring(text)}\n")
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    assert ast.get_docstring(function) == text


def test_a_short_text_stays_on_one_line() -> None:
    """
    One short sentence needs no lines of its own.
    """
    assert docstring("The id.") == '"""The id."""'


def test_paragraphs_are_joined_and_lists_stay() -> None:
    """
    Hard line breaks inside a paragraph go, list items and empty lines stay.
    """
    text = "One\ntwo.\n\n- first\n- second\n\nThree."
    assert wrapped(text, 80) == ["One two.", "", "- first", "- second", "", "Three."]


def test_no_line_is_longer_than_asked() -> None:
    """
    Long text is broken between words.
    """
    assert all(len(line) <= 40 for line in wrapped("word " * 100, 40))


def test_the_first_sentence_ends_at_its_full_stop() -> None:
    """
    A summary is taken from the beginning of a description.
    """
    assert first_sentence("Lists 1.5 things. Then more.") == "Lists 1.5 things."


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
def test_limits_are_written_as_sentences(schema: dict[str, Any], text: str) -> None:
    """
    A docstring tells what a schema allows besides its type.
    """
    assert limits(schema) == text
