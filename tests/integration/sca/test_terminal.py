"""
The ready-made runner carries every flow to its end by asking a person.
"""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kontokit import ArgumentError, ConfigurationError, ConnectError
from kontokit.sca import OutcomeUnknownError, ScaCancelledError, ScaFailedError, State
from kontokit.sca.messages import Language
from kontokit.sca.steps import Choice
from kontokit.sca.terminal import run, run_async
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BACK, BlockingFlow, CallMode, User, browser_of
from tests.support.sca_banksapi import PHOTO_TAN, add, sent, step_of, tans
from tests.support.sca_finapi import ALL, TAN, Customer, new_customer
from tests.support.sca_webform import importing

OFFERED = [
    "smsTan",
    "pushTan",
    "chipTan optisch",
    "chipTan comfort",
    "chipTan QR",
    "photoTan",
    "Demo Decoupled Auth",
    "Demo Decoupled Auth, langsam",
    "Demo Decoupled Auth, ohne Bestätigung",
]
FLICKER, COMFORT, QR, PHOTO, APP, SLOW_APP = "3", "4", "5", "6", "7", "8"


@pytest.fixture
def blocking(sandbox: Sandbox) -> Iterator[Customer]:
    """
    A user of finAPI Access who waits for every call.
    """
    mode = CallMode("sync")
    yield new_customer(sandbox, mode)
    mode.close()


@pytest.fixture
def awaiting(sandbox: Sandbox) -> Iterator[Customer]:
    """
    A user of finAPI Access with an event loop.
    """
    mode = CallMode("async")
    yield new_customer(sandbox, mode)
    mode.close()


class Person:
    """
    Types the lines that it was given, or does something instead; then the input ends.
    """

    def __init__(self, *lines: str | Callable[[], str]) -> None:
        self.output = io.StringIO()
        self.prompts: list[str] = []
        self._lines = list(lines)

    def read(self, prompt: str) -> str:
        self.prompts.append(prompt)
        self.output.write(prompt)
        if not self._lines:
            raise EOFError
        line = self._lines.pop(0)
        self.output.write("\n")
        return line if isinstance(line, str) else line()

    @property
    def text(self) -> str:
        return self.output.getvalue()

    def carries(self, flow: BlockingFlow, **settings: Any) -> Any:
        """
        Carry a flow to its end and give its result; every line has to be used up.
        """
        runner = run_async if flow._way.is_async else run
        try:
            return flow._way.run(runner(flow.flow, read=self.read, output=self.output, **settings))
        finally:
            assert not self._lines
            assert "\x1b" not in self.text


def test_a_person_chooses_by_number_and_types_the_tan(customer: Customer) -> None:
    """
    Wrong numbers are asked for again; the TAN is sent once and never written.
    """
    console = Person("0", "10", "x", "-1", "²", "", " 1. ", "", f"  {TAN} ")
    result = console.carries(customer.importing())
    assert result.id
    assert customer.tans("importBankConnection") == [TAN]
    kinds = {0: "TEXT", 1: "TEXT", 2: "FLICKER_CODE", 4: "PHOTO", 5: "PHOTO"}
    kinds |= dict.fromkeys((6, 7, 8), "hier nichts einzugeben")
    shown_kinds = [f" ({kinds[at]})" if at in kinds else "" for at in range(len(OFFERED))]
    names = zip(OFFERED, shown_kinds, strict=True)
    listed = [f"{number:3}. {name}{kind}" for number, (name, kind) in enumerate(names, 1)]
    begin = ["Bitte wählen Sie ein Verfahren.", "Womit möchten Sie freigeben?"]
    assert console.text.split("\n")[:11] == [*begin, *listed]
    assert console.text.count("Bitte eine Zahl von 1 bis 9 eingeben.") == 6
    assert console.prompts == ["Nummer: "] * 7 + ["TAN: "] * 2
    assert console.text.endswith("Erledigt.\n")
    shown = console.text.replace("Bitte geben Sie die TAN 123456 ein.", "")  # the bank says so
    assert TAN not in shown


def test_everything_is_said_in_english_too(customer: Customer) -> None:
    """
    Our sentences are English where that is asked for, the bank's stay as they are.
    """
    console = Person("no", FLICKER, TAN)
    console.carries(customer.importing(), language="en")
    lines = console.text.split("\n")
    assert lines[:2] == ["Bitte wählen Sie ein Verfahren.", "How do you want to authenticate?"]
    assert "Please enter a number from 1 to 9." in console.text
    assert "Insert your card into the TAN generator" in console.text
    assert "Bitte geben Sie die TAN 123456 ein." in lines
    assert lines[-2:] == ["Done.", ""]


def test_another_language_is_refused(customer: Customer) -> None:
    """
    German and English are what there is; nothing is asked then.
    """
    flow = customer.importing()
    wrong: Any = "fr"
    with pytest.raises(ArgumentError, match="language: the languages are de and en"):
        Person().carries(flow, language=wrong)
    assert flow.state is State.METHOD


@pytest.mark.parametrize(("number", "code"), [(FLICKER, "87149552"), (COMFORT, "1049063")])
def test_without_a_terminal_a_flicker_code_is_shown_as_text(
    customer: Customer, number: str, code: str
) -> None:
    """
    Start code and elements are shown line by line, and nothing blinks.
    """
    console = Person(number, TAN)
    assert console.carries(customer.importing()).id
    assert "Ohne Blinken:\n1. Karte in den TAN-Generator stecken" in console.text
    assert f"2. Startcode {code} eingeben" in console.text
    assert "█" not in console.text


@pytest.mark.parametrize(("number", "width"), [(QR, 55), (PHOTO, 64)])
def test_a_picture_is_drawn(customer: Customer, number: str, width: int) -> None:
    """
    Photos and QR codes are drawn with characters, without colours where there is no terminal.
    """
    console = Person(number, TAN)
    assert console.carries(customer.importing()).id
    drawn = [line for line in console.text.split("\n") if "█" in line]
    assert len(drawn) >= width // 2 - 2  # two rows in a line
    assert {len(line) for line in drawn} == {width}


def test_a_picture_that_cannot_be_drawn_is_named(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Without Pillow the user learns what to install, and can still type the TAN.
    """

    def missing() -> Any:
        raise ConfigurationError("drawing a picture needs Pillow")

    monkeypatch.setattr("kontokit.challenges.image._library", missing)
    console = Person(PHOTO, TAN)
    assert console.carries(customer.importing()).id
    assert "nicht gezeigt werden: drawing a picture needs Pillow" in console.text


@pytest.mark.parametrize("number", [APP, SLOW_APP])
def test_a_confirmation_is_waited_for(customer: Customer, number: str) -> None:
    """
    The bank's text is shown and the provider polled until the user has confirmed.
    """
    console = Person(number)
    assert console.carries(customer.importing()).id
    said = r"Bitte bestätigen Sie in Ihrer Banking-App\.\nGültig bis \d\d:\d\d:\d\d Uhr\.\nWarten …"
    assert re.search(said, console.text)
    assert console.prompts == ["Nummer: "]


def test_a_terminal_shows_the_time_that_is_left(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    In the line that says that the flow waits.
    """
    console = Person(APP)
    monkeypatch.setattr(console.output, "isatty", lambda: True)
    assert console.carries(customer.importing()).id
    assert re.search(r"\rWarten … \(Strg-C bricht ab\) noch \d+:\d\d *\n", console.text)
    assert "Gültig bis" not in console.text


def test_ctrl_c_while_waiting_gives_up(blocking: Customer) -> None:
    """
    Ctrl-C cancels the flow, and its result raises that.
    """

    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    flow = blocking.importing(sca=blocking.sca(sleep=interrupted))
    console = Person("9")
    with pytest.raises(ScaCancelledError, match="by the caller"):
        console.carries(flow)
    assert flow.state is State.CANCELLED
    assert console.text.endswith("Abbrechen …\nAbgebrochen.\n")


def test_ctrl_c_while_typing_gives_up(blocking: Customer) -> None:
    """
    So it does instead of a TAN.
    """

    def interrupted() -> str:
        raise KeyboardInterrupt

    flow = blocking.importing()
    with pytest.raises(ScaCancelledError):
        Person("1", interrupted).carries(flow)
    assert flow.state is State.CANCELLED


def test_ctrl_c_leaves_a_lost_order_to_be_asked_after(blocking: Customer, sandbox: Sandbox) -> None:
    """
    An order of unknown outcome is not given up with the waiting.
    """

    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    order = blocking.new_order()
    sandbox.disturb("finapi_access", "submitPayment", "request lost", skip=2)
    flow = blocking.paying(order=order, sca=blocking.sca(sleep=interrupted))
    with pytest.raises(OutcomeUnknownError):
        Person("1", TAN).carries(flow)
    assert flow.state is State.UNKNOWN


def test_a_cancelled_task_cancels_the_flow(awaiting: Customer) -> None:
    """
    Where the task of the async runner is cancelled, so is the flow.
    """

    async def waits_for_ever(_: float) -> None:
        await asyncio.Event().wait()

    flow = awaiting.importing(sca=awaiting.sca(sleep=waits_for_ever))
    console = Person("9")

    async def cancelled() -> None:
        task = asyncio.create_task(run_async(flow.flow, read=console.read, output=console.output))
        while "Warten" not in console.text:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    awaiting.mode.run(cancelled())
    assert flow.state is State.CANCELLED


def test_the_loop_goes_on_while_the_user_types(awaiting: Customer) -> None:
    """
    The async runner reads in a thread, so that other tasks are not held up.
    """
    flow = awaiting.importing()

    async def both() -> Any:
        here, other = asyncio.get_running_loop(), asyncio.Event()

        def slow() -> str:
            assert asyncio.run_coroutine_threadsafe(other.wait(), here).result(timeout=10)
            return "1"

        console = Person(slow, TAN)
        task = asyncio.create_task(run_async(flow.flow, read=console.read, output=console.output))
        await asyncio.sleep(0.05)
        other.set()
        return await task

    assert awaiting.mode.run(both()).id


@pytest.mark.parametrize("lines", [[], ["1"]])
def test_the_end_of_the_input_gives_up(customer: Customer, lines: list[str]) -> None:
    """
    Whatever is asked for, the end of the input cancels.
    """
    flow, console = customer.importing(), Person(*lines)
    with pytest.raises(ScaCancelledError):
        console.carries(flow)
    assert flow.state is State.CANCELLED
    assert len(customer.sent("importBankConnection")) == 1 + len(lines)


def test_a_method_that_is_the_only_one_is_taken(customer: Customer) -> None:
    """
    No one has to choose between one thing.
    """
    console = Person(TAN)
    assert console.carries(customer.importing("demo_one_method")).id
    assert console.text.startswith("Bitte wählen Sie ein Verfahren.\nEinzige Möglichkeit: smsTan\n")


def test_a_program_may_choose(customer: Customer) -> None:
    """
    What the program chooses is not asked for; what it does not choose is.
    """
    seen: list[int] = []

    def first(offered: Any) -> str | None:
        seen.append(len(offered))
        return "smsTan"

    console = Person(TAN)
    assert console.carries(customer.importing(), choose=first).id
    assert (seen, console.prompts) == ([9], ["TAN: "])
    asked = Person("2", TAN)
    assert asked.carries(customer.importing(), choose=lambda _: None).id
    assert asked.prompts[0] == "Nummer: "
    with pytest.raises(ArgumentError, match="it was not offered"):
        Person().carries(customer.importing(), choose=lambda _: Choice(id="x", name="x"))


def test_a_wrong_tan_is_counted_and_a_used_one_not_sent_again(customer: Customer) -> None:
    """
    The person hears that the bank asks again, and that a third wrong TAN may lock the access.
    """
    console = Person("1", "121212", "121212", "222222", TAN)
    assert console.carries(customer.importing("demo_wrong_tan_again")).account_ids
    assert customer.tans("importBankConnection") == ["121212", "222222", TAN]
    assert "Die Bank fragt noch einmal.\n" in console.text
    assert "Eine weitere falsche TAN kann den Zugang sperren" in console.text
    assert "Diese TAN ist schon verbraucht" in console.text
    assert not any(tan in console.text for tan in ("121212", "222222", "333333"))


def test_what_the_bank_says_of_a_failure_is_shown(customer: Customer) -> None:
    """
    The typed error is raised, and the person has read the bank's words.
    """
    console = Person("1", "121212")
    with pytest.raises(ScaFailedError, match="bank_said_no"):
        console.carries(customer.importing())
    assert console.text.endswith("Die Freigabe ist fehlgeschlagen. Die TAN ist falsch.\n")


def test_nothing_that_a_bank_says_steers_the_terminal(customer: Customer, sandbox: Sandbox) -> None:
    """
    Colours, titles and markup are gone from texts, labels and names.
    """
    evil = "\x1b]0;Titel\x07<b>Be\x1b[2Jstätigen</b>\r\n\x9b31m&amp; los\u202e"
    customer.answer_with(
        sandbox,
        status="TWO_STEP_PROCEDURE_REQUIRED",
        twoStepProcedures=[
            {"procedureId": "a", "procedureName": evil},
            {"procedureId": "b", "procedureName": "zwei\nZeilen"},
        ],
    )
    console = Person()
    with pytest.raises(ScaCancelledError):
        console.carries(customer.importing())
    assert "  2. zwei Zeilen\n" in console.text
    customer.answer_with(
        sandbox,
        status="CHALLENGE_RESPONSE_REQUIRED",
        challengeMessage=evil,
        answerFieldLabel=evil,
    )
    console = Person()
    with pytest.raises(ScaCancelledError):
        console.carries(customer.importing())
    assert "Bestätigen\n& los" in console.text
    assert not any(sign in console.text for sign in "\x07\x9b\r\u202e")
    assert len(console.prompts) == 1
    assert "\n" not in console.prompts[0]


def test_an_unreadable_optical_code_is_named(customer: Customer, sandbox: Sandbox) -> None:
    """
    What is neither a flicker code nor a picture leaves the text, and a word about it.
    """
    customer.answer_with(
        sandbox,
        status="CHALLENGE_RESPONSE_REQUIRED",
        challengeMessage="Bitte TAN",
        opticalData="bm9uc2Vuc2U=",
        opticalDataAsReinerSct=True,
    )
    console = Person()
    with pytest.raises(ScaCancelledError):
        console.carries(customer.importing())
    assert "Bitte TAN\n" in console.text
    assert "die sich nicht lesen lässt" in console.text


def test_the_address_that_the_browser_came_back_to_is_pasted(
    customer: Customer, sandbox: Sandbox
) -> None:
    """
    The page is named and opened; what is no address, and a wrong one, is asked for again.
    """
    flow = customer.redirecting()
    opened: list[str] = []

    def comes_back() -> str:
        return f"  {sandbox.visit(opened[0]).location}  "

    console = Person("", "nichts", f"{BACK}&code=1&state=wrong", comes_back)
    assert console.carries(flow, open_page=opened.append).id
    assert f"Diese Seite im Browser öffnen:\n{opened[0]}\n" in console.text
    assert console.text.count("Diese Adresse enthält keine Angaben der Bank.") == 2
    assert console.text.count("Diese Adresse gehört nicht zu dieser Freigabe.") == 1
    [callback] = customer.answers("importBankConnection")[1:]
    assert "code=7d9e%2fb%2B1%20c" in callback["redirectCallback"]


def test_wrong_returns_do_not_end_the_asking(customer: Customer, sandbox: Sandbox) -> None:
    """
    However often a wrong address is pasted, the right one is taken.
    """
    opened: list[str] = []
    right = lambda: str(sandbox.visit(opened[0]).location)  # noqa: E731
    console = Person(*[f"{BACK}&state=wrong"] * 5, right)
    assert console.carries(customer.redirecting(), open_page=opened.append).id


def test_a_page_that_was_handed_out_elsewhere_is_not_invented(
    customer: Customer, sandbox: Sandbox
) -> None:
    """
    After a resume there is no address any more; the return is taken all the same.
    """
    flow = customer.redirecting()
    url = str(flow.step.url)
    again = customer.sca().resume(flow.record())
    console = Person(lambda: f"?{browser_of(sandbox)(url)}")
    assert console.carries(again).id
    assert console.text.startswith("Gültig bis ")
    assert "Die Seite wurde schon anderswo geöffnet" in console.text


def test_photo_document_and_medium_of_banksapi(
    user_of: Callable[..., User], sandbox: Sandbox
) -> None:
    """
    A photo is drawn and its PDF named; devices are listed like methods.
    """
    user = user_of("banksapi")
    console = Person("2", PHOTO_TAN)
    assert console.carries(add(user, "test_sca_method")).id
    assert "  2. mockPhotoTAN (Scan" in console.text
    assert "Die Bank hat ein PDF mitgeschickt (193 Bytes)." in console.text
    assert "█" in console.text
    assert tans(sandbox) == [PHOTO_TAN]
    console = Person("1", "1", "2")
    assert console.carries(add(user, "test_sca_method_media")).id
    assert "Welches Gerät möchten Sie benutzen?\n  1. Handy Eins (MOBIL, bis " in console.text


def test_bank_that_cannot_be_polled_is_told_by_the_user(
    user_of: Callable[..., User], sandbox: Sandbox
) -> None:
    """
    Enter says that the app has confirmed; nothing is waited for.
    """
    console = Person("")
    flow = add(user_of("banksapi"), "test_sca_method")
    assert console.carries(flow, choose=lambda _: "914").id
    assert console.prompts == ["Enter drücken, sobald es bestätigt ist: "]
    assert len(sent(sandbox, "submitAccessConsent")) == 2


def test_unknown_step_is_shown_and_looked_at_again(user_of: Callable[..., User]) -> None:
    """
    Text, code and what is offered are written; Enter looks again, and a letter cancels.
    """
    flow = add(user_of("banksapi"), "test_future")
    console = Person("", "x", "a")
    with pytest.raises(ScaCancelledError):
        console.carries(flow)
    assert console.prompts == ["Enter: noch einmal nachsehen, a: abbrechen: "] * 3
    assert console.text.count("das dieses Programm nicht kennt (BA9999).\nPasskey nötig\n") == 3
    lines = console.text.splitlines()
    assert sum(one.startswith("Angeboten wird: ") and "passkey" in one for one in lines) == 3
    assert console.text.endswith("Abbrechen …\nAbgebrochen.\n")


def test_two_kinds_of_sca_in_a_row(user_of: Callable[..., User]) -> None:
    """
    A TAN and then a confirmation in the app are asked for one after the other.
    """
    user = user_of("banksapi")
    flow = add(user, "test_sca_twice")
    console = Person("2", "1", PHOTO_TAN)
    assert console.carries(flow).id
    assert "Bitte bestätigen Sie den Auftrag in Ihrer Banking-App\n" in console.text
    assert flow.round == 2


def test_a_form_is_waited_for(user_of: Callable[..., User], sandbox: Sandbox) -> None:
    """
    Enter waits for the form; the person hears that it is not finished yet.
    """
    user = user_of("finapi_webform")
    flow = importing(user)
    url = str(flow.step.url)

    def fills_in() -> str:
        sandbox.visit(url, action="complete", login="demo_no_msa")
        return ""

    console = Person("", fills_in)
    result = console.carries(flow)
    assert result.payload.bank_connection_id
    assert "Das Formular ist noch nicht fertig.\n" in console.text


def test_a_lost_answer_is_asked_after(customer: Customer, sandbox: Sandbox) -> None:
    """
    A payment whose answer was lost is not sent again; the runner asks what became of it.
    """
    order = customer.new_order()
    sandbox.disturb("finapi_access", "submitPayment", "answer lost", skip=2)
    console = Person("1", TAN)
    result = console.carries(customer.paying(order=order))
    assert result.status == "SUCCESSFUL"
    assert len(customer.sent("submitPayment")) == 3
    assert "Der Ausgang ist noch unbekannt. Die Bank wird gefragt …" in console.text


def test_an_order_that_stays_open_is_left_to_the_caller(
    customer: Customer, sandbox: Sandbox
) -> None:
    """
    Where the order was not handed over, it is asked three times, and nothing is sent again.
    """
    order = customer.new_order()
    sandbox.disturb("finapi_access", "submitPayment", "request lost", skip=2)
    flow, console = customer.paying(order=order), Person("1", TAN)
    with pytest.raises(OutcomeUnknownError):
        console.carries(flow)
    assert (flow.state, flow.step.seen) == (State.UNKNOWN, "open")
    assert console.text.count("Die Bank wird gefragt") == 3
    assert console.text.count("Bitte geben Sie die TAN 123456 ein.") == 1
    assert console.text.endswith("Bitte sehen Sie im Konto nach, bevor Sie es wiederholen.\n")
    assert customer.tans("submitPayment") == [TAN]


def test_it_can_be_run_again_after_a_failure_of_the_network(
    customer: Customer, sandbox: Sandbox
) -> None:
    """
    What could not be sent raises, the flow stays, and a second run finishes it.
    """
    flow = customer.importing()
    with sandbox.unreachable("finapi_access"), pytest.raises(ConnectError):
        Person("1").carries(flow)
    assert step_of(flow).methods
    assert Person("1", TAN).carries(flow).id


def test_other_errors_of_the_reader_come_through(mode: CallMode, customer: Customer) -> None:
    """
    What a reader of one's own raises is raised.
    """
    flow = customer.importing()

    def broken(_: str) -> str:
        raise ZeroDivisionError

    runner = run_async if mode.is_async else run
    with pytest.raises(ZeroDivisionError):
        mode.run(runner(flow.flow, read=broken, output=io.StringIO()))
    assert flow.state is State.METHOD


def test_the_example_of_the_login_has_all_methods(customer: Customer) -> None:
    """
    The numbers in these tests are those of the sandbox.
    """
    flow = customer.importing(ALL)
    assert [one.name for one in flow.step.methods] == OFFERED


@pytest.mark.parametrize(("language", "end"), [("de", "eingereicht"), ("en", "submitted")])
def test_an_order_is_submitted_and_not_paid(
    blocking: Customer, language: Language, end: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The last sentence about an order says what the bank has said, and no more.
    """
    flow = blocking.paying("demo_no_msa")
    run(flow.flow, language=language)
    assert end in capsys.readouterr().out.splitlines()[-1]
