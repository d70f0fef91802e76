"""
Compares a response with its operation: status, headers, media type and body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs
import msgspec

from ..core.http_response import HttpResponse
from ..core.typeguards import is_mapping
from ..operations import Api, Operation, Result
from ..serialization.charsets import to_utf8
from ..serialization.media_types import essence_of
from ..serialization.plain_tree import read_tree
from .comparison import Comparison, words_for
from .findings import Difference, Kind
from .names import Showing, Words
from .words import INFRASTRUCTURE, STANDARD_HEADERS

_EMPTY: Final = re.compile(rb"\s*")


def compare_response(
    api: Api, operation: Operation[Any], http: HttpResponse, showing: Showing
) -> list[Difference]:
    """
    Everything in which a response differs from what is documented of its operation.

    Args:
        showing: Which undocumented names are shown.
    """
    return _Response(api, operation, http, showing).differences()


@attrs.frozen
class _Response:
    api: Api
    operation: Operation[Any]
    http: HttpResponse
    showing: Showing

    def differences(self) -> list[Difference]:
        if not self.operation.path:
            return []  # a path that has no method of its own is not documented at all
        if not self._is_documented:
            return [self._difference("status", seen=self._seen()), *self._headers()]
        return [*self._headers(), *self._contents()]

    @property
    def _is_documented(self) -> bool:
        operation, status = self.operation, self.http.status_code
        known = {*operation.results, *operation.errors, *operation.other_statuses}
        return status in known or self._result is not None or self._range is not None

    @property
    def _result(self) -> Result | None:
        status, operation = self.http.status_code, self.operation
        other = operation.other_result if 200 <= status < 300 else None
        return operation.results.get(status) or other

    @property
    def _range(self) -> str | None:
        """
        The range of statuses that the status is documented by.
        """
        status = self.http.status_code
        keys = (f"{status // 100}XX", "default") if status >= 300 else ()
        return next((one for one in keys if one in self.operation.error_ranges), None)

    def _headers(self) -> Iterator[Difference]:
        documented = {self.api.request_id_header or "", self.api.correlation_header or ""}
        known = STANDARD_HEADERS | {name.lower() for name in documented}
        for name in self.http.headers:
            if name not in known and not name.startswith(INFRASTRUCTURE):
                yield self._difference("header", name=self._words(None).header(name))

    def _contents(self) -> Iterator[Difference]:
        if self.http.too_large or self.http.unreadable or self._is_empty:
            return
        form, media_types = self._documented()
        essence = self._essence
        if essence and essence not in media_types:
            named = self._words(None).media_type(essence)
            yield self._difference("media_type", name=named, expected=", ".join(media_types))
        if form is not None and "json" in media_types[0]:
            yield from self._body(form)

    def _documented(self) -> tuple[Any, list[str]]:
        """
        The type of the body, and its media types; none of each where no body is documented.
        """
        status, operation = self.http.status_code, self.operation
        result = self._result
        if result is not None:
            has_body = result.type is not None and not result.location
            named = essence_of(result.media_type)
            types = [named, *operation.alternatives] if has_body else []
            return (self._form(result) if has_body else None), types
        if status in operation.errors:
            return operation.errors[status], [*operation.error_media_types]
        form = None if self._range is None else operation.error_ranges[self._range]
        return (None, []) if form is None else (form, [*operation.error_media_types])

    def _form(self, result: Result) -> Any:
        return None if result.type in (str, bytes) else result.type

    def _body(self, form: Any) -> Iterator[Difference]:
        if self._essence in self.operation.alternatives:
            return
        try:
            tree = read_tree(self._as_utf8())
        except (msgspec.DecodeError, RecursionError):
            yield self._difference("body", path="$", expected="JSON")
            return
        yield from Comparison(self._difference("body"), self._words(form)).compare(
            form, self._unwrapped(tree)
        )

    def _unwrapped(self, tree: Any) -> Any:
        result = self._result
        envelope = result.envelope if result else None
        is_wrapped = envelope is not None and is_mapping(tree) and envelope in tree
        return tree[envelope] if is_wrapped else tree

    def _seen(self) -> str:
        if self._is_empty:
            return "no body"
        return self._words(None).media_type(self._essence) or "a body"

    def _words(self, form: Any) -> Words:
        return words_for(form, self.showing)

    def _difference(self, kind: Kind, **more: str) -> Difference:
        return Difference(
            api=self.api.name,
            operation=self.operation.id,
            status=self.http.status_code,
            kind=kind,
            **more,
        )

    @property
    def _is_empty(self) -> bool:
        return _EMPTY.fullmatch(self.http.body) is not None

    @property
    def _essence(self) -> str:
        return essence_of(self.http.headers.get("content-type", ""))

    def _as_utf8(self) -> bytes:
        return to_utf8(self.http.body, self.http.headers.get("content-type", ""))[0]
