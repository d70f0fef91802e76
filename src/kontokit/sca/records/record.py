"""
Records: flows as JSON, which another process can resume.

A record holds no secret. Only records of the same version are accepted.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import msgspec

from ...core.evolving import evolve
from ...core.typeguards import is_mapping
from ..errors import RecordRefusedError
from ..state.flow_state import FlowState, Shown
from .plain import as_plain
from .secret_slots import digest, digest_of
from .text import record_text

Record: TypeAlias = dict[str, Any]
VERSION: Final = 1
_SEAL: Final = "seal"
"""The field with the signature, or with a plain digest if there is no key."""
_MAX_BYTES: Final = 8 * 1024 * 1024
MAX_MEDIA: Final = 1024 * 1024
"""How many characters of pictures and documents a record for the caller has at most."""
_LONGEST_CODE: Final = 4 * 1024
"""An optical code that is longer is a picture."""


def to_record(flow: FlowState, key: bytes | None = None, *, max_media: int | None = None) -> Record:
    """
    A flow as JSON.

    Args:
        key: The key that signs the record, so that it cannot be altered without it.
        max_media: How many characters of pictures and documents it may have; None for all. What
            does not fit is left out, documents before pictures before codes.

    Returns:
        The record, which ``json.dumps`` accepts.
    """
    kept = flow if max_media is None else evolve(flow, shown=_cut(flow.shown, max_media))
    record = {"version": VERSION, **as_plain(kept)}
    return {**record, _SEAL: digest(record, key)}


def _cut(shown: Shown, room: int) -> Shown:
    kept: dict[str, Any] = {}
    for name in ("codes", "pictures", "documents"):
        fitting: list[str] = []
        for one in getattr(shown, name):
            needed = 0 if name == "codes" and len(one) <= _LONGEST_CODE else len(one)
            if needed <= room:
                fitting.append(one)
                room -= needed
        kept[name] = tuple(fitting)
    return evolve(shown, **kept)


def from_record(record: Mapping[str, Any], key: bytes | None = None) -> FlowState:
    """
    The flow of a record.

    Args:
        record: A record from ``to_record``.
        key: The key that signed it.

    Raises:
        RecordRefusedError: The record is of another version, was altered, or is not a record.
    """
    version = record.get("version") if is_mapping(record) else None
    if version != VERSION:
        raise RecordRefusedError(f"only records of version {VERSION} can be resumed")
    rest = {name: value for name, value in record.items() if name != _SEAL}
    if not _has_valid_seal(rest, record.get(_SEAL), key):
        raise RecordRefusedError("the record was altered, or signed with another record_key")
    del rest["version"]
    try:
        return msgspec.convert(_upgraded(rest), FlowState)
    except (msgspec.ValidationError, ValueError, TypeError, KeyError, RecursionError):
        pass
    raise RecordRefusedError("the record lacks a field, or holds a value of the wrong type")


def _upgraded(record: Record) -> Record:
    """
    A record as this version writes it. Fields that it lacks have defaults.
    """
    # Before, an order that no one could tell about, and three wrong returns, ended a flow.
    reason = record.get("reason")
    if reason not in ("outcome_unknown", "state_mismatch"):
        return record
    if record["request"]["is_order"]:
        return {**record, "state": "unknown", "reason": None}
    return {**record, "state": "expired", "reason": None, "ended": "step", "can_restart": True}


def _has_valid_seal(record: Record, seal: object, key: bytes | None) -> bool:
    try:
        expected = digest(record, key)
    except (ValueError, TypeError, RecursionError):
        return False  # it is not JSON
    # Compared in constant time, as any signature.
    found = seal.encode("utf-8", "replace") if isinstance(seal, str) else b""
    return hmac.compare_digest(expected.encode(), found)


def to_bytes(flow: FlowState, key: bytes | None = None) -> bytes:
    """
    The record of a flow as a store holds it.

    Args:
        key: The key that signs the record.
    """
    text = record_text(flow, VERSION)
    return b'%b,"%b":"%b"}' % (text[:-1], _SEAL.encode(), digest_of(text, key).encode())


def from_bytes(data: bytes, key: bytes | None = None) -> FlowState:
    """
    The flow of a record that a store holds.

    Args:
        data: The record from ``to_bytes``.
        key: The key that signed it.

    Raises:
        RecordRefusedError: See ``from_record``.
    """
    return from_record(parsed(data), key)


def parsed(data: bytes) -> Record:
    """
    A record as a dict. Its seal is not checked.

    Args:
        data: The record from ``to_bytes``.

    Raises:
        RecordRefusedError: It is not a JSON object.
    """
    # Whatever stands in the store is read before its seal can be checked, so its size is limited.
    if len(data) <= _MAX_BYTES:
        try:
            found: Any = json.loads(data)
        except (ValueError, RecursionError):
            found = None
        if is_mapping(found):
            return dict(found)
    raise RecordRefusedError("the stored value is not a record; check the id and the store")
