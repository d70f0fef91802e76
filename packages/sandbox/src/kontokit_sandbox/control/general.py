"""
Health, addresses and credentials, reset, consents and violations.
"""

from __future__ import annotations

from typing import Any, Protocol

from ..demo.bank_login import BankLogin
from ..server.controls import Api
from ..server.service import Call, Handlers, Response
from ..sources.source import text_of

__all__ = ["HANDLERS", "Controlled", "described"]


def described(login: BankLogin) -> dict[str, Any]:
    """
    Describe a test login as the control API does.
    """
    return {
        "name": login.name,
        "finapi": list(login.names("finapi")),
        "banksapi": list(login.names("banksapi")),
        "does": login.does,
        "ends": login.ends,
        "source": text_of(login.sources),
    }


class Controlled(Protocol):
    """
    What the control API asks of the sandbox itself.
    """

    @property
    def violations(self) -> list[Exception]:
        """
        Invalid responses and failed handlers.
        """
        ...

    @property
    def version(self) -> str:
        """
        The version of the package.
        """
        ...

    def info(self) -> dict[str, Any]:
        """
        Addresses, credentials, data and documents.
        """
        ...

    def reset(self) -> None:
        """
        Restore the initial state.
        """
        ...

    def end_consents(self, api: Api, person: str | None = None) -> None:
        """
        Expire consents.
        """
        ...


HANDLERS: Handlers[Controlled] = Handlers()


@HANDLERS.operation("getHealth")
def _health(sandbox: Controlled, _: Call) -> Response:
    return Response(body={"status": "ok", "version": sandbox.version})


@HANDLERS.operation("getInfo")
def _info(sandbox: Controlled, _: Call) -> Response:
    return Response(body=sandbox.info())


@HANDLERS.operation("reset")
def _reset(sandbox: Controlled, _: Call) -> Response:
    sandbox.reset()
    return Response(status=204)


@HANDLERS.operation("endConsents")
def _end_consents(sandbox: Controlled, call: Call) -> Response:
    sandbox.end_consents(call.body["api"], call.body.get("person"))
    return Response(status=204)


@HANDLERS.operation("listViolations")
def _violations(sandbox: Controlled, _: Call) -> Response:
    found = [{"kind": type(one).__name__, "text": str(one)} for one in sandbox.violations]
    return Response(body={"violations": found})
