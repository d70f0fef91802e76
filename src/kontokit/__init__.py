"""
The runtime of kontokit: typed, exact and careful HTTP clients for German banking APIs.

``__all__`` has what programs that call an API need; each name is imported when it is first used.
What only transports, stores or ciphers of your own need is in ``kontokit.http``,
``kontokit.stores`` and ``kontokit.encryption``. Generated packages also use
``kontokit.operations`` for descriptions and ``kontokit.serialization`` for types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .core.lazy_exports import lazy_exports

if TYPE_CHECKING:
    __version__: str
    from .auth.credentials import ClientCredentials, RefreshToken, UserCredentials
    from .auth.token_source import AccessToken, AsyncTokenCallable, TokenCallable
    from .client.async_client import AsyncClient
    from .client.sync_client import SyncClient
    from .client.user_management import NewUser
    from .core.deviation import Deviation, OnDeviation, UnreadableRow
    from .core.error_help import ErrorHelp
    from .core.exceptions import (
        ArgumentError,
        AuthenticationError,
        BadRequestError,
        BrowserRelationError,
        BudgetExhaustedError,
        CertificateExpiredWarning,
        ClientClosedError,
        ConfigurationError,
        ConflictError,
        ConnectError,
        ConnectionLostError,
        ConsentExpiredError,
        CredentialsRefusedError,
        CredentialTooLongError,
        DecodeError,
        DecryptionError,
        EmptyBodyError,
        FlickerCodeError,
        ForeignOriginError,
        GatewayTimeoutError,
        InternalServerError,
        InvalidImageError,
        InvalidSignatureError,
        KeyRefusedError,
        KontokitError,
        ListChangedError,
        LockedError,
        MethodNotAllowedError,
        MissingHeaderError,
        NoContentError,
        NonPublicAddressError,
        NotFoundError,
        NotSupportedError,
        PageRepeatedError,
        PayloadError,
        PermissionDeniedError,
        PossibleDuplicateError,
        Problem,
        RateLimitError,
        ReauthenticationRequiredError,
        RecordUnreadableError,
        RedirectRefusedError,
        RelationError,
        RelationMismatchError,
        RelationNotFoundError,
        ResponseError,
        ResponseTooLargeError,
        ScaRequiredError,
        ServerError,
        ServiceUnavailableError,
        StatusError,
        StoreError,
        TokenSourceError,
        TransportError,
        TransportTimeoutError,
        UnexpectedContentTypeError,
        UnexpectedResponseError,
        UnexpectedStatusError,
        UnprocessableEntityError,
        UnreadableFieldError,
        WebFormRequiredError,
    )
    from .core.limits import Limits
    from .core.secret import Secret
    from .drift.log import DriftLog
    from .encryption import CredentialCipher, DataDecryptionKey, RecordCipher
    from .http.httpcore2_transport import AsyncHttpTransport, HttpTransport
    from .http.labels import AttemptInfo, CallInfo, CallOutcome
    from .http.messages import AsyncTransport, Timeouts, Transport
    from .http.middleware import AsyncMiddleware, Middleware
    from .http.retries import Retries
    from .http.settings import Http
    from .pipeline.call_options import CallOptions, CallOptionsDict
    from .pipeline.paginator import AsyncListing, Listing, RowPage
    from .psd2.client_ip import checked_public_ip
    from .psd2.consent import Consent
    from .psd2.end_user import EndUser
    from .psd2.read_budget import AsyncReadBudget, ReadBudget, UnattendedReads
    from .serialization.berlin_time import BERLIN, BerlinDateTime, format_berlin, parse_berlin
    from .serialization.convert import from_dict, parse_json, to_dict
    from .serialization.marker_types import OpenEnum, OpenIntEnum
    from .serialization.model import UNSET, Model
    from .serialization.response_parser import Location, Response
    from .serialization.unions import RawJson
    from .stores import Store

__all__ = [
    "BERLIN",
    "UNSET",
    "AccessToken",
    "ArgumentError",
    "AsyncClient",
    "AsyncHttpTransport",
    "AsyncListing",
    "AsyncMiddleware",
    "AsyncReadBudget",
    "AsyncTokenCallable",
    "AsyncTransport",
    "AttemptInfo",
    "AuthenticationError",
    "BadRequestError",
    "BerlinDateTime",
    "BrowserRelationError",
    "BudgetExhaustedError",
    "CallInfo",
    "CallOptions",
    "CallOptionsDict",
    "CallOutcome",
    "CertificateExpiredWarning",
    "ClientClosedError",
    "ClientCredentials",
    "ConfigurationError",
    "ConflictError",
    "ConnectError",
    "ConnectionLostError",
    "Consent",
    "ConsentExpiredError",
    "CredentialCipher",
    "CredentialTooLongError",
    "CredentialsRefusedError",
    "DataDecryptionKey",
    "DecodeError",
    "DecryptionError",
    "Deviation",
    "DriftLog",
    "EmptyBodyError",
    "EndUser",
    "ErrorHelp",
    "FlickerCodeError",
    "ForeignOriginError",
    "GatewayTimeoutError",
    "Http",
    "HttpTransport",
    "InternalServerError",
    "InvalidImageError",
    "InvalidSignatureError",
    "KeyRefusedError",
    "KontokitError",
    "Limits",
    "ListChangedError",
    "Listing",
    "Location",
    "LockedError",
    "MethodNotAllowedError",
    "Middleware",
    "MissingHeaderError",
    "Model",
    "NewUser",
    "NoContentError",
    "NonPublicAddressError",
    "NotFoundError",
    "NotSupportedError",
    "OnDeviation",
    "OpenEnum",
    "OpenIntEnum",
    "PageRepeatedError",
    "PayloadError",
    "PermissionDeniedError",
    "PossibleDuplicateError",
    "Problem",
    "RateLimitError",
    "RawJson",
    "ReadBudget",
    "ReauthenticationRequiredError",
    "RecordCipher",
    "RecordUnreadableError",
    "RedirectRefusedError",
    "RefreshToken",
    "RelationError",
    "RelationMismatchError",
    "RelationNotFoundError",
    "Response",
    "ResponseError",
    "ResponseTooLargeError",
    "Retries",
    "RowPage",
    "ScaRequiredError",
    "Secret",
    "ServerError",
    "ServiceUnavailableError",
    "StatusError",
    "Store",
    "StoreError",
    "SyncClient",
    "Timeouts",
    "TokenCallable",
    "TokenSourceError",
    "Transport",
    "TransportError",
    "TransportTimeoutError",
    "UnattendedReads",
    "UnexpectedContentTypeError",
    "UnexpectedResponseError",
    "UnexpectedStatusError",
    "UnprocessableEntityError",
    "UnreadableFieldError",
    "UnreadableRow",
    "UserCredentials",
    "WebFormRequiredError",
    "checked_public_ip",
    "format_berlin",
    "from_dict",
    "parse_berlin",
    "parse_json",
    "to_dict",
]

_MODULES = {
    "auth.credentials": "ClientCredentials RefreshToken UserCredentials",
    "auth.token_source": "AccessToken AsyncTokenCallable TokenCallable",
    "client.async_client": "AsyncClient",
    "client.sync_client": "SyncClient",
    "client.user_management": "NewUser",
    "core.deviation": "Deviation OnDeviation UnreadableRow",
    "core.error_help": "ErrorHelp",
    "core.limits": "Limits",
    "core.secret": "Secret",
    "drift.log": "DriftLog",
    "encryption": "CredentialCipher DataDecryptionKey RecordCipher",
    "http.httpcore2_transport": "AsyncHttpTransport HttpTransport",
    "http.labels": "AttemptInfo CallInfo CallOutcome",
    "http.messages": "AsyncTransport Timeouts Transport",
    "http.middleware": "AsyncMiddleware Middleware",
    "http.retries": "Retries",
    "http.settings": "Http",
    "pipeline.call_options": "CallOptions CallOptionsDict",
    "pipeline.paginator": "AsyncListing Listing RowPage",
    "psd2.client_ip": "checked_public_ip",
    "psd2.consent": "Consent",
    "psd2.end_user": "EndUser",
    "psd2.read_budget": "AsyncReadBudget ReadBudget UnattendedReads",
    "serialization.berlin_time": "BERLIN BerlinDateTime format_berlin parse_berlin",
    "serialization.convert": "from_dict parse_json to_dict",
    "serialization.marker_types": "OpenEnum OpenIntEnum",
    "serialization.model": "UNSET Model",
    "serialization.response_parser": "Location Response",
    "serialization.unions": "RawJson",
    "stores": "Store",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}

if not TYPE_CHECKING:  # type checkers would take a module with __getattr__ to have every name
    # Most public names are errors, so what no module above defines is one of them.
    __getattr__, __dir__ = lazy_exports(
        __name__, dict.fromkeys(__all__, "core.exceptions") | _HOMES, version_of="kontokit"
    )
