"""
The extensions that an overlay may add to a document: every ``x-kontokit-*`` key.

Each key has one kind of object it belongs to and one shape. A key that is not in this
table is an error and is never ignored.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, Literal

from attrs import frozen

from kontokit_generator.openapi.json_tree import is_list, is_mapping
from kontokit_generator.overlay.banking_extension import KEY as BANKING_KEY
from kontokit_generator.overlay.banking_extension import SHAPE as BANKING_SHAPE
from kontokit_generator.overlay.banking_extension import is_banking
from kontokit_generator.overlay.sca_extension import KEY as SCA_KEY
from kontokit_generator.overlay.sca_extension import PARTS, are_parts
from kontokit_generator.overlay.unattended_extension import KEY as UNATTENDED_KEY
from kontokit_generator.overlay.unattended_extension import SHAPE as UNATTENDED_SHAPE
from kontokit_generator.overlay.unattended_extension import is_unattended

Kind = Literal["root", "operation", "parameter", "schema", "security scheme", "media type"]

PREFIX = "x-kontokit-"
RETRY_CLASSES = ("read", "write", "create", "bank", "payment", "token")
PERSONAL = (
    "iban",
    "name",
    "login",
    "email",
    "phone",
    "ip",
    "address",
    "account",
    "text",
    "public",
)
"""What a text tells of a person; ``public`` if it looks as if it did, and does not."""
SCA_MECHANISMS = ("repeat", "relations", "webform")
PAGING_KEYS = ("page", "limit", "maximum")
PAGE_COUNTS = ("pages", "total", "number")
"""What a page may say in numbers: of all pages, of all rows, and its own."""
PAGE_PLACES = (*PAGE_COUNTS, "id")
"""What is read from a page and its rows."""
ERROR_KEYS = ("items", "code", "type", "message", "field", "challenge", "request_id")
ORDER_KEYS = ("items", "debtor", "payee", "amount", "texts")
BANK_READ_KEYS = ("keys", "user_ip")
END_USER_KEYS = ("ip_address", "user_agent", "device_os")
ALSO_KEYS = {"name", "operation", "required"}

_VARIABLE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
_METHOD_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_CLIENT_KEYS = {
    "name",
    "correlation_header",
    "request_id_header",
    "notification_tag",
    "notification_serial",
    "notification_digest",
    "first_call",
    "env",
    "env_server",
}
_TARGET_KEYS = {"operations", "json", "browser"}
_TOKEN_KEYS = {"client", "sent", "expiry", "scoped", "urls"}
_SERVICE_KEYS = {"create", "revoke", "introspect"}
_USERS_KEYS = {"create", "username", "password", "remove", "arguments"}
_TARGET_METHODS = {"GET", "POST", "PUT", "DELETE"}
# Other braces are typing errors: nothing would fill them in.
_BLANKS = re.compile(r"\{username\}|\{tenant\}")
_DEFAULT_BODY = 32 * 1024 * 1024
_HTTPS = re.compile(r"https://[^/?#@\s]+(/[^?#\s]*)?")


@frozen(kw_only=True)
class Extension:
    """
    One key, where it may stand, and what it may say.
    """

    key: str
    kind: Kind
    shape: str
    """What a valid value looks like, for the fix of a finding."""

    fits: Callable[[Any], bool]


def is_url(value: Any) -> bool:
    """
    Check whether something is a whole address that credentials may go to.
    """
    return isinstance(value, str) and _HTTPS.fullmatch(value) is not None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_client(value: Any) -> bool:
    if not is_mapping(value) or not _is_text(value.get("name")) or not set(value) <= _CLIENT_KEYS:
        return False
    if value.get("notification_digest", "sha512") not in ("sha256", "sha512"):
        return False
    prefixes = (value.get("env", "API"), value.get("env_server", "API"))
    return all(isinstance(one, str) and _VARIABLE.fullmatch(one) for one in prefixes)


def _is_relation_target(value: Any) -> bool:
    if not is_mapping(value):
        return False
    kinds = set(value) - {"method"}
    fits = len(kinds) == 1 and kinds <= _TARGET_KEYS
    return fits and (
        "method" not in value or ("json" in value and value["method"] in _TARGET_METHODS)
    )


def _are_relations(value: Any) -> bool:
    return is_mapping(value) and all(_is_relation_target(target) for target in value.values())


def _are_aliases(value: Any) -> bool:
    return is_mapping(value) and all(_is_text(target) for target in value.values())


def _are_texts(value: Any) -> bool:
    return is_list(value) and bool(value) and all(_is_text(item) for item in value)


def _are_properties(value: Any) -> bool:
    return value == [] or _are_texts(value)


def _are_mechanisms(value: Any) -> bool:
    return is_list(value) and bool(value) and all(item in SCA_MECHANISMS for item in value)


def _is_paging(value: Any) -> bool:
    return is_mapping(value) and {*PAGING_KEYS, "id"} <= set(value) <= {*PAGING_KEYS, *PAGE_PLACES}


def _is_error_shape(value: Any) -> bool:
    return (
        is_mapping(value)
        and bool(value)
        and set(value) <= set(ERROR_KEYS)
        and all(_is_text(name) for name in value.values())
    )


def _are_old_names(value: Any) -> bool:
    return is_list(value) and bool(value) and all(_is_old_name(one) for one in value)


def _is_old_name(value: Any) -> bool:
    return (
        is_mapping(value)
        and set(value) <= ALSO_KEYS
        and _is_method_name(value.get("name"))
        and _is_text(value.get("operation"))
        and ("required" not in value or _are_texts(value["required"]))
    )


def _is_token_mark(value: Any) -> bool:
    if not is_mapping(value) or not set(value) <= _TOKEN_KEYS:
        return False
    return (
        _is_text(value.get("client"))
        and value.get("sent") in ("form", "basic")
        and ("expiry" not in value or _is_text(value["expiry"]))
        and value.get("scoped", True) is True
        and ("urls" not in value or _are_urls(value["urls"]))
    )


def _are_urls(value: Any) -> bool:
    return is_mapping(value) and bool(value) and all(is_url(one) for one in value.values())


def _is_token_service(value: Any) -> bool:
    return (
        is_mapping(value)
        and bool(value)
        and set(value) <= _SERVICE_KEYS
        and all(_is_text(operation) for operation in value.values())
    )


def _are_users(value: Any) -> bool:
    if not is_mapping(value) or not set(value) <= _USERS_KEYS:
        return False
    return (
        all(_is_text(value.get(key)) for key in ("create", "username", "password"))
        and _are_texts(value.get("remove"))
        and _are_arguments(value.get("arguments", {}))
    )


def _are_arguments(value: Any) -> bool:
    return is_mapping(value) and all(
        _is_text(one) and not {"{", "}"} & set(_BLANKS.sub("", one)) for one in value.values()
    )


def _is_body_argument(value: Any) -> bool:
    return (
        is_mapping(value)
        and set(value) <= {"name", "description"}
        and _is_method_name(value.get("name"))
        and ("description" not in value or _is_text(value["description"]))
    )


def _is_pair(value: Any) -> bool:
    return (
        is_mapping(value)
        and set(value) == {"label", "value"}
        and all(map(_is_text, value.values()))
    )


def _is_method_name(value: Any) -> bool:
    if not isinstance(value, str) or keyword.iskeyword(value):
        return False
    return _METHOD_NAME.fullmatch(value) is not None


def _is_duration(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _is_raised_limit(value: Any) -> bool:
    # Less would do nothing: it only raises the default.
    return isinstance(value, int) and not isinstance(value, bool) and _DEFAULT_BODY < value < 2**31


def _is_order(value: Any) -> bool:
    if not is_mapping(value) or not set(value) <= set(ORDER_KEYS):
        return False
    lists = [value.get(key, ["."]) for key in ("items", "debtor", "payee", "texts")]
    return {"payee", "amount", "texts"} <= set(value) and (
        _is_text(value["amount"]) and all(map(_are_texts, lists))
    )


def _is_bank_read(value: Any) -> bool:
    return (
        is_mapping(value)
        and set(value) <= set(BANK_READ_KEYS)
        and ("keys" not in value or value["keys"] == [] or _are_texts(value["keys"]))
        and ("user_ip" not in value or _is_text(value["user_ip"]))
    )


def _is_suffix(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(".") and "/" not in value


EXTENSIONS = {
    extension.key: extension
    for extension in (
        Extension(
            key="x-kontokit-client",
            kind="root",
            shape="{name: Banksapi, correlation_header: …, request_id_header: …, env: BANKSAPI}",
            fits=_is_client,
        ),
        Extension(
            key="x-kontokit-relations",
            kind="root",
            shape="a map of relation to {operations: […]}, {json: true} or {browser: true}",
            fits=_are_relations,
        ),
        Extension(
            key="x-kontokit-path-aliases",
            kind="root",
            shape="a map of path prefix to path prefix",
            fits=_are_aliases,
        ),
        Extension(
            key="x-kontokit-token-service",
            kind="root",
            shape="a map out of " + ", ".join(sorted(_SERVICE_KEYS)) + " to operationIds",
            fits=_is_token_service,
        ),
        Extension(
            key="x-kontokit-users",
            kind="root",
            shape="{create: …, username: …, password: …, remove: […], arguments: {…: …}} with no"
            " other blanks in the arguments than {username} and {tenant}",
            fits=_are_users,
        ),
        Extension(
            key=SCA_KEY,
            kind="root",
            shape="a map out of " + ", ".join(PARTS),
            fits=are_parts,
        ),
        Extension(
            key=BANKING_KEY,
            kind="root",
            shape=BANKING_SHAPE,
            fits=is_banking,
        ),
        Extension(
            key=UNATTENDED_KEY,
            kind="root",
            shape=UNATTENDED_SHAPE,
            fits=is_unattended,
        ),
        Extension(
            key="x-kontokit-retry",
            kind="operation",
            shape="one of " + ", ".join(RETRY_CLASSES),
            fits=lambda value: value in RETRY_CLASSES,
        ),
        Extension(
            key="x-kontokit-name",
            kind="operation",
            shape="a verb in snake_case such as list, get or create_all",
            fits=_is_method_name,
        ),
        Extension(
            key="x-kontokit-sca",
            kind="operation",
            shape="a list out of " + ", ".join(SCA_MECHANISMS),
            fits=_are_mechanisms,
        ),
        Extension(
            key="x-kontokit-read-timeout",
            kind="operation",
            shape="a number of seconds above zero",
            fits=_is_duration,
        ),
        Extension(
            key="x-kontokit-max-body",
            kind="operation",
            shape="a number of bytes above 33554432, the default limit of a response",
            fits=_is_raised_limit,
        ),
        Extension(
            key="x-kontokit-order",
            kind="operation",
            shape="{items: [where orders are], debtor: [properties], payee: [properties], amount: a"
            " property, texts: [properties]}",
            fits=_is_order,
        ),
        Extension(
            key="x-kontokit-bank-read",
            kind="operation",
            shape="{keys: [what names the access in the body], user_ip: a property}",
            fits=_is_bank_read,
        ),
        Extension(
            key="x-kontokit-paging",
            kind="operation",
            shape="{page: …, limit: …, maximum: …, pages: …, total: …, number: …, id: … or null}",
            fits=_is_paging,
        ),
        Extension(
            key="x-kontokit-rows",
            kind="operation",
            shape="the property of the result that holds the rows of a list",
            fits=_is_text,
        ),
        Extension(
            key="x-kontokit-location",
            kind="operation",
            shape="the operationId of the GET that the Location leads to",
            fits=_is_text,
        ),
        Extension(
            key="x-kontokit-also",
            kind="operation",
            shape="[{name: an older method, operation: its operationId, required: [arguments]}]",
            fits=_are_old_names,
        ),
        Extension(
            key="x-kontokit-body-argument",
            kind="operation",
            shape="{name: what a method calls a body that is no object, or the key of an entry of a"
            " map, description: …}",
            fits=_is_body_argument,
        ),
        Extension(
            key="x-kontokit-pair",
            kind="schema",
            shape="{label: the property that names a value, value: the property that holds it}",
            fits=_is_pair,
        ),
        Extension(
            key="x-kontokit-end-user",
            kind="parameter",
            shape="one of " + ", ".join(END_USER_KEYS),
            fits=lambda value: value in END_USER_KEYS,
        ),
        Extension(
            key="x-kontokit-error",
            kind="schema",
            shape="a map out of " + ", ".join(ERROR_KEYS) + " to property names",
            fits=_is_error_shape,
        ),
        Extension(
            key="x-kontokit-essential",
            kind="schema",
            shape="a list of properties, which may be empty",
            fits=_are_properties,
        ),
        Extension(
            key="x-kontokit-lenient",
            kind="schema",
            shape="true",
            fits=lambda value: value is True,
        ),
        Extension(
            key="x-kontokit-personal",
            kind="schema",
            shape="one of " + ", ".join(PERSONAL),
            fits=lambda value: value in PERSONAL,
        ),
        Extension(
            key="x-kontokit-encrypted",
            kind="schema",
            shape="true",
            fits=lambda value: value is True,
        ),
        Extension(
            key="x-kontokit-alias",
            kind="schema",
            shape="a list of other spellings",
            fits=_are_texts,
        ),
        Extension(
            key="x-kontokit-float",
            kind="schema",
            shape="the reason why this number is a ratio and no exact number",
            fits=_is_text,
        ),
        Extension(
            key="x-kontokit-prefix",
            kind="security scheme",
            shape='the text before the key, such as "Token token="',
            fits=_is_text,
        ),
        Extension(
            key="x-kontokit-token",
            kind="security scheme",
            shape="{client: …, sent: form or basic, expiry: …, scoped: true,"
            " urls: {environment: https://…}}",
            fits=_is_token_mark,
        ),
        Extension(
            key="x-kontokit-envelope",
            kind="media type",
            shape="the name of the property in which the value stands",
            fits=_is_text,
        ),
        Extension(
            key="x-kontokit-path-suffix",
            kind="media type",
            shape='what is appended to the path, such as ".xml"',
            fits=_is_suffix,
        ),
    )
}


def fix_for_unknown(key: str) -> str:
    """
    Propose what was meant by a key that is not in the table.
    """
    near = get_close_matches(key, EXTENSIONS, n=1)
    return f"write {near[0]}" if near else "use one of " + ", ".join(EXTENSIONS)
