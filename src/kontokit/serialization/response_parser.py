"""
From one HTTP response to a typed result, or to the error that says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final, Generic, TypeVar
from urllib.parse import unquote

import attrs

from ..core.exceptions import (
    DecodeError,
    EmptyBody,
    MissingHeader,
    PayloadError,
    Problem,
    RateLimited,
    ResponseTooLarge,
    UnexpectedContentType,
    UnexpectedStatus,
    WebFormRequired,
    status_error,
)
from ..core.response_info import Headers, ResponseInfo
from ..core.typeguards import is_list
from ..operations import ErrorShape, Operation, Result
from .json_decoder import decode, decode_unwrapped
from .model import wire_field

T_co = TypeVar("T_co", covariant=True)
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE | re.ASCII)
_OLD_CHARSETS: Final[Mapping[str, str]] = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "utf-16": "utf-16",
}
_DAY: Final = 86_400.0


@attrs.frozen(kw_only=True)
class Response(Generic[T_co]):
    """
    A result together with the HTTP response it came in.
    """

    value: T_co
    status: int
    headers: Headers
    body: bytes = attrs.field(repr=False)
    request_id: str | None = None


@attrs.frozen
class Location:
    """
    Where a new resource is. ``client.follow(location)`` reads it.
    """

    url: str
    """The ``Location`` header as it came, absolute or a path."""

    @property
    def id(self) -> str:
        """
        The last segment of the path, decoded: usually the id of the new resource.
        """
        path = re.split(r"[?#]", self.url, maxsplit=1)[0]
        return unquote(path.rstrip("/").rsplit("/", 1)[-1])


def parse_response(operation: Operation[Any], answer: ResponseInfo) -> Response[Any]:
    """
    The result of an operation.

    Args:
        operation: The operation that was called.
        answer: What the server answered.

    Returns:
        The typed value and the response around it.

    Raises:
        ResponseError: The status is not 2xx, or the answer cannot be used.
    """
    result = _documented(operation, answer)
    return respond(_value(result, answer), answer)


def parse_text(operation: Operation[Any], answer: ResponseInfo, media_type: str) -> Response[str]:
    """
    The text of a representation that was asked for instead of the documented one.

    Args:
        operation: The operation that was called.
        answer: What the server answered.
        media_type: The media type that was asked for.

    Returns:
        The text and the response around it.

    Raises:
        ResponseError: The status is not 2xx, or the answer is something else.
    """
    _documented(operation, answer)
    return respond(_value(Result(type=str, media_type=media_type), answer), answer)


def respond(value: Any, answer: ResponseInfo) -> Response[Any]:
    """
    A value with the response around it.

    Args:
        value: The typed value.
        answer: What the server answered.

    Returns:
        Both.
    """
    return Response(
        value=value,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        request_id=answer.request_id,
    )


def _documented(operation: Operation[Any], answer: ResponseInfo) -> Result:
    if not 200 <= answer.status < 300:
        raise _status_failure(operation, answer)
    result = operation.results.get(answer.status) or _only_result(operation)
    if result is None:
        raise UnexpectedStatus("the answer has a status that is not documented", answer)
    return result


def _only_result(operation: Operation[Any]) -> Result | None:
    results = set(map(id, operation.results.values()))
    return next(iter(operation.results.values())) if len(results) == 1 else None


def _status_failure(operation: Operation[Any], answer: ResponseInfo) -> Exception:
    kind = status_error(answer.status)
    error = read_error(_as_utf8(answer), _error_forms(operation, answer.status))
    problems = problems_in(error)
    answer = attrs.evolve(answer, request_id=request_id_in(error) or answer.request_id)
    if kind is WebFormRequired:
        return _web_form(answer, error, problems)
    if kind is RateLimited:
        pause = _retry_after(answer.headers)
        return RateLimited(
            kind.default_message, answer, error=error, problems=problems, retry_after=pause
        )
    return kind(kind.default_message, answer, error=error, problems=problems)


def _error_forms(operation: Operation[Any], status: int) -> list[Any]:
    documented = [form for known, form in operation.errors.items() if known == status]
    return list(dict.fromkeys([*documented, *operation.errors.values()]))


def _web_form(answer: ResponseInfo, error: Any, problems: tuple[Problem, ...]) -> Exception:
    url = answer.headers.get("location", "").strip()
    if not re.fullmatch(r"https?://[^\s\\\x00-\x1f\x7f]+", url, re.IGNORECASE):
        return MissingHeader(
            "a web form is required, but its address did not come", answer, header="Location"
        )
    meaning = WebFormRequired.default_message
    return WebFormRequired(meaning, answer, error=error, problems=problems, url=url)


def _retry_after(headers: Headers) -> float | None:
    text = headers.get("retry-after", "").strip()
    seconds = float(text) if re.fullmatch(r"[0-9]{1,12}", text) else _seconds_until(text)
    return None if seconds is None else min(max(seconds, 0.0), _DAY)


def _seconds_until(text: str) -> float | None:
    try:
        moment = parsedate_to_datetime(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return (aware - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _value(result: Result, answer: ResponseInfo) -> Any:
    if result.location:
        return _location(answer)
    if result.type is None:
        return None
    if answer.too_large:
        raise ResponseTooLarge("the body is larger than the limit", answer)
    if not answer.body.strip():
        raise EmptyBody("a body is documented, and none came", answer)
    return _reader(result)(result, answer)


def _location(answer: ResponseInfo) -> Location:
    url = answer.headers.get("location", "").strip()
    if not url:
        raise MissingHeader("the address of the result did not come", answer, header="Location")
    return Location(url)


def _reader(result: Result) -> Callable[[Result, ResponseInfo], Any]:
    if result.type is bytes:
        return _octets
    return _text if result.type is str and not _is_json(result.media_type) else _json


def _octets(result: Result, answer: ResponseInfo) -> bytes:
    if _essence(answer) not in ("", result.media_type, "application/octet-stream"):
        raise _unexpected(result, answer)
    return answer.body


def _text(result: Result, answer: ResponseInfo) -> str:
    essence = _essence(answer)
    if not _is_sort_of(essence, result.media_type):
        raise _unexpected(result, answer)
    return answer.body.decode(_charset(answer), errors="replace")


def _is_sort_of(essence: str, wanted: str) -> bool:
    if essence == "text/html":
        return wanted == essence
    if essence in ("", wanted, "application/octet-stream") or essence.startswith("text/"):
        return True
    return wanted.rpartition("/")[2] == essence.rpartition("/")[2].rpartition("+")[2]


def _json(result: Result, answer: ResponseInfo) -> Any:
    if _essence(answer) and not _is_json(_essence(answer)):
        raise _unexpected(result, answer)
    try:
        if result.envelope is not None:
            return decode_unwrapped(_as_utf8(answer), result.type, result.envelope)
        return decode(_as_utf8(answer), result.type)
    except PayloadError as error:
        message, path = error.message, error.path
    raise DecodeError(message, answer, path=path)


def _is_json(essence: str) -> bool:
    return essence in ("application/json", "text/json") or essence.endswith("+json")


def _unexpected(result: Result, answer: ResponseInfo) -> UnexpectedContentType:
    essence = _essence(answer)
    shown = essence if re.fullmatch(r"[\w.+-]{1,60}/[\w.+-]{1,60}", essence) else "something else"
    return UnexpectedContentType(
        f"{result.media_type} is documented, and {shown} came", answer, content_type=essence or None
    )


def _essence(answer: ResponseInfo) -> str:
    return answer.headers.get("content-type", "").split(";", 1)[0].strip().lower()


def _charset(answer: ResponseInfo) -> str:
    match = _CHARSET.search(answer.headers.get("content-type", ""))
    return _OLD_CHARSETS.get(match[1].lower(), "utf-8") if match else "utf-8"


def _as_utf8(answer: ResponseInfo) -> bytes:
    charset = _charset(answer)
    if charset == "utf-8":
        return answer.body
    return answer.body.decode(charset, errors="replace").encode()


def read_error(body: bytes, forms: list[Any]) -> Any:
    """
    The body of an error as the first documented type that it fits.

    Args:
        body: The body in UTF-8.
        forms: Types, the one documented for the status first; gateways before the API and
            its token service are known to answer in the words of another status.

    Returns:
        The typed body, or None where it is empty or fits none.
    """
    for form in forms if body.strip() else []:
        try:
            return decode(body, form)
        except PayloadError:
            continue
    return None


def problems_in(error: Any) -> tuple[Problem, ...]:
    """
    What an error body says went wrong.

    Args:
        error: A typed error body, or None.

    Returns:
        One entry for each problem; none where the API documents no such fields.
    """
    shape: ErrorShape | None = getattr(error, "__error_shape__", None)
    if shape is None:
        return ()
    return tuple(_problem(shape, entry) for entry in _entries(shape, error))


def request_id_in(error: Any) -> str | None:
    """
    The request id that an error body tells, or None.
    """
    shape: ErrorShape | None = getattr(error, "__error_shape__", None)
    return _error_text(error, shape.request_id) if shape else None


def _entries(shape: ErrorShape, error: Any) -> Iterator[Any]:
    if shape.items is None:
        yield error
        return
    entries = wire_field(error, shape.items)
    if is_list(entries):
        yield from entries


def _problem(shape: ErrorShape, entry: Any) -> Problem:
    return Problem(
        code=_error_text(entry, shape.code),
        type=_error_text(entry, shape.type),
        message=_error_text(entry, shape.message),
        field=_error_text(entry, shape.field),
        challenge=wire_field(entry, shape.challenge) if shape.challenge else None,
    )


def _error_text(value: Any, wire: str | None) -> str | None:
    found = wire_field(value, wire) if wire else None
    return None if found is None else str(found)
