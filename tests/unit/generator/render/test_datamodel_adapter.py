"""
The types of model fields: what is read is exact, what is written takes texts and integers too.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kontokit_generator.openapi.document import Document
from kontokit_generator.plan.model_views import FieldView
from kontokit_generator.python.naming import PythonName
from kontokit_generator.render.datamodel_adapter import render_models

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


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("iban", "Iban"),
        ("counterparty-iban", "CounterpartyIban"),
        ("iban-or-text", "IbanOrText"),
    ],
)
def test_ibans_are_marked_only_where_they_are_written(
    make_document: Callable[[str], Document], form: str, written: str
) -> None:
    """
    Nothing is checked in what a provider sends.
    """
    schema = f"""
      type: object
      properties:
        one: {{type: [string, "null"], format: {form}}}
        all: {{type: array, items: {{type: string, format: {form}}}}}
"""
    source = render_models(
        make_document(
            f"""
components:
  schemas:
    Read:{schema}      x-kontokit-direction: read
    Sent:{schema}      x-kontokit-direction: write
"""
        )
    )
    read, _, sent = source.partition("class Sent")
    assert "one: str | None" in read
    assert f"one: {written} | None | UnsetType" in sent
    assert f"all: list[{written}] | UnsetType" in sent


def test_a_written_map_of_secrets_takes_texts(make_document: Callable[[str], Document]) -> None:
    """
    A dict of texts is no dict of secrets or texts for type checkers, but it is such a mapping.
    """
    secrets = "type: object, additionalProperties: {type: string, format: password}"
    texts = "type: object, additionalProperties: {type: string}"
    source = render_models(
        make_document(
            f"""
components:
  schemas:
    Sent: {{{secrets}, x-kontokit-direction: write}}
    Read: {{{secrets}, x-kontokit-direction: read}}
    Texts: {{{texts}, x-kontokit-direction: write}}
"""
        )
    )
    assert "Sent: TypeAlias = OrTextMap[Secret]" in source
    assert "Read: TypeAlias = dict[str, Secret]" in source
    assert "Texts: TypeAlias = dict[str, str]" in source
