"""
The view models of the templates: plain values, computed from the document.
"""

from __future__ import annotations

import json
import textwrap

import attrs

from kontokit_generator.python.naming import PythonName

_FIRM_SPACE = "\N{NO-BREAK SPACE}"


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
    end_user: str | None
    """The attribute of ``EndUser`` that fills it."""
    annotation: str
    doc: str
    example: str

    @property
    def default(self) -> str:
        """
        What follows the annotation in a signature.
        """
        return "" if self.required else " = None"


@attrs.frozen(kw_only=True)
class BodyFieldView:
    """
    A field of the body, which is a keyword of the method.
    """

    name: PythonName
    """The argument."""
    field: PythonName
    """The attribute of the model."""
    wire: str
    required: bool
    annotation: str
    doc: str
    example: str

    @property
    def default(self) -> str:
        """
        What follows the annotation in a signature.
        """
        return "" if self.required else " = UNSET"


@attrs.frozen(kw_only=True)
class BodyArgumentView:
    """
    The positional argument of a body that is no single object.
    """

    name: PythonName
    annotation: str
    doc: str
    example: str
    in_path: bool
    """It is an argument in the path already."""


@attrs.frozen(kw_only=True)
class BodyView:
    """
    The body a method takes: fields of an object, one argument, or an entry of a map.
    """

    media_type: str
    type: str
    required: bool
    fields: list[BodyFieldView]
    argument: BodyArgumentView | None
    """The body itself; with fields, the key of the entry that they are."""

    @property
    def positional(self) -> list[BodyArgumentView]:
        """
        What the body adds to the positional arguments.
        """
        return [self.argument] if self.argument and not self.argument.in_path else []

    @property
    def source(self) -> str:
        """
        What a method hands to the client.
        """
        if not self.fields:
            return str(self.argument.name) if self.argument else "UNSET"
        fields = dict_source(self.fields)
        if self.argument is None:
            return fields
        # The map may be empty where the path has the key already.
        optional = ", optional=True" if self.argument.in_path else ""
        key = self.argument.name
        return f'map_entry("{key}", {key}, {fields}{optional})'


def dict_source(fields: list[BodyFieldView]) -> str:
    """
    Write the dict with the values of fields.
    """
    return "{" + ", ".join(f'"{field.field}": {field.name}' for field in fields) + "}"


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
    retry_class: str
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
    def positional(self) -> list[ArgumentView | BodyArgumentView]:
        """
        The arguments in the path and that of the body, which may be passed by position.
        """
        in_path = [argument for argument in self.arguments if argument.place == "path"]
        return [*in_path, *(self.body.positional if self.body else [])]

    @property
    def named(self) -> list[ArgumentView]:
        """
        The other arguments, required ones first.
        """
        rest = [argument for argument in self.arguments if argument.place != "path"]
        return sorted(rest, key=lambda argument: not argument.required)

    @property
    def keywords(self) -> list[ArgumentView | BodyFieldView]:
        """
        Everything that is given by name, as in the signature: what is required, fields of the body,
        other arguments.
        """
        fields = self.body.fields if self.body else []
        everything: list[ArgumentView | BodyFieldView] = [*fields, *self.named]
        return sorted(everything, key=lambda one: not one.required)


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
    def uses_types(self) -> bool:
        """
        Whether a signature names something of the types module.
        """
        given = (one for op in self.operations for one in (*op.positional, *op.keywords))
        return any("types." in one.annotation for one in given)

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
    fields: list[BodyFieldView]
    """What else the operation that makes a user takes."""

    @property
    def source(self) -> str:
        """
        The fields, as a method hands them to the client.
        """
        return dict_source(self.fields)

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
class VariablesView:
    """
    The environment variables of one argument of the constructor: one, or an id and its secret.
    """

    argument: str
    names: tuple[str, ...]
    required: bool


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

    @property
    def call(self) -> str:
        """
        The call as source, with everything that it requires.
        """
        required = [one for one in self.operation.keywords if one.required]
        given = [one.example for one in self.operation.positional]
        given += [f"{one.name}={one.example}" for one in required]
        return f"{self.tag.attribute}.{self.operation.name}({', '.join(given)})"


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


@attrs.frozen(kw_only=True)
class DictFieldView:
    """
    One key of a dict.
    """

    name: PythonName
    annotation: str
    required: bool

    @property
    def type(self) -> str:
        """
        The type as it is written inside of the types module.
        """
        own = self.annotation.replace("types.", "")
        return own if self.required else f"NotRequired[{own}]"


@attrs.frozen(kw_only=True)
class DictView:
    """
    The dict that stands for a model.
    """

    name: PythonName
    model: PythonName
    fields: list[DictFieldView]


@attrs.frozen(kw_only=True)
class TextsView:
    """
    The texts of an enum.
    """

    name: PythonName
    values: list[str]

    @property
    def lines(self) -> list[str]:
        """
        The values as source, as many in a line as it holds.
        """
        quoted = ", ".join(json.dumps(one).replace(" ", _FIRM_SPACE) for one in self.values)
        lines = textwrap.wrap(quoted, 90, break_on_hyphens=False)
        return [line.replace(_FIRM_SPACE, " ") for line in lines]


@attrs.frozen(kw_only=True)
class TypesView:
    """
    The types module.
    """

    dicts: list[DictView]
    texts: list[TextsView]
