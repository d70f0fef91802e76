"""
What type checkers must see of models that are written; read by mypy and pyright, never run.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, assert_type

from pydantic import BaseModel

from kontokit import Secret
from kontokit_banksapi.models import CreateBankAccessData
from kontokit_finapi_access.models import (
    Account,
    BankingInterface,
    ImportBankConnectionParams,
    LoginCredential,
    MoneyTransferOrderParams,
)

LoginCredential(label="PIN", value="x")
LoginCredential(label="PIN", value=Secret("x"))
LoginCredential(label="PIN", value=4711)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

ImportBankConnectionParams(bank_id=1, banking_interface="XS2A")
ImportBankConnectionParams(
    bank_id=1, banking_interface=BankingInterface.XS2A, account_types=["Checking"]
)
ImportBankConnectionParams(bank_id=1, banking_interface=1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

MoneyTransferOrderParams(amount=Decimal("1.50"), counterpart_iban="DE02120300000000202051")
MoneyTransferOrderParams(amount="1.50", counterpart_iban="DE02120300000000202051")
MoneyTransferOrderParams(amount=1, counterpart_iban="DE02120300000000202051")
MoneyTransferOrderParams(amount=1.5, counterpart_iban="x")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def variables(texts: dict[str, str], secrets: dict[str, Secret], kinds: list[str]) -> None:
    CreateBankAccessData(provider_id="p", credentials=texts)
    CreateBankAccessData(provider_id="p", credentials=secrets)
    CreateBankAccessData(provider_id="p", credentials={"userid": "x", "pin": Secret("1")})
    CreateBankAccessData(provider_id="p", credentials={"pin": 1})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
    ImportBankConnectionParams(bank_id=1, banking_interface=kinds[0], account_types=kinds)


class Statement(BaseModel):
    account: Account
    orders: list[MoneyTransferOrderParams]


def surroundings(account: Account, order: MoneyTransferOrderParams) -> None:
    statement = Statement(account=account, orders=[order])
    assert_type(statement.account, Account)
    assert_type(statement.orders[0], MoneyTransferOrderParams)
    assert_type(account.extra, Mapping[str, Any])
