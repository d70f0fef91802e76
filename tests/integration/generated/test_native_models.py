"""
Every model of every package: what msgspec writes itself is what is written value by value.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from kontokit import Model
from tests.support.drawn_models import Drawer
from tests.support.usual_writing import check_written

PACKAGES = (
    *("kontokit_bankimport", "kontokit_banksapi", "kontokit_finapi_access"),
    *("kontokit_finapi_access_v1", "kontokit_finapi_webform"),
)
DRAWN = 12


def models_of(package: str) -> list[type[Any]]:
    """
    All models of a package.
    """
    found = vars(import_module(f"{package}.models")).values()
    models = [one for one in found if isinstance(one, type) and issubclass(one, Model)]
    return [one for one in models if one.__module__.startswith(package)]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_model_is_written_as_value_by_value(package: str) -> None:
    """
    With good values, absent ones and odd ones.
    """
    models = models_of(package)
    assert models
    for number, model in enumerate(models):
        drawer = Drawer(number)
        check_written([drawer.good(model), *(drawer.model(model) for _ in range(DRAWN))], model)
