"""
The mechanism in which the user does everything in a web form, and its status is asked for.
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
from ...operations.sca import FormProgress, FormResource
from ...pipeline.call_options import CallOptions
from ...pipeline.request_pipeline import Call, Core
from ...serialization.response_parser import Response
from ..records.secret_slots import Secrets, put_together
from ..state.events import Busy, GivenUp, Observed, Refused, StillThere, Succeeded, TimeOver
from ..state.flow_state import Session
from ..steps import State
from .base import Deed, Pages, Reading, failed
from .browser import web_form_page
from .parsing import at_path, moment, short, tree_of


@attrs.frozen
class Filling:
    """
    Opens a web form, or a task that may want one, and asks how far it is.
    """

    words: FormResource
    operation: Operation[Any]

    def call(
        self,
        core: Core,
        session: Session,
        deed: Deed,
        secrets: Secrets,
        pages: Pages,
        options: CallOptions | None,
    ) -> Call | None:
        """
        The call that makes the form, cancels it, or asks for its status.
        """
        if deed.action == "start":
            request = session.request
            arguments = put_together(request.arguments, secrets)
            body = UNSET if request.body is None else put_together(request.body, secrets)
            return core.prepare(self.operation, arguments, body, options)
        asked = self.words.cancel if deed.action == "cancel" else self.words.read
        if asked is None or not session.references:
            return None
        return core.prepare(asked, {self.words.argument: session.references[0]}, UNSET, options)

    def read(
        self,
        session: Session,
        deed: Deed,
        outcome: Response[Any] | KontokitError,
        pages: Pages,
        at: datetime,
    ) -> Reading:
        """
        What the status of the form or task means.
        """
        match outcome:
            case Response() if deed.action == "cancel":
                return Reading(event=GivenUp(at=at, by="caller", is_certain=True))
            case Response():
                return self._progress(session, deed, outcome, pages, at)
            case NotFound() if deed.action != "start":
                return Reading(event=TimeOver(at=at, what="form", code=_code(outcome)))
            case UnprocessableEntity() if deed.action == "cancel":
                return Reading(event=Busy(at=at, seconds=0.0))  # it has ended: see how
            case _:
                return failed(session, outcome, at)

    def without_call(self, session: Session, deed: Deed, at: datetime) -> Reading:
        """
        What happens where there is nothing to ask: nobody has seen a form whose making failed.
        """
        if deed.action == "cancel":
            return Reading(event=GivenUp(at=at, by="caller"))
        if session.before is not State.UNKNOWN:
            return Reading(event=StillThere(at=at, seconds=self.words.seconds))
        return Reading(event=TimeOver(at=at, what="outcome"))

    def is_told_of_confirmation(self, session: Session) -> bool:
        """
        Whether the provider has to be told when the user has confirmed elsewhere, because it
        cannot be asked.
        """
        return False

    def bank(self, session: Session) -> str:
        """
        Nothing: the user enters credentials in the form only.
        """
        return ""

    def _progress(
        self,
        session: Session,
        deed: Deed,
        response: Response[Any],
        pages: Pages,
        at: datetime,
    ) -> Reading:
        tree = tree_of(response)
        form: Any = at_path(tree, self.words.form) if self.words.form else tree
        found: Any = form if is_mapping(form) else {}
        status = tree.get(self.words.status)
        told: dict[str, Any] = {"at": at, "code": short(status)}
        told |= {"request_id": response.request_id, "references": self._named(tree)}
        progress = self.words.statuses.get(str(status))
        if progress == "form":
            progress = self._of_form(found)
        if progress == "waiting":
            return self._waiting(session, found, pages, told)
        event = self._over(progress, tree, told)
        return Reading(event=event, value=response.value)

    def _of_form(self, form: Mapping[str, Any]) -> FormProgress | None:
        status = form.get(self.words.status)
        return "waiting" if status is None else self.words.form_statuses.get(str(status))

    def _named(self, tree: Mapping[str, Any]) -> tuple[str, ...]:
        found = tree.get(self.words.id)
        return (str(found),) if found is not None else ()

    def _waiting(
        self, session: Session, form: Mapping[str, Any], pages: Pages, told: dict[str, Any]
    ) -> Reading:
        ends = moment(form.get(self.words.ends)) if self.words.ends else None
        is_late = ends is not None and ends <= told["at"]
        if session.before is State.REDIRECT or is_late:
            return Reading(event=StillThere(seconds=self.words.seconds, **told))
        callbacks, url = self.words.callbacks, str(form.get(self.words.url))
        return web_form_page(url, pages, callbacks=callbacks, deadline=ends, **told)

    def _over(
        self, progress: FormProgress | None, tree: Mapping[str, Any], told: dict[str, Any]
    ) -> Observed:
        match progress:
            case "working":
                return Busy(seconds=self.words.seconds, **told)
            case "done":
                return Succeeded(
                    result=told["references"][0] if told["references"] else None, **told
                )
            case "expired":
                return TimeOver(what="form", **told)
            case "cancelled":
                return GivenUp(by="user", is_certain=True, **told)
            case "failed":
                return self._failed(tree, told)
            case _:
                return Refused(reason="unsupported", **told)

    def _failed(self, tree: Mapping[str, Any], told: dict[str, Any]) -> Refused:
        told = {**told, "code": short(at_path(tree, self.words.code)) or told["code"]}
        text = at_path(tree, self.words.message) if self.words.message else None
        shown = from_html(text) if isinstance(text, str) else None
        return Refused(reason="bank_said_no", text=shown, can_restart=True, is_proof=True, **told)


def _code(error: StatusError) -> str | None:
    return short(error.code) or short(error.status)
