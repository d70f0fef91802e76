"""
The base class of resource groups.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from ..core.tracebacks import ScrubsTracebacks

ClientT = TypeVar("ClientT")


class ResourceGroup(ScrubsTracebacks, Generic[ClientT]):
    """
    The base of what holds the methods of one tag. They keep nothing that they were given.
    """

    def __init__(self, client: ClientT) -> None:
        self._client = client
