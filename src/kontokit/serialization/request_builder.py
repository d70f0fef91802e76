"""
Builds the parts of a request: path, query, headers, body. `RequestPipeline` assembles them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, ClassVar, Final, cast
from uuid import UUID

import msgspec
from msgspec import UNSET

from ..core.exceptions import ArgumentError
from ..core.known_names import closest_name
from ..core.secret import Secret
from ..core.typed_text import text_of
from ..core.typeguards import type_name
from ..core.values import HidesFields
from ..http.headers import header_value
from ..http.urls import has_dot_segment
from ..operations import Body, Operation, Parameter
from .extras import BODY_PLACE, extra_parameter, with_extra_fields
from .field_encryption import Cipher, encrypting_fields
from .form_fields import field_texts, form_pairs, items_of, tree_pairs
from .iban_fields import iban_or_text_wire, iban_wire
from .json_encoder import encode, encode_tree, to_wire
from .media_types import essence_of, is_json
from .multipart import MULTIPART, encode_parts, parts_of
from .parameter_styles import path_segment, query_pairs, quoted
from .path_error import PathError
from .scalars import (
    address_wire,
    berlin_iso_wire,
    berlin_wire,
    boolean_wire,
    date_wire,
    decimal_wire,
    instant_wire,
    plain_digits,
)
from .unions import RawJson

_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_DIGITS: Final = re.compile(r"-?[0-9]{1,64}")
FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"
_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


class Content(HidesFields, msgspec.Struct, frozen=True, kw_only=True):
    """
    A request body as bytes, with its media type.
    """

    _hidden: ClassVar = frozenset({"data"})

    media_type: str
    data: bytes


def build_path(operation: Operation[Any], args: Mapping[str, object]) -> str:
    """
    The path of an operation with its parameters filled in.

    Args:
        args: Python argument name → value.

    Returns:
        The percent-encoded path.

    Raises:
        ArgumentError: A path parameter is missing, empty, or contains dot segments.
    """
    path = operation.path
    for parameter in operation.arguments.path:
        segment = _segment(parameter, args.get(parameter.name))
        path = path.replace(f"{{{parameter.wire}}}", segment)
    return path


def build_query(
    operation: Operation[Any], args: Mapping[str, object], extra: Mapping[str, object] = _NOTHING
) -> str:
    """
    The query string of an operation.

    Args:
        args: Python argument name → value; None leaves the parameter out.
        extra: Further parameters, which the operation does not document.

    Returns:
        The encoded query, empty if there is none.

    Raises:
        ArgumentError: A value cannot be sent, or a required one is missing.
    """
    pairs: list[str] = []
    for parameter in operation.arguments.query:
        pairs.extend(query_of(parameter, args.get(parameter.name)))
    return "&".join([*pairs, *extra_pairs(operation, extra)])


def extra_pairs(
    operation: Operation[Any], extra: Mapping[str, object], taken: Collection[str] = ()
) -> list[str]:
    """
    Query parameters that are not documented, as encoded ``name=value`` pairs.

    Args:
        extra: Name on the wire → value or values.
        taken: Names that the query has already.

    Raises:
        ArgumentError: A parameter is documented or there already, or a value cannot be sent.
    """
    pairs: list[str] = []
    for name, value in extra.items():
        parameter = extra_parameter(operation, name, taken)
        pairs.extend(query_pairs(parameter, parameter_texts(parameter, value)))
    return pairs


def query_of(parameter: Parameter, value: object) -> list[str]:
    """
    One query parameter as encoded ``name=value`` pairs.

    Args:
        value: A scalar, several in a list, or a model or dict; None leaves it out.

    Raises:
        ArgumentError: The value cannot be sent, or a required one is missing.
    """
    is_typed = parameter.model is not None and parameter.style != "json"
    if not is_typed or value is None or value is UNSET:
        texts = parameter_texts(parameter, value)
        return [] if texts is None else query_pairs(parameter, texts)
    return tree_pairs(parameter, to_wire(value, parameter.model, parameter.name))


def build_headers(
    operation: Operation[Any], args: Mapping[str, object]
) -> tuple[tuple[str, str], ...]:
    """
    The headers that an operation's arguments become.

    Args:
        args: Python argument name → value; None leaves the header out.

    Returns:
        Header names and values.

    Raises:
        ArgumentError: A value cannot be sent in a header, or a required one is missing.
    """
    headers: list[tuple[str, str]] = []
    for parameter in operation.arguments.header:
        texts = parameter_texts(parameter, args.get(parameter.name))
        if texts is not None:
            value = header_value(",".join(texts), place=parameter.name)
            headers.append((parameter.wire, value))
    cookies = [one for each in operation.arguments.cookie for one in _cookies(each, args)]
    if cookies:
        headers.append(("Cookie", "; ".join(cookies)))
    return tuple(headers)


def _cookies(parameter: Parameter, args: Mapping[str, object]) -> list[str]:
    return query_pairs(parameter, parameter_texts(parameter, args.get(parameter.name)))


def build_content(
    operation: Operation[Any],
    body: object,
    cipher: Cipher | None = None,
    extra: Mapping[str, object] = _NOTHING,
) -> Content | None:
    """
    The request body of an operation, checked against its type.

    Args:
        body: A model, plain dicts and lists, bytes or text; None or UNSET for no body.
        cipher: Encrypts the fields that must not be sent unencrypted; without it they are refused.
        extra: Further fields, which the operation does not document.

    Returns:
        The body, or None.

    Raises:
        ArgumentError: The body does not fit its type, or is missing or not taken.
    """
    declared = operation.body
    if declared is None and extra:
        raise ArgumentError(f"{operation.id} takes no body", place=BODY_PLACE)
    if extra and (body is None or body is UNSET):
        body = {}
    if body is None or body is UNSET:
        if declared is not None and declared.required:
            raise ArgumentError(f"{operation.id} needs a body", place="body")
        return None
    if declared is None:
        raise ArgumentError(f"{operation.id} takes no body", place="body")
    with encrypting_fields(cipher):
        return _written(body, declared, extra)


def _written(body: object, declared: Body, extra: Mapping[str, object]) -> Content:
    try:
        if essence_of(declared.media_type) == MULTIPART:
            media_type, data = encode_parts(parts_of(_form_tree(body, declared, extra)))
        else:
            media_type, data = declared.media_type, _body_writer(declared)(body, declared, extra)
        return Content(media_type=media_type, data=data)
    except UnicodeError:
        pass  # it holds the text
    raise ArgumentError("a text that is not valid Unicode cannot be sent", place=declared.argument)


def check_argument_names(operation: Operation[Any], args: Mapping[str, object]) -> None:
    """
    Refuse arguments that an operation does not have.

    Args:
        args: Python argument name → value.

    Raises:
        ArgumentError: An argument is unknown, or this is no operation.
    """
    if not isinstance(operation, Operation):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ArgumentError(
            f"pass an Operation such as GET_ACCOUNT, not {type_name(operation)}", place="operation"
        )
    known = operation.arguments.names
    for name in args:
        if name not in known:
            close = closest_name(name, known)
            hint = f" (did you mean {close!r}?)" if close else ""
            place = name if close else "args"
            raise ArgumentError(f"{operation.id} has no such parameter{hint}", place=place)


def _segment(parameter: Parameter, value: object) -> str:
    name = parameter.name
    if value is None or value is UNSET:
        raise ArgumentError("the path parameter is missing", place=name)
    if parameter.many or parameter.style != "usual":
        return _list_segment(parameter, value)
    text = _scalar(value, parameter)
    if text.isascii() and text.isalnum():
        return text
    if not text.strip():
        raise ArgumentError("the path parameter is empty", place=name)
    # An id such as "../users" must not reach another operation.
    if has_dot_segment(text):
        raise ArgumentError(
            "the path parameter must not contain dot segments (. or ..)", place=name
        )
    return quoted(text, name)


def _list_segment(parameter: Parameter, value: object) -> str:
    texts = parameter_texts(parameter, value)
    if not texts or not all(text.strip() for text in texts):
        raise ArgumentError("the path parameter is empty", place=parameter.name)
    segment = path_segment(parameter, texts)
    if has_dot_segment(segment):
        raise ArgumentError(
            "the path parameter must not contain dot segments (. or ..)", place=parameter.name
        )
    return segment


def parameter_texts(parameter: Parameter, value: object) -> list[str] | None:
    """
    The values of one parameter as they are written, not yet percent-encoded.

    Args:
        value: One value, or several in a list, tuple or set; None leaves it out.

    Returns:
        The texts, or None where the parameter is left out.

    Raises:
        ArgumentError: A value cannot be sent, or a required one is missing.
    """
    if value is None or value is UNSET:
        if parameter.required:
            raise ArgumentError("the parameter is required", place=parameter.name)
        return None
    if parameter.style == "json":
        return [_json_text(parameter, value)]
    if parameter.model is not None:
        return field_texts(parameter.name, to_wire(value, parameter.model, parameter.name)) or None
    if _is_several(value) and not parameter.many:
        message = f"it takes one value, not a {type_name(value)}"
        raise ArgumentError(message, place=parameter.name)
    return [_scalar(item, parameter) for item in items_of(value)] or None


def _json_text(parameter: Parameter, value: object) -> str:
    tree = to_wire(value, parameter.model, parameter.name)
    text = encode_tree(tree, parameter.name).decode()
    # Headers have no letters beyond ASCII that every server reads alike.
    return _BEYOND_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _is_several(value: object) -> bool:
    return isinstance(value, list | tuple | set | frozenset)


def _scalar(value: object, parameter: Parameter) -> str:
    # Before str: many enums are strings too, and str() of those gives the member.
    if isinstance(value, Enum | RawJson):
        return _scalar(value.value, parameter)
    if isinstance(value, Secret):
        if parameter.place != "header" and not parameter.secret:
            # Logs of servers and proxies show addresses.
            message = "a Secret is not sent in an address; pass a str if it is none"
            raise ArgumentError(message, place=parameter.name)
        value = value.reveal()
    try:
        if parameter.format is not None:
            return _FORMATS[parameter.format](value)
        return _BY_TYPE[parameter.type](value)
    except (PathError, ValueError) as error:
        raise ArgumentError(str(error), place=parameter.name) from None


_FORMATS: Final[Mapping[str, Callable[[Any], str]]] = {
    "date": date_wire,
    "date-time": instant_wire,
    "berlin-date-time": berlin_wire,
    "berlin-iso-date-time": berlin_iso_wire,
    "iban": iban_wire,
    "iban-or-text": iban_or_text_wire,
    "uri": address_wire,
}


def _text(value: object) -> str:
    match value:
        # Before int: a bool is an int too.
        case bool():
            raise PathError("expected str, got bool")
        case str() | int() | UUID():
            return text_of(value)
        case Decimal():
            return plain_digits(value)
        case datetime():
            return instant_wire(value)
        case date():
            return value.isoformat()
        case float():
            raise PathError("a float is not exact; pass a Decimal made from a str, or an int")
        case _:
            raise PathError(f"expected str, got {type_name(value)}")


def _integer(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise PathError(f"expected int, got {type_name(value)}")
    if isinstance(value, str) and not _DIGITS.fullmatch(value):
        raise PathError("expected int, got a str that is no whole number")
    return text_of(value)


def _number(value: object) -> str:
    return bytes(decimal_wire(value)).decode()


def _boolean(value: object) -> str:
    if isinstance(value, str) and value in ("true", "false"):
        return text_of(value)
    return "true" if boolean_wire(value) else "false"


def _anything(value: object) -> str:
    return _boolean(value) if isinstance(value, bool) else _text(value)


_BY_TYPE: Final[Mapping[str, Callable[[Any], str]]] = {
    "text": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "anything": _anything,
}


def _body_writer(declared: Body) -> Callable[[object, Body, Mapping[str, object]], bytes]:
    essence = essence_of(declared.media_type)
    if essence == FORM:
        return _form
    if declared.type is bytes or (declared.type is str and not is_json(essence)):
        return _raw
    return _json


def _json(body: object, declared: Body, extra: Mapping[str, object]) -> bytes:
    if not extra:
        return encode(body, declared.type, declared.argument)
    tree = to_wire(body, declared.type, declared.argument)
    return encode_tree(with_extra_fields(tree, extra, declared.type), declared.argument)


def _raw(body: object, declared: Body, extra: Mapping[str, object]) -> bytes:
    with_extra_fields(body, extra, declared.type)  # refuses any
    if isinstance(body, Secret):
        body = body.reveal()
    if isinstance(body, bytes | bytearray):
        return bytes(body)
    if isinstance(body, str):
        return body.encode()
    raise ArgumentError(
        f"expected str or bytes, got {type(body).__name__}", place=declared.argument
    )


def _form_tree(body: object, declared: Body, extra: Mapping[str, object]) -> dict[str, Any]:
    tree = to_wire(body, declared.type, declared.argument)
    tree = with_extra_fields(tree, extra, declared.type)
    if not isinstance(tree, dict):
        raise ArgumentError("a form is a model or a dict", place=declared.argument)
    return cast("dict[str, Any]", tree)


def _form(body: object, declared: Body, extra: Mapping[str, object]) -> bytes:
    return "&".join(form_pairs(_form_tree(body, declared, extra), declared.encoding)).encode()
