"""
What ``help`` shows of a model.
"""

from __future__ import annotations

import importlib
import inspect
import py_compile
import pydoc
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import field, structs

import kontokit_bankimport.models
import kontokit_banksapi.models
import kontokit_finapi_access.models
import kontokit_finapi_access_v1.models
import kontokit_finapi_webform.models
from kontokit import Model, Secret
from kontokit_finapi_access import CreateMoneyTransferParams

PACKAGES = [
    kontokit_bankimport.models,
    kontokit_banksapi.models,
    kontokit_finapi_access.models,
    kontokit_finapi_access_v1.models,
    kontokit_finapi_webform.models,
]
MODELS = [
    model
    for package in PACKAGES
    for model in vars(package).values()
    if isinstance(model, type) and issubclass(model, Model) and model is not Model
]


class Row(Model, kw_only=True):
    """
    One row.

    With a second paragraph.
    """

    amount: Decimal
    """What was paid."""

    purpose_of_it: str | None = field(name="purpose", default=None)
    """
    Why it was paid, in so many words that they do not stand on one line of this file, whose
    length is limited.
    """

    pin: Secret | None = None


class Signed(Row, kw_only=True):
    signature: bytes
    """Over the row."""


def test_fields_stand_below_the_docstring() -> None:
    """
    Each field has its type and the text below it in the source, if it has one.
    """
    assert (
        Row.__doc__
        == """One row.

With a second paragraph.

Attributes:
    amount (Decimal): What was paid.
    purpose_of_it (str | None): Why it was paid, in so many words that they do not stand on one
        line of this file, whose length is limited.
    pin (Secret | None):"""
    )


def test_inherited_fields_are_listed() -> None:
    """
    A subclass has the fields of its base, with their texts, also without a docstring of its own.
    """
    assert (Signed.__doc__ or "").splitlines()[:2] == [
        "Attributes:",
        "    amount (Decimal): What was paid.",
    ]
    assert "    signature (bytes): Over the row." in (Signed.__doc__ or "")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: f"{model.__module__}.{model.__name__}")
def test_help_lists_every_field_of_every_model(model: type[Model]) -> None:
    """
    The help of a generated model explains each of its fields.
    """
    shown = inspect.getdoc(model) or ""
    for one in structs.fields(model):
        start = shown.index(f"\n    {one.name} (")
        assert len(shown[start:].partition("): ")[2].partition("\n")[0]) > 2, one.name


def test_help_shows_nothing_of_msgspec() -> None:
    """
    What ``help`` prints are the fields and the three methods, without the names with underscores.
    """
    shown = pydoc.plain(pydoc.render_doc(CreateMoneyTransferParams))
    assert "account_id (int | UnsetType): Identifier of the imported account" in shown
    assert "to_dict(self" in shown
    assert "__struct" not in shown
    assert "__rich_repr__" not in shown
    assert "_hide" not in shown


def test_a_model_in_a_function_has_help() -> None:
    """
    Where texts and types cannot be found, the names are shown.
    """

    class Local(Model, kw_only=True):
        amount: Missing  # type: ignore[name-defined]  # noqa: F821  # pyright: ignore[reportUndefinedVariable, reportUnknownVariableType]
        """Not found."""

    assert Local.__doc__ == "Attributes:\n    amount:"


def test_a_model_without_source_has_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A program that ships without its sources still shows names and types.
    """
    source = tmp_path / "shipped.txt"
    source.write_text(
        "from decimal import Decimal\n"
        "from kontokit import Model\n"
        "class Row(Model, kw_only=True):\n"
        "    'One row.'\n"
        "    amount: Decimal\n"
        "    'Lost.'\n"
    )
    py_compile.compile(str(source), cfile=str(tmp_path / "shipped.pyc"))
    source.unlink()
    monkeypatch.syspath_prepend(str(tmp_path))
    model = importlib.import_module("shipped").Row
    assert model.__doc__ == "One row.\n\nAttributes:\n    amount (Decimal):"
