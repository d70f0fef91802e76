"""
Adapter for APIs with a web form, whose status is polled.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs
from msgspec import UNSET

from ...challenges.text import from_html
from ...core.exceptions import KontokitError, NotFound, StatusError, UnprocessableEntity
from ...core.typeguards import is_mapping
from ...operations import Operation
from ...operations.sca import FormProgress, WebFormSca
from ...pipeline.call_options import CallOptions
from ...pipeline.request_pipeline import PreparedCall, RequestPipeline
from ...serialization.response_parser import Response
from ..records.secret_slots import Secrets, insert_secrets
from ..state.events import (
    DeadlinePassed,
    GivenUp,
    Observed,
    ProviderBusy,
    Refused,
    Succeeded,
    Unchanged,
)
from ..state.flow_state import FlowState
from ..steps import State
from .base import Action, Interpretation, RedirectContext, failed
from .browser import web_form_page
from .parsing import at_path, moment, short, tree_of


@attrs.frozen
class WebFormAdapter:
    """
    Opens a web form, or a task that may want one, and asks how far it is.
    """

    config: WebFormSca
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
        The call that makes the form, cancels it, or asks for its status.
        """
        if action.kind == "start":
            request = flow.request
            arguments = insert_secrets(request.arguments, secrets)
            body = UNSET if request.body is None else insert_secrets(request.body, secrets)
            return pipeline.prepare(self.operation, arguments, body, options)
        asked = self.config.cancel if action.kind == "cancel" else self.config.read
        if asked is None or not flow.references:
            return None
        return pipeline.prepare(asked, {self.config.argument: flow.references[0]}, UNSET, options)

    def read(
        self,
        flow: FlowState,
        action: Action,
        outcome: Response[Any] | KontokitError,
        redirect: RedirectContext,
        at: datetime,
    ) -> Interpretation:
        """
        What the status of the form or task means.
        """
        match outcome:
            case Response() if action.kind == "cancel":
                return Interpretation(event=GivenUp(at=at, by="caller", is_certain=True))
            case Response():
                return self._progress(flow, action, outcome, redirect, at)
            case NotFound() if action.kind != "start":
                return Interpretation(event=DeadlinePassed(at=at, what="form", code=_code(outcome)))
            case UnprocessableEntity() if action.kind == "cancel":
                return Interpretation(
                    event=ProviderBusy(at=at, seconds=0.0)
                )  # it has ended: see how
            case _:
                return failed(flow, outcome, at)

    def without_call(self, flow: FlowState, action: Action, at: datetime) -> Interpretation:
        """
        What happens where there is nothing to ask: a form whose creation failed was never shown.
        """
        if action.kind == "cancel":
            return Interpretation(event=GivenUp(at=at, by="caller"))
        if flow.before is not State.UNKNOWN:
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
        Nothing: the user enters credentials in the form only.
        """
        return ""

    def _progress(
        self,
        flow: FlowState,
        action: Action,
        response: Response[Any],
        redirect: RedirectContext,
        at: datetime,
    ) -> Interpretation:
        tree = tree_of(response)
        form: Any = at_path(tree, self.config.form) if self.config.form else tree
        found: Any = form if is_mapping(form) else {}
        status = tree.get(self.config.status)
        details: dict[str, Any] = {"at": at, "code": short(status)}
        details |= {"request_id": response.request_id, "references": self._named(tree)}
        progress = self.config.statuses.get(str(status))
        if progress == "form":
            progress = self._of_form(found)
        if progress == "waiting":
            return self._waiting(flow, found, redirect, details)
        event = self._over(progress, tree, details)
        return Interpretation(event=event, value=response.value)

    def _of_form(self, form: Mapping[str, Any]) -> FormProgress | None:
        status = form.get(self.config.status)
        return "waiting" if status is None else self.config.form_statuses.get(str(status))

    def _named(self, tree: Mapping[str, Any]) -> tuple[str, ...]:
        found = tree.get(self.config.id)
        return (str(found),) if found is not None else ()

    def _waiting(
        self,
        flow: FlowState,
        form: Mapping[str, Any],
        redirect: RedirectContext,
        details: dict[str, Any],
    ) -> Interpretation:
        ends = moment(form.get(self.config.ends)) if self.config.ends else None
        is_late = ends is not None and ends <= details["at"]
        if flow.before is State.REDIRECT or is_late:
            return Interpretation(event=Unchanged(seconds=self.config.seconds, **details))
        callbacks, url = self.config.callbacks, str(form.get(self.config.url))
        return web_form_page(url, redirect, callbacks=callbacks, deadline=ends, **details)

    def _over(
        self, progress: FormProgress | None, tree: Mapping[str, Any], details: dict[str, Any]
    ) -> Observed:
        match progress:
            case "working":
                return ProviderBusy(seconds=self.config.seconds, **details)
            case "done":
                return Succeeded(
                    result=details["references"][0] if details["references"] else None, **details
                )
            case "expired":
                return DeadlinePassed(what="form", **details)
            case "cancelled":
                return GivenUp(by="user", is_certain=True, **details)
            case "failed":
                return self._failed(tree, details)
            case _:
                return Refused(reason="unsupported", **details)

    def _failed(self, tree: Mapping[str, Any], details: dict[str, Any]) -> Refused:
        details = {**details, "code": short(at_path(tree, self.config.code)) or details["code"]}
        text = at_path(tree, self.config.message) if self.config.message else None
        shown = from_html(text) if isinstance(text, str) else None
        return Refused(
            reason="bank_said_no", text=shown, can_restart=True, is_proof=True, **details
        )


def _code(error: StatusError) -> str | None:
    return short(error.code) or short(error.status)
