"""
``x-kontokit-error-codes``: what the error codes of an API mean.
"""

from __future__ import annotations

from typing import Any, Final

from kontokit_generator.openapi.json_tree import is_mapping
from kontokit_generator.overlay.extension_checks import are_texts
from kontokit_generator.overlay.shapes import Field, invalid_in

KEY: Final = "x-kontokit-error-codes"
SHAPE: Final = (
    "{enums: [the schemas that list the codes], codes: {CODE: {tell: a notice of the runtime,"
    ' repeat: "yes", "no" or ask_first, fixed_message: true, what: what happened}}}'
)
_PLACE: Final = "page"
"""The field of the runtime's class that is filled by the runtime."""


def are_error_codes(value: Any) -> bool:
    """
    Check the shape of the extension.
    """
    return (
        is_mapping(value)
        and set(value) == {"enums", "codes"}
        and are_texts(value["enums"])
        and is_mapping(value["codes"])
        and set(map(type, value["codes"])) <= {str}
        and all(map(_is_entry, value["codes"].values()))
    )


def _is_entry(value: Any) -> bool:
    if not is_mapping(value) or _PLACE in value:
        return False
    # The description of the code in the document says what happened, if the overlay does not.
    return not any(invalid_in(Field("CodeHelp"), {"what": "described", **value}))
