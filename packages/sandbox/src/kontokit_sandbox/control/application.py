"""
The ASGI application of the control API: authorise, check, handle.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import Response as HttpResponse
from starlette.responses import StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ..openapi.decimal_json import read_json, write_json
from ..openapi.errors import BrokenRequest
from ..openapi.specification import Operation, from_tree
from ..openapi.validation import DocumentValidator
from ..server.addresses import Addresses
from ..server.service import Call, Response
from .document import control_document
from .errors import ControlError, problem
from .members import unknown_members
from .resources import Part
from .tokens import ControlToken

__all__ = ["ControlApplication"]

_LOG = logging.getLogger("kontokit_sandbox")
_DOCUMENT = "/openapi.json"
_API = "/api"
PREFIX = "/_sandbox"


class ControlApplication:
    """
    Serves ``/_sandbox/api`` and its document; everything else below ``/_sandbox`` are pages.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        token: ControlToken,
        addresses: Addresses,
        fail: Callable[[Exception], None],
        pages: ASGIApp | None = None,
    ) -> None:
        """
        Args:
            parts: The resources with their handlers.
            fail: Called with a bug of the sandbox.
            pages: Serves the control page.

        Raises:
            LookupError: The document has operations without a handler, or the other way round.
        """
        self._document = control_document(part.name for part in parts)
        self._specification = from_tree("sandbox", self._document)
        self._validator = DocumentValidator(self._specification)
        self._parts = {id_: part for part in parts for id_ in part.handlers.operation_ids}
        different = self._specification.operations.keys() ^ self._parts.keys()
        if different:
            raise LookupError(f"no handler or no description: {', '.join(sorted(different))}")
        self._token = token
        self._addresses = addresses
        self._fail = fail
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Serve one request.
        """
        path = scope["raw_path"].decode("ascii").removeprefix(PREFIX)
        if self._pages is not None and path != _DOCUMENT and not path.startswith(f"{_API}/"):
            await self._pages(scope, receive, send)
            return
        request = Request(scope, receive)
        body = await request.body()
        await _http_response(self._answer(request, path, body))(scope, receive, send)

    def _answer(self, request: Request, path: str, body: bytes) -> Response:
        try:
            if path == _DOCUMENT and request.method == "GET":
                return Response(body=self._document)
            return self._handled(request, path, body)
        except ControlError as error:
            return problem(error)
        except LookupError as error:
            return problem(ControlError(404, str(error.args[0])))
        except ValueError as error:
            return problem(ControlError(422, str(error)))
        except Exception as bug:
            _LOG.exception("%s %s failed", request.method, path)
            self._fail(bug)
            return problem(ControlError(500, repr(bug)))

    def _handled(self, request: Request, path: str, body: bytes) -> Response:
        # A user who follows a link gets to pages, but to no call.
        if request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            raise ControlError(403, "this is a page of another site")
        operation, arguments = self._find(request.method, path)
        if operation.security:
            self._token.check(_bearer(request))
        call = self._call(operation, arguments, request, body)
        part = self._parts[operation.id]
        answer = part.handlers.handle(part.subject, call)
        if answer.status < 300 and not isinstance(answer.body, AsyncIterator):
            headers = {"content-type": answer.media_type}
            self._validator.response(operation, answer.status, headers, answer.body)
        return answer

    def _find(self, method: str, path: str) -> tuple[Operation, dict[str, str]]:
        found = self._specification.find(f"{PREFIX}{path}")
        for operation, arguments in found:
            if operation.method == method:
                return operation, arguments
        if found:
            allowed = ", ".join(sorted({operation.method for operation, _ in found}))
            text = f"{method} is not allowed here; {allowed}"
            raise ControlError(405, text, headers={"Allow": allowed})
        raise ControlError(404, f"there is no {path}; {PREFIX}{_DOCUMENT} describes what there is")

    def _call(
        self, operation: Operation, arguments: dict[str, str], request: Request, body: bytes
    ) -> Call:
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if body and media_type != "application/json":
            raise ControlError(415, f"{media_type or 'no media type'} instead of application/json")
        try:
            received = self._validator.request(operation, arguments, request, body)
        except BrokenRequest as broken:
            raise self._refusal(operation, broken, body) from None
        return Call(
            operation=operation,
            path=received.path,
            query=received.query,
            headers=received.headers,
            body=received.body,
            caller=None,
            base=self._addresses.base(request.headers["host"]),
            page_base=self._addresses.page_base,
        )

    def _refusal(self, operation: Operation, broken: BrokenRequest, body: bytes) -> ControlError:
        places: list[str] = list(broken.body["findings"])
        known = operation.bodies.get("application/json")
        if known is not None:
            try:
                value: Any = read_json(body)
            except ValueError:
                value = None
            unknown = unknown_members(self._document, known.schema, value)
            # The schema says the same of them, without a hint.
            others = [one for one in places if "Additional properties" not in one]
            places = [*unknown, *others] if unknown else places
        return ControlError(422, "; ".join(places), places=places)


def _bearer(request: Request) -> str | None:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    return value if scheme.lower() == "bearer" else None


def _http_response(answer: Response) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **answer.headers}
    body: Any = answer.body
    if isinstance(body, AsyncIterator):
        lines = cast("AsyncIterator[str]", body)
        return StreamingResponse(lines, answer.status, headers, answer.media_type)
    if body is None:
        return HttpResponse(status_code=answer.status, headers=headers)
    written = body if isinstance(body, bytes) else write_json(body)
    return HttpResponse(written, answer.status, headers, answer.media_type)
