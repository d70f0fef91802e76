"""
Keeps flows from locking users out: refused credentials and a fourth wrong TAN are not sent.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import cached_property, partial
from typing import Any

import attrs
from msgspec import structs

from ...auth.effects import UseGuard
from ...core.evolving import evolve
from ...core.exceptions import KontokitError, LockedError
from ...core.secret import Secret
from ...operations import Operation
from ...pipeline.lockout_guard import MAX_REFUSED_TANS, LockoutGuard
from ...pipeline.login_data import NO_LOGINS, CallLogins, LoginData, logins_of
from ...pipeline.prepared_call import PreparedCall
from ...pipeline.request_pipeline import RequestPipeline
from ..adapters.base import Interpretation, ScaAdapter
from ..errors import TansUsedUpError
from ..records.secret_slots import Secrets, insert_secrets, secret_names
from ..state.events import Refused
from ..state.flow_state import USER_ACTIONS, FlowState
from ..steps import State
from .effects import ScaStep


def logins_of_flow(
    pipeline: RequestPipeline,
    operation: Operation[Any],
    flow: FlowState,
    secrets: Secrets,
    first: PreparedCall | None = None,
) -> CallLogins:
    """
    The credentials that the call of a flow carries.

    Args:
        operation: The operation of the flow.
        secrets: The secrets of the call by name. Where they are missing, their digests count.
        first: The call itself, if it is what is sent: it has been read for them already.
    """
    if pipeline.api.sca is None:
        return NO_LOGINS
    if first is not None and first.logins is not NO_LOGINS:
        return first.logins
    request = flow.request
    needed = (*secret_names(request.body), *secret_names(request.arguments))
    known = {name: secrets.get(name, Secret("")) for name in needed}
    body, arguments = (insert_secrets(one, known) for one in (request.body, request.arguments))
    found = logins_of(pipeline.api.sca(), operation, arguments, body)
    if all(name in secrets for name in needed):
        return found
    pairs = zip(found.logins, flow.logins, strict=False)
    logins = tuple(LoginData(digests=(digest,), bank=login.bank) for login, digest in pairs)
    return structs.replace(found, logins=logins)


@attrs.frozen(kw_only=True, slots=False)
class Lockout:
    """
    What the guard knows of one action of a flow.
    """

    make_guard: Callable[[], LockoutGuard]
    logins: CallLogins
    adapter: ScaAdapter

    @cached_property
    def guard(self) -> LockoutGuard:
        """
        The guard, made when it is first used.
        """
        return self.make_guard()

    def admit(
        self, sent: FlowState, call: PreparedCall | None
    ) -> Generator[ScaStep, Any, FlowState | KontokitError]:
        """
        The flow if the request of an action may be sent, or the error because of which it may not.

        Args:
            sent: The flow in SENDING, which is not saved yet.
            call: The request, if the action has one.
        """
        if call is not None and call.logins.logins:
            check = partial(self.guard.refusal, call.logins)
            refusal: KontokitError | None = yield self._use(check)
            if refusal is not None:
                return refusal
        if sent.action != "answer":
            return self._noted(sent)
        refused: int = yield self._count()
        if refused >= MAX_REFUSED_TANS:
            return TansUsedUpError()
        return evolve(self._noted(sent), refused_tans=refused)

    def _noted(self, sent: FlowState) -> FlowState:
        """
        A flow with the digests of its credentials, for a process that does not have them.
        """
        has_values = any(login.values for login in self.logins.logins)
        return evolve(sent, logins=self.guard.digests(self.logins)) if has_values else sent

    def outcome(
        self, sent: FlowState, interpretation: Interpretation, after: FlowState
    ) -> Generator[ScaStep, Any, FlowState]:
        """
        Remember what the response says of the credentials and the TAN.

        Args:
            sent: The flow in SENDING.
            interpretation: What the response means.
            after: What the response has made of it, not saved yet.

        Returns:
            The flow after it, with the number of refused TANs where it asks for one.
        """
        event, cause = interpretation.event, interpretation.cause
        if isinstance(event, Refused) and _is_of_login(sent, event, cause):
            code = event.details.code
            yield self._use(partial(self.guard.record_refusal, self.logins, code))
        if self._refuses_tan(sent, interpretation, after):
            yield self._use(partial(self.guard.record_refused_tan, self.logins))
        if after.state is State.CHALLENGE:
            return evolve(after, refused_tans=(yield self._count()))
        if after.state is State.FINISHED and after.verified:
            if self.logins.logins:
                yield self._use(partial(self.guard.record_success, self.logins))
            if after.answered:
                yield self._use(partial(self.guard.record_right_tan, self.logins))
        return after

    def _refuses_tan(
        self, sent: FlowState, interpretation: Interpretation, after: FlowState
    ) -> bool:
        event = interpretation.event
        if sent.action == "answer" and isinstance(event, Refused):
            return self.adapter.means_wrong_answer(event.details.code)
        return after.wrong_answers > sent.wrong_answers

    def _count(self) -> UseGuard:
        return self._use(partial(self.guard.refused_tans, self.logins))

    def _use(self, work: partial[Any]) -> UseGuard:
        return UseGuard(self.guard.is_local, work)


def _is_of_login(sent: FlowState, event: Refused, cause: KontokitError | None) -> bool:
    """
    Whether a refusal is one of the credentials. After a TAN the code may mean the TAN.
    """
    # A provider that has locked its user says nothing of the credentials for the bank.
    is_bank = event.reason in ("credentials", "locked") and not isinstance(cause, LockedError)
    return is_bank and not sent.answered and sent.action not in USER_ACTIONS
