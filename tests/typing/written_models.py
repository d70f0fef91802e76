"""
What type checkers must see of models that are written; read by mypy and pyright, never run.
"""

from decimal import Decimal

from kontokit import Secret
from kontokit_finapi_access.models import (
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
