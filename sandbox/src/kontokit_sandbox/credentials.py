"""
What opens the banks in the box. It opens nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from .bankimport import TOKEN
from .banksapi import (
    CLIENT_NAME,
    CLIENT_PASSWORD,
    DEMO_PROVIDER,
    TENANT,
    USER_NAME,
    USER_PASSWORD,
)

__all__ = ["Credentials"]


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """
    Names and secrets that the sandbox knows from the beginning, the same every time.
    """

    bankimport_token: str = TOKEN
    """The access token of Bankimport."""
    banksapi_tenant: str = TENANT
    """The tenant that the client of BANKSapi belongs to."""
    banksapi_client: str = CLIENT_NAME
    """The name of the client, ``tenant/client``, for Basic authentication."""
    banksapi_client_secret: str = CLIENT_PASSWORD
    """The secret of the client."""
    banksapi_user: str = USER_NAME
    """The name of a user who has no bank access yet."""
    banksapi_password: str = USER_PASSWORD
    """The password of that user."""
    banksapi_demo_provider: str = DEMO_PROVIDER
    """The id of the provider with which bank accesses work."""
