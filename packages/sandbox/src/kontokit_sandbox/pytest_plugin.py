"""
Fixtures of pytest: the sandbox, ready clients of its APIs, and an inbox for webhooks.

Every run of pytest imports this module, so it imports nothing else before a test needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from functools import wraps
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .sandbox import Api, Sandbox
    from .testing.inbox import WebhookInbox
    from .testing.remote import RemoteSandbox
    from .testing.servers import Servers

_USED = pytest.StashKey["Sandbox | RemoteSandbox"]()
_INI = {
    "seed": "seed of the sandbox's data",
    "clock": "time of the sandbox: now, TIME or frozen:TIME",
    "transactions": "rows of the accounts that are linked at Bankimport",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """
    Add the options of the project's configuration.
    """
    for name, text in _INI.items():
        parser.addini(f"sandbox_{name}", text)
    parser.getgroup("sandbox").addoption(
        "--sandbox-url",
        metavar="URL",
        help="use the sandbox that runs there, with a world for each worker",
    )


def pytest_configure(config: pytest.Config) -> None:
    """
    Register the marker.
    """
    text = "sandbox(seed, clock, transactions, check): options of the sandbox for this test"
    config.addinivalue_line("markers", text)


@pytest.hookimpl(optionalhook=True)
def pytest_recording_configure(config: pytest.Config, vcr: Any) -> None:
    """
    Let pytest-recording, if it is installed, use the settings of ``cassettes.vcr_config``.
    """
    from .cassettes.recorder import register

    register(vcr)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """
    Add the last requests to the report of a failed test that used the sandbox.
    """
    report = yield
    used = item.stash.get(_USED, None)
    if report.failed and used is not None:
        from .testing.report import last_requests

        report.sections.append(("sandbox: last 20 requests", last_requests(used)))
    return report


@pytest.fixture(scope="session")
def _sandboxes(pytestconfig: pytest.Config) -> Iterator[Servers]:
    from .testing.servers import Servers

    given = {name: pytestconfig.getini(f"sandbox_{name}") for name in _INI}
    options = {name: text if name == "clock" else int(text) for name, text in given.items() if text}
    url = pytestconfig.getoption("--sandbox-url")
    servers = Servers(options, None if url is None else _remote(url))
    yield servers
    servers.close()


def _remote(url: str) -> RemoteSandbox:
    from os import environ

    from .testing.remote import RemoteSandbox

    return RemoteSandbox(url, environ.get("PYTEST_XDIST_WORKER", "main"))


@pytest.fixture(scope="session")
def sandbox_server(_sandboxes: Servers) -> Sandbox | RemoteSandbox:
    """
    The running sandbox, started once for each session and each worker of pytest-xdist.
    """
    return _sandboxes.get()


@pytest.fixture(scope="session")
def sandbox_servers(sandbox_server: Sandbox) -> Sandbox:
    """
    Another name of ``sandbox_server``.
    """
    return sandbox_server


@pytest.fixture
def sandbox(
    request: pytest.FixtureRequest, _sandboxes: Servers
) -> Iterator[Sandbox | RemoteSandbox]:
    """
    The sandbox in its initial state. A failure of the sandbox itself fails the test.
    """
    options: dict[str, Any] = {}
    # The marker of the test itself comes first, and wins.
    for marker in reversed(list(request.node.iter_markers("sandbox"))):
        options |= marker.kwargs
    running = _sandboxes.get(options)
    running.reset()
    request.node.stash[_USED] = running
    yield running
    running.check()


@pytest.fixture
def webhook_inbox() -> Iterator[WebhookInbox]:
    """
    A receiver of webhooks on 127.0.0.1: ``url``, ``wait(count)`` and ``notifications``.
    """
    from .testing.inbox import WebhookInbox

    with WebhookInbox() as inbox:
        yield inbox


def _client(sandbox: Sandbox, api: Api, prefix: str) -> Any:
    make = sandbox.async_client if prefix else sandbox.client
    try:
        return make(api) if api == "bankimport" else make(api, as_user=True)
    except ModuleNotFoundError as error:
        if error.name != f"kontokit_{api}":
            raise
        pytest.skip(str(error))


def _client_fixture(api: Api) -> Callable[..., Any]:
    def ready(sandbox: Sandbox) -> Iterator[Any]:
        with _client(sandbox, api, "") as client:
            yield client

    ready.__doc__ = f"A client of {api} for the first user of the sandbox, closed after the test."
    return pytest.fixture(name=api)(ready)


def _async_client_fixture(api: Api) -> Callable[..., Any]:
    # Not an async fixture, which anyio and pytest-asyncio mark in different ways.
    def ready(request: pytest.FixtureRequest, sandbox: Sandbox) -> Any:
        client = _client(sandbox, api, "async_")
        _close_at_the_end_of(request.node, client)
        return client

    ready.__doc__ = f"An async client of {api} for the first user, closed when the test returns."
    return pytest.fixture(name=f"async_{api}")(ready)


def _close_at_the_end_of(item: Any, client: Any) -> None:
    """
    Close a client in the event loop of the test, which may have ended when fixtures are torn down.
    """
    test = item.obj
    if not iscoroutinefunction(test):
        return

    @wraps(test)
    async def closing(*args: Any, **kwargs: Any) -> None:
        async with client:
            await test(*args, **kwargs)

    item.obj = closing


bankimport = _client_fixture("bankimport")
banksapi = _client_fixture("banksapi")
finapi_access = _client_fixture("finapi_access")
finapi_access_v1 = _client_fixture("finapi_access_v1")
finapi_webform = _client_fixture("finapi_webform")
async_bankimport = _async_client_fixture("bankimport")
async_banksapi = _async_client_fixture("banksapi")
async_finapi_access = _async_client_fixture("finapi_access")
async_finapi_access_v1 = _async_client_fixture("finapi_access_v1")
async_finapi_webform = _async_client_fixture("finapi_webform")
