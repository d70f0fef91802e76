"""
All errors of kontokit.

    KontokitError
    ├── ConfigurationError (ValueError)   the client was set up wrongly
    │   └── KeyRefusedError               a key or certificate must not be used
    ├── ArgumentError (ValueError)        an argument or body cannot be sent
    │   ├── CredentialTooLongError        a value is longer than a key can encrypt
    │   ├── UnreadableFieldError          a field of a model could not be read
    │   └── NonPublicAddressError         an IP address is not the user's public one
    ├── PayloadError (ValueError)         a JSON text or dict has the wrong type
    ├── InvalidSignatureError             a notification is not signed with your secret
    ├── FlickerCodeError (ValueError)     a challenge is not a flicker code
    ├── InvalidImageError (ValueError)    a challenge is not a picture or document
    ├── ClientClosedError (RuntimeError)  the client was used after close()
    ├── RelationError                     a link cannot be followed
    │   ├── RelationNotFoundError (LookupError)
    │   ├── RelationMismatchError
    │   ├── BrowserRelationError
    │   └── ForeignOriginError
    ├── ReauthenticationRequiredError     the sign-in has expired or was refused
    ├── TokenSourceError                  a function that returns tokens failed
    ├── CredentialsRefusedError           the bank has refused these credentials before
    ├── BudgetExhaustedError              reads without the user are used up for today
    ├── PossibleDuplicateError            an equal order was sent a short while ago
    ├── ConsentExpiredError               the user has to renew the consent
    ├── StoreError                        tokens or records could not be saved or read
    │   └── RecordUnreadableError
    ├── DecryptionError                   a ciphertext has another key, or was altered
    ├── TransportError                    no complete response; see maybe_sent
    │   ├── ConnectError
    │   ├── TransportTimeoutError
    │   └── ConnectionLostError
    └── ResponseError                     a response that is not the expected one
        ├── UnexpectedResponseError
        │   ├── DecodeError
        │   ├── UnexpectedContentTypeError
        │   ├── EmptyBodyError
        │   │   └── NoContentError        the call was carried out, without a result
        │   ├── MissingHeaderError
        │   ├── ResponseTooLargeError
        │   ├── PageRepeatedError
        │   └── ListChangedError
        └── StatusError                   the status is not 2xx
            ├── RedirectRefusedError (3xx)
            ├── BadRequestError (400)
            ├── AuthenticationError (401)
            ├── PermissionDeniedError (403)
            ├── NotFoundError (404)
            ├── MethodNotAllowedError (405)
            ├── ConflictError (409)
            ├── UnprocessableEntityError (422)
            ├── LockedError (423)
            ├── RateLimitError (429)
            ├── WebFormRequiredError (451)
            ├── ScaRequiredError (510)
            ├── ServerError (other 5xx)
            │   ├── InternalServerError (500)
            │   ├── NotSupportedError (501)
            │   ├── ServiceUnavailableError (503)
            │   └── GatewayTimeoutError (504)
            └── UnexpectedStatusError (any other)

The errors of SCA flows are in ``kontokit.sca.errors``.

No message holds a secret, a query string or a piece of a body, but for the provider's error codes
and those of its texts that are the same for everyone. The raw body is kept in
``ResponseError.body`` and is not printed. ``error.help`` says what happened, whether the call may
be repeated and what to tell the user.

This module also defines one warning: ``CertificateExpiredWarning`` (UserWarning).
"""

from __future__ import annotations

from .access import (
    BudgetExhaustedError,
    CertificateExpiredWarning,
    ConsentExpiredError,
    CredentialsRefusedError,
    DecryptionError,
    PossibleDuplicateError,
    ReauthenticationRequiredError,
    RecordUnreadableError,
    StoreError,
    TokenSourceError,
)
from .base import KontokitError
from .problem import Problem
from .response import (
    CallFacts,
    ConnectError,
    ConnectionLostError,
    DecodeError,
    EmptyBodyError,
    ListChangedError,
    MissingHeaderError,
    NoContentError,
    PageRepeatedError,
    ResponseError,
    ResponseTooLargeError,
    TransportError,
    TransportTimeoutError,
    UnexpectedContentTypeError,
    UnexpectedResponseError,
)
from .status import (
    STATUS_ERRORS,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    GatewayTimeoutError,
    InternalServerError,
    LockedError,
    MethodNotAllowedError,
    NotFoundError,
    NotSupportedError,
    PermissionDeniedError,
    RateLimitError,
    RedirectRefusedError,
    ScaRequiredError,
    ServerError,
    ServiceUnavailableError,
    StatusError,
    UnexpectedStatusError,
    UnprocessableEntityError,
    WebFormRequiredError,
    status_error,
)
from .usage import (
    ArgumentError,
    BrowserRelationError,
    ClientClosedError,
    ConfigurationError,
    CredentialTooLongError,
    FlickerCodeError,
    ForeignOriginError,
    InvalidImageError,
    InvalidSignatureError,
    KeyRefusedError,
    NonPublicAddressError,
    PayloadError,
    RelationError,
    RelationMismatchError,
    RelationNotFoundError,
    UnreadableFieldError,
)

__all__ = [
    "STATUS_ERRORS",
    "ArgumentError",
    "AuthenticationError",
    "BadRequestError",
    "BrowserRelationError",
    "BudgetExhaustedError",
    "CallFacts",
    "CertificateExpiredWarning",
    "ClientClosedError",
    "ConfigurationError",
    "ConflictError",
    "ConnectError",
    "ConnectionLostError",
    "ConsentExpiredError",
    "CredentialTooLongError",
    "CredentialsRefusedError",
    "DecodeError",
    "DecryptionError",
    "EmptyBodyError",
    "FlickerCodeError",
    "ForeignOriginError",
    "GatewayTimeoutError",
    "InternalServerError",
    "InvalidImageError",
    "InvalidSignatureError",
    "KeyRefusedError",
    "KontokitError",
    "ListChangedError",
    "LockedError",
    "MethodNotAllowedError",
    "MissingHeaderError",
    "NoContentError",
    "NonPublicAddressError",
    "NotFoundError",
    "NotSupportedError",
    "PageRepeatedError",
    "PayloadError",
    "PermissionDeniedError",
    "PossibleDuplicateError",
    "Problem",
    "RateLimitError",
    "ReauthenticationRequiredError",
    "RecordUnreadableError",
    "RedirectRefusedError",
    "RelationError",
    "RelationMismatchError",
    "RelationNotFoundError",
    "ResponseError",
    "ResponseTooLargeError",
    "ScaRequiredError",
    "ServerError",
    "ServiceUnavailableError",
    "StatusError",
    "StoreError",
    "TokenSourceError",
    "TransportError",
    "TransportTimeoutError",
    "UnexpectedContentTypeError",
    "UnexpectedResponseError",
    "UnexpectedStatusError",
    "UnprocessableEntityError",
    "UnreadableFieldError",
    "WebFormRequiredError",
    "status_error",
]
