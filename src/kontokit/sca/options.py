"""
How flows behave.
"""

from __future__ import annotations

from typing import Any, Final, Literal, TypeAlias

import attrs

from ..core.clock import Clock
from ..stores import SwapStore

Interaction: TypeAlias = Literal["always", "never"]
NEVER: Final = "never"
"""The user is not to be asked: where the bank wants the user, that is an exception."""


@attrs.frozen(kw_only=True)
class FlowOptions:
    """
    How flows behave.
    """

    store: SwapStore
    interaction: Interaction = "always"
    auto_choose: bool = False
    return_url: str | None = attrs.field(default=None, repr=False)
    record_key: bytes | None = attrs.field(default=None, repr=False)
    clock: Clock
    sleep: Any = None
    flow_id: str | None = None
