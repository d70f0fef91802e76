"""
Waiting until something is ready, in every API that has a status.
"""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from msgspec import Struct

from kontokit import ArgumentError
from kontokit_banksapi import BankAccess
from kontokit_finapi_access import BankConnection
from kontokit_finapi_access_v1 import WebForm as OldWebForm
from kontokit_finapi_webform import Task, WebForm
from kontokit_fleet import NotReadyError, async_wait_until_ready, unattended, wait_until_ready


class Job(Struct):
    state: str


def run(states: list[str], how: str, **options: Any) -> tuple[Any, list[float]]:
    """
    Wait for the state ``done``; gives the result and the pauses.
    """
    left, pauses = iter(states), list[float]()

    async def get() -> Job:
        return Job(next(left))

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    options = {"ready": lambda job: job.state == "done", **options}
    if how == "async":
        return asyncio.run(async_wait_until_ready(get, sleep=sleep, **options)), pauses
    found = wait_until_ready(lambda: Job(next(left)), sleep=pauses.append, **options)
    return found, pauses


@pytest.mark.parametrize("how", ["sync", "async"])
def test_it_is_read_until_it_is_ready(how: str) -> None:
    """
    With pauses that grow, up to the longest.
    """
    found, pauses = run(["runs"] * 5 + ["done"], how)
    assert found == Job("done")
    assert pauses == pytest.approx([1.0, 1.5, 2.25, 3.375, 5.0])
    assert run(["done"], how)[1] == []


@pytest.mark.parametrize("how", ["sync", "async"])
def test_it_gives_up_at_the_deadline(how: str) -> None:
    """
    Before a pause that would end after it.
    """
    with pytest.raises(NotReadyError):
        run(["runs"] * 5, how, deadline=5)
    with pytest.raises(NotReadyError):
        run(["runs"] * 2, how, deadline=0.5)


@pytest.mark.parametrize("how", ["sync", "async"])
def test_providers_allow_one_read_a_second(how: str) -> None:
    """
    A shorter pause is refused, and so is a resource of which nobody knows when it is ready.
    """
    with pytest.raises(ArgumentError, match="first: providers allow one read a second"):
        run(["runs"], how, first=0.5)
    with pytest.raises(ArgumentError, match="ready: the package of Job does not say"):
        run(["runs"], how, ready=None)


MODELS: list[tuple[type[Any], str, dict[str, bool]]] = [
    (BankConnection, "update_status", {"IN_PROGRESS": False, "READY": True}),
    (OldWebForm, "status", {"NOT_YET_OPENED": False, "IN_PROGRESS": False, "COMPLETED": True}),
    (Task, "status", {"NOT_YET_STARTED": False, "WEB_FORM_REQUIRED": True, "COMPLETED": True}),
    (WebForm, "status", {"IN_PROGRESS": False, "EXPIRED": True, "ABORTED": True}),
    (BankAccess, "status", {"SAMMELN": False, "NEW": False, "VOLLSTAENDIG": True}),
]


@pytest.mark.parametrize(("model", "field", "states"), MODELS)
def test_each_package_says_when_its_resources_are_ready(
    model: type[Any], field: str, states: dict[str, bool]
) -> None:
    """
    An unknown status of BANKSapi is waited on, as its documents ask.
    """
    for state, is_ready in states.items():
        resource: Any = object.__new__(model)
        setattr(resource, field, state)
        assert unattended(resource).is_ready(resource) is is_ready, state
