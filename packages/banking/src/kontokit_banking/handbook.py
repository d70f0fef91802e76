"""
What the errors of accounts, transactions and exports mean; ``error.help`` shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kontokit.handbook import Entry, Handbook

from . import errors
from .exports import errors as export_errors

READING_ERRORS: Final[Mapping[type[Exception], Entry]] = {
    errors.BankingError: Entry(
        "Accounts or transactions could not be read.",
        "Read its message, and the docstring of its class.",
        "yes",
        "support",
    ),
    errors.NoBankingAdapterError: Entry(
        "The API of the client has no accounts, or its package is older than `kontokit-banking`."
        " Nothing was sent.",
        "Use the client of another API, or install the same version of its package.",
        "no",
        "support",
    ),
    errors.UnreadableRowError: Entry(
        "A row has no amount or no day, cannot be decoded, or stands in a list that changes all the"
        " time.",
        'Look at `error.row`. `unreadable="collect"` puts such rows beside the others.',
        "yes",
        "partial",
    ),
    errors.UnorderedRowsError: Entry(
        "A list is not in the order of days that was asked for, so that no day of it is known to be"
        " complete.",
        "Read it as a whole with `transactions`.",
        "yes",
        "support",
    ),
    errors.AccountMissingError: Entry(
        "The provider does not list the account any more.",
        "Read the accounts again. If it is gone, the user has to connect the bank once more.",
        "no",
        "not_found",
    ),
    errors.CursorMismatchError: Entry(
        "A cursor is damaged, or of another account or version.",
        "Begin without a cursor; the keys of transactions stay the same.",
        "no",
        "support",
    ),
    errors.ImplausibleChangeError: Entry(
        "More than half of the known transactions are gone, and none came back with another id. The"
        " cursor is as before.",
        "Look at the account at the provider and repeat the call. `accept=True` reports them as"
        " removed.",
        "yes",
        "later",
    ),
}
"""By class."""
EXPORT_ERRORS: Final[Mapping[type[Exception], Entry]] = {
    export_errors.ExportError: Entry(
        "An export is refused. A target that is a file is as before.",
        "Read its message; another format may have no such limit.",
        "no",
        "support",
    ),
    export_errors.UnknownFormatError: Entry(
        "There is no format of this name. Nothing was written.",
        "Choose one of `FORMATS`.",
        "no",
        "check_input",
    ),
    export_errors.ExtraMissingError: Entry(
        "The format needs a library that is not installed. Nothing was written.",
        "Install the extra of `kontokit-banking` that `error.extra` names.",
        "no",
        "support",
    ),
    export_errors.AccountNeededError: Entry(
        "The format contains the number of the account, and the account of a row is not known.",
        "Pass `account=`: the account, or all of them, with bank code or BIC.",
        "no",
        "support",
    ),
    export_errors.SeveralAccountsError: Entry(
        "The rows are of several accounts, and a file of this format holds one.",
        "Write a file for each account, or choose another format.",
        "no",
        "check_input",
    ),
    export_errors.BalanceUnknownError: Entry(
        "A statement needs the booked balance of its last day, and it is not known.",
        "Pass `balances=bank.balances(account)`, and rows up to that day. camt.052 needs none.",
        "no",
        "support",
    ),
    export_errors.CurrencyUnknownError: Entry(
        "The format needs the currency of each amount, and a row has none.",
        "Leave the row out that the message names, or choose another format.",
        "no",
        "support",
    ),
    export_errors.ValueDoesNotFitError: Entry(
        "A number or a day cannot be written exactly in this format. Nothing is rounded.",
        "Look at `error.field` of the row with the key `error.key`, or choose another format.",
        "no",
        "support",
    ),
}
"""By class."""
HANDBOOK: Final = Handbook(
    entries={**READING_ERRORS, **EXPORT_ERRORS},
    page="https://docs.kontokit.invalid/errors-banking.html",
)
