"""
Generated requests to all operations: none makes the sandbox fail or answer against its document.

Runs in an environment of its own: ``scripts/test -e schemathesis``.
"""

from __future__ import annotations

import json
import os
import warnings
from functools import cache
from typing import Any, Final, get_args

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings, strategies
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kontokit_sandbox import Api, Sandbox
from tests.schemathesis.caller import Caller, Way, specification, tree

EXAMPLES: Final = int(os.environ.get("KONTOKIT_EXAMPLES", "100"))
"""Requests to each operation."""
STRICT: Final = (400, 405)
"""The sandbox refuses what a document does not allow, also where it names no such answer."""
_TIMES = strategies.datetimes().map(lambda one: one.isoformat("T", "seconds"))
_IBANS = strategies.sampled_from(["DE89370400440532013000", "DE02120300000000202051"])
FORMATS: Final = {
    "berlin-date-time": _TIMES.map(lambda one: one.replace("T", " ")),
    "berlin-iso-date-time": _TIMES,
    "counterparty-iban": _IBANS,
    "iban": _IBANS,
    "iban-or-text": strategies.text(),
    "instant": _TIMES.map("{}Z".format),
    "web-address": strategies.sampled_from(["https://app.example.invalid/back", ""]),
}
for format_name, strategy in FORMATS.items():
    schemathesis.openapi.format(format_name, strategy)
schemathesis.serializer.alias("application/octet-stream+base64", "application/octet-stream")
OURS: Final = {
    '"format": "date-time"': '"format": "instant"',
    '"format": "uri"': '"format": "web-address"',
}
"""
Formats that the documents take more widely than RFC 3339 and RFC 3986: offsets without a colon, and
an empty text for no address. The sandbox checks them itself, and answers 500 where they are wrong.
"""
OPERATIONS: Final = [(api, name) for api in get_args(Api) for name in specification(api).operations]
WAYS: Final = strategies.builds(
    Way,
    is_there=strategies.booleans(),
    body=strategies.sampled_from(["generated", "known", "mutated"]),
    seed=strategies.integers(0, 10_000),
)


@cache
def document(api: Api) -> Any:
    text = json.dumps(tree(api))
    for name, wider in OURS.items():
        text = text.replace(name, wider)
    return schemathesis.openapi.from_dict(json.loads(text))


def requests_to(operation: APIOperation[Any, Any, Any, Any]) -> Any:
    """
    Generate right and wrong requests.
    """
    kinds = [operation.as_strategy()]
    if operation.path_parameters or operation.query or operation.headers or operation.body:
        kinds.append(operation.as_strategy(GenerationMode.NEGATIVE))
    return strategies.one_of(kinds)


@pytest.mark.parametrize(("api", "name"), OPERATIONS, ids=[f"{a}-{o}" for a, o in OPERATIONS])
def test_operation_answers_as_its_document_says(sandbox: Sandbox, api: Api, name: str) -> None:
    """
    No generated request ends in a server error, an unknown status, or a body against its schema.
    """
    operation = document(api).find_operation_by_id(name)
    caller = Caller(api, name, sandbox)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=requests_to(operation), way=WAYS)
    def run(case: Case[Any], way: Way) -> None:
        sent = caller.replaced(case, way)
        response = caller.send(sent)
        if response is None:
            return
        sent.validate_response(response, checks=checks_of(api, name, response))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run()


def checks_of(api: Api, name: str, response: Any) -> list[Any]:
    """
    Give the checks of Schemathesis that make sense for a response.
    """
    status = response.status_code
    documented = specification(api).operations[name].responses.get(str(status))
    checks: list[Any] = [response_headers_conformance]
    # finAPI documents 501 for what a bank or a licence does not support.
    if status != 501 or documented is None:
        checks.append(not_a_server_error)
    if status not in STRICT:
        checks.append(status_code_conformance)
    if response.content or documented is None or not documented.is_body_optional:
        checks += [content_type_conformance, response_schema_conformance]
    return checks
