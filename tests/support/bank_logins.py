"""
A person who uses a test login of the sandbox, and the steps that a flow takes with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain, repeat
from typing import Any, Final

from kontokit.sca.errors import ReturnRefusedError
from kontokit.sca.steps import (
    Cancelled,
    Challenge,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Failed,
    Finished,
    Redirect,
    Unknown,
    Unsupported,
)
from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import DEMO_PROVIDER
from kontokit_sandbox.demo.bank_login import BankLogin, Use
from tests.support import sca_banksapi as banksapi
from tests.support.flow_driver import BACK, BlockingFlow, CallMode, new_user
from tests.support.sca_finapi import ORDER, REDIRECTING_BANK, Customer, new_customer

_MOST: Final = 12
_PATIENCE: Final = timedelta(minutes=21)
"""Longer than any page or form of the sandbox waits."""


class Person:
    """
    Uses a login: does at pages and on the phone what it stands for, and types its TANs.
    """

    def __init__(self, sandbox: Sandbox, mode: CallMode, api: str, login: BankLogin) -> None:
        self._sandbox = sandbox
        self._api = api
        self._login = login
        self._tans = chain(login.typed, repeat(login.typed[-1]))
        self._calls = (_BanksapiCalls if api == "banksapi" else _FinapiCalls)(
            sandbox, mode, api, login
        )

    def steps(self, use: Use) -> str:
        """
        Use the login, and write the steps down as the table of logins does.
        """
        flow: BlockingFlow = getattr(self._calls, use)()
        # No one has to do anything while the bank works.
        seen = [one for one in self._seen(flow) if one != "Working"]
        # Waiting goes on with the same step.
        kept = [
            one
            for place, one in enumerate(seen)
            if one == "Challenge" or place == 0 or seen[place - 1] != one
        ]
        return " → ".join(kept)

    def _seen(self, flow: BlockingFlow) -> Iterator[str]:
        for _ in range(_MOST):
            yield described(flow)
            if flow.done or isinstance(flow.step, Unsupported):
                return
            try:
                self._act(flow, flow.step)
            except ReturnRefusedError:
                assert not flow.done
                yield "refused"
                return
        raise AssertionError(f"too many steps: {flow.step}")

    def _act(self, flow: BlockingFlow, step: Any) -> None:
        match step:
            case ChooseMethod(methods=choices) | ChooseMedium(media=choices):
                flow.choose(choices[0].id)
            case Challenge():
                flow.answer(next(self._tans), confirm_risk=step.may_lock)
            case Redirect(url=str(url)):
                self._visit(flow, url)
            case Decoupled():
                self._take_phone()
                flow.wait()
            case _:
                raise AssertionError(f"no one knows what to do: {step}")

    def _take_phone(self) -> None:
        if self._login.behaviour.method == "app-phone":
            for shown in self._sandbox.pending:
                shown.decide("approve")

    def _visit(self, flow: BlockingFlow, url: str) -> None:
        form = self._login.behaviour.form
        page = self._sandbox.visit(url, **self._calls.visit)
        if page.location is not None:
            flow.handle_return(page.location.partition("?")[2])
        elif form in (None, "expire"):
            self._sandbox.advance(_PATIENCE)
            flow.refresh()
        else:
            flow.wait()


def described(flow: BlockingFlow) -> str:
    """
    The step of a flow, in the words of the table of logins.
    """
    step, more = flow.step, ""
    match step:
        case Failed():
            more = step.reason
        case Cancelled():
            more = step.by
        case Unknown():
            more = step.seen or "unseen"
        case Finished(verified=False):
            more = "unverified"
        case Finished(needs_renewal=True):
            more = "needs renewal"
        case _:
            return type(step).__name__
    return f"{type(step).__name__}({more})"


class _BanksapiCalls:
    """
    Starts flows at BANKSapi.
    """

    visit: Final = dict[str, str]()
    """What is added to the address of a page; the page knows the login."""

    def __init__(self, sandbox: Sandbox, mode: CallMode, api: str, login: BankLogin) -> None:
        self._sandbox = sandbox
        self._login = login
        self._user = new_user(sandbox, mode, api)
        self._sca = self._user.sca(return_url=BACK)

    def start(self) -> BlockingFlow:
        return banksapi.add(self._user, self._login.name, sca=self._sca)

    def payment(self) -> BlockingFlow:
        if not self._login.behaviour.hides_wrong_tan:
            return banksapi.pay(self._user, self._login.name, sca=self._sca)
        return self._sca.start(
            self._user.client.transfers.create,
            DEMO_PROVIDER,
            "DE00123456789012345679",
            credentials=banksapi.credentials(self._login.name),
            sicherheitsverfahren_kodierung=1,
            **banksapi.LEGACY,
        )

    def renewal(self) -> BlockingFlow:
        access = banksapi.access_of("demo1")["access_id"]
        added = {**banksapi.access_of("demo1"), "access_id": access}
        assert self._sca.start(self._user.client.bank_accesses.add, **added).done
        self._sandbox.end_consents("banksapi")
        credentials = banksapi.credentials(self._login.name)
        return self._sca.start(self._user.client.consents.start, access, credentials=credentials)


class _FinapiCalls:
    """
    Starts flows at finAPI Access.
    """

    def __init__(self, sandbox: Sandbox, mode: CallMode, api: str, login: BankLogin) -> None:
        self._name = login.name
        self._user: Customer = new_customer(sandbox, mode, api)
        self._is_page = login.behaviour.method == "redirect"
        self.visit = {"login": login.name} if self._is_page else {"action": "complete"}
        """What is added to the address of a page: what is typed or pressed there."""

    def start(self) -> BlockingFlow:
        if self._is_page:
            return self._user.redirecting()
        return self._user.importing(self._name)

    def payment(self) -> BlockingFlow:
        if not self._is_page:
            return self._user.paying(self._name)
        create = self._user.client.payments.create_money_transfer
        made = self._user.call(create, bank_id=REDIRECTING_BANK, money_transfers=[ORDER])
        return self._user.start(self._user.client.payments.submit, **self._at_page(made.id))

    def renewal(self) -> BlockingFlow:
        first = self._user.redirecting() if self._is_page else self._user.importing("no-sca")
        if self._is_page:
            page = self._user.sandbox.visit(first.step.url)
            first.handle_return(page.location.partition("?")[2])
        number = first.result.id
        self._user.call(self._user.client.bank_connections.list)  # twice: it is ready then
        self._user.sandbox.end_consents("finapi_access")
        update = self._user.client.bank_connections.update
        if self._is_page:
            fields = {self._user.interface: "XS2A", "redirect_url": BACK}
            return self._user.start(update, bank_connection_id=number, **fields)
        return self._user.start(update, **self._user.entry(self._name, bank_connection_id=number))

    def _at_page(self, payment: int) -> dict[str, Any]:
        return {"payment_id": payment, self._user.interface: "XS2A", "redirect_url": BACK}
