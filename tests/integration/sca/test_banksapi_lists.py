"""
BANKSapi: a flow of a list, and the location of a new resource.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from kontokit import Location
from kontokit_banksapi.models import BankAccess
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import User

Users = Callable[..., User]


@pytest.fixture
def user(user_of: Users) -> User:
    return user_of("banksapi")


def test_a_flow_takes_a_list(user: User, sandbox: Sandbox) -> None:
    """
    ``sca.start`` takes a list method and sends its first page once.
    """
    flow = user.start(user.client.bank_accesses.list, max_items=3)
    assert len(sandbox.requests_to("banksapi", "getBankAccesses")) == 1
    assert flow.record()["request"]["operation"] == "getBankAccesses"


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
