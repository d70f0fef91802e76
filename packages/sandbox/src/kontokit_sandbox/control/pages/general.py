"""
Sections of the control page: start, people and clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ...ledger.ledger import Ledger
from ...pages.request import PageRequest, Reply
from ...server.clock import BERLIN
from ..clock import read_duration
from .replies import ControlledSandbox, done, page

__all__ = ["clock", "people", "start"]

_STEPS = ("PT10M", "PT1H", "P1D", "P7D", "P30D", "P180D")


def start(sandbox: ControlledSandbox, request: PageRequest) -> Reply:
    """
    Show addresses and credentials; reset, or end all consents.
    """
    if not request.is_post:
        notices = ("control_was_reset", "control_consents_ended")
        info = sandbox.info()
        return page(
            request, "start", notices=notices, info=info, curl=_curl(info), python=_python(info)
        )
    if request.value("do") == "reset":
        sandbox.reset()
        return done(request, "control_was_reset")
    for api in ("banksapi", "finapi_access"):
        sandbox.end_consents(api)
    return done(request, "control_consents_ended")


def _curl(info: Mapping[str, Any]) -> str:
    """
    Write a first call for the shell: the token of finAPI's client.
    """
    known = info["credentials"]
    parts = (
        f"curl {info['apis']['finapi_access']['url']}/api/v2/oauth/token",
        "-d grant_type=client_credentials",
        f"-d client_id={known['finapi_client']}",
        f"-d client_secret={known['finapi_client_secret']}",
    )
    return " \\\n  ".join(parts)


def _python(info: Mapping[str, Any]) -> str:
    """
    Write a first program: the banks that finAPI finds.
    """
    known = info["credentials"]
    return f"""\
from kontokit import ClientCredentials
from kontokit_finapi_access import FinapiAccess

with FinapiAccess(
    base_url="{info["apis"]["finapi_access"]["url"]}",
    client_credentials=ClientCredentials(
        "{known["finapi_client"]}",
        "{known["finapi_client_secret"]}",
    ),
) as client:
    for bank in client.banks.list(search="Test"):
        print(bank.id, bank.name)"""


def people(ledger: Ledger, sandbox: ControlledSandbox, request: PageRequest) -> Reply:
    """
    Show the accounts, and the logins of the test banks.
    """
    accounts = [
        {"plan": one, "balance": ledger.balance(one.no, sandbox.now)}
        for one in ledger.accounts.values()
    ]
    return page(request, "people", accounts=accounts, logins=sandbox.info()["logins"])


def clock(sandbox: ControlledSandbox, request: PageRequest) -> Reply:
    """
    Show the time; move, freeze or release it.
    """
    errors: dict[str, str] = {}
    if request.is_post:
        try:
            _move(sandbox, request)
        except (ValueError, OverflowError):
            errors["to" if request.value("do") == "set" else "by"] = "control_bad_time"
        else:
            return done(request, "control_clock_moved")
    local = sandbox.now.astimezone(BERLIN)
    return page(
        request, "clock", errors=errors, notices=("control_clock_moved",), local=local,
        is_frozen=sandbox.clock.is_frozen, steps=_STEPS, by=request.value("by"),
        to=request.value("to") or f"{local:%Y-%m-%dT%H:%M}",
    )  # fmt: skip


def _move(sandbox: ControlledSandbox, request: PageRequest) -> None:
    match request.value("do"):
        case "set":
            wanted = datetime.fromisoformat(request.value("to"))
            sandbox.clock.set(wanted if wanted.tzinfo else wanted.replace(tzinfo=BERLIN))
        case "freeze":
            sandbox.clock.freeze()
        case "run":
            sandbox.clock.run()
        case "by":
            sandbox.clock.advance(read_duration(request.value("by")))
        case step:
            sandbox.clock.advance(read_duration(step))
