"""
The index from the provider's ids to flows, so that a callback of the provider finds its flow.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, TypeAlias
from uuid import UUID

import attrs

from ...core.exceptions import ArgumentError
from ...core.typed_text import text_of
from ...core.typeguards import is_list, is_mapping, type_name
from ..errors import RecordRefusedError

GivenReference: TypeAlias = str | int | UUID
"""An id of the provider, as a callback or a response has it."""

_HUMP: Final = re.compile(r"(?<!^)[A-Z]")


@attrs.frozen
class Reference:
    """
    An id of the provider that belongs to a flow.
    """

    value: str
    kind: str = ""
    """What it is the id of, if ids of several kinds may be equal."""


def reference_key(api: str, base: str, value: GivenReference) -> str:
    """
    The key of a provider's id in the store.

    Args:
        api: The name of the API.
        base: The server, since two servers may have the same ids.
        value: The id; whitespace around it does not count.

    Raises:
        ArgumentError: It is of another type, or empty.
    """
    known = isinstance(value, str | int | UUID) and not isinstance(value, bool)  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
    if not known:
        raise ArgumentError(f"it must be an id, not {type_name(value)}", place="reference")
    text = text_of(value).strip()
    if not text:
        raise ArgumentError("it is empty", place="reference")
    parts = json.dumps([api, base, text]).encode("utf-8", "surrogatepass")
    return f"sca-ref-{hashlib.sha256(parts).hexdigest()}"


def with_flow(stored: bytes | None, kind: str, flow_id: str, created: datetime) -> bytes | None:
    """
    An entry of the index with a flow in it.

    Args:
        stored: The entry until now.
        kind: What the reference is the id of.
        flow_id: Under which the store has its record.
        created: When it was started; of two flows with one reference, the newer one counts.

    Returns:
        The new entry, or None if a newer flow is in it.
    """
    entries = _entries(stored)
    known = entries.get(kind)
    if known is not None and known[0] != flow_id and known[1] > created:
        return None
    new = {**entries, kind: (flow_id, created)}
    return json.dumps({key: [one, at.isoformat()] for key, (one, at) in new.items()}).encode()


def kind_named(given: str, kinds: Iterable[str]) -> str:
    """
    A kind of reference by the name of its argument, such as ``payment_id``.

    Args:
        given: What a caller wrote; the name on the wire is taken too.
        kinds: The names on the wire.

    Raises:
        ArgumentError: There is no such kind.
    """
    known = {_HUMP.sub(lambda hump: f"_{hump[0].lower()}", kind): kind for kind in kinds}
    if given in known.values():
        return given
    if not isinstance(given, str) or given not in known:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        names = ", ".join(known) or "the ids of this API are of one kind"
        raise ArgumentError(f"there is no such kind of id; known: {names}", place="reference_kind")
    return known[given]


def flow_id_in(stored: bytes | None, kind: str | None = None) -> str:
    """
    The id of the flow in an entry.

    Args:
        stored: The entry; None if there is none.
        kind: What the reference is the id of; None if that is not known.

    Raises:
        RecordRefusedError: There is no entry, or flows of several kinds are in it.
    """
    entries = _entries(stored).items()
    found = sorted({flow_id for of, (flow_id, _) in entries if kind is None or of == kind})
    if not found:
        raise RecordRefusedError(
            "the store has no flow for this reference; it may have ended, or belong to another "
            "client or store"
        )
    if len(found) > 1:
        names = ", ".join(map(repr, found))
        raise RecordRefusedError(
            f"several flows have this reference; pass reference_kind, or resume one by id: {names}"
        )
    return found[0]


def _entries(stored: bytes | None) -> dict[str, tuple[str, datetime]]:
    try:
        tree: Any = json.loads(stored or b"{}")
        pairs = tree.items() if is_mapping(tree) else ()
        return {str(kind): _entry(entry) for kind, entry in pairs}
    except (ValueError, TypeError, RecursionError):
        return {}  # it is no entry, and is replaced


def _entry(entry: Any) -> tuple[str, datetime]:
    if not is_list(entry) or len(entry) != 2 or not isinstance(entry[0], str):
        raise ValueError
    return entry[0], datetime.fromisoformat(entry[1])
