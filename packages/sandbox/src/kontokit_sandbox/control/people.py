"""
People of one's own, with accounts and rows, and what happens to their logins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import Any

from ..banksapi.state.removal import forget_person as forget_at_banksapi
from ..finapi.access.removal import forget_person as forget_at_finapi
from ..ledger.ledger import Account, Ledger
from ..ledger.listings import Listing, Pages, View
from ..ledger.people import BANKS, COMPANY, PERSON, AccountPlan, Kind, Profile
from ..ledger.rows import Draft, Row
from ..orders.bank_state import BankState
from ..server.service import Call, Handlers, Response
from .errors import ControlError
from .logins import Logins, check_pin
from .person_rows import PersonRow, Viewers, cents, drafts

__all__ = ["HANDLERS", "People"]

HANDLERS: Handlers[People] = Handlers()

_NAMES: Mapping[Kind, str] = {
    "checking": "Girokonto",
    "savings": "Sparkonto",
    "card": "Kreditkarte",
}
_PROFILES: Mapping[Kind, Profile] = {"checking": "private", "savings": "savings", "card": "card"}
_FIRST_NUMBER = 8_000_000_000
_BANK = "12345678"
_PERSON = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_OF_THE_START = (PERSON, COMPANY)


class People(Logins):
    """
    ``sandbox.people``: those of the start are ``erika`` and ``mueller``.

    A login at a bank leads to the accounts of the person whose name follows its plus sign:
    ``sms+joerg`` behaves like ``sms`` and has the accounts of ``joerg``.
    """

    def __init__(
        self,
        ledger: Ledger,
        banks: BankState,
        viewers: Viewers,
        lock: AbstractContextManager[object],
    ) -> None:
        """
        Args:
            banks: What the banks know whichever API asks.
            viewers: The APIs that show the accounts.
            lock: That of the sandbox.
        """
        super().__init__(banks, viewers, lock)
        self._ledger = ledger

    def all(self) -> list[str]:
        """
        Return the names of all people.
        """
        return list(dict.fromkeys(one.person for one in self._ledger.accounts.values()))

    def get(self, person: str) -> dict[str, Any]:
        """
        Return a person with their accounts and balances.

        Raises:
            LookupError: There is no such person.
        """
        with self._lock:
            accounts = self._accounts(person)
            return {
                "person": person,
                "name": accounts[0].holder,
                "accounts": [self._account(one) for one in accounts],
            }

    def add(
        self,
        person: str,
        *,
        name: str | None = None,
        pin: str | None = None,
        accounts: Sequence[Mapping[str, Any]] = ({"kind": "checking"},),
        rows: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """
        Add a person, until they are removed or the sandbox is reset.

        Args:
            person: What follows the plus sign in logins: small letters, digits, and ``.``, ``_``,
                ``-`` inside.
            name: The holder of the accounts; the same by default.
            pin: The only right PIN of the logins that lead to them; by default, logins take the
                PINs that they take anyway.
            accounts: Objects with ``kind`` (``checking``, ``savings`` or ``card``), ``opening`` and
                ``overdraft`` as texts such as ``"1500.00"``, and ``rows``: how many booked rows are
                made up. Without them nothing happens on the account by itself.
            rows: As for :meth:`add_rows`.

        Raises:
            ValueError: The name or the PIN is not possible, there is such a person, or an account
                or a row makes no sense.
        """
        if not _PERSON.fullmatch(person):
            raise ValueError(f"{person!r} is no name of small letters, digits, '.', '_' and '-'")
        if not accounts:
            raise ValueError("a person needs an account")
        if pin is not None:
            check_pin(pin)
        with self._lock:
            if person in self.all():
                raise ValueError(f"there is a person {person}; remove them first")
            # Everything is read before anything is added.
            found = drafts(rows, len(accounts), self._ledger.clock.now())
            plans = [self._plan(person, name or person, no, one) for no, one in enumerate(accounts)]
            added = [self._ledger.add_account(plan) for plan in plans]
            self._book(added, found)
            if pin is not None:
                self._banks.pins[person] = pin

    def remove(self, person: str) -> None:
        """
        Remove a person with their accounts, rows and standing orders. What APIs have imported of
        them goes too, as do their SCAs; orders that were carried out stay in ``executions``.

        Raises:
            LookupError: There is no such person.
            ValueError: The person is there from the start: ``erika`` or ``mueller``.
        """
        if person in _OF_THE_START:
            raise ValueError(f"{person} is there from the start, and stays")
        with self._lock:
            gone = {one.no for one in self._accounts(person)}
            self._viewers.bankimport.forget(gone)
            forget_at_banksapi(self._viewers.bank, person, gone)
            forget_at_finapi(self._viewers.world, person, gone)
            self._ledger.remove_accounts(person)
            self._forget_logins(person)

    def add_rows(self, person: str, rows: Sequence[Mapping[str, Any]]) -> list[PersonRow]:
        """
        Book rows.

        Args:
            rows: Objects with ``amount`` such as ``"-19.99"``, and where wanted ``counterparty``,
                ``purpose``, ``account`` (the number of the account in their list, from 0), and
                ``day``: ``YYYY-MM-DD``, or days from today such as ``-3``. It is today by default,
                and not in the future.

        Returns:
            The rows with their ids at the APIs that have imported the account.

        Raises:
            LookupError: There is no such person or account.
            ValueError: An amount or a day makes no sense.
        """
        with self._lock:
            accounts = self._accounts(person)
            found = drafts(rows, len(accounts), self._ledger.clock.now())
            places = self._book(accounts, found)
            now = self._ledger.clock.now()
            booked = [self._ledger.row(no, position, now) for no, position in places]
            numbers = [one.no for one in accounts]
            return [self._person_row(numbers, one) for one in booked if one is not None]

    def rows(self, person: str, account: int | None = None, *, limit: int = 100) -> list[PersonRow]:
        """
        Return the newest rows of a person, the newest first, with their ids at the APIs.

        Args:
            account: The number of an account in their list, from 0; all by default.
            limit: How many rows to return at most.

        Raises:
            LookupError: There is no such person or account.
        """
        with self._lock:
            numbers = [one.no for one in self._accounts(person)]
            if account is not None and not 0 <= account < len(numbers):
                raise LookupError(f"there is no account {account}; they are counted from 0")
            wanted = numbers if account is None else [numbers[account]]
            now = self._ledger.clock.now().timestamp()
            views = tuple(View(no, now) for no in wanted)
            listing = Listing(views=views, order="day", is_descending=True)
            found = Pages(self._ledger).rows(listing, 0, limit)
            return [self._person_row(numbers, one) for one in found]

    def _accounts(self, person: str) -> list[Account]:
        found = self._ledger.accounts_of(person)
        if not found:
            raise LookupError(f"there is no person {person}; there are {', '.join(self.all())}")
        return found

    def _plan(self, person: str, holder: str, no: int, wanted: Mapping[str, Any]) -> AccountPlan:
        kind: Kind = wanted.get("kind", "checking")
        if kind not in _NAMES:
            raise ValueError(f"{kind!r} is no kind of account: {', '.join(_NAMES)}")
        rows = int(wanted.get("rows", 0))
        return AccountPlan(
            person=person,
            holder=holder,
            name=_NAMES[kind],
            kind=kind,
            profile=_PROFILES[kind] if rows else "quiet",
            bank_code=_BANK,
            number=str(_FIRST_NUMBER + self._ledger.next_no - 1 + no),
            opening=cents(wanted.get("opening", "0")),
            rows=rows,
            overdraft=cents(wanted.get("overdraft", "0")),
        )

    def _book(
        self, accounts: Sequence[Account], found: Sequence[tuple[int, Draft]]
    ) -> list[tuple[int, int]]:
        """
        Book rows, and return where they are: account and position in the ledger.
        """
        chosen = [(accounts[number].no, draft) for number, draft in found]
        return [(no, self._ledger.book(no, draft)) for no, draft in chosen]

    def _person_row(self, numbers: Sequence[int], row: Row) -> PersonRow:
        return PersonRow(
            account=numbers.index(row.account),
            iban=self._ledger.accounts[row.account].iban,
            row=row,
            ids=tuple(self._viewers.ids(row)),
        )

    def _account(self, account: Account) -> dict[str, Any]:
        balance = self._ledger.balance(account.no, self._ledger.clock.now())
        return {
            "kind": account.kind,
            "name": account.name,
            "iban": account.iban,
            "bank": BANKS[account.bank_code].name,
            "balance": f"{balance:.2f}",
        }


@HANDLERS.operation("listPeople")
def _list(people: People, _: Call) -> Response:
    return Response(body={"people": people.all()})


@HANDLERS.operation("getPerson")
def _get(people: People, call: Call) -> Response:
    return Response(body=people.get(call.path["person"]))


@HANDLERS.operation("addPerson")
def _add(people: People, call: Call) -> Response:
    person = call.path["person"]
    if person in people.all():
        raise ControlError(409, f"there is a person {person}; remove them first")
    people.add(person, **call.body)
    return Response(status=201, body=people.get(person))


@HANDLERS.operation("removePerson")
def _remove(people: People, call: Call) -> Response:
    person = call.path["person"]
    if person in _OF_THE_START:
        raise ControlError(409, f"{person} is there from the start, and stays")
    people.remove(person)
    return Response(status=204)


@HANDLERS.operation("addRows")
def _add_rows(people: People, call: Call) -> Response:
    booked = people.add_rows(call.path["person"], call.body["rows"])
    rows = [_row(one) for one in booked]
    return Response(body={**people.get(call.path["person"]), "rows": rows})


@HANDLERS.operation("listRows")
def _list_rows(people: People, call: Call) -> Response:
    limit = call.query.get("limit", 100)
    found = people.rows(call.path["person"], call.query.get("account"), limit=limit)
    return Response(body={"rows": [_row(one) for one in found]})


def _row(one: PersonRow) -> dict[str, Any]:
    return {
        "account": one.account,
        "iban": one.iban,
        "day": one.row.day.isoformat(),
        "amount": f"{one.row.amount:.2f}",
        "counterparty": one.row.counterparty,
        "purpose": one.row.purpose,
        "is_booked": one.row.is_booked,
        "ids": [asdict(found) for found in one.ids],
    }
