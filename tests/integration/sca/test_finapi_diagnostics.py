"""
finAPI: what an error body says beside code, message and challenge decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest

from kontokit import CredentialsRefusedError
from kontokit.sca.steps import Challenge, Failed
from tests.support.flow_driver import CallMode
from tests.support.scripted_caller import Caller
from tests.support.scripted_provider import Answer, Provider

Serve = Callable[[Callable[[str, str], Answer]], Provider]
WHOLE: Final = {
    "date": "2024-05-16T10:15:30.000+02:00",
    "requestId": "selfgen-1",
    "endpoint": "POST /api/v2/bankConnections/import",
    "authContext": "1/18",
    "bank": "DEMO0001 - finAPI Test Bank",
}
ODD: Final[dict[str, dict[str, Any]]] = {
    "nothing": {},
    **{f"no {name}": {k: v for k, v in WHOLE.items() if k != name} for name in WHOLE},
    "the date of v1": {**WHOLE, "date": "2024-05-16 10:15:30.000"},
    "an odd date": {**WHOLE, "date": "yesterday"},
    "a number for an id": {**WHOLE, "requestId": 7, "authContext": 1},
    "an object for an endpoint": {**WHOLE, "endpoint": {"method": "POST"}, "bank": 280001},
}
LOGIN: Final = {"Onlinebanking-ID": "demo", "PIN": "geheim"}


def importing(caller: Caller, api: str) -> Any:
    interface = "interface" if api.endswith("v1") else "banking_interface"
    method = caller.client.bank_connections.import_bank_connection
    fields = {"bank_id": 280001, interface: "XS2A", "login_credentials": LOGIN}
    return caller.sca.start(method, **fields)


@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1"])
@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("entry", [{"type": "BUSINESS"}, {}, {"type": 7}])
def test_challenge_is_shown_whatever_the_diagnostics_are(
    mode: CallMode, serve: Serve, api: str, kind: str, entry: dict[str, Any]
) -> None:
    """
    The user can answer although date, ids, endpoint or type are missing or odd.
    """
    wanted = {"hash": "h", "status": "CHALLENGE_RESPONSE_REQUIRED", "challengeMessage": "TAN?"}
    error = {
        "code": "ADDITIONAL_AUTHENTICATION_REQUIRED",
        "multiStepAuthentication": wanted,
        **entry,
    }
    caller = Caller(mode, api, serve(lambda _, __: (510, {}, {"errors": [error], **ODD[kind]})))
    flow = importing(caller, api)
    assert isinstance(flow.step, Challenge)
    assert flow.step.text == "TAN?"


@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1"])
@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("entry", [{"type": "BUSINESS"}, {}, {"type": 7}])
def test_refused_credentials_are_not_sent_again_whatever_the_diagnostics_are(
    mode: CallMode, serve: Serve, api: str, kind: str, entry: dict[str, Any]
) -> None:
    """
    Code and text are shown, and the guard against refused credentials works.
    """
    error = {"code": "BANK_SERVER_REJECTION", "message": "PIN falsch", **entry}
    provider = serve(lambda _, __: (422, {}, {"errors": [error], **ODD[kind]}))
    caller = Caller(mode, api, provider)
    flow = importing(caller, api)
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("credentials", "BANK_SERVER_REJECTION")
    assert flow.step.text == "PIN falsch"
    with pytest.raises(CredentialsRefusedError):
        importing(caller, api)
    assert len(provider.heard) == 1
