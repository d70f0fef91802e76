"""
People of one's own, with accounts and rows, and what happens to their logins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from ..banksapi.state.bank import Bank
from ..banksapi.state.faults import require_login as require_login_at_banksapi
from ..finapi.state.faults import require_login as require_login_at_finapi
from ..finapi.state.world import World
from ..ledger.ledger import Account, Ledger
from ..ledger.people import BANKS, AccountPlan, Kind, Profile
from ..ledger.rows import Draft
from ..server.service import Call, Handlers, Response
from ..server.timeline import BERLIN
from .errors import ControlError

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


class People:
    """
    ``sandbox.people``: those of the start are ``erika`` and ``mueller``.

    A login at a bank leads to the accounts of the person whose name follows its plus sign:
    ``sms+joerg`` behaves like ``sms`` and has the accounts of ``joerg``.
    """

    def __init__(
        self, ledger: Ledger, bank: Bank, world: World, lock: AbstractContextManager[object]
    ) -> None:
        """
        Args:
            lock: That of the sandbox.
        """
        self._ledger = ledger
        self._bank = bank
        self._world = world
        self._lock = lock

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
        accounts: Sequence[Mapping[str, Any]] = ({"kind": "checking"},),
        rows: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """
        Add a person, until the next reset.

        Args:
            person: What follows the plus sign in logins: small letters, digits, and ``.``, ``_``,
                ``-`` inside.
            name: The holder of the accounts; the same by default.
            accounts: Objects with ``kind`` (``checking``, ``savings`` or ``card``), ``opening`` and
                ``overdraft`` as texts such as ``"1500.00"``, and ``rows``: how many booked rows are
                made up. Without them nothing happens on the account by itself.
            rows: As for :meth:`add_rows`.

        Raises:
            ValueError: The name is not possible, there is such a person, or an account or a row
                makes no sense.
        """
        if not _PERSON.fullmatch(person):
            raise ValueError(f"{person!r} is no name of small letters, digits, '.', '_' and '-'")
        if not accounts:
            raise ValueError("a person needs an account")
        with self._lock:
            if person in self.all():
                raise ValueError(f"there is a person {person}; a reset removes those added")
            # Everything is read before anything is added.
            drafts = _drafts(rows, len(accounts), self._ledger.clock.now())
            plans = [self._plan(person, name or person, no, one) for no, one in enumerate(accounts)]
            added = [self._ledger.add_account(plan) for plan in plans]
            self._book(added, drafts)

    def add_rows(self, person: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """
        Book rows.

        Args:
            rows: Objects with ``amount`` such as ``"-19.99"``, and where wanted ``counterparty``,
                ``purpose``, ``account`` (the number of the account in their list, from 0), and
                ``day``: ``YYYY-MM-DD``, or days from today such as ``-3``. It is today by default,
                and not in the future.

        Raises:
            LookupError: There is no such person or account.
            ValueError: An amount or a day makes no sense.
        """
        with self._lock:
            accounts = self._accounts(person)
            self._book(accounts, _drafts(rows, len(accounts), self._ledger.clock.now()))

    def require_login(self, person: str) -> None:
        """
        Let banks want the credentials of a user again: consents end, and what is stored is no
        longer enough.

        Args:
            person: The id or name of a user at BANKSapi or finAPI, or a login at a bank of theirs.

        Raises:
            LookupError: There is no such user.
        """
        with self._lock:
            found = [require_login_at_banksapi(self._bank, person)]
            found.append(require_login_at_finapi(self._world, person))
        if not any(found):
            raise LookupError(f"no user is called {person}, and none has stored such a login")

    def lock(self, login: str) -> None:
        """
        Let banks refuse a login, as after too many wrong TANs.
        """
        with self._lock:
            self._world.banks.locked.add(login)

    def unlock(self, login: str) -> None:
        """
        Let banks accept it again.
        """
        with self._lock:
            self._world.banks.locked.discard(login)

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
            number=str(_FIRST_NUMBER + len(self._ledger.accounts) + no),
            opening=_cents(wanted.get("opening", "0")),
            rows=rows,
            overdraft=_cents(wanted.get("overdraft", "0")),
        )

    def _book(self, accounts: Sequence[Account], drafts: Sequence[tuple[int, Draft]]) -> None:
        for number, draft in drafts:
            self._ledger.book(accounts[number].no, draft)

    def _account(self, account: Account) -> dict[str, Any]:
        balance = self._ledger.balance(account.no, self._ledger.clock.now())
        return {
            "kind": account.kind,
            "name": account.name,
            "iban": account.iban,
            "bank": BANKS[account.bank_code].name,
            "balance": f"{balance:.2f}",
        }


def _drafts(
    rows: Sequence[Mapping[str, Any]], accounts: int, now: datetime
) -> list[tuple[int, Draft]]:
    """
    Read rows with the number of their account.
    """
    found = [(int(row.get("account", 0)), _draft(row, now)) for row in rows]
    for number, _ in found:
        if not 0 <= number < accounts:
            raise LookupError(f"there is no account {number}; they are counted from 0")
    return found


def _draft(row: Mapping[str, Any], now: datetime) -> Draft:
    today = now.astimezone(BERLIN).date()
    day = _day(row.get("day", "0"), today)
    if day > today:
        raise ValueError(f"{day} is in the future")
    at = now if day == today else datetime.combine(day, time(12), BERLIN).astimezone(UTC)
    amount = _cents(row["amount"])
    return Draft(
        day=day,
        cents=amount,
        kind="GUTSCHRIFT" if amount > 0 else "ÜBERWEISUNG",
        who=row.get("counterparty", ""),
        purpose=row.get("purpose", ""),
        category=row.get("category", "OTHER"),
        appeared_at=at.timestamp(),
    )


def _day(text: str, today: date) -> date:
    try:
        if re.fullmatch(r"[+-]?\d{1,5}", text):
            return today + timedelta(days=int(text))
        return date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is no day: YYYY-MM-DD, or days from today") from None


def _cents(text: str) -> int:
    if not re.fullmatch(r"-?\d{1,10}(\.\d{1,2})?", text):
        raise ValueError(f"{text!r} is no amount such as -19.99")
    return int(Decimal(text) * 100)


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
        raise ControlError(409, f"there is a person {person}; a reset removes those added")
    people.add(person, **call.body)
    return Response(status=201, body=people.get(person))


@HANDLERS.operation("addRows")
def _add_rows(people: People, call: Call) -> Response:
    people.add_rows(call.path["person"], call.body["rows"])
    return Response(body=people.get(call.path["person"]))


@HANDLERS.operation("requireLogin")
def _require_login(people: People, call: Call) -> Response:
    people.require_login(call.path["login"])
    return Response(status=204)


@HANDLERS.operation("lockLogin")
def _lock(people: People, call: Call) -> Response:
    people.lock(call.path["login"])
    return Response(status=204)


@HANDLERS.operation("unlockLogin")
def _unlock(people: People, call: Call) -> Response:
    people.unlock(call.path["login"])
    return Response(status=204)
