"""
A flow written down, so that another process can carry it on.

A record is plain JSON without any secret. Version 1; others are refused.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, TypeAlias

import attrs
import msgspec

from ...core.typeguards import is_mapping
from ..errors import RecordRefused
from ..state.flow_state import FlowState, Shown
from .secret_slots import digest

Record: TypeAlias = dict[str, Any]
VERSION: Final = 1
_SEAL: Final = "seal"
_MOST: Final = 8 * 1024 * 1024


def to_record(flow: FlowState, key: bytes | None = None, *, pictures: bool = True) -> Record:
    """
    A flow as JSON.

    Args:
        flow: The flow.
        key: Signs the record, so that it cannot be altered without the key.
        pictures: Whether pictures and documents of the bank are kept in it.

    Returns:
        What ``json.dumps`` can write.
    """
    kept = flow if pictures else attrs.evolve(flow, shown=_without_pictures(flow.shown))
    fields: Record = attrs.asdict(kept, value_serializer=_plain)
    record = {"version": VERSION, **fields}
    return {**record, _SEAL: digest(record, key)}


def _without_pictures(shown: Shown) -> Shown:
    return attrs.evolve(shown, pictures=(), documents=())


def _plain(_: Any, __: Any, value: Any) -> Any:
    if isinstance(value, tuple):
        return [*value]
    return value.isoformat() if isinstance(value, datetime) else value


def from_record(record: Mapping[str, Any], key: bytes | None = None) -> FlowState:
    """
    The flow that was written down.

    Args:
        record: What ``to_record`` gave, perhaps by way of JSON.
        key: The key it was sealed with.

    Raises:
        RecordRefused: It is of another version, was altered, or is no record at all.
    """
    version = record.get("version") if is_mapping(record) else None
    if version != VERSION:
        raise RecordRefused(f"only records of version {VERSION} can be carried on")
    rest = {name: value for name, value in record.items() if name != _SEAL}
    if not _is_sealed(rest, record.get(_SEAL), key):
        raise RecordRefused("the record was altered, or sealed with another key")
    del rest["version"]
    try:
        return msgspec.convert(rest, FlowState)
    except (msgspec.ValidationError, ValueError, TypeError, RecursionError):
        pass
    raise RecordRefused("the record is not complete, or holds what does not belong there")


def _is_sealed(record: Record, seal: object, key: bytes | None) -> bool:
    try:
        expected = digest(record, key)
    except (ValueError, TypeError, RecursionError):
        return False  # it holds what is no JSON
    found = seal.encode("utf-8", "replace") if isinstance(seal, str) else b""
    return hmac.compare_digest(expected.encode(), found)


def to_bytes(flow: FlowState, key: bytes | None = None) -> bytes:
    """
    A flow as a store keeps it.

    Args:
        flow: The flow.
        key: Seals the record.
    """
    return json.dumps(to_record(flow, key), separators=(",", ":")).encode()


def from_bytes(kept: bytes, key: bytes | None = None) -> FlowState:
    """
    The flow that a store has kept.

    Args:
        kept: What ``to_bytes`` gave.
        key: The key it was sealed with.

    Raises:
        RecordRefused: As of ``from_record``.
    """
    return from_record(parsed(kept), key)


def parsed(kept: bytes) -> Record:
    """
    A record as JSON.

    Args:
        kept: What ``to_bytes`` gave.

    Raises:
        RecordRefused: It is no JSON object.
    """
    if len(kept) <= _MOST:
        try:
            found: Any = json.loads(kept)
        except (ValueError, RecursionError):
            found = None
        if is_mapping(found):
            return dict(found)
    raise RecordRefused("it is no record")
