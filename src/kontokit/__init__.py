"""
The runtime of kontokit: typed, exact and careful HTTP clients for German banking APIs.

Everything public stands in ``__all__`` and is loaded when it is first used. Generated packages
also use ``kontokit.operations``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .answers import Headers
    from .async_client import AsyncClient
    from .auth.credentials import ClientCredentials, RefreshToken, UserCredentials
    from .berlin_time import BERLIN, BerlinDateTime, format_berlin, parse_berlin
    from .client import SyncClient
    from .client_ip import attended_ip
    from .clock import Clock, Moment
    from .consents import Consent
    from .convert import from_dict, parse_json, to_dict
    from .encryption import CredentialCipher, DataDecryptionKey, Padding, RecordCipher
    from .errors import (
        AdditionalAuthenticationRequired,
        ArgumentError,
        BadRequest,
        BrowserRelation,
        BudgetExhausted,
        CertificateExpired,
        ClientClosed,
        ConfigurationError,
        Conflict,
        ConnectFailed,
        ConnectionLost,
        ConsentExpired,
        CredentialsRefused,
        CredentialTooLong,
        DecodeError,
        DecryptionFailed,
        EmptyBody,
        Forbidden,
        ForeignOrigin,
        GatewayTimeout,
        InternalServerError,
        KeyRefused,
        KontokitError,
        Locked,
        MethodNotAllowed,
        MissingHeader,
        NotAFlickerCode,
        NotAnImage,
        NotAPublicAddress,
        NotFound,
        NotSupported,
        PageRepeated,
        PayloadError,
        Problem,
        RateLimited,
        ReauthenticationRequired,
        RecordUnreadable,
        RedirectRefused,
        RelationError,
        RelationMismatch,
        RelationNotFound,
        ResponseError,
        ResponseTooLarge,
        ServerError,
        ServiceUnavailable,
        StatusError,
        StoreError,
        TimedOut,
        TransportError,
        Unauthorized,
        UnexpectedContentType,
        UnexpectedResponse,
        UnexpectedStatus,
        UnprocessableEntity,
        WebFormRequired,
    )
    from .listing import AsyncListing, Listing
    from .models import UNSET, Encrypted, LenientInt, Model, OpenEnum, UnsetType
    from .options import CallOptions
    from .read_budget import ReadBudget, UnattendedReads
    from .responses import Location, Response
    from .secrets import Secret
    from .sessions import NewUser
    from .stores import Store, SwapStore
    from .transport import AsyncHttpTransport, HttpTransport
    from .wire import AsyncTransport, Timeouts, Transport, WireRequest, WireResponse

__all__ = [
    "BERLIN",
    "UNSET",
    "AdditionalAuthenticationRequired",
    "ArgumentError",
    "AsyncClient",
    "AsyncHttpTransport",
    "AsyncListing",
    "AsyncTransport",
    "BadRequest",
    "BerlinDateTime",
    "BrowserRelation",
    "BudgetExhausted",
    "CallOptions",
    "CertificateExpired",
    "ClientClosed",
    "ClientCredentials",
    "Clock",
    "ConfigurationError",
    "Conflict",
    "ConnectFailed",
    "ConnectionLost",
    "Consent",
    "ConsentExpired",
    "CredentialCipher",
    "CredentialTooLong",
    "CredentialsRefused",
    "DataDecryptionKey",
    "DecodeError",
    "DecryptionFailed",
    "EmptyBody",
    "Encrypted",
    "Forbidden",
    "ForeignOrigin",
    "GatewayTimeout",
    "Headers",
    "HttpTransport",
    "InternalServerError",
    "KeyRefused",
    "KontokitError",
    "LenientInt",
    "Listing",
    "Location",
    "Locked",
    "MethodNotAllowed",
    "MissingHeader",
    "Model",
    "Moment",
    "NewUser",
    "NotAFlickerCode",
    "NotAPublicAddress",
    "NotAnImage",
    "NotFound",
    "NotSupported",
    "OpenEnum",
    "Padding",
    "PageRepeated",
    "PayloadError",
    "Problem",
    "RateLimited",
    "ReadBudget",
    "ReauthenticationRequired",
    "RecordCipher",
    "RecordUnreadable",
    "RedirectRefused",
    "RefreshToken",
    "RelationError",
    "RelationMismatch",
    "RelationNotFound",
    "Response",
    "ResponseError",
    "ResponseTooLarge",
    "Secret",
    "ServerError",
    "ServiceUnavailable",
    "StatusError",
    "Store",
    "StoreError",
    "SwapStore",
    "SyncClient",
    "TimedOut",
    "Timeouts",
    "Transport",
    "TransportError",
    "UnattendedReads",
    "Unauthorized",
    "UnexpectedContentType",
    "UnexpectedResponse",
    "UnexpectedStatus",
    "UnprocessableEntity",
    "UnsetType",
    "UserCredentials",
    "WebFormRequired",
    "WireRequest",
    "WireResponse",
    "attended_ip",
    "format_berlin",
    "from_dict",
    "parse_berlin",
    "parse_json",
    "to_dict",
]

_NAMES = {
    "answers": "Headers",
    "async_client": "AsyncClient",
    "auth.credentials": "ClientCredentials RefreshToken UserCredentials",
    "berlin_time": "BERLIN BerlinDateTime format_berlin parse_berlin",
    "client": "SyncClient",
    "client_ip": "attended_ip",
    "clock": "Clock Moment",
    "consents": "Consent",
    "convert": "from_dict parse_json to_dict",
    "encryption": "CredentialCipher DataDecryptionKey Padding RecordCipher",
    "listing": "AsyncListing Listing",
    "models": "UNSET Encrypted LenientInt Model OpenEnum UnsetType",
    "options": "CallOptions",
    "read_budget": "ReadBudget UnattendedReads",
    "responses": "Location Response",
    "secrets": "Secret",
    "sessions": "NewUser",
    "stores": "Store SwapStore",
    "transport": "AsyncHttpTransport HttpTransport",
    "wire": "AsyncTransport Timeouts Transport WireRequest WireResponse",
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES.get(name, 'errors')}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
