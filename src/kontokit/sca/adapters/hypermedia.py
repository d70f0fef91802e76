"""
Adapter for APIs whose links say what comes next.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs
from msgspec import UNSET

from ...core.exceptions import KontokitError
from ...core.secret import Secret
from ...core.typeguards import is_mapping
from ...operations import Operation
from ...operations.sca import HypermediaSca, StepKind
from ...pipeline.call_options import CallOptions
from ...pipeline.request_pipeline import PreparedCall, RequestPipeline
from ...serialization.response_parser import Location, Response
from ..records.secret_slots import Secrets, insert_secrets
from ..state.events import GivenUp, Succeeded, Unchanged
from ..state.flow_state import FlowState, Request
from .base import Action, Interpretation, RedirectContext
from .browser import return_address
from .hypermedia_reader import LOCATION, HypermediaReader


@attrs.frozen
class HypermediaAdapter:
    """
    Follows the links of a resource until it asks for nothing more.
    """

    config: HypermediaSca
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
        The first call, or the one of the link that fits the action.
        """
        match action.kind:
            case "start":
                return self._start(pipeline, flow, secrets, redirect, options)
            case "look":
                return self._look(pipeline, flow, options)
            case "cancel":
                return self._by(pipeline, flow, self.config.cancel, UNSET, options)
            case "callback" if flow.page == "form":
                return self._look(pipeline, flow, options)
            case "callback":
                return self._came_back(pipeline, flow, action, options)
            case "poll":
                relation = self._relation(flow, "decoupled")
                return self._by(pipeline, flow, relation, UNSET, options)
            case "confirm":
                return self._by(pipeline, flow, self._relation(flow, "challenge"), {}, options)
            case _:
                return self._submit(pipeline, flow, action, options)

    def _start(
        self,
        pipeline: RequestPipeline,
        flow: FlowState,
        secrets: Secrets,
        redirect: RedirectContext,
        options: CallOptions | None,
    ) -> PreparedCall:
        request = flow.request
        arguments: dict[str, Any] = insert_secrets(request.arguments, secrets)
        callback = self._reader.callback_argument
        if callback is not None and redirect.return_url is not None:
            arguments = {**arguments, callback: return_address(redirect)}
        body = UNSET if request.body is None else insert_secrets(request.body, secrets)
        return pipeline.prepare(self.operation, arguments, body, options)

    def _look(
        self, pipeline: RequestPipeline, flow: FlowState, options: CallOptions | None
    ) -> PreparedCall | None:
        for relation in (self.config.refresh_relation, LOCATION):
            if relation in flow.links:
                return self._by(pipeline, flow, relation, UNSET, options)
        reads = self.config.status_operations.get(self.operation.id)
        if reads is None:
            return None
        place = next(one.name for one in reads.parameters if one.place == "path")
        named = _named(flow.request, place)
        return None if named is None else pipeline.prepare(reads, {place: named}, UNSET, options)

    def _came_back(
        self,
        pipeline: RequestPipeline,
        flow: FlowState,
        action: Action,
        options: CallOptions | None,
    ) -> PreparedCall | None:
        is_over = bool(
            self._reader.return_value(action)
        )  # then the page has handed in what the bank said
        if is_over or self._relation(flow, "challenge") is None:
            return self._look(pipeline, flow, options)
        return self._submit(pipeline, flow, action, options)

    def _submit(
        self,
        pipeline: RequestPipeline,
        flow: FlowState,
        action: Action,
        options: CallOptions | None,
    ) -> PreparedCall | None:
        kinds: dict[str, StepKind] = {"method": "method", "medium": "medium"}
        relation = self._relation(flow, kinds.get(action.kind, "challenge"))
        if relation is None:
            return None
        value: str | Secret | None = action.choice if action.answer is None else action.answer
        if action.kind == "callback" and action.answer is not None:
            value = Secret(f"?{action.answer.reveal().removeprefix('?')}")
        body = {self.config.fields[relation]: value} if relation in self.config.fields else {}
        return self._by(pipeline, flow, relation, body, options)

    def _relation(self, flow: FlowState, kind: StepKind) -> str | None:
        known = (name for name, asked in self.config.relation_kinds.items() if asked == kind)
        return next((name for name in known if name in flow.links), None)

    def _by(
        self,
        pipeline: RequestPipeline,
        flow: FlowState,
        relation: str | None,
        body: object,
        options: CallOptions | None,
    ) -> PreparedCall | None:
        if relation is None or relation not in flow.links:
            return None
        href = flow.links[relation]
        if relation == LOCATION:
            link = pipeline.resolve(Location(href), relation)
        else:
            link = pipeline.resolve({"relations": [{"rel": relation, "href": href}]}, relation)
        return pipeline.prepare_link(link, body, None, options)

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
        return self._reader.read(flow, action, outcome, redirect, at)

    @property
    def _reader(self) -> HypermediaReader:
        return HypermediaReader(self.config, self.operation)

    def needs_confirm_call(self, flow: FlowState) -> bool:
        """
        Whether the API needs a call when the user has confirmed elsewhere, because it cannot
        be polled.
        """
        return self._relation(flow, "decoupled") is None

    def bank(self, flow: FlowState) -> str:
        """
        The bank that the call names.
        """
        body: Any = flow.request.body
        places = [body, *body.values()] if is_mapping(body) else []
        for place in places:
            for name in self.config.bank:
                if is_mapping(place) and isinstance(place.get(name), str):
                    return str(place[name])
        return ""

    def without_call(self, flow: FlowState, action: Action, at: datetime) -> Interpretation:
        """
        What happens where there is nothing to ask.
        """
        if action.kind == "cancel":
            return Interpretation(event=GivenUp(at=at, by="caller"))
        hint = self._reader.hint(action)
        if hint == "finished":
            return Interpretation(event=Succeeded(at=at, verified=False))
        still = Unchanged(at=at, seconds=self.config.seconds)
        return Interpretation(event=self._reader.by_hint(flow, action, at) or still)


def _named(request: Request, place: str) -> object:
    """
    The id of what a call is about: in its address, or the only key of its body.
    """
    if place in request.arguments:
        return request.arguments[place]
    keys = list(request.body) if is_mapping(request.body) else []
    return keys[0] if len(keys) == 1 else None
