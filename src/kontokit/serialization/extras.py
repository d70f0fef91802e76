"""
Query parameters, headers and fields of the body that a caller adds although they are not
documented.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, get_args

import msgspec

from ..core.exceptions import ArgumentError
from ..core.secret import Secret
from ..core.typeguards import is_mapping
from ..operations import Operation, Parameter
from .json_encoder import to_wire

QUERY_PLACE: Final = "options.extra_query"
BODY_PLACE: Final = "options.extra_body"
HEADERS_PLACE: Final = "options.extra_headers"
# RFC 6750 allows a token in a query, where logs would show it.
_CREDENTIALS: Final = frozenset({"access_token"})


def extra_parameter(operation: Operation[Any], name: str, taken: Collection[str] = ()) -> Parameter:
    """
    A query parameter that an operation does not document.

    Args:
        name: Its name on the wire.
        taken: Names that the query has already.

    Raises:
        ArgumentError: The operation has such a parameter, or the name is that of a credential.
    """
    place = f"{QUERY_PLACE}[{name!r}]"
    for known in operation.parameters:
        if known.place == "query" and name in (known.name, known.wire):
            message = f"{operation.id} has this parameter; pass it as an argument"
            raise ArgumentError(message, place=place)
    if name in taken:
        raise ArgumentError("the query has this parameter already", place=place)
    if name.lower() in _CREDENTIALS:
        raise ArgumentError("it carries a credential; pass it to the client", place=place)
    # No document says whether it is a secret, so the caller does.
    return Parameter(name=place, wire=name, place="query", many=True, type="anything", secret=True)


def refuse_known_headers(
    operation: Operation[Any], extra: Mapping[str, str | Secret], taken: Collection[str]
) -> None:
    """
    Refuse headers that are no extras, because the call has them by other means.

    Args:
        extra: Name → value.
        taken: Names in lower case that this library sets itself.

    Raises:
        ArgumentError: The operation documents such a header, or it is set already.
    """
    known = {one.wire.lower() for one in operation.parameters if one.place == "header"}
    for name in extra:
        place = f"{HEADERS_PLACE}[{name!r}]"
        if name.lower() in known:
            message = f"{operation.id} has this header; pass it as an argument"
            raise ArgumentError(message, place=place)
        if name.lower() in taken:
            raise ArgumentError("this header is set by the client", place=place)


def with_extra_fields(tree: Any, extra: Mapping[str, object], form: Any) -> Any:
    """
    A body with fields that its type does not document.

    Args:
        tree: The body as JSON knows it.
        extra: Further fields by their names on the wire.
        form: The type of the body.

    Raises:
        ArgumentError: The body has no fields, has such a field, or a value cannot be sent.
    """
    if not extra:
        return tree
    known = {*_fields(form)}
    if not is_mapping(tree) or not (known or form is Any):
        raise ArgumentError("this body takes no further fields", place=BODY_PLACE)
    for name in extra:
        if name in known or name in tree:
            place = f"{BODY_PLACE}[{name!r}]"
            raise ArgumentError("the body has this field; pass it there", place=place)
    return {**tree, **plain_extras(extra, BODY_PLACE)}


def plain_extras(extra: Mapping[str, object], place: str) -> dict[str, Any]:
    """
    Undocumented fields or parameters as JSON knows them.

    Args:
        extra: Name → value.
        place: The option in which they stand, for errors.

    Raises:
        ArgumentError: A value cannot be sent.
    """
    found: dict[str, Any] = to_wire(extra, Any, place)
    return found


def _fields(form: Any) -> Iterator[str]:
    for kind in get_args(form) or (form,):
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            yield from (*kind.__struct_fields__, *kind.__struct_encode_fields__)
