"""
JSON Schemas of what is written as JSON, made from the fields of records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

__all__ = ["schema_of"]

Schema = dict[str, Any]
_VERSION: Final = 1
"""A field may be added to a version; another name or type makes a new one."""
_TEXT: Final[Schema] = {"type": ["string", "null"]}
_SURE_TEXT: Final[Schema] = {"type": "string"}
_DECIMAL: Final = "^-?[0-9]+(\\.[0-9]+)?$"
_DAY: Final[Schema] = {"type": ["string", "null"], "format": "date"}
_TIME: Final[Schema] = {"type": ["string", "null"], "format": "date-time"}
_FLAG: Final[Schema] = {"type": ["boolean", "null"]}
_NUMBER: Final[Schema] = {"type": ["integer", "null"]}
_KINDS: Final[Mapping[str, Schema]] = {
    **dict.fromkeys(("key", "provider", "account_key", "check", "found"), _SURE_TEXT),
    **dict.fromkeys(("user", "profile", "setting", "kind", "message", "decision"), _SURE_TEXT),
    **dict.fromkeys(("booked_on", "value_on"), _DAY),
    **dict.fromkeys(("balance_at", "fetched_at", "started", "added"), _TIME),
    **dict.fromkeys(("complete", "default", "reads", "pays", "web_form", "webhooks", "ok"), _FLAG),
    **dict.fromkeys(("accounts", "operations", "retry_after", "serial", "forwarded"), _NUMBER),
    "amount": {"type": "string", "pattern": _DECIMAL},
    "balance": {"type": ["string", "null"], "pattern": _DECIMAL},
    "exit": {"type": "integer"},
    "messages": {"type": "array", "items": {"type": "string"}},
    "profiles": {"type": "array", "items": {"type": "string"}},
    "missing": {
        "type": "array",
        "items": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
        "description": "First and last number of what never came.",
    },
    "raw": {"description": "The provider's own object, with --raw."},
}
"""Name of a field → its schema, wherever it stands; a text or nothing by default."""


def schema_of(
    name: str, fields: Sequence[str], *, has_raw: bool = False, kinds: Mapping[str, Schema]
) -> Schema:
    """
    The schema of a record. It allows further fields, which later versions may add.

    Args:
        name: What it is one of, such as ``transaction``.
        fields: All that it has unless ``--fields`` says otherwise.
        has_raw: Whether ``--raw`` adds the provider's object.
        kinds: Schemas of fields that mean something else in this record.
    """
    names = [*fields, *(["raw"] if has_raw else [])]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        "version": _VERSION,
        "type": "object",
        "properties": {one: kinds.get(one) or _KINDS.get(one, _TEXT) for one in names},
        "required": list(fields),
    }
