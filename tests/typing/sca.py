"""
What type checkers must see of flows about SCA; read by mypy and pyright, never run.
"""

from typing import assert_type

from kontokit.sca import AsyncFlow, Challenge, ChooseMethod, Flow, Redirect
from kontokit_banksapi import AsyncBanksapi, Banksapi
from kontokit_banksapi.models import BankAccess, ListOfBankAccesses
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from kontokit_finapi_access.models import BankConnection, Payment


def blocking(client: FinapiAccess, other: Banksapi) -> None:
    flow = client.sca.start(client.bank_connections.import_bank_connection, {"bankId": 1})
    assert_type(flow, Flow[BankConnection])
    assert_type(flow.result, BankConnection)
    assert_type(client.sca.start(client.payments.submit, {}).result, Payment)
    assert_type(other.sca.start(other.bank_accesses.add, {}), Flow[BankAccess])
    assert_type(other.sca.start(other.bank_accesses.list), Flow[ListOfBankAccesses])


async def awaiting(client: AsyncFinapiAccess, other: AsyncBanksapi) -> None:
    assert_type(await other.sca.start(other.bank_accesses.add, {}), AsyncFlow[BankAccess])
    assert_type(await other.sca.start(other.bank_accesses.list), AsyncFlow[ListOfBankAccesses])
    flow = await client.sca.start(client.bank_connections.import_bank_connection, {"bankId": 1})
    assert_type(flow, AsyncFlow[BankConnection])
    match flow.step:
        case ChooseMethod(methods=methods):
            await flow.choose(methods[0])
        case Challenge() as challenge:
            await flow.answer(challenge.text)
        case Redirect(url=url):
            assert_type(url, str | None)
        case _:
            pass
