"""
What pydantic asks of models, so that they are fields of its models and types of FastAPI.

Only pydantic calls this, so only here its core is imported, and only when it is called.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from ..core.exceptions import ArgumentError, PayloadError
from ..core.scoped_value import ScopedValue
from ..core.typeguards import is_list, is_mapping, type_name
from .convert import from_dict, to_dict
from .json_schema import object_schema

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema

T = TypeVar("T", bound=msgspec.Struct)
_open: ScopedValue[tuple[type[msgspec.Struct], ...]] = ScopedValue("kontokit_described")
"""The models that are being described: one that leads to itself is only referred to."""
_EXACT_DIGITS: Final = 15
"""So many digits survive being a ``float``."""


def core_schema_of(model: type[msgspec.Struct]) -> CoreSchema:
    """
    How pydantic validates and writes a model.

    An instance is taken as it is; a dict is read by ``from_dict``. It is written by ``to_dict``,
    without secrets unless the context has ``{"reveal_secrets": True}``.
    """
    from pydantic_core import core_schema

    def describe(_: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return json_schema_of(model, handler)

    return core_schema.no_info_plain_validator_function(
        lambda value: _validated(model, value),
        ref=_ref(model),
        metadata={"pydantic_js_functions": [describe]},
        serialization=core_schema.plain_serializer_function_ser_schema(_written, info_arg=True),
    )


def json_schema_of(model: type[msgspec.Struct], handler: GetJsonSchemaHandler) -> dict[str, Any]:
    """
    The JSON schema of a model. Models in it become definitions.
    """
    from pydantic_core import core_schema

    def refer(inner: type[msgspec.Struct]) -> dict[str, Any]:
        is_open = inner in (_open.get() or ())
        schema = (
            core_schema.definition_reference_schema(_ref(inner))
            if is_open
            else core_schema_of(inner)
        )
        # In a list, because the handler describes a schema itself without its own description.
        described: dict[str, Any] = handler(core_schema.list_schema(schema))["items"]
        return described

    with _open.holding((*(_open.get() or ()), model)):
        return object_schema(model, refer, is_written=handler.mode == "serialization")


def _ref(model: type[msgspec.Struct]) -> str:
    return f"{model.__module__}.{model.__qualname__}:{id(model)}"


def _validated(model: type[T], value: Any) -> T:
    from pydantic_core import PydanticCustomError

    if isinstance(value, model):
        return value
    if not is_mapping(value):
        message = f"expected {model.__name__} or a dict, got {type_name(value)}"
    else:
        try:
            return from_dict(model, _exact(value))
        except (PayloadError, ArgumentError) as error:
            message = str(error)
    # Braces would be taken for places of the context.
    raise PydanticCustomError("kontokit", "{reason}", {"reason": message})


def _exact(value: Any) -> Any:
    """
    A tree in which the numbers of a JSON library are exact where that can be known.
    """
    if isinstance(value, float):
        number = Decimal(repr(value))
        is_exact = number.is_finite() and len(number.as_tuple().digits) <= _EXACT_DIGITS
        return number if is_exact else value
    if is_mapping(value):
        return {key: _exact(one) for key, one in value.items()}
    return [_exact(one) for one in value] if is_list(value) else value


def _written(model: Any, info: Any) -> Any:
    if not isinstance(model, msgspec.Struct):  # it was never validated
        return model
    context: Any = info.context if is_mapping(info.context) else {}
    return to_dict(model, reveal_secrets=context.get("reveal_secrets") is True)
