"""
The vocabulary in which generated packages describe an API: values, and the base of its groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from msgspec import Struct, field

T_co = TypeVar("T_co", covariant=True)
RetryClass: TypeAlias = Literal["read", "write", "create", "bank", "payment", "token", "never"]
Format: TypeAlias = Literal[
    "date", "date-time", "berlin-date-time", "berlin-iso-date-time", "iban", "iban-or-text", "uri"
]
Style: TypeAlias = Literal[
    "usual", "spaceDelimited", "pipeDelimited", "deepObject", "label", "matrix", "json"
]
ScaKind: TypeAlias = Literal["repeat", "relations", "webform"]


class Parameter(Struct, frozen=True, kw_only=True):
    """
    One argument of an operation and its place in the request.
    """

    name: str
    """The Python name."""
    wire: str
    """The name in the specification."""
    place: Literal["path", "query", "header", "cookie"]
    required: bool = False
    """Path parameters are always required."""
    explode: bool = True
    """Lists repeat the key (true) or are joined by a separator (false)."""
    style: Style = "usual"
    """
    How lists and objects are written; ``usual`` is the style that OpenAPI gives the place, ``json``
    writes the whole value as JSON.
    """
    reserved: bool = False
    """Characters that have a meaning elsewhere in an address are sent as they are."""
    model: Any = None
    """
    The type of an object whose fields are sent, or of a value that is sent as JSON; None for
    scalars and lists.
    """
    many: bool = False
    """Takes a list of values, not only one."""
    type: Literal["text", "integer", "number", "boolean", "anything"] = "text"
    """What each value is, besides its format; ``anything`` where no document says it."""
    format: Format | None = None
    """How a day, a moment, an IBAN or an address is written: ``berlin-…`` as time in Berlin."""
    secret: bool = False
    """The document says that it is one, so that a ``Secret`` may be sent in an address."""
    end_user: Literal["ip_address", "user_agent", "device_os"] | None = None
    """The attribute of ``EndUser`` that is sent where the caller gives no value."""


class Arguments(Struct, frozen=True):
    """
    The parameters of an operation by their place, in the order of the document.
    """

    names: frozenset[str]
    """In Python, of all places."""
    path: tuple[Parameter, ...]
    query: tuple[Parameter, ...]
    header: tuple[Parameter, ...]
    cookie: tuple[Parameter, ...]
    user_ip: tuple[Parameter, ...]
    """Those of any place that take the IP address of the user."""
    may_have_ibans: bool
    """Whether one may be written as an IBAN."""

    @classmethod
    def of(cls, parameters: tuple[Parameter, ...]) -> Arguments:
        """
        Put parameters into their places.
        """

        def placed(place: str) -> tuple[Parameter, ...]:
            return tuple(one for one in parameters if one.place == place)

        return cls(
            names=frozenset(one.name for one in parameters),
            path=placed("path"),
            query=placed("query"),
            header=placed("header"),
            cookie=placed("cookie"),
            user_ip=tuple(one for one in parameters if one.end_user == "ip_address"),
            may_have_ibans=any(
                one.model is not None or one.format in ("iban", "iban-or-text")
                for one in parameters
            ),
        )


class Encoding(Struct, frozen=True, kw_only=True):
    """
    How a field of a form is written, where the document says it: as a parameter of a query.
    """

    style: Style = "usual"
    explode: bool = True
    reserved: bool = False


class Body(Struct, frozen=True, kw_only=True):
    """
    The request body an operation takes.
    """

    type: Any
    """A model, another type that the codec knows, or ``bytes`` or ``str`` for raw bodies."""
    media_type: str = "application/json"
    required: bool = False
    encoding: Mapping[str, Encoding] = field(default_factory=dict[str, Encoding])
    """
    Fields of a form, by their names on the wire. Of any other field a list is written one by one,
    and an object as JSON.
    """
    argument: str = "body"
    """What a method calls a body that it takes as one argument, for the place in errors."""


class Result(Struct, frozen=True, kw_only=True):
    """
    The result of one successful status: a body of a type, a Location, or nothing.
    """

    type: Any = None
    """A model or another type that the codec knows, ``bytes``, ``str``, or None for no body."""
    media_type: str = "application/json"
    location: bool = False
    """The response is the ``Location`` header."""
    envelope: str | None = None
    """The field in which the value stands; where it is not there, the body is the value."""


class Paging(Struct, frozen=True, kw_only=True):
    """
    How the pages of a list are numbered.
    """

    page: str
    """The query parameter with the number of the page; the first page is 1."""
    limit: str
    """The query parameter with the number of rows of a page."""
    maximum: int
    """The most rows that a page may have."""
    pages: str | None = None
    """Where a page has the number of all pages: wire names separated by dots."""
    total: str | None = None
    """Where a page has the number of all rows."""
    number: str | None = None
    """Where a page has its own number."""
    id: str | None = None
    """The field of a row that no other row of the list shares; None if there is none."""


class OrderFields(Struct, frozen=True, kw_only=True):
    """
    By which fields of its body an order is recognised when it is given again. Paths have dots.
    """

    items: tuple[str, ...] = (".",)
    """Where orders are: a list or one object; ``.`` is the body itself."""
    debtor: tuple[str, ...] = ()
    """What names the account, from the body. The path of the URL always counts."""
    payee: tuple[str, ...]
    """From an order: IBANs and other numbers of accounts."""
    amount: str
    """From an order."""
    texts: tuple[str, ...]
    """From an order: its purpose, and what else makes it another order."""


class BankRead(Struct, frozen=True, kw_only=True):
    """
    That a call has the bank asked for the data of accounts, and what banks count it by.
    """

    keys: tuple[str, ...] = ()
    """
    What names the account or the access, as paths in the body; ``*`` stands for the keys of a map.
    The path of the URL always counts.
    """
    user_ip: str | None = None
    """The path in the body of the IP address of a user who is present."""


class ErrorShape(Struct, frozen=True, kw_only=True):
    """
    The fields of an error body: wire names, None for fields that it does not have.
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


class Operation(Struct, Generic[T_co], frozen=True, kw_only=True, dict=True):
    """
    One operation of an API, as its specification and overlay describe it.
    """

    id: str
    method: str
    path: str
    """The path template with ``{wire-name}`` for each path parameter."""
    retry_class: RetryClass
    """Whether and when the call may be sent again: ``kontokit.pipeline.retry`` has the table."""
    security: tuple[tuple[str, ...], ...] = ()
    """Alternatives of scheme names; within one alternative all are needed."""
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    results: Mapping[int, Result] = field(default_factory=dict[int, Result])
    errors: Mapping[int, Any] = field(default_factory=dict[int, Any])
    """Statuses with a documented JSON body, and its type."""
    other_result: Result | None = None
    """The result of every other successful status, where the document has one for all."""
    error_ranges: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """``4XX``, ``5XX`` or ``default`` → the type of the body, or None where it has none."""
    error_media_types: tuple[str, ...] = ("application/json",)
    """The kinds of JSON that errors are documented as."""
    other_statuses: tuple[int, ...] = ()
    """Further documented statuses, whose bodies are not."""
    alternatives: Mapping[str, str] = field(default_factory=dict[str, str])
    """Other media types a caller may ask for as text, and the path suffix each needs."""
    read_timeout: float | None = None
    """Seconds; raises the default read timeout for a call known to be long."""
    max_body: int | None = None
    """Bytes; raises the default limit of the body for a list that comes without pages."""
    sca: tuple[ScaKind, ...] = ()
    rows: str | None = None
    """
    The field of the result with the rows of a list; ``*`` if the rows are the items or values of
    the result itself. None if the operation is not a list.
    """
    paging: Paging | None = None
    """How the pages of a list are numbered; None if it has no pages."""

    order: OrderFields | None = None
    """How an order is recognised; None where the call makes none."""
    bank_read: BankRead | None = None
    """None where the call does not have the bank asked for data."""

    @cached_property
    def arguments(self) -> Arguments:
        """
        Its parameters by their place.
        """
        return Arguments.of(self.parameters)

    @property
    def is_order(self) -> bool:
        """
        Whether the call moves money: sent twice, it may be carried out twice.
        """
        return self.retry_class == "payment"

    @property
    def needs_fresh_connection(self) -> bool:
        """
        Whether a connection is opened for the call: it moves money, or a bank is to act on it, so
        that it must never be unknown whether an idle connection was dead already.
        """
        return self.is_order or (self.retry_class == "bank" and self.method != "GET")

    @property
    def reaches_bank(self) -> bool:
        """
        Whether the provider contacts a bank to carry the call out.
        """
        return self.retry_class in ("bank", "payment")


class RelationTarget(Struct, frozen=True, kw_only=True):
    """
    What is behind a relation name.

    Exactly one applies: known operations, plain JSON, or a page for the user's browser.
    """

    operations: tuple[Operation[Any], ...] = ()
    """Candidates; the one whose path template fits the link is called."""
    json: bool = False
    """The specification only names it: the response is plain JSON."""
    method: Literal["GET", "POST", "PUT", "DELETE"] = "GET"
    """The method of a relation that the specification only names."""
    browser: bool = False
    """It is for the user's browser and is never fetched."""
