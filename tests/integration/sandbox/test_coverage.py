"""
No operation of the documents is left out.
"""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest

from kontokit_sandbox import Api, Sandbox
from kontokit_sandbox.bankimport import TOKEN
from kontokit_sandbox.openapi.specification import Operation, load
from tests.support.banksapi_customers import BASIC, Caller, client_of, customer_of
from tests.support.raw_http import send_raw

APIS: tuple[Api, ...] = get_args(Api)
OPERATIONS = [(api, one) for api in APIS for one in load(api).operations.values()]
SAMPLES = {"integer": "1", "string": "00000000-0000-4000-8000-000000000000"}


def _name(value: Any) -> str:
    return value.id if isinstance(value, Operation) else str(value)


@pytest.mark.parametrize(("api", "operation"), OPERATIONS, ids=_name)
def test_operation_is_routed_and_guarded(sandbox: Sandbox, api: Api, operation: Operation) -> None:
    """
    Each operation is found, and asks for who calls wherever its document says so.
    """
    path = re.sub(r"\{[^}]*\}", SAMPLES["string"], operation.path)
    reply = Caller(sandbox, None).call(operation.method, sandbox.url(api) + path)
    unguarded = 400 if operation.body_required else 200
    assert reply.status == (401 if operation.security else unguarded)


@pytest.mark.parametrize(("api", "operation"), OPERATIONS, ids=_name)
def test_operation_answers_by_its_document(
    sandbox: Sandbox, api: Api, operation: Operation
) -> None:
    """
    A bare request with rights is answered as documented, and never by a failure of the sandbox.
    """
    values = {
        one.name: SAMPLES.get(str(one.schema.get("type")), "x") for one in operation.parameters
    }
    path = re.sub(r"\{([^}]*)\}", lambda found: values[found[1]], operation.path)
    caller = Caller(sandbox, _authorization(sandbox, api, operation))
    reply = caller.call(operation.method, sandbox.url(api) + path)
    assert reply.status < 500
    assert reply.status not in (401, 403, 405)


def _authorization(sandbox: Sandbox, api: Api, operation: Operation) -> str:
    schemes = {name for alternative in operation.security for name in alternative}
    if api.startswith("finapi"):
        return _finapi_token(sandbox, schemes)
    if "apiToken" in schemes:
        return f"Token token={TOKEN}"
    if "clientCredentials" in schemes:
        return BASIC
    caller = client_of(sandbox) if "clientToken" in schemes else customer_of(sandbox)
    return caller.headers["Authorization"]


def _finapi_token(sandbox: Sandbox, schemes: set[str]) -> str:
    known = sandbox.credentials
    form = {
        "grant_type": "client_credentials",
        "client_id": known.finapi_client,
        "client_secret": known.finapi_client_secret,
    }
    if "userToken" in schemes:
        form |= {
            "grant_type": "password",
            "username": known.finapi_user,
            "password": known.finapi_password,
        }
    if "mandatorAdminToken" in schemes:
        form |= {"client_id": known.finapi_admin, "client_secret": known.finapi_admin_secret}
    reply = send_raw("POST", f"{sandbox.url('finapi_access')}/api/v2/oauth/token", form=form)
    return f"Bearer {reply.json['access_token']}"
