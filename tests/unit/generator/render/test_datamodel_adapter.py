"""
The types of model fields: what is read is exact, what is written takes texts and integers too.
"""

from __future__ import annotations

import pytest

from kontokit_generator.python.naming import PythonName
from kontokit_generator.render.datamodel_adapter import FieldView

TEXTS = frozenset({"Kind", "Secret"})


def view(*, reading: bool, required: bool = True) -> FieldView:
    return FieldView(
        name=PythonName("a"),
        wire="a",
        required=required,
        reading=reading,
        nullable=False,
        doc="",
        texts=TEXTS,
    )


@pytest.mark.parametrize(
    ("found", "written"),
    [
        ("Secret", "OrText[Secret]"),
        ("list[Kind]", "list[OrText[Kind]]"),
        ("Decimal", "OrDigits[Decimal]"),
        ("dict[str, Secret]", "dict[str, OrText[Secret]]"),
        ("KindOfThing", "KindOfThing"),
        ("str", "str"),
    ],
)
def test_written_fields_take_what_arguments_take(found: str, written: str) -> None:
    """
    A secret or an enum may be passed as its text, and an amount as digits.
    """
    assert view(reading=False).annotation(found) == written
    assert view(reading=False, required=False).annotation(found) == f"{written} | UnsetType"
    assert view(reading=True).annotation(found) == found
