"""
The runtime of kontokit: typed, exact and careful HTTP clients for German banking APIs.

All public names are in ``__all__``; each is imported when it is first used. Generated packages
also use ``kontokit.operations``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .core.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from .auth.credentials import ClientCredentials, RefreshToken, UserCredentials
    from .client.async_client import AsyncClient
    from .client.paginator import AsyncListing, Listing
    from .client.sync_client import SyncClient
    from .client.user_management import NewUser
    from .core.clock import Clock, Moment
    from .core.exceptions import (
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
    from .core.http_response import Headers, HttpResponse
    from .core.secret import Secret
    from .encryption import CredentialCipher, DataDecryptionKey, Padding, RecordCipher
    from .http.httpx2_transport import AsyncHttpTransport, HttpTransport
    from .http.messages import AsyncTransport, HttpRequest, Timeouts, Transport
    from .pipeline.call_options import CallOptions
    from .psd2.client_ip import attended_ip
    from .psd2.consent import Consent
    from .psd2.read_budget import ReadBudget, UnattendedReads
    from .serialization.berlin_time import BERLIN, BerlinDateTime, format_berlin, parse_berlin
    from .serialization.convert import from_dict, parse_json, to_dict
    from .serialization.model import UNSET, Encrypted, LenientInt, Model, OpenEnum, UnsetType
    from .serialization.response_parser import Location, Response
    from .stores import Store, SwapStore

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
    "HttpRequest",
    "HttpResponse",
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
    "attended_ip",
    "format_berlin",
    "from_dict",
    "parse_berlin",
    "parse_json",
    "to_dict",
]

_MODULES = {
    "auth.credentials": "ClientCredentials RefreshToken UserCredentials",
    "client.async_client": "AsyncClient",
    "client.paginator": "AsyncListing Listing",
    "client.sync_client": "SyncClient",
    "client.user_management": "NewUser",
    "core.clock": "Clock Moment",
    "core.http_response": "Headers HttpResponse",
    "core.secret": "Secret",
    "encryption": "CredentialCipher DataDecryptionKey Padding RecordCipher",
    "http.httpx2_transport": "AsyncHttpTransport HttpTransport",
    "http.messages": "AsyncTransport Timeouts Transport HttpRequest",
    "pipeline.call_options": "CallOptions",
    "psd2.client_ip": "attended_ip",
    "psd2.consent": "Consent",
    "psd2.read_budget": "ReadBudget UnattendedReads",
    "serialization.berlin_time": "BERLIN BerlinDateTime format_berlin parse_berlin",
    "serialization.convert": "from_dict parse_json to_dict",
    "serialization.model": "UNSET Encrypted LenientInt Model OpenEnum UnsetType",
    "serialization.response_parser": "Location Response",
    "stores": "Store SwapStore",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}

# Most public names are errors, so what no module above defines is one of them.
__getattr__, __dir__ = lazy_exports(__name__, dict.fromkeys(__all__, "core.exceptions") | _HOMES)
