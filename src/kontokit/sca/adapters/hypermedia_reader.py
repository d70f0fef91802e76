"""
Interprets the resources of APIs whose links say what comes next.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from urllib.parse import parse_qsl

import attrs

from ...core.evolving import evolve
from ...core.exceptions import NotFoundError, RelationError, StatusError, WebFormRequiredError
from ...core.typeguards import is_list, is_mapping
from ...operations import Operation
from ...operations.sca import HypermediaSca, ReturnMeaning
from ...serialization.response_parser import Location, Response
from ..state import events
from ..state.events import EventDetails
from ..state.flow_state import QUESTIONS, USER_ACTIONS, FlowState, Shown
from ..steps import Reason, State
from .base import (
    STATE_FIELD,
    Action,
    Interpretation,
    ResponseContext,
    failed,
    has_result,
    offering,
    unsupported,
)
from .browser import browser_page, same_page, web_form_page
from .hypermedia_offers import is_correctable, unknown_code, with_offers
from .hypermedia_resource import (
    LOCATION,
    Resource,
    id_argument,
    is_proof,
    links_beside,
    message_codes,
    parse_resource,
    reason_of,
    resource_id,
    with_messages,
)
from .parsing import read_challenge, read_choices, safe_code, said, text_at, with_text
from .payee import payee_check


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
            interpretation.event, events.Refused | events.UnsupportedStep
        )
        is_cancelled = isinstance(returned, events.GivenUp) and is_refused
        if returned is not None and (is_gone or is_cancelled):
            # The resource does not say how the page ended, so only the browser's word is left.
            text = _text_of(interpretation) or said(context.outcome)
            details = evolve(returned.details, text=text)
            return Interpretation(evolve(returned, details=details))
        return interpretation

    def _read(self, context: ResponseContext) -> Interpretation:
        kind, details = context.action.kind, EventDetails(context.at)
        match context.outcome:
            case Response(value=Location(url=url)):
                links = {LOCATION: url}
                seconds = self.config.working_seconds if kind == "look" else 0.0
                details = EventDetails(context.at, links=links)
                return Interpretation(events.ProviderBusy(details=details, seconds=seconds))
            case Response() as response:
                return self._resource(context, response)
            case WebFormRequiredError() as error:
                beside = links_beside(self.config, error, context.flow.links)
                details = EventDetails(context.at, links=beside)
                return self._web_form(error.url, context, details)
            case NotFoundError() if context.flow.page == "form":  # the user is still in the form
                seconds = self.config.working_seconds
                return Interpretation(events.Unchanged(details=details, seconds=seconds))
            case NotFoundError() if kind == "look":
                is_lost = context.flow.before is State.UNKNOWN
                what: Literal["outcome", "step"] = "outcome" if is_lost else "step"
                details = evolve(details, text=said(context.outcome))
                return Interpretation(events.DeadlinePassed(details=details, what=what))
            case NotFoundError() if kind != "start":
                return Interpretation(events.ProviderBusy(details=details, seconds=0.0))
            case RelationError():
                return unsupported(details)
            case StatusError() as error if is_correctable(context, error):
                # What was sent by hand was wrong, and nothing was done with it.
                return Interpretation(events.NotSent(at=context.at), error=error)
            case StatusError() as error if kind not in QUESTIONS:
                return self._refused(context, error)
            case error:
                return failed(context, error, on_locked=self.config.on_locked)

    def _refused(self, context: ResponseContext, error: StatusError) -> Interpretation:
        messages = message_codes(self.config, error)
        codes = [*messages, *([error.code] if error.code else [])]
        meanings = {known.before for code, known in self.config.codes.items() if code in codes}
        if "taken" in meanings and context.flow.request.is_order:
            details = EventDetails(context.at, code=safe_code(codes[0]), is_taken=True)
            return Interpretation(events.Answered(details=details), cause=error)
        found = failed(
            context,
            error,
            reason=reason_of(self.config, codes) or "refused",
            is_proof=is_proof(self.config, codes),
            is_unclear=False if messages else None,
            on_locked=self.config.on_locked,
        )
        if not isinstance(found.event, events.Refused):
            return found
        details = with_messages(self.config, error, found.event.details)
        return evolve(found, event=evolve(found.event, details=details))

    def _web_form(
        self, url: str, context: ResponseContext, details: EventDetails
    ) -> Interpretation:
        callbacks = (self.config.callback,)
        return web_form_page(url, context.redirect, details, callbacks=callbacks, is_needed=True)

    def _resource(self, context: ResponseContext, response: Response[Any]) -> Interpretation:
        flow = context.flow
        # What is sent again makes a resource of its own.
        known: Mapping[str, str] = {} if context.action.kind == "start" else flow.links
        name = id_argument(self.config, self.operation)
        own = None if name is None else resource_id(flow.request, name)
        resource = parse_resource(
            self.config,
            response,
            known,
            context.at,
            timeout=self.config.timeouts.get(self.operation.id),
            key=None if own is None else str(own),
        )
        interpretation = self._meaning(context, response, resource)
        found = with_offers(self.config, interpretation, resource, context.flow.base)
        return self._without_empty_step(context, found)

    def _without_empty_step(
        self, context: ResponseContext, interpretation: Interpretation
    ) -> Interpretation:
        """
        An unknown outcome instead of a step with nothing to do.
        """
        event, flow = interpretation.event, context.flow
        has_acted = flow.answered or context.action.kind in USER_ACTIONS
        if not isinstance(event, events.UnsupportedStep) or event.relations:
            return interpretation
        if has_acted and flow.request.is_order:
            return Interpretation(events.Inconclusive(details=event.details))
        return interpretation

    def _meaning(
        self, context: ResponseContext, response: Response[Any], resource: Resource
    ) -> Interpretation:
        if context.undecoded is not None and not resource.is_telling:
            return self._illegible(context, response, resource)
        is_confirmed = "done" in resource.meanings and context.flow.request.is_order
        if resource.is_taken and not is_confirmed and context.flow.request.is_order:
            details = evolve(resource.details, is_taken=True)
            return Interpretation(events.Answered(details=details))
        if resource.kind is None or resource.kind == "renewal" or is_confirmed:
            return self._ended(context, resource)
        reason, details = resource.refusal, resource.details
        if reason is not None and not self._can_retry(context, resource, reason):
            return Interpretation(
                events.Refused(
                    details=details,
                    reason=reason,
                    is_proof=resource.is_proof,
                )
            )
        return self._question(context, resource)

    def _can_retry(self, context: ResponseContext, resource: Resource, reason: Reason) -> bool:
        """
        Whether a message goes against the user's last word only, which is asked for again.
        """
        if resource.kind in ("method", "medium"):
            return reason in ("method", "medium")
        is_typed = self._challenge(resource.tree).get(self.config.decoupled) is not True
        may_type = resource.kind == "challenge" and is_typed and context.action.kind == "answer"
        is_wrong = self._is_wrong(context, resource) and resource.kind == "challenge"
        return is_wrong or (may_type and reason == "sca_failed")

    def _illegible(
        self, context: ResponseContext, response: Response[Any], resource: Resource
    ) -> Interpretation:
        """
        A 2xx of which nothing can be read but, perhaps, its address.
        """
        url, details = response.http.headers.get("location", "").strip(), resource.details
        if context.action.kind in (*QUESTIONS, "cancel"):
            lost = events.OutcomeLost(at=context.at, request_id=response.request_id)
            return Interpretation(lost)
        if url:
            details = evolve(details, links={**(details.links or {}), LOCATION: url})
        can_look = self.config.refresh_relation in (details.links or {})
        can_look = can_look or self.operation.id in self.config.status_operations or bool(url)
        if can_look and not context.flow.request.is_order:
            return Interpretation(events.ProviderBusy(details=details, seconds=0.0))
        return Interpretation(events.Answered(details=details))

    def _question(self, context: ResponseContext, resource: Resource) -> Interpretation:
        tree, details = resource.tree, resource.details
        challenge = self._challenge(tree)
        shown = self._shown(context, resource)
        match resource.kind:
            case "method":
                offer = read_choices(tree, self.config.methods)
                return offering(events.MethodRequested(details=details, offer=offer, shown=shown))
            case "medium":
                offer = read_choices(tree, self.config.media)
                return offering(events.MediumRequested(details=details, offer=offer))
            case "payee":
                fallback = Shown(text=resource.text or "")
                return payee_check(self.config.payee, tree, context.flow, details, fallback)
            case "challenge" if challenge.get(self.config.decoupled) is not True:
                is_wrong = self._is_wrong(context, resource)
                event = events.AnswerRequested(details=details, shown=shown, is_wrong=is_wrong)
                return Interpretation(event, document=self._document_link(resource))
            case "challenge" | "decoupled":
                can_be_polled = resource.kind == "decoupled"
                seconds = self.config.seconds if can_be_polled else self.config.confirm_seconds
                confirm = events.ConfirmationRequested(
                    details=details, shown=shown, seconds=seconds
                )
                return Interpretation(confirm)
            case _:
                return self._page(context, resource)

    def _challenge(self, tree: Mapping[str, Any]) -> Mapping[str, Any]:
        found: Any = tree.get(self.config.challenge)
        return found if is_mapping(found) else {}

    def _document_link(self, resource: Resource) -> str | None:
        return resource.links.get(self.config.document) if self.config.document else None

    def _shown(self, context: ResponseContext, resource: Resource) -> Shown:
        config, tree = self.config, resource.tree
        challenge = self._challenge(tree)
        shown = read_challenge(challenge.get(config.content), config.shown)
        hint = text_at(tree, config.hint)
        is_look = context.action.kind in QUESTIONS and context.flow.before is State.CHALLENGE
        if shown == Shown() and is_look:
            return (
                context.flow.shown
            )  # a look that does not repeat the challenge takes it from no one
        if shown == Shown() and self._is_wrong(context, resource):
            # Only the hint may have changed: the picture of the challenge is still the one to scan.
            before = context.flow.shown
            return evolve(before, text=hint or before.text)
        method = text_at(challenge, config.title)
        named = evolve(shown, method=method)
        return with_text(named, context.flow, hint, resource.text, method)

    def _is_wrong(self, context: ResponseContext, resource: Resource) -> bool:
        is_repeated = any(name in resource.links for name in self.config.repeated_if_wrong)
        return resource.is_wrong or (context.action.kind == "answer" and is_repeated)

    def _page(self, context: ResponseContext, resource: Resource) -> Interpretation:
        flow, links, details = context.flow, resource.links, resource.details
        url = next(links[name] for name in self.config.relation_kinds if name in links)
        if flow.before is State.UNSUPPORTED and flow.page is not None:
            return same_page(flow, details)
        if flow.before is State.REDIRECT:
            requested = events.BrowserRequested(details=EventDetails(context.at), page="bank")
            is_form = resource.kind == "form"
            page = None if is_form else browser_page(url, context.redirect, requested).url
            unchanged = events.Unchanged(details=details, seconds=self.config.working_seconds)
            return Interpretation(unchanged, url=page)
        if resource.kind == "form":
            return self._web_form(url, context, details)
        is_ours = flow.sent_along is not None and self.callback_argument is not None
        requested = events.BrowserRequested(
            details=details,
            page="bank",
            field=STATE_FIELD if is_ours else None,
            digest=flow.sent_along if is_ours else None,
        )
        return browser_page(url, context.redirect, requested)

    def _ended(self, context: ResponseContext, resource: Resource) -> Interpretation:
        event = self._final_event(context, resource)
        if not isinstance(event, events.Succeeded):
            return Interpretation(event)
        if context.action.kind != "look" and self._must_be_read(resource):
            busy = events.ProviderBusy(details=resource.details, seconds=0.0, is_done=True)
            return Interpretation(busy)
        return Interpretation(event, value=resource.value)

    def _must_be_read(self, resource: Resource) -> bool:
        """
        Whether the result still has to be read, because this resource is of another type.
        """
        types = [one.type for one in self.operation.results.values()]
        wanted = tuple(one for one in types if isinstance(one, type))
        can_be_read = self.config.refresh_relation in (resource.details.links or {})
        return can_be_read and bool(wanted) and not isinstance(resource.value, wanted)

    def _final_event(self, context: ResponseContext, resource: Resource) -> events.Observed:
        details, is_order = resource.details, context.flow.request.is_order
        reason = resource.trouble
        if "done" in resource.meanings or (reason is None and self._is_accepted(context, resource)):
            return events.Succeeded(details=details)
        if context.action.kind == "cancel" and reason is not None:
            is_certain = resource.is_proof or not is_order
            return events.GivenUp(details=details, by="caller", is_certain=is_certain)
        if reason is not None:
            return events.Refused(
                details=details,
                reason=reason,
                can_restart=reason == "sca_failed",
                is_proof=resource.is_proof,
            )
        says_nothing = details.code is None or context.undecoded is not None
        if is_order and context.action.kind != "cancel" and says_nothing:
            return events.Answered(details=details)
        return self._by_status(context, resource)

    def _is_accepted(self, context: ResponseContext, resource: Resource) -> bool:
        """
        Whether the answer was right, because the relation that only a wrong one leaves is gone.
        """
        tree, known = resource.tree, context.flow.links
        is_asked = any(name in known for name in self.config.repeated_if_wrong)
        timeout = self.config.timeouts.get(self.operation.id)
        is_gone = is_list(tree.get("relations")) and timeout not in tree
        return context.action.kind == "answer" and is_asked and is_gone

    def _by_status(self, context: ResponseContext, resource: Resource) -> events.Observed:
        status, details = resource.tree.get(self.config.status), resource.details
        has_acted = context.flow.answered or context.action.kind in USER_ACTIONS
        is_order = context.flow.request.is_order
        if status in self.config.working:
            return events.ProviderBusy(details=details, seconds=self.config.working_seconds)
        if status in self.config.complete and resource.kind == "renewal":
            # After the user's SCA it means that this has failed; before, that it is due.
            return events.Succeeded(details=details, verified=not has_acted, needs_renewal=True)
        if status in self.config.complete:
            return events.Succeeded(details=details)
        is_whole = status is None and is_list(resource.tree.get("relations"))
        if (is_whole or not has_result(self.operation)) and not is_order:
            return events.Succeeded(details=details)
        code = unknown_code(self.config, resource)
        return events.UnsupportedStep(details=evolve(details, code=code))

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

    def event_on_return(
        self, flow: FlowState, action: Action, at: datetime
    ) -> events.Observed | None:
        """
        How a page ended according to the browser; None if it does not say.

        Args:
            action: The action of the user.
            at: The current time.
        """
        match self.return_meaning(action):
            case "cancelled":
                # Anyone can write a query string, so it proves nothing about an order.
                is_certain = not flow.request.is_order
                return events.GivenUp(details=EventDetails(at), by="user", is_certain=is_certain)
            case "failed":
                details = EventDetails(at, code=safe_code(self.return_value(action)))
                return events.Refused(details=details, reason="bank_said_no", can_restart=True)
            case _:
                return None


def _text_of(interpretation: Interpretation) -> str | None:
    event = interpretation.event
    return event.details.text if isinstance(event, events.Observed) else None
