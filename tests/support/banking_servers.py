"""
Providers on loopback that show one account and its rows in their own words, written from their
documents. A test changes the rows between two syncs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import NAMESPACE_URL, uuid5

from kontokit import AsyncClient, SyncClient
from kontokit_bankimport import AsyncBankimport, Bankimport
from kontokit_banksapi import AsyncBanksapi, Banksapi
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from kontokit_finapi_access_v1 import AsyncFinapiAccessV1, FinapiAccessV1
from tests.support.scripted_provider import Answer, Provider

IBAN = "DE89370400440532013000"
ACCESS = "629e4510-5331-47d4-9bad-8902039ff762"
START = date(2024, 5, 16)
NOON = datetime(2024, 5, 16, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """
    A row of the bank.
    """

    id: int
    amount: str = "-10.00"
    day: date = START
    text: str = "Einkauf"
    reference: str | None = None
    name: str = "Laden"
    imported: datetime = NOON
    pending: bool = False
    dated: bool = True
    """Whether the bank names a day while it is pending; else finAPI shows that of the import."""
    hash: str | None = None
    """What BANKSapi shows as the hash; None for one of the contents."""


@dataclass
class Books:
    """
    What the provider has stored.
    """

    entries: list[Entry] = field(default_factory=list[Entry])
    complete: bool = True
    iban: str | None = IBAN
    account: int = 7
    fetched: datetime = NOON
    per_page: int = 500
    asked: list[str] = field(default_factory=list[str])
    kind: str = "Checking"
    """The type of the account at finAPI."""
    connected: bool = True
    """Whether finAPI lists the connection of the account."""
    busy: bool = False
    """Whether finAPI is downloading."""
    ignores_order: bool = False
    """Whether finAPI lists rows by their ids, whatever is asked for."""
    with_ids: bool = True
    """Whether rows have ids where the document lets them be missing."""
    repeating: set[int] = field(default_factory=set[int])
    """Requests, by their number, that get the page before once more."""
    failing: int | None = None
    """From this request on, by its number, the provider has an error."""
    arriving: dict[int, Entry] = field(default_factory=dict[int, Entry])
    """Rows that come just before a request, by its number."""

    def change(self, wanted: int, **fields: Any) -> None:
        """
        Let a row say something else.
        """
        self.entries = [replace(e, **fields) if e.id == wanted else e for e in self.entries]

    def remove(self, *wanted: int) -> None:
        self.entries = [one for one in self.entries if one.id not in wanted]

    def import_again(self) -> None:
        """
        The bank tells everything anew, and it is stored with new ids.
        """
        self.fetched += timedelta(hours=1)
        self.entries = [
            replace(one, id=one.id + 5000, imported=self.fetched) for one in reversed(self.entries)
        ]

    def refresh(self) -> None:
        """
        A download has ended.
        """
        self.fetched += timedelta(hours=1)


Front = Callable[[Books, str, dict[str, str]], Any]


def finapi(books: Books, path: str, query: dict[str, str], *, v1: bool = False) -> Any:
    """
    Answer as finAPI Access.
    """
    if path.endswith("/bankConnections"):
        return {"connections": [_connection(books, v1=v1)] if books.connected else []}
    if path.endswith("/accounts"):
        return {"accounts": [_finapi_account(books, v1=v1)]}
    waiting = path.endswith("/pendingTransactions")
    rows = [one for one in books.entries if one.pending == waiting]
    if not waiting:
        assert query["view"] == "bankView", "the parts of split transactions break sums"
    rows = [one for one in rows if _is_wanted(one, query)]
    rows.sort(key=lambda one: one.id)
    if query.get("order", "").startswith("bankBookingDate") and not books.ignores_order:
        rows.sort(key=lambda one: one.day, reverse=query["order"].endswith(",desc"))
    name = "pendingTransactions" if waiting else "transactions"
    made = [_pending(one) if waiting else _finapi_row(one, v1=v1) for one in rows]
    sums = {} if waiting else {"income": 0, "spending": 0, "balance": 0}
    return {**_page(books, query, made, name), **sums}


def finapi_v1(books: Books, path: str, query: dict[str, str]) -> Any:
    """
    Answer as finAPI Access v1, which has no pending transactions, and times where v2 has days.
    """
    return finapi(books, path, query, v1=True)


def banksapi(books: Books, path: str, query: dict[str, str]) -> Any:
    """
    Answer as BANKSapi. Its ids derive from the contents; ``from`` and ``to`` are not inclusive.
    """
    if path.endswith("/bankzugaenge"):
        return {ACCESS: _access(books)}
    # Without from, only the last 90 days would come.
    since = datetime.fromisoformat(query["from"]).date()
    until = datetime.fromisoformat(query.get("to", "9999-12-31")).date()
    rows = [one for one in books.entries if not one.pending and since < one.day < until]
    made = [_banksapi_row(one) for one in rows]
    return made if books.with_ids else [{**row, "id": None} for row in made]


def bankimport(books: Books, path: str, query: dict[str, str]) -> Any:
    """
    Answer as Bankimport, which cannot be asked for days.
    """
    if path.endswith("/bank-accounts"):
        return {"bank_accounts": [_bankimport_account(books)]}
    status = query.get("status", "any")
    rows = [one for one in books.entries if status == "any" or one.pending == (status == "pending")]
    if query.get("order_by") == "imported_at_desc":
        rows.sort(key=lambda one: one.imported, reverse=True)
    else:
        rows.sort(key=lambda one: one.day, reverse=query.get("order_by") == "account_date_desc")
    page, limit = _number(books, query), int(query.get("limit", 1000))
    limit = min(limit, books.per_page)
    made = [_bankimport_row(one) for one in rows[(page - 1) * limit :][:limit]]
    return {"transactions": made if books.with_ids else [{**row, "id": None} for row in made]}


@dataclass(frozen=True)
class Api:
    """
    An API, and its clients.
    """

    front: Front
    client: Callable[[str], SyncClient]
    async_client: Callable[[str], AsyncClient]


APIS: dict[str, Api] = {
    "bankimport": Api(
        bankimport,
        lambda url: Bankimport(base_url=url, api_token="t"),
        lambda url: AsyncBankimport(base_url=url, api_token="t"),
    ),
    "banksapi": Api(
        banksapi,
        lambda url: Banksapi(base_url=url, user_token="t"),
        lambda url: AsyncBanksapi(base_url=url, user_token="t"),
    ),
    "finapi_access": Api(
        finapi,
        lambda url: FinapiAccess(base_url=url, user_token="t"),
        lambda url: AsyncFinapiAccess(base_url=url, user_token="t"),
    ),
    "finapi_access_v1": Api(
        finapi_v1,
        lambda url: FinapiAccessV1(base_url=url, user_token="t"),
        lambda url: AsyncFinapiAccessV1(base_url=url, user_token="t"),
    ),
}


@contextmanager
def serving(api: str, books: Books) -> Iterator[str]:
    """
    Serve the books as an API does; gives the address.
    """

    def answer(method: str, target: str) -> Answer:
        assert method == "GET", "reading changes nothing"
        books.asked.append(target)
        if arrived := books.arriving.pop(len(books.asked), None):
            books.entries.append(arrived)
        if books.failing is not None and len(books.asked) >= books.failing:
            return 500, {}, {"message": "down"}
        parts = urlsplit(target)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        return 200, {}, APIS[api].front(books, parts.path, query)

    provider = Provider(answer)
    try:
        yield provider.url
    finally:
        provider.close()


def _is_wanted(one: Entry, query: dict[str, str]) -> bool:
    day, imported = one.day.isoformat(), one.imported.date().isoformat()
    return (
        query.get("minBankBookingDate", "") <= day <= query.get("maxBankBookingDate", "9")
        and query.get("minImportDate", "") <= imported
    )


def _number(books: Books, query: dict[str, str]) -> int:
    number = int(query.get("page", 1))
    return max(1, number - 1) if len(books.asked) in books.repeating else number


def _page(books: Books, query: dict[str, str], rows: list[Any], name: str) -> dict[str, Any]:
    number = _number(books, query)
    size = min(int(query.get("perPage", 20)), books.per_page)
    pages = max(1, -(-len(rows) // size))
    paging = {"page": number, "perPage": size, "pageCount": pages, "totalCount": len(rows)}
    return {name: rows[(number - 1) * size :][:size], "paging": paging}


def _connection(books: Books, *, v1: bool) -> dict[str, Any]:
    result = {"result": "OK" if books.complete else "INTERNAL_SERVER_ERROR"}
    update = {**result, "timestamp": _moment(books.fetched, v1=v1)}
    interface = {
        "bankingInterface": "XS2A",
        "interface": "XS2A",
        "loginCredentials": [],
        "twoStepProcedures": [],
        "userActionRequired": False,
        "lastManualUpdate": update,
    }
    return {
        "id": 3,
        "bankId": 1,
        "bank": {"id": 1, "name": "Testbank", "blz": "37040044", "bic": "COBADEFFXXX"},
        "accountIds": [books.account],
        "categorizationStatus": "READY",
        "updateStatus": "IN_PROGRESS" if books.busy else "READY",
        "interfaces": [interface],
        "name": None,
    }


def _finapi_account(books: Books, *, v1: bool) -> dict[str, Any]:
    interface = {
        "bankingInterface": "XS2A",
        "interface": "XS2A",
        "status": "UPDATED",
        "lastSuccessfulUpdate": _moment(books.fetched, v1=v1),
    }
    return {
        "id": books.account,
        "bankConnectionId": 3,
        "accountType": books.kind,
        "accountName": "Girokonto",
        "accountNumber": "0532013000",
        "accountCurrency": "EUR",
        "iban": books.iban,
        "balance": 100.5,
        "availableFunds": 600.5,
        "overdraftLimit": 500,
        "interfaces": [interface],
        "status": "UPDATED",
        "isNew": False,
        "isSeized": False,
    }


def _finapi_row(one: Entry, *, v1: bool) -> dict[str, Any]:
    day = f"{one.day} 00:00:00.000" if v1 else one.day.isoformat()
    return {
        "id": one.id,
        "accountId": 7,
        "amount": Decimal(one.amount),
        "currency": "EUR",
        "bankBookingDate": day,
        "finapiBookingDate": "2001-01-01 00:00:00.000" if v1 else "2001-01-01",
        "valueDate": day,
        "importDate": _moment(one.imported, v1=v1),
        "purpose": one.text,
        "counterpartName": one.name,
        "endToEndReference": one.reference,
        "isAdjustingEntry": False,
        "isPotentialDuplicate": False,
        "isNew": True,
        "labels": [],
        "parentId": None,
        "children": None,
    }


def _pending(one: Entry) -> dict[str, Any]:
    return {
        "id": one.id,
        "accountId": 7,
        "amount": Decimal(one.amount),
        "currency": "EUR",
        "bankBookingDate": one.day.isoformat() if one.dated else None,
        "valueDate": (one.day if one.dated else one.imported.date()).isoformat(),
        "importDate": _moment(one.imported, v1=False),
        "purpose": one.text,
        "counterpartyName": one.name,
        "endToEndId": one.reference,
    }


def _moment(at: datetime, *, v1: bool) -> str:
    # Summer time in Berlin.
    return f"{at + timedelta(hours=2):%Y-%m-%d %H:%M:%S}.000" if v1 else at.isoformat()


def _access(books: Books) -> dict[str, Any]:
    """
    An access without its id, which need not stand beside the key of the map.
    """
    failed = {"level": "ERROR", "code": "BA3000", "message": "Der Abruf ist fehlgeschlagen"}
    product: dict[str, Any] = {
        "id": f"P{books.account}",
        "kategorie": "GIROKONTO",
        "bezeichnung": "Girokonto",
        "iban": books.iban,
        "waehrung": "EUR",
        "saldo": 100.5,
        "saldoDatum": "2024-05-16 00:00:00",
        "messages": [],
    }
    return {
        "status": "VOLLSTAENDIG",
        "type": "DEFAULT",
        "bankprodukte": [product],
        "messages": [] if books.complete else [failed],
    }


def _banksapi_row(one: Entry) -> dict[str, Any]:
    content = f"{one.amount} {one.day} {one.text} {one.name}"
    return {
        "id": str(uuid5(NAMESPACE_URL, content)),
        "hash": one.hash or str(uuid5(NAMESPACE_URL, content)),
        "betrag": Decimal(one.amount),
        "buchungsdatum": f"{one.day} 00:00:00",
        "wertstellungsdatum": f"{one.day} 00:00:00",
        "verwendungszweck": one.text,
        "gegenkontoInhaber": one.name,
        "identifier": {"endToEndId": one.reference},
    }


def _bankimport_account(books: Books) -> dict[str, Any]:
    return {
        "id": books.account,
        "account_number": "0532013000",
        "bank_code": "37040044",
        "iban": books.iban,
        "currency": "EUR",
        "balance": Decimal("100.5"),
        "account_type": "Kontokorrentkonto",
        "last_update_at": books.fetched.isoformat(),
    }


def _bankimport_row(one: Entry) -> dict[str, Any]:
    return {
        "id": one.id,
        "bank_account_id": 7,
        "account_date": one.day.isoformat(),
        "imported_at": one.imported.isoformat(),
        "status": "pending" if one.pending else "completed",
        "amount": Decimal(one.amount) if one.amount else None,
        "currency": "EUR",
        "purpose": one.text,
        "counterparty_name": one.name,
    }
