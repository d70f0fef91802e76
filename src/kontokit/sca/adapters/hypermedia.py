"""
The mechanism in which the links of a resource say what comes next.
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
from ...operations.sca import Asked, FollowRelations
from ...pipeline.call_options import CallOptions
from ...pipeline.request_pipeline import Call, Core
from ...serialization.response_parser import Location, Response
from ..records.secret_slots import Secrets, put_together
from ..state.events import GivenUp, StillThere, Succeeded
from ..state.flow_state import Request, Session
from .base import Deed, Pages, Reading
from .browser import return_address
from .hypermedia_reader import LOCATION, ResourceReader


@attrs.frozen
class Following:
    """
    Follows the links of a resource until it asks for nothing more.
    """

    words: FollowRelations
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
        The first call, or the one of the link that fits the deed.
        """
        match deed.action:
            case "start":
                return self._start(core, session, secrets, pages, options)
            case "look":
                return self._look(core, session, options)
            case "cancel":
                return self._by(core, session, self.words.cancel, UNSET, options)
            case "callback" if session.page == "form":
                return self._look(core, session, options)
            case "callback":
                return self._came_back(core, session, deed, options)
            case "poll":
                relation = self._relation(session, "decoupled")
                return self._by(core, session, relation, UNSET, options)
            case "confirm":
                return self._by(core, session, self._relation(session, "challenge"), {}, options)
            case _:
                return self._told(core, session, deed, options)

    def _start(
        self,
        core: Core,
        session: Session,
        secrets: Secrets,
        pages: Pages,
        options: CallOptions | None,
    ) -> Call:
        request = session.request
        arguments: dict[str, Any] = put_together(request.arguments, secrets)
        callback = self._reader.callback_argument
        if callback is not None and pages.return_url is not None:
            arguments = {**arguments, callback: return_address(pages)}
        body = UNSET if request.body is None else put_together(request.body, secrets)
        return core.prepare(self.operation, arguments, body, options)

    def _look(self, core: Core, session: Session, options: CallOptions | None) -> Call | None:
        for relation in (self.words.again, LOCATION):
            if relation in session.links:
                return self._by(core, session, relation, UNSET, options)
        reads = self.words.looks.get(self.operation.id)
        if reads is None:
            return None
        place = next(one.name for one in reads.parameters if one.place == "path")
        named = _named(session.request, place)
        return None if named is None else core.prepare(reads, {place: named}, UNSET, options)

    def _came_back(
        self, core: Core, session: Session, deed: Deed, options: CallOptions | None
    ) -> Call | None:
        is_over = bool(self._reader.reentry(deed))  # then the page has handed in what the bank said
        if is_over or self._relation(session, "challenge") is None:
            return self._look(core, session, options)
        return self._told(core, session, deed, options)

    def _told(
        self, core: Core, session: Session, deed: Deed, options: CallOptions | None
    ) -> Call | None:
        kinds: dict[str, Asked] = {"method": "method", "medium": "medium"}
        relation = self._relation(session, kinds.get(deed.action, "challenge"))
        if relation is None:
            return None
        value: str | Secret | None = deed.choice if deed.answer is None else deed.answer
        if deed.action == "callback" and deed.answer is not None:
            value = Secret(f"?{deed.answer.reveal().removeprefix('?')}")
        body = {self.words.fields[relation]: value} if relation in self.words.fields else {}
        return self._by(core, session, relation, body, options)

    def _relation(self, session: Session, kind: Asked) -> str | None:
        known = (name for name, asked in self.words.asked.items() if asked == kind)
        return next((name for name in known if name in session.links), None)

    def _by(
        self,
        core: Core,
        session: Session,
        relation: str | None,
        body: object,
        options: CallOptions | None,
    ) -> Call | None:
        if relation is None or relation not in session.links:
            return None
        href = session.links[relation]
        if relation == LOCATION:
            link = core.resolve(Location(href), relation)
        else:
            link = core.resolve({"relations": [{"rel": relation, "href": href}]}, relation)
        return core.prepare_link(link, body, None, options)

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
        return self._reader.read(session, deed, outcome, pages, at)

    @property
    def _reader(self) -> ResourceReader:
        return ResourceReader(self.words, self.operation)

    def is_told_of_confirmation(self, session: Session) -> bool:
        """
        Whether the provider has to be told when the user has confirmed elsewhere, because it
        cannot be asked.
        """
        return self._relation(session, "decoupled") is None

    def bank(self, session: Session) -> str:
        """
        The bank that the call names.
        """
        body: Any = session.request.body
        places = [body, *body.values()] if is_mapping(body) else []
        for place in places:
            for name in self.words.bank:
                if is_mapping(place) and isinstance(place.get(name), str):
                    return str(place[name])
        return ""

    def without_call(self, session: Session, deed: Deed, at: datetime) -> Reading:
        """
        What happens where there is nothing to ask.
        """
        if deed.action == "cancel":
            return Reading(event=GivenUp(at=at, by="caller"))
        hint = self._reader.hint(deed)
        if hint == "finished":
            return Reading(event=Succeeded(at=at, verified=False))
        still = StillThere(at=at, seconds=self.words.seconds)
        return Reading(event=self._reader.by_hint(session, deed, at) or still)


def _named(request: Request, place: str) -> object:
    """
    The id of what a call is about: in its address, or the only key of its body.
    """
    if place in request.arguments:
        return request.arguments[place]
    keys = list(request.body) if is_mapping(request.body) else []
    return keys[0] if len(keys) == 1 else None
