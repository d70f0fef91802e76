"""
The table of test logins is kept: each login, at each API, for each use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.demo.bank_login import Api, BankLogin, Use
from kontokit_sandbox.demo.test_logins import LOGINS
from tests.support.bank_logins import Person
from tests.support.flow_driver import CallMode

USES: Final[tuple[Use, ...]] = ("start", "payment", "renewal")
APIS: Final[dict[str, Api]] = {
    "finapi_access": "finapi",
    "finapi_access_v1": "v1",
    "banksapi": "banksapi",
}
ASYNC: Final = ("sms", "media", "decoupled-phone", "redirect", "web-form", "two-rounds")
"""The logins that are used by an async client too."""
CASES: Final = [
    (login, api, use)
    for login in LOGINS
    for api, place in APIS.items()
    for use in USES
    if ("banksapi" if place == "banksapi" else "finapi") in login.providers
    # v1 has the handlers of v2, but for the forms.
    if place != "v1" or (use == "start" and (login.behaviour.form or login.name in ASYNC))
]


@pytest.fixture
def run() -> Iterator[Callable[[str], CallMode]]:
    made: list[CallMode] = []

    def make(kind: str) -> CallMode:
        made.append(CallMode(kind))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.mark.parametrize(
    ("login", "api", "use"), CASES, ids=[f"{one.name}-{api}-{use}" for one, api, use in CASES]
)
def test_login_takes_the_steps_of_the_table(
    sandbox: Sandbox, run: Callable[[str], CallMode], login: BankLogin, api: str, use: Use
) -> None:
    """
    The steps of a flow, and for some logins those of an async client.
    """
    wanted = login.steps(APIS[api], use)
    assert Person(sandbox, run("sync"), api, login).steps(use) == wanted
    if login.name in ASYNC:
        sandbox.reset()
        assert Person(sandbox, run("async"), api, login).steps(use) == wanted


def test_every_row_is_tested() -> None:
    assert {login.name for login, _, _ in CASES} == {login.name for login in LOGINS}
    assert {login.name for login in LOGINS} >= set(ASYNC)
