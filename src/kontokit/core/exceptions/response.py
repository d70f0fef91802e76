"""
No complete response came, or the one that came cannot be used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, TypedDict, Unpack

from ..deviation import Deviation, UnreadableRow
from ..http_response import HasHttpResponse, HiddenHeaders, HttpResponse
from ..printable import one_line_or_none
from ..secret import Secret
from .base import KontokitError


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
