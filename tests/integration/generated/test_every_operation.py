"""
Every operation of every package, called once by its method, blocking and with ``await``.

Arguments are those that the documents give as examples, with the ids of what the sandbox holds.
What comes of it is in the table of ``docs/sandbox-coverage.md``.
"""

from __future__ import annotations

import asyncio
import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from kontokit import Response, StatusError
from kontokit.operations import Operation
from kontokit_sandbox import Api, Sandbox
from kontokit_sandbox.openapi.specification import load
from tests.support.driving import Method, methods
from tests.support.keywords import keywords
from tests.support.stages import BODIES, REFUSED, Stage, stage_for

APIS: tuple[Api, ...] = get_args(Api)
TABLE = Path(__file__).parents[3] / "docs" / "sandbox-coverage.md"
METHODS = [(api, method) for api in APIS for method in methods(api) if not method.walks]
IDS = [f"{api}-{method.operation.id}" for api, method in METHODS]
DOCUMENTS: Mapping[str, Any] = {api: load(api).tree for api in APIS}


def followed(api: Api, node: Any) -> Any:
    while "$ref" in node:
        found = DOCUMENTS[api]
        for key in node["$ref"].split("/")[1:]:
            found = found[key.replace("~1", "/").replace("~0", "~")]
        node = found
    return node


def arguments(method: Method, stage: Stage) -> dict[str, Any]:
    """
    Take what an operation demands from the stage, else from the document's examples.
    """
    api, operation = stage.api, method.operation
    item = DOCUMENTS[api]["paths"][operation.path]
    node = item[operation.method.lower()]
    written = [followed(api, one) for one in item.get("parameters", [])]
    written += [followed(api, one) for one in node.get("parameters", [])]
    examples = {one["name"]: example_of(api, one) for one in written}
    given: dict[str, Any] = {}
    for parameter in operation.parameters:
        if parameter.required or parameter.wire in stage.wanted(operation.id):
            value = stage.value(method.tag, operation.id, parameter.wire)
            given[parameter.name] = examples[parameter.wire] if value is None else value
    if operation.body is None:
        return given
    return {**keywords(operation, body_of(operation.id, node, stage)), **given}


def example_of(api: Api, parameter: Any) -> Any:
    schema = followed(api, parameter["schema"])
    return parameter.get("example", schema.get("example", schema.get("enum", [None])[0]))


def body_of(operation: str, node: Any, stage: Stage) -> Any:
    if operation in BODIES[stage.api]:
        made = BODIES[stage.api][operation]
        return made(stage) if callable(made) else made
    content = next(iter(node["requestBody"]["content"].values()))
    return followed(stage.api, next(iter(content["examples"].values())))["value"]


def outcome(method: Method, stage: Stage) -> Response[Any] | StatusError:
    """
    Call a method of the blocking client.
    """
    given = arguments(method, stage)
    with stage.client() as client:
        try:
            bound = getattr(getattr(client, method.tag), method.name)
            found: Response[Any] = client.with_response(bound, **given)
        except StatusError as error:
            return error
        return found


async def awaited(method: Method, stage: Stage) -> Response[Any] | StatusError:
    """
    Call a method of the client with ``await``.
    """
    given = arguments(method, stage)
    async with stage.async_client() as client:
        try:
            bound = getattr(getattr(client, method.tag), method.name)
            found: Response[Any] = await client.with_response(bound, **given)
        except StatusError as error:
            return error
        return found


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize(("api", "method"), METHODS, ids=IDS)
def test_every_operation_is_answered(sandbox: Sandbox, api: Api, method: Method, mode: str) -> None:
    """
    Each operation gives its typed result; the few that cannot are refused as the document says.
    """
    stage = stage_for(api, sandbox)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        found = outcome(method, stage) if mode == "sync" else asyncio.run(awaited(method, stage))
    refusal = REFUSED[api].get(method.operation.id)
    if isinstance(found, StatusError):
        assert refusal is not None, f"{found} {found.body!r}"
        assert found.status_code == refusal[0]
        return
    assert refusal is None
    assert found.status_code in method.operation.results
    example = example_of_answer(api, method.operation)
    assert example is None or found.body != example


def example_of_answer(api: Api, operation: Operation[Any]) -> bytes | None:
    """
    Take the document's example of a successful answer, which is no one's real data.
    """
    node = DOCUMENTS[api]["paths"][operation.path][operation.method.lower()]
    for status, response in node["responses"].items():
        content = followed(api, response).get("content", {}).get("application/json", {})
        for example in content.get("examples", {}).values():
            if status.startswith("2"):
                value = followed(api, example)["value"]
                return json.dumps(value, ensure_ascii=False, default=str).encode()
    return None


@pytest.mark.parametrize("api", APIS)
def test_the_table_counts_every_operation(api: Api) -> None:
    """
    The table tells how many operations an API has; all are answered by a handler of their own.
    """
    text = TABLE.read_text("utf-8")
    count = len([one for one, _ in METHODS if one == api])
    assert f"| {api} | {count} | {count} | 0 |" in text
    assert count == len(load(api).operations)


@pytest.mark.parametrize("api", APIS)
def test_every_refusal_is_an_error(api: Api) -> None:
    """
    What the walk cannot bring to success stands in the table with the reason.
    """
    text = TABLE.read_text("utf-8")
    for operation, (status, reason) in REFUSED[api].items():
        assert f"| {api} | `{operation}` | {status} | {reason} |" in text
