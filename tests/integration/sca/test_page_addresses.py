"""
The page for the browser is available again after a reload, but no record shows it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import pytest

from kontokit.sca.steps import Redirect
from kontokit.stores import MemoryStore
from tests.support.flow_driver import BACK, BlockingFlow, CallMode
from tests.support.scripted_caller import Caller, Scripted
from tests.support.scripted_provider import Answer, Provider

Serve = Callable[[Callable[[str, str], Answer]], Provider]
KEY: Final = b"k" * 32
PAGE: Final = "https://bank.invalid/login?once=4711"
PROVIDER_ID: Final = "00000000-0000-0000-0000-000000000000"
ERROR: Final = {
    "code": "ADDITIONAL_AUTHENTICATION_REQUIRED",
    "multiStepAuthentication": {
        "hash": "h",
        "status": "REDIRECT_REQUIRED",
        "redirectUrl": PAGE,
        "redirectContext": "c",
        "redirectContextField": "state",
    },
}
FORM: Final = {
    "id": "f",
    "url": PAGE,
    "status": "NOT_YET_OPENED",
    "createdAt": "2026-11-28T12:00:00Z",
    "type": "BANK_CONNECTION_IMPORT",
}
CONSENT: Final = {
    "id": "a",
    "providerId": PROVIDER_ID,
    "status": "INTERAKTION",
    "messages": [],
    "relations": [{"rel": "redirect_url", "href": PAGE}],
    "sync": False,
}
APIS: Final[dict[str, Answer]] = {
    "finapi_access": (510, {}, {"errors": [ERROR]}),
    "finapi_access_v1": (510, {}, {"errors": [ERROR]}),
    "finapi_webform": (201, {}, FORM),
    "banksapi": (200, {}, CONSENT),
}


def started(caller: Caller, api: str, **options: Any) -> BlockingFlow:
    """
    A flow that waits for the browser.
    """
    client, sca = caller.client, caller.sca.with_options(return_url=BACK, **options)
    if api == "banksapi":
        return sca.start(client.consents.start, "a")
    if api == "finapi_webform":
        return sca.start(client.web_forms.create_bank_connection_import)
    interface = "interface" if api.endswith("v1") else "banking_interface"
    method = client.bank_connections.import_bank_connection
    fields = {"bank_id": 1, interface: "XS2A", "redirect_url": BACK}
    return sca.start(method, **fields)


@pytest.fixture(params=list(APIS))
def api(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def caller(mode: CallMode, serve: Serve, api: str) -> Caller:
    return Caller(mode, api, serve(Scripted(APIS[api])))


def page_of(flow: BlockingFlow) -> str | None:
    step = flow.step
    assert isinstance(step, Redirect)
    return step.url


def test_page_is_available_again_with_the_key(caller: Caller, api: str) -> None:
    """
    The record and the store hold it encrypted, so that only a holder of the key can send the
    user there.
    """
    store = MemoryStore()
    flow = started(caller, api, store=store, record_key=KEY)
    url = page_of(flow)
    assert url is not None
    assert url.startswith(PAGE)
    record = flow.record()
    assert "4711" not in json.dumps(record)
    keyed = caller.sca.with_options(record_key=KEY)
    assert page_of(keyed.resume(record)) == url
    assert page_of(keyed.with_options(store=store).resume(flow.id)) == url
    assert page_of(flow) == url


def test_page_is_not_in_a_record_without_a_key(caller: Caller, api: str) -> None:
    """
    Nothing could protect it there.
    """
    flow = started(caller, api)
    record = flow.record()
    assert "4711" not in json.dumps(record)
    assert record["sealed_url"] is None
    assert page_of(caller.sca.resume(record)) is None


def test_page_ends_with_its_step(caller: Caller, api: str) -> None:
    """
    After its deadline, and once the flow has gone on, the record has no page.
    """
    record = started(caller, api, record_key=KEY).record()
    flow = caller.sca.with_options(record_key=KEY).resume(record)
    ends = flow.step.ends
    flow.cancel()
    assert flow.record()["sealed_url"] is None
    caller.clock.sleep((ends - caller.clock.time + timedelta(seconds=1)).total_seconds())
    late = caller.sca.with_options(record_key=KEY, store=MemoryStore()).resume(record)
    assert getattr(late.step, "url", None) is None
