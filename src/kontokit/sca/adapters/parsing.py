"""
Reads values out of a response: choices, challenges, codes and times.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import msgspec

from ...challenges.text import from_html, plain
from ...core.evolving import evolve
from ...core.exceptions import (
    EmptyBodyError,
    KontokitError,
    NoContentError,
    ResponseError,
    StatusError,
    UnexpectedContentTypeError,
)
from ...core.http_response import HasHttpResponse
from ...core.typeguards import is_list, is_mapping
from ...core.values import replace
from ...operations.sca import ChallengeFields, ChoiceFields
from ...serialization.berlin_time import parse_berlin
from ...serialization.json_tree import json_tree
from ...serialization.odd_times import odd_datetime
from ...serialization.response_parser import Response
from ..state.flow_state import FlowState, Shown
from ..steps import Choice

_MAX_MEDIA: Final = 1024 * 1024
"""The maximum length of a picture, document or code, in characters."""
_MAX_TEXT: Final = 16 * 1024


def safe_code(code: Any) -> str | None:
    """
    A code of the provider, or None if it is not safe to show and to log.
    """
    text = str(code) if isinstance(code, str | int) else ""
    is_fit = 0 < len(text) <= 64 and text.isascii() and text.replace("_", "").isalnum()
    return text if is_fit else None


def raw_code(code: Any) -> str | None:
    """
    A code that is not known, as it is shown: in one line of at most 64 printable characters.
    """
    text = str(code) if isinstance(code, str | int) else ""
    return " ".join(plain(text).split())[:64] or None


def body_of(response: HasHttpResponse) -> dict[str, Any]:
    """
    The body of a response as a dict; empty if it is none or cannot be read.

    Args:
        response: A response, or the error that it has become.
    """
    tree = json_tree(response.http)
    return dict(tree) if is_mapping(tree) else {}


def id_in_body(response: Response[Any]) -> dict[str, Any]:
    """
    As ``body_of``, where only the id counts: it is not read once more if the value has it.
    """
    value = response.value
    wires = value.__struct_encode_fields__ if isinstance(value, msgspec.Struct) else ()
    found = getattr(value, value.__struct_fields__[wires.index("id")]) if "id" in wires else None
    return {"id": found} if type(found) in (int, str) else body_of(response)


def legible(error: KontokitError) -> Response[Any] | None:
    """
    A successful response whose value could not be read, so that its parts can be; None if the
    error is anything else.

    Args:
        error: Why the response has no value.
    """
    if not isinstance(error, ResponseError) or not 200 <= error.status_code < 300:
        return None
    # A page of HTML, or nothing, is the answer of a gateway. 204 has no body by definition.
    is_empty = isinstance(error, EmptyBodyError) and not isinstance(error, NoContentError)
    if is_empty or isinstance(error, UnexpectedContentTypeError):
        return None
    http = replace(error.http, headers=error.headers.reveal())
    return Response(value=None, http=http, request_id=error.request_id)


def find_field(response: HasHttpResponse, name: str) -> Any:
    """
    A field of a body that does not fit its schema, at any depth; None if there is none.

    Args:
        response: A response, or the error that it has become.
        name: The name of the field.
    """
    return _find_field(json_tree(response.http), name, depth=5)


def _find_field(tree: Any, name: str, *, depth: int) -> Any:
    if is_mapping(tree) and name in tree:
        return tree[name]
    parts = tree.values() if is_mapping(tree) else tree if is_list(tree) else ()
    if depth:
        for part in parts:
            found = _find_field(part, name, depth=depth - 1)
            if found is not None:
                return found
    return None


def is_of_another(tree: Mapping[str, Any], name: str, own: object) -> bool:
    """
    Whether a resource is another one than that which was asked for, so that it proves nothing.

    Args:
        tree: The body of the response.
        name: The field with its id. Without an id it is taken for the right one.
        own: The id of the right one; None if it is not known.
    """
    found = tree.get(name)
    return own is not None and found is not None and str(found) != str(own)


def amount_of(value: Any) -> Decimal | None:
    """
    An amount without its sign, or None if it is none.
    """
    try:
        return abs(Decimal(str(value))).normalize()
    except ArithmeticError:
        return None


def at_path(tree: Any, path: str) -> Any:
    """
    A value in nested dicts; None if it is absent.

    Args:
        tree: Nested dicts.
        path: The names, separated by dots.
    """
    for name in path.split("."):
        tree = tree.get(name) if is_mapping(tree) else None
    return tree


def read_choices(
    tree: Mapping[str, Any], candidates: tuple[ChoiceFields, ...]
) -> tuple[Choice, ...]:
    """
    The choices that a response offers.

    Args:
        tree: The body of the response.
        candidates: Where the list may be. The first that is not empty counts.
    """
    for fields in candidates:
        items = tree.get(fields.items)
        if is_list(items) and items:
            return tuple(_choice(one, fields) for one in items if _is_choice(one, fields))
    return ()


def _is_choice(item: Any, fields: ChoiceFields) -> bool:
    return is_mapping(item) and isinstance(item.get(fields.id), str | int)


def _choice(item: Mapping[str, Any], fields: ChoiceFields) -> Choice:
    name = str(item[fields.id])
    return Choice(
        id=name,
        name=str(item.get(fields.name) or name),
        hint=text_at(item, fields.hint),
        since=read_time(text_at(item, fields.since)),
        until=read_time(text_at(item, fields.until)),
        needs_answer=_needs_answer(item, fields),
    )


def _needs_answer(item: Mapping[str, Any], fields: ChoiceFields) -> bool | None:
    flag = item.get(fields.implicit) if fields.implicit else None
    return not flag if isinstance(flag, bool) else None


def said(outcome: Response[Any] | KontokitError) -> str | None:
    """
    What an error body says to the user, all messages of it; None for other responses.

    Args:
        outcome: The response, or the error that came instead.
    """
    problems = outcome.problems if isinstance(outcome, StatusError) else ()
    texts = (from_html(one.message) for one in problems if one.message)
    return "\n".join(dict.fromkeys(text for text in texts if text)) or None


def read_time(text: Any) -> datetime | None:
    """
    A time: local in Europe/Berlin, or ISO 8601 with a zone. None for anything else.
    """
    if not isinstance(text, str):
        return None
    with suppress(ValueError):
        return parse_berlin(text)
    with suppress(ValueError):
        return odd_datetime(text, "berlin")
    return None


def read_challenge(tree: Any, fields: ChallengeFields) -> Shown:
    """
    What a challenge shows to the user.

    Args:
        tree: The challenge.
        fields: The names of its fields.
    """
    if not is_mapping(tree):
        return Shown()
    return Shown(
        text=(text_at(tree, fields.text) or "")[:_MAX_TEXT],
        label=text_at(tree, fields.label),
        codes=_texts(tree, fields.codes),
        pictures=_texts(tree, fields.pictures),
        mime=text_at(tree, fields.mime),
        documents=_texts(tree, fields.documents),
    )


def with_text(shown: Shown, flow: FlowState, *texts: str | None) -> Shown:
    """
    A challenge with a text: its own, else the first of others, else the name of the method.

    Args:
        shown: The challenge.
        flow: The flow, whose offer still has the chosen method if it was just chosen.
        *texts: What else the response says to the user, the best first.
    """
    if shown.text:
        return shown
    names = (one.name for one in flow.offer if one.id in (flow.medium, flow.method))
    text = next((one for one in (*texts, *names) if one), "")
    return evolve(shown, text=text[:_MAX_TEXT])


def _texts(tree: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, ...]:
    found = (text_at(tree, name) for name in names)
    return tuple(text for text in found if text and len(text) <= _MAX_MEDIA)


def text_at(tree: Mapping[str, Any], name: str | None) -> str | None:
    """
    A field if it is a text that is not empty; None otherwise.
    """
    value = tree.get(name) if name else None
    return value if isinstance(value, str) and value else None
