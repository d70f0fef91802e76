"""
Users, browsers and clocks for flows on SCA, the same for blocking and async clients.

A scenario is written once, as if everything blocked. ``CallMode`` runs what has to be awaited.
"""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from importlib import import_module
from itertools import islice
from typing import Any, Final

from kontokit import AsyncHttpTransport, ClientCredentials, HttpTransport, Listing, UserCredentials
from kontokit.core.clock import Moment
from kontokit.sca.steps import (
    Challenge,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Redirect,
    Step,
)
from kontokit_sandbox import Sandbox

BACK: Final = "https://shop.example/back?x=1"
"""Where browsers are sent back to."""
_CLASSES: Final = {
    "banksapi": ("kontokit_banksapi", "Banksapi"),
    "finapi_access": ("kontokit_finapi_access", "FinapiAccess"),
    "finapi_access_v1": ("kontokit_finapi_access_v1", "FinapiAccessV1"),
    "finapi_webform": ("kontokit_finapi_webform", "FinapiWebForm"),
}


class CallMode:
    """
    How calls are made: ``"sync"``, or ``"async"`` on an event loop of its own.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.clients: list[Any] = []
        """All that were made for it; they are closed with it."""
        self._runner: asyncio.Runner | None = None
        self._transport: Any = None

    @property
    def transport(self) -> Any:
        """
        One transport for all clients.
        """
        if self._transport is None:
            self._transport = AsyncHttpTransport() if self.is_async else HttpTransport()
        return self._transport

    @property
    def is_async(self) -> bool:
        return self.kind == "async"

    @property
    def really_sleep(self) -> Callable[[float], Any]:
        """
        What takes time of ours too, for many that wait for each other.
        """
        return asyncio.sleep if self.is_async else time.sleep

    def run(self, made: Any) -> Any:
        """
        Give what a call has given, awaited where it has to be; of a list, its first page.
        """
        if isinstance(made, Listing):
            return made.first_page()
        if not inspect.isawaitable(made):
            return made
        if self._runner is None:
            self._runner = asyncio.Runner()
        return self._runner.run(_awaited(made))

    def forget_clients(self) -> None:
        """
        Close all clients that were made.
        """
        for client in self.clients:
            self.run(client.close())
        self.clients.clear()

    def close(self) -> None:
        self.forget_clients()
        if self._transport is not None:
            self.run(self._transport.close())
        if self._runner is not None:
            self._runner.close()


async def _awaited(made: Any) -> Any:
    return await made


class SandboxClock:
    """
    The clock of the sandbox, which a test may set wrong.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.wrong = timedelta()
        """How far the wall clock is off."""

    def now(self) -> Moment:
        return Moment(time=self._sandbox.now + self.wrong, steady=self._sandbox.steady)


class BlockingFlow:
    """
    A flow, blocking or async, whose methods all block. Everything else of it is as it is.
    """

    def __init__(self, mode: CallMode, flow: Any) -> None:
        self._way = mode
        self.flow = flow

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.flow, name)
        if not callable(found):
            return found

        def call(*args: Any, **kwargs: Any) -> Any:
            return self._way.run(found(*args, **kwargs))

        return call

    def __repr__(self) -> str:
        return repr(self.flow)


class BlockingSca:
    """
    ``client.sca``, whose flows block.
    """

    def __init__(self, mode: CallMode, sca: Any) -> None:
        self._way = mode
        self.sca = sca

    def start(self, method: Any, *args: Any, **kwargs: Any) -> BlockingFlow:
        return BlockingFlow(self._way, self._way.run(self.sca.start(method, *args, **kwargs)))

    def resume(self, source: Any = None, **kwargs: Any) -> BlockingFlow:
        return BlockingFlow(self._way, self._way.run(self.sca.resume(source, **kwargs)))

    def with_options(self, **settings: Any) -> BlockingSca:
        return BlockingSca(self._way, self.sca.with_options(**settings))

    def unlock(self, credentials: Any = None) -> None:
        self._way.run(self.sca.unlock(credentials))


class User:
    """
    A user of one API, with a client of one kind.

    ``user.client`` is the client itself, whose methods go to ``user.start``; ``user.call``
    calls one of them at once.
    """

    def __init__(
        self, sandbox: Sandbox, mode: CallMode, api: str, known: UserCredentials, **settings: Any
    ) -> None:
        self.sandbox: Any = sandbox
        self.mode = mode
        self.api = api
        self.known = known
        """What the user signs in with."""
        self.clock = SandboxClock(sandbox)
        settings = {"user_credentials": known, **settings}
        self.client: Any = client_of(sandbox, mode, api, **settings)

    def call(self, method: Any, *args: Any, **kwargs: Any) -> Any:
        return self.mode.run(method(*args, **kwargs))

    def sca(self, **settings: Any) -> BlockingSca:
        """
        An SCA client with the time of the sandbox, in which sleeping takes no time of ours.
        """
        used = {"clock": self.clock, "sleep": self.sleeper(), **settings}
        return BlockingSca(self.mode, self.client.sca.with_options(**used))

    def start(self, method: Any, *args: Any, **kwargs: Any) -> BlockingFlow:
        """
        Begin a flow with an SCA client with the usual settings.
        """
        return self.sca().start(method, *args, **kwargs)

    def elsewhere(self, **settings: Any) -> User:
        """
        The same user in another process, or nearly: a client that shares nothing with this one.
        """
        return User(self.sandbox, self.mode, self.api, self.known, **settings)

    def sleeper(self) -> Callable[[float], Any]:
        """
        Sleeps in the time of the sandbox, with ``await`` where the client is async.
        """

        def sleep(seconds: float) -> None:
            self.sandbox.advance(timedelta(seconds=seconds))

        async def sleep_async(seconds: float) -> None:
            sleep(seconds)

        return sleep_async if self.mode.is_async else sleep


def class_of(mode: CallMode, api: str) -> Any:
    """
    The client class of an API, blocking or async.
    """
    module, name = _CLASSES[api]
    return getattr(import_module(module), f"Async{name}" if mode.is_async else name)


def client_of(sandbox: Sandbox, mode: CallMode, api: Any, **settings: Any) -> Any:
    """
    A client of an API of the sandbox.
    """
    known = sandbox.credentials
    if api == "banksapi":
        pair = known.banksapi_client, known.banksapi_client_secret
        settings.setdefault("credential_key", known.banksapi_certificate)
    else:
        pair = known.finapi_client, known.finapi_client_secret
    if api == "finapi_webform":
        settings.setdefault("token_url", f"{sandbox.url('finapi_access')}/api/v2/oauth/token")
    settings.setdefault("base_url", sandbox.url(api))
    settings.setdefault("transport", mode.transport)
    client = class_of(mode, api)(client_credentials=ClientCredentials(*pair), **settings)
    mode.clients.append(client)
    return client


def new_user(sandbox: Sandbox, mode: CallMode, api: str, **settings: Any) -> User:
    """
    A user who was just created, without accounts.
    """
    home = "finapi_access" if api == "finapi_webform" else api
    made = mode.run(client_of(sandbox, mode, home).create_user())
    return User(sandbox, mode, api, made.credentials, **settings)


def drive(
    flow: BlockingFlow,
    *,
    choose: Iterable[str] = (),
    tans: Iterable[str] = (),
    browser: Callable[[str], str] | None = None,
    most: int = 40,
) -> list[Step]:
    """
    Do what the steps want until the flow is done.

    Args:
        flow: The flow.
        choose: Ids of methods and media, one after the other; the first offered when they end.
        tans: TANs, one after the other.
        browser: Visits a page and gives the query string it brings back.
        most: More steps than this are an endless loop.

    Returns:
        All steps that were seen, the last one included.
    """
    seen: list[Step] = []
    wanted, typed = iter(choose), iter(tans)
    for step in islice(steps_of(flow), most):
        seen.append(step)
        match step:
            case ChooseMethod(methods=choices) | ChooseMedium(media=choices):
                after = flow.choose(next(wanted, choices[0].id))
            case Challenge():
                after = flow.answer(next(typed), confirm_risk=step.may_lock)
            case Redirect(url=url):
                assert url is not None
                assert browser is not None, "a page for a browser, and no one to go there"
                after = flow.handle_return(browser(url))
            case Decoupled():
                after = flow.wait()
            case _:
                raise AssertionError(f"no one knows what to do: {step}")
        assert after == flow.step, "a command returns the next step"
    assert flow.done, f"more than {most} steps: {seen[-3:]}"
    return [*seen, flow.step]


def steps_of(flow: BlockingFlow) -> Iterator[Step]:
    """
    The steps of a flow as long as it is not done.
    """
    while not flow.done:
        yield flow.step


def browser_of(sandbox: Sandbox, **query: str) -> Callable[[str], str]:
    """
    A browser: visits a page with something added to its query, and gives what it brings back.
    """

    def visit(url: str) -> str:
        page = sandbox.visit(url, **query)
        assert page.location is not None, page
        return page.location.partition("?")[2]

    return visit


def kinds(steps: Iterable[Step]) -> list[str]:
    """
    The names of steps.
    """
    return [type(step).__name__ for step in steps]
