"""
finAPI Access as the application sees it, in v2 and in v1: who calls, and which handler answers.
"""

from __future__ import annotations

from typing import Literal

from ..openapi.errors import BrokenRequest, Problem
from ..openapi.specification import Operation, Specification
from ..server.service import Answer, Call, Visit
from .context import Context
from .errors import bad_credentials, error_message
from .handlers import PARTS
from .sca.bank_page import visit_bank
from .state.world import Token, World
from .v1 import translation
from .v1.web_forms import check_form, visit_form

__all__ = ["FinapiAccessService"]

_ROLES = {"userToken": "user", "clientToken": "client", "mandatorAdminToken": "admin"}


class FinapiAccessService:
    """
    One version of finAPI Access in front of the world that all versions share.
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
        return PARTS.operation_ids

    def reset(self) -> None:
        """
        Leave it to the world, which is reset on its own.
        """

    def authorise(self, operation: Operation, authorization: str | None) -> Token | None:
        """
        Tell the bearer of a token.
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
            raise self._told(error_message(self._context, endpoint, 403, "FORBIDDEN", text))
        return token

    def handle(self, call: Call) -> Answer:
        """
        Do what is asked for.
        """
        try:
            asked = translation.asked(self._context, call)
            check_form(self._context, asked)
        except Problem as problem:
            raise self._told(problem) from problem
        return self._carried_out(asked)

    def broken(self, operation: Operation, problem: BrokenRequest) -> Problem:
        """
        Say in finAPI's words that a request breaks the document.
        """
        endpoint, text = f"{operation.method} {operation.path}", str(problem.body["message"])
        told = error_message(self._context, endpoint, problem.status, "BAD_REQUEST", text)
        told.headers.update(problem.headers)
        return self._told(told)

    def visit(self, visit: Visit) -> Answer | None:
        """
        Show a web form of v1, or the page of a bank.
        """
        page = visit_bank(self._context.world, visit)
        return page or visit_form(self._context, visit, self._carried_out)

    def _carried_out(self, call: Call) -> Answer:
        """
        Do what a call asks for in the words of v2; where it wants a web form, it has been there.
        """
        try:
            answer = PARTS.handle(self._context, call)
        except Problem as problem:
            raise self._told(problem) from problem
        return translation.answered(self._context, call, answer)

    def _told(self, problem: Problem) -> Problem:
        return translation.refused(self._context, problem)
