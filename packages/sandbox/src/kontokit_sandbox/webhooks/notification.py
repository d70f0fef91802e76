"""
What providers want to send, and what they ask of the address it goes to.
"""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = ["ONCE", "HookApi", "Notification", "WebhookTarget"]

HookApi = Literal["bankimport", "banksapi", "finapi_access", "finapi_webform"]
"""The APIs that send notifications; those of finAPI Access are the same in v1 and v2."""

ONCE = (0.0,)
"""A single attempt."""


_ALLOWED = {
    "method": ("POST", "PUT"),
    "format": ("json", "xml"),
    "signature_encoding": ("hex", "base64"),
}


@dataclass(frozen=True, kw_only=True)
class WebhookTarget:
    """
    Where a provider sends notifications, if that is set outside its API.
    """

    url: str
    method: Literal["POST", "PUT"] = "POST"
    format: Literal["json", "xml"] = "json"
    accounts: tuple[int, ...] | None = None
    """Only notifications about these accounts; None for all."""
    secret: str | None = field(default=None, repr=False)
    """Signs the body; None for no signature."""
    basic: tuple[str, str] | None = field(default=None, repr=False)
    """User name and password for Basic authentication."""
    signature_header: str = "X-Sandbox-Signature"
    """Unknown at the provider; this name is made up."""
    signature_encoding: Literal["hex", "base64"] = "hex"
    """Unknown at the provider."""

    def __post_init__(self) -> None:
        """
        Check what the types do not, for callers that read it from JSON.

        Raises:
            ValueError: A value is not one of those allowed, or the secret is empty.
        """
        for name, allowed in _ALLOWED.items():
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} is {' or '.join(allowed)}")
        if self.secret == "":
            raise ValueError("the secret is empty, so anyone could sign")

    def headers(self, body: bytes, *, is_wrong: bool = False) -> dict[str, str]:
        """
        Make the headers that prove where a body comes from.

        Args:
            is_wrong: Sign with another secret.
        """
        made: dict[str, str] = {}
        if self.basic is not None:
            pair = b64encode(":".join(self.basic).encode()).decode()
            made["Authorization"] = f"Basic {pair}"
        if self.secret is not None:
            secret = f"not {self.secret}" if is_wrong else self.secret
            digest = hmac.digest(secret.encode(), body, "sha512")
            is_hex = self.signature_encoding == "hex"
            made[self.signature_header] = digest.hex() if is_hex else b64encode(digest).decode()
        return made


@dataclass(frozen=True, kw_only=True)
class Notification:
    """
    A notification that a provider wants to send.
    """

    api: HookApi
    event: str
    """What has happened, in the words of the provider, such as ``NEW_TRANSACTIONS``."""
    webhook: str
    """The name of the webhook in the specification, by which the body is validated."""
    body: dict[str, Any]
    xml: bytes | None = None
    """The same as XML, for targets that want it."""
    url: str | None = None
    """Where it goes; None for the target that is set outside the API."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    account: int | None = None
    """The account it is about, if targets are limited to some."""
    serial_name: str | None = None
    """The field for its running number; None if it has none."""
    delays: tuple[float, ...] = ONCE
    """When it is tried, in seconds after the event, until it is accepted."""
    notes: tuple[str, ...] = ()
    """What is made up, because the provider does not document it."""
