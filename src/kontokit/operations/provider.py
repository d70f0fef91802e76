"""
What a program for all APIs knows of a package before it makes a client.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ..core.exceptions import ArgumentError

if TYPE_CHECKING:
    from .operation import Operation


class Provider(Struct, frozen=True, kw_only=True):
    """
    A package of an API, as the entry points ``kontokit.providers`` name it. Nothing of the package
    is imported before it is asked for.
    """

    name: str
    """Such as ``my_bank``, the name of the entry point too."""
    title: str
    """The API's name for people."""
    package: str
    """What is imported."""
    client: str
    """The name of the sync client in the package."""
    async_client: str
    operations: Mapping[str, str]
    """The provider's own id of each operation → its module and constant below ``operations``."""
    reads_accounts: bool = False
    """Whether ``kontokit_banking`` can read with its clients."""
    has_webhooks: bool = False
    """Whether it sends notifications."""

    def client_class(self) -> type[Any]:
        """
        Import the sync client.
        """
        found: type[Any] = getattr(import_module(self.package), self.client)
        return found

    def async_client_class(self) -> type[Any]:
        """
        Import the async client.
        """
        found: type[Any] = getattr(import_module(self.package), self.async_client)
        return found

    def operation(self, operation_id: str) -> Operation[Any]:
        """
        Import the description of an operation, for ``client.call``.

        Args:
            operation_id: The provider's own id.

        Raises:
            ArgumentError: The API has no such operation.
        """
        place = self.operations.get(operation_id)
        if place is None:
            raise ArgumentError(f"{self.title} has no such operation", place="operation_id")
        module, constant = place.split(".")
        found: Operation[Any] = getattr(
            import_module(f"{self.package}.operations.{module}"), constant
        )
        return found
