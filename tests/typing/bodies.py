"""
What type checkers must see of the fields of bodies; read by mypy and pyright, never run. Each
ignored error must be one.
"""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from datetime import date
from decimal import Decimal
from typing import assert_type

from kontokit import UNSET, Response, Secret
from kontokit.sca import AsyncFlow, Flow
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from kontokit_finapi_access.models import (
    BankConnection,
    BankingInterface,
    LoginCredential,
    MoneyTransferOrderParams,
    Payment,
)
from kontokit_finapi_access.types import MoneyTransferOrderParamsDict

MODEL = MoneyTransferOrderParams(counterpart_iban="DE02", amount=Decimal("1.50"))
DICT: MoneyTransferOrderParamsDict = {"counterpart_iban": "DE02", "amount": Decimal("1.50")}


def calls(client: FinapiAccess) -> None:
    create = client.payments.create_money_transfer
    payment = create(
        account_id=1,
        money_transfers=[
            {
                "counterpart_name": "Erika Mustermann",
                "counterpart_iban": "DE02120300000000202051",
                "amount": Decimal("1.50"),
                "counterpart_address": {"country": "DE", "city": "Berlin"},
            }
        ],
    )
    assert_type(payment, Payment)
    create(money_transfers=[MODEL, DICT], account_id=UNSET, execution_date=date(2026, 12, 1))
    create(money_transfers=[{"counterpart_iban": "DE02", "amount": 2}])
    create(money_transfers=({"counterpart_iban": "DE02", "amount": "1.50"},))
    create(account_id=1)  # type: ignore[call-arg]
    create(money_transfers=[DICT], acount_id=1)  # type: ignore[call-arg]
    create(money_transfers=[DICT], accountId=1)  # type: ignore[call-arg]
    create(money_transfers=[DICT], account_id="1")  # type: ignore[arg-type]
    create(money_transfers=[DICT], account_id=None)  # type: ignore[arg-type]
    create(money_transfers=[{"counterpart_iban": 1, "amount": 2}])  # type: ignore[list-item]
    create(money_transfers=[{"counterpart_ban": "DE02", "amount": 2}])  # type: ignore[list-item]
    create(money_transfers=[{"amount": 2}])  # type: ignore[list-item]
    create(money_transfers=[{"counterpart_iban": "DE02", "amount": 1.5}])  # type: ignore[list-item]
    create({"moneyTransfers": [DICT]})  # type: ignore[call-arg, arg-type]
    client.accounts.edit(1, account_name="Giro")
    client.accounts.edit(1, {"accountName": "Giro"})  # type: ignore[call-arg, arg-type]
    client.create_user(is_auto_update_enabled=True)
    client.create_user(is_auto_update=True)  # type: ignore[call-arg]


def flows(client: FinapiAccess) -> None:
    start, create = client.sca.start, client.payments.create_money_transfer
    method = client.bank_connections.import_bank_connection
    flow = start(method, bank_id=1, banking_interface="XS2A", login_credentials={"PIN": "1"})
    assert_type(flow, Flow[BankConnection])
    fints, pin = BankingInterface.FINTS_SERVER, Secret("1")
    start(method, bank_id=1, banking_interface=fints, login_credentials={"PIN": pin})
    model = LoginCredential(label="PIN", value=pin)
    entries = start(
        method,
        bank_id=1,
        banking_interface="FINTS_SERVER",
        login_credentials=[model, {"label": "PIN", "value": "1"}],
    )
    assert_type(entries, Flow[BankConnection])
    paid = start(create, money_transfers=[{"counterpart_iban": "DE02", "amount": 2}])
    assert_type(paid, Flow[Payment])
    start(method, bank_id=1)  # type: ignore[call-overload]
    start(method, bankId=1, banking_interface="XS2A")  # type: ignore[call-overload]
    start(method, bank_id="1", banking_interface="XS2A")  # type: ignore[call-overload]
    start(method, {"bankId": 1, "bankingInterface": "XS2A"})  # type: ignore[call-overload]
    start(create, money_transfers=[{"counterpart_iban": 1, "amount": 2}])  # type: ignore[call-overload]
    start(create, money_transfers=[{"iban": "DE02", "amount": 2}])  # type: ignore[call-overload]
    start(create, money_transfers=[{**DICT, "amount": 1.5}])  # type: ignore[call-overload]


async def async_calls(client: AsyncFinapiAccess) -> None:
    create = client.payments.create_money_transfer
    assert_type(await create(money_transfers=[{"counterpart_iban": "DE02", "amount": 2}]), Payment)
    await create(account_id=1)  # type: ignore[call-arg]
    await create(money_transfers=[DICT], acount_id=1)  # type: ignore[call-arg]
    await create(money_transfers=[{"counterpart_iban": 1, "amount": 2}])  # type: ignore[list-item]
    await create(money_transfers=[{**DICT, "amount": 1.5}])  # type: ignore[list-item]


async def async_flows(client: AsyncFinapiAccess) -> None:
    start, create = client.sca.start, client.payments.create_money_transfer
    method = client.bank_connections.import_bank_connection
    flow = await start(method, bank_id=1, banking_interface="XS2A", login_credentials={"PIN": "1"})
    assert_type(flow, AsyncFlow[BankConnection])
    paid = await start(create, money_transfers=[{"counterpart_iban": "DE02", "amount": 2}])
    assert_type(paid, AsyncFlow[Payment])
    await start(method, bank_id=1)  # type: ignore[call-overload]
    await start(method, bankId=1, banking_interface="XS2A")  # type: ignore[call-overload]
    await start(create, money_transfers=[{"iban": "DE02", "amount": 2}])  # type: ignore[call-overload]
    await start(create, money_transfers=[{**DICT, "amount": 1.5}])  # type: ignore[call-overload]


def responses(client: FinapiAccess) -> None:
    ask, create = client.with_response, client.payments.create_money_transfer
    response = ask(create, money_transfers=[{"counterpart_iban": "DE02", "amount": 2}])
    assert_type(response, Response[Payment])
    ask(create)  # type: ignore[call-overload]
    ask(create, money_transfers=[DICT], acount_id=1)  # type: ignore[call-overload]
    ask(create, money_transfers=[{"counterpart_iban": 1, "amount": 2}])  # type: ignore[call-overload]
    ask(create, money_transfers=[{"iban": "DE02", "amount": 2}])  # type: ignore[call-overload]
    ask(create, money_transfers=[{**DICT, "amount": 1.5}])  # type: ignore[call-overload]


async def async_responses(client: AsyncFinapiAccess) -> None:
    ask, create = client.with_response, client.payments.create_money_transfer
    response = await ask(create, money_transfers=[{"counterpart_iban": "DE02", "amount": 2}])
    assert_type(response, Response[Payment])
    await ask(create)  # type: ignore[call-arg]
    await ask(create, money_transfers=[DICT], acount_id=1)  # type: ignore[call-arg]
    await ask(create, money_transfers=[{"counterpart_iban": 1, "amount": 2}])  # type: ignore[list-item]
    await ask(create, money_transfers=[{"iban": "DE02", "amount": 2}])  # type: ignore[list-item]
    await ask(create, money_transfers=[{**DICT, "amount": 1.5}])  # type: ignore[list-item]
