"""
Secret slots: separates the secrets of a call from what a record may hold.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeAlias
from uuid import UUID

from msgspec import UNSET, Raw

from ...core.exceptions import ArgumentError, ConfigurationError
from ...core.secret import Secret
from ...core.typeguards import is_list, is_mapping
from ...core.values import replace_checked
from ...operations import Operation
from ...pipeline.call_options import CallOptions
from ...serialization.extras import BODY_PLACE, HEADERS_PLACE, QUERY_PLACE, plain_extras
from ...serialization.field_encryption import keeping_secrets
from ...serialization.json_encoder import to_wire
from ..state.flow_state import Request

Secrets: TypeAlias = Mapping[str, Secret]
Credentials: TypeAlias = Mapping[str, str | Secret] | Callable[[], Mapping[str, str | Secret]]
"""The secrets of a call: name → value, or a function that returns them when they are needed."""
SLOT: Final = "$secret"
_TYPED: Final = "$type"
_SCALARS: Final = frozenset({str, int, bool, type(None)})
"""What stands in a record as it is."""


def extract_secrets(tree: Any) -> tuple[Any, dict[str, Secret]]:
    """
    Separate the secrets of a tree from the rest.

    A secret is named after its field, or after the ``label`` beside it if there is one. Equal
    names get a number.

    Args:
        tree: Dicts, lists and scalars; secrets are ``Secret``.

    Returns:
        The tree with ``{"$secret": name}`` where the secrets were, and the secrets by name.

    Raises:
        ArgumentError: The tree holds a value that no record can hold, or a field with a reserved
            name.
    """
    secrets: dict[str, Secret] = {}
    return _extract(tree, "secret", secrets), secrets


def _extract(tree: Any, name: str, secrets: dict[str, Secret]) -> Any:
    if type(tree) in _SCALARS:
        return tree
    if isinstance(tree, Secret):
        slot = _unused_name(name, secrets)
        secrets[slot] = tree
        return {SLOT: slot}
    if is_mapping(tree):
        if SLOT in tree or _TYPED in tree:
            raise ArgumentError(f"a field must not be named {SLOT} or {_TYPED}", place="body")
        label = tree.get("label")
        return {
            str(key): _extract(item, label if isinstance(label, str) else str(key), secrets)
            for key, item in tree.items()
        }
    if is_list(tree):
        return [_extract(item, name, secrets) for item in tree]
    return _to_json(tree)


def _unused_name(name: str, secrets: Mapping[str, Secret]) -> str:
    slot, number = name, 2
    while slot in secrets:
        slot, number = f"{name} {number}", number + 1
    return slot


def _to_json(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str():
            return value
        case Raw():
            return {_TYPED: "decimal", "value": bytes(value).decode()}
        case Decimal():
            return {_TYPED: "decimal", "value": format(value, "f")}
        case datetime():
            return {_TYPED: "datetime", "value": value.isoformat()}
        case date():
            return {_TYPED: "date", "value": value.isoformat()}
        case UUID():
            return str(value)
        case _:
            raise ArgumentError(
                f"a value of type {type(value).__name__} cannot be stored in a record", place="body"
            )


_PARSERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "decimal": Decimal,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
}


def insert_secrets(tree: Any, secrets: Secrets) -> Any:
    """
    The tree with its secrets.

    Args:
        tree: A tree from ``extract_secrets``.
        secrets: The secrets by name.

    Raises:
        ConfigurationError: A secret is missing; the message names it.
    """
    if type(tree) in _SCALARS:
        return tree
    if is_mapping(tree):
        if _is_slot(tree):
            return _required_secret(str(tree[SLOT]), secrets)
        if _is_typed(tree):
            return _parse(str(tree[_TYPED]), str(tree["value"]))
        return {key: insert_secrets(item, secrets) for key, item in tree.items()}
    if is_list(tree):
        return [insert_secrets(item, secrets) for item in tree]
    return tree


def _is_slot(tree: Mapping[Any, Any]) -> bool:
    return len(tree) == 1 and SLOT in tree


def _is_typed(tree: Mapping[Any, Any]) -> bool:
    return len(tree) == 2 and _TYPED in tree and "value" in tree


def _parse(kind: str, text: str) -> Any:
    try:
        return _PARSERS[kind](text)
    except (KeyError, ValueError, ArithmeticError):
        pass
    raise ArgumentError("the record holds a value that cannot be read", place="record")


def _required_secret(name: str, secrets: Secrets) -> Secret:
    if name not in secrets:
        raise ConfigurationError(
            f"the credential {name!r} is missing; pass credentials={{{name!r}: …}} to resume"
        )
    return secrets[name]


def untyped(tree: Any) -> Any:
    """
    The tree with amounts and days as texts, as a body has them on the wire; secrets stay slots.

    Args:
        tree: A tree from ``extract_secrets``.
    """
    if type(tree) in _SCALARS:
        return tree
    if is_mapping(tree):
        if _is_typed(tree):
            return tree["value"]
        return {key: untyped(item) for key, item in tree.items()}
    if is_list(tree):
        return [untyped(item) for item in tree]
    return tree


def secret_names(tree: Any) -> tuple[str, ...]:
    """
    The names of the secrets that a tree needs.

    Args:
        tree: A tree from ``extract_secrets``.
    """
    if type(tree) in _SCALARS:
        return ()
    if is_mapping(tree):
        if _is_slot(tree):
            return (str(tree[SLOT]),)
        return tuple(name for item in tree.values() for name in secret_names(item))
    if is_list(tree):
        return tuple(name for item in tree for name in secret_names(item))
    return ()


def needed_secrets(request: Request) -> tuple[str, ...]:
    """
    The names of the secrets that the call of a flow needs.

    Args:
        request: The call.
    """
    extras = (request.extra_query, request.extra_body, request.extra_headers)
    parts = (request.arguments, request.body, *extras)
    return tuple(name for part in parts for name in secret_names(part))


def given_secrets(credentials: Credentials | None) -> dict[str, Secret]:
    """
    The secrets that a caller has passed.

    Args:
        credentials: The argument of ``resume``.
    """
    if credentials is None:
        return {}
    found: Any = credentials() if callable(credentials) else credentials
    if not is_mapping(found):
        raise ConfigurationError("credentials must be a dict of name → value")
    return {str(name): _as_secret(str(name), value) for name, value in found.items()}


def _as_secret(name: str, value: Any) -> Secret:
    if not isinstance(value, Secret | str):
        raise ConfigurationError(f"the credential {name!r} must be a str or a Secret")
    return value if isinstance(value, Secret) else Secret(value)


def plain_body(operation: Operation[Any], body: object) -> Any:
    """
    A body as dicts and lists with the names on the wire, validated, its secrets still hidden.

    Args:
        operation: The operation that takes it.
        body: A model, plain dicts and lists, None or UNSET.

    Returns:
        The tree; None if there is no body.

    Raises:
        ArgumentError: The body does not fit its schema.
    """
    if body is None or body is UNSET:
        return None
    if operation.body is None:
        raise ArgumentError(f"{operation.id} takes no body", place="body")
    with keeping_secrets():
        return to_wire(body, operation.body.type, operation.body.argument)


def has_extras(options: CallOptions) -> bool:
    """
    Whether a caller adds to a call what is not documented.
    """
    return bool(options.extra_query or options.extra_body or options.extra_headers)


def without_extras(options: CallOptions) -> CallOptions:
    """
    The settings of a call without what the caller adds to it.
    """
    if not has_extras(options):
        return options
    return replace_checked(options, extra_query={}, extra_body={}, extra_headers={})


def plain_options(options: CallOptions) -> dict[str, Any]:
    """
    What a caller adds to a call, as dicts and lists, validated, its secrets still hidden.

    Raises:
        ArgumentError: A value cannot be sent.
    """
    if not has_extras(options):
        return {}
    with keeping_secrets():
        return {
            "extra_query": plain_extras(options.extra_query, QUERY_PLACE),
            "extra_body": plain_extras(options.extra_body, BODY_PLACE),
            "extra_headers": plain_extras(options.extra_headers, HEADERS_PLACE),
        }


def digest(value: Any, key: bytes | None) -> str:
    """
    The digest of a JSON value: an HMAC with a key, or else a plain SHA-256.

    Args:
        value: A JSON value.
        key: The secret key of the HMAC.
    """
    return digest_of(canonical(value), key)


def canonical(value: Any) -> bytes:
    """
    A JSON value as the text of which its digest is made.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def digest_of(text: bytes, key: bytes | None) -> str:
    """
    The digest of a text.

    Args:
        key: As for ``digest``.
    """
    if key is None:
        return hashlib.sha256(text).hexdigest()
    return hmac.digest(key, text, "sha256").hex()
