"""
The verification of a payee, at an invented API whose document and overlay ask for it: by a call
that is repeated, and by a link.
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest

from kontokit import ArgumentError
from kontokit.sca.errors import (
    InteractionRequiredError,
    ResultNotKeptError,
    ScaCancelledError,
    WrongStepError,
)
from kontokit.sca.steps import Cancelled, Challenge, Finished, PayeeCheck, Unknown, Unsupported
from kontokit.sca.terminal import run, run_async
from kontokit.stores import MemoryStore
from kontokit_generator.builder.scaffold import new_api
from kontokit_web import Settings
from kontokit_web.exchange import WebRequest, WebResponse
from kontokit_web.new_flow import create_flow, start_flow
from kontokit_web.routes import Routes
from kontokit_web.work import Work
from kontokit_web.work import run as do
from kontokit_web.work import run_async as do_async
from tests.support.flow_driver import BlockingFlow, BlockingSca, CallMode
from tests.support.generator_project import project_in
from tests.support.printed_loops import AsyncPerson, Script, ScriptedPerson, loaded, printed
from tests.support.sca_document import built
from tests.support.scripted_caller import Clock, Scripted
from tests.support.scripted_provider import Answer, Provider

Serve = Callable[[Callable[[str, str], Answer]], Provider]
PAYEE: Final = {"found": "NEAR", "owner": "Erika Muster", "words": "Bitte <b>prüfen</b>"}
ENTERED: Final = "Erika Mustermann"
KINDS: Final = ("repeat", "relations")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """
    The package that is built from the invented document.
    """
    paths = project_in(tmp_path_factory.mktemp("invented"))
    new_api("demo", paths)
    folder: Path = built(paths).parent
    sys.path.insert(0, str(folder))
    yield import_module("kontokit_demo")
    sys.path.remove(str(folder))
    for name in [one for one in sys.modules if one.partition(".")[0] == "kontokit_demo"]:
        del sys.modules[name]


class Scene:
    """
    The invented provider, playing a script, and a client of it.
    """

    def __init__(self, package: Any, mode: CallMode, serve: Serve, kind: str) -> None:
        self.kind = kind
        self.mode = mode
        self.script = Scripted((500, {}, {}))
        self.provider = serve(lambda method, path: self.script(method, path))
        make = package.AsyncDemo if mode.is_async else package.Demo
        self.client: Any = make(base_url=self.provider.url, transport=mode.transport)
        mode.clients.append(self.client)
        self.clock = Clock()
        sleep = self.clock.sleep_async if mode.is_async else self.clock.sleep
        self.sca = BlockingSca(mode, self.client.sca.with_options(clock=self.clock, sleep=sleep))

    def start(self, *answers: Answer, **options: Any) -> BlockingFlow:
        """
        Begin a flow at a provider that gives these answers.
        """
        self.script.answers = list(answers)
        method, arguments, named = self.call
        return self.sca.with_options(**options).start(method, *arguments, **named)

    @property
    def call(self) -> tuple[Any, tuple[str, ...], dict[str, Any]]:
        """
        A method, and what it is called with.
        """
        if self.kind == "repeat":
            return self.client.bills.pay, (), {"bill_id": 1, "payee_name": ENTERED}
        return self.client.accesses.put, ("a",), {"payee_name": ENTERED}

    def asks(self, **payee: Any) -> Answer:
        """
        The question for a payee.
        """
        checked = {**PAYEE, **payee}
        if self.kind == "repeat":
            return 510, {}, {"code": "SCA_WANTED", "wanted": self.wanted("NAME", payee=checked)}
        return 200, {}, {"state": "ASKS", "payee": checked, "relations": self.links("check")}

    def asks_for_a_word(self) -> Answer:
        if self.kind == "repeat":
            return 510, {}, {"code": "SCA_WANTED", "wanted": self.wanted("WORD", text="Ihre TAN?")}
        asks = {"elsewhere": False, "shown": {"text": "Ihre TAN?"}}
        return 200, {}, {"state": "ASKS", "asks": asks, "relations": self.links("answer")}

    @property
    def done(self) -> Answer:
        if self.kind == "repeat":
            return 200, {}, {"id": 1, "state": "PAID"}
        return 200, {}, {"state": "READY", "relations": self.links()}

    @property
    def confirmation(self) -> Any:
        """
        What the last request said of the payee.
        """
        body = json.loads(self.provider.last.body)
        return body["step"] if self.kind == "repeat" else body

    def wanted(self, state: str, **more: Any) -> dict[str, Any]:
        return {"ref": "r1", "state": state, **more}

    def links(self, *names: str) -> list[dict[str, str]]:
        paths = {"self": "/accesses/a", "check": "/accesses/a/payee", "answer": "/accesses/a"}
        return [{"rel": name, "href": paths[name]} for name in ("self", *names)]


@pytest.fixture(params=KINDS)
def scene(package: Any, mode: CallMode, serve: Serve, request: pytest.FixtureRequest) -> Scene:
    return Scene(package, mode, serve, request.param)


def test_payee_is_shown_confirmed_and_the_flow_goes_on(scene: Scene) -> None:
    """
    The step has result, names and text; the confirmation repeats the name that was shown.
    """
    flow = scene.start(scene.asks(), scene.asks_for_a_word(), scene.done)
    step = flow.step
    assert isinstance(step, PayeeCheck)
    assert (step.result, step.suggested_name) == ("close_match", "Erika Muster")
    assert (step.name, step.text) == (ENTERED, "Bitte prüfen")
    assert "Erika" not in repr(step)
    assert isinstance(flow.confirm(name_shown="Erika Muster", by="user-17"), Challenge)
    sent = scene.confirmation
    assert (sent["isSeen"], sent["seenName"]) == (True, "Erika Muster")
    assert flow.round == 1
    assert flow.answer("1") == Finished()


@pytest.mark.parametrize(
    ("found", "result"),
    [("FULL", "match"), ("NEAR", "close_match"), ("NONE", "no_match"), ("NO_CHECK", "not_checked")],
)
def test_every_result_is_told_and_none_is_confirmed_by_itself(
    scene: Scene, found: str, result: str
) -> None:
    """
    Neither waiting nor choosing automatically confirms anything, not even a match.
    """
    flow = scene.start(scene.asks(found=found), scene.done, auto_choose=True)
    assert flow.step.result == result
    heard = len(scene.provider.heard)
    assert flow.wait(timeout=60) == flow.step
    assert flow.wait() == flow.step
    assert len(scene.provider.heard) == heard


@pytest.mark.parametrize("name", [None, "", " ", ENTERED, "erika muster", "ja"])
def test_another_name_than_the_one_that_was_shown_is_refused(
    scene: Scene, name: str | None
) -> None:
    """
    A button that no one has looked at confirms nothing; nothing is sent or written.
    """
    flow = scene.start(scene.asks())
    before = len(scene.provider.heard), flow.record()
    with pytest.raises(ArgumentError) as caught:
        flow.confirm() if name is None else flow.confirm(name_shown=name)
    assert caught.value.place == "name_shown"
    assert "Muster" not in str(caught.value)
    assert (len(scene.provider.heard), flow.record()) == before


def test_without_a_suggested_name_that_of_the_order_counts(scene: Scene) -> None:
    """
    Most banks tell no name unless it nearly matches.
    """
    flow = scene.start(scene.asks(owner=None, found="NONE"), scene.done)
    assert flow.step.suggested_name is None
    with pytest.raises(ArgumentError):
        flow.confirm(name_shown="Erika Muster")
    assert flow.confirm(name_shown=ENTERED) == Finished()
    assert scene.confirmation["seenName"] == ENTERED


def test_record_keeps_who_confirmed_what_and_when(scene: Scene) -> None:
    """
    The evidence stays to the end of the flow, and in another process.
    """
    flow = scene.start(scene.asks(), scene.asks_for_a_word(), scene.done)
    at = scene.clock.time
    flow.confirm(name_shown="Erika Muster", by="user-17")
    again = scene.sca.resume(json.loads(json.dumps(flow.record())))
    assert again.answer("1") == Finished()
    assert again.record()["confirmations"] == [
        {
            "payee": {"result": "close_match", "suggested_name": "Erika Muster", "name": ENTERED},
            "name_shown": "Erika Muster",
            "by": "user-17",
            "at": at.isoformat(),
        }
    ]


def test_payee_may_be_decided_in_another_process(scene: Scene) -> None:
    """
    The record shows the same step.
    """
    flow = scene.start(scene.asks(), scene.done)
    again = scene.sca.resume(json.loads(json.dumps(flow.record())))
    assert again.step == flow.step
    assert again.confirm(name_shown="Erika Muster") == Finished()


def test_job_without_a_user_does_not_decide(scene: Scene) -> None:
    """
    ``interaction="never"`` raises, with the record to resume.
    """
    with pytest.raises(InteractionRequiredError) as caught:
        scene.start(scene.asks(), scene.done, interaction="never")
    assert caught.value.state == "payee_check"


def test_user_who_declines_has_cancelled(scene: Scene) -> None:
    """
    Nothing was authorised, so the order is cancelled and not unknown.
    """
    assert scene.start(scene.asks()).cancel() == Cancelled(by="caller")


def test_lost_confirmation_leaves_an_order_unknown(
    package: Any, mode: CallMode, serve: Serve
) -> None:
    """
    The bank may have carried it out at once.
    """
    scene = Scene(package, mode, serve, "repeat")
    flow = scene.start(scene.asks(), (503, {}, {}))
    step = flow.confirm(name_shown="Erika Muster")
    assert isinstance(step, Unknown)
    assert step.step == "payee"
    assert len(flow.record()["confirmations"]) == 1


def test_unknown_result_is_an_unknown_step(scene: Scene) -> None:
    """
    A new result is never taken for one of the known ones.
    """
    flow = scene.start(scene.asks(found="PERHAPS"))
    assert isinstance(flow.step, Unsupported)
    assert flow.step.code == "PERHAPS"


def test_name_is_for_payees_only(scene: Scene) -> None:
    """
    No other step is confirmed by a name.
    """
    flow = scene.start(scene.asks_for_a_word())
    with pytest.raises(ArgumentError, match="only a payee is confirmed by name"):
        flow.confirm(name_shown="Erika Muster")
    with pytest.raises(WrongStepError):
        flow.confirm()


class Person:
    """
    Types lines at a terminal.
    """

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.output = io.StringIO()

    def read(self, prompt: str) -> str:
        self.output.write(prompt)
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)

    def carries(self, scene: Scene, flow: BlockingFlow, **options: Any) -> str:
        runner: Any = run_async if scene.mode.is_async else run
        given: dict[str, Any] = {"read": self.read, "output": self.output, **options}
        with suppress(ResultNotKeptError):  # the linked operations of this API return nothing
            scene.mode.run(runner(flow.flow, **given))
        assert not self.lines
        return self.output.getvalue()


@pytest.mark.parametrize("last", ["Erika  Muster", "ja", "JA"])
def test_terminal_wants_the_name_or_the_whole_word(scene: Scene, last: str) -> None:
    """
    Enter, a letter and another name confirm nothing.
    """
    flow = scene.start(scene.asks(), scene.done)
    text = Person("", "j", "y", ENTERED, last).carries(scene, flow)
    assert "Der Name passt nicht genau zum Konto.\nBitte prüfen\nEmpfänger: Erika Muster\n" in text
    assert text.count("Das ist weder der Name noch") == 4
    assert len(flow.record()["confirmations"]) == 1


def test_terminal_takes_a_no(scene: Scene) -> None:
    """
    The whole word cancels, in English too.
    """
    flow = scene.start(scene.asks(found="NONE"))
    person = Person("n", "no")
    with pytest.raises(ScaCancelledError):
        person.carries(scene, flow, language="en")
    assert "The money may go to someone else." in person.output.getvalue()


def test_terminal_without_any_name_wants_the_name_typed(scene: Scene) -> None:
    """
    Where neither bank nor order name the payee, a yes says nothing.
    """
    scene.script.answers = [scene.asks(owner=None), scene.done]
    if scene.kind == "repeat":
        flow = scene.sca.start(scene.client.bills.pay, bill_id=1)
    else:
        flow = scene.sca.start(scene.client.accesses.put, "a")
    Person("ja", "Erika").carries(scene, flow)
    (kept,) = flow.record()["confirmations"]
    assert kept["name_shown"] == "Erika"


@pytest.mark.parametrize(("agrees", "end"), [(True, Finished), (False, Cancelled)])
def test_printed_loop_shows_the_name_and_asks(
    scene: Scene, agrees: bool, end: type[object]
) -> None:
    """
    The complete loop of docs/sca.md confirms the name that it has shown, or cancels.
    """
    script = Script(typed=("1",), agrees={"Pay Erika Muster?": (agrees,)})
    person = ScriptedPerson(script, sandbox=None)
    flow = scene.start(scene.asks(), scene.asks_for_a_word(), scene.done).flow
    block = printed("async def complete(" if scene.mode.is_async else "def complete(")
    asked: Any = AsyncPerson(person) if scene.mode.is_async else person
    scene.mode.run(loaded(block)["complete"](flow, asked))
    assert isinstance(flow.step, end)
    assert person.asked == ["Bitte prüfen. Pay Erika Muster?"]


def on_page(scene: Scene, *answers: Answer) -> Callable[..., WebResponse]:
    """
    Start a flow of a web application, and send what its page sends.
    """
    scene.script.answers = list(answers)
    client = scene.client
    settings = Settings(
        base_url="https://shop.invalid/sca",
        secret=bytes(32),
        store=MemoryStore(),
        owner=lambda request: request,
        client=lambda _: client,
    )
    pages = Routes(settings, lambda _, __: None)

    def done(work: Work[Any]) -> Any:
        if not scene.mode.is_async:
            return do(work)
        return scene.mode.run(do_async(work, asyncio.to_thread))

    flow = done(create_flow(settings, "erika", name="", next_url=None))
    done(start_flow(settings, flow, client, *scene.call))
    headers = {
        "origin": "https://shop.invalid",
        "content-type": "application/json",
        "x-csrf-token": settings.token(flow),
    }

    def send(command: str, **body: Any) -> WebResponse:
        look = WebRequest(method="GET", path=f"{flow.id}/step", headers={}, native="erika")
        body["revision"] = json.loads(done(pages.respond(look)).body)["revision"]
        request = WebRequest(
            method="POST",
            path=f"{flow.id}/{command}",
            headers=headers,
            body=json.dumps(body).encode(),
            native="erika",
        )
        response: WebResponse = done(pages.respond(request))
        return response

    return send


def test_a_page_confirms_the_name_that_it_has_shown(scene: Scene) -> None:
    """
    Neither an answer nor another name confirms; the record has the user of the application.
    """
    send = on_page(scene, scene.asks(), scene.done)
    sent = len(scene.provider.heard)
    refused = [
        send("confirm"),
        send("confirm", name_shown=""),
        send("confirm", name_shown=ENTERED),
        send("answer", answer="ja"),
        send("wait"),
    ]
    assert [one.status for one in refused] == [422, 422, 422, 409, 200]
    assert len(scene.provider.heard) == sent
    response = json.loads(send("confirm", name_shown="Erika Muster").body)
    assert response["step"]["kind"] == "finished"
    assert scene.confirmation["seenName"] == "Erika Muster"


def test_a_page_declines_a_payee(scene: Scene) -> None:
    """
    Nothing was authorised.
    """
    send = on_page(scene, scene.asks())
    assert json.loads(send("cancel").body)["step"]["kind"] == "cancelled"
