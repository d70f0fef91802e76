"""
Packages are written from what openapi-python-client reads, and what it loses is found.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openapi_python_client.parser.openapi import Endpoint, GeneratorData

from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.plan import openapi_client_adapter
from tests.support.small_api import build_small

LOST: dict[str, tuple[Callable[[Endpoint], Any], str]] = {
    "a parameter": (
        lambda one: one.query_parameters.clear(),
        "the parameter tag in query was dropped",
    ),
    "a response": (lambda one: one.responses.patterns.pop(), "the body of status 404 is missing"),
    "a body": (lambda one: one.bodies.clear(), "the body was dropped"),
    "a type": (
        lambda one: setattr(one.responses.patterns[0], "prop", one.responses.patterns[1].prop),
        "the result 200 is models.Problem, not Thing",
    ),
}
SMALL = """
paths:
  /things:
    post:
      operationId: addThing
      parameters: [{name: tag, in: query, schema: {type: string}}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
      responses:
        "200":
          description: D.
          content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
        "404":
          description: D.
          content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}
components:
  schemas:
    Thing: {type: object, properties: {name: {type: string}}}
    Problem: {type: object, properties: {code: {type: integer}}}
"""


@pytest.mark.parametrize("lost", LOST)
def test_a_package_is_written_from_what_the_tool_reads(
    lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Where the tool read something else, so does the package, and the audit, which reads by itself,
    finds it.
    """
    lose, message = LOST[lost]
    read = GeneratorData.from_dict

    class Losing:
        @staticmethod
        def from_dict(*given: Any, **options: Any) -> Any:
            parsed = read(*given, **options)
            assert isinstance(parsed, GeneratorData)
            for collection in parsed.endpoint_collections_by_tag.values():
                for endpoint in collection.endpoints:
                    lose(endpoint)
            return parsed

    monkeypatch.setattr(openapi_client_adapter, "GeneratorData", Losing)
    with pytest.raises(FindingsError) as found:
        build_small(tmp_path, SMALL)
    assert message in str(found.value)
