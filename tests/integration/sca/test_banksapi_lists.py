"""
BANKSapi: a list takes no flow, and the location of a new resource.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from kontokit import ConfigurationError, Location
from kontokit_banksapi.models import BankAccess
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import User

Users = Callable[..., User]


@pytest.fixture
def user(user_of: Users) -> User:
    return user_of("banksapi")


def test_a_stored_list_needs_no_flow(user: User, sandbox: Sandbox) -> None:
    """
    The list of accesses is read from what BANKSapi has stored; a flow of it is refused unsent.
    """
    with pytest.raises(
        ConfigurationError, match="getBankAccesses needs no strong customer authentication"
    ):
        user.start(user.client.bank_accesses.list, max_items=3)
    assert not sandbox.requests_to("banksapi", "getBankAccesses")


def test_a_location_is_followed_to_its_model(user: User) -> None:
    """
    The location of a built access is read as a bank access.
    """
    access_id = str(uuid4())
    create = user.client.bank_access_builder.create
    location = user.call(create, id=access_id, provider_id=str(uuid4()), bankprodukte=[])
    assert isinstance(location, Location)
    access = user.call(user.client.follow, location)
    assert isinstance(access, BankAccess)
    assert str(access.id) == access_id
