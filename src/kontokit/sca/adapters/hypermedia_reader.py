"""
What a resource with links says of an SCA.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

import attrs

from ...core.exceptions import KontokitError, NotFound, RelationError, StatusError, WebFormRequired
from ...core.typeguards import is_list, is_mapping
from ...operations import Operation
from ...operations.sca import Asked, FollowRelations, Meaning, ReturnMeaning
from ...serialization.response_parser import Location, Response
from ..state.events import (
    AskedAnswer,
    AskedBrowser,
    AskedConfirmation,
    AskedMedium,
    AskedMethod,
    Busy,
    GivenUp,
    Observed,
    Refused,
    StillThere,
    Succeeded,
    TimeOver,
)
from ..state.flow_state import QUESTIONS, Session, Shown
from ..steps import Reason, State
from .base import STATE_FIELD, Deed, Pages, Reading, failed, offering
from .browser import browser_page, web_form_page
from .parsing import moment, offer_in, short, shown_in, tree_of

_REASONS: Mapping[Meaning, Reason] = {
    "credentials": "credentials",
    "locked": "locked",
    "incomplete": "incomplete",
    "method": "method",
    "medium": "medium",
    "sca_failed": "sca_failed",
    "no_method": "no_method",
    "too_often": "too_often",
    "refused": "bank_said_no",
}
LOCATION = "location"
"""The name under which a Location is kept among the links."""


@attrs.frozen
class ResourceReader:
    """
    Reads resources by their links, messages and status.
    """

    words: FollowRelations
    operation: Operation[Any]

    @property
    def callback_argument(self) -> str | None:
        """
        The argument of the call with the address to which the browser is sent back.
        """
        known = (one for one in self.operation.parameters if one.wire == self.words.callback)
        return next((one.name for one in known), None)

    def read(
        self,
        session: Session,
        deed: Deed,
        outcome: Response[Any] | KontokitError,
        pages: Pages,
        at: datetime,
    ) -> Reading:
        """
        What the resource says, or the error that came instead.
        """
        reading = self._read(session, deed, outcome, pages, at)
        hint = self.by_hint(session, deed, at)
        is_gone = isinstance(outcome, NotFound) and session.page == "form"
        is_refused = isinstance(outcome, Response) and isinstance(reading.event, Refused)
        is_given_up = isinstance(hint, GivenUp) and is_refused
        if hint is not None and (is_gone or is_given_up):
            return Reading(event=hint)  # it is over, and only the browser knows how
        return reading

    def _read(
        self,
        session: Session,
        deed: Deed,
        outcome: Response[Any] | KontokitError,
        pages: Pages,
        at: datetime,
    ) -> Reading:
        match outcome:
            case Response(value=Location() as location):
                links = {LOCATION: location.url}
                seconds = self.words.working_seconds if deed.action == "look" else 0.0
                return Reading(event=Busy(at=at, seconds=seconds, links=links))
            case Response():
                return self._resource(session, deed, outcome, pages, at)
            case WebFormRequired():
                return self._form(outcome.url, session, pages, at)
            case NotFound() if session.page == "form":
                seconds = self.words.working_seconds
                return Reading(event=StillThere(at=at, seconds=seconds))  # the user goes on there
            case NotFound() if deed.action == "look":
                is_lost = session.before is State.UNKNOWN
                return Reading(event=TimeOver(at=at, what="outcome" if is_lost else "step"))
            case NotFound() if deed.action != "start":
                return Reading(event=Busy(at=at, seconds=0.0))
            case RelationError():
                return Reading(event=Refused(at=at, reason="unsupported"))
            case StatusError() if deed.action not in QUESTIONS:
                is_proof = self._is_proof([str(outcome.code)])
                return failed(session, outcome, at, is_proof=is_proof)
            case _:
                return failed(session, outcome, at)

    def _form(self, url: str, session: Session, pages: Pages, at: datetime) -> Reading:
        links = dict(session.links)
        callbacks = (self.words.callback,)
        return web_form_page(url, pages, at, callbacks=callbacks, is_needed=True, links=links)

    def _resource(
        self,
        session: Session,
        deed: Deed,
        response: Response[Any],
        pages: Pages,
        at: datetime,
    ) -> Reading:
        tree = tree_of(response)
        links = _links(tree)
        meanings, codes = self._meanings(tree)
        status = tree.get(self.words.status)
        told: dict[str, Any] = {
            "at": at,
            "code": short(codes[0] if codes else status),
            "request_id": response.request_id,
            "links": {**session.links, **links} if not links else self._kept(session, links),
            "deadline": moment(tree.get(self.words.timeout)),
        }
        kind = self._asked_by(links)
        is_confirmed = "done" in meanings and session.request.is_order
        if kind is None or kind == "renewal" or is_confirmed:
            return self._settled(session, deed, response, tree, told)
        if "wrong_answer" not in meanings or kind != "challenge":
            reasons: list[Reason] = [_REASONS[one] for one in meanings if one in _REASONS]
            if reasons:
                refused = Refused(reason=reasons[0], is_proof=self._is_proof(codes), **told)
                return Reading(event=refused)
        return self._asks(session, tree, links, kind, pages, told)

    def _kept(self, session: Session, links: Mapping[str, str]) -> dict[str, str]:
        lasting = (LOCATION, self.words.again)
        places = {name: session.links[name] for name in lasting if name in session.links}
        pages = {name for name, kind in self.words.asked.items() if kind in ("redirect", "form")}
        found = {name: href for name, href in links.items() if name not in pages}
        wanted = {*self.words.asked, self.words.again, self.words.cancel}
        return {**places, **{name: href for name, href in found.items() if name in wanted}}

    def _asked_by(self, links: Mapping[str, str]) -> Asked | None:
        return next((kind for name, kind in self.words.asked.items() if name in links), None)

    def _asks(
        self,
        session: Session,
        tree: Mapping[str, Any],
        links: Mapping[str, str],
        kind: Asked,
        pages: Pages,
        told: dict[str, Any],
    ) -> Reading:
        challenge: Any = tree.get(self.words.challenge) or {}
        shown = shown_in(challenge.get(self.words.content), self.words.shown)
        match kind:
            case "method":
                offer = offer_in(tree, self.words.methods)
                return offering(AskedMethod(offer=offer, shown=shown, **told))
            case "medium":
                return offering(AskedMedium(offer=offer_in(tree, self.words.media), **told))
            case "challenge" if challenge.get(self.words.decoupled) is not True:
                wrong = "wrong_answer" in self._meanings(tree)[0]
                shown = session.shown if wrong and shown == Shown() else shown
                return Reading(event=AskedAnswer(shown=shown, is_wrong=wrong, **told))
            case "challenge" | "decoupled":
                seconds = self.words.seconds
                return Reading(event=AskedConfirmation(shown=shown, seconds=seconds, **told))
            case _:
                return self._page(session, links, kind, pages, told)

    def _page(
        self,
        session: Session,
        links: Mapping[str, str],
        kind: Asked,
        pages: Pages,
        told: dict[str, Any],
    ) -> Reading:
        url = next(links[name] for name in self.words.asked if name in links)
        if session.before is State.REDIRECT:
            still = StillThere(seconds=self.words.working_seconds, **told)
            asked = AskedBrowser(page="bank", at=still.at)
            again = None if kind == "form" else browser_page(url, pages, asked).url
            return Reading(event=still, url=again)
        if kind == "form":
            callbacks = (self.words.callback,)
            return web_form_page(url, pages, callbacks=callbacks, is_needed=True, **told)
        is_ours = session.sent_along is not None and self.callback_argument is not None
        asked = AskedBrowser(
            page="bank",
            field=STATE_FIELD if is_ours else None,
            digest=session.sent_along if is_ours else None,
            **told,
        )
        return browser_page(url, pages, asked)

    def _meanings(self, tree: Mapping[str, Any]) -> tuple[list[Meaning], list[str]]:
        messages = tree.get(self.words.messages)
        rows = messages if is_list(messages) else ()
        codes = [str(row.get(self.words.code)) for row in rows if is_mapping(row)]
        return [self.words.codes[code] for code in codes if code in self.words.codes], codes

    def _is_proof(self, codes: list[str]) -> bool:
        """
        Whether a code says that the bank has rejected an order, and not merely that some step
        went wrong.
        """
        known = [
            code for code in codes if self.words.codes.get(code) in {*_REASONS, "wrong_answer"}
        ]
        return any(code not in self.words.inconclusive for code in known)

    def _settled(
        self,
        session: Session,
        deed: Deed,
        response: Response[Any],
        tree: Mapping[str, Any],
        told: dict[str, Any],
    ) -> Reading:
        event = self._verdict(session, deed, tree, told)
        if not isinstance(event, Succeeded):
            return Reading(event=event)
        if deed.action != "look" and self._is_of_another_kind(response.value, told["links"]):
            return Reading(event=Busy(seconds=0.0, is_done=True, **told))  # its result is read next
        return Reading(event=event, value=response.value)

    def _is_of_another_kind(self, value: object, links: Mapping[str, str]) -> bool:
        """
        Whether an answer is not what the first call gives, and that can be read.
        """
        kinds = [one.type for one in self.operation.results.values()]
        wanted = tuple(kind for kind in kinds if isinstance(kind, type))
        return self.words.again in links and bool(wanted) and not isinstance(value, wanted)

    def _verdict(
        self,
        session: Session,
        deed: Deed,
        tree: Mapping[str, Any],
        told: dict[str, Any],
    ) -> Observed:
        status = tree.get(self.words.status)
        meanings, codes = self._meanings(tree)
        if "done" in meanings:
            return Succeeded(**told)
        known = {"wrong_answer", *_REASONS}
        troubles: list[Meaning] = [one for one in meanings if one in known]
        trouble = troubles[0] if troubles else None
        if deed.action == "cancel" and trouble is not None:
            is_certain = self._is_proof(codes) or not session.request.is_order
            return GivenUp(by="caller", is_certain=is_certain, **told)
        if trouble is not None:
            reason = _REASONS.get(trouble, "sca_failed")
            return Refused(
                reason=reason,
                can_restart=reason == "sca_failed",
                is_proof=self._is_proof(codes),
                **told,
            )
        if status in self.words.working:
            return Busy(seconds=self.words.working_seconds, **told)
        if status in self.words.complete:
            return Succeeded(**told)
        is_whole = status is None and is_list(tree.get("relations"))
        if is_whole and not session.request.is_order:
            return Succeeded(**told)
        return Refused(reason="unsupported", **told)

    def hint(self, deed: Deed) -> ReturnMeaning | None:
        """
        What the browser says of a page when it comes back. It proves nothing.

        Args:
            deed: What brought it.
        """
        return self.words.reentries.get(self.reentry(deed))

    def reentry(self, deed: Deed) -> str:
        """
        The word with which the browser comes back, or an empty text.

        Args:
            deed: What brought it.
        """
        query = deed.answer.reveal() if deed.action == "callback" and deed.answer else ""
        pairs = dict(parse_qsl(query.removeprefix("?"), keep_blank_values=True))
        return pairs.get(self.words.reentry, "")

    def by_hint(self, session: Session, deed: Deed, at: datetime) -> Observed | None:
        """
        How a page ended that nobody else can tell of; None where the browser does not say.

        Args:
            session: The flow.
            deed: What brought it.
            at: The moment.
        """
        match self.hint(deed):
            case "cancelled":
                # Anybody can write what a browser says, so it proves nothing of an order.
                return GivenUp(at=at, by="user", is_certain=not session.request.is_order)
            case "failed":
                code = short(self.reentry(deed))
                return Refused(at=at, reason="bank_said_no", code=code, can_restart=True)
            case _:
                return None


def _links(tree: Mapping[str, Any]) -> dict[str, str]:
    relations = tree.get("relations")
    rows = relations if is_list(relations) else ()
    pairs = ((row.get("rel"), row.get("href")) for row in rows if is_mapping(row))
    return {rel: href for rel, href in pairs if isinstance(rel, str) and isinstance(href, str)}
