"""
The classes of values that are more than JSON: which a format of a schema stands for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kontokit_generator.openapi.schemas import types_of

Schema = Mapping[str, Any]

RUNTIME_TYPES = {
    "password": "kontokit.Secret",
    "berlin-date-time": "kontokit.BerlinDateTime",
    "berlin-iso-date-time": "kontokit.BerlinDateTime",
    "date-time": "datetime.datetime",
    "date": "datetime.date",
}
WRITTEN_TYPES = {
    "iban": "kontokit.serialization.Iban",
    "counterparty-iban": "kontokit.serialization.CounterpartyIban",
    "iban-or-text": "kontokit.serialization.IbanOrText",
    "uri": "kontokit.serialization.WebAddress",
    "file-part": "kontokit.serialization.FilePart",
}
"""What is more than text only where it is written."""


def written_type(schema: Schema) -> str | None:
    """
    Return the class of a value that is written, with its module; None for plain JSON.
    """
    if schema.get("format") == "decimal" and "string" in types_of(dict(schema)):
        return "kontokit.serialization.DecimalText"
    return WRITTEN_TYPES.get(schema.get("format", ""))


def runtime_type(schema: Schema) -> str | None:
    """
    Return the class of a value that is read, with its module; None for plain JSON.
    """
    if schema.get("x-kontokit-lenient"):
        return "kontokit.serialization.LenientInt"
    if schema.get("x-kontokit-encrypted"):
        return "kontokit.serialization.Encrypted"
    if schema.get("format") == "decimal" and "string" in types_of(dict(schema)):
        return "decimal.Decimal"
    return RUNTIME_TYPES.get(schema.get("format", ""))
