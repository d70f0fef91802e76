"""
The options of an export.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeAlias, TypedDict, cast

from kontokit import ArgumentError

from ..account import Account, Balance
from ..transaction import BookingStatus
from .errors import AccountNeededError
from .formats import Format
from .report import Notes
from .writer import Job

Accounts: TypeAlias = Account[Any] | Iterable[Account[Any]]
Balances: TypeAlias = Iterable[Balance[Any]] | Mapping[str, Iterable[Balance[Any]]]


class ExportOptions(TypedDict, total=False):
    """
    Options of ``export`` and ``async_export``; all may be left out.
    """

    account: Accounts
    """The account of the rows, or several. ``FORMATS`` says where it is needed."""
    balances: Balances
    """
    What ``bank.balances(account)`` returns; of several accounts, by their keys. Statements need the
    booked one.
    """
    until: date
    """
    The last day of a statement, which the booked balance has to be of. By default it is the day of
    that balance, so the rows have to reach up to it.
    """
    number: int
    """The number of a statement, 1 to 9999; statements of banks are numbered within a year."""
    statuses: Collection[BookingStatus]
    """Which transactions are written; by default booked ones, and in camt.052 pending ones too."""
    adjustments: bool
    """Write what the provider made up so that sums fit; by default only JSON Lines has it."""
    raw: bool
    """Put the provider's object into JSON Lines."""
    overwrite: bool
    """Replace a file of this name, as by default; if not, ``FileExistsError`` is raised."""


def new_job(chosen: Format, options: ExportOptions) -> Job:
    """
    Check the options that describe the rows.

    Raises:
        AccountNeededError: The format needs an account, and none is given.
        ArgumentError: They do not fit each other.
    """
    accounts = _accounts(options.get("account", ()))
    if chosen.needs_account and not accounts:
        raise AccountNeededError(f"{chosen.name} needs the account of the rows: pass account=…")
    return Job(
        format=chosen,
        accounts=accounts,
        balances=_balances(options.get("balances", ()), accounts),
        until=options.get("until"),
        number=_number(options.get("number")),
        raw=options.get("raw", False),
        created=datetime.now(UTC),
        notes=Notes(),
    )


def chosen_statuses(chosen: Format, options: ExportOptions) -> frozenset[BookingStatus]:
    """
    Choose the statuses that are written.

    Raises:
        ArgumentError: The format cannot have one of them.
    """
    statuses = frozenset(options.get("statuses", chosen.statuses))
    if chosen.allowed is not None and (bad := statuses - set(chosen.allowed)):
        names = ", ".join(sorted(bad))
        raise ArgumentError(f"{chosen.name} cannot have {names}", place="statuses")
    return statuses


def _accounts(given: Accounts) -> dict[str, Account[Any]]:
    listed = [given] if isinstance(given, Account) else list(given)
    return {one.key: one for one in listed}


def _balances(
    given: Balances, accounts: Mapping[str, Account[Any]]
) -> dict[str, tuple[Balance[Any], ...]]:
    if isinstance(given, Mapping):
        by_key = cast("Mapping[str, Iterable[Balance[Any]]]", given)
        return {key: tuple(some) for key, some in by_key.items()}
    listed = tuple(given)
    if listed and len(accounts) != 1:
        raise ArgumentError(
            "pass the account that they belong to, or a dict by the keys of accounts",
            place="balances",
        )
    return dict.fromkeys(accounts, listed)


def _number(given: int | None) -> int | None:
    if given is not None and not 1 <= given <= 9999:
        raise ArgumentError("a statement has a number from 1 to 9999", place="number")
    return given
