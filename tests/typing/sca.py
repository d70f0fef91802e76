"""
What type checkers must see of flows about SCA; read by mypy and pyright, never run.
"""

from typing import Any, assert_type

from kontokit.sca import AsyncFlow, Challenge, ChooseMethod, Flow, Redirect, Step, Unknown
from kontokit_banksapi import AsyncBanksapi, Banksapi
from kontokit_banksapi.models import (
    BankAccess,
    Consent,
    ListOfBankAccesses,
    SingleTransferResult,
)
from kontokit_banksapi.operations.bank_accesses import ADD_BANK_ACCESS, GET_BANK_ACCESS
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from kontokit_finapi_access.models import BankConnection, Payment
from kontokit_finapi_webform import FinapiWebForm
from kontokit_finapi_webform.models import Task


def blocking(client: FinapiAccess, other: Banksapi, form: FinapiWebForm) -> None:
    flow = client.sca.start(
        client.bank_connections.import_bank_connection, bank_id=1, banking_interface="XS2A"
    )
    assert_type(flow, Flow[BankConnection])
    assert_type(flow.result, BankConnection)
    submitted = client.sca.start(client.payments.submit, payment_id=1, banking_interface="XS2A")
    assert_type(submitted.result, Payment)
    assert_type(other.sca.start(other.bank_accesses.add, "a"), Flow[BankAccess])
    assert_type(other.sca.start(other.bank_accesses.list), Flow[ListOfBankAccesses])
    assert_type(other.sca.start(other.consents.start, "a").result, BankAccess)
    called = other.sca.start(other.call, ADD_BANK_ACCESS, {}, {})
    assert_type(called, Flow[BankAccess])
    assert_type(other.sca.start(other.call, GET_BANK_ACCESS), Flow[BankAccess])
    transfer = other.sca.start(other.payments.initiate_single_transfer)
    assert_type(transfer, Flow[SingleTransferResult])
    assert_type(other.sca.start(other.bank_accesses.select_products, "a"), Flow[None])
    assert_type(other.sca.start(other.consents.cancel, "a").result, Consent)
    renewed: Flow[BankAccess] = other.sca.start(other.follow, {}, "start_sca")
    assert_type(renewed.result, BankAccess)
    assert_type(form.sca.start(form.tasks.get, "a").result, Task)
    client.sca.with_options(interaction="never")
    client.sca.with_options(interaction="sometimes")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def commands(flow: Flow[Payment]) -> None:
    step = flow.wait()
    assert_type(step, Step)
    while isinstance(step, Unknown):
        step = flow.reconcile()
    assert_type(flow.choose("id"), Step)
    assert_type(flow.answer("123456"), Step)
    assert_type(flow.confirm(), Step)
    assert_type(flow.handle_return("https://shop.example/?state=1"), Step)
    assert_type(flow.refresh(), Step)
    assert_type(flow.send_again(), Step)
    assert_type(flow.cancel(), Step)


async def awaiting(client: AsyncFinapiAccess, other: AsyncBanksapi) -> None:
    assert_type(await other.sca.start(other.bank_accesses.add, "a"), AsyncFlow[BankAccess])
    assert_type(await other.sca.start(other.bank_accesses.list), AsyncFlow[ListOfBankAccesses])
    called = await other.sca.start(other.call, ADD_BANK_ACCESS, {}, {})
    assert_type(called, AsyncFlow[BankAccess])
    nothing = await other.sca.start(other.bank_accesses.select_products, "a")
    assert_type(nothing, AsyncFlow[None])
    renewed: AsyncFlow[BankAccess] = await other.sca.start(other.follow, {}, "start_sca")
    assert_type(renewed.result, BankAccess)
    found = await client.sca.resume(reference=17)
    assert_type(found, AsyncFlow[Any])
    flow = await client.sca.start(
        client.bank_connections.import_bank_connection, bank_id=1, banking_interface="XS2A"
    )
    assert_type(flow, AsyncFlow[BankConnection])
    match flow.step:
        case ChooseMethod(methods=methods):
            assert_type(await flow.choose(methods[0]), Step)
        case Challenge() as challenge:
            assert_type(await flow.answer(challenge.text), Step)
        case Redirect(url=url):
            assert_type(url, str | None)
        case _:
            pass
