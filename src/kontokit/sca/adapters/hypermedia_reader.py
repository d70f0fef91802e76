"""
Interprets the resources of APIs whose links say what comes next.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Literal
from urllib.parse import parse_qsl

import attrs

from ...core.exceptions import NotFoundError, RelationError, StatusError, WebFormRequiredError
from ...core.typeguards import is_list, is_mapping
from ...operations import Operation
from ...operations.sca import HypermediaSca, Meaning, ReturnMeaning, StepKind
from ...serialization.response_parser import Location, Response
from ..state.events import (
    AnswerRequested,
    BrowserRequested,
    ConfirmationRequested,
    DeadlinePassed,
    EventDetails,
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
from .base import (
    STATE_FIELD,
    Action,
    Interpretation,
    ResponseContext,
    failed,
    offering,
    unsupported,
)
from .browser import browser_page, web_form_page
from .parsing import body_of, read_challenge, read_choices, read_time, safe_code

_REASONS: Final[Mapping[Meaning, Reason]] = {
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
_TROUBLE: Final[frozenset[Meaning]] = frozenset({"wrong_answer", *_REASONS})
"""The meanings after which the flow ends, unless the challenge is still open."""


@attrs.frozen(kw_only=True)
class _Resource:
    """
    A resource as the provider sent it, and what its links and messages mean.
    """

    value: object
    """The resource as a model."""
    tree: Mapping[str, Any]
    links: Mapping[str, str]
    kind: StepKind | None
    """What its links ask the user for."""
    meanings: list[Meaning]
    is_proof: bool
    """Whether its messages say that the bank has rejected an order."""
    details: EventDetails

    @property
    def is_wrong(self) -> bool:
        """
        Whether the last answer was wrong.
        """
        return "wrong_answer" in self.meanings


@attrs.frozen
class HypermediaReader:
    """
    Interprets resources by their links, messages and status.
    """

    config: HypermediaSca
    operation: Operation[Any]

    @property
    def callback_argument(self) -> str | None:
        """
        The argument of the call that takes the return URL.
        """
        known = (one for one in self.operation.parameters if one.wire == self.config.callback)
        return next((one.name for one in known), None)

    def read(self, context: ResponseContext) -> Interpretation:
        """
        What the resource means, or the error that came instead.
        """
        interpretation = self._read(context)
        returned = self.event_on_return(context.flow, context.action, context.at)
        is_gone = isinstance(context.outcome, NotFoundError) and context.flow.page == "form"
        is_refused = isinstance(context.outcome, Response) and isinstance(
            interpretation.event, Refused
        )
        is_cancelled = isinstance(returned, GivenUp) and is_refused
        if returned is not None and (is_gone or is_cancelled):
            # The resource does not say how the page ended, so only the browser's word is left.
            return Interpretation(event=returned)
        return interpretation

    def _read(self, context: ResponseContext) -> Interpretation:
        kind, details = context.action.kind, EventDetails(context.at)
        match context.outcome:
            case Response(value=Location() as location):
                links = {LOCATION: location.url}
                seconds = self.config.working_seconds if kind == "look" else 0.0
                details = EventDetails(context.at, links=links)
                return Interpretation(event=ProviderBusy(details=details, seconds=seconds))
            case Response() as response:
                return self._resource(context, response)
            case WebFormRequiredError() as error:
                details = EventDetails(context.at, links=dict(context.flow.links))
                return self._web_form(error.url, context, details)
            case NotFoundError() if context.flow.page == "form":  # the user is still in the form
                seconds = self.config.working_seconds
                return Interpretation(event=Unchanged(details=details, seconds=seconds))
            case NotFoundError() if kind == "look":
                is_lost = context.flow.before is State.UNKNOWN
                what: Literal["outcome", "step"] = "outcome" if is_lost else "step"
                return Interpretation(event=DeadlinePassed(details=details, what=what))
            case NotFoundError() if kind != "start":
                return Interpretation(event=ProviderBusy(details=details, seconds=0.0))
            case RelationError():
                return unsupported(details)
            case StatusError() as error if kind not in QUESTIONS:
                return failed(context, error, is_proof=self._is_proof([str(error.code)]))
            case error:
                return failed(context, error)

    def _web_form(
        self, url: str, context: ResponseContext, details: EventDetails
    ) -> Interpretation:
        callbacks = (self.config.callback,)
        return web_form_page(url, context.redirect, details, callbacks=callbacks, is_needed=True)

    def _resource(self, context: ResponseContext, response: Response[Any]) -> Interpretation:
        resource = self._parsed(context, response)
        is_confirmed = "done" in resource.meanings and context.flow.request.is_order
        if resource.kind is None or resource.kind == "renewal" or is_confirmed:
            return self._ended(context, resource)
        reasons: list[Reason] = [_REASONS[one] for one in resource.meanings if one in _REASONS]
        can_retry = resource.is_wrong and resource.kind == "challenge"
        if reasons and not can_retry:
            refused = Refused(
                details=resource.details, reason=reasons[0], is_proof=resource.is_proof
            )
            return Interpretation(event=refused)
        return self._question(context, resource)

    def _parsed(self, context: ResponseContext, response: Response[Any]) -> _Resource:
        tree, known = body_of(response), context.flow.links
        links = _links(tree)
        meanings, codes = self._messages(tree)
        details = EventDetails(
            context.at,
            code=safe_code(codes[0] if codes else tree.get(self.config.status)),
            request_id=response.request_id,
            links=self._links_to_keep(known, links) if links else known,
            deadline=read_time(tree.get(self.config.timeout)),
        )
        return _Resource(
            value=response.value,
            tree=tree,
            links=links,
            kind=self._kind(links),
            meanings=meanings,
            is_proof=self._is_proof(codes),
            details=details,
        )

    def _links_to_keep(
        self, known: Mapping[str, str], links: Mapping[str, str]
    ) -> Mapping[str, str]:
        lasting = (LOCATION, self.config.refresh_relation)
        kinds = self.config.relation_kinds
        # Pages for the browser are good for one use, so their addresses are never saved.
        pages = {name for name, kind in kinds.items() if kind in ("redirect", "form")}
        wanted = {*kinds, self.config.refresh_relation, self.config.cancel} - pages
        kept = {name: known[name] for name in lasting if name in known}
        return {**kept, **{name: href for name, href in links.items() if name in wanted}}

    def _kind(self, links: Mapping[str, str]) -> StepKind | None:
        kinds = self.config.relation_kinds
        return next((kind for name, kind in kinds.items() if name in links), None)

    def _question(self, context: ResponseContext, resource: _Resource) -> Interpretation:
        tree, details, flow = resource.tree, resource.details, context.flow
        challenge: Any = tree.get(self.config.challenge) or {}
        shown = read_challenge(challenge.get(self.config.content), self.config.shown)
        match resource.kind:
            case "method":
                offer = read_choices(tree, self.config.methods)
                return offering(MethodRequested(details=details, offer=offer, shown=shown))
            case "medium":
                offer = read_choices(tree, self.config.media)
                return offering(MediumRequested(details=details, offer=offer))
            case "challenge" if challenge.get(self.config.decoupled) is not True:
                is_wrong = resource.is_wrong
                shown = flow.shown if is_wrong and shown == Shown() else shown
                event = AnswerRequested(details=details, shown=shown, is_wrong=is_wrong)
                return Interpretation(event=event)
            case "challenge" | "decoupled":
                seconds = self.config.seconds
                confirm = ConfirmationRequested(details=details, shown=shown, seconds=seconds)
                return Interpretation(event=confirm)
            case _:
                return self._page(context, resource)

    def _page(self, context: ResponseContext, resource: _Resource) -> Interpretation:
        flow, links, details = context.flow, resource.links, resource.details
        url = next(links[name] for name in self.config.relation_kinds if name in links)
        if flow.before is State.REDIRECT:
            requested = BrowserRequested(details=EventDetails(context.at), page="bank")
            is_form = resource.kind == "form"
            page = None if is_form else browser_page(url, context.redirect, requested).url
            unchanged = Unchanged(details=details, seconds=self.config.working_seconds)
            return Interpretation(event=unchanged, url=page)
        if resource.kind == "form":
            return self._web_form(url, context, details)
        is_ours = flow.sent_along is not None and self.callback_argument is not None
        requested = BrowserRequested(
            details=details,
            page="bank",
            field=STATE_FIELD if is_ours else None,
            digest=flow.sent_along if is_ours else None,
        )
        return browser_page(url, context.redirect, requested)

    def _messages(self, tree: Mapping[str, Any]) -> tuple[list[Meaning], list[str]]:
        """
        The meanings of the messages that are known, and the codes of all.
        """
        messages = tree.get(self.config.messages)
        rows = messages if is_list(messages) else ()
        codes = [str(row.get(self.config.code)) for row in rows if is_mapping(row)]
        return [self.config.codes[code] for code in codes if code in self.config.codes], codes

    def _is_proof(self, codes: list[str]) -> bool:
        """
        Whether a code says that the bank has rejected an order, not only that a step went wrong.
        """
        known = [code for code in codes if self.config.codes.get(code) in _TROUBLE]
        return any(code not in self.config.inconclusive for code in known)

    def _ended(self, context: ResponseContext, resource: _Resource) -> Interpretation:
        event = self._final_event(context, resource)
        if not isinstance(event, Succeeded):
            return Interpretation(event=event)
        if context.action.kind != "look" and self._must_be_read(resource):
            busy = ProviderBusy(details=resource.details, seconds=0.0, is_done=True)
            return Interpretation(event=busy)
        return Interpretation(event=event, value=resource.value)

    def _must_be_read(self, resource: _Resource) -> bool:
        """
        Whether the result still has to be read, because this resource is of another type.
        """
        types = [one.type for one in self.operation.results.values()]
        wanted = tuple(one for one in types if isinstance(one, type))
        can_be_read = self.config.refresh_relation in (resource.details.links or {})
        return can_be_read and bool(wanted) and not isinstance(resource.value, wanted)

    def _final_event(self, context: ResponseContext, resource: _Resource) -> Observed:
        details, is_order = resource.details, context.flow.request.is_order
        troubles: list[Meaning] = [one for one in resource.meanings if one in _TROUBLE]
        trouble = troubles[0] if troubles else None
        if "done" in resource.meanings:
            return Succeeded(details=details)
        if context.action.kind == "cancel" and trouble is not None:
            is_certain = resource.is_proof or not is_order
            return GivenUp(details=details, by="caller", is_certain=is_certain)
        if trouble is not None:
            reason = _REASONS.get(trouble, "sca_failed")
            return Refused(
                details=details,
                reason=reason,
                can_restart=reason == "sca_failed",
                is_proof=resource.is_proof,
            )
        return self._by_status(resource, is_order=is_order)

    def _by_status(self, resource: _Resource, *, is_order: bool) -> Observed:
        status, details = resource.tree.get(self.config.status), resource.details
        if status in self.config.working:
            return ProviderBusy(details=details, seconds=self.config.working_seconds)
        if status in self.config.complete:
            return Succeeded(details=details)
        is_whole = status is None and is_list(resource.tree.get("relations"))
        if is_whole and not is_order:
            return Succeeded(details=details)
        return Refused(details=details, reason="unsupported")

    def return_meaning(self, action: Action) -> ReturnMeaning | None:
        """
        What the returning browser says about a page. It proves nothing.

        Args:
            action: The action of the user.
        """
        return self.config.return_meanings.get(self.return_value(action))

    def return_value(self, action: Action) -> str:
        """
        The return value that the browser brings back, or an empty text.

        Args:
            action: The action of the user.
        """
        query = action.answer.reveal() if action.kind == "callback" and action.answer else ""
        pairs = dict(parse_qsl(query.removeprefix("?"), keep_blank_values=True))
        return pairs.get(self.config.return_parameter, "")

    def event_on_return(self, flow: FlowState, action: Action, at: datetime) -> Observed | None:
        """
        How a page ended according to the browser; None if it does not say.

        Args:
            flow: The flow.
            action: The action of the user.
            at: The current time.
        """
        match self.return_meaning(action):
            case "cancelled":
                # Anyone can write a query string, so it proves nothing about an order.
                is_certain = not flow.request.is_order
                return GivenUp(details=EventDetails(at), by="user", is_certain=is_certain)
            case "failed":
                details = EventDetails(at, code=safe_code(self.return_value(action)))
                return Refused(details=details, reason="bank_said_no", can_restart=True)
            case _:
                return None


def _links(tree: Mapping[str, Any]) -> dict[str, str]:
    relations = tree.get("relations")
    rows = relations if is_list(relations) else ()
    pairs = ((row.get("rel"), row.get("href")) for row in rows if is_mapping(row))
    return {rel: href for rel, href in pairs if isinstance(rel, str) and isinstance(href, str)}
