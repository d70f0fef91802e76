from __future__ import annotations

import ast
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.python.docstrings import docstring
from kontokit_generator.python.escaping import (
    docstring_text,
    markdown,
    one_line,
    only_source,
    python_literal,
    table_cell,
)
from tests.unit.generator.conftest import Write

# Half surrogate pairs are no text: reading a document refuses them.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, width=32),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(TEXTS, inner),
    max_leaves=8,
)


@given(VALUES.filter(lambda value: "inf" not in repr(value)))
def test_a_literal_is_the_value(value: Any) -> None:
    """
    What Python reads is equal to what was written.
    """
    assert ast.literal_eval(python_literal(value)) == value


@given(TEXTS)
def test_a_literal_of_a_text_is_one_of_toml(text: str) -> None:
    """
    The same source goes into pyproject.toml.
    """
    assert tomllib.loads(f"a = {python_literal(text)}") == {"a": text}


@given(TEXTS)
def test_a_literal_is_one_line_that_shows_all_characters(text: str) -> None:
    """
    Nothing reorders, hides or breaks the line.
    """
    assert python_literal(text).splitlines() == [python_literal(text)]
    assert not set("\0\r\x1b\u202e\u2066\u200b\ufeff") & set(python_literal(text))


@given(TEXTS, st.sampled_from([0, 4, 8]))
def test_a_docstring_has_every_word(text: str, indent: int) -> None:
    """
    A docstring stays one, and only its white space is another one.
    """
    source = f"def f():\n{' ' * (indent or 1)}{docstring(text, indent)}\n"
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    said = ast.get_docstring(function, clean=False)
    assert said is not None
    assert said.split() == text.split()
    assert len(function.body) == 1


@given(TEXTS)
def test_an_escaped_text_stays_one_line(text: str) -> None:
    """
    A title in the middle of a docstring adds no line to it.
    """
    source = f'"""About {one_line(text)}."""'
    assert len(source.splitlines()) == 1
    assert ast.literal_eval(source).split() == f"About {' '.join(text.split())}.".split()


@given(TEXTS)
def test_markdown_has_no_hidden_characters(text: str) -> None:
    """
    A README shows everything that is in it, and a cell stays in its table.
    """
    assert not set("\0\x1b\u202e\u2066\u200b\ufeff") & set(markdown(text))
    assert "\n" not in table_cell(text)


@pytest.mark.parametrize("text", ['"', "'", "\\", "\n", "(", "#", "{", "`", "a/b", "x=1", "@", ";"])
def test_a_template_must_escape(text: str) -> None:
    """
    A text with anything but names is refused where a template writes it as it is.
    """
    with pytest.raises(ValueError, match="needs one of the filters"):
        only_source(f"a {text}")


@pytest.mark.parametrize(
    "value", ["models.Thing | None", "list[str]", 7, None, python_literal('"')]
)
def test_names_and_source_need_no_filter(value: Any) -> None:
    """
    Names, types and what was escaped are written as they are.
    """
    assert only_source(value) is value


def test_triple_quotes_are_escaped_and_no_others() -> None:
    """
    A docstring is read in its source: what needs no backslash has none.
    """
    assert docstring_text('a "b" and """') == 'a "b" and \\"\\"\\"'


def test_characters_beyond_16_bits_are_joined(write_document: Write) -> None:
    """
    JSON may write a character as two halves.
    """
    assert write_document('{"a": "\\ud83d\\ude00"}').tree == {"a": "😀"}


def test_half_a_character_is_refused(write_document: Write) -> None:
    """
    It could not be written into any file.
    """
    with pytest.raises(FindingsError) as caught:
        write_document('{"a": "\\ud83d"}')
    (finding,) = caught.value.findings
    assert (finding.place, finding.fix) == ("#/a", "write the whole character")
