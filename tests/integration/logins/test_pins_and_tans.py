"""
PINs and TANs that mean the same at every login, and the names that logins have.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from kontokit.sca.steps import Challenge, Expired, Failed
from kontokit_sandbox import Sandbox
from kontokit_sandbox.demo.bank_login import Provider
from kontokit_sandbox.demo.test_logins import LOGINS, PINS, TANS, login_named
from scripts.sandbox_tables import README, with_tables
from tests.support import sca_banksapi as banksapi
from tests.support.flow_driver import BlockingFlow, CallMode, new_user
from tests.support.sca_finapi import new_customer

OLD_NAMES: Final[dict[Provider, tuple[str, ...]]] = {
    "finapi": (
        "demo",
        "demo_all_methods",
        "demo_no_msa",
        "demo_two_sca",
        "demo_one_method",
        "demo_wrong_tan_again",
        "demo_future",
        "demo_web_form",
        "demo_slow_payment",
        "demo_failing_payment",
    ),
    "banksapi": (
        "demo1",
        "demo_slow",
        "test_sca_method",
        "test_sca_method_media",
        "test_sca_twice",
        "test_sca_one_method",
        "test_sca_alias",
        "test_sca_none",
        "test_access_exceeded",
        "test_future",
        "test_failing_payment",
    ),
}
"""The names from before the table."""
REASONS: Final = {"falsch": "credentials", "gesperrt": "locked", "unvollstaendig": "incomplete"}


@pytest.fixture(params=["sync", "async"])
def mode(request: pytest.FixtureRequest) -> Iterator[CallMode]:
    made = CallMode(request.param)
    yield made
    made.close()


def begun(sandbox: Sandbox, mode: CallMode, api: str, login: str, pin: str = "1") -> BlockingFlow:
    """
    A new connection with a login.
    """
    if api == "banksapi":
        return banksapi.add(new_user(sandbox, mode, api), login, pin=pin)
    customer = new_customer(sandbox, mode, api)
    entry = {**customer.login(login), "PIN": pin}
    method = customer.client.bank_connections.import_bank_connection
    fields = {"bank_id": 280001, customer.interface: "XS2A", "login_credentials": entry}
    return customer.sca().start(method, **fields)


@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1", "banksapi"])
@pytest.mark.parametrize("pin", PINS)
def test_pins_that_are_refused(sandbox: Sandbox, mode: CallMode, api: str, pin: str) -> None:
    """
    Each PIN is refused at a login that takes all others; finAPI knows one reason only.
    """
    step = begun(sandbox, mode, api, "no-sca", pin).step
    assert isinstance(step, Failed)
    assert step.reason == (REASONS[pin] if api == "banksapi" else "credentials")
    assert begun(sandbox, mode, api, "no-sca").done


@pytest.mark.parametrize("api", ["finapi_access", "banksapi"])
@pytest.mark.parametrize("login", ["sms+1", "photo-tan+NOTE"])
def test_the_right_tan(sandbox: Sandbox, mode: CallMode, api: str, login: str) -> None:
    """
    One TAN is right for every method, and a note behind the name changes nothing.
    """
    flow = begun(sandbox, mode, api, login)
    assert isinstance(flow.step, Challenge)
    flow.answer("123456")
    assert flow.result is not None


@pytest.mark.parametrize("api", ["finapi_access", "banksapi"])
def test_a_tan_that_comes_too_late(sandbox: Sandbox, mode: CallMode, api: str) -> None:
    """
    The SCA is over: finAPI has no such challenge any more, at BANKSapi it has failed.
    """
    flow = begun(sandbox, mode, api, "sms")
    flow.answer("111111")
    assert isinstance(flow.step, Failed if api == "banksapi" else Expired)


@pytest.mark.parametrize("api", ["finapi_access", "banksapi"])
def test_a_tan_that_locks_the_login(sandbox: Sandbox, mode: CallMode, api: str) -> None:
    """
    From then on the bank lets the login in at no API; another note is another login.
    """
    flow = begun(sandbox, mode, api, "sms+1")
    flow.answer("999999")
    assert isinstance(flow.step, Failed)
    for other in ("finapi_access", "banksapi"):
        assert isinstance(begun(sandbox, mode, other, "sms+1", "2").step, Failed)
    assert isinstance(begun(sandbox, mode, api, "sms+2").step, Challenge)
    sandbox.reset()
    assert isinstance(begun(sandbox, mode, api, "sms+1", "3").step, Challenge)


@pytest.mark.parametrize("api", ["finapi_access", "banksapi"])
def test_a_wrong_tan(sandbox: Sandbox, mode: CallMode, api: str) -> None:
    """
    000000 is wrong even where any even number is right.
    """
    flow = begun(sandbox, mode, api, "all-methods")
    flow.choose(flow.step.methods[0].id)
    flow.answer("000000")
    assert not flow.done or isinstance(flow.step, Failed)
    assert not sandbox.violations


def test_names_from_before_still_work() -> None:
    """
    Every name that the sandbox has ever had is in the table, at its provider, once.
    """
    for provider, names in OLD_NAMES.items():
        every = [name for login in LOGINS for name in login.names(provider)]
        assert len(set(every)) == len(every)
        for name in names:
            assert login_named(provider, f"{name}+NOTE") is login_named(provider, name) is not None


def test_the_readme_has_the_tables() -> None:
    """
    ``python -m scripts.sandbox_tables`` has been run.
    """
    text = Path(README).read_text("utf-8")
    assert with_tables(text) == text
    assert all(f"`{name}`" in text for name in (*PINS, *TANS))
