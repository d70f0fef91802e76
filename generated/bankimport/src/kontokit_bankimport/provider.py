# Made from specs/bankimport by `python -m kontokit_generator build bankimport`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Bankimport for programs that work with all APIs, which find it by its entry point.
"""

from __future__ import annotations

from kontokit.operations import Provider

PROVIDER = Provider(
    name="bankimport",
    title="Bankimport",
    package="kontokit_bankimport",
    client="Bankimport",
    async_client="AsyncBankimport",
    reads_accounts=True,
    has_webhooks=True,
    operations={
        "addBankAccount": "bank_accounts.ADD_BANK_ACCOUNT",
        "listBankAccounts": "bank_accounts.LIST_BANK_ACCOUNTS",
        "getBankAccount": "bank_accounts.GET_BANK_ACCOUNT",
        "startImport": "bank_accounts.START_IMPORT",
        "listTransactions": "transactions.LIST_TRANSACTIONS",
        "listBankAccountTransactions": "transactions.LIST_BANK_ACCOUNT_TRANSACTIONS",
    },
)
"""The package, and the place of each operation in it."""
