"""
The ASGI application of one API: log, look up, authorise, check, handle, check again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response as HttpResponse
from starlette.types import Receive, Scope, Send

from ..faults.fault import Fault, Target
from ..faults.faults import FAULT_HEADER, Faults, asked_for
from ..faults.kinds import Stage
from ..faults.wire import abort
from ..openapi.decimal_json import write_json
from ..openapi.errors import BrokenRequest, BrokenResponseError, Problem
from ..openapi.specification import Body, Operation, Specification
from ..openapi.validation import DocumentValidator
from .addresses import Addresses
from .clock import Clock
from .connections import Connections
from .exchange import Exchange, Served
from .page_headers import PAGE_HEADERS
from .request_log import MOST_OF_A_BODY, ReceivedRequest, RequestLog, SentResponse
from .service import Call, Response, Service, Visit

__all__ = ["Application"]

_LOG = logging.getLogger("kontokit_sandbox")


@dataclass(frozen=True)
class _Outcome:
    """
    A response, and the operation whose specification it has to match, if one was found.
    """

    answer: Response
    operation: Operation | None = None


class Application:
    """
    Serves one API.
    """

    def __init__(
        self,
        specification: Specification,
        service: Service,
        request_log: RequestLog,
        *,
        lock: AbstractContextManager[object],
        clock: Clock,
        checks_responses: bool = True,
        addresses: Addresses,
        faults: Faults,
        connections: Connections,
        allows_fault_header: bool = True,
        after_call: Callable[[], None] = lambda: None,
        suffixes: Mapping[str, Callable[[Response], Response]] | None = None,
        unprocessable: tuple[str, ...] = (),
        correlation_header: str = "x-correlation-id",
        correlate: Callable[[str | None], dict[str, str]] = lambda _: {},
        broken: Callable[[Operation, BrokenRequest], Problem] = lambda _, problem: problem,
        identify: Callable[[Problem, str | None], None] = lambda _, __: None,
        is_unlisted: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """
        Args:
            request_log: Records requests, and holds scripted responses and faults.
            lock: Held while a request is handled; APIs that share state share it.
            clock: Tells the ``Date`` of every response, and carries out what has fallen due.
            checks_responses: Whether responses are checked against the specification too.
            addresses: Tells with which URLs links are written.
            faults: Decides what goes wrong.
            connections: Has the connections of the requests.
            allows_fault_header: Whether a request may ask for a fault in a header.
            after_call: Called after each handled request, with the lock.
            suffixes: Maps path suffixes such as ``.xml`` to functions that convert responses.
            unprocessable: Places such as ``query: purpose`` where an invalid value is 422, not 400.
            correlation_header: The request header with the correlation id, in lower case.
            correlate: Returns the correlation headers of a response to a correlation id.
            broken: Converts a validation failure to the provider's own error format.
            identify: Writes the correlation id of the request into the body of an error.
            is_unlisted: Whether a path that looks like one of the specification is another.

        Raises:
            LookupError: The specification has operations without a handler.
        """
        unanswered = specification.operations.keys() - service.operation_ids
        if unanswered:
            raise LookupError(f"no handler for {', '.join(sorted(unanswered))}")
        self._specification = specification
        self._service = service
        self._request_log = request_log
        self._lock = lock
        self._clock = clock
        self._checks_responses = checks_responses
        self._addresses = addresses
        self._faults = faults
        self._connections = connections
        self._allows_fault_header = allows_fault_header
        self._after_call = after_call
        self._suffixes = suffixes or {}
        self._correlation_header = correlation_header
        self._correlate = correlate
        self._broken = broken
        self._identify = identify
        self._is_unlisted = is_unlisted
        self.validator = DocumentValidator(specification, unprocessable)
        """Checks what is received and sent."""

    @property
    def specification(self) -> Specification:
        """
        What it serves.
        """
        return self._specification

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Serve one request.
        """
        if self._connections.is_stale(scope):
            await abort(self._connections.of(scope), receive)
            return
        request = Request(scope, receive)
        body = await request.body()
        # Not scope["path"], which is decoded: an id with %2F must stay one segment.
        path = scope["raw_path"].decode("ascii").removeprefix(scope["root_path"])
        began = time.perf_counter()
        received = self._received(request, path, body)
        self._request_log.record(received)

        def note(response: HttpResponse | None) -> None:
            person = getattr(request.state, "person", None)
            seconds = time.perf_counter() - began
            self._request_log.answered(received, _sent(response, person, seconds))

        try:
            faults = self._taken(request, received)
        except ValueError as error:
            refusal = Response(status=400, body={"error": f"{FAULT_HEADER}: {error}"})
            response = self._plain(refusal, request)
            note(response)
            await response(scope, receive, send)
            return
        await self._exchange(request, path, body, faults, note)(scope, receive, send)

    def _exchange(
        self,
        request: Request,
        path: str,
        body: bytes,
        faults: Mapping[Stage, Fault],
        note: Callable[[HttpResponse | None], None],
    ) -> Exchange:
        resets = self._request_log.resets
        return Exchange(
            specification=self._specification,
            connections=self._connections,
            faults=faults,
            handle=lambda kind: self._carried_out(request, path, body, kind),
            error=lambda status: self._error(request, path, status),
            is_over=lambda: self._request_log.resets != resets,
            finish=self._finish,
            note=note,
        )

    def _taken(self, request: Request, received: ReceivedRequest) -> dict[Stage, Fault]:
        """
        Decide what goes wrong. What the request itself asks for comes before all else.

        Raises:
            ValueError: It asks for what there is not.
        """
        asked = request.headers.get(FAULT_HEADER) if self._allows_fault_header else None
        if not self._faults.are_there:
            return asked_for(asked)
        authorization = request.headers.get("authorization")
        target = Target(
            api=received.api,
            operation=received.operation,
            method=received.method,
            path=received.path,
            people=lambda: self._service.people(authorization),
            now=received.at,
        )
        return {**self._faults.take(target), **asked_for(asked)}

    def _finish(self, response: HttpResponse) -> None:
        # A scripted response may carry its own Date.
        response.headers.setdefault("Date", format_datetime(self._clock.now(), usegmt=True))

    def _error(self, request: Request, path: str, status: int) -> HttpResponse:
        problem = self._service.error(status, f"{request.method} {path}")
        return self._plain(self._of(problem, request), request)

    def _received(self, request: Request, path: str, body: bytes) -> ReceivedRequest:
        return ReceivedRequest(
            number=self._request_log.next_number(),
            api=self._specification.name,
            operation=self._operation_id(request.method, path),
            at=self._clock.now(),
            method=request.method,
            path=path,
            query=request.url.query,
            header_list=tuple(request.headers.items()),
            body=body[:MOST_OF_A_BODY],
            body_length=len(body),
        )

    def _operation_id(self, method: str, path: str) -> str | None:
        if self._is_unlisted(path):
            return None
        try:
            return self._find(method, path)[0].id
        # Requests to unknown paths are logged too.
        except Problem:
            return None

    def _carried_out(self, request: Request, path: str, body: bytes, fault: str | None) -> Served:
        # Each server runs in its own thread, and some share a world. Taking turns here means that
        # handlers need no locks.
        with self._lock:
            if fault is not None:
                self._service.suffer(fault, request.headers.get("authorization"), body)
            try:
                return self._respond(request, path, body)
            finally:
                self._service.recover()

    def _respond(self, request: Request, path: str, body: bytes) -> Served:
        try:
            self._clock.catch_up()
            outcome = self._outcome(request, path, body)
            self._after_call()
            return Served(
                response=self._written(outcome, request),
                documented=_documented(outcome),
                seconds=outcome.answer.seconds,
                is_lost=outcome.answer.is_lost,
            )
        except BrokenResponseError as bug:
            _LOG.error("%s", bug)
            self._request_log.fail(bug)
            response = self._plain(Response(status=500, body={"error": str(bug)}), request)
        except Exception as bug:
            _LOG.exception("%s %s failed", request.method, path)
            self._request_log.fail(bug)
            response = self._plain(Response(status=500, body={"error": repr(bug)}), request)
        return Served(response=response)

    def _outcome(self, request: Request, path: str, body: bytes) -> _Outcome:
        try:
            # The specification does not know the pages, so they have to be looked up first.
            page = self._visit(request, path, body)
            if page is not None:
                return _Outcome(page)
            operation, arguments, suffix = self._find(request.method, path)
        except Problem as problem:
            return _Outcome(self._of(problem, request))
        try:
            call = self._call(operation, arguments, request, body)
            answer = self._service.handle(call)
        # Before Problem, its base class: each provider reports invalid requests in its own format.
        except BrokenRequest as problem:
            return _Outcome(self._of(self._broken(operation, problem), request))
        except Problem as problem:
            answer = self._of(problem, request)
        # Errors are converted too: a client that asks for .xml gets its error as XML.
        if suffix:
            answer = self._suffixes[suffix](answer)
        return _Outcome(answer, operation)

    def _of(self, problem: Problem, request: Request) -> Response:
        self._identify(problem, request.headers.get(self._correlation_header))
        return Response(
            status=problem.status,
            body=problem.body,
            headers=problem.headers,
            is_undocumented=problem.is_undocumented,
        )

    def _base(self, request: Request) -> str:
        return self._addresses.base(request.headers["host"]) + str(request.scope["root_path"])

    def _visit(self, request: Request, path: str, body: bytes) -> Response | None:
        visit = Visit(
            method=request.method,
            path=path,
            query=request.url.query,
            authorization=request.headers.get("authorization"),
            base=self._base(request),
            page_base=self._addresses.page_base,
            body=body,
        )
        return self._service.visit(visit)

    def _find(self, method: str, path: str) -> tuple[Operation, dict[str, str], str]:
        suffix = next((one for one in self._suffixes if path.endswith(one)), "")
        found = self._specification.find(path.removesuffix(suffix))
        for operation, arguments in found:
            if operation.method == method:
                return operation, arguments, suffix
        if found:
            allowed = ", ".join(sorted({operation.method for operation, _ in found}))
            raise Problem(
                405, {"error": f"{method} is not allowed for this path"}, headers={"Allow": allowed}
            )
        raise Problem(404, {"error": f"the specification has no path {path}"})

    def _call(
        self,
        operation: Operation,
        arguments: dict[str, str],
        request: Request,
        body: bytes,
    ) -> Call:
        # Before the body is validated, as the providers do: 401 comes before 400.
        caller = self._service.authorise(operation, request.headers.get("authorization"))
        request.state.person = getattr(caller, "user_id", None)
        received = self.validator.request(operation, arguments, request, body)
        return Call(
            operation=operation,
            path=received.path,
            query=received.query,
            headers=received.headers,
            body=received.body,
            caller=caller,
            base=self._base(request),
            page_base=self._addresses.page_base,
        )

    def _written(self, outcome: _Outcome, request: Request) -> HttpResponse:
        response = self._plain(outcome.answer, request)
        # Some logins send what no specification knows yet, to test that clients cope with it.
        is_checked = self._checks_responses and not outcome.answer.is_undocumented
        if is_checked and outcome.operation is not None:
            headers = {name.lower(): value for name, value in response.headers.items()}
            status, body = outcome.answer.status, outcome.answer.body
            self.validator.response(outcome.operation, status, headers, body)
        return response

    def _plain(self, answer: Response, request: Request) -> HttpResponse:
        given = request.headers.get(self._correlation_header)
        headers = {**self._correlate(given), **answer.headers}
        if answer.body is None:
            return HttpResponse(status_code=answer.status, headers=headers)
        if answer.media_type.startswith("text/html"):
            headers = {**PAGE_HEADERS, **headers}
        content: Any = answer.body
        written = content if isinstance(content, bytes) else write_json(content)
        headers["Content-Type"] = answer.media_type
        return HttpResponse(written, answer.status, headers)


def _sent(response: HttpResponse | None, person: str | None, seconds: float) -> SentResponse:
    if response is None:
        return SentResponse(status=None, person=person, seconds=seconds)
    return SentResponse(
        status=response.status_code,
        person=person,
        seconds=seconds,
        header_list=tuple(response.headers.items()),
        body=bytes(response.body[:MOST_OF_A_BODY]),
        body_length=len(response.body),
    )


def _documented(outcome: _Outcome) -> Body | None:
    """
    The body that the document describes for a response.
    """
    if outcome.operation is None:
        return None
    response = outcome.operation.responses.get(str(outcome.answer.status))
    return None if response is None else response.bodies.get(outcome.answer.media_type)
