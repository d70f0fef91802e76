"""
Adapter for APIs that repeat the same call with an answer.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs
import msgspec
from msgspec import UNSET

from ...core.exceptions import (
    AdditionalAuthenticationRequired,
    KontokitError,
    StatusError,
    WebFormRequired,
)
from ...core.typeguards import is_list, is_mapping
from ...operations import Operation
from ...operations.sca import RepeatCallSca, StatusQuery
from ...pipeline.call_options import CallOptions
from ...pipeline.request_pipeline import PreparedCall, RequestPipeline
from ...serialization.model import wire_field
from ...serialization.response_parser import Response
from ..records.secret_slots import Secrets, insert_secrets
from ..state.events import (
    AnswerRequested,
    BrowserRequested,
    ConfirmationRequested,
    DeadlinePassed,
    GivenUp,
    MethodRequested,
    OrderStillOpen,
    ProviderBusy,
    Refused,
    Succeeded,
    Unchanged,
)
from ..state.flow_state import FlowState, Shown
from ..steps import Reason, State
from .base import Action, Interpretation, RedirectContext, failed, offering
from .browser import browser_page, state_digest, web_form_page
from .parsing import at_path, found_in, offer_in, short, shown_in, tree_of


@attrs.frozen
class RepeatCallAdapter:
    """
    Repeats a call until it succeeds.
    """

    config: RepeatCallSca
    operation: Operation[Any]

    def call(
        self,
        pipeline: RequestPipeline,
        flow: FlowState,
        action: Action,
        secrets: Secrets,
        redirect: RedirectContext,
        options: CallOptions | None,
    ) -> PreparedCall | None:
        """
        The call again, with an answer unless it is the first.
        """
        if action.kind == "cancel":
            return None
        if _only_asks(flow, action):
            return self._status_query(pipeline, flow, options)
        body = insert_secrets(flow.request.body, secrets)
        answer = {} if action.kind == "start" else self._answer(flow, action)
        if answer:
            body = {**body, self.config.field: answer}
        arguments = insert_secrets(flow.request.arguments, secrets)
        sent = UNSET if body is None else body
        return pipeline.prepare(self.operation, arguments, sent, options)

    def _answer(self, flow: FlowState, action: Action) -> dict[str, Any]:
        config = self.config
        answer: dict[str, Any] = {config.reference: flow.references[0]}
        if flow.method is not None and action.kind != "callback":
            answer[config.method] = flow.method
        match action.kind:
            case "method":
                answer[config.method] = action.choice
            case "answer":
                answer[config.answer] = action.answer
            case "callback":
                answer[config.returned] = action.answer
            case _:
                answer[config.confirmed] = True
        return answer

    def _status_query(
        self, pipeline: RequestPipeline, flow: FlowState, options: CallOptions | None
    ) -> PreparedCall | None:
        query = self.config.status_queries.get(self.operation.id)
        if query is None:
            return None
        value = at_path(flow.request.body, query.value)
        place = next(one for one in query.operation.parameters if one.name == query.argument)
        given = value if place.place == "path" else [value]
        return pipeline.prepare(query.operation, {query.argument: given}, UNSET, options)

    def read(
        self,
        flow: FlowState,
        action: Action,
        outcome: Response[Any] | KontokitError,
        redirect: RedirectContext,
        at: datetime,
    ) -> Interpretation:
        """
        What the answer to the call means.
        """
        match outcome:
            case Response() if _only_asks(flow, action):
                return self._looked_up(flow, outcome, at)
            case Response():
                found = tree_of(outcome).get("id")
                event = Succeeded(at=at, result=short(found), request_id=outcome.request_id)
                return Interpretation(event=event, value=outcome.value)
            case AdditionalAuthenticationRequired():
                return self._asked(flow, outcome, at, redirect)
            case WebFormRequired():
                return web_form_page(outcome.url, redirect, at, callbacks=())
            case StatusError():
                return self._refused(flow, action, outcome, at)
            case _:
                return failed(flow, outcome, at)

    def without_call(self, flow: FlowState, action: Action, at: datetime) -> Interpretation:
        """
        What happens where there is nothing to ask.
        """
        if action.kind == "cancel":
            return Interpretation(event=GivenUp(at=at, by="caller"))
        if action.kind == "callback" and not flow.request.is_order:
            return Interpretation(event=Succeeded(at=at, verified=False))  # no other proof
        if flow.request.is_order or flow.before is not State.UNKNOWN:
            return Interpretation(event=Unchanged(at=at, seconds=self.config.seconds))
        return Interpretation(event=DeadlinePassed(at=at, what="outcome"))

    def needs_confirm_call(self, flow: FlowState) -> bool:
        """
        Whether the API needs a call when the user has confirmed elsewhere, because it cannot
        be polled.
        """
        return False

    def bank(self, flow: FlowState) -> str:
        """
        The bank that the call names.
        """
        body = flow.request.body
        found = (body.get(name) for name in self.config.bank) if is_mapping(body) else ()
        return next((f"{one}" for one in found if one is not None), "")

    def _asked(
        self,
        flow: FlowState,
        error: AdditionalAuthenticationRequired,
        at: datetime,
        redirect: RedirectContext,
    ) -> Interpretation:
        challenge: Any = msgspec.to_builtins(error.challenge, enc_hook=str)
        if challenge is None:  # something else in the answer is not as documented
            challenge = found_in(error.body, self.config.field)
        if not is_mapping(challenge):
            event = Refused(at=at, reason="unsupported", code=short(error.code))
            return Interpretation(event=event)
        status = challenge.get(self.config.status)
        details: dict[str, Any] = {
            "at": at,
            "code": short(status),
            "request_id": error.request_id,
            "references": (str(challenge.get(self.config.reference)),),
        }
        shown = shown_in(challenge, self.config.shown)
        match self.config.statuses.get(str(status)):
            case "method":
                offer = offer_in(challenge, (self.config.offer,))
                return offering(MethodRequested(offer=offer, shown=shown, **details))
            case "challenge":
                wrong = flow.action == "answer" and _is_same(shown, flow.shown)
                return Interpretation(event=AnswerRequested(shown=shown, is_wrong=wrong, **details))
            case "decoupled":
                seconds = self.config.seconds
                return Interpretation(
                    event=ConfirmationRequested(shown=shown, seconds=seconds, **details)
                )
            case "redirect":
                return self._redirected(challenge, shown, redirect, details)
            case _:
                return Interpretation(event=Refused(reason="unsupported", **details))

    def _redirected(
        self, challenge: Any, shown: Shown, redirect: RedirectContext, details: dict[str, Any]
    ) -> Interpretation:
        state = challenge.get(self.config.state)
        field = challenge.get(self.config.state_field)
        asked = BrowserRequested(
            page="bank",
            field=str(field) if field else None,
            digest=state_digest(str(state)) if state else None,
            shown=shown,
            **details,
        )
        return browser_page(challenge.get(self.config.url), redirect, asked)

    def _refused(
        self, flow: FlowState, action: Action, error: StatusError, at: datetime
    ) -> Interpretation:
        if error.code in self.config.expired_codes:
            code = short(error.code)
            return Interpretation(event=DeadlinePassed(at=at, what="step", code=code))
        if error.code not in self.config.refused:
            return failed(flow, error, at)
        reason: Reason = "credentials" if action.kind == "start" else "bank_said_no"
        return failed(flow, error, at, reason=reason, is_proof=True)

    def _looked_up(self, flow: FlowState, response: Response[Any], at: datetime) -> Interpretation:
        query = self.config.status_queries[self.operation.id]
        found = _the_one(tree_of(response), query, flow)
        status = found.get(query.status) if found else None
        details: dict[str, Any] = {
            "at": at,
            "code": short(status),
            "request_id": response.request_id,
        }
        match query.statuses.get(str(status)):
            case "done":
                event = Succeeded(result=short(found and found.get("id")), **details)
                return Interpretation(event=event, value=_the_one(response.value, query, flow))
            case "failed":
                return Interpretation(
                    event=Refused(reason="bank_said_no", is_proof=True, **details)
                )
            case "pending":
                return Interpretation(event=ProviderBusy(seconds=self.config.seconds, **details))
            case "open":
                return Interpretation(event=OrderStillOpen(**details))
            case _:  # not there, or in an unknown state: no reason to send it again
                return Interpretation(event=Unchanged(seconds=self.config.seconds, **details))


def _only_asks(flow: FlowState, action: Action) -> bool:
    """
    Whether nothing is handed in: what the user did in a form, the provider knows already.
    """
    return action.kind == "look" or (action.kind == "callback" and flow.page == "form")


def _is_same(shown: Shown, before: Shown) -> bool:
    """
    Whether a challenge seems to be the one before. A wrong answer changes the text at most.
    """
    return attrs.evolve(shown, text=before.text) == before


def _the_one(answer: Any, query: StatusQuery, flow: FlowState) -> Any:
    if query.items is None:
        return answer
    wanted = at_path(flow.request.body, query.value)
    rows = wire_field(answer, query.items)
    found = rows if is_list(rows) else ()
    return next((row for row in found if wire_field(row, "id") == wanted), None)
