"""
The credentials that the sandbox accepts. They are valid nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .bankimport import TOKEN
from .banksapi import (
    CERTIFICATE,
    CLIENT_NAME,
    CLIENT_PASSWORD,
    DEMO_PROVIDER,
    TENANT,
    USER_NAME,
    USER_PASSWORD,
)
from .finapi.state import credentials as finapi

__all__ = ["Credentials"]


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """
    Names and secrets that the sandbox accepts from the start. They never change.
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
    """The id of the provider for which bank accesses can be added."""
    banksapi_certificate: str = field(default=CERTIFICATE, repr=False)
    """The certificate, in PEM, for encrypting bank credentials for BANKSapi."""
    finapi_client: str = finapi.CLIENT_ID
    """The id of finAPI's client."""
    finapi_client_secret: str = finapi.CLIENT_SECRET
    """Its secret."""
    finapi_admin: str = finapi.ADMIN_ID
    """The id of the mandator-admin client."""
    finapi_admin_secret: str = finapi.ADMIN_SECRET
    """Its secret."""
    finapi_user: str = finapi.USER_ID
    """The id of a user who has no bank connection yet."""
    finapi_password: str = finapi.USER_PASSWORD
    """The password of that user."""
    finapi_data_decryption_key: str = finapi.DATA_DECRYPTION_KEY
    """The key with which finAPI encrypts some fields of its responses."""
