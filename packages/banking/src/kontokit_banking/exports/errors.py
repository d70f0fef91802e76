"""
Why an export is refused. A target that is a file is then left as it was.
"""

from __future__ import annotations

from ..errors import BankingError


class ExportError(BankingError):
    """
    The base of these errors.
    """


class UnknownFormatError(ExportError):
    """
    There is no format of this name; ``FORMATS`` has the names.
    """


class ExtraMissingError(ExportError):
    """
    A format needs a library that an extra of ``kontokit-banking`` installs. The message names it.
    """

    def __init__(self, name: str, extra: str) -> None:
        super().__init__(f"{name} needs an extra: pip install 'kontokit-banking[{extra}]'")
        self.extra = extra
        """Its name, such as ``xlsx``."""


class AccountNeededError(ExportError):
    """
    A format has the number of the account in it, and no account with the key of a row was given.
    """


class SeveralAccountsError(ExportError):
    """
    The rows are of several accounts, and a file of this format can hold one.
    """


class BalanceUnknownError(ExportError):
    """
    A statement begins and ends with a balance, and none is known for its last day.
    """


class CurrencyUnknownError(ExportError):
    """
    A format needs the currency of each amount, and a row has none, or none of three letters.
    """


class ValueDoesNotFitError(ExportError):
    """
    A number or a day cannot be written exactly. Nothing is rounded.
    """

    def __init__(self, key: str, field: str, limit: str) -> None:
        super().__init__(f"{field} of {key} does not fit: {limit}")
        self.key = key
        """The key of the transaction."""
        self.field = field
        """The field that does not fit."""
