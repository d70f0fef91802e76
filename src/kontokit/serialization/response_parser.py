"""
Response parser: a typed result, or the error that says what is wrong with the response.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final, Generic, TypeVar
from urllib.parse import unquote

import msgspec

from ..core.deviation import Deviation, UnreadableRow
from ..core.exceptions import (
    CallFacts,
    DecodeError,
    EmptyBodyError,
    MissingHeaderError,
    NoContentError,
    PayloadError,
    RateLimitError,
    ResponseError,
    ResponseTooLargeError,
    UnexpectedContentTypeError,
    UnexpectedResponseError,
    UnexpectedStatusError,
    WebFormRequiredError,
    status_error,
)
from ..core.http_response import HasHttpResponse, Headers, HttpResponse
from ..core.limits import DEFAULT_LIMITS, Limits
from ..core.typeguards import is_list, is_mapping
from ..core.values import HidesFields
from ..http.labels import ResponseFacts
from ..http.retries import retry_after
from ..operations import Operation, Result
from .charsets import to_utf8
from .deviation_policy import NO_POLICY, DeviationPolicy
from .error_body import ErrorBody, Explain, read_error, unexplained
from .json_decoder import decode, read_json
from .media_types import essence_of, is_json
from .model import wire_field
from .reading import EVERYTHING, Place, Reading
from .unknown_fields import has_further_fields, keep_unknown_fields

T_co = TypeVar("T_co", covariant=True)
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s\\\x00-\x1f\x7f]+", re.IGNORECASE)
_MEDIA_TYPE: Final = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,60}")
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_NO_CONTENT: Final = frozenset({204, 205})
_EMPTY: Final = (b"", b"\xef\xbb\xbf")
_ID: Final = re.compile(r"[!-~]{1,128}")
ANY_MEDIA_TYPE: Final = "*/*"
"""The media type of a result that is parsed by the media type of its response."""


class Response(
    HidesFields,
    HasHttpResponse,
    msgspec.Struct,
    Generic[T_co],
    frozen=True,
    kw_only=True,
    weakref=True,
):
    """
    A result with its HTTP response.
    """

    _hidden: ClassVar = frozenset({"unreadable"})

    value: T_co
    http: HttpResponse
    """The response as it was received."""
    request_id: str | None = None
    """The provider's id of the request, or else the one that was sent."""
    deviations: tuple[Deviation, ...] = ()
    """
    Where the response differs from its document and was read nevertheless, in the order of the
    body.
    """
    unreadable: tuple[UnreadableRow, ...] = ()
    """The rows that are left out of ``value``, because they cannot be read."""

    @property
    def headers(self) -> Headers:
        """
        The response headers.
        """
        return self.http.headers


class Location(msgspec.Struct, Generic[T_co], frozen=True, weakref=True):
    """
    Where a new resource is. ``client.follow(location)`` reads it and returns its model.
    """

    url: str
    """The ``Location`` header, absolute or a path."""

    @property
    def id(self) -> str:
        """
        The last segment of the path, decoded: usually the id of the new resource.
        """
        path = re.split(r"[?#]", self.url, maxsplit=1)[0]
        return unquote(path.rstrip("/").rsplit("/", 1)[-1])


def parse_response(
    operation: Operation[Any],
    http: HttpResponse,
    *,
    request_id: str | None,
    media_type: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    keep_unknown: bool = False,
    policy: DeviationPolicy = NO_POLICY,
    explain: Explain = unexplained,
) -> Response[Any]:
    """
    The typed result of an operation.

    Args:
        operation: The operation that was called.
        request_id: The id of the request, for the result and for errors.
        media_type: The representation that was requested as text instead of the documented one.
        limits: How deep JSON may be nested, and how many digits a number may have.
        keep_unknown: Keep fields that the document does not know on the models.
        policy: Whether values that do not fit are errors.
        explain: What the error codes of the API mean.

    Raises:
        ResponseError: The status is not 2xx, or the response cannot be used.
    """
    parser = _ResponseParser(operation, http, request_id, limits, keep_unknown, policy, explain)
    return parser.parse(media_type)


def response_facts(
    operation: Operation[Any], id_header: str | None, http: HttpResponse
) -> ResponseFacts:
    """
    What logs and middleware say of a response: only what looks like an id or a code.

    Args:
        operation: The operation that was called.
        id_header: The header in which the provider names the request.
    """
    request_id = http.headers.get(id_header, "") if id_header else ""
    code = _error_code(operation, http) if http.status_code >= 400 else None
    return ResponseFacts(
        code=code if code and _CODE.fullmatch(code) else None,
        request_id=request_id if _ID.fullmatch(request_id) else None,
    )


def _error_code(operation: Operation[Any], http: HttpResponse) -> str | None:
    body = _ResponseParser(operation, http, None, DEFAULT_LIMITS).as_utf8()
    problems = read_error(body, _error_forms(operation, http.status_code)).problems
    return next((problem.code for problem in problems if problem.code), None)


class _ResponseParser(msgspec.Struct, frozen=True):
    """
    Parses one response; its errors name the call and hold the response.
    """

    operation: Operation[Any]
    http: HttpResponse
    request_id: str | None
    limits: Limits
    keep_unknown: bool = False
    policy: DeviationPolicy = NO_POLICY
    explain: Explain = unexplained

    def parse(self, media_type: str | None) -> Response[Any]:
        result = self._documented()
        if media_type is not None:
            result = Result(type=str, media_type=media_type)
        found = self._value(result)
        reading = found if isinstance(found, Reading) else Reading(found)
        return Response(
            value=reading.value,
            http=self.http,
            request_id=self.request_id,
            deviations=reading.deviations,
            unreadable=reading.unreadable,
        )

    @property
    def _call(self) -> CallFacts:
        return {"operation": self.operation.id, "request_id": self.request_id}

    def _documented(self) -> Result:
        if not 200 <= self.http.status_code < 300:
            raise self._status_error()
        operation, status = self.operation, self.http.status_code
        result = operation.results.get(status) or operation.other_result or _only_result(operation)
        if result is None:
            if self.http.status_code in _NO_CONTENT:
                raise self._missing_body()
            raise UnexpectedStatusError(
                "the response has a status that is not documented", self.http, **self._call
            )
        return result

    def _status_error(self) -> ResponseError:
        forms = _error_forms(self.operation, self.http.status_code)
        body = read_error(self.as_utf8(), forms, self.explain)
        error = self._error_of(body)
        error.deviations = body.deviations
        return error

    def _error_of(self, error: ErrorBody) -> ResponseError:
        kind = status_error(self.http.status_code)
        problems = error.problems
        if self.keep_unknown and error.parsed is not None:
            keep_unknown_fields(Reading(error.parsed), self.as_utf8(), limits=self.limits)
        call = self._call
        call["request_id"] = error.request_id or self.request_id
        message = kind.default_message
        if kind is WebFormRequiredError:
            url = self.http.headers.get("location", "").strip()
            if not _WEB_ADDRESS.fullmatch(url):
                return MissingHeaderError(
                    "a web form is required, but its address is missing in the header Location",
                    self.http,
                    header="Location",
                    **call,
                )
            return WebFormRequiredError(
                message, self.http, parsed=error.parsed, problems=problems, url=url, **call
            )
        if kind is RateLimitError:
            pause = retry_after(self.http.headers)
            return RateLimitError(
                message,
                self.http,
                parsed=error.parsed,
                problems=problems,
                retry_after=pause,
                **call,
            )
        return kind(message, self.http, parsed=error.parsed, problems=problems, **call)

    def _value(self, result: Result) -> Any:
        if result.location:
            return self._location()
        if result.type is None:
            return None
        if self.http.too_large:
            raise ResponseTooLargeError(
                "the body is larger than limits.body allows", self.http, **self._call
            )
        if self.http.unreadable:
            raise UnexpectedResponseError(self.http.unreadable, self.http, **self._call)
        if result.media_type == ANY_MEDIA_TYPE:
            return self._anything()
        if self.http.body.strip() in _EMPTY:
            raise self._missing_body()
        if result.type is bytes:
            return self._octets(result)
        if result.type is str and not is_json(essence_of(result.media_type)):
            return self._text(result)
        return self._json(result)

    def _missing_body(self) -> EmptyBodyError:
        if self.http.status_code in _NO_CONTENT:
            return NoContentError(
                "the call was carried out, but the result was not sent", self.http, **self._call
            )
        return EmptyBodyError("the documented body is missing", self.http, **self._call)

    def _location(self) -> Location[Any]:
        url = self.http.headers.get("location", "").strip()
        if not url and self.http.status_code in _NO_CONTENT:
            raise self._missing_body()
        if not url:
            raise MissingHeaderError(
                "the address of the result is missing in the header Location",
                self.http,
                header="Location",
                **self._call,
            )
        return Location[Any](url)

    def _anything(self) -> Any:
        """
        A body of an undocumented type: JSON, text, or bytes; None where it is empty.
        """
        essence = self._essence()
        if not self.http.body.strip():
            return None
        if is_json(essence):
            return self._json(Result(type=Any))
        if essence.startswith("text/") or essence.endswith("xml"):
            return self._characters()
        return self.http.body

    def _octets(self, result: Result) -> bytes:
        known = ("", essence_of(result.media_type), "application/octet-stream")
        if self._essence() not in known:
            raise self._unexpected(result)
        return self.http.body

    def _text(self, result: Result) -> Reading:
        if not _is_text_of(self._essence(), essence_of(result.media_type)):
            raise self._unexpected(result)
        return self._characters()

    def _characters(self) -> Reading:
        text, deviation = to_utf8(self.http.body, self._content_type())
        deviations = () if deviation is None else (deviation,)
        return self._accepted(Reading(text.decode(), deviations))

    def _json(self, result: Result) -> Reading:
        try:
            reading = self._read(result)
        except PayloadError as error:
            failure = DecodeError(
                error.message,
                self.http,
                path=error.path,
                rows=error.rows,
                unreadable=error.unreadable,
                **self._call,
            )
        else:
            return self._accepted(reading)
        # JSON is read under any media type; what is no JSON may be the page of a gateway.
        essence = self._essence()
        if essence and not is_json(essence) and not self._is_json_text():
            raise self._unexpected(result)
        raise failure

    def _read(self, result: Result) -> Reading:
        text, deviation = to_utf8(self.http.body, self._content_type(), check=False)
        try:
            reading = self._decode(text, result)
        except PayloadError:
            # Only now, since looking at every byte takes time.
            whole, deviation = to_utf8(self.http.body, self._content_type())
            if deviation is None or whole == text:
                raise
            reading = self._decode(whole, result)
        if deviation is not None:
            reading.deviations = (deviation, *reading.deviations)
        return reading

    def _decode(self, text: bytes, result: Result) -> Reading:
        place = Place(self.operation.rows, result.envelope)
        reading = read_json(text, result.type, place, self.limits)
        if self.keep_unknown or has_further_fields(result.type):
            keep_unknown_fields(reading, text, place, self.limits)
        return reading

    def _is_json_text(self) -> bool:
        try:
            decode(self.as_utf8(), Any, self.limits)
        except PayloadError:
            return False
        return True

    def _accepted(self, reading: Reading) -> Reading:
        policy = self.policy
        if policy.strict and reading.deviations:
            raise self._decode_error(reading.deviations[0], reading)
        if reading.unreadable and policy.on_deviation is None:
            raise self._decode_error(reading.unreadable[0].deviation, reading)
        return reading

    def _decode_error(self, first: Deviation, reading: Reading) -> DecodeError:
        return DecodeError(
            first.message,
            self.http,
            path=first.path,
            rows=_rows_of(reading.value, self.operation.rows),
            unreadable=reading.unreadable,
            deviations=reading.deviations,
            **self._call,
        )

    def _unexpected(self, result: Result) -> UnexpectedContentTypeError:
        essence = self._essence()
        shown = essence if _MEDIA_TYPE.fullmatch(essence) else "something else"
        return UnexpectedContentTypeError(
            f"{result.media_type} is documented, got {shown}",
            self.http,
            content_type=essence or None,
            **self._call,
        )

    def _essence(self) -> str:
        return essence_of(self._content_type())

    def _content_type(self) -> str:
        return self.http.headers.get("content-type", "")

    def as_utf8(self) -> bytes:
        return to_utf8(self.http.body, self._content_type())[0]


def _rows_of(value: Any, rows: str | None) -> list[Any]:
    """
    The rows of a list.
    """
    found = value if rows == EVERYTHING else wire_field(value, rows) if rows else None
    if is_mapping(found):
        return list(found.values())
    return list(found) if is_list(found) else []


def _only_result(operation: Operation[Any]) -> Result | None:
    # A server may send 200 where 201 is documented; that is clear if all results are the same.
    results = set(map(id, operation.results.values()))
    return next(iter(operation.results.values())) if len(results) == 1 else None


def _error_forms(operation: Operation[Any], status: int) -> list[Any]:
    documented = [form for known, form in operation.errors.items() if known == status]
    ranges = operation.error_ranges
    near = [ranges[key] for key in (f"{status // 100}XX", "default") if key in ranges]
    forms = [*documented, *near, *operation.errors.values(), *ranges.values()]
    return list(dict.fromkeys(form for form in forms if form is not None))


def _is_text_of(essence: str, wanted: str) -> bool:
    # An HTML page is nearly always an error page of a gateway.
    if essence == "text/html":
        return wanted == essence
    if essence in ("", wanted, "application/octet-stream") or essence.startswith("text/"):
        return True
    return wanted.rpartition("/")[2] == essence.rpartition("/")[2].rpartition("+")[2]
