"""
The walks of a call, a token refresh and an SCA answer in docs/architecture.md: every function
exists, and they are entered in this order.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from kontokit import ClientCredentials
from kontokit_finapi_access import FinapiAccess
from kontokit_sandbox import Sandbox
from tests.support.walks import entered, missing, walk

LOGIN = {"Onlinebanking-ID": "demo", "PIN": "demo"}


@pytest.fixture
def user(sandbox: Sandbox) -> Iterator[FinapiAccess]:
    known = sandbox.credentials
    credentials = ClientCredentials(known.finapi_client, known.finapi_client_secret)
    url = sandbox.url("finapi_access")
    with FinapiAccess(client_credentials=credentials, base_url=url) as client:
        user = client.create_user().client
        user.users.get()
        yield user


def test_a_call_enters_the_functions_of_its_walk(user: FinapiAccess) -> None:
    """
    With a cached token.
    """
    assert not missing(walk("A call"), entered(user.users.get))


def test_a_token_refresh_enters_the_functions_of_its_walk(
    user: FinapiAccess, sandbox: Sandbox
) -> None:
    """
    After a 401: the sandbox's clock is ahead, the client's is not.
    """
    sandbox.advance(timedelta(hours=2))
    assert not missing(walk("A token refresh"), entered(user.users.get))


def test_an_sca_answer_enters_the_functions_of_its_walk(user: FinapiAccess) -> None:
    """
    The TAN of an import.
    """
    flow = user.sca.start(
        user.bank_connections.import_bank_connection,
        bank_id=280001,
        banking_interface="XS2A",
        login_credentials=LOGIN,
    )
    flow.choose("smsTan")
    assert not missing(walk("An SCA answer"), entered(lambda: flow.answer("123456")))
