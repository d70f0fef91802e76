"""
The view models of the templates: plain values, computed from the document.
"""

from __future__ import annotations

import attrs

from kontokit_generator.python.naming import PythonName


@attrs.frozen(kw_only=True)
class ArgumentView:
    """
    One argument of a method.
    """

    name: PythonName
    wire: str
    place: str
    required: bool
    explode: bool
    format: str | None
    annotation: str
    doc: str
    example: str


@attrs.frozen(kw_only=True)
class BodyView:
    """
    The body a method takes.
    """

    media_type: str
    type: str
    annotation: str
    required: bool
    doc: str


@attrs.frozen(kw_only=True)
class ResultView:
    """
    What one successful status brings.
    """

    status: int
    type: str
    media_type: str
    location: str
    """The type of what the ``Location`` leads to; empty where the result is no ``Location``."""
    envelope: str | None
    doc: str

    @property
    def annotation(self) -> str:
        """
        The type in the method's signature.
        """
        if self.location:
            return f"Location[{self.location}]"
        # Any would switch off type checking for what the provider does not describe.
        return "object" if self.type == "Any" else self.type


@attrs.frozen(kw_only=True)
class PagingView:
    """
    How an operation's pages are numbered.
    """

    page: str
    limit: str
    maximum: int
    pages: str


@attrs.frozen(kw_only=True)
class RowsView:
    """
    Where the rows of a list are, and what a row is.
    """

    field: str
    type: str


@attrs.frozen(kw_only=True)
class OldNameView:
    """
    A deprecated method that makes the same call: the provider once had an operation of its own.
    """

    name: str
    id: str
    required: tuple[str, ...]
    """Arguments that the older operation could not do without, by their names on the wire."""


@attrs.frozen(kw_only=True)
class OperationView:
    """
    One method of a tag's class, and the constant that describes its operation.
    """

    id: str
    name: str
    constant: PythonName
    method: str
    path: str
    retry: str
    sca: tuple[str, ...]
    read_timeout: float | None
    security: tuple[tuple[str, ...], ...]
    arguments: list[ArgumentView]
    body: BodyView | None
    results: list[ResultView]
    errors: list[tuple[int, str]]
    error_docs: list[tuple[int, str]]
    alternatives: dict[str, str]
    rows: RowsView | None
    """None where the operation is not a list."""
    paging: PagingView | None
    old_names: list[OldNameView]
    summary: str
    description: str
    page: str
    """The address of the provider's documentation; empty where there is none."""
    deprecated: bool

    @property
    def result(self) -> str:
        """
        The type of the response, all successful statuses together.
        """
        return " | ".join(dict.fromkeys(result.annotation for result in self.results)) or "None"

    @property
    def returned(self) -> str:
        """
        The type that the method returns.
        """
        return f"Listing[{self.rows.type}, {self.result}]" if self.rows else self.result

    @property
    def positional(self) -> list[ArgumentView]:
        """
        The arguments in the path, which may be passed by position.
        """
        return [argument for argument in self.arguments if argument.place == "path"]

    @property
    def named(self) -> list[ArgumentView]:
        """
        The other arguments, required ones first.
        """
        rest = [argument for argument in self.arguments if argument.place != "path"]
        return sorted(rest, key=lambda argument: not argument.required)


@attrs.frozen(kw_only=True)
class TagView:
    """
    One attribute of the client: a class with a method for each operation of a tag.
    """

    name: str
    attribute: PythonName
    class_name: PythonName
    description: str
    operations: list[OperationView]

    @property
    def list_type(self) -> str:
        """
        How a list is written in annotations: a method named ``list`` hides the builtin there.
        """
        return "builtins.list" if any(op.name == "list" for op in self.operations) else "list"


@attrs.frozen(kw_only=True)
class SchemeView:
    """
    One security scheme, as source.
    """

    name: str
    source: str


@attrs.frozen(kw_only=True)
class CredentialView:
    """
    What authenticates a client: an argument of its constructor.
    """

    name: str
    argument: PythonName
    annotation: str
    doc: str


@attrs.frozen(kw_only=True)
class UsersView:
    """
    How users are created and deleted: constants of operations and the values of arguments.
    """

    create: str
    username: str
    password: str
    remove: list[str]
    arguments: dict[str, str]
    creates: str
    """What the provider calls the operation that makes a user."""
    removes: list[str]

    @property
    def needs_tenant(self) -> bool:
        """
        Whether the tenant is taken from the id of the client.
        """
        return any("{tenant}" in value for value in self.arguments.values())


@attrs.frozen(kw_only=True)
class AuthenticationView:
    """
    How a client authenticates, and what it can do for users.
    """

    schemes: list[SchemeView]
    credentials: list[CredentialView]
    sign_in: str | None
    """The type of a user's credentials; None where no tokens of users are made."""
    has_tokens: bool
    has_token_urls: bool
    token_service: dict[str, str]
    """Role → constant of the operation."""
    users: UsersView | None
    encrypts: bool
    """Some secrets leave as ciphertext only."""


@attrs.frozen(kw_only=True)
class ScaView:
    """
    The SCA description of the API, as source.
    """

    operations: list[str]
    """The constants of all operations that ask for it."""
    repeat: str | None
    relations: str | None
    resources: dict[str, str]
    """Name → source of each web form or task that is made."""
    forms: dict[str, str]
    """Operation id → name of what it makes."""
    modules: list[str]
    """The modules with the operations that all this names."""


@attrs.frozen(kw_only=True)
class ExampleView:
    """
    The first call that the README shows.
    """

    tag: TagView
    operation: OperationView
    argument: str
    """What the constructor is given, as source."""
    client_id: str | None
    """The id in the credentials of the example; None where it needs none."""
    for_user: bool
    """The call needs a user to be signed in."""


@attrs.frozen(kw_only=True)
class RelationView:
    """
    Where a relation leads: constants of operations, ``json`` or ``browser``.
    """

    name: str
    kind: str
    method: str
    constants: list[str]
    result: str


@attrs.frozen(kw_only=True)
class OverloadView:
    """
    The relations that lead to the same type.
    """

    names: list[str]
    result: str


@attrs.frozen(kw_only=True)
class NotificationView:
    """
    One notification: its model and what distinguishes it from the others.
    """

    tags: list[str]
    """The value of the tag, or the fields that only this kind has."""
    type: str
    doc: str
