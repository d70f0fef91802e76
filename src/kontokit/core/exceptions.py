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

import copy
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, TypedDict, Unpack

import attrs

from .deviation import Deviation, UnreadableRow
from .http_response import HasHttpResponse, HiddenHeaders, HttpResponse
from .printable import MAX_MESSAGE, bounded_text, one_line, one_line_or_none
from .secret import Secret

if TYPE_CHECKING:
    from .error_help import CodeHelp, ErrorHelp

_UNPICKLED: Final = frozenset({"_hidden", "_url"})
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_WORDS: Final = re.compile(r"[A-Za-z][A-Za-z ,.;'-]{0,199}")
"""A sentence without numbers, addresses and quotes."""


class KontokitError(Exception):
    """
    The base of every error that leaves this library.

    Its message is one printable line of at most 1,000 characters, whatever a server has sent.
    """

    attempts: int = 0
    """How often the request was sent or tried; 0 if that never began."""
    is_retry_safe: bool = False
    """
    Whether the same call again may succeed and cannot do anything twice: because nothing was sent,
    or because the call only reads. If kontokit repeats calls itself, it has done so already.
    """

    @property
    def help(self) -> ErrorHelp:
        """
        What happened, what to do, whether the call may be repeated, and what to tell the user.
        """
        # By name: the handbook stands above this package, and is loaded for those who ask.
        found: ErrorHelp = import_module("kontokit.handbook").help_for(self)
        return found

    def __init__(self, *args: object) -> None:
        super().__init__(*(one_line(v, MAX_MESSAGE) if isinstance(v, str) else v for v in args))

    def __reduce__(self) -> tuple[Any, ...]:
        # Exception.__reduce__ calls the class with self.args, but many of these classes take
        # other arguments than the one message that ends up in args.
        # A Secret stays in this process: a pickled copy of the error goes on without it.
        state = {name: v for name, v in self.__dict__.items() if name not in _UNPICKLED}
        return _rebuild, (type(self), self.args, state)

    def __copy__(self) -> Any:
        return _rebuild(type(self), self.args, dict(self.__dict__))

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        return _rebuild(type(self), self.args, copy.deepcopy(self.__dict__, memo))


def _rebuild(kind: type[KontokitError], args: tuple[Any, ...], state: dict[str, Any]) -> Any:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class ConfigurationError(KontokitError, ValueError):
    """
    The client was set up wrongly; nothing was sent.
    """


class KeyRefusedError(ConfigurationError):
    """
    A key or certificate is of the wrong kind, too weak, damaged or not the expected one.

    The error never holds a piece of it, for it may be a private key.
    """


class ArgumentError(KontokitError, ValueError):
    """
    An argument or a body cannot be sent; nothing was sent.
    """

    def __init__(self, message: str, *, place: str) -> None:
        """
        The message names the location and the problem, never the value.

        Args:
            message: What is wrong, without the value.
            place: Where: the name of an argument, or a path such as ``orders[0].amount``, spelled
                as the caller did.
        """
        super().__init__(f"{place}: {message}")
        self.place = place


class UnreadableFieldError(ArgumentError):
    """
    A model that was read is sent, and one of its fields is None because its value in the response
    did not fit (see ``model.deviations``). The server would lose its value. Set the field, or send
    a dict without it.
    """


class CredentialTooLongError(ArgumentError):
    """
    A value is longer than a key can encrypt. The most bytes it may have are in ``limit``.
    """

    def __init__(self, limit: int, *, place: str) -> None:
        """
        The message names the location and the limit, never the value nor its length.

        Args:
            limit: The most bytes of UTF-8.
            place: Where, as in ``ArgumentError``.
        """
        super().__init__(f"only {limit} bytes of UTF-8 can be encrypted", place=place)
        self.limit = limit


class NonPublicAddressError(ArgumentError):
    """
    An IP address cannot be the public one of a user. ``kind`` says what it is instead.
    """

    def __init__(self, kind: str, *, place: str) -> None:
        super().__init__(f"a user's public IP address is needed; this one is {kind}", place=place)
        self.kind = kind
        """Such as ``private``, ``loopback``, ``documentation`` or ``malformed``."""


class PayloadError(KontokitError, ValueError):
    """
    A JSON text or a dict has the wrong type. ``path`` names the place.
    """

    rows: tuple[Any, ...] = ()
    """The rows of a list that could be read although something beside them does not fit."""
    unreadable: tuple[UnreadableRow, ...] = ()
    """The rows of that list that cannot be read."""

    def __init__(self, message: str, *, path: str) -> None:
        super().__init__(f"{message} at {path}")
        self.message = message
        self.path = path


class InvalidSignatureError(KontokitError):
    """
    The signature of a notification is missing, malformed, or of another body or secret.

    Do not process the request: anyone may have sent it.
    """


class FlickerCodeError(KontokitError, ValueError):
    """
    A challenge is not a flicker code. Its text can still be shown.
    """

    def __init__(self, message: str, *, position: int | None = None) -> None:
        """
        Name what does not fit and where, never a piece of the code.

        Args:
            message: What does not fit.
            position: Where, counted from 0 in the characters of the code without whitespace; in a
                binary code, in its hexadecimal digits. None where the whole does not fit.
        """
        super().__init__(message if position is None else f"{message} at position {position}")
        self.position = position


class InvalidImageError(KontokitError, ValueError):
    """
    The data is not an image or a PDF that may be shown. The message holds none of it.
    """


class ClientClosedError(KontokitError, RuntimeError):
    """
    The client was used after ``close()``.
    """


class RelationError(KontokitError):
    """
    A link of a resource cannot be followed; nothing was sent.
    """


class RelationNotFoundError(RelationError, LookupError):
    """
    The resource has no such relation. Those present are in ``present``.
    """

    def __init__(self, relation: str, present: Sequence[str]) -> None:
        listed = ", ".join(present) if present else "none"
        super().__init__(f"there is no relation {relation!r} here; present: {listed}")
        self.relation = relation
        self.present = tuple(present)


class RelationMismatchError(RelationError):
    """
    The link does not have the shape of any operation known for its relation.
    """


class BrowserRelationError(RelationError):
    """
    The link is a page for the user's browser. It is in ``url`` and is never fetched.
    """

    _url: Secret = Secret("")

    def __init__(self, relation: str, url: str) -> None:
        super().__init__(
            f"the relation {relation!r} is for the user's browser; open the url of this error"
        )
        self.relation = relation
        self._url = Secret(url)

    @property
    def url(self) -> str:
        """
        The address of the page, which may hold a session; empty in a pickled copy of this error.
        """
        return self._url.reveal()


class ForeignOriginError(RelationError):
    """
    The link leads to another server than the configured one, or might.
    """


class ReauthenticationRequiredError(KontokitError):
    """
    The user has to sign in again: the sign-in has expired, or the credentials were refused.

    kontokit does not resend them automatically, because repeated wrong passwords lock the user out.
    Continue with new credentials, or call ``sign_in()`` to try these once more.
    """

    def __init__(
        self, message: str, *, code: str | None = None, request_id: str | None = None
    ) -> None:
        named = f": {code}" if code and _is_code(code) else ""
        super().__init__(f"{message}{named}")
        self.code = one_line_or_none(code)
        """The provider's code, such as ``invalid_grant``, or None."""
        self.request_id = one_line_or_none(request_id)
        """The provider's id of the refusal, or None."""


class TokenSourceError(KontokitError):
    """
    A function that was passed as a token failed, or returned none; the call was not sent.

    The message names the class of its error, but holds nothing of it.
    """


class CredentialsRefusedError(KontokitError):
    """
    A bank has refused these credentials before; nothing was sent.

    kontokit does not resend them, because repeated wrong PINs lock the user out. Ask the user for
    others, or call ``client.sca.unlock()`` to send these once more.
    """

    def __init__(self, *, code: str | None = None) -> None:
        named = f" ({code})" if code and _is_code(code) else ""
        super().__init__(
            f"the bank has refused these credentials before{named}; ask the user for others, or"
            " call client.sca.unlock() to send these once more"
        )
        self.code = one_line_or_none(code)
        """The provider's code for the refusal, or None."""


class BudgetExhaustedError(KontokitError):
    """
    The daily limit of reads without the user is reached; nothing was sent.

    Wait until ``not_before``, or read while the user is present and pass the user's public IP.
    """

    def __init__(self, *, not_before: datetime) -> None:
        super().__init__(
            f"no more reads without the user are allowed before {not_before.isoformat()}"
        )
        self.not_before = not_before


class PossibleDuplicateError(KontokitError):
    """
    An equal order was sent within the last ten minutes; nothing was sent now.

    The same account, payee, amount and purpose. Look up what became of the first one. If both are
    meant, repeat the call with ``CallOptions(allow_duplicate=True)``.
    """

    def __init__(self, *, place: str, sent_at: datetime | None) -> None:
        when = "is in this call" if sent_at is None else f"was sent at {sent_at:%H:%M:%S} UTC"
        super().__init__(
            f"{place}: an equal order {when}; if both are meant, pass "
            'options={"allow_duplicate": True}'
        )
        self.place = place
        """Which order, such as ``moneyTransfers[2]``."""
        self.sent_at = sent_at
        """When the first one was sent, in UTC; None if both are in this call."""


class ConsentExpiredError(KontokitError):
    """
    The user's consent has expired, so the bank must not be asked; nothing was sent.

    Renew it together with the user; ``expired_at`` says when it expired.
    """

    def __init__(self, *, expired_at: datetime) -> None:
        super().__init__(
            f"the user's consent expired at {expired_at.isoformat()}; renew it with the user"
        )
        self.expired_at = expired_at


class StoreError(KontokitError):
    """
    A store of tokens or records did not work, such as a full disk or a server that is down.
    """


class RecordUnreadableError(StoreError):
    """
    A stored record cannot be read: it was encrypted with another key, or altered.
    """


class DecryptionError(KontokitError):
    """
    A ciphertext cannot be decrypted: it was encrypted with another key, or altered.
    """


class CertificateExpiredWarning(UserWarning):
    """
    The certificate of a public key has expired. The key is still used.
    """


class TransportError(KontokitError):
    """
    No complete response arrived. ``maybe_sent`` says whether the server may have acted.
    """

    def __init__(self, message: str, *, maybe_sent: bool, request_id: str | None = None) -> None:
        super().__init__(message)
        self.maybe_sent = maybe_sent
        self.request_id = request_id
        self.is_retry_safe = not maybe_sent


class ConnectError(TransportError):
    """
    The server was not reached. Nothing was sent.
    """

    def __init__(self, message: str, *, request_id: str | None = None) -> None:
        super().__init__(message, maybe_sent=False, request_id=request_id)


class TransportTimeoutError(TransportError):
    """
    A step took longer than its timeout, or the whole call longer than ``total``. ``phase`` names
    the step.
    """

    def __init__(
        self,
        message: str,
        *,
        phase: Literal["connect", "pool", "write", "read", "total"],
        request_id: str | None = None,
        maybe_sent: bool | None = None,
    ) -> None:
        # By default every phase but the first two counts as sent.
        sent = phase not in ("connect", "pool") if maybe_sent is None else maybe_sent
        super().__init__(message, maybe_sent=sent, request_id=request_id)
        self.phase = phase


class ConnectionLostError(TransportError):
    """
    The connection broke before the response was complete. The request may have arrived.
    """

    def __init__(self, message: str, *, request_id: str | None = None) -> None:
        super().__init__(message, maybe_sent=True, request_id=request_id)


class CallFacts(TypedDict):
    """
    Which call a response belongs to.
    """

    operation: str
    request_id: str | None


class ResponseError(HasHttpResponse, KontokitError):
    """
    A response arrived, and it is not the expected one.
    """

    http: HttpResponse
    """The response, without the headers that are ``Secret`` in ``headers``."""
    request_id: str | None
    """The provider's id of the request, or else the one that was sent."""
    operation: str
    """The operation's name in the specification."""
    deviations: tuple[Deviation, ...] = ()
    """What differs from the document in the part of the body that could be read."""
    _hidden: Mapping[str, Secret] = MappingProxyType({})

    def __init__(self, message: str, http: HttpResponse, **call: Unpack[CallFacts]) -> None:
        request_id = one_line_or_none(call["request_id"])
        named = f", request id {request_id}" if request_id else ""
        super().__init__(f"{call['operation']}: {message} (status {http.status_code}{named})")
        self.http = http.without_secrets()
        self._hidden = http.headers.secrets()
        self.request_id = request_id
        self.operation = call["operation"]

    @property
    def headers(self) -> HiddenHeaders:
        """
        The response headers. ``Location``, cookies, tokens and the like are ``Secret``.
        """
        return HiddenHeaders(self.http.headers, self._hidden)


class UnexpectedResponseError(ResponseError):
    """
    The status may be right, but the response cannot be used.
    """


class DecodeError(UnexpectedResponseError):
    """
    The body is not JSON of the documented shape. ``path`` names the place.

    If it is a row of a list, the others are in ``rows``, and nothing is lost. Pass ``on_deviation``
    to the client or to the call to leave such rows out.
    """

    def __init__(
        self,
        message: str,
        http: HttpResponse,
        *,
        path: str,
        rows: Sequence[Any] = (),
        unreadable: Sequence[UnreadableRow] = (),
        deviations: Sequence[Deviation] = (),
        **call: Unpack[CallFacts],
    ) -> None:
        others = f"; rows has the {len(rows)} others" if rows and unreadable else ""
        super().__init__(f"{message} at {path}{others}", http, **call)
        self.path = path
        self.rows = list(rows)
        """The rows that could be read, as their models."""
        self.unreadable = tuple(unreadable)
        """The rows that could not be read, each with its plain JSON in ``raw``."""
        self.deviations = tuple(deviations)


class UnexpectedContentTypeError(UnexpectedResponseError):
    """
    The body has another media type than documented, such as an HTML page.
    """

    def __init__(
        self,
        message: str,
        http: HttpResponse,
        *,
        content_type: str | None,
        **call: Unpack[CallFacts],
    ) -> None:
        super().__init__(message, http, **call)
        self.content_type = one_line_or_none(content_type)


class EmptyBodyError(UnexpectedResponseError):
    """
    A body is documented, but the response has none.
    """


class NoContentError(EmptyBodyError):
    """
    The call was carried out, but its result was not sent: status 204 or 205, where a body or a
    ``Location`` is documented.

    The server has confirmed the success, so do not repeat a call that changes something. Read the
    result with another call if you need it.
    """


class MissingHeaderError(UnexpectedResponseError):
    """
    A header that carries the result is missing or unusable.
    """

    def __init__(
        self, message: str, http: HttpResponse, *, header: str, **call: Unpack[CallFacts]
    ) -> None:
        super().__init__(message, http, **call)
        self.header = header


class ResponseTooLargeError(UnexpectedResponseError):
    """
    The body is larger than the limit. Its beginning is in ``body``.
    """


class PageRepeatedError(UnexpectedResponseError):
    """
    The server sent an earlier page again, so the list would never end.
    """


class ListChangedError(UnexpectedResponseError):
    """
    The list changed between two of its pages, so that rows may be missing or come twice.

    List again, or go on at the page before ``page`` and leave out the rows that you have.
    """

    def __init__(
        self,
        message: str,
        http: HttpResponse,
        *,
        page: int,
        total_before: int | None,
        total_after: int | None,
        repeated_ids: Sequence[Any],
        **call: Unpack[CallFacts],
    ) -> None:
        super().__init__(message, http, **call)
        self.page = page
        """The number of the page that showed it. Its rows have not been given."""
        self.total_before = total_before
        """The number of all rows by the earlier page; None if the API does not say it."""
        self.total_after = total_after
        """The number of all rows by this page."""
        self.repeated_ids = tuple(repeated_ids)
        """The ids of rows that stand on both pages."""


@attrs.frozen(kw_only=True)
class Problem:
    """
    One thing that went wrong, as the provider reports it; the texts hold printable characters only.
    """

    code: str | None = attrs.field(default=None, converter=one_line_or_none)
    """The provider's code, such as ``UNKNOWN_ENTITY`` or ``invalid_token``."""
    type: str | None = attrs.field(default=None, converter=one_line_or_none)
    """Whom the message is for, if the provider says so: ``BUSINESS`` is for the user."""
    message: str | None = attrs.field(
        default=None, repr=False, converter=attrs.converters.optional(bounded_text)
    )
    """The text of the provider or the bank, at most 4,000 characters. It may hold private data."""
    field: str | None = attrs.field(default=None, converter=one_line_or_none)
    """The field of the request that is wrong, if the provider names it."""
    challenge: Any = attrs.field(default=None, repr=False)
    """What the bank wants for strong customer authentication, as its model."""
    known: CodeHelp | None = attrs.field(default=None, repr=False, eq=False)
    """What the code means; None if the API does not explain it."""


STATUS_ERRORS: Final[dict[str, type[StatusError]]] = {}
"""Status or range → class."""


class StatusError(ResponseError):
    """
    The status is not 2xx. ``parsed`` is the documented error body, or None if it does not fit.
    """

    default_message: ClassVar[str] = "the status is not 2xx"

    parsed: Any
    """The body, decoded as the documented type, or None."""
    problems: tuple[Problem, ...]
    """What the body says went wrong; empty where it does not say or is not understood."""
    not_before: datetime | None = None
    """When the server wants to be asked again, by its ``Retry-After``, within a day; or None."""

    def __init_subclass__(cls, *, for_status: str = "", **kwargs: Any) -> None:
        """
        Register a class.

        Args:
            for_status: The status that raises this class, or a range such as ``5XX``; empty where
                none does.
        """
        super().__init_subclass__(**kwargs)
        if for_status:
            STATUS_ERRORS[for_status] = cls

    def __init__(
        self,
        message: str,
        http: HttpResponse,
        *,
        parsed: Any = None,
        problems: Sequence[Problem] = (),
        **call: Unpack[CallFacts],
    ) -> None:
        super().__init__(message + _said(problems), http, **call)
        self.parsed = parsed
        self.problems = tuple(problems)

    @property
    def code(self) -> str | None:
        """
        The provider's code of the first problem, or None.
        """
        return self._first.code

    @property
    def type(self) -> str | None:
        """
        Whom the message of the first problem is for, or None.
        """
        return self._first.type

    @property
    def message(self) -> str | None:
        """
        The provider's text for the first problem, or None. It may hold private data.
        """
        return self._first.message

    @property
    def known(self) -> CodeHelp | None:
        """
        What the code of the first problem means; None if the API does not explain it.
        """
        return self._first.known

    @property
    def _first(self) -> Problem:
        return self.problems[0] if self.problems else Problem()


class RedirectRefusedError(StatusError, for_status="3XX"):
    """
    The server redirects. No redirect is ever followed.
    """

    default_message = "the server redirects, and no redirect is followed"


class BadRequestError(StatusError, for_status="400"):
    """
    400: the server finds the request wrong.
    """

    default_message = "the server finds the request wrong"


class AuthenticationError(StatusError, for_status="401"):
    """
    401: the credentials are missing or not valid.
    """

    default_message = "the credentials are missing or not valid"


class PermissionDeniedError(StatusError, for_status="403"):
    """
    403: the credentials do not allow this, or have expired.
    """

    default_message = "the credentials do not allow this, or have expired"


class NotFoundError(StatusError, for_status="404"):
    """
    404: there is no such resource.
    """

    default_message = "there is no such resource"


class MethodNotAllowedError(StatusError, for_status="405"):
    """
    405: the resource does not allow this now.
    """

    default_message = "the resource does not allow this now"


class ConflictError(StatusError, for_status="409"):
    """
    409: the resource exists already or is in use.
    """

    default_message = "the resource exists already or is in use"


class UnprocessableEntityError(StatusError, for_status="422"):
    """
    422: the request is well formed, but cannot be carried out.
    """

    default_message = "the request is well formed, but cannot be carried out"


class LockedError(StatusError, for_status="423"):
    """
    423: the resource is busy, or the user is locked. Try again later, or unlock the user.
    """

    default_message = "the resource is busy, or the user is locked"


class RateLimitError(StatusError, for_status="429"):
    """
    429: too many requests. ``retry_after`` is in seconds, between 0 and a day, or None.
    """

    default_message = "there were too many requests"

    def __init__(
        self,
        message: str,
        http: HttpResponse,
        *,
        parsed: Any = None,
        problems: Sequence[Problem] = (),
        retry_after: float | None = None,
        **call: Unpack[CallFacts],
    ) -> None:
        super().__init__(message, http, parsed=parsed, problems=problems, **call)
        self.retry_after = retry_after


class WebFormRequiredError(StatusError, for_status="451"):
    """
    451: the user has to go on in a web form. ``url`` is its address, good for one use.
    """

    _url: Secret = Secret("")

    default_message = "the user has to go on in a web form, at the url of this error"

    def __init__(
        self,
        message: str,
        http: HttpResponse,
        *,
        parsed: Any = None,
        problems: Sequence[Problem] = (),
        url: str,
        **call: Unpack[CallFacts],
    ) -> None:
        super().__init__(message, http, parsed=parsed, problems=problems, **call)
        self._url = Secret(url)

    @property
    def url(self) -> str:
        """
        The address of the form, as the server sent it; empty in a pickled copy of this error.
        """
        return self._url.reveal()


class ScaRequiredError(StatusError, for_status="510"):
    """
    510: the bank asks for strong customer authentication.
    """

    default_message = "the bank asks for strong authentication; make the call with client.sca.start"

    @property
    def challenge(self) -> Any:
        """
        What the bank wants, as the model that the API documents; None where it does not say.
        """
        found = (problem.challenge for problem in self.problems)
        return next((challenge for challenge in found if challenge is not None), None)


class ServerError(StatusError, for_status="5XX"):
    """
    Any 5xx: the server failed. The number is in ``status``.
    """

    default_message = "the server failed"


class InternalServerError(ServerError, for_status="500"):
    """
    500: the server failed.
    """


class NotSupportedError(ServerError, for_status="501"):
    """
    501: the bank, its interface or the server does not support this.
    """

    default_message = "the bank or the server does not support this"


class ServiceUnavailableError(ServerError, for_status="503"):
    """
    503: the server is temporarily unavailable.
    """

    default_message = "the server is temporarily unavailable"


class GatewayTimeoutError(ServerError, for_status="504"):
    """
    504: something behind the server took too long. The request may have been carried out.
    """

    default_message = "something behind the server took too long and may still go on"


class UnexpectedStatusError(StatusError):
    """
    A status that neither the documents nor this library know.
    """

    default_message = "the status is not documented"


def status_error(status: int) -> type[StatusError]:
    """
    The class of error for a status that is not 2xx.

    Args:
        status: Any integer; servers send numbers that no standard knows.

    Returns:
        The most specific class.
    """
    # Look in the range first: a status such as 599 has no class of its own.
    in_range = STATUS_ERRORS.get(f"{status // 100}XX", UnexpectedStatusError)
    return STATUS_ERRORS.get(str(status), in_range)


def _said(problems: Sequence[Problem]) -> str:
    """
    What the message of an error says of the provider's: codes and fixed texts, never private data.
    """
    shown = dict.fromkeys(text for one in problems if (text := _shown(one)))
    has_more = bool(problems and problems[0].message) and not _is_fixed(problems[0])
    codes = f": {', '.join(shown)}" if shown else ""
    return f"{codes}; see error.message" if has_more else codes


def _shown(problem: Problem) -> str:
    if not problem.code or not _is_code(problem.code):
        return ""
    return f'{problem.code} "{problem.message}"' if _is_fixed(problem) else problem.code


def _is_fixed(problem: Problem) -> bool:
    """
    Whether the message cannot hold private data: those of this code are the same for everyone, and
    it consists of words.
    """
    known, message = problem.known, problem.message
    return bool(known and known.fixed_message and message and _WORDS.fullmatch(message))


def _is_code(text: str) -> bool:
    """
    Whether a code may stand in a message: a word, never a sentence with personal data.
    """
    return _CODE.fullmatch(text) is not None
