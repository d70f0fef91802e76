"""
Translates between v1 and v2: field names, local times, and null for missing fields.

Handlers know only v2. Requests of v1 are translated before them, and responses after them, guided
by the response schema of v1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ...openapi.decimal_json import is_array, is_object
from ...openapi.errors import Problem
from ...server.clock import BERLIN
from ...server.service import Call, Response
from ..context import Context
from .field_names import to_v2_fields, v1_fields

__all__ = ["problem_to_version", "to_v2_call", "to_version"]

_OLD_NAMES = {
    "interface": "bankingInterface",
    "sourceInterface": "sourceBankingInterface",
    "supportedInterfaces": "supportedBankingInterfaces",
}
_ONLY_IN_V1: Mapping[str, Any] = {
    "isSupported": True,
    "pinsAreVolatile": False,
    "isCustomerIdPassword": False,
    "twoStepProcedures": [],
    "furtherLoginNotRecommended": False,
    "collectiveMoneyTransferSupported": True,
    "ibanOnlyMoneyTransferSupported": True,
    "ibanOnlyDirectDebitSupported": True,
    "isMoneyTransferSupported": True,
    "health": 100,
    "blzs": [],
}
"""Fields that v1 requires and v2 no longer has."""


def to_v2_call(context: Context, call: Call) -> Call:
    """
    Translate a request of v1 to v2.
    """
    if context.version == "v2":
        return call
    query = {_OLD_NAMES.get(name, name): value for name, value in call.query.items()}
    body = to_v2_fields(call.body) if is_object(call.body) else call.body
    return replace(call, query=to_v2_fields(query), body=_renamed(body))


def to_version(context: Context, call: Call, response: Response) -> Response:
    """
    Translate a response to the version of the caller.
    """
    documented = call.operation.responses.get(str(response.status))
    if context.version == "v2" or documented is None or response.body is None:
        return response
    body = documented.bodies.get(response.media_type)
    if body is None:
        return response
    return replace(response, body=_in_version(context, body.schema, response.body))


def problem_to_version(context: Context, problem: Problem) -> Problem:
    """
    Translate an error to the version of the caller.
    """
    if context.version == "v2" or not _is_error_message(problem.body):
        return problem
    schema = context.specification.tree["components"]["schemas"]["ErrorMessage"]
    body = _in_version(context, schema, problem.body)
    fields = Problem(problem.status, body, headers=problem.headers)
    fields.is_undocumented = problem.is_undocumented
    return fields


def _is_error_message(body: Any) -> bool:
    return is_object(body) and "errors" in body


def _renamed(value: Any) -> Any:
    if is_object(value):
        return {_OLD_NAMES.get(key, key): _renamed(inner) for key, inner in value.items()}
    if is_array(value):
        return [_renamed(inner) for inner in value]
    return value


def _in_version(context: Context, schema: Mapping[str, Any], value: Any) -> Any:
    node = _followed(context, schema)
    if "anyOf" in node:
        # The specification uses anyOf only to make a schema nullable.
        real = next(one for one in node["anyOf"] if one.get("type") != "null")
        return None if value is None else _in_version(context, real, value)
    if is_object(value) and "properties" in node:
        return _object(context, node, value)
    if is_array(value) and "items" in node:
        return [_in_version(context, node["items"], inner) for inner in value]
    if isinstance(value, str) and node.get("format") == "berlin-date-time":
        return _local(value)
    return value


def _object(context: Context, node: Mapping[str, Any], value: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    # What v2 has wins over what is derived for v1.
    value = {**v1_fields(value), **value}
    properties: Mapping[str, Any] = node["properties"]
    for name, inner in properties.items():
        key: str = name if name in value else _OLD_NAMES.get(name, name)
        if key in value:
            fields[name] = _in_version(context, inner, value[key])
        # v1 writes null where v2 leaves a field out.
        elif _may_be_null(inner):
            fields[name] = None
        elif name in node.get("required", []):
            fields[name] = _invented(context, name, inner, value)
    return fields


def _invented(
    context: Context, name: str, schema: Mapping[str, Any], value: Mapping[str, Any]
) -> Any:
    if name == "bankId":
        return value.get("bank", {}).get("id", 0)
    if name in _ONLY_IN_V1:
        return _ONLY_IN_V1[name]
    node = _followed(context, schema)
    return [] if node.get("type") == "array" else node.get("enum", [node.get("example")])[0]


def _may_be_null(schema: Mapping[str, Any]) -> bool:
    kind = schema.get("type", [])
    options = schema.get("anyOf", [])
    return "null" in kind or any(one.get("type") == "null" for one in options)


def _local(text: str) -> str:
    moment = datetime.fromisoformat(text)
    local = moment if moment.tzinfo is None else moment.astimezone(BERLIN)
    return local.replace(tzinfo=None).isoformat(" ", timespec="milliseconds")


def _followed(context: Context, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    schemas = context.specification.tree["components"]["schemas"]
    while "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    return schema
