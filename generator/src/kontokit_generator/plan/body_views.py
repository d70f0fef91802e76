"""
What the templates know of the arguments of a method and of its body.
"""

from __future__ import annotations

import attrs

from kontokit_generator.python.naming import PythonName


@attrs.frozen(kw_only=True)
class ArgumentView:
    """
    What a method takes in its path, query or headers, and how that is written on the wire.
    """

    name: PythonName
    wire: str
    place: str
    required: bool
    explode: bool
    style: str = "usual"
    reserved: bool = False
    """Reserved characters are sent as they are."""
    model: str | None = None
    """
    The type of an object whose fields are sent, or of what is sent as JSON; None for scalars and
    lists.
    """
    many: bool
    """It takes a list of values."""
    type: str
    """What each value is: text, integer, number or boolean."""
    format: str | None
    secret: bool
    """It may hold a password or a token."""
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
class EncodingView:
    """
    How a field of a form is written.
    """

    wire: str
    style: str
    explode: bool
    reserved: bool


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
    encodings: list[EncodingView]
    """Of the fields of a form that are written in a style of their own."""

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
