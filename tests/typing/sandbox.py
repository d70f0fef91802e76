"""
What type checkers must see of the clients of the sandbox; read by mypy and pyright, never run.
"""

from typing import assert_type

from kontokit_bankimport import AsyncBankimport, Bankimport
from kontokit_banksapi import AsyncBanksapi, Banksapi
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from kontokit_finapi_access_v1 import AsyncFinapiAccessV1, FinapiAccessV1
from kontokit_finapi_webform import AsyncFinapiWebForm, FinapiWebForm
from kontokit_sandbox import Sandbox


def clients(sandbox: Sandbox) -> None:
    assert_type(sandbox.client("bankimport"), Bankimport)
    assert_type(sandbox.client("banksapi", as_user=True), Banksapi)
    assert_type(sandbox.client("finapi_access"), FinapiAccess)
    assert_type(sandbox.client("finapi_access_v1", headers={}), FinapiAccessV1)
    assert_type(sandbox.client("finapi_webform"), FinapiWebForm)
    assert_type(sandbox.async_client("bankimport"), AsyncBankimport)
    assert_type(sandbox.async_client("banksapi"), AsyncBanksapi)
    assert_type(sandbox.async_client("finapi_access", as_user=True), AsyncFinapiAccess)
    assert_type(sandbox.async_client("finapi_access_v1"), AsyncFinapiAccessV1)
    assert_type(sandbox.async_client("finapi_webform"), AsyncFinapiWebForm)
    sandbox.client("finapi")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
