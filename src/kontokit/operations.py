"""
The vocabulary in which generated packages describe an API: values, and the base of its groups.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, TypeAlias, TypeVar

import attrs
from typing_extensions import deprecated

from .discretion import Discreet

__all__ = [
    "Api",
    "BasicScheme",
    "BearerScheme",
    "Body",
    "ErrorShape",
    "Group",
    "HeaderScheme",
    "Operation",
    "Paging",
    "Parameter",
    "RelationTarget",
    "Result",
    "RetryClass",
    "ScaKind",
    "Scheme",
    "TokenScheme",
    "TokenService",
    "UserService",
    "deprecated",
]

ClientT = TypeVar("ClientT")
T_co = TypeVar("T_co", covariant=True)

RetryClass: TypeAlias = Literal["read", "write", "create", "bank", "payment", "token"]
ScaKind: TypeAlias = Literal["repeat", "relations", "webform"]


class Group(Discreet, Generic[ClientT]):
    """
    The base of what holds the methods of one tag. They keep nothing that they were given.
    """

    def __init__(self, client: ClientT) -> None:
        self._client = client


@attrs.frozen(kw_only=True)
class BearerScheme:
    """
    A token sent as ``Authorization: Bearer …``.
    """


@attrs.frozen(kw_only=True)
class BasicScheme:
    """
    User name and password sent as ``Authorization: Basic …``.
    """


@attrs.frozen(kw_only=True)
class HeaderScheme:
    """
    A token sent in a header of its own, behind an optional prefix.
    """

    header: str
    prefix: str = ""


@attrs.frozen(kw_only=True)
class TokenScheme:
    """
    A bearer token that a token service makes from credentials, as OAuth 2 has it.
    """

    grant: Literal["client_credentials", "password"]
    """Whose token it is: that of a client, or that of one of its users."""
    client: str
    """The name of the client's credentials, such as ``clientCredentials``."""
    sent: Literal["form", "basic"]
    """Where the client's credentials go: into fields of the form, or HTTP Basic."""
    url: str
    """Where tokens are made: a path below the base URL, or an absolute URL."""
    urls: Mapping[str, str] = attrs.field(factory=dict[str, str])
    """Environment → absolute URL, where tokens are made by another server."""
    refreshable: bool = False
    """The service also takes the grant ``refresh_token``."""
    scoped: bool = False
    """The service lets a client ask for less than everything."""
    expiry: str | None = None
    """The field with the end of the token, as a moment; without it, ``expires_in`` counts."""


Scheme: TypeAlias = BearerScheme | BasicScheme | HeaderScheme | TokenScheme


@attrs.frozen(kw_only=True)
class Parameter:
    """
    One argument of an operation and its place in the request.
    """

    name: str
    """The Python name."""
    wire: str
    """The name in the specification."""
    place: Literal["path", "query", "header"]
    required: bool = False
    """Path parameters are always required."""
    explode: bool = True
    """Arrays repeat the key (true) or are joined by commas (false)."""
    format: Literal["berlin-date-time", "berlin-iso-date-time"] | None = None
    """How a datetime is written: as local time in Berlin, or in ISO 8601 with its zone."""


@attrs.frozen(kw_only=True)
class Body:
    """
    The request body an operation takes.
    """

    type: Any
    """A model, another type that the codec knows, or ``bytes`` or ``str`` for raw bodies."""
    media_type: str = "application/json"
    required: bool = False


@attrs.frozen(kw_only=True)
class Result:
    """
    What one successful status brings: a body of a type, a Location, or nothing.
    """

    type: Any = None
    """A model or another type that the codec knows, ``bytes``, ``str``, or None for no body."""
    media_type: str = "application/json"
    location: bool = False
    """The answer is the ``Location`` header."""
    envelope: str | None = None
    """The field in which the value stands; where it is not there, the body is the value."""


@attrs.frozen(kw_only=True)
class Paging:
    """
    How the pages of a list are numbered.
    """

    items: str | None
    """The field of the page that holds the rows; None where the page is the list itself."""
    page: str
    """The query parameter with the number of the page; the first page is 1."""
    limit: str
    """The query parameter with the number of rows of a page."""
    maximum: int
    """The most rows that a page may have."""
    pages: str | None = None
    """Where a page tells the number of all pages: wire names with dots between them."""


@attrs.frozen(kw_only=True)
class ErrorShape:
    """
    Where an error body says what went wrong: wire names, None for what it does not say.
    """

    items: str | None = None
    """The list with one entry for each problem; None where the body is the only one."""
    code: str | None = None
    type: str | None = None
    message: str | None = None
    field: str | None = None
    challenge: str | None = None
    request_id: str | None = None
    """This one stands in the body itself, never in an entry."""


@attrs.frozen(kw_only=True)
class Operation(Generic[T_co]):
    """
    One operation of an API, as its specification and overlay describe it.
    """

    id: str
    method: str
    path: str
    """The path template with ``{wire-name}`` for each path parameter."""
    retry: RetryClass
    security: tuple[tuple[str, ...], ...] = ()
    """Alternatives of scheme names; within one alternative all are needed."""
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    results: Mapping[int, Result] = attrs.field(factory=dict[int, Result])
    errors: Mapping[int, Any] = attrs.field(factory=dict[int, Any])
    """Statuses with a documented JSON body, and its type."""
    alternatives: Mapping[str, str] = attrs.field(factory=dict[str, str])
    """Other media types a caller may ask for as text, and the path suffix each needs."""
    read_timeout: float | None = None
    """Seconds; raises the default read timeout for a call known to be long."""
    sca: tuple[ScaKind, ...] = ()
    paging: Paging | None = None


@attrs.frozen(kw_only=True)
class RelationTarget:
    """
    What is behind a relation name.

    Exactly one applies: known operations, plain JSON, or a page for the user's browser.
    """

    operations: tuple[Operation[Any], ...] = ()
    """Candidates; the one whose path template fits the link is called."""
    json: bool = False
    """The documents only name it: the answer is plain JSON."""
    method: Literal["GET", "POST", "PUT", "DELETE"] = "GET"
    """How a relation that the documents only name is called."""
    browser: bool = False
    """It is for the user's browser and is never fetched."""


@attrs.frozen(kw_only=True)
class TokenService:
    """
    The operations that deal with tokens, where the API has them.
    """

    create: Operation[Any] | None = None
    """Makes tokens; its documented answer and errors are how the token service speaks."""
    revoke: Operation[Any] | None = None
    """Ends a token, given as ``token``."""
    introspect: Operation[Any] | None = None
    """
    Tells of a ``token`` what it is, or fails if it is not valid. It is asked after a 403 of
    APIs that answer so to an expired token.
    """


@attrs.frozen(kw_only=True)
class UserService:
    """
    How users begin and end.
    """

    create: Operation[Any]
    username: str
    """The field of the body with the name that the user signs in with."""
    password: str
    """The field of the body with the password."""
    remove: tuple[Operation[Any], ...]
    """What ends a user, in this order."""
    arguments: Mapping[str, str] = attrs.field(factory=dict[str, str])
    """
    Wire name → value of the parameters that these operations have. ``{username}`` stands for
    the user's name, ``{tenant}`` for what is before the slash of the client's id.
    """


def _no_token_service() -> TokenService:
    return TokenService()


def _no_relations() -> Mapping[str, RelationTarget]:
    return {}


@attrs.frozen(kw_only=True)
class Api:
    """
    What all operations of one API share.
    """

    name: str
    environments: Mapping[str, str]
    """Environment name → base URL."""
    schemes: Mapping[str, Scheme] = attrs.field(factory=dict[str, Scheme])
    correlation_header: str | None = None
    """Request header that carries an id of each call."""
    request_id_header: str | None = None
    """Response header in which the provider names the request."""
    token_service: Callable[[], TokenService] = attrs.field(default=_no_token_service)
    """Called when a token is first asked for."""
    user_service: Callable[[], UserService] | None = None
    """Called when a user is made or removed; None where the API has no users."""
    relations: Callable[[], Mapping[str, RelationTarget]] = attrs.field(default=_no_relations)
    """Called when a relation is first followed."""
    sca: Callable[[], Any] | None = None
    """
    Gives the ``kontokit.mechanisms.ScaMechanisms``, which are made of operations; called when a
    conversation about SCA begins. None where the API asks for none.
    """
    path_aliases: Mapping[str, str] = attrs.field(factory=dict[str, str])
    """Path prefix as links spell it → prefix of the path templates."""
