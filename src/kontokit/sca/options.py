"""
Options of flows, and what is checked of them.
"""

from __future__ import annotations

import re
from typing import Any, Final, Literal, TypeAlias

import attrs

from ..core.clock import Clock
from ..core.exceptions import ConfigurationError
from ..core.typeguards import type_name
from ..stores import SwapStore
from ..stores.foreign_store import guarded, has_member
from .state.flow_limits import DEFAULT_LIMITS, FlowLimits

_ID: Final = re.compile(r"[A-Za-z0-9._:-]{1,100}")
Interaction: TypeAlias = Literal["always", "never"]


@attrs.frozen(kw_only=True)
class FlowOptions:
    """
    The options of a flow; ``with_options`` describes them.
    """

    store: SwapStore
    interaction: Interaction = "always"
    auto_choose: bool = False
    return_url: str | None = attrs.field(default=None, repr=False)
    record_key: bytes | None = attrs.field(default=None, repr=False)
    clock: Clock
    sleep: Any = None
    flow_id: str | None = None
    sole_holder: bool = False
    limits: FlowLimits = DEFAULT_LIMITS


def checked_interaction(interaction: Interaction | None) -> Interaction | None:
    """
    When the user may be asked.

    Raises:
        ConfigurationError: It cannot be used.
    """
    if interaction not in (None, "always", "never"):
        raise ConfigurationError('interaction must be "always" or "never"')
    return interaction


def checked_id(flow_id: str | None) -> str | None:
    """
    An id for a flow that every store takes as a key.

    Raises:
        ConfigurationError: It cannot be used.
    """
    if flow_id is not None and not (isinstance(flow_id, str) and _ID.fullmatch(flow_id)):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ConfigurationError(
            "a flow_id must be 1 to 100 characters long: letters, digits and . _ : -"
        )
    return flow_id


def checked_limits(limits: FlowLimits | None) -> FlowLimits | None:
    """
    The limits of new flows.

    Raises:
        ConfigurationError: It cannot be used.
    """
    if limits is not None and not isinstance(limits, FlowLimits):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ConfigurationError(f"limits must be FlowLimits, not {type_name(limits)}")
    return limits


def checked_store(store: SwapStore | None) -> SwapStore | None:
    """
    A store with compare-and-swap. Whatever it raises is a ``StoreError``.

    Raises:
        ConfigurationError: It cannot be used.
    """
    if store is None:
        return None
    if not has_member(store, "swap"):
        raise ConfigurationError(
            f"a {type(store).__name__} cannot store records because it has no swap method; "
            "use a store such as SqliteStore(path, key=…)"
        )
    return guarded(store)


def checked_key(key: bytes | None) -> bytes | None:
    """
    The key that signs records.

    Raises:
        ConfigurationError: It cannot be used.
    """
    if key is not None and (not isinstance(key, bytes) or len(key) < 32):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ConfigurationError("a record_key must have at least 32 bytes")
    return key
