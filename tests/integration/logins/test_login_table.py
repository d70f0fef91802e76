"""
The table of test logins is kept: each login, at each API, for each use.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.demo.bank_login import BankLogin, Provider, Use
from kontokit_sandbox.demo.test_logins import LOGINS
from tests.support.bank_logins import Person
from tests.support.flow_driver import CallMode

USES: Final[tuple[Use, ...]] = ("start", "payment", "renewal")
APIS: Final[dict[str, Provider]] = {"finapi_access": "finapi", "banksapi": "banksapi"}
CASES: Final = [
    (login, api, use)
    for login in LOGINS
    for api, provider in APIS.items()
    if provider in login.providers
    for use in USES
]


@pytest.fixture
def mode() -> Iterator[CallMode]:
    made = CallMode("sync")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("login", "api", "use"), CASES, ids=[f"{one.name}-{api}-{use}" for one, api, use in CASES]
)
def test_login_takes_the_steps_of_the_table(
    sandbox: Sandbox, mode: CallMode, login: BankLogin, api: str, use: Use
) -> None:
    assert Person(sandbox, mode, api, login).steps(use) == login.steps(APIS[api], use)
