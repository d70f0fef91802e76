"""
How parameters with several values are written: in queries, paths and cookies, as OpenAPI's styles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias
from urllib.parse import quote

from ..core.exceptions import ArgumentError
from ..operations import Parameter

Field: TypeAlias = tuple[tuple[str, ...], Sequence[str]]
"""A field of an object: the names on the wire that lead to it, and its texts."""
_RESERVED: Final = "!$'()*,/:;=?@"
"""What an address reserves and a value in a query may hold: it would end at ``&`` and at ``#``."""
_SEPARATORS: Final = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}


def query_pairs(parameter: Parameter, texts: Sequence[str] | None) -> list[str]:
    """
    One parameter of a query, or a cookie, as encoded ``name=value`` pairs.

    Args:
        texts: Its values, or None where it is left out.

    Returns:
        No pair, one pair, or one for each value.
    """
    if texts is None:
        return []
    name = quoted(parameter.wire, parameter.name)
    values = [_value(parameter, text) for text in texts]
    if parameter.explode:
        return [f"{name}={value}" for value in values]
    return [f"{name}={_SEPARATORS.get(parameter.style, ',').join(values)}"]


def object_pairs(parameter: Parameter, fields: Iterable[Field]) -> list[str]:
    """
    An object in the query as encoded pairs: ``filter[from]=…``, ``from=…``, or ``filter=from,…``.

    An object inside a deepObject is written as ``filter[range][from]=…``, as most servers read it.
    """
    pairs = [
        ("%5D%5B".join(quoted(key, parameter.name) for key in path), _value(parameter, text))
        for path, texts in fields
        for text in texts
    ]
    name = quoted(parameter.wire, parameter.name)
    if parameter.style == "deepObject":
        return [f"{name}%5B{key}%5D={value}" for key, value in pairs]
    if parameter.explode:
        return [f"{key}={value}" for key, value in pairs]
    return [f"{name}={','.join(one for pair in pairs for one in pair)}"] if pairs else []


def path_segment(parameter: Parameter, texts: Sequence[str]) -> str:
    """
    One path parameter, encoded: ``a,b``, ``.a,b`` or ``;id=a,b``.
    """
    values = [quoted(text, parameter.name) for text in texts]
    if parameter.style == "label":
        return "." + ("." if parameter.explode else ",").join(values)
    if parameter.style == "matrix":
        name = quoted(parameter.wire, parameter.name)
        if parameter.explode:
            return "".join(f";{name}={value}" for value in values)
        return f";{name}={','.join(values)}"
    return ",".join(values)


def _value(parameter: Parameter, text: str) -> str:
    if not parameter.reserved:
        return quoted(text, parameter.name)
    # A comma parts the values that share one name.
    kept = _RESERVED if parameter.explode else _RESERVED.replace(",", "")
    return quoted(text, parameter.name, kept)


def quoted(text: str, name: str, kept: str = "") -> str:
    """
    A percent-encoded text.

    Args:
        name: The argument, for the error.
        kept: Characters that stay as they are.

    Raises:
        ArgumentError: The text is not valid Unicode.
    """
    try:
        return quote(text, safe=kept)
    except UnicodeEncodeError:
        raise ArgumentError("the text is not valid Unicode", place=name) from None
