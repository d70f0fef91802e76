"""
All engines keep every rule for transports, and a transport that breaks them all fails every probe.
"""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from kontokit import AsyncHttpTransport, HttpTransport
from kontokit.http.aiohttp_transport import AiohttpTransport
from kontokit.http.async_httptools_engine import AsyncHttptoolsTransport
from kontokit.http.httptools_engine import HttptoolsTransport
from kontokit.http.httpx2_transport import AsyncHttpx2Transport, Httpx2Transport
from kontokit.testing.conformance import (
    PROBES,
    Probe,
    check_async_transport,
    check_transport,
)
from tests.support.lax_transport import AsyncLaxTransport, LaxTransport

BLOCKING = [probe for probe in PROBES if probe.mode != "async"]
AWAITING = [probe for probe in PROBES if probe.mode != "sync"]


@pytest.mark.parametrize("engine", [HttpTransport, Httpx2Transport, HttptoolsTransport])
@pytest.mark.parametrize("probe", BLOCKING, ids=str)
def test_an_engine(engine: Any, probe: Probe) -> None:
    """
    A blocking transport keeps the rule.
    """
    probe.check(engine)


@pytest.mark.parametrize(
    "engine",
    [AsyncHttpTransport, AsyncHttpx2Transport, AiohttpTransport, AsyncHttptoolsTransport],
)
@pytest.mark.parametrize("probe", AWAITING, ids=str)
def test_an_async_engine(engine: Any, probe: Probe) -> None:
    """
    A transport with ``await`` keeps the rule.
    """
    probe.check_async(engine)


# The transport that breaks the rules leaves sockets open too.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("probe", BLOCKING, ids=str)
def test_a_probe_can_fail(probe: Probe) -> None:
    """
    A transport that breaks all rules breaks this one, and the text names the rule.
    """
    # Who tries again breaks another rule, and would keep this one.
    tries_again = str(probe) != "closed-while-idle"
    with pytest.raises(AssertionError) as caught:
        probe.check(lambda: LaxTransport(tries_again=tries_again))
    assert str(caught.value).startswith(f"{probe.rule} But: ")


@pytest.mark.parametrize("probe", [one for one in AWAITING if one.mode == "async"], ids=str)
def test_a_probe_of_event_loops_can_fail(probe: Probe) -> None:
    """
    The same for what only tasks and loops can break.
    """
    with pytest.raises(AssertionError):
        probe.check_async(AsyncLaxTransport)


def test_all_rules_at_once() -> None:
    """
    Without a test framework: no error for a good transport, and a line for each broken rule.
    """
    check_transport(HttpTransport)
    check_async_transport(AsyncHttpTransport)


def test_probes_of_the_other_kind_do_nothing() -> None:
    """
    A probe of event loops says nothing of a transport that blocks.
    """
    for probe in PROBES:
        if probe.mode == "async":
            probe.check(LaxTransport)


def test_the_rules_are_told() -> None:
    """
    Each has a name of its own, and a sentence.
    """
    assert len({str(probe) for probe in PROBES}) == len(PROBES) >= 24
    assert all(probe.rule.endswith(".") for probe in PROBES)
    assert asyncio.iscoroutinefunction(AsyncHttpTransport().send)
