"""
What connecting banks and paying needs to know of an API. Reading and calling need none of this.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final, cast

from .actions import Actions

__all__ = ["Actions", "find_actions"]

_MODULES: Final = {
    "bankimport": "bankimport",
    "banksapi": "banksapi",
    "finapi_access": "finapi",
    "finapi_access_v1": "finapi",
}


def find_actions(name: str) -> Actions | None:
    """
    The actions of an API; None where there are none.
    """
    if name not in _MODULES:
        return None
    module = import_module(f"kontokit_cli.apis.{_MODULES[name]}")
    return cast("Actions", module.actions(name))
