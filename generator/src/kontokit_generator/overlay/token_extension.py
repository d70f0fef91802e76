"""
``x-kontokit-token``: from which credentials the tokens of a scheme are made.

Its keys are the fields of the runtime's ``TokenScheme`` that no flow of OpenAPI says.
"""

from __future__ import annotations

from typing import Any, Final

from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping
from kontokit_generator.openapi.security_schemes import SecurityScheme
from kontokit_generator.overlay.extension_checks import is_url
from kontokit_generator.overlay.shapes import invalid_values

SCHEME: Final = "TokenScheme"
"""The class of the runtime."""


def is_token_mark(value: Any) -> bool:
    """
    Check how the tokens of a scheme are made.
    """
    if not is_mapping(value) or set(value) & set(_of_flow(SecurityScheme("", {}))):
        return False
    if any(invalid_values({**_ANY_FLOW, **value}, SCHEME)):
        return False
    urls = mapping(value.get("urls", {"any": "https://any"})).values()
    return value.get("scoped", True) is True and bool(urls) and all(map(is_url, urls))


def token_fields(scheme: SecurityScheme) -> Tree:
    """
    Return the fields of the runtime's class for a scheme whose tokens are made.
    """
    fields = {**_of_flow(scheme), **scheme.mark}
    return {key: value for key, value in fields.items() if value}


def _of_flow(scheme: SecurityScheme) -> Tree:
    return {
        "grant": scheme.grant,
        "url": scheme.flow.get("tokenUrl"),
        "refreshable": "refreshUrl" in scheme.flow,
    }


_ANY_FLOW: Final[Tree] = {"grant": "password", "url": "/token"}
