"""
The base class of resource groups.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from ..core.tracebacks import ScrubsTracebacks

ClientT = TypeVar("ClientT")


class ResourceGroup(ScrubsTracebacks, Generic[ClientT]):
    """
    The base of the classes with the methods of one tag. It scrubs their tracebacks.
    """

    def __init__(self, client: ClientT) -> None:
        self._client = client

    def __repr__(self) -> str:
        # Each group stands in a module that is named like its attribute.
        attribute = type(self).__module__.rpartition(".")[2]
        return f"<{type(self._client).__name__}.{attribute}>"
