"""
The core of the pages without a server: settings, what a page polls, problems, and the drivers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from kontokit import (
    ArgumentError,
    ConfigurationError,
    ConnectError,
    KontokitError,
    StoreError,
)
from kontokit.sca import (
    Challenge,
    Decoupled,
    Finished,
    Redirect,
    ReturnRefusedError,
    ScaConflictError,
    State,
    TansUsedUpError,
    TooEarlyError,
    Unknown,
    Working,
    WrongStepError,
)
from kontokit.sca.messages import Problem
from kontokit.stores import MemoryStore
from kontokit_web import Settings, WebFlow
from kontokit_web.commands import refuse_long_pause
from kontokit_web.entries import change, create, is_id, load, new_id
from kontokit_web.exchange import WebRequest, WebResponse
from kontokit_web.new_flow import create_flow
from kontokit_web.page import language_of
from kontokit_web.problems import problem_of
from kontokit_web.routes import Routes
from kontokit_web.state import to_json
from kontokit_web.work import Call, UseStore, Work, run, run_async

NOW = datetime.now(UTC)


def settings(**changed: Any) -> Settings:
    usual: dict[str, Any] = {
        "base_url": "https://shop.invalid/sca/",
        "secret": bytes(32),
        "store": MemoryStore(),
        "owner": lambda request: request,
        "client": lambda flow: None,
    }
    return Settings(**{**usual, **changed})


@pytest.mark.parametrize(
    "wrong",
    [
        {"base_url": "http://shop.invalid/sca"},
        {"base_url": "https://shop.invalid/sca?x=1"},
        {"base_url": "https://user@shop.invalid/sca"},
        {"base_url": "https://:word@shop.invalid/sca"},
        {"base_url": "/sca"},
        {"secret": b"short"},
        {"owner": None},
        {"language": "fr"},
    ],
)
def test_settings_that_cannot_be_safe_are_refused(wrong: dict[str, Any]) -> None:
    """
    When the application starts, not at the first user.
    """
    with pytest.raises(ConfigurationError):
        settings(**wrong)


def test_there_is_no_default_for_the_owner() -> None:
    """
    A forgotten check would show accounts to strangers.
    """
    with pytest.raises(TypeError, match="owner"):
        Settings(  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
            base_url="https://shop.invalid", secret=bytes(32), store=MemoryStore(), client=id
        )


def test_addresses_and_tokens_of_flows() -> None:
    """
    A token is bound to flow, owner and secret; keys for one purpose are none for another.
    """
    here = settings()
    assert here.origin == "https://shop.invalid"
    assert here.url("ID", "return") == "https://shop.invalid/sca/ID/return"
    flow = WebFlow(id="a", owner="b")
    others = [
        here.token(WebFlow(id="a", owner="c")),
        here.token(WebFlow(id="c", owner="b")),
        settings(secret=bytes(31) + b"1").token(flow),
        here.record_key.hex(),
    ]
    assert here.token(flow) == settings().token(flow)
    assert here.token(flow) not in others


@pytest.mark.parametrize(
    ("base_url", "origin"),
    [
        ("https://Shop.invalid:443/sca", "https://shop.invalid"),
        ("https://shop.invalid:4430/sca", "https://shop.invalid:4430"),
        ("http://127.0.0.1:80/sca", "http://127.0.0.1"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_origin_is_that_which_browsers_send(base_url: str, origin: str) -> None:
    """
    They leave out a port that is the default, and write names in lower case.
    """
    assert settings(base_url=base_url).origin == origin


@pytest.mark.parametrize("owner", [None, "", 7])
def test_nobody_has_a_flow(owner: object) -> None:
    """
    Who has not signed in cannot start one.
    """
    with pytest.raises(ConfigurationError, match="names no user"):
        run(create_flow(settings(), owner, name="", next_url=None))


@pytest.mark.parametrize(
    "url", ["https://evil.invalid", "//evil.invalid", "/\\\\evil.invalid", "x"]
)
def test_the_page_leads_to_this_site_only(url: str) -> None:
    """
    An address from a query could lead anywhere.
    """
    with pytest.raises(ArgumentError, match="next_url"):
        run(create_flow(settings(), "erika", name="", next_url=url))


def test_a_stored_flow_is_found_and_changed_once() -> None:
    """
    Ids are 128 random bits, and a change of an older state is lost.
    """
    store, flow = MemoryStore(), WebFlow(id=new_id(), owner="erika", name="import")
    assert is_id(flow.id)
    assert not any(map(is_id, ("", "x" * 21, "../" + "x" * 19, flow.id + "\n")))
    assert len({new_id() for _ in range(1000)}) == 1000
    assert load(store, flow.id) is None
    assert create(store, flow)
    assert not create(store, flow)
    assert load(store, flow.id) == flow
    changed = change(store, flow, is_reported=True)
    change(store, flow, name="late")
    assert load(store, flow.id) == changed


def polled(step: Any, state: State) -> Any:
    flow: Any = SimpleNamespace(step=step, state=state, round=1, revision=1)
    return to_json(WebFlow(id="a", owner="b"), flow)["poll"]


@pytest.mark.parametrize(
    ("step", "state", "command", "least"),
    [
        (Decoupled(not_before=NOW + timedelta(hours=1)), State.DECOUPLED, "wait", 3000),
        (Decoupled(), State.DECOUPLED, "wait", 1),
        (Working(), State.WORKING, "wait", 1),
        (Redirect(url=None, page="form"), State.REDIRECT, "wait", 5),
        (Redirect(url=None, page="bank"), State.REDIRECT, None, 3),
        (Challenge(raw="TAN"), State.CHALLENGE, None, 10),
        (Unknown(step="answer"), State.UNKNOWN, "reconcile", 20),
        (Unknown(step="answer", can_ask=False), State.UNKNOWN, None, 10),
        (Unknown(step="answer"), State.SENDING, None, 3),
    ],
)
def test_what_a_page_asks_by_itself(
    step: Any, state: State, command: str | None, least: int
) -> None:
    """
    As often as the bank allows; what only another window can change, it asks this server.
    """
    poll = polled(step, state)
    assert poll["command"] == command
    assert poll["after"] >= least


def test_the_end_is_not_asked_for() -> None:
    """
    And what another worker is sending is shown as busy, not as unknown.
    """
    assert polled(Finished(), State.FINISHED) is None
    flow: Any = SimpleNamespace(
        step=Unknown(step="answer"), state=State.SENDING, round=1, revision=1
    )
    assert to_json(WebFlow(id="a", owner="b"), flow)["step"]["kind"] == "working"


@pytest.mark.parametrize(
    ("error", "problem", "status"),
    [
        (TooEarlyError(NOW), "too_early", 429),
        (WrongStepError("x"), "changed", 409),
        (ScaConflictError(None), "changed", 409),
        (TansUsedUpError(), "tans_used_up", 403),
        (ReturnRefusedError("missing"), "return_refused", 403),
        (ArgumentError("x", place="tan"), "not_accepted", 422),
        (ConfigurationError("x"), "credentials_needed", 422),
        (ConnectError("x"), "bank_unreachable", 502),
        (StoreError("x"), "internal", 503),
        (KontokitError("x"), "internal", 500),
    ],
)
def test_errors_are_told_as_problems(error: KontokitError, problem: Problem, status: int) -> None:
    """
    The page has a text for each.
    """
    assert problem_of(error) == (problem, status)


def test_a_long_pause_is_no_pause() -> None:
    """
    No browser waits for it.
    """
    refuse_long_pause(1.0, 1.0)
    with pytest.raises(TooEarlyError):
        refuse_long_pause(1.1, 1.0)


@pytest.mark.parametrize(
    ("accepted", "chosen", "language"),
    [
        ("de-DE,en", None, "de"),
        ("fr,en-GB;q=0.5", None, "en"),
        ("fr", None, "de"),
        ("de", "en", "en"),
    ],
)
def test_the_language_of_a_page(accepted: str, chosen: Any, language: str) -> None:
    """
    The first of the browser that there is, unless the application has chosen one.
    """
    request = WebRequest(method="GET", path="", headers={"accept-language": accepted}, native=None)
    assert language_of(request, chosen) == language


def raised_in_both(work: Callable[[], Work[Any]]) -> list[object]:
    """
    What both drivers give.
    """

    async def in_thread(function: Callable[[], Any]) -> Any:
        return await asyncio.to_thread(function)

    return [run(work()), asyncio.run(run_async(work(), in_thread))]


def test_both_drivers_hand_results_and_errors_back() -> None:
    """
    An error is raised where the work has asked, so that it can be handled there.
    """

    def work() -> Work[list[object]]:
        found: list[object] = [(yield Call(lambda: 1)), (yield UseStore(lambda: 2))]
        for effect in (Call, UseStore):
            try:
                yield effect(lambda: 1 / 0)
            except ZeroDivisionError:
                found.append("caught")
        return found

    assert raised_in_both(work) == [[1, 2, "caught", "caught"]] * 2


def test_an_async_function_needs_an_async_server() -> None:
    """
    A coroutine that nobody awaits would let everybody in.
    """

    async def owner(_: object) -> str:
        return "erika"

    pages = Routes(settings(owner=owner), lambda _, __: None)
    request = WebRequest(method="GET", path=f"{'A' * 22}/step", headers={}, native=None)
    with pytest.raises(TypeError, match="async server"):
        run(pages.respond(request))


def ended(on_end: Callable[..., Any]) -> Any:
    """
    Routes over a flow that has ended, and how to open its page.
    """
    sca_flow = SimpleNamespace(
        step=Finished(), state=State.FINISHED, round=1, revision=3,
        needs_credentials=False, credential_names=(),
    )  # fmt: skip
    sca = SimpleNamespace(resume=lambda *_, **__: sca_flow)
    client = SimpleNamespace(sca=SimpleNamespace(with_options=lambda **_: sca))
    here = settings(on_end=on_end, client=lambda flow: client)
    flow = run(create_flow(here, "erika", name="", next_url=None))
    pages = Routes(here, lambda _, __: None)
    request = WebRequest(method="GET", path=f"{flow.id}/step", headers={}, native="erika")

    def look() -> WebResponse:
        return run(pages.respond(request))

    return look


def test_an_end_is_told_until_it_was_heard(caplog: pytest.LogCaptureFixture) -> None:
    """
    An application that fails is told again; the page is not disturbed by it.
    """
    heard: list[str] = []

    def on_end(flow: WebFlow, _: object) -> None:
        heard.append(flow.owner)
        if len(heard) == 1:
            raise RuntimeError("the database is away")

    look = ended(on_end)
    assert [look().status for _ in range(4)] == [200] * 4
    assert heard == ["erika", "erika"]
    assert "on_end has failed" in caplog.text
