"""
Validates requests and responses against the specification.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from .decimal_json import read_json
from .errors import BrokenRequest, BrokenResponseError
from .formats import is_script
from .parameters import read_form, read_parameters, read_query
from .schemas import schemas_of
from .specification import Body, Operation, ResponseSpec, Specification

__all__ = ["DocumentValidator", "ValidatedRequest"]

_MAX_FINDINGS = 20


class ValidatedRequest:
    """
    The parsed values of a valid request.
    """

    def __init__(self) -> None:
        self.path: dict[str, Any] = {}
        self.query: dict[str, Any] = {}
        self.headers: dict[str, Any] = {}
        self.body: Any = None


class DocumentValidator:
    """
    Validates requests and responses against one specification.
    """

    def __init__(self, specification: Specification, unprocessable: tuple[str, ...] = ()) -> None:
        """
        Args:
            unprocessable: Places such as ``query: purpose`` where an invalid value is answered
                422; elsewhere it is 400.
        """
        self._schemas = schemas_of(specification)
        self._unprocessable = unprocessable

    def request(
        self, operation: Operation, path: Mapping[str, str], request: Request, body: bytes
    ) -> ValidatedRequest:
        """
        Parse and validate a request.

        Args:
            path: The path parameters as received.
            request: Provides the query and the headers.

        Raises:
            BrokenRequest: It is invalid; the error lists all findings.
        """
        findings: list[str] = []
        received = ValidatedRequest()
        received.path = self._parameters(operation, "path", list(path.items()), findings)
        received.query = self._query(operation, request, findings)
        headers = [(name.lower(), value) for name, value in request.headers.items()]
        received.headers = self._parameters(operation, "header", headers, findings)
        received.body = self._body(operation, request, body, findings)
        findings += _script_findings(received)
        if findings:
            # 422 only if nothing else is wrong.
            late = all(one.startswith(self._unprocessable) for one in findings)
            raise BrokenRequest(findings[:_MAX_FINDINGS], status=422 if late else 400)
        return received

    def response(
        self, operation: Operation, status: int, headers: Mapping[str, str], body: Any
    ) -> None:
        """
        Validate a response of the sandbox.

        Args:
            headers: All headers, including ``content-type`` if there is a body.
            body: The body before it is encoded, or None.

        Raises:
            BrokenResponseError: The specification does not allow it.
        """
        response = operation.responses.get(str(status))
        if response is None:
            raise BrokenResponseError(f"{operation.id} never responds with {status}")
        findings = [*self._header_findings(response, headers)]
        findings += self._content_findings(response, headers, body)
        if findings:
            text = "; ".join(findings[:_MAX_FINDINGS])
            raise BrokenResponseError(
                f"{operation.id} responds with {status} against its document: {text}"
            )

    def notification(self, webhook: str, body: Any) -> None:
        """
        Validate a notification that the sandbox is about to send.

        Args:
            webhook: Its name among the webhooks of the specification.

        Raises:
            BrokenResponseError: The specification does not allow it.
        """
        pointer = f"#/webhooks/{webhook}/post/requestBody/content/application~1json/schema"
        findings = self._schemas.findings(pointer, body, "body")
        if findings:
            text = "; ".join(findings[:_MAX_FINDINGS])
            raise BrokenResponseError(f"{webhook} is sent against its document: {text}")

    def _query(self, operation: Operation, request: Request, findings: list[str]) -> dict[str, Any]:
        try:
            given = read_query(request.url.query)
        except ValueError as problem:
            findings.append(f"query: {problem}")
            return {}
        known = {one.name for one in operation.parameters if one.place == "query"}
        findings += [f"query: {name} is not known" for name, _ in given if name not in known]
        return self._parameters(operation, "query", given, findings)

    def _parameters(
        self, operation: Operation, place: str, given: list[tuple[str, str]], findings: list[str]
    ) -> dict[str, Any]:
        wanted = [one for one in operation.parameters if one.place == place]
        values, missing = read_parameters(wanted, given)
        findings += missing
        for parameter in wanted:
            if parameter.name in values:
                where = f"{place}: {parameter.name}"
                findings += self._schemas.findings(parameter.pointer, values[parameter.name], where)
        return values

    def _body(
        self, operation: Operation, request: Request, body: bytes, findings: list[str]
    ) -> Any:
        media_type = _media_type(request.headers.get("content-type", ""))
        # An empty form has a body: one without fields.
        if not body and not media_type.endswith("x-www-form-urlencoded"):
            if operation.body_required:
                findings.append("body: it is missing")
            return None
        known = operation.bodies.get(media_type)
        if known is None:
            wanted = " or ".join(operation.bodies) or "no body"
            findings.append(f"body: {media_type or 'no media type'} instead of {wanted}")
            return None
        try:
            value = _read_body(known, body)
        # RecursionError comes from JSON that is nested thousands of levels deep.
        except (ValueError, RecursionError) as problem:
            findings.append(f"body: {problem}")
            return None
        findings += self._schemas.findings(known.pointer, value, "body")
        return value

    def _header_findings(self, response: ResponseSpec, headers: Mapping[str, str]) -> list[str]:
        findings: list[str] = []
        for header in response.headers:
            if header.name in headers:
                where = f"header {header.name}"
                findings += self._schemas.findings(header.pointer, headers[header.name], where)
            # No specification marks Location as required, but clients depend on it.
            elif header.required or header.name == "location":
                findings.append(f"header {header.name} is missing")
        return findings

    def _content_findings(
        self, response: ResponseSpec, headers: Mapping[str, str], body: Any
    ) -> list[str]:
        if not response.bodies or (body is None and response.is_body_optional):
            return []
        media_type = _media_type(headers.get("content-type", ""))
        known = response.bodies.get(media_type)
        if known is None:
            return [f"{media_type or 'no body'} instead of {' or '.join(response.bodies)}"]
        return (
            [] if isinstance(body, bytes) else self._schemas.findings(known.pointer, body, "body")
        )


def _read_body(known: Body, body: bytes) -> Any:
    if known.media_type == "application/x-www-form-urlencoded":
        return read_form(body, known.schema)
    if known.media_type == "application/json":
        return read_json(body)
    return body.decode()


def _script_findings(received: ValidatedRequest) -> list[str]:
    """
    Addresses to which a page would send its user back, but which a browser runs.
    """
    is_object = isinstance(received.body, dict)
    body: Mapping[str, Any] = received.body if is_object else {}
    return [
        f"{place}: {name} is no address of a page"
        for place, values in (("query", received.query), ("body", body))
        for name, value in values.items()
        if name.lower().endswith("url") and isinstance(value, str) and is_script(value)
    ]


def _media_type(header: str) -> str:
    return header.partition(";")[0].strip().lower()
