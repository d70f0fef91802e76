"""
Strong customer authentication: a TAN, two SCAs in a row, an order whose answer is lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from rich.markup import escape

from kontokit import ClientCredentials
from kontokit.core.clock import Moment
from kontokit.sca import (
    Challenge,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Flow,
    NotFinishedError,
    ScaClient,
    Unknown,
)
from kontokit.sca.terminal import run
from kontokit_banksapi import Banksapi
from kontokit_finapi_access import FinapiAccess
from kontokit_sandbox import Sandbox

from .screen import console, done, title

BANK = 280001
"""finAPI's test bank."""


class SandboxTime:
    """
    The clock of the sandbox, so that polling does not wait for real seconds.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def now(self) -> Moment:
        """
        The current time.
        """
        return Moment(time=self._sandbox.now, steady=self._sandbox.steady)

    def sleep(self, seconds: float) -> None:
        """
        Advance the clock.
        """
        self._sandbox.advance(timedelta(seconds=seconds))


def walk_sca(sandbox: Sandbox) -> None:
    """
    Show flows from start to end.
    """
    title("Strong customer authentication")
    with finapi(sandbox) as client:
        user = client.create_user().client
        sca = in_sandbox_time(user.sca, sandbox)
        flow = sca.start(
            user.bank_connections.import_bank_connection,
            bank_id=BANK,
            banking_interface="XS2A",
            login_credentials=login("demo"),
        )
        answered(flow, methods=["chipTan"], answers=["123456"])
        done("finAPI: repeated the call with method and TAN", f"connection {flow.result.id}")
        lost_answer(sandbox, user, sca)
    walk_relations(sandbox)


def interactive(sandbox: Sandbox) -> None:
    """
    Choose a method, see the flicker code or the photo, and type the TAN.
    """
    title("Strong customer authentication")
    console.print("The TAN of this bank is always [bold]123456[/].\n")
    with finapi(sandbox) as client:
        user = client.create_user().client
        start = user.sca.start(
            user.bank_connections.import_bank_connection,
            bank_id=BANK,
            banking_interface="XS2A",
            login_credentials=login("demo_all_methods"),
        )
        try:
            connection = run(start, language="en")
        except NotFinishedError as error:
            console.print(f"[yellow]{escape(str(error))}[/]")
        else:
            done(f"bank connection {connection.id}", connection.bank.name)


def finapi(sandbox: Sandbox) -> FinapiAccess:
    """
    Make a client of finAPI.
    """
    known = sandbox.credentials
    credentials = ClientCredentials(known.finapi_client, known.finapi_client_secret)
    return FinapiAccess(client_credentials=credentials, base_url=sandbox.url("finapi_access"))


def login(name: str) -> dict[str, str]:
    """
    Make what a test user enters; the PIN is the name.
    """
    return {"Onlinebanking-ID": name, "PIN": name}


def in_sandbox_time(sca: ScaClient, sandbox: Sandbox) -> ScaClient:
    """
    Let flows use the clock of the sandbox.
    """
    time = SandboxTime(sandbox)
    return sca.with_options(clock=time, sleep=time.sleep)


def answered(flow: Flow[Any], *, methods: Iterable[str], answers: Iterable[str]) -> None:
    """
    Answer a flow as a user would, and print each step.
    """
    chosen, typed = iter(methods), iter(answers)
    while not flow.done:
        match flow.step:
            case ChooseMethod(methods=offered):
                done(
                    f"the bank offers {len(offered)} methods",
                    ", ".join(one.name for one in offered),
                )
                flow.choose(next(chosen))
            case ChooseMedium(media=offered):
                done(f"the bank offers {len(offered)} media", offered[0].name)
                flow.choose(offered[0])
            case Challenge() as challenge:
                shown = challenge.flicker or challenge.image or "text"
                done(f"challenge: {challenge.text}", shown)
                flow.answer(next(typed))
            case Decoupled(text=text):
                done(f"SCA number {flow.round}, in the app", text)
                flow.wait()
            case step:
                raise RuntimeError(f"unexpected step: {step}")


def lost_answer(sandbox: Sandbox, user: FinapiAccess, sca: ScaClient) -> None:
    """
    Pay, lose the response, and ask for the status instead of paying again.
    """
    account = next(iter(user.accounts.list()))
    payment = user.payments.create_money_transfer(
        account_id=account.id,
        money_transfers=[
            {
                "counterpart_name": "Erika Mustermann",
                "counterpart_iban": "DE02120300000000202051",
                "amount": Decimal("12.50"),
                "purpose": "Rechnung 4711",
            }
        ],
    )
    sandbox.disturb("finapi_access", "submitPayment", "answer lost", skip=2)
    flow = sca.start(
        user.payments.submit,
        payment_id=payment.id,
        banking_interface="XS2A",
        login_credentials=login("demo"),
    )
    answered(flow, methods=["smsTan"], answers=["123456"])
    if isinstance(flow.step, Unknown):
        done("the answer to the TAN was lost; the payment is not sent again", flow.step.step)
        flow.reconcile()
    count = len(sandbox.requests_to("finapi_access", "submitPayment"))
    done(f"payment {flow.result.id} is {flow.result.status}", f"{count} requests, one TAN")


def walk_relations(sandbox: Sandbox) -> None:
    """
    Follow BANKSapi's links through two SCAs in a row.
    """
    known = sandbox.credentials
    with Banksapi(
        client_credentials=ClientCredentials(known.banksapi_client, known.banksapi_client_secret),
        credential_key=known.banksapi_certificate,
        base_url=sandbox.url("banksapi"),
    ) as client:
        user = client.create_user().client
        sca = in_sandbox_time(user.sca, sandbox)
        flow = sca.start(
            user.bank_accesses.add,
            uuid4(),
            provider_id=known.banksapi_demo_provider,
            credentials={"userid": "test_sca_twice", "pin": "demo"},
        )
        answered(flow, methods=["902"], answers=["8534842"])
        products = len(flow.result.bankprodukte or [])
        done("BANKSapi: its links were followed", f"{products} products")
