"""
Options of flows.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import attrs

from ..core.clock import Clock
from ..stores import SwapStore
from .state.flow_limits import FlowLimits

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
    limits: FlowLimits = attrs.field(factory=FlowLimits)
