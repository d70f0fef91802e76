"""
The view models of the template of ``banking.py``: everything is Python source.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class CallView:
    """
    A call that lists rows.
    """

    constant: str
    arguments: dict[str, str]


@frozen
class StateView:
    """
    A state of a connection.
    """

    state: str
    condition: str
    """Empty for the last one."""


@frozen
class ConnectionsView:
    """
    How connections read.
    """

    type: str
    call: CallView
    are_map: bool
    fields: dict[str, str]
    states: list[StateView]
    complete: str | None


@frozen
class AccountsView:
    """
    How accounts read.
    """

    type: str
    call: CallView | None
    inside: str | None
    """Where accounts stand in a connection."""
    fields: dict[str, str]
    kinds: dict[str, str]
    by_caller: str | None
    complete: str | None


@frozen
class BalanceView:
    """
    How one balance of an account reads, or those in a list of it.
    """

    kind: str
    fields: dict[str, str]
    each: str | None
    type: str | None
    """The type of an entry of the list."""


@frozen
class TransactionsView:
    """
    How transactions read.
    """

    type: str
    call: CallView
    late: CallView | None
    days: CallView | None
    ascending: CallView | None
    descending: CallView | None
    fields: dict[str, str]
    status: str | None
    """None where all have ``other_status``."""
    statuses: dict[str, str]
    other_status: str
    newest_first: bool
    skip_incomplete: bool
    id_hint: str | None
    """What a row without an id may be known by."""


@frozen
class NotificationView:
    """
    Where a notification names accounts.
    """

    type: str
    ids: str


@frozen
class BankingView:
    """
    The contents of ``banking.py``.
    """

    connections: ConnectionsView | None
    accounts: AccountsView
    balances: list[BalanceView]
    balance_type: str
    transactions: TransactionsView
    pending: TransactionsView | None
    notifications: list[NotificationView]
    modules: list[str]
