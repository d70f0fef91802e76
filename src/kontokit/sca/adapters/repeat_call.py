"""
Adapter for APIs that repeat the same call with the TAN.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs
import msgspec

from ...challenges.text import from_html
from ...core.evolving import evolve
from ...core.exceptions import (
    NotFoundError,
    ScaRequiredError,
    StatusError,
    WebFormRequiredError,
)
from ...core.typeguards import is_list, is_mapping
from ...operations import Operation
from ...operations.sca import RepeatCallSca, StatusQuery
from ...pipeline.prepared_call import PreparedCall
from ...serialization.model import wire_field
from ...serialization.response_parser import Response
from ..records.references import Reference
from ..state import events
from ..state.events import EventDetails
from ..state.flow_state import USER_ACTIONS, FlowState, Shown
from ..steps import Reason, State
from .base import (
    NO_ONE_TO_ASK,
    Action,
    CallContext,
    Interpretation,
    ResponseContext,
    ScaAdapter,
    failed,
    offering,
    unsupported,
)
from .browser import browser_page, state_digest, web_form_page
from .error_form import form_ids, form_query, form_status
from .parsing import (
    amount_of,
    at_path,
    body_of,
    find_field,
    id_in_body,
    is_of_another,
    raw_code,
    read_challenge,
    read_choices,
    safe_code,
    said,
    text_at,
    with_text,
)
from .payee import payee_answer, payee_check


@attrs.frozen
class RepeatCallAdapter(ScaAdapter):
    """
    Repeats the same call with the user's TAN or choice until it succeeds.
    """

    config: RepeatCallSca
    operation: Operation[Any]

    def call(self, context: CallContext) -> PreparedCall | None:
        """
        The original call, with the TAN or the choice unless it is the first time.
        """
        flow, action = context.flow, context.action
        if action.kind == "cancel":
            return None
        if action.kind == "bookings":
            return self._booking_query(context)
        if _only_asks(flow, action):
            return self._status_query(context)
        is_first = action.kind == "start"
        fields = {} if is_first else {self.config.field: self._tan_fields(flow, action)}
        return context.original_call(self.operation, fields)

    def _tan_fields(self, flow: FlowState, action: Action) -> dict[str, Any]:
        """
        The fields with the TAN, the choice or the return query.
        """
        config = self.config
        fields: dict[str, Any] = {config.reference: flow.references[0]}
        if flow.method is not None and action.kind != "callback":
            fields[config.method] = flow.method
        match action.kind:
            case "method":
                fields[config.method] = action.choice
            case "payee":
                fields.update(payee_answer(config.payee, flow, action))
            case "answer":
                fields[config.answer] = action.answer
            case "callback":
                fields[config.returned] = action.answer
            case _:
                fields[config.confirmed] = True
        return fields

    def _status_query(self, context: CallContext) -> PreparedCall | None:
        query = self.config.status_queries.get(self.operation.id)
        if query is None:
            return form_query(self.config.web_form, context)
        value = at_path(context.flow.request.body, query.value)
        return context.prepare(query.operation, {query.argument: value})

    def _booking_query(self, context: CallContext) -> PreparedCall | None:
        query, flow = self.config.bookings, context.flow
        if query is None or flow.account is None:
            return None
        # The bank's day may differ from ours.
        arguments: dict[str, object] = {
            query.account_argument: [flow.account],
            query.since_argument: flow.created.date() - timedelta(days=1),
            query.limit_argument: int(query.limit),
            **query.fixed,
        }
        return context.prepare(query.operation, arguments)

    @property
    def repeats_call(self) -> bool:
        """
        As :attr:`ScaAdapter.repeats_call`.
        """
        return True

    def can_ask(self, flow: FlowState) -> bool:
        """
        As :meth:`ScaAdapter.can_ask`.
        """
        return self.operation.id in self.config.status_queries

    @property
    def quiet_time(self) -> timedelta:
        """
        As :meth:`ScaAdapter.quiet_time`.
        """
        return timedelta(seconds=self.config.quiet_seconds)

    @property
    def described_by(self) -> tuple[str, ...]:
        """
        As :meth:`ScaAdapter.described_by`.
        """
        return self.config.described_by

    def read(self, context: ResponseContext) -> Interpretation:
        """
        What the response to the call means.
        """
        match context.outcome:
            case Response() as response if context.action.kind == "bookings":
                return self._bookings(context, response)
            case Response() as response if _only_asks(context.flow, context.action):
                return self._status(context, response)
            case Response() as response:
                return self._success(context, response)
            case ScaRequiredError() as error:
                return self._challenge(context, error)
            case WebFormRequiredError() as error:
                ids = form_ids(error) if self.config.web_form else ()
                details = EventDetails(context.at, references=ids)
                return web_form_page(error.url, context.redirect, details, callbacks=())
            case NotFoundError() if self._asks_for_form(context):
                gone = events.DeadlinePassed(details=EventDetails(context.at), what="form")
                return Interpretation(gone)
            case StatusError() as error:
                return self._refused(context, error)
            case error:
                return failed(context, error)

    def _asks_for_form(self, context: ResponseContext) -> bool:
        is_known = self.operation.id in self.config.status_queries
        asks = _only_asks(context.flow, context.action)
        return asks and context.flow.page == "form" and not is_known

    def event_without_call(self, flow: FlowState, action: Action, at: datetime) -> events.Event:
        """
        As :meth:`ScaAdapter.event_without_call`.
        """
        details = EventDetails(at)
        if action.kind == "callback" and not flow.request.is_order:
            # The API has no call that would prove it, and no money is at stake.
            return events.Succeeded(details=details, verified=False)
        if flow.before is not State.UNKNOWN:
            return events.Unchanged(details=details, seconds=self.config.seconds)
        if flow.request.is_order:
            return events.Unchanged(details=details, seconds=NO_ONE_TO_ASK)
        return events.DeadlinePassed(details=details, what="outcome")

    def references(self, flow: FlowState) -> tuple[Reference, ...]:
        """
        The id of the order in the call.
        """
        query = self.config.status_queries.get(self.operation.id)
        value = at_path(flow.request.body, query.value) if query is not None else None
        # The ids of payments and of standing orders may be equal.
        return () if query is None or value is None else (Reference(str(value), query.value),)

    def _challenge(self, context: ResponseContext, error: ScaRequiredError) -> Interpretation:
        challenge: Any = msgspec.to_builtins(error.challenge, enc_hook=str)
        if challenge is None:
            # The model did not fit, perhaps because of another field. The challenge may be fine.
            challenge = find_field(error, self.config.field)
        if not is_mapping(challenge):
            facts = EventDetails(
                context.at,
                code=raw_code(error.code),
                request_id=error.request_id,
                text=said(error),
            )
            return unsupported(facts, Shown(text=error.message or ""))
        reference = challenge.get(self.config.reference)
        details = EventDetails(
            context.at,
            code=safe_code(challenge.get(self.config.status)),
            request_id=error.request_id,
            references=() if reference is None else (str(reference),),
            text=said(error),
            bank=self._bank_name(error),
        )
        shown = read_challenge(challenge, self.config.shown)
        return self._question(
            context, challenge, details, with_text(shown, context.flow, said(error))
        )

    def _question(
        self,
        context: ResponseContext,
        challenge: Mapping[str, Any],
        details: EventDetails,
        shown: Shown,
    ) -> Interpretation:
        status = challenge.get(self.config.status)
        if not details.references and not context.flow.references:  # it cannot be answered
            return unsupported(details, shown)
        match self.config.statuses.get(str(status)):
            case "method":
                offer = read_choices(challenge, (self.config.offer,))
                return offering(events.MethodRequested(details=details, offer=offer, shown=shown))
            case "payee":
                return payee_check(self.config.payee, challenge, context.flow, details, shown)
            case "challenge":
                is_wrong = _is_asked_again(context.flow, details, shown)
                event = events.AnswerRequested(details=details, shown=shown, is_wrong=is_wrong)
                return Interpretation(event)
            case "decoupled":
                seconds = self.config.seconds
                confirm = events.ConfirmationRequested(
                    details=details, shown=shown, seconds=seconds
                )
                return Interpretation(confirm)
            case "redirect":
                requested = self._browser(challenge, shown, details)
                return browser_page(challenge.get(self.config.url), context.redirect, requested)
            case _:
                return unsupported(evolve(details, code=raw_code(status)), shown)

    def _browser(
        self, challenge: Any, shown: Shown, details: EventDetails
    ) -> events.BrowserRequested:
        state = challenge.get(self.config.state)
        field = challenge.get(self.config.state_field)
        return events.BrowserRequested(
            details=details,
            page="bank",
            field=str(field) if field else None,
            digest=state_digest(str(state)) if state else None,
            shown=shown,
        )

    def _refused(self, context: ResponseContext, error: StatusError) -> Interpretation:
        known = self.config.codes.get(error.code or "")
        details = EventDetails(
            context.at, code=safe_code(error.code), request_id=error.request_id, text=said(error)
        )
        match known.before if known else None:
            case "expired":
                return Interpretation(events.DeadlinePassed(details=details, what="step"))
            case "unclear" if context.flow.request.is_order:
                return Interpretation(events.Inconclusive(details=details), cause=error)
            case "refused":
                reason: Reason = "credentials" if self._is_login(context, error) else "bank_said_no"
                is_proof = known is not None and known.after == "refused"
                found = failed(context, error, reason=reason, is_proof=is_proof)
            case _:
                found = failed(context, error, on_locked=self.config.on_locked)
        return self._naming_bank(found, error)

    def _is_login(self, context: ResponseContext, error: StatusError) -> bool:
        """
        Whether an error means that the credentials are wrong.
        """
        is_login = error.code in self.config.wrong_login and not self.operation.is_order
        return is_login and not context.flow.answered and context.action.kind not in USER_ACTIONS

    def _naming_bank(self, interpretation: Interpretation, error: StatusError) -> Interpretation:
        event, name = interpretation.event, self._bank_name(error)
        if name is None or not isinstance(event, events.Observed):
            return interpretation
        details = evolve(event.details, bank=name)
        return evolve(interpretation, event=evolve(event, details=details))

    def _bank_name(self, error: StatusError) -> str | None:
        found = find_field(error, self.config.bank_name) if self.config.bank_name else None
        return from_html(found) or None if isinstance(found, str) else None

    def _success(self, context: ResponseContext, response: Response[Any]) -> Interpretation:
        """
        What a 2xx of the call itself means. It may say that an order is pending or was rejected.
        """
        flow, query = context.flow, self.config.status_queries.get(self.operation.id)
        asks_in = self.config.unfinished.get(self.operation.id)
        needs_body = query is not None or asks_in is not None
        found = body_of(response) if needs_body else id_in_body(response)
        if query is not None and _is_of_another(found, query, flow):
            lost = events.OutcomeLost(at=context.at, request_id=response.request_id)
            return Interpretation(lost)
        details = EventDetails(context.at, request_id=response.request_id, is_taken=True)
        asked = text_at(found, asks_in)
        if asked is not None:
            return unsupported(details, Shown(text=asked), can_be_approved=False)
        result = safe_code(found.get("id"))
        decided = None if query is None else self._by_status(query, found, details)
        if decided is not None:
            return Interpretation(decided, value=response.value)
        if flow.request.is_order and (query is not None or context.undecoded is not None):
            return Interpretation(events.Answered(details=details, result=result))
        event = events.Succeeded(details=details, result=result)
        return Interpretation(event, value=response.value)

    def _status(self, context: ResponseContext, response: Response[Any]) -> Interpretation:
        query, form = self.config.status_queries.get(self.operation.id), self.config.web_form
        if query is None:
            if form is None:
                return Interpretation(events.OutcomeLost(at=context.at))
            return form_status(form, self.operation, context, response, self.config.seconds)
        found: Mapping[str, Any] = _the_one(body_of(response), query, context.flow) or {}
        if _is_of_another(found, query, context.flow):
            lost = events.OutcomeLost(at=context.at, request_id=response.request_id)
            return Interpretation(lost)
        details = EventDetails(context.at, request_id=response.request_id)
        decided = self._by_status(query, found, details)
        if decided is not None:
            value = response.value and _the_one(response.value, query, context.flow)
            return Interpretation(decided, value=value)
        if query.statuses.get(str(found.get(query.status))) == "open":
            account, amount = self._booked_as(found)
            still_open = events.OrderStillOpen(details=details, account=account, amount=amount)
            return Interpretation(still_open)
        # Absent, or in an unknown state: neither proves that it is open.
        return Interpretation(events.Unchanged(details=details, seconds=self.config.seconds))

    def _booked_as(self, order: Mapping[str, Any]) -> tuple[str | None, str | None]:
        """
        The account and the amount of an order, if its bookings can be read.
        """
        query = self.config.bookings
        if query is None:
            return None, None
        account, amount = order.get(query.account), order.get(query.amount)
        is_known = isinstance(account, int | str) and isinstance(amount, int | Decimal | str)
        return (str(account), str(amount)) if is_known else (None, None)

    def _bookings(self, context: ResponseContext, response: Response[Any]) -> Interpretation:
        query, details = self.config.bookings, EventDetails(context.at)
        if query is None or not is_list(rows := body_of(response).get(query.items)):
            return Interpretation(events.OutcomeLost(at=context.at))
        wanted = amount_of(context.flow.amount)
        amounts = [amount_of(at_path(row, query.amount)) for row in rows]
        # A booking without an amount, or beyond a full page, could be the order too.
        may_be = wanted in amounts or None in amounts or len(rows) >= query.limit
        return Interpretation(events.BookingsRead(details=details, has_booking=may_be))

    def _by_status(
        self, query: StatusQuery, order: Mapping[str, Any], known: EventDetails
    ) -> events.Observed | None:
        """
        What the status of an order decides; None if it is open, unknown or missing.
        """
        status = order.get(query.status)
        text = text_at(order, query.message)
        said_of_it = from_html(text) if text else None
        details = evolve(known, code=safe_code(status), text=said_of_it)
        match query.statuses.get(str(status)):
            case "done":
                return events.Succeeded(details=details, result=safe_code(order.get("id")))
            case "failed":
                return events.Refused(details=details, reason="bank_said_no", is_proof=True)
            case "pending":
                return events.ProviderBusy(details=details, seconds=self.config.seconds)
            case _:
                return None


def _only_asks(flow: FlowState, action: Action) -> bool:
    # After a web form there is nothing to submit: the provider already knows what the user did.
    return action.kind == "look" or (action.kind == "callback" and flow.page == "form")


def _is_asked_again(flow: FlowState, details: EventDetails, shown: Shown) -> bool:
    """
    Whether the challenge just answered comes once more, in which only the text may differ.
    """
    # A challenge with another reference may be the next one, or the same after a wrong answer.
    if flow.action != "answer" or not details.references:
        return False
    if details.references[:1] != flow.references[:1]:
        return False
    return evolve(shown, text=flow.shown.text) == flow.shown


def _is_of_another(order: Mapping[str, Any], query: StatusQuery, flow: FlowState) -> bool:
    return is_of_another(order, "id", at_path(flow.request.body, query.value))


def _the_one(found: Any, query: StatusQuery, flow: FlowState) -> Any:
    if query.items is None:
        return found
    wanted = at_path(flow.request.body, query.value)
    rows = wire_field(found, query.items)
    found = rows if is_list(rows) else ()
    return next((row for row in found if wire_field(row, "id") == wanted), None)
