"""
The view models of the templates: plain values, computed from the document.
"""

from __future__ import annotations

import attrs

from kontokit_generator.plan.body_views import (
    ArgumentView,
    BodyArgumentView,
    BodyFieldView,
    BodyView,
)
from kontokit_generator.python.naming import PythonName


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
    marks: dict[str, str]
    """What the overlay says of it: field of the constant → source."""
    retry_class: str
    sca: tuple[str, ...]
    security: tuple[tuple[str, ...], ...]
    arguments: list[ArgumentView]
    body: BodyView | None
    results: list[ResultView]
    other_result: ResultView | None
    """The result of every other successful status, where the document has one for all."""
    errors: list[tuple[int, str]]
    error_ranges: list[tuple[str, str]]
    """``4XX``, ``5XX`` or ``default``, and the type of the body or ``None``."""
    error_media_types: tuple[str, ...]
    error_docs: list[tuple[int | str, str]]
    alternatives: dict[str, str]
    rows: RowsView | None
    """None where the operation is not a list."""
    page_parameter: str | None
    """The parameter with the number of the page, on the wire; None where there are no pages."""
    old_names: list[OldNameView]
    summary: str
    description: str
    page: str
    """The address of a page about it; empty where there is none."""
    deprecated: bool

    @property
    def other_statuses(self) -> tuple[int, ...]:
        """
        The documented statuses of failures that have no documented JSON body.
        """
        typed = {status for status, _ in self.errors}
        single = (status for status, _ in self.error_docs if isinstance(status, int))
        return tuple(status for status in single if status not in typed)

    @property
    def result(self) -> str:
        """
        The type of the response, all successful statuses together.
        """
        other = [self.other_result] if self.other_result else []
        found = dict.fromkeys(result.annotation for result in [*self.results, *other])
        return " | ".join(found) or "None"

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
    is_class: bool
    """Whether the type is a class for type checkers, and no choice."""
    doc: str
