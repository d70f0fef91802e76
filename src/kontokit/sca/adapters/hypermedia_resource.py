"""
Parses the resources of APIs whose links say what comes next: links, messages and status.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import attrs

from ...challenges.text import from_html
from ...core.evolving import evolve
from ...core.exceptions import StatusError
from ...core.typeguards import is_list, is_mapping
from ...operations import Operation
from ...operations.sca import HypermediaSca, Meaning, StepKind
from ...serialization.response_parser import Response
from ..state.events import EventDetails
from ..state.flow_state import Request
from ..steps import Reason
from .parsing import body_of, read_time, safe_code, text_at

LOCATION: Final = "location"
"""The name under which a Location is kept among the links."""
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
_TROUBLE: Final[Mapping[Meaning, Reason]] = {
    "wrong_answer": "sca_failed",
    "taken": "bank_said_no",
    **_REASONS,
}
"""Why a flow has failed, unless the challenge is still open."""


@attrs.frozen(kw_only=True)
class Resource:
    """
    A resource as the provider sent it, and what its links and messages mean.
    """

    value: object
    """The resource as a model."""
    tree: Mapping[str, Any]
    links: Mapping[str, str]
    kind: StepKind | None
    """What its links ask the user for."""
    codes: list[str]
    meanings: list[Meaning]
    is_proof: bool
    """Whether its messages say that the bank has rejected an order."""
    details: EventDetails
    has_status: bool
    """Whether it says how far the operation is."""
    text: str | None = attrs.field(default=None, repr=False)
    """What its messages say to the user."""

    @property
    def is_telling(self) -> bool:
        """
        Whether it decides anything: by a link for the user, by a message or by its status.
        """
        return self.kind is not None or bool(self.meanings) or self.has_status

    @property
    def is_wrong(self) -> bool:
        """
        Whether the last answer was wrong.
        """
        return "wrong_answer" in self.meanings

    @property
    def refusal(self) -> Reason | None:
        """
        What its messages say against the operation, whatever they say of the answer.
        """
        return next((_REASONS[one] for one in self.meanings if one in _REASONS), None)

    @property
    def is_taken(self) -> bool:
        """
        Whether a message is evidence that an earlier sending of the same order was taken.
        """
        return "taken" in self.meanings

    @property
    def trouble(self) -> Reason | None:
        """
        Why the operation has failed if nothing more is asked for.
        """
        return next((_TROUBLE[one] for one in self.meanings if one in _TROUBLE), None)


def parse_resource(
    config: HypermediaSca,
    response: Response[Any],
    known: Mapping[str, str],
    at: datetime,
    *,
    timeout: str | None,
    key: str | None = None,
) -> Resource:
    """
    Parse a resource.

    Args:
        config: The names of its fields, and the meanings of its links and messages.
        response: The response with the resource.
        known: The links of the flow until now.
        at: The current time.
        timeout: The field with the deadline of the step, if the resource has one.
        key: Its key, if the response may be a map of resources.
    """
    tree, value = _entry(response, key)
    links, codes = _links(tree), _codes(config, tree)
    kinds = config.relation_kinds
    return Resource(
        value=value,
        tree=tree,
        links=links,
        kind=next((kind for name, kind in kinds.items() if name in links), None),
        codes=codes,
        meanings=[config.codes[code].before for code in codes if code in config.codes],
        is_proof=is_proof(config, codes),
        has_status=tree.get(config.status) in (*config.working, *config.complete),
        text=_text(config, tree),
        details=EventDetails(
            at,
            code=safe_code(codes[0] if codes else tree.get(config.status)),
            request_id=response.request_id,
            links=_links_to_keep(config, known, links) if links else known,
            deadline=read_time(text_at(tree, timeout)),
            text=_text(config, tree),
        ),
    )


def _entry(response: Response[Any], key: str | None) -> tuple[Mapping[str, Any], Any]:
    """
    The resource of a response, which may stand under its key among others.
    """
    tree: Mapping[str, Any] = body_of(response)
    value: Any = response.value
    found = tree.get(key) if key is not None else None
    if not is_mapping(found):
        return tree, value
    return found, value.get(key) if is_mapping(value) else None


def id_argument(config: HypermediaSca, operation: Operation[Any]) -> str | None:
    """
    The path parameter with the id of the resource, in what reads it and in the call.
    """
    reading = config.status_operations.get(operation.id)
    if reading is None:
        return None
    return next(one.name for one in reading.parameters if one.place == "path")


def resource_id(request: Request, name: str) -> object:
    """
    The id of the resource of a call: an argument of its path, or the only key of its body.
    """
    if name in request.arguments:
        return request.arguments[name]
    keys = list(request.body) if is_mapping(request.body) else []
    return keys[0] if len(keys) == 1 else None


def links_beside(
    config: HypermediaSca, error: StatusError, known: Mapping[str, str]
) -> Mapping[str, str]:
    """
    The links to keep after an error response, whose body may have those of the operation.

    Args:
        config: The names of the links.
        error: The error that the response has become.
        known: The links of the flow until now.
    """
    return _links_to_keep(config, known, _links(body_of(error)))


def is_proof(config: HypermediaSca, codes: list[str]) -> bool:
    """
    Whether a code says that the bank has rejected an order, not only that a step went wrong.
    """
    return any(config.codes[code].after in _TROUBLE for code in codes if code in config.codes)


def message_codes(config: HypermediaSca, error: StatusError) -> list[str]:
    """
    The codes in the body of an error if it is a resource with messages; empty otherwise.
    """
    rows = _rows(body_of(error), config.messages)
    return [code for row in rows if isinstance(code := row.get(config.code), str)]


def with_messages(config: HypermediaSca, error: StatusError, details: EventDetails) -> EventDetails:
    """
    Details with the code and the texts of an error's messages, where it has them.

    Args:
        config: The names of the fields.
        error: A response whose body may be a resource with messages.
        details: What its documented fields say.
    """
    code = next((safe_code(one) for one in message_codes(config, error)), None)
    text = _text(config, body_of(error))
    return evolve(details, code=code or details.code, text=text or details.text)


def reason_of(config: HypermediaSca, codes: list[str]) -> Reason | None:
    """
    What codes say against an operation; None if they say nothing.
    """
    meanings = (config.codes[code].before for code in codes if code in config.codes)
    return next((_REASONS[one] for one in meanings if one in _REASONS), None)


def _links(tree: Mapping[str, Any]) -> dict[str, str]:
    pairs = ((row.get("rel"), row.get("href")) for row in _rows(tree, "relations"))
    return {rel: href for rel, href in pairs if isinstance(rel, str) and isinstance(href, str)}


def _codes(config: HypermediaSca, tree: Mapping[str, Any]) -> list[str]:
    found = (row.get(config.code) for row in _rows(tree, config.messages))
    return [str(code) for code in found if code is not None]


def _text(config: HypermediaSca, tree: Mapping[str, Any]) -> str | None:
    found = [row.get(name) for row in _rows(tree, config.messages) for name in config.texts]
    lines = [from_html(one) for one in found if isinstance(one, str) and one.strip()]
    return "\n".join(dict.fromkeys(lines)) or None


def _rows(tree: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = tree.get(name)
    return [row for row in rows if is_mapping(row)] if is_list(rows) else []


def _links_to_keep(
    config: HypermediaSca, known: Mapping[str, str], links: Mapping[str, str]
) -> Mapping[str, str]:
    own, kinds = config.refresh_relation, config.relation_kinds
    # Pages for the browser are good for one use, so their addresses are never saved.
    pages = {name for name, kind in kinds.items() if kind in ("redirect", "form")}
    wanted = {*kinds, own, config.cancel} - pages
    kept = {name: href for name, href in links.items() if name in wanted}
    lasting = {name: known[name] for name in (LOCATION, own) if name in known}
    # A resource of the SCA calls itself "self" too, but only the first one is that of the call.
    orders = [links[name] for name in config.resource_relations if name in links]
    return {**kept, **lasting, **({own: orders[0]} if orders else {})}
