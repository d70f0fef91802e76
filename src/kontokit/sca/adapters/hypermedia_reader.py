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
from ...operations.sca import HypermediaSca, Meaning, ReturnMeaning, StepKind
from ...serialization.response_parser import Location, Response
from ..state.events import (
    AnswerRequested,
    BrowserRequested,
    ConfirmationRequested,
    DeadlinePassed,
    GivenUp,
    MediumRequested,
    MethodRequested,
    Observed,
    ProviderBusy,
    Refused,
    Succeeded,
    Unchanged,
)
from ..state.flow_state import QUESTIONS, FlowState, Shown
from ..steps import Reason, State
from .base import STATE_FIELD, Action, Interpretation, RedirectContext, failed, offering
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
class HypermediaReader:
    """
    Reads resources by their links, messages and status.
    """

    config: HypermediaSca
    operation: Operation[Any]

    @property
    def callback_argument(self) -> str | None:
        """
        The argument of the call with the address to which the browser is sent back.
        """
        known = (one for one in self.operation.parameters if one.wire == self.config.callback)
        return next((one.name for one in known), None)

    def read(
        self,
        flow: FlowState,
        action: Action,
        outcome: Response[Any] | KontokitError,
        redirect: RedirectContext,
        at: datetime,
    ) -> Interpretation:
        """
        What the resource says, or the error that came instead.
        """
        interpretation = self._read(flow, action, outcome, redirect, at)
        hint = self.by_hint(flow, action, at)
        is_gone = isinstance(outcome, NotFound) and flow.page == "form"
        is_refused = isinstance(outcome, Response) and isinstance(interpretation.event, Refused)
        is_given_up = isinstance(hint, GivenUp) and is_refused
        if hint is not None and (is_gone or is_given_up):
            return Interpretation(event=hint)  # it is over, and only the browser knows how
        return interpretation

    def _read(
        self,
        flow: FlowState,
        action: Action,
        outcome: Response[Any] | KontokitError,
        redirect: RedirectContext,
        at: datetime,
    ) -> Interpretation:
        match outcome:
            case Response(value=Location() as location):
                links = {LOCATION: location.url}
                seconds = self.config.working_seconds if action.kind == "look" else 0.0
                return Interpretation(event=ProviderBusy(at=at, seconds=seconds, links=links))
            case Response():
                return self._resource(flow, action, outcome, redirect, at)
            case WebFormRequired():
                return self._form(outcome.url, flow, redirect, at)
            case NotFound() if flow.page == "form":
                seconds = self.config.working_seconds
                return Interpretation(
                    event=Unchanged(at=at, seconds=seconds)
                )  # the user goes on there
            case NotFound() if action.kind == "look":
                is_lost = flow.before is State.UNKNOWN
                return Interpretation(
                    event=DeadlinePassed(at=at, what="outcome" if is_lost else "step")
                )
            case NotFound() if action.kind != "start":
                return Interpretation(event=ProviderBusy(at=at, seconds=0.0))
            case RelationError():
                return Interpretation(event=Refused(at=at, reason="unsupported"))
            case StatusError() if action.kind not in QUESTIONS:
                is_proof = self._is_proof([str(outcome.code)])
                return failed(flow, outcome, at, is_proof=is_proof)
            case _:
                return failed(flow, outcome, at)

    def _form(
        self, url: str, flow: FlowState, redirect: RedirectContext, at: datetime
    ) -> Interpretation:
        links = dict(flow.links)
        callbacks = (self.config.callback,)
        return web_form_page(url, redirect, at, callbacks=callbacks, is_needed=True, links=links)

    def _resource(
        self,
        flow: FlowState,
        action: Action,
        response: Response[Any],
        redirect: RedirectContext,
        at: datetime,
    ) -> Interpretation:
        tree = tree_of(response)
        links = _links(tree)
        meanings, codes = self._meanings(tree)
        status = tree.get(self.config.status)
        details: dict[str, Any] = {
            "at": at,
            "code": short(codes[0] if codes else status),
            "request_id": response.request_id,
            "links": {**flow.links, **links} if not links else self._kept(flow, links),
            "deadline": moment(tree.get(self.config.timeout)),
        }
        kind = self._asked_by(links)
        is_confirmed = "done" in meanings and flow.request.is_order
        if kind is None or kind == "renewal" or is_confirmed:
            return self._settled(flow, action, response, tree, details)
        if "wrong_answer" not in meanings or kind != "challenge":
            reasons: list[Reason] = [_REASONS[one] for one in meanings if one in _REASONS]
            if reasons:
                refused = Refused(reason=reasons[0], is_proof=self._is_proof(codes), **details)
                return Interpretation(event=refused)
        return self._asks(flow, tree, links, kind, redirect, details)

    def _kept(self, flow: FlowState, links: Mapping[str, str]) -> dict[str, str]:
        lasting = (LOCATION, self.config.refresh_relation)
        places = {name: flow.links[name] for name in lasting if name in flow.links}
        redirect = {
            name
            for name, kind in self.config.relation_kinds.items()
            if kind in ("redirect", "form")
        }
        found = {name: href for name, href in links.items() if name not in redirect}
        wanted = {*self.config.relation_kinds, self.config.refresh_relation, self.config.cancel}
        return {**places, **{name: href for name, href in found.items() if name in wanted}}

    def _asked_by(self, links: Mapping[str, str]) -> StepKind | None:
        return next(
            (kind for name, kind in self.config.relation_kinds.items() if name in links), None
        )

    def _asks(
        self,
        flow: FlowState,
        tree: Mapping[str, Any],
        links: Mapping[str, str],
        kind: StepKind,
        redirect: RedirectContext,
        details: dict[str, Any],
    ) -> Interpretation:
        challenge: Any = tree.get(self.config.challenge) or {}
        shown = shown_in(challenge.get(self.config.content), self.config.shown)
        match kind:
            case "method":
                offer = offer_in(tree, self.config.methods)
                return offering(MethodRequested(offer=offer, shown=shown, **details))
            case "medium":
                return offering(MediumRequested(offer=offer_in(tree, self.config.media), **details))
            case "challenge" if challenge.get(self.config.decoupled) is not True:
                wrong = "wrong_answer" in self._meanings(tree)[0]
                shown = flow.shown if wrong and shown == Shown() else shown
                return Interpretation(event=AnswerRequested(shown=shown, is_wrong=wrong, **details))
            case "challenge" | "decoupled":
                seconds = self.config.seconds
                return Interpretation(
                    event=ConfirmationRequested(shown=shown, seconds=seconds, **details)
                )
            case _:
                return self._page(flow, links, kind, redirect, details)

    def _page(
        self,
        flow: FlowState,
        links: Mapping[str, str],
        kind: StepKind,
        redirect: RedirectContext,
        details: dict[str, Any],
    ) -> Interpretation:
        url = next(links[name] for name in self.config.relation_kinds if name in links)
        if flow.before is State.REDIRECT:
            still = Unchanged(seconds=self.config.working_seconds, **details)
            asked = BrowserRequested(page="bank", at=still.at)
            again = None if kind == "form" else browser_page(url, redirect, asked).url
            return Interpretation(event=still, url=again)
        if kind == "form":
            callbacks = (self.config.callback,)
            return web_form_page(url, redirect, callbacks=callbacks, is_needed=True, **details)
        is_ours = flow.sent_along is not None and self.callback_argument is not None
        asked = BrowserRequested(
            page="bank",
            field=STATE_FIELD if is_ours else None,
            digest=flow.sent_along if is_ours else None,
            **details,
        )
        return browser_page(url, redirect, asked)

    def _meanings(self, tree: Mapping[str, Any]) -> tuple[list[Meaning], list[str]]:
        messages = tree.get(self.config.messages)
        rows = messages if is_list(messages) else ()
        codes = [str(row.get(self.config.code)) for row in rows if is_mapping(row)]
        return [self.config.codes[code] for code in codes if code in self.config.codes], codes

    def _is_proof(self, codes: list[str]) -> bool:
        """
        Whether a code says that the bank has rejected an order, and not merely that some step
        went wrong.
        """
        known = [
            code for code in codes if self.config.codes.get(code) in {*_REASONS, "wrong_answer"}
        ]
        return any(code not in self.config.inconclusive for code in known)

    def _settled(
        self,
        flow: FlowState,
        action: Action,
        response: Response[Any],
        tree: Mapping[str, Any],
        details: dict[str, Any],
    ) -> Interpretation:
        event = self._verdict(flow, action, tree, details)
        if not isinstance(event, Succeeded):
            return Interpretation(event=event)
        if action.kind != "look" and self._is_of_another_kind(response.value, details["links"]):
            return Interpretation(
                event=ProviderBusy(seconds=0.0, is_done=True, **details)
            )  # its result is read next
        return Interpretation(event=event, value=response.value)

    def _is_of_another_kind(self, value: object, links: Mapping[str, str]) -> bool:
        """
        Whether an answer is not what the first call gives, and that can be read.
        """
        kinds = [one.type for one in self.operation.results.values()]
        wanted = tuple(kind for kind in kinds if isinstance(kind, type))
        return (
            self.config.refresh_relation in links and bool(wanted) and not isinstance(value, wanted)
        )

    def _verdict(
        self,
        flow: FlowState,
        action: Action,
        tree: Mapping[str, Any],
        details: dict[str, Any],
    ) -> Observed:
        status = tree.get(self.config.status)
        meanings, codes = self._meanings(tree)
        if "done" in meanings:
            return Succeeded(**details)
        known = {"wrong_answer", *_REASONS}
        troubles: list[Meaning] = [one for one in meanings if one in known]
        trouble = troubles[0] if troubles else None
        if action.kind == "cancel" and trouble is not None:
            is_certain = self._is_proof(codes) or not flow.request.is_order
            return GivenUp(by="caller", is_certain=is_certain, **details)
        if trouble is not None:
            reason = _REASONS.get(trouble, "sca_failed")
            return Refused(
                reason=reason,
                can_restart=reason == "sca_failed",
                is_proof=self._is_proof(codes),
                **details,
            )
        if status in self.config.working:
            return ProviderBusy(seconds=self.config.working_seconds, **details)
        if status in self.config.complete:
            return Succeeded(**details)
        is_whole = status is None and is_list(tree.get("relations"))
        if is_whole and not flow.request.is_order:
            return Succeeded(**details)
        return Refused(reason="unsupported", **details)

    def hint(self, action: Action) -> ReturnMeaning | None:
        """
        What the browser says of a page when it comes back. It proves nothing.

        Args:
            action: What brought it.
        """
        return self.config.return_meanings.get(self.return_value(action))

    def return_value(self, action: Action) -> str:
        """
        The word with which the browser comes back, or an empty text.

        Args:
            action: What brought it.
        """
        query = action.answer.reveal() if action.kind == "callback" and action.answer else ""
        pairs = dict(parse_qsl(query.removeprefix("?"), keep_blank_values=True))
        return pairs.get(self.config.return_parameter, "")

    def by_hint(self, flow: FlowState, action: Action, at: datetime) -> Observed | None:
        """
        How a page ended, where only the browser says so; None where it does not.

        Args:
            flow: The flow.
            action: What brought it.
            at: The moment.
        """
        match self.hint(action):
            case "cancelled":
                # Anybody can write what a browser says, so it proves nothing of an order.
                return GivenUp(at=at, by="user", is_certain=not flow.request.is_order)
            case "failed":
                code = short(self.return_value(action))
                return Refused(at=at, reason="bank_said_no", code=code, can_restart=True)
            case _:
                return None


def _links(tree: Mapping[str, Any]) -> dict[str, str]:
    relations = tree.get("relations")
    rows = relations if is_list(relations) else ()
    pairs = ((row.get("rel"), row.get("href")) for row in rows if is_mapping(row))
    return {rel: href for rel, href in pairs if isinstance(rel, str) and isinstance(href, str)}
