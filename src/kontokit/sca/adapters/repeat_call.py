"""
The mechanism in which the same call is repeated with an answer.
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
from ...operations.sca import Lookup, RepeatCall
from ...pipeline.call_options import CallOptions
from ...pipeline.request_pipeline import Call, Core
from ...serialization.model import wire_field
from ...serialization.response_parser import Response
from ..records.secret_slots import Secrets, put_together
from ..state.events import (
    AskedAnswer,
    AskedBrowser,
    AskedConfirmation,
    AskedMethod,
    Busy,
    GivenUp,
    NotHandedOver,
    Refused,
    StillThere,
    Succeeded,
    TimeOver,
)
from ..state.flow_state import Session, Shown
from ..steps import Reason, State
from .base import Deed, Pages, Reading, failed, offering
from .browser import browser_page, state_digest, web_form_page
from .parsing import at_path, found_in, offer_in, short, shown_in, tree_of


@attrs.frozen
class Repeating:
    """
    Repeats a call until it succeeds.
    """

    words: RepeatCall
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
        The call again, with an answer unless it is the first.
        """
        if deed.action == "cancel":
            return None
        if _only_asks(session, deed):
            return self._lookup(core, session, options)
        body = put_together(session.request.body, secrets)
        answer = {} if deed.action == "start" else self._answer(session, deed)
        if answer:
            body = {**body, self.words.field: answer}
        arguments = put_together(session.request.arguments, secrets)
        sent = UNSET if body is None else body
        return core.prepare(self.operation, arguments, sent, options)

    def _answer(self, session: Session, deed: Deed) -> dict[str, Any]:
        words = self.words
        answer: dict[str, Any] = {words.reference: session.references[0]}
        if session.method is not None and deed.action != "callback":
            answer[words.method] = session.method
        match deed.action:
            case "method":
                answer[words.method] = deed.choice
            case "answer":
                answer[words.answer] = deed.answer
            case "callback":
                answer[words.returned] = deed.answer
            case _:
                answer[words.confirmed] = True
        return answer

    def _lookup(self, core: Core, session: Session, options: CallOptions | None) -> Call | None:
        lookup = self.words.lookups.get(self.operation.id)
        if lookup is None:
            return None
        value = at_path(session.request.body, lookup.value)
        place = next(one for one in lookup.operation.parameters if one.name == lookup.argument)
        given = value if place.place == "path" else [value]
        return core.prepare(lookup.operation, {lookup.argument: given}, UNSET, options)

    def read(
        self,
        session: Session,
        deed: Deed,
        outcome: Response[Any] | KontokitError,
        pages: Pages,
        at: datetime,
    ) -> Reading:
        """
        What the answer to the call means.
        """
        match outcome:
            case Response() if _only_asks(session, deed):
                return self._looked_up(session, outcome, at)
            case Response():
                found = tree_of(outcome).get("id")
                event = Succeeded(at=at, result=short(found), request_id=outcome.request_id)
                return Reading(event=event, value=outcome.value)
            case AdditionalAuthenticationRequired():
                return self._asked(session, outcome, at, pages)
            case WebFormRequired():
                return web_form_page(outcome.url, pages, at, callbacks=())
            case StatusError():
                return self._refused(session, deed, outcome, at)
            case _:
                return failed(session, outcome, at)

    def without_call(self, session: Session, deed: Deed, at: datetime) -> Reading:
        """
        What happens where there is nothing to ask.
        """
        if deed.action == "cancel":
            return Reading(event=GivenUp(at=at, by="caller"))
        if deed.action == "callback" and not session.request.is_order:
            return Reading(event=Succeeded(at=at, verified=False))  # nobody else can tell
        if session.request.is_order or session.before is not State.UNKNOWN:
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
        The bank that the call names.
        """
        body = session.request.body
        found = (body.get(name) for name in self.words.bank) if is_mapping(body) else ()
        return next((f"{one}" for one in found if one is not None), "")

    def _asked(
        self,
        session: Session,
        error: AdditionalAuthenticationRequired,
        at: datetime,
        pages: Pages,
    ) -> Reading:
        challenge: Any = msgspec.to_builtins(error.challenge, enc_hook=str)
        if challenge is None:  # something else in the answer is not as documented
            challenge = found_in(error.body, self.words.field)
        if not is_mapping(challenge):
            event = Refused(at=at, reason="unsupported", code=short(error.code))
            return Reading(event=event)
        status = challenge.get(self.words.status)
        told: dict[str, Any] = {
            "at": at,
            "code": short(status),
            "request_id": error.request_id,
            "references": (str(challenge.get(self.words.reference)),),
        }
        shown = shown_in(challenge, self.words.shown)
        match self.words.statuses.get(str(status)):
            case "method":
                offer = offer_in(challenge, (self.words.offer,))
                return offering(AskedMethod(offer=offer, shown=shown, **told))
            case "challenge":
                wrong = session.action == "answer" and _is_same(shown, session.shown)
                return Reading(event=AskedAnswer(shown=shown, is_wrong=wrong, **told))
            case "decoupled":
                seconds = self.words.seconds
                return Reading(event=AskedConfirmation(shown=shown, seconds=seconds, **told))
            case "redirect":
                return self._redirected(challenge, shown, pages, told)
            case _:
                return Reading(event=Refused(reason="unsupported", **told))

    def _redirected(
        self, challenge: Any, shown: Shown, pages: Pages, told: dict[str, Any]
    ) -> Reading:
        state = challenge.get(self.words.state)
        field = challenge.get(self.words.state_field)
        asked = AskedBrowser(
            page="bank",
            field=str(field) if field else None,
            digest=state_digest(str(state)) if state else None,
            shown=shown,
            **told,
        )
        return browser_page(challenge.get(self.words.url), pages, asked)

    def _refused(self, session: Session, deed: Deed, error: StatusError, at: datetime) -> Reading:
        if error.code in self.words.over:
            code = short(error.code)
            return Reading(event=TimeOver(at=at, what="step", code=code))
        if error.code not in self.words.refused:
            return failed(session, error, at)
        reason: Reason = "credentials" if deed.action == "start" else "bank_said_no"
        return failed(session, error, at, reason=reason, is_proof=True)

    def _looked_up(self, session: Session, response: Response[Any], at: datetime) -> Reading:
        lookup = self.words.lookups[self.operation.id]
        found = _the_one(tree_of(response), lookup, session)
        status = found.get(lookup.status) if found else None
        told: dict[str, Any] = {"at": at, "code": short(status), "request_id": response.request_id}
        match lookup.statuses.get(str(status)):
            case "done":
                event = Succeeded(result=short(found and found.get("id")), **told)
                return Reading(event=event, value=_the_one(response.value, lookup, session))
            case "failed":
                return Reading(event=Refused(reason="bank_said_no", is_proof=True, **told))
            case "pending":
                return Reading(event=Busy(seconds=self.words.seconds, **told))
            case "open":
                return Reading(event=NotHandedOver(**told))
            case _:  # not there, or in a state that nobody knows: no reason to send it again
                return Reading(event=StillThere(seconds=self.words.seconds, **told))


def _only_asks(session: Session, deed: Deed) -> bool:
    """
    Whether nothing is handed in: what the user did in a form, the provider knows already.
    """
    return deed.action == "look" or (deed.action == "callback" and session.page == "form")


def _is_same(shown: Shown, before: Shown) -> bool:
    """
    Whether a challenge seems to be the one before. A wrong answer changes the text at most.
    """
    return attrs.evolve(shown, text=before.text) == before


def _the_one(answer: Any, lookup: Lookup, session: Session) -> Any:
    if lookup.items is None:
        return answer
    wanted = at_path(session.request.body, lookup.value)
    rows = wire_field(answer, lookup.items)
    found = rows if is_list(rows) else ()
    return next((row for row in found if wire_field(row, "id") == wanted), None)
