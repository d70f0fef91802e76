"""
Rules by which hledger reads ``hledger-csv``.
"""

from __future__ import annotations

from typing import Final

from kontokit import ArgumentError

_RULES: Final = """\
# How hledger reads an export in the format hledger-csv.
skip 1
fields date, code, payee, note, amount, currency
date-format %Y-%m-%d
description %payee | %note
account1 {account}
"""


def hledger_rules(account: str = "assets:bank") -> str:
    """
    Write the rules by which hledger reads ``hledger-csv``. The key of a transaction becomes its
    code.

    Args:
        account: The name of the account in the journal.

    Raises:
        ArgumentError: The name is empty or has a line break.
    """
    if not account.strip() or not account.isprintable():
        raise ArgumentError("this is no name of an account", place="account")
    return _RULES.format(account=account.strip())
