"""
The base of generated models.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, cast

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import force_setattr

from ..core.secret import Secret
from ..core.tracebacks import scrub_traceback
from ..core.typeguards import is_list, is_mapping
from ..operations import ErrorShape
from .convert import from_dict, to_dict, to_json
from .json_decoder import decode
from .json_encoder import encode
from .model_docs import docs_with_fields
from .model_notes import Noted, rebuilt, with_deviations
from .unknown_fields import unknown_fields

__all__ = ["UNSET", "Model", "UnsetType", "wire_field", "wire_names"]

_OPEN: Final = (str, list, dict)
"""What a text can be seen in."""


class _ModelType(msgspec.StructMeta):
    """
    The class of model classes: ``help`` and completion show fields, and nothing that msgspec adds.
    """

    if not TYPE_CHECKING:  # checkers know __doc__ as a text, which it stays
        __doc__ = property(docs_with_fields)

    def __dir__(cls) -> list[str]:  # noqa: N805  # methods of a metaclass have a class for self
        return [name for name in super().__dir__() if not name.startswith("_")]


class Model(Noted, msgspec.Struct, metaclass=_ModelType, kw_only=True, gc=False):
    """
    The base of every generated model. ``help(model)`` lists its fields.

    Models that are read have ``None`` where a value is absent or null, or where it cannot be read
    (see ``deviations``). Models that are written have ``UNSET`` where nothing is to be sent, and
    send ``None`` as null.
    """

    __essential__: ClassVar[frozenset[str] | None] = None
    """
    The fields, by their names on the wire, that are never None because they cannot be read: such a
    value is an error. None stands for all fields.
    """
    __expected__: ClassVar[Mapping[str, bool]] = {}
    """
    The fields, by their names on the wire, that the document requires but that may be None here →
    whether the document allows null. Only ``kontokit.drift`` looks at them.
    """
    __wire_aliases__: ClassVar[Mapping[str, str]] = {}
    """Other spellings of field names that are understood when reading → the wire name."""
    __error_shape__: ClassVar[ErrorShape | None] = None
    """Where the model says what went wrong, if it is an error body."""
    __wire_pair__: ClassVar[tuple[str, str] | None] = None
    """
    The fields of a label and its value, by their names on the wire, where a list of such models may
    be written as a mapping of label → value.
    """

    @property
    def extra(self) -> Mapping[str, Any]:
        """
        The fields that the document does not know, where the client keeps them.

        ``keep_unknown=True`` of a client or a call keeps them. They are plain JSON with ``Decimal``
        for numbers, and may hold secrets: ``repr`` does not show them. They do not count in
        comparisons, and pickles and copies do not have them.

        Returns:
            Wire names → values; empty where there are none, or none were kept.
        """
        return unknown_fields(self)

    @property
    @scrub_traceback
    def further(self) -> Mapping[str, Any]:
        """
        The fields beside those of the model, where the document says of what type they are.

        Returns:
            Wire names → values.

        Raises:
            PayloadError: A value does not fit its type.
        """
        form = self._further_type()
        if form is None:
            return {}
        return {k: decode(encode(one, Any), form) for k, one in unknown_fields(self).items()}

    @classmethod
    def _further_type(cls) -> Any:
        """
        The type of fields that the model does not have; None where the document says nothing.
        """
        return None

    def __copy__(self) -> Self:
        base: Any = super()  # the stubs of msgspec do not have it
        return cast("Self", with_deviations(base.__copy__(), self.deviations))

    def __reduce__(self) -> tuple[Any, ...]:
        build, args = cast("tuple[Any, ...]", super().__reduce__())[:2]
        return (rebuilt, (self.deviations, build, args)) if self.deviations else (build, args)

    @scrub_traceback
    def to_dict(
        self, *, reveal_secrets: bool = False, include_unknown: bool = False
    ) -> dict[str, Any]:
        """
        The model as a dict that ``json.dumps`` can write, exactly. See ``kontokit.to_dict``.

        Args:
            reveal_secrets: Include the text of secrets, which are left out by default. The dict
                is a secret then.
            include_unknown: Include what is in ``extra``, which may hold secrets.

        Returns:
            Wire names → values. What is absent is left out.
        """
        return to_dict(self, reveal_secrets=reveal_secrets, include_unknown=include_unknown)

    @scrub_traceback
    def to_json(self, *, reveal_secrets: bool = False, include_unknown: bool = False) -> str:
        """
        The model as JSON text: ``to_dict``, written.

        Args:
            reveal_secrets: Include the text of secrets, which are left out by default. The text
                is a secret then.
            include_unknown: Include what is in ``extra``, which may hold secrets.
        """
        if type(self).to_dict is Model.to_dict:
            return to_json(self, reveal_secrets=reveal_secrets, include_unknown=include_unknown)
        tree = self.to_dict(reveal_secrets=reveal_secrets, include_unknown=include_unknown)
        return json.dumps(tree, ensure_ascii=False)

    @classmethod
    @scrub_traceback
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """
        A model from a dict, read as if it had come over the wire. See ``kontokit.from_dict``.

        Args:
            data: Wire names → values, as ``to_dict`` or ``json.loads`` returns them. Numbers
                with a point have to be ``Decimal`` or text: a ``float`` is not exact.

        Raises:
            PayloadError: The dict does not fit the model; ``path`` names the place.
            ArgumentError: The dict holds what JSON has no place for, or a float.
        """
        return from_dict(cls, data)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """
        Called by pydantic, for models in its models and in FastAPI.
        """
        from .pydantic_schema import core_schema_of  # most programs never need it

        return core_schema_of(cls)

    def _hide(self, *names: str) -> None:
        """
        Make secrets of the plain texts in these fields, for ``__post_init__``.
        """
        for name in names:
            value = getattr(self, name)
            if isinstance(value, _OPEN):
                force_setattr(self, name, _hidden(value))


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return Secret(value)
    if is_list(value):
        return [_hidden(item) for item in value]
    if is_mapping(value):
        return {key: _hidden(item) for key, item in value.items()}
    return value


def wire_field(value: Any, wire: str) -> Any:
    """
    A field by its name on the wire.

    Args:
        value: A model or a dict.
        wire: The name.

    Returns:
        Its value; None where there is no such field.
    """
    if isinstance(value, Mapping):
        return cast("Mapping[str, Any]", value).get(wire)
    if isinstance(value, msgspec.Struct):
        by_wire = {w: name for name, w in wire_names(type(value)).items()}
        return getattr(value, by_wire.get(wire, wire), None)
    return None


def wire_names(model: type[msgspec.Struct]) -> dict[str, str]:
    """
    The wire name of every field of a model.

    Args:
        model: A model class.

    Returns:
        Python name → wire name.
    """
    return dict(zip(model.__struct_fields__, model.__struct_encode_fields__, strict=True))
