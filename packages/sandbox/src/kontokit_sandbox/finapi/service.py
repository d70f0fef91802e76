"""
The service of finAPI Access v2 and v1: authorises callers and dispatches calls to handlers.
"""

from __future__ import annotations

from typing import Literal

from ..openapi.errors import BrokenRequest, Problem
from ..openapi.specification import Operation, Specification
from ..server.service import Call, Response, Visit
from .context import Context
from .errors import bad_credentials, error_message
from .handlers import ALL_HANDLERS
from .sca.redirect_page import visit_bank
from .state.faults import STATUS_CODES, people_of, suffer
from .state.web_forms import V1WebForm
from .state.world import Token, World
from .v1 import translation
from .v1.web_forms import complete_web_form, require_web_form, visit_web_form

__all__ = ["FinapiAccessService"]

_ROLES = {"userToken": "user", "clientToken": "client", "mandatorAdminToken": "admin"}


class FinapiAccessService:
    """
    One version of finAPI Access. All versions share one world.
    """

    def __init__(
        self, world: World, specification: Specification, version: Literal["v1", "v2"]
    ) -> None:
        self._context = Context(world=world, specification=specification, version=version)

    @property
    def operation_ids(self) -> frozenset[str]:
        """
        The operations of both versions that have a handler.
        """
        return ALL_HANDLERS.operation_ids

    def reset(self) -> None:
        """
        Do nothing: the sandbox resets the world itself.
        """

    def authorise(self, operation: Operation, authorization: str | None) -> Token | None:
        """
        Return the token of the caller.
        """
        if not operation.security:
            return None
        scheme, _, value = (authorization or "").partition(" ")
        if not value:
            raise bad_credentials("unauthorized", "Full authentication is required")
        token = self._context.world.token(value) if scheme.lower() == "bearer" else None
        if token is None:
            raise bad_credentials("invalid_token", "Invalid access token")
        wanted = {_ROLES[name] for alternative in operation.security for name in alternative}
        if token.role not in wanted:
            endpoint = f"{operation.method} {operation.path}"
            text = f"this needs the token of a {' or '.join(sorted(wanted))}"
            raise self._in_version(error_message(self._context, endpoint, 403, "FORBIDDEN", text))
        return token

    def handle(self, call: Call) -> Response:
        """
        Handle a call.
        """
        try:
            translated = translation.to_v2_call(self._context, call)
            # After the translation, because a form stores its call in the shape of v2.
            require_web_form(self._context, translated)
        except Problem as problem:
            raise self._in_version(problem) from problem
        return self._carried_out(translated)

    def broken(self, operation: Operation, problem: BrokenRequest) -> Problem:
        """
        Convert a validation failure to finAPI's error format.
        """
        endpoint, text = f"{operation.method} {operation.path}", str(problem.body["message"])
        refusal = error_message(self._context, endpoint, problem.status, "BAD_REQUEST", text)
        refusal.headers.update(problem.headers)
        return self._in_version(refusal)

    def visit(self, visit: Visit) -> Response | None:
        """
        Serve the page of a bank or of a web form of v1.
        """
        page = visit_bank(self._context.world, visit)
        return page or visit_web_form(self._context, visit, self._carried_out)

    def complete_web_form(self, form: V1WebForm, login: str, pin: str) -> None:
        """
        Make the call that a web form of v1 is for, with the credentials that its user has
        entered.
        """
        complete_web_form(self._context.world.banks, form, self._carried_out, login, pin)

    def error(self, status: int, endpoint: str) -> Problem:
        """
        Make an error in finAPI's own format.
        """
        if status == 401:
            return bad_credentials("invalid_token", "Invalid access token")
        code = STATUS_CODES.get(status, "UNEXPECTED_ERROR")
        text = "a fault of the sandbox"
        return self._in_version(error_message(self._context, endpoint, status, code, text))

    def people(self, authorization: str | None) -> frozenset[str]:
        """
        The names of the person whose token a request has.
        """
        return people_of(self._context.world, authorization)

    def suffer(self, kind: str, authorization: str | None, body: bytes) -> None:
        """
        Let a fault happen to the state, before a request is handled.
        """
        suffer(self._context.world, kind, authorization, body)

    def recover(self) -> None:
        """
        End the fault of a request that was handled.
        """
        self._context.world.recover()

    def _carried_out(self, call: Call) -> Response:
        """
        Handle a call in the shape of v2, without asking for a web form.
        """
        try:
            response = ALL_HANDLERS.handle(self._context, call)
        except Problem as problem:
            raise self._in_version(problem) from problem
        return translation.to_version(self._context, call, response)

    def _in_version(self, problem: Problem) -> Problem:
        return translation.problem_to_version(self._context, problem)
