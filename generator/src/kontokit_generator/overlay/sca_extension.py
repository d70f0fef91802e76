"""
``x-kontokit-sca-config``: how an overlay describes an API's strong customer authentication.
"""

from __future__ import annotations

from typing import Any, Final

from kontokit_generator.openapi.json_tree import Tree, is_mapping
from kontokit_generator.runtime import SCA_ROOT

KEY: Final = "x-kontokit-sca-config"
ROOT: Final = SCA_ROOT
"""The shape of the whole."""
PARTS: Final = ("repeat", "relations", "forms")


def are_parts(value: Any) -> bool:
    """
    Check whether something is a map of mechanisms; ``invalid_values`` looks at each.
    """
    return is_mapping(value) and bool(value) and set(value) <= set(PARTS)


def asked_operation(around: Tree) -> str:
    """
    Name the operation that an ``argument`` belongs to.

    Args:
        around: The map in which the argument stands.
    """
    return str(around.get("operation", around.get("read")))
