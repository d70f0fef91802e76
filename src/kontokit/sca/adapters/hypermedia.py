"""
Adapter for APIs whose links say what comes next; the calls.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final

import attrs
from msgspec import UNSET

from ...core.exceptions import ArgumentError
from ...core.secret import Secret
from ...core.typeguards import is_mapping
from ...core.values import replace
from ...operations import Operation
from ...operations.sca import HypermediaSca, StepKind
from ...pipeline.links import posting
from ...pipeline.prepared_call import PreparedCall
from ...serialization.response_parser import Location
from ..records.references import Reference
from ..state import events
from ..state.events import EventDetails
from ..state.flow_state import FlowState, Request
from ..steps import State
from .base import NO_ONE_TO_ASK, Action, CallContext, Interpretation, ResponseContext, ScaAdapter
from .browser import return_address
from .hypermedia_reader import HypermediaReader
from .hypermedia_resource import LOCATION, id_argument, resource_id
from .payee import payee_answer

_ID: Final = re.compile(r"(?=.*\d)[A-Za-z0-9_-]{8,100}")
"""A part of a path with a digit; the names of resources have none."""
_DOCUMENT_SECONDS: Final = 20.0


def _reader_of(adapter: HypermediaAdapter) -> HypermediaReader:
    return HypermediaReader(adapter.config, adapter.operation)


@attrs.frozen
class HypermediaAdapter(ScaAdapter):
    """
    Follows the links of a resource until it asks for nothing more.
    """

    config: HypermediaSca
    operation: Operation[Any]
    reader: HypermediaReader = attrs.field(
        init=False, repr=False, default=attrs.Factory(_reader_of, takes_self=True)
    )

    def call(self, context: CallContext) -> PreparedCall | None:
        """
        The original call, or the one of the link that fits the action.
        """
        flow, kind = context.flow, context.action.kind
        match kind:
            case "start":
                return self._original_call(context)
            case "look":
                return self._look(context)
            case "cancel":
                return _follow(context, self.config.cancel, UNSET)
            case "callback" if flow.page == "form":
                return self._look(context)
            case "callback":
                return self._after_return(context)
            case "poll":
                return _follow(context, self._relation(flow, "decoupled"), UNSET)
            case "confirm":
                return _follow(context, self._relation(flow, "challenge"), {})
            case "payee":
                answer = payee_answer(self.config.payee, flow, context.action)
                return _follow(context, self._relation(flow, "payee"), answer)
            case "follow":
                return _follow(context, context.action.relation, context.action.body)
            case _:
                return self._submit_tan_or_choice(context)

    def _original_call(self, context: CallContext) -> PreparedCall:
        callback, redirect = self.reader.callback_argument, context.redirect
        arguments: dict[str, str] = {}
        if callback is not None and redirect.return_url is not None:
            arguments[callback] = return_address(redirect)
        return context.original_call(self.operation, {}, **arguments)

    def references(self, flow: FlowState) -> tuple[Reference, ...]:
        """
        The id of the resource of the call, and those of the resources that its links lead to.
        """
        name = id_argument(self.config, self.operation)
        own = None if name is None else resource_id(flow.request, name)
        linked = (_last_id(href) for href in flow.links.values())
        found = (one for one in (own, *linked) if one is not None)
        return tuple(Reference(one) for one in dict.fromkeys(map(str, found)))

    @property
    def return_argument(self) -> str | None:
        """
        The argument of the call that takes the return URL; None if it has none.
        """
        return self.reader.callback_argument

    def ensure_single(self, request: Request) -> None:
        """
        Make sure that a call begins one operation only, since a flow has one step.

        Raises:
            ArgumentError: Its body has the data of several resources.
        """
        name = id_argument(self.config, self.operation)
        entries = len(request.body) if is_mapping(request.body) else 0
        if name is not None and name not in request.arguments and entries > 1:
            raise ArgumentError(
                f"it has {entries} entries, but a flow has one; start a flow for each",
                place="body",
            )

    def _look(self, context: CallContext) -> PreparedCall | None:
        for relation in (self.config.refresh_relation, LOCATION):
            if relation in context.flow.links:
                return _follow(context, relation, UNSET)
        operation, arguments = self._status_operation(context.flow)
        return None if operation is None else context.prepare(operation, arguments)

    def _status_operation(self, flow: FlowState) -> tuple[Operation[Any] | None, dict[str, object]]:
        """
        What reads the resource of the call by its id, if that is known.
        """
        operation = self.config.status_operations.get(self.operation.id)
        name = id_argument(self.config, self.operation)
        if operation is None or name is None:
            return None, {}
        own = resource_id(flow.request, name)
        return (None, {}) if own is None else (operation, {name: own})

    def can_ask(self, flow: FlowState) -> bool:
        """
        As :meth:`ScaAdapter.can_ask`.
        """
        has_link = any(one in flow.links for one in (self.config.refresh_relation, LOCATION))
        return has_link or self._status_operation(flow)[0] is not None

    @property
    def described_by(self) -> tuple[str, ...]:
        """
        As :meth:`ScaAdapter.described_by`.
        """
        return self.config.described_by

    def _after_return(self, context: CallContext) -> PreparedCall | None:
        # A return value means that the page itself has handed in what the bank said.
        is_handed_in = bool(self.reader.return_value(context.action))
        if is_handed_in or self._relation(context.flow, "challenge") is None:
            return self._look(context)
        return self._submit_tan_or_choice(context)

    def _submit_tan_or_choice(self, context: CallContext) -> PreparedCall | None:
        """
        Submits the TAN or the choice to the linked operation.
        """
        action = context.action
        kinds: dict[str, StepKind] = {"method": "method", "medium": "medium"}
        relation = self._relation(context.flow, kinds.get(action.kind, "challenge"))
        if relation is None:
            return None
        value: str | Secret | None = action.choice if action.answer is None else action.answer
        if action.kind == "callback" and action.answer is not None:
            value = Secret(f"?{action.answer.reveal().removeprefix('?')}")
        body = {self.config.fields[relation]: value} if relation in self.config.fields else {}
        return _follow(context, relation, body)

    def _relation(self, flow: FlowState, kind: StepKind) -> str | None:
        known = (name for name, asked in self.config.relation_kinds.items() if asked == kind)
        return next((name for name in known if name in flow.links), None)

    def read(self, context: ResponseContext) -> Interpretation:
        """
        What the resource means, or the error that came instead.
        """
        return self.reader.read(context)

    def document_call(self, context: CallContext, href: str) -> PreparedCall | None:
        """
        The call that reads the document of a challenge, from the origin of the API only.
        """
        relation = self.config.document
        if relation is None:
            return None
        link = context.pipeline.resolve({"relations": [{"rel": relation, "href": href}]}, relation)
        # The user waits for it, and can answer without it.
        options = replace(context.options, timeout=_DOCUMENT_SECONDS)
        return context.pipeline.prepare_link(link, UNSET, None, options)

    def needs_confirm_call(self, flow: FlowState) -> bool:
        """
        Whether the API needs a call once the user has confirmed, because it cannot be polled.
        """
        return self._relation(flow, "decoupled") is None

    def means_wrong_answer(self, code: str | None) -> bool:
        """
        Whether a code of the provider means that the TAN was wrong, and nothing else.
        """
        known = self.config.codes.get(code or "")
        return known is not None and known.before == "wrong_answer"

    def event_without_call(self, flow: FlowState, action: Action, at: datetime) -> events.Event:
        """
        As :meth:`ScaAdapter.event_without_call`.
        """
        details = EventDetails(at)
        if self.reader.return_meaning(action) == "finished":
            return events.Succeeded(details=details, verified=False)
        is_in_vain = flow.before is State.UNKNOWN
        seconds = NO_ONE_TO_ASK if is_in_vain else self.config.seconds
        unchanged = events.Unchanged(details=details, seconds=seconds)
        return self.reader.event_on_return(flow, action, at) or unchanged


def _follow(context: CallContext, relation: str | None, body: object) -> PreparedCall | None:
    links = context.flow.links
    if relation is None or relation not in links:
        return None
    href = links[relation]
    location = Location[Any](href)
    resource = {"relations": [{"rel": relation, "href": href}]}
    link = context.pipeline.resolve(location if relation == LOCATION else resource, relation)
    if context.action.kind == "follow" and body is not UNSET:
        link = posting(context.pipeline.api, link, relation)
    return context.pipeline.prepare_link(link, body, None, context.options)


def _last_id(href: str) -> str | None:
    """
    The last part of a path that is an id, which names the resource itself.
    """
    parts = href.partition("?")[0].split("/")
    return next((one for one in reversed(parts) if _ID.fullmatch(one)), None)
