from __future__ import annotations

import pytest

from kontokit_generator.python import model_types
from kontokit_generator.python.naming import group_class_name, operation_constant
from kontokit_generator.python.taken_names import (
    MODEL_CLASSES,
    client_classes,
    free_class_name,
)
from kontokit_generator.render import datamodel_adapter


def test_every_import_of_the_models_is_taken() -> None:
    """
    What the adapter may import into the module of models is no name of a model.
    """
    paths = [
        *datamodel_adapter.IMPORTS,
        *model_types.RUNTIME_TYPES.values(),
        *model_types.WRITTEN_TYPES.values(),
    ]
    classes = {name for path in paths if (name := path.rpartition(".")[2])[0].isupper()}
    assert classes <= MODEL_CLASSES


@pytest.mark.parametrize(
    "name",
    ["API", "Any", "AsyncClient", "Client", "Literal", "Self", "SyncClient", "models", "print"],
)
def test_a_client_is_not_called_like_an_import(name: str) -> None:
    """
    The names are read from the templates, so that they stay complete.
    """
    assert name in client_classes()
    assert "DemoBank" not in client_classes()


def test_a_free_name_is_found() -> None:
    """
    Numbers follow where the other name is taken as well.
    """
    assert free_class_name("Meta", ()) == "MetaModel"
    assert free_class_name("Meta", {"MetaModel", "MetaModel2"}) == "MetaModel3"


@pytest.mark.parametrize(
    ("tag", "name"),
    [("Accounts", "AccountsGroup"), ("1 x", "N1XGroup"), ("Resource", "ResourceGroup_")],
)
def test_a_group_is_a_class_of_its_own(tag: str, name: str) -> None:
    """
    It is an identifier, and not that of its base.
    """
    assert group_class_name(tag) == name


@pytest.mark.parametrize(
    ("operation", "name"),
    [("getAccount", "GET_ACCOUNT"), ("unset", "UNSET_"), ("typeChecking", "TYPE_CHECKING_")],
)
def test_a_constant_is_no_import(operation: str, name: str) -> None:
    """
    Modules of operations import two constants.
    """
    assert operation_constant(operation) == name
