"""
The documents that sources name, and how many lines they have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

__all__ = ["DOCUMENTS", "Document", "DocumentName", "Specification"]

DocumentName = Literal[
    "document 000",
    "document 001",
    "document 002",
    "document 003",
    "document 004",
    "BANKS/Connect 2.0",
    "BANKSapi's guide of the demo provider",
    "BANKSapi's Java client",
    "BANKSapi's redirect-sca-sdk",
    "Bankimport's push page",
    "finAPI Access 1.151.1",
    "finAPI Access 2024.18.1",
    "finAPI Web Form 2.430.0",
    "finAPI Web Form 2.709.0",
    "finAPI Web Form 2.906.0",
    "finAPI's help article 232324608",
    "finAPI's page on its test banks",
    "finAPI's page on post processing",
    "finAPI's page on the data decryption key",
    "RFC 6749",
    "RFC 7009",
    "regulation (EU) 2018/389",
]
Specification = Literal["banksapi", "finapi_access", "finapi_access_v1", "finapi_webform"]
"""A folder of ``specs``, whose document has the operations and schemas of a source."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """
    A source of the sandbox: what it is about, and how it is cited.
    """

    about: str
    lines: int = 0
    """How many lines it has; 0 if its lines are not numbered."""
    specification: Specification | None = None
    """The specification that was written after it, if its parts are operations and schemas."""


DOCUMENTS: Mapping[DocumentName, Document] = MappingProxyType(
    {
        "document 000": Document(about="Bankimport's REST API, the first pages", lines=143),
        "document 001": Document(
            about="BANKSapi BANKS/Connect: a guide, then a reference", lines=9781
        ),
        "document 002": Document(
            about="finAPI: import of a bank connection with Web Form 2.0", lines=63
        ),
        "document 003": Document(
            about="finAPI Access v1: the calls of bank connections, an early version", lines=230
        ),
        "document 004": Document(
            about="finAPI Access v1: import of a bank connection, the three ways of SCA", lines=950
        ),
        "BANKS/Connect 2.0": Document(
            about="BANKSapi's OpenAPI document of about autumn 2023", specification="banksapi"
        ),
        "BANKSapi's guide of the demo provider": Document(about="logins and TANs of its test bank"),
        "BANKSapi's Java client": Document(about="the provider's own client, with its tests"),
        "BANKSapi's redirect-sca-sdk": Document(about="the provider's script for redirect pages"),
        "Bankimport's push page": Document(about="the opening of the page on the push API"),
        "finAPI Access 1.151.1": Document(
            about="the last OpenAPI document of v1", specification="finapi_access_v1"
        ),
        "finAPI Access 2024.18.1": Document(
            about="v2, as published generated clients have it", specification="finapi_access"
        ),
        "finAPI Web Form 2.430.0": Document(
            about="an OpenAPI document, with the callbacks", specification="finapi_webform"
        ),
        "finAPI Web Form 2.709.0": Document(
            about="as published generated clients have it", specification="finapi_webform"
        ),
        "finAPI Web Form 2.906.0": Document(
            about="the text of the reference page", specification="finapi_webform"
        ),
        "finAPI's help article 232324608": Document(about="bodies of user notifications"),
        "finAPI's page on its test banks": Document(about="logins, methods and TANs"),
        "finAPI's page on post processing": Document(about="what follows an import or update"),
        "finAPI's page on the data decryption key": Document(about="how to decrypt with it"),
        "RFC 6749": Document(about="OAuth 2.0"),
        "RFC 7009": Document(about="token revocation of OAuth 2.0"),
        "regulation (EU) 2018/389": Document(about="strong customer authentication, article 10a"),
    }
)
"""The documents by name. ``SOURCES.md`` of each API tells more about its own."""
