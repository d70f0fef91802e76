"""
What an application says about its pages.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, Literal, TypeAlias
from urllib.parse import SplitResult, urlsplit

from kontokit import ConfigurationError
from kontokit.sca import AsyncFlow, Flow
from kontokit.stores import SwapStore

from .entries import WebFlow

Language: TypeAlias = Literal["de", "en"]
Owner: TypeAlias = Callable[[Any], str | Awaitable[str | None] | None]
"""Who sends a request: the id of a user who has signed in, or None."""
ClientOf: TypeAlias = Callable[[WebFlow], Any]
"""The client of a flow's owner; it is not closed."""
LoginData: TypeAlias = Mapping[str, Any] | None
CredentialsOf: TypeAlias = Callable[[Any, WebFlow], LoginData | Awaitable[LoginData]]
"""The login data of a flow, by name; None if its user has to type them."""
OnEnd: TypeAlias = Callable[[WebFlow, "Flow[Any] | AsyncFlow[Any]"], Any]
"""Told of the end of a flow."""
_SHORTEST_SECRET: Final = 32
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class Settings:
    """
    The settings of all pages. ``docs/web.md`` describes them.
    """

    def __init__(
        self,
        *,
        base_url: str,
        secret: bytes,
        store: SwapStore,
        client: ClientOf,
        owner: Owner,
        credentials: CredentialsOf | None = None,
        on_end: OnEnd | None = None,
        language: Language | None = None,
    ) -> None:
        """
        Check the settings.

        Args:
            base_url: Where the pages are mounted, as browsers see it, such as
                ``https://shop.example/sca``. Only loopback may have ``http``.
            secret: At least 32 secret bytes, the same for all workers. It signs records and the
                tokens of pages.
            store: Shared by all workers. Give it a key, since records hold the calls.
            client: ``client(flow)`` is a kontokit client that acts for ``flow.owner``.
            owner: ``owner(request)`` is the id of the user who has signed in, or None.
            credentials: ``credentials(request, flow)`` are the login data of the user by name,
                where the bank wants them with every answer. Without, the user types them again.
            on_end: ``on_end(flow, sca_flow)`` is called at least once when a flow has ended. If it
                raises, it is called again with the next request.
            language: The language of the pages; None for what the browser prefers.

        Raises:
            ConfigurationError: A value cannot be used.
        """
        self.base_url = base_url.rstrip("/")
        parts = urlsplit(self.base_url)
        is_loopback = parts.scheme == "http" and parts.hostname in _LOOPBACK
        plain = not (parts.query or parts.fragment or "@" in parts.netloc)
        if not parts.hostname or not plain or not (parts.scheme == "https" or is_loopback):
            raise ConfigurationError("base_url must be an https URL without a query")
        if not isinstance(secret, bytes) or len(secret) < _SHORTEST_SECRET:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
            raise ConfigurationError("secret must have at least 32 bytes")
        if not callable(owner) or not callable(client):
            raise ConfigurationError("owner and client must be functions")
        if language not in (None, "de", "en"):
            raise ConfigurationError('language must be "de", "en" or None')
        self.origin = _origin(parts)
        self.path = parts.path
        self.store, self.client, self.owner = store, client, owner
        self.credentials, self.on_end = credentials, on_end
        self.language: Language | None = language
        self.record_key = _derived(secret, "records")
        self._token_key = _derived(secret, "tokens")

    def token(self, flow: WebFlow) -> str:
        """
        The token that only a page of the flow's owner has.
        """
        text = f"{flow.id} {flow.owner}".encode()
        return hmac.new(self._token_key, text, hashlib.sha256).hexdigest()

    def url(self, flow_id: str, action: str = "") -> str:
        """
        The URL of a flow, or of an action of it.
        """
        return f"{self.base_url}/{flow_id}" + (f"/{action}" if action else "")


def _origin(parts: SplitResult) -> str:
    """
    The origin as browsers write it: without a port that is the default.
    """
    host = parts.netloc.lower()
    return f"{parts.scheme}://{host.removesuffix(':443' if parts.scheme == 'https' else ':80')}"


def _derived(secret: bytes, purpose: str) -> bytes:
    return hmac.new(secret, f"kontokit-web {purpose}".encode(), hashlib.sha256).digest()
