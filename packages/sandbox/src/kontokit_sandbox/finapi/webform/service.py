"""
The service of Web Form: authorises callers and dispatches calls to handlers.
"""

from __future__ import annotations

from ...openapi.errors import BrokenRequest, Problem
from ...openapi.specification import Operation
from ...server.service import Call, Handlers, Response, Visit
from ..state.faults import people_of, suffer
from ..state.world import Token, World
from . import profiles, tasks, translations, web_forms
from .errors import InvalidField, Refusal, field_of
from .page import visit_page

__all__ = ["FinapiWebFormService"]

_HANDLERS: Handlers[World] = Handlers(
    profiles.HANDLERS,
    tasks.HANDLERS,
    translations.HANDLERS,
    web_forms.HANDLERS,
)
_CODES = {401: "UNAUTHORIZED", 403: "FORBIDDEN", 404: "NOT_FOUND", 423: "LOCKED"}
_ROLES = {"userToken": "user", "mandatorAdminToken": "admin"}


class FinapiWebFormService:
    """
    Web Form 2.0, which shares its state with Access.
    """

    def __init__(self, world: World) -> None:
        self.world = world

    def reset(self) -> None:
        """
        Do nothing: the sandbox resets the world itself.
        """

    @property
    def operation_ids(self) -> frozenset[str]:
        """
        The operations that have a handler.
        """
        return _HANDLERS.operation_ids

    def authorise(self, operation: Operation, authorization: str | None) -> Token:
        """
        Return the token of the caller, issued by finAPI Access.
        """
        scheme, _, value = (authorization or "").partition(" ")
        token = self.world.token(value) if scheme.lower() == "bearer" else None
        endpoint = f"{operation.method} {operation.path}"
        if token is None:
            raise self._problem(Refusal("UNAUTHORIZED", "the token is not valid"), endpoint)
        wanted = {_ROLES[name] for alternative in operation.security for name in alternative}
        if token.role not in wanted:
            text = f"this operation does not accept the token of a {token.role}"
            raise self._problem(Refusal("FORBIDDEN", text), endpoint)
        return token

    def handle(self, call: Call) -> Response:
        """
        Handle a call.
        """
        endpoint = f"{call.operation.method} {call.operation.path.format(**call.path)}"
        try:
            return _HANDLERS.handle(self.world, call)
        except Refusal as refusal:
            raise self._problem(refusal, endpoint) from refusal
        except InvalidField as invalid:
            raise Problem(400, invalid.body(endpoint, self.world.clock.now())) from invalid

    def broken(self, operation: Operation, problem: BrokenRequest) -> Problem:
        """
        Convert a validation failure to Web Form's error format.
        """
        fields = InvalidField(*(field_of(one) for one in problem.body["findings"]))
        body = fields.body(f"{operation.method} {operation.path}", self.world.clock.now())
        return Problem(400, body, headers=problem.headers)

    def visit(self, visit: Visit) -> Response | None:
        """
        Serve the page of a web form.
        """
        return visit_page(self.world, visit)

    def error(self, status: int, endpoint: str) -> Problem:
        """
        Make an error in Web Form's own format.
        """
        refusal = Refusal("NOT_ALLOWED", "a fault of the sandbox")
        body = refusal.body(endpoint, self.world.clock.now())
        return Problem(status, {**body, "code": _CODES.get(status, "NOT_ALLOWED")})

    def people(self, authorization: str | None) -> frozenset[str]:
        """
        The names of the person whose token a request has.
        """
        return people_of(self.world, authorization)

    def suffer(self, kind: str, authorization: str | None, body: bytes) -> None:
        """
        Let a fault happen to the state, before a request is handled.
        """
        suffer(self.world, kind, authorization, body)

    def recover(self) -> None:
        """
        End the fault of a request that was handled.
        """
        self.world.recover()

    def _problem(self, refusal: Refusal, endpoint: str) -> Problem:
        return Problem(refusal.status, refusal.body(endpoint, self.world.clock.now()))
