"""
The extensions that an overlay may add to a document: every ``x-kontokit-*`` key.

Each has one kind of object that it belongs to, one shape, and a sentence for the reference. A key
that is not in this table is an error. Where an extension fills a field of the runtime's classes,
its shape is the type of that field, and a package is written and audited by it.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, Final, Literal

from attrs import frozen

from kontokit_generator.openapi.json_tree import is_list, is_mapping, mapping
from kontokit_generator.openapi.security_schemes import MARK
from kontokit_generator.overlay import (
    banking_extension,
    client_extension,
    error_codes_extension,
    sca_extension,
    token_extension,
    unattended_extension,
)
from kontokit_generator.overlay.extension_checks import (
    are_aliases,
    are_arguments,
    are_old_names,
    are_properties,
    are_relations,
    are_texts,
    is_body_argument,
    is_method_name,
    is_pair,
    is_suffix,
    is_text,
)
from kontokit_generator.overlay.shapes import Field, field_of, invalid_in, shapes

Kind = Literal["root", "operation", "parameter", "schema", "security scheme", "media type"]

PREFIX = "x-kontokit-"
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
PAGE_COUNTS = ("pages", "total", "number")
"""What a page may say in numbers: of all pages, of all rows, and its own."""
OPERATION: Final = "Operation"
"""The class of the runtime whose fields the extensions of an operation fill."""

_DEFAULT_BODY = 32 * 1024 * 1024


@frozen(kw_only=True)
class Extension:
    """
    One key, where it may stand, and what it may say.
    """

    key: str
    kind: Kind
    doc: str
    """What it says, as the end of "an overlay says …"; Markdown."""
    shape: str
    """What a valid value looks like, for the fix of a finding."""

    fits: Callable[[Any], bool]
    fills: tuple[str, str] | None = None
    """The class of the runtime and its field that the value goes to."""

    def problem(self, value: Any) -> str:
        """
        Say what is wrong inside a map; empty where the shape says it.
        """
        found = next(invalid_in(field_of(*self.fills), value), None) if self.fills else None
        if found is None or not is_mapping(value):
            return ""
        place = "/".join(map(str, found.parts))
        return f"{place}: {found.message}" if place else found.message


def _filling(
    name: str,
    kind: Kind,
    fills: tuple[str, str],
    doc: str,
    *,
    shape: str = "",
    nullable: str = "",
    also: Callable[[Any], bool] = lambda _: True,
) -> Extension:
    """
    Describe an extension by the field that it fills.

    Args:
        shape: What a valid value looks like, where the field does not say it well.
        nullable: A key that may be null.
        also: What else is asked of a value that the field can hold.
    """
    field = field_of(*fills)
    return Extension(
        key=PREFIX + name,
        kind=kind,
        doc=doc,
        shape=shape or field.shape,
        fits=lambda value: (
            not any(invalid_in(field, _without_null(value, nullable))) and also(value)
        ),
        fills=fills,
    )


def _own(name: str, kind: Kind, doc: str, shape: str, fits: Callable[[Any], bool]) -> Extension:
    return Extension(key=PREFIX + name, kind=kind, doc=doc, shape=shape, fits=fits)


def _without_null(value: Any, key: str) -> Any:
    is_null = is_mapping(value) and key in value and value[key] is None
    return {name: one for name, one in value.items() if name != key} if is_null else value


def _has_lists_of_texts(value: Any) -> bool:
    return all(are_texts(one) for one in mapping(value).values() if is_list(one))


def _are_users(value: Any) -> bool:
    return are_texts(value["remove"]) and are_arguments(value.get("arguments", {}))


_TABLE = (
    _own(
        client_extension.KEY.removeprefix(PREFIX),
        "root",
        "how the clients are called, which headers correlate requests, what notifications look"
        " like, and which environment variables are read",
        client_extension.SHAPE,
        client_extension.is_client,
    ),
    _own(
        "relations",
        "root",
        "where the relations of responses lead",
        "a map of relation to {operations: […]}, {json: true} or {browser: true}",
        are_relations,
    ),
    _own(
        "path-aliases",
        "root",
        "which prefix of a path stands for another one",
        "a map of path prefix to path prefix",
        are_aliases,
    ),
    _filling(
        "token-service",
        "root",
        ("Api", "token_service"),
        "which operations create, revoke and introspect tokens",
        also=bool,
    ),
    _filling(
        "users",
        "root",
        ("Api", "user_service"),
        "which operations create and remove users, and what they are given",
        shape="{create: …, username: …, password: …, remove: […], arguments: {…: …}} with no"
        " other blanks in the arguments than {username} and {tenant}",
        also=_are_users,
    ),
    _own(
        "sca-config",
        "root",
        "how strong customer authentication is asked for",
        "a map out of " + ", ".join(sca_extension.PARTS),
        sca_extension.are_parts,
    ),
    _own(
        "banking",
        "root",
        "which properties of accounts and transactions are which neutral fields",
        banking_extension.SHAPE,
        banking_extension.is_banking,
    ),
    _own(
        "unattended",
        "root",
        "what errors mean for a program that reads without the user",
        unattended_extension.SHAPE,
        unattended_extension.is_unattended,
    ),
    _own(
        "error-codes",
        "root",
        "what the API's error codes mean, whether to repeat a call, and what to tell the user",
        error_codes_extension.SHAPE,
        error_codes_extension.are_error_codes,
    ),
    _filling(
        "retry",
        "operation",
        (OPERATION, "retry_class"),
        "whether and when the call may be sent again",
    ),
    _own(
        "name",
        "operation",
        "how its method is called",
        "a verb in snake_case such as list, get or create_all",
        is_method_name,
    ),
    _filling(
        "read-timeout",
        "operation",
        (OPERATION, "read_timeout"),
        "how many seconds the response may take",
    ),
    _filling(
        "max-body",
        "operation",
        (OPERATION, "max_body"),
        "how large the response may be",
        shape="a number of bytes above 33554432, the default limit of a response",
        # Less would do nothing: it only raises the default.
        also=lambda value: _DEFAULT_BODY < value < 2**31,
    ),
    _filling(
        "sca",
        "operation",
        (OPERATION, "sca"),
        "which kinds of strong customer authentication it may ask for",
        also=bool,
    ),
    _filling(
        "rows",
        "operation",
        (OPERATION, "rows"),
        "which property of the result holds the rows of a list",
        shape="the property of the result that holds the rows of a list",
    ),
    _filling(
        "order",
        "operation",
        (OPERATION, "order"),
        "by which fields an order is recognised when it is given again",
        shape="{items: [where orders are], debtor: [properties], payee: [properties], amount: a"
        " property, texts: [properties]}",
        also=_has_lists_of_texts,
    ),
    _filling(
        "bank-read",
        "operation",
        (OPERATION, "bank_read"),
        "that the bank is asked for data, and what banks count such calls by",
        shape="{keys: [what names the access in the body], user_ip: a property}",
    ),
    _filling(
        "paging",
        "operation",
        (OPERATION, "paging"),
        "how the pages of a list are numbered",
        shape="{page: …, limit: …, maximum: …, pages: …, total: …, number: …, id: … or null}",
        nullable="id",
        also=lambda value: "id" in value,
    ),
    _own(
        "location",
        "operation",
        "which operation reads what a `Location` leads to",
        "the operationId of the GET that the Location leads to",
        is_text,
    ),
    _own(
        "also",
        "operation",
        "which older, deprecated methods make the same call",
        "[{name: an older method, operation: its operationId, required: [arguments]}]",
        are_old_names,
    ),
    _own(
        "body-argument",
        "operation",
        "how the argument of a body that is no object is called",
        "{name: what a method calls a body that is no object, or the key of an entry of a"
        " map, description: …}",
        is_body_argument,
    ),
    _filling(
        "end-user",
        "parameter",
        ("Parameter", "end_user"),
        "which attribute of `EndUser` fills the parameter",
    ),
    _own(
        "pair",
        "schema",
        "that a list of such objects may be given as a mapping",
        "{label: the property that names a value, value: the property that holds it}",
        is_pair,
    ),
    _own(
        "error",
        "schema",
        "where an error has its code, its text and the challenge of a bank",
        f"a map out of {', '.join(shapes()['ErrorShape'])} to property names",
        lambda value: bool(value) and not any(invalid_in(Field("ErrorShape"), value)),
    ),
    _own(
        "essential",
        "schema",
        "which properties are never `None`, because the object cannot be read without them",
        "a list of properties, which may be empty",
        are_properties,
    ),
    _own(
        "lenient",
        "schema",
        "that a whole number is sent as text too",
        "true",
        lambda value: value is True,
    ),
    _own(
        "personal",
        "schema",
        "what the text tells of a person, for recordings and redaction",
        "one of " + ", ".join(PERSONAL),
        lambda value: value in PERSONAL,
    ),
    _own(
        "encrypted",
        "schema",
        "that the secret is encrypted before it is sent",
        "true",
        lambda value: value is True,
    ),
    _own(
        "alias",
        "schema",
        "how else the key of the property is spelled in responses",
        "a list of other spellings",
        are_texts,
    ),
    _own(
        "float",
        "schema",
        "why the number may be a `float`",
        "the reason why this number is a ratio and no exact number",
        is_text,
    ),
    _filling(
        "prefix",
        "security scheme",
        ("HeaderScheme", "prefix"),
        "what stands before the key in its header",
        shape='the text before the key, such as "Token token="',
    ),
    _own(
        MARK.removeprefix(PREFIX),
        "security scheme",
        "from which credentials its tokens are made, where, and how",
        "{client: …, sent: form or basic, expiry: …, scoped: true, urls: {environment: https://…}}",
        token_extension.is_token_mark,
    ),
    _filling(
        "envelope",
        "media type",
        ("Result", "envelope"),
        "which property of the body is the result",
        shape="the name of the property in which the value stands",
    ),
    _own(
        "path-suffix",
        "media type",
        "what is appended to the path to get the media type",
        'what is appended to the path, such as ".xml"',
        is_suffix,
    ),
)
EXTENSIONS: Final = {one.key: one for one in _TABLE}


def filling(owner: str) -> dict[str, Extension]:
    """
    List the extensions that fill fields of a class of the runtime, by field.
    """
    return {one.fills[1]: one for one in EXTENSIONS.values() if one.fills and one.fills[0] == owner}


TOKEN_SERVICE: Final = filling("Api")["token_service"].key
USERS: Final = filling("Api")["user_service"].key


def fix_for_unknown(key: str) -> str:
    """
    Propose what was meant by a key that is not in the table.
    """
    near = get_close_matches(key, EXTENSIONS, n=1)
    return f"write {near[0]}" if near else "use one of " + ", ".join(EXTENSIONS)


def reference() -> str:
    """
    Write the table of all extensions for the reference, in Markdown.
    """
    rows = (f"| `{one.key}` | {one.kind} | {one.doc} |" for one in EXTENSIONS.values())
    return "\n".join(["| key | stands on | says |", "|---|---|---|", *rows])
