"""
Answers that are not as they should be: other statuses and other bodies.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from starlette.responses import Response

from ..openapi.decimal_json import is_array, is_object, read_json, write_json
from ..openapi.specification import Body, Specification
from .fault import Fault, FaultOptions
from .growth import grown

__all__ = ["html_page", "is_json", "prepared", "spoilt"]

_MIB = 1024 * 1024
_PAGES = {502: "Bad Gateway", 504: "Gateway Time-out"}
_ROWS = ("transactions", "items")
"""The members of a body that list transactions; BANKSapi's body is the list itself."""


def html_page(status: int) -> Response:
    """
    Make the page of a gateway.
    """
    title = f"{status} {_PAGES.get(status, 'Sandbox')}"
    return Response(f"<html><h1>{title}</h1></html>", status, media_type="text/html")


def prepared(options: FaultOptions) -> Response:
    """
    Make a response exactly as it was prepared; only a missing length is added.
    """
    body, status = options["body"], int(options["status"])
    content = body if isinstance(body, bytes) else str(body).encode()
    response = Response(content, status)
    given = [(name.lower(), value) for name, value in options["headers"].items()]
    # A 204 or a 304 has no body, and must not announce one.
    if "content-length" not in dict(given) and status not in (204, 304):
        given.append(("content-length", str(len(content))))
    response.raw_headers = [
        (name.encode("latin-1"), value.encode("latin-1")) for name, value in given
    ]
    return response


def is_json(response: Response) -> bool:
    """
    Whether a response has a body of JSON.
    """
    return bool(response.body) and "json" in response.headers.get("content-type", "")


def spoilt(
    fault: Fault, response: Response, documented: Body | None, specification: Specification
) -> Response:
    """
    Change a response in the way of a fault. A response that cannot be changed that way, such as one
    without a body, stays as it is.

    Args:
        documented: The body that the document describes for the response.
    """
    name = fault.kind.name
    if fault.kind.group == "growth" and is_json(response):
        path = fault.options.get("path")
        value = grown(name, read_json(bytes(response.body)), documented, specification, path)
        return _with_body(response, write_json(value))
    change = _CHANGES.get(name)
    return response if change is None else change(response, fault.options)


def _with_body(response: Response, body: bytes, **headers: str) -> Response:
    changed = Response(body, response.status_code)
    kept = [
        (name, value) for name, value in response.raw_headers if name.lower() != b"content-length"
    ]
    changed.raw_headers = [*kept, (b"content-length", str(len(body)).encode())]
    for name, value in headers.items():
        changed.headers[name.replace("_", "-")] = value
    return changed


def _html_200(_: Response, __: FaultOptions) -> Response:
    return html_page(200)


def _wrong_type(response: Response, options: FaultOptions) -> Response:
    return _with_body(response, bytes(response.body), content_type=str(options["type"]))


def _bad_json(response: Response, _: FaultOptions) -> Response:
    body = bytes(response.body) or b"{}"
    return _with_body(response, body[: max(1, len(body) * 2 // 3)])


def _deep_json(response: Response, options: FaultOptions) -> Response:
    depth = int(options["depth"])
    return _with_body(response, b"[" * depth + b"]" * depth, content_type="application/json")


def _huge(response: Response, options: FaultOptions) -> Response:
    return _with_body(response, b" " * (int(options["mib"]) * _MIB) + bytes(response.body))


def _gzip_bomb(response: Response, options: FaultOptions) -> Response:
    body = gzip.compress(b" " * (int(options["mib"]) * _MIB) + bytes(response.body), 9)
    return _with_body(response, body, content_encoding="gzip")


def _gzip_two_parts(response: Response, _: FaultOptions) -> Response:
    body = bytes(response.body)
    middle = len(body) // 2
    parts = gzip.compress(body[:middle]) + gzip.compress(body[middle:])
    return _with_body(response, parts, content_encoding="gzip")


def _bom(response: Response, _: FaultOptions) -> Response:
    return _with_body(response, b"\xef\xbb\xbf" + bytes(response.body))


def _duplicate_keys(response: Response, _: FaultOptions) -> Response:
    body = bytes(response.body)
    start = body.find(b"{")
    value = read_json(body) if is_json(response) else None
    first = _first_object(value)
    if start < 0 or not first:
        return response
    name = json.dumps(next(iter(first))).encode()
    return _with_body(response, body[: start + 1] + name + b":null," + body[start + 1 :])


def _nan(response: Response, _: FaultOptions) -> Response:
    value = read_json(bytes(response.body)) if is_json(response) else None
    first = _first_object(value)
    if first is None:
        return response
    numbers = [key for key, one in first.items() if _is_number(one)]
    first[numbers[0] if numbers else "sandbox"] = "@NaN@"
    return _with_body(response, write_json(value).replace(b'"@NaN@"', b"NaN"))


def _is_number(value: Any) -> bool:
    return not isinstance(value, bool | str | dict | list | None.__class__)


def _first_object(value: Any) -> Any:
    if is_array(value):
        return next((one for one in map(_first_object, value) if one is not None), None)
    return value if is_object(value) else None


def _rows(value: Any) -> list[Any] | None:
    if is_array(value):
        return value
    if not is_object(value):
        return None
    return next((value[name] for name in _ROWS if is_array(value.get(name))), None)


def _other_id(row: Any) -> Any:
    """
    Copy a row under another id, always the same one.
    """
    if not is_object(row) or "id" not in row:
        return row
    old = row["id"]
    new = old + 5_000_000_000 if isinstance(old, int) else str(uuid5(NAMESPACE_URL, str(old)))
    return {**deepcopy(row), "id": new}


def _duplicate_rows(response: Response, _: FaultOptions) -> Response:
    return _with_rows(response, lambda rows: [two for row in rows for two in (row, _other_id(row))])


def _rows_change_id(response: Response, _: FaultOptions) -> Response:
    return _with_rows(response, lambda rows: [_other_id(row) for row in rows])


def _with_rows(response: Response, change: Callable[[list[Any]], list[Any]]) -> Response:
    value = read_json(bytes(response.body)) if is_json(response) else None
    rows = _rows(value)
    if rows is None:
        return response
    rows[:] = change(rows)
    return _with_body(response, write_json(value))


def _token_error(_: Response, options: FaultOptions) -> Response:
    body = write_json({"error": str(options["error"])})
    return Response(body, 401, media_type="application/json")


def _clock_skew(response: Response, options: FaultOptions) -> Response:
    by = timedelta(seconds=float(options["seconds"]))
    value = read_json(bytes(response.body)) if is_json(response) else None
    if is_object(value) and "validTo" in value:
        end = datetime.fromisoformat(str(value["validTo"])) + by
        later = {**value, "validTo": end.isoformat(sep=" ", timespec="seconds")}
        response = _with_body(response, write_json(later))
    shown = parsedate_to_datetime(response.headers["date"]) + by
    response.headers["date"] = format_datetime(shown, usegmt=True)
    return response


_CHANGES: Mapping[str, Callable[[Response, FaultOptions], Response]] = {
    "html_200": _html_200,
    "wrong_type": _wrong_type,
    "bad_json": _bad_json,
    "deep_json": _deep_json,
    "huge": _huge,
    "gzip_bomb": _gzip_bomb,
    "gzip_two_parts": _gzip_two_parts,
    "bom": _bom,
    "duplicate_keys": _duplicate_keys,
    "nan": _nan,
    "duplicate_rows": _duplicate_rows,
    "rows_change_id": _rows_change_id,
    "token_error_without_description": _token_error,
    "clock_skew": _clock_skew,
}
