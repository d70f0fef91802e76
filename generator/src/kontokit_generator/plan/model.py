"""
What the templates need to know: plain values, computed from the document.
"""

from __future__ import annotations

import attrs

from kontokit_generator.python.naming import PythonName


@attrs.frozen(kw_only=True)
class ArgumentPlan:
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
class BodyPlan:
    """
    The body a method takes.
    """

    media_type: str
    type: str
    annotation: str
    required: bool
    doc: str


@attrs.frozen(kw_only=True)
class ResultPlan:
    """
    What one successful status brings.
    """

    status: int
    type: str
    media_type: str
    location: bool
    envelope: str | None
    doc: str

    @property
    def annotation(self) -> str:
        """
        The type in the method's signature.
        """
        return "Location" if self.location else self.type


@attrs.frozen(kw_only=True)
class PagingPlan:
    """
    How an operation's pages are numbered, and what a row is.
    """

    items: str
    page: str
    limit: str
    maximum: int
    pages: str
    row: str


@attrs.frozen(kw_only=True)
class OldNamePlan:
    """
    A deprecated method that makes the same call: the provider once had an operation of its own.
    """

    name: str
    id: str
    required: tuple[str, ...]
    """Arguments that the older operation could not do without, by their names on the wire."""


@attrs.frozen(kw_only=True)
class OperationPlan:
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
    arguments: list[ArgumentPlan]
    body: BodyPlan | None
    results: list[ResultPlan]
    errors: list[tuple[int, str]]
    error_docs: list[tuple[int, str]]
    alternatives: dict[str, str]
    paging: PagingPlan | None
    old_names: list[OldNamePlan]
    summary: str
    description: str
    source: str
    deprecated: bool

    @property
    def result(self) -> str:
        """
        The type the method gives, all successful statuses together.
        """
        return " | ".join(dict.fromkeys(result.annotation for result in self.results)) or "None"

    @property
    def positional(self) -> list[ArgumentPlan]:
        """
        The arguments in the path, which may be given by position.
        """
        return [argument for argument in self.arguments if argument.place == "path"]

    @property
    def named(self) -> list[ArgumentPlan]:
        """
        The other arguments, required ones first.
        """
        rest = [argument for argument in self.arguments if argument.place != "path"]
        return sorted(rest, key=lambda argument: not argument.required)


@attrs.frozen(kw_only=True)
class TagPlan:
    """
    One attribute of the client: a class with a method for each operation of a tag.
    """

    name: str
    attribute: PythonName
    class_name: PythonName
    description: str
    operations: list[OperationPlan]

    @property
    def list_type(self) -> str:
        """
        How a list is written in annotations: a method named ``list`` hides the builtin there.
        """
        return "builtins.list" if any(op.name == "list" for op in self.operations) else "list"


@attrs.frozen(kw_only=True)
class SchemePlan:
    """
    One way to authenticate, as the package tells the runtime of it.
    """

    name: str
    source: str


@attrs.frozen(kw_only=True)
class CredentialPlan:
    """
    What a client is given to authenticate: an argument of its constructor.
    """

    name: str
    argument: PythonName
    annotation: str
    doc: str


@attrs.frozen(kw_only=True)
class UsersPlan:
    """
    How users begin and end: constants of operations, and what goes where.
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
        Whether the id of the client tells the tenant.
        """
        return any("{tenant}" in value for value in self.arguments.values())


@attrs.frozen(kw_only=True)
class AuthenticationPlan:
    """
    How a client authenticates, and what it can do for users.
    """

    schemes: list[SchemePlan]
    credentials: list[CredentialPlan]
    sign_in: str | None
    """The type of a user's credentials; None where no tokens of users are made."""
    has_tokens: bool
    has_token_urls: bool
    token_service: dict[str, str]
    """Role → constant of the operation."""
    users: UsersPlan | None
    encrypts: bool
    """Some secrets leave as ciphertext only."""


@attrs.frozen(kw_only=True)
class ScaPlan:
    """
    How the API asks for SCA, as source.
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
class ExamplePlan:
    """
    The first call that the README shows.
    """

    tag: TagPlan
    operation: OperationPlan
    argument: str
    """What the constructor is given, as source."""
    client_id: str | None
    """The id in the credentials of the example; None where it needs none."""
    for_user: bool
    """The call needs a user to be signed in."""


@attrs.frozen(kw_only=True)
class RelationPlan:
    """
    Where a relation leads: constants of operations, ``json`` or ``browser``.
    """

    name: str
    kind: str
    method: str
    constants: list[str]
    result: str


@attrs.frozen(kw_only=True)
class OverloadPlan:
    """
    The relations whose following gives the same type.
    """

    names: list[str]
    result: str


@attrs.frozen(kw_only=True)
class NotificationPlan:
    """
    One notification: its model and what tells it from the others.
    """

    tags: list[str]
    """The value of the tag, or the fields that only this kind has."""
    type: str
    doc: str
