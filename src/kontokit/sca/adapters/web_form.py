"""
Adapter for APIs whose web form is polled.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs

from ...challenges.text import from_html
from ...core.evolving import evolve
from ...core.exceptions import NotFoundError, UnprocessableEntityError
from ...core.typeguards import is_mapping
from ...operations import Operation
from ...operations.sca import FormProgress, WebFormSca
from ...pipeline.prepared_call import PreparedCall
from ...serialization.response_parser import Response
from ..records.references import Reference
from ..state import events
from ..state.events import EventDetails
from ..state.flow_state import FlowState, Shown
from ..steps import State
from .base import (
    Action,
    CallContext,
    Interpretation,
    ResponseContext,
    ScaAdapter,
    failed,
    unsupported,
)
from .browser import same_page, web_form_page
from .parsing import at_path, body_of, is_of_another, raw_code, read_time, safe_code, said


@attrs.frozen
class WebFormAdapter(ScaAdapter):
    """
    Creates a web form, or a task that may need one, and polls its status.
    """

    config: WebFormSca
    operation: Operation[Any]

    def call(self, context: CallContext) -> PreparedCall | None:
        """
        The call that creates the form, cancels it, or reads its status.
        """
        flow, action = context.flow, context.action
        if action.kind == "start":
            return context.original_call(self.operation, {})
        operation = self.config.cancel if action.kind == "cancel" else self.config.read
        if operation is None or not flow.references:
            return None
        return context.prepare(operation, {self.config.argument: flow.references[0]})

    def read(self, context: ResponseContext) -> Interpretation:
        """
        What the status of the form or task means.
        """
        kind, details = context.action.kind, EventDetails(context.at)
        match context.outcome:
            case Response() if kind == "cancel":
                cancelled = events.GivenUp(details=details, by="caller", is_certain=True)
                return Interpretation(cancelled)
            case Response() as response:
                return self._progress(context, response)
            case NotFoundError() as error if kind != "start":
                code = safe_code(error.code) or safe_code(error.status_code)
                details = EventDetails(context.at, code=code, text=said(error))
                return Interpretation(events.DeadlinePassed(details=details, what="form"))
            case UnprocessableEntityError() if kind == "cancel":  # it has ended: read how
                return Interpretation(events.ProviderBusy(details=details, seconds=0.0))
            case error:
                return failed(context, error, on_locked=self.config.on_locked)

    def can_ask(self, flow: FlowState) -> bool:
        """
        As :meth:`ScaAdapter.can_ask`.
        """
        return bool(flow.references)

    @property
    def described_by(self) -> tuple[str, ...]:
        """
        As :meth:`ScaAdapter.described_by`.
        """
        return self.config.described_by

    def event_without_call(self, flow: FlowState, action: Action, at: datetime) -> events.Event:
        """
        As :meth:`ScaAdapter.event_without_call`.
        """
        details = EventDetails(at)
        if flow.before is not State.UNKNOWN:
            return events.Unchanged(details=details, seconds=self.config.seconds)
        # There is no id to ask for, so the user has never seen this form and it can only expire.
        return events.DeadlinePassed(details=details, what="outcome")

    def _progress(self, context: ResponseContext, response: Response[Any]) -> Interpretation:
        tree, known = body_of(response), context.flow.references
        if context.action.kind != "start" and is_of_another(
            tree, self.config.id, next(iter(known), None)
        ):
            lost = events.OutcomeLost(at=context.at, request_id=response.request_id)
            return Interpretation(lost)
        found: Any = at_path(tree, self.config.form) if self.config.form else tree
        form: Any = found if is_mapping(found) else {}
        status = tree.get(self.config.status)
        details = EventDetails(
            context.at,
            code=safe_code(status),
            request_id=response.request_id,
            references=self._references(tree, form),
            text=self._text(tree),
        )
        progress = self.config.statuses.get(str(status))
        if progress == "form":
            progress = self._form_progress(form)
        if progress == "waiting":
            return self._waiting(context, form, details)
        if progress is None:
            return self._unknown(tree, form, details)
        event = self._event(progress, tree, details)
        return Interpretation(event, value=response.value)

    def _unknown(
        self, tree: Mapping[str, Any], form: Mapping[str, Any], details: EventDetails
    ) -> Interpretation:
        """
        A status that no document has, of the resource or of its form.
        """
        status = tree.get(self.config.status)
        if self.config.statuses.get(str(status)) == "form":
            status = form.get(self.config.status)
        text = at_path(tree, self.config.message) if self.config.message else None
        shown = Shown(text=text if isinstance(text, str) else "")
        return unsupported(evolve(details, code=raw_code(status)), shown)

    def references(self, flow: FlowState) -> tuple[Reference, ...]:
        """
        The ids of the task and of its form.
        """
        return tuple(Reference(one) for one in flow.references)

    def _references(self, tree: Mapping[str, Any], form: Mapping[str, Any]) -> tuple[str, ...]:
        # The first is read again. A callback names the form, also where it is that of a task.
        found = (tree.get(self.config.id), form.get(self.config.id))
        return tuple(dict.fromkeys(str(one) for one in found if one is not None))

    def _form_progress(self, form: Mapping[str, Any]) -> FormProgress | None:
        status = form.get(self.config.status)
        return "waiting" if status is None else self.config.form_statuses.get(str(status))

    def _waiting(
        self, context: ResponseContext, form: Mapping[str, Any], details: EventDetails
    ) -> Interpretation:
        ends = read_time(form.get(self.config.ends)) if self.config.ends else None
        is_late = ends is not None and ends <= context.at
        if context.flow.before is State.REDIRECT or is_late:
            return Interpretation(events.Unchanged(details=details, seconds=self.config.seconds))
        if context.flow.before is State.UNSUPPORTED and context.flow.page is not None:
            return same_page(context.flow, evolve(details, deadline=ends))
        return web_form_page(
            str(form.get(self.config.url)),
            context.redirect,
            evolve(details, deadline=ends),
            callbacks=self.config.callbacks,
        )

    def _event(
        self, progress: FormProgress, tree: Mapping[str, Any], details: EventDetails
    ) -> events.Observed:
        match progress:
            case "working":
                return events.ProviderBusy(details=details, seconds=self.config.seconds)
            case "done":
                result = details.references[0] if details.references else None
                return events.Succeeded(details=details, result=result)
            case "expired":
                return events.DeadlinePassed(details=details, what="form")
            case "cancelled":
                return events.GivenUp(details=details, by="user", is_certain=True)
            case _:
                return self._failed(tree, details)

    def _text(self, tree: Mapping[str, Any]) -> str | None:
        text = at_path(tree, self.config.message) if self.config.message else None
        return from_html(text) or None if isinstance(text, str) else None

    def _failed(self, tree: Mapping[str, Any], details: EventDetails) -> events.Refused:
        code = safe_code(at_path(tree, self.config.code)) or details.code
        known = self.config.codes.get(code or "")
        return events.Refused(
            details=evolve(details, code=code),
            reason="bank_said_no",
            can_restart=True,
            is_proof=known is not None and known.after == "refused",
        )
