"""
The rules for transports, as checks that need no test framework.

For a transport of your own, with pytest::

    import pytest
    from kontokit.testing.conformance import PROBES, Probe

    @pytest.mark.parametrize("probe", PROBES, ids=str)
    def test_my_transport(probe: Probe) -> None:
        probe.check(MyTransport)  # or probe.check_async(MyAsyncTransport)

Without a test framework, :func:`check_transport` and :func:`check_async_transport` check all rules.
Each probe starts a server on loopback that misbehaves in one way; all together take under a
minute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ..http.messages import AsyncTransport, Transport
from . import probes_of_connections, probes_of_requests, probes_of_responses
from .probe import Probe, known

__all__ = ["PROBES", "Probe", "check_async_transport", "check_transport"]

_MODULES: Final = (probes_of_connections, probes_of_requests, probes_of_responses)
PROBES: Final = known()
"""All rules, in an order that does not change within a version."""


def check_transport(make: Callable[[], Transport]) -> None:
    """
    Check a blocking transport against all rules.

    Args:
        make: Makes a transport; the class itself if it takes no arguments.

    Raises:
        AssertionError: It breaks rules; the text has a line for each.
    """
    _check([(probe, probe.check) for probe in PROBES], make)


def check_async_transport(make: Callable[[], AsyncTransport]) -> None:
    """
    Check a transport with ``await`` against all rules, in event loops of asyncio.

    As :func:`check_transport`.
    """
    _check([(probe, probe.check_async) for probe in PROBES], make)


def _check(
    checks: list[tuple[Probe, Callable[[Callable[[], Any]], None]]], make: Callable[[], Any]
) -> None:
    broken: list[str] = []
    for probe, check in checks:
        try:
            check(make)
        except AssertionError as error:
            broken.append(f"{probe}: {error}")
    if broken:
        raise AssertionError(f"{len(broken)} rules are broken:\n" + "\n".join(broken))
