"""
Documents of challenges: a bank may send one as a link only, and the flow reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest

from kontokit.sca.steps import Challenge, State
from tests.support.flow_driver import BlockingFlow, CallMode
from tests.support.scripted_caller import Caller
from tests.support.scripted_provider import Answer, Provider

Serve = Callable[[Callable[[str, str], Answer]], Provider]
PDF: Final = b"%PDF-1.7\nBedingungen"
PROVIDER_ID: Final = "00000000-0000-0000-0000-000000000000"
WRONG: Final = {"code": "BA1103", "level": "ERROR", "message": "TAN falsch", "details": ""}
AS_PDF: Final = {"Content-Type": "application/pdf"}


class DocumentBank:
    """
    BANKSapi that asks for a TAN and links to a document.
    """

    def __init__(self, serve: Serve, document: Answer, **challenge: Any) -> None:
        self.document = document
        self.challenge = challenge
        self.messages: list[Any] = []
        self.is_done = False
        self.reads = 0
        self.provider = serve(self.answer)
        self.link = f"{self.provider.url}/customer/v2/bankzugaenge/a/challenge/pdf"

    def answer(self, method: str, path: str) -> Answer:
        if path.endswith("/challenge/pdf"):
            self.reads += 1
            return self.document
        own = f"{self.provider.url}/customer/v2/bankzugaenge/a"
        links = {"self": own, "get_challenge_pdf": self.link, "authenticate": f"{own}/consent/c"}
        access = {"id": "a", "providerId": PROVIDER_ID, "status": "INTERAKTION", "sync": False}
        if self.is_done:
            links, access["status"] = {"self": own}, "VOLLSTAENDIG"
        relations = [{"rel": rel, "href": href} for rel, href in links.items()]
        content = {"instructions": "Bitte lesen", **self.challenge}
        challenge = {"name": "mTAN", "content": content}
        return (
            200,
            {},
            {
                **access,
                "messages": self.messages,
                "relations": relations,
                "challenge": challenge,
            },
        )

    def started(self, mode: CallMode) -> tuple[Caller, BlockingFlow]:
        caller = Caller(mode, "banksapi", self.provider)
        consents = caller.client.consents
        return caller, caller.sca.start(consents.start, "a")


def shown(flow: BlockingFlow) -> Challenge:
    step = flow.step
    assert isinstance(step, Challenge)
    return step


def test_linked_document_is_read_and_kept(mode: CallMode, serve: Serve) -> None:
    """
    The document is part of the step, and of a record with pictures.
    """
    bank = DocumentBank(serve, (200, AS_PDF, PDF))
    caller, flow = bank.started(mode)
    step = shown(flow)
    assert step.document is not None
    assert (step.format, step.document.content) == ("pdf", PDF)
    again = caller.sca.resume(flow.record(pictures=True))
    assert again.step == step
    assert bank.reads == 1


def test_linked_document_is_read_once_for_a_challenge(mode: CallMode, serve: Serve) -> None:
    """
    After a wrong TAN the challenge is the same, and so is its document.
    """
    bank = DocumentBank(serve, (200, AS_PDF, PDF))
    _, flow = bank.started(mode)
    bank.messages = [WRONG]
    flow.answer("111111")
    step = shown(flow)
    assert step.attempts_left == 2
    assert step.document is not None
    assert bank.reads == 1
    bank.messages, bank.is_done = [], True
    flow.answer("222222")
    assert flow.state is State.FINISHED


def test_further_sca_has_a_document_of_its_own(mode: CallMode, serve: Serve) -> None:
    """
    The next challenge is another one, so its document is read too.
    """
    bank = DocumentBank(serve, (200, AS_PDF, PDF))
    _, flow = bank.started(mode)
    bank.document = (200, AS_PDF, PDF + b" 2")
    flow.answer("111111")
    step = shown(flow)
    assert step.document is not None
    assert step.document.content == PDF + b" 2"
    assert bank.reads == 2


def test_document_inside_the_challenge_is_not_read_again(mode: CallMode, serve: Serve) -> None:
    """
    The relation leads to the same document.
    """
    bank = DocumentBank(serve, (200, AS_PDF, PDF), PDF="data:application/pdf;base64,JVBERi0xLjQ=")
    _, flow = bank.started(mode)
    step = shown(flow)
    assert step.document is not None
    assert step.document.content == b"%PDF-1.4"
    assert bank.reads == 0


@pytest.mark.parametrize(
    "document",
    [
        (404, {}, {}),
        (500, {}, {}),
        (200, {"Content-Type": "text/html"}, b"<html>"),
        (200, AS_PDF, b"<html>"),
        (200, AS_PDF, b""),
        (200, AS_PDF, b"%PDF-1.7\n" + bytes(2 * 1024 * 1024)),
    ],
    ids=["absent", "error", "a page", "no PDF", "empty", "too large"],
)
def test_challenge_can_be_answered_without_its_document(
    mode: CallMode, serve: Serve, document: Answer
) -> None:
    """
    A document that cannot be read costs nothing but itself, and is not asked for again.
    """
    bank = DocumentBank(serve, document)
    _, flow = bank.started(mode)
    assert shown(flow).document is None
    bank.messages = [WRONG]
    flow.answer("111111")
    assert shown(flow).attempts_left == 2
    assert bank.reads == 1
    bank.messages, bank.is_done = [], True
    flow.answer("222222")
    assert flow.state is State.FINISHED


def test_document_elsewhere_is_not_read(mode: CallMode, serve: Serve) -> None:
    """
    The token of the user goes to the API only.
    """
    bank = DocumentBank(serve, (200, AS_PDF, PDF))
    bank.link = "https://elsewhere.invalid/customer/v2/bankzugaenge/a/challenge/pdf"
    _, flow = bank.started(mode)
    assert shown(flow).document is None
    assert bank.reads == 0
