from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from inspect import signature
from itertools import pairwise
from typing import Any

import pytest

from kontokit import (
    BERLIN,
    ArgumentError,
    BadRequestError,
    ListChangedError,
    NotFoundError,
    UnprocessableEntityError,
)
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess, models, types
from kontokit_finapi_access.operations.transactions import GET_AND_SEARCH_ALL_TRANSACTIONS
from kontokit_sandbox import Sandbox
from tests.support.present import present

SOME_DAYS = timedelta(days=30)
USER, BANK = models.TransactionView.USER_VIEW, models.TransactionView.BANK_VIEW
FORM: dict[str, Any] = {
    "bank_id": 280001,
    "banking_interface": "FINTS_SERVER",
    "login_credentials": {"Onlinebanking-ID": "demo_no_msa", "PIN": "demo_no_msa"},
    "store_secrets": True,
    "account_types": ["Checking", "Savings", "Security"],
}


def everything(client: FinapiAccess, view: models.TransactionView = USER) -> list[Any]:
    return list(client.transactions.list(view=view, per_page=500))


def id_of(client: FinapiAccess, place: int = 17) -> int:
    """
    The id of the transaction that was imported in a place, counted from 1.
    """
    return int(everything(client, BANK)[place - 1].id)


def total(rows: Sequence[models.Transaction]) -> Decimal:
    return sum((row.amount for row in rows), Decimal())


@pytest.fixture
def bank(finapi: FinapiAccess, sandbox: Sandbox) -> FinapiAccess:
    """
    A user with an imported bank connection: two current accounts, savings and a depot.
    """
    finapi.bank_connections.import_bank_connection(**FORM)
    sandbox.advance(timedelta(seconds=1))
    finapi.bank_connections.list().first_page()
    return finapi


@dataclass(frozen=True)
class Book:
    """
    All transactions of a user who has worked with them.
    """

    client: FinapiAccess
    rows: list[models.Transaction]
    today: date
    labels: list[models.Label]


@pytest.fixture
def book(bank: FinapiAccess, sandbox: Sandbox, sign_in: Callable[[], FinapiAccess]) -> Book:
    """
    Transactions with all that can be looked for: labels, no category, a split, an adjusting entry,
    something that was imported two days later.
    """
    labels = [bank.labels.create(name=name) for name in ("Urlaub", "Steuer")]
    sandbox.advance(timedelta(days=2))
    client = sign_in()
    ids = [0, *(row.id for row in everything(client))]
    client.transactions.edit_multiple(ids=ids[3:6], label_ids=[labels[0].id], is_new=True)
    client.transactions.edit_multiple(ids=ids[5:7], label_ids=[one.id for one in labels])
    client.transactions.edit_multiple(ids=ids[7:10], category_id=0)
    client.transactions.edit_multiple(ids=ids[10:12], category_id=200)
    ten = client.transactions.get(ids[10]).amount
    rest = ten + Decimal("1.25")
    client.transactions.split(
        ids[10],
        sub_transactions=[{"amount": Decimal("-1.25"), "purpose": "Teil"}, {"amount": rest}],
    )
    mock(client, 2, client.accounts.get(2).balance, [])
    mock(client, 1, Decimal("99000.10"), [NEW])
    known = sandbox._world.users["erika"].transactions  # what no call can set
    known[ids[12]] = {**known[ids[12]], "isPotentialDuplicate": True}
    known[ids[13]] = {**known[ids[13]], "endToEndReference": "E2E-4711 Übertrag"}
    known[ids[14]] = {**known[ids[14]], "finapiBookingDate": "2020-02-29"}
    known[ids[15]] = {**known[ids[15]], "counterpartDebitorId": "DEBITOR-15"}
    rows = everything(client)
    return Book(client, rows, max(row.import_date for row in rows).date(), labels)


NEW: dict[str, Any] = {
    "amount": Decimal("-77.70"),
    "purpose": "Beitrag Sportverein",
    "counterpart": "Turnverein Musterstadt",
    "counterpart_account_number": "4711000815",
    "counterpart_blz": "12030000",
    "counterpart_mandate_reference": "MANDAT-99",
    "counterpart_customer_reference": "KUNDE-98",
    "counterpart_creditor_id": "DE98ZZZ09999999999",
}


def mock(client: FinapiAccess, account: int, balance: Decimal | None, new: list[Any]) -> None:
    """
    Let the bank send something for one account.
    """
    data: Any = {"account_id": account, "account_balance": balance, "new_transactions": new}
    update: types.MockBankConnectionUpdateDict = {
        "bank_connection_id": client.accounts.get(account).bank_connection_id,
        "banking_interface": "FINTS_SERVER",
        "mock_accounts_data": [data],
    }
    client.mocks_and_tests.mock_batch_update(mock_bank_connection_updates=[update])


def has(words: str, *texts: str | None) -> bool:
    """
    Whether each word occurs, in any case.
    """
    text = " ".join(one or "" for one in texts).casefold()
    return all(word in text for word in words.casefold().split())


def counterpart(row: models.Transaction) -> list[str | None]:
    return [
        row.counterpart_name,
        row.counterpart_account_number,
        row.counterpart_iban,
        row.counterpart_blz,
        row.counterpart_bic,
        row.counterpart_mandate_reference,
        row.counterpart_customer_reference,
        row.counterpart_creditor_id,
        row.counterpart_debitor_id,
    ]


def anywhere(row: models.Transaction) -> list[str | None]:
    return [row.purpose, row.end_to_end_reference, *counterpart(row)]


def categories(row: models.Transaction) -> set[int | None]:
    return {row.category.id, row.category.parent_id} if row.category else {0}


def month_ago(book: Book) -> date:
    return book.today - SOME_DAYS


@dataclass(frozen=True)
class Filter:
    """
    Parameters of a search, and the same said in Python.
    """

    arguments: Callable[[Book], dict[str, Any]]
    fits: Callable[[models.Transaction, Book], bool]


FILTERS: dict[str, Filter] = {
    "account_ids": Filter(
        lambda book: {"account_ids": [1, 3]}, lambda row, book: row.account_id in (1, 3)
    ),
    "category_ids": Filter(
        lambda book: {"category_ids": [200, 500]},
        lambda row, book: bool(categories(row) & {200, 500}),
    ),
    "category_ids without children": Filter(
        lambda book: {"category_ids": [200, 500], "include_child_categories": False},
        lambda row, book: row.category is not None and row.category.id in (200, 500),
    ),
    "category_ids with children": Filter(
        lambda book: {"category_ids": [300], "include_child_categories": True},
        lambda row, book: 300 in categories(row),
    ),
    "category_ids none": Filter(
        lambda book: {"category_ids": [0]}, lambda row, book: row.category is None
    ),
    "category_ids none or one": Filter(
        lambda book: {"category_ids": [0, 400]}, lambda row, book: bool(categories(row) & {0, 400})
    ),
    "counterpart name": Filter(
        lambda book: {"counterpart": "süssmann BÄCKEREI".replace("ss", "ß")},
        lambda row, book: has("Bäckerei Süßmann", *counterpart(row)),
    ),
    "counterpart iban": Filter(
        lambda book: {"counterpart": present(book.rows[20].counterpart_iban).lower()},
        lambda row, book: row.counterpart_iban == book.rows[20].counterpart_iban,
    ),
    "counterpart bic": Filter(
        lambda book: {"counterpart": "mustdem0"},
        lambda row, book: has("mustdem0", *counterpart(row)),
    ),
    "counterpart account number": Filter(
        lambda book: {"counterpart": "4711000815"},
        lambda row, book: row.counterpart_account_number == "4711000815",
    ),
    "counterpart blz": Filter(
        lambda book: {"counterpart": "12030000"},
        lambda row, book: has("12030000", *counterpart(row)),
    ),
    "counterpart mandate": Filter(
        lambda book: {"counterpart": "mandat-99"},
        lambda row, book: row.counterpart_mandate_reference == "MANDAT-99",
    ),
    "counterpart customer": Filter(
        lambda book: {"counterpart": "kunde-98"},
        lambda row, book: row.counterpart_customer_reference == "KUNDE-98",
    ),
    "counterpart creditor": Filter(
        lambda book: {"counterpart": "de98zzz"},
        lambda row, book: row.counterpart_creditor_id == "DE98ZZZ09999999999",
    ),
    "counterpart debitor": Filter(
        lambda book: {"counterpart": "debitor-15"},
        lambda row, book: row.counterpart_debitor_id == "DEBITOR-15",
    ),
    "direction income": Filter(
        lambda book: {"direction": models.TransactionDirectionFilter.INCOME},
        lambda row, book: row.amount >= 0,
    ),
    "direction spending": Filter(
        lambda book: {"direction": "spending"}, lambda row, book: row.amount < 0
    ),
    "ids": Filter(
        lambda book: {"ids": [book.rows[98].id, book.rows[16].id, 9999]},
        lambda row, book: row in (book.rows[16], book.rows[98]),
    ),
    "is_adjusting_entry": Filter(
        lambda book: {"is_adjusting_entry": True}, lambda row, book: row.is_adjusting_entry is True
    ),
    "not is_adjusting_entry": Filter(
        lambda book: {"is_adjusting_entry": False}, lambda row, book: not row.is_adjusting_entry
    ),
    "is_new": Filter(lambda book: {"is_new": True}, lambda row, book: row.is_new is True),
    "not is_new": Filter(lambda book: {"is_new": False}, lambda row, book: not row.is_new),
    "is_potential_duplicate": Filter(
        lambda book: {"is_potential_duplicate": True},
        lambda row, book: row.is_potential_duplicate is True,
    ),
    "not is_potential_duplicate": Filter(
        lambda book: {"is_potential_duplicate": False},
        lambda row, book: not row.is_potential_duplicate,
    ),
    "label_ids": Filter(
        lambda book: {"label_ids": [book.labels[1].id]},
        lambda row, book: book.labels[1] in present(row.labels),
    ),
    "label_ids several": Filter(
        lambda book: {"label_ids": [one.id for one in book.labels]},
        lambda row, book: bool(row.labels),
    ),
    "min_amount": Filter(
        lambda book: {"min_amount": book.rows[20].amount},
        lambda row, book: row.amount >= book.rows[20].amount,
    ),
    "max_amount": Filter(
        lambda book: {"max_amount": book.rows[20].amount},
        lambda row, book: row.amount <= book.rows[20].amount,
    ),
    "amount between": Filter(
        lambda book: {"min_amount": Decimal("-50.00"), "max_amount": Decimal("-12.5")},
        lambda row, book: -50 <= row.amount <= Decimal("-12.5"),
    ),
    "min_bank_booking_date": Filter(
        lambda book: {"min_bank_booking_date": book.rows[200].bank_booking_date},
        lambda row, book: row.bank_booking_date >= book.rows[200].bank_booking_date,
    ),
    "max_bank_booking_date": Filter(
        lambda book: {"max_bank_booking_date": book.rows[200].bank_booking_date},
        lambda row, book: row.bank_booking_date <= book.rows[200].bank_booking_date,
    ),
    "min_finapi_booking_date": Filter(
        lambda book: {"min_finapi_booking_date": book.rows[100].finapi_booking_date},
        lambda row, book: row.finapi_booking_date >= book.rows[100].finapi_booking_date,
    ),
    "max_finapi_booking_date": Filter(
        lambda book: {"max_finapi_booking_date": date(2020, 2, 29)},
        lambda row, book: row.finapi_booking_date <= date(2020, 2, 29),
    ),
    "min_import_date": Filter(
        lambda book: {"min_import_date": book.today},
        lambda row, book: present(row.import_date).date() >= book.today,
    ),
    "max_import_date": Filter(
        lambda book: {"max_import_date": book.today - timedelta(days=1)},
        lambda row, book: present(row.import_date).date() < book.today,
    ),
    "purpose": Filter(
        lambda book: {"purpose": "LINDNER köln"},
        lambda row, book: has("lindner köln", row.purpose),
    ),
    "purpose of a part": Filter(
        lambda book: {"purpose": "teil"}, lambda row, book: has("teil", row.purpose)
    ),
    "search purpose": Filter(
        lambda book: {"search": "fahrschein münchen"},
        lambda row, book: has("fahrschein münchen", *anywhere(row)),
    ),
    "search counterpart": Filter(
        lambda book: {"search": "großmann"}, lambda row, book: has("großmann", *anywhere(row))
    ),
    "search both": Filter(
        lambda book: {"search": "sportverein mandat-99"},
        lambda row, book: has("sportverein mandat-99", *anywhere(row)),
    ),
    "search end-to-end reference": Filter(
        lambda book: {"search": "e2e-4711 ÜBERTRAG"},
        lambda row, book: row.end_to_end_reference == "E2E-4711 Übertrag",
    ),
    "several": Filter(
        lambda book: {
            "account_ids": [1],
            "direction": "spending",
            "category_ids": [201],
            "min_bank_booking_date": month_ago(book),
            "search": "lindner",
        },
        lambda row, book: (
            row.account_id == 1
            and row.amount < 0
            and 201 in categories(row)
            and row.bank_booking_date >= month_ago(book)
            and has("lindner", *anywhere(row))
        ),
    ),
}


@pytest.mark.parametrize("name", FILTERS)
def test_transactions_are_searched(book: Book, name: str) -> None:
    """
    A search gives those transactions of all that fit, no other, and their exact sums.
    """
    one = FILTERS[name]
    wanted = [row for row in book.rows if one.fits(row, book)]
    assert 0 < len(wanted) < len(book.rows)
    arguments = one.arguments(book)
    assert list(book.client.transactions.list(view=USER, **arguments, per_page=150)) == wanted
    page = book.client.transactions.list(view=USER, **arguments, per_page=1).first_page()
    assert page.paging.total_count == len(wanted)
    assert page.income == total([row for row in wanted if row.amount > 0])
    assert page.spending == total([row for row in wanted if row.amount < 0])
    assert page.balance == page.income + page.spending


def test_every_documented_filter_is_tried(book: Book) -> None:
    """
    Each parameter of the list but view, order and those of pages stands in a search above.
    """
    known = set(signature(FinapiAccess(user_token="x").transactions.list).parameters)
    tried = {name for one in FILTERS.values() for name in one.arguments(book)}
    assert known - {"view", "order", "page", "per_page", "max_items", "options"} == tried


def test_both_directions_are_all(book: Book) -> None:
    """
    The direction all leaves nothing out.
    """
    found = book.client.transactions.list(view=USER, direction="all", per_page=500)
    assert list(found) == book.rows


def test_nothing_may_be_found(book: Book) -> None:
    """
    An empty result has no rows, no pages and sums of zero.
    """
    page = book.client.transactions.list(view=USER, search="gibt es nicht").first_page()
    assert (page.transactions, page.paging.total_count, page.paging.page_count) == ([], 0, 0)
    assert {page.income, page.spending, page.balance} == {Decimal()}


def test_transactions_come_in_pages(bank: FinapiAccess) -> None:
    """
    Pages of 200 hold all rows once, and each tells the sums over all of them.
    """
    rows = everything(bank)
    pages = list(bank.transactions.list(view=USER, per_page=200).pages())
    assert [len(page.transactions) for page in pages] == [200, 200, 194]
    assert [row for page in pages for row in page.transactions] == rows
    assert [row.id for row in rows] == sorted({row.id for row in rows})
    assert {page.balance for page in pages} == {total(rows)}
    assert {page.paging.total_count for page in pages} == {594}
    assert bank.transactions.list(view=USER).first_page().paging.per_page == 500
    page = bank.call(GET_AND_SEARCH_ALL_TRANSACTIONS, {"view": USER})
    assert page.paging.per_page == 20
    assert len(list(bank.transactions.list(view=USER, max_items=3))) == 3


def test_a_row_deleted_during_a_walk_is_noticed_and_nothing_lost(bank: FinapiAccess) -> None:
    """
    The rows behind it move up by one, over the end of the page; the total falls.
    """
    order = ["id,asc"]
    every = {row.id for row in everything(bank)}
    seen: list[int] = []

    def walk() -> None:
        for row in bank.transactions.list(view=USER, order=order, per_page=100):
            seen.append(row.id)
            if len(seen) == 50:
                bank.transactions.delete(seen[0])

    with pytest.raises(ListChangedError) as caught:
        walk()
    changed = caught.value
    assert (len(seen), changed.page) == (100, 2)
    assert (changed.total_before, changed.total_after) == (len(every), len(every) - 1)
    rest = bank.transactions.list(view=USER, order=order, per_page=100, page=changed.page - 1)
    assert {*seen, *(row.id for row in rest)} == every


def test_pages_have_limits(bank: FinapiAccess) -> None:
    """
    A page has 500 rows at most, and its number begins with 1.
    """
    limits: list[dict[str, Any]] = [{"per_page": 501}, {"per_page": 0}, {"page": 0}]
    for wrong in limits:
        with pytest.raises((ArgumentError, BadRequestError)):
            bank.transactions.list(view=USER, **wrong).first_page()


def test_a_thousand_ids_are_enough(bank: FinapiAccess) -> None:
    """
    With 1001 ids a search is refused, with 1000 it is not.
    """
    ids = [*(row.id for row in everything(bank)), *range(1, 1002)][:1001]
    assert bank.transactions.list(view=USER, ids=ids[:1000]).first_page().paging.total_count == 594
    with pytest.raises((ArgumentError, BadRequestError)):
        bank.transactions.list(view=USER, ids=ids).first_page()


ORDERS: dict[str, Callable[[models.Transaction], Any]] = {
    "id": lambda row: row.id,
    "parentId": lambda row: row.parent_id,
    "accountId": lambda row: row.account_id,
    "valueDate": lambda row: row.value_date,
    "bankBookingDate": lambda row: row.bank_booking_date,
    "finapiBookingDate": lambda row: row.finapi_booking_date,
    "amount": lambda row: row.amount,
    "purpose": lambda row: row.purpose,
    "counterpartName": lambda row: row.counterpart_name,
    "counterpartAccountNumber": lambda row: row.counterpart_account_number,
    "counterpartIban": lambda row: row.counterpart_iban,
    "counterpartBlz": lambda row: row.counterpart_blz,
    "counterpartBic": lambda row: row.counterpart_bic,
    "type": lambda row: row.type,
    "primanota": lambda row: row.primanota,
    "category.id": lambda row: row.category and row.category.id,
    "category.name": lambda row: row.category and row.category.name,
    "isPotentialDuplicate": lambda row: row.is_potential_duplicate,
    "isNew": lambda row: row.is_new,
    "importDate": lambda row: row.import_date,
}


@pytest.mark.parametrize("field", ORDERS)
def test_transactions_are_sorted(book: Book, field: str) -> None:
    """
    All transactions come sorted by a field, up and down; those without it stand together.
    """
    for order, is_down in (([field], False), ([f"{field},asc"], False), ([f"{field},desc"], True)):
        rows = list(book.client.transactions.list(view=USER, order=order, per_page=250))
        assert sorted(row.id for row in rows) == [row.id for row in book.rows]
        found = [ORDERS[field](row) for row in rows]
        values = [one.lower() if isinstance(one, str) else one for one in found if one is not None]
        assert values == sorted(values, reverse=is_down)
        holes = [place for place, one in enumerate(found) if one is None]
        assert len(holes) in (0, len(range(holes[0], holes[-1] + 1)) if holes else 0)


def test_several_orders_count_one_after_the_other(book: Book) -> None:
    """
    Rows that are equal by the first field are sorted by the second.
    """
    order = ["accountId,desc", "bankBookingDate,asc", "amount,desc"]
    rows = list(book.client.transactions.list(view=USER, order=order, per_page=500))

    def key(row: models.Transaction) -> Any:
        return -row.account_id, row.bank_booking_date, -row.amount

    assert rows == sorted(book.rows, key=key)


@pytest.mark.parametrize("order", ["foo", "labels,asc", "id,sideways"])
def test_an_unknown_order_is_refused(bank: FinapiAccess, order: str) -> None:
    """
    What is no field or no direction is a bad request.
    """
    with pytest.raises(BadRequestError) as caught:
        bank.transactions.list(view=USER, order=[order]).first_page()
    assert caught.value.code == "UNSUPPORTED_ORDER"


def test_a_split_is_seen_by_the_user_only(bank: FinapiAccess) -> None:
    """
    The bank's view shows a split transaction whole, the user's view its parts.
    """
    number = id_of(bank)
    row = bank.transactions.get(number)
    category = bank.categories.create(name="Fahrrad")
    label = bank.labels.create(name="Urlaub")
    bank.transactions.edit(number, label_ids=[label.id])
    parts: list[types.SubTransactionParamsDict] = [
        {"amount": Decimal("-0.01"), "category_id": category.id, "label_ids": [label.id]},
        {"amount": row.amount + Decimal("0.01"), "purpose": "Rest", "counterpart": "Jemand"},
    ]
    before = bank.transactions.list(view=USER).first_page()
    split = bank.transactions.split(number, sub_transactions=parts)
    assert split.children is not None
    assert number in [one.id for one in everything(bank, BANK)]
    assert not set(split.children) & {one.id for one in everything(bank, BANK)}
    assert number not in [one.id for one in everything(bank)]
    first, second = (bank.transactions.get(one) for one in split.children)
    assert (first.parent_id, second.parent_id) == (number, number)
    assert (first.category, second.category) == (category, row.category)
    assert (first.purpose, second.purpose) == (row.purpose, "Rest")
    assert (first.counterpart_name, second.counterpart_name) == (row.counterpart_name, "Jemand")
    assert (first.labels, second.labels) == ([label], [])
    assert first.amount + second.amount == row.amount
    after = bank.transactions.list(view=USER).first_page()
    assert after.balance == before.balance == bank.transactions.list(view=BANK).first_page().balance
    assert after.paging.total_count == before.paging.total_count + 1


def test_a_split_is_restored(bank: FinapiAccess) -> None:
    """
    A restored transaction is what it was, and its parts are gone.
    """
    number = id_of(bank)
    row = bank.transactions.get(number)
    split = bank.transactions.split(
        number,
        sub_transactions=[{"amount": row.amount - 1, "category_id": 0}, {"amount": Decimal(1)}],
    )
    assert split.children is not None
    assert bank.transactions.get(split.children[0]).category is None
    assert bank.transactions.restore(number) == row
    assert row in everything(bank)
    for part in split.children:
        with pytest.raises(NotFoundError):
            bank.transactions.get(part)
    with pytest.raises(UnprocessableEntityError):
        bank.transactions.restore(number)


def test_a_second_split_replaces_the_first(bank: FinapiAccess) -> None:
    """
    A transaction that is split again has the new parts only.
    """
    number = id_of(bank)
    amount = bank.transactions.get(number).amount
    halves: list[types.SubTransactionParamsDict] = [
        {"amount": amount - 2},
        {"amount": Decimal(2)},
    ]
    first = bank.transactions.split(number, sub_transactions=halves).children
    thirds: list[types.SubTransactionParamsDict] = [
        {"amount": amount - 2},
        {"amount": Decimal(1)},
        {"amount": Decimal(1)},
    ]
    second = bank.transactions.split(number, sub_transactions=thirds).children
    assert first is not None
    assert second is not None
    assert len(second) == 3
    assert [row.id for row in everything(bank) if row.parent_id == number] == second
    with pytest.raises(UnprocessableEntityError):
        bank.transactions.split(second[0], sub_transactions=halves)
    with pytest.raises(UnprocessableEntityError):
        bank.transactions.delete(second[0])


def test_a_split_adds_up(bank: FinapiAccess) -> None:
    """
    Parts that do not add up are refused, and nothing is split.
    """
    number = id_of(bank)
    amount = bank.transactions.get(number).amount
    with pytest.raises(UnprocessableEntityError):
        bank.transactions.split(
            number, sub_transactions=[{"amount": amount}, {"amount": Decimal("0.01")}]
        )
    assert bank.transactions.get(number).children is None


def test_a_transaction_is_edited(bank: FinapiAccess) -> None:
    """
    What is named changes, what is left out stays.
    """
    number = id_of(bank)
    label = bank.labels.create(name="Steuer")
    row = bank.transactions.get(number)
    edited = bank.transactions.edit(number, category_id=400, label_ids=[label.id], is_new=True)
    assert edited.category is not None
    assert (edited.category.name, edited.labels, edited.is_new) == ("Mobilität", [label], True)
    edited = bank.transactions.edit(number, is_new=False, category_id=0)
    assert (edited.category, edited.labels, edited.is_new) == (None, [label], False)
    assert bank.transactions.get(number) == edited
    assert (edited.amount, edited.purpose) == (row.amount, row.purpose)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"label_ids": [99], "is_new": True}, NotFoundError),
        ({"category_id": 9999, "is_new": True}, NotFoundError),
        ({"is_potential_duplicate": True, "is_new": True}, BadRequestError),
    ],
)
def test_an_edit_needs_what_exists(
    bank: FinapiAccess, body: dict[str, Any], error: type[NotFoundError]
) -> None:
    """
    Unknown labels and categories are 404, a duplicate is only denied, and nothing changes.
    """
    number = id_of(bank)
    with pytest.raises(error):
        bank.transactions.edit(number, **body)
    assert not bank.transactions.get(number).is_new
    with pytest.raises(error):
        bank.transactions.edit_multiple(ids=[number], **body)
    assert not bank.transactions.get(number).is_new


def test_a_duplicate_is_confirmed_to_be_none(book: Book) -> None:
    """
    The flag of a potential duplicate is cleared by hand.
    """
    number = id_of(book.client, 12)
    assert book.client.transactions.get(number).is_potential_duplicate
    edited = book.client.transactions.edit(number, is_potential_duplicate=False)
    assert not edited.is_potential_duplicate


def test_several_transactions_are_edited(bank: FinapiAccess) -> None:
    """
    The answer names those that were really changed.
    """
    label = bank.labels.create(name="Steuer")
    ids = [row.id for row in everything(bank)[2:5]]
    bank.transactions.edit(ids[1], label_ids=[label.id])
    edited = bank.transactions.edit_multiple(ids=[*ids, 9999], label_ids=[label.id])
    assert edited.identifiers == [ids[0], ids[2]]
    found = bank.transactions.list(view=USER, label_ids=[label.id]).first_page().transactions
    assert [row.id for row in found] == ids


def test_flags_of_an_account_are_edited(bank: FinapiAccess) -> None:
    """
    Without ids the flags of all transactions change, or of those of an account.
    """
    changed = bank.transactions.edit_multiple(account_ids=[3], is_new=True).identifiers
    assert changed == [row.id for row in everything(bank) if row.account_id == 3]
    assert bank.transactions.list(view=USER, is_new=True).first_page().paging.total_count == len(
        changed
    )
    assert bank.transactions.edit_multiple(is_new=False).identifiers == changed


@pytest.mark.parametrize("body", [{"category_id": 400}, {"label_ids": []}])
def test_categories_and_labels_need_ids(bank: FinapiAccess, body: dict[str, Any]) -> None:
    """
    Without ids neither a category nor labels are set.
    """
    with pytest.raises(BadRequestError):
        bank.transactions.edit_multiple(account_ids=[1], **body)


def test_a_transaction_is_deleted(bank: FinapiAccess) -> None:
    """
    A transaction of a test bank is deleted, with its parts if it is split.
    """
    number = id_of(bank)
    amount = bank.transactions.get(number).amount
    bank.transactions.split(
        number, sub_transactions=[{"amount": amount - 2}, {"amount": Decimal(2)}]
    )
    bank.transactions.delete(number)
    assert len(everything(bank)) == len(everything(bank, BANK)) == 593
    with pytest.raises(NotFoundError):
        bank.transactions.get(number)


def test_some_transactions_are_deleted(bank: FinapiAccess) -> None:
    """
    Only transactions of the wanted accounts, up to a day, are deleted.
    """
    rows = everything(bank)
    last = rows[100].finapi_booking_date
    gone = bank.transactions.delete_all(account_ids=[1], max_deletion_date=last).identifiers
    wanted = [row for row in rows if row.account_id == 1 and row.finapi_booking_date <= last]
    assert gone == [row.id for row in wanted]
    assert everything(bank) == [row for row in rows if row.id not in gone]


def test_new_transactions_are_deleted(
    bank: FinapiAccess, sandbox: Sandbox, sign_in: Callable[[], FinapiAccess]
) -> None:
    """
    What was imported since a day is deleted to be fetched again.
    """
    sandbox.advance(timedelta(days=2))
    client = sign_in()
    before = everything(client)
    balance = client.accounts.get(1).balance or Decimal()
    mock(client, 1, balance + 1, [{"amount": Decimal(1), "purpose": "Neu"}])
    (new,) = [row for row in everything(client) if row not in before]
    since = new.import_date.date()
    gone = client.transactions.delete_all(min_import_date=since, safe_mode=False)
    assert gone.identifiers == [new.id]
    assert everything(client) == before


def test_all_transactions_are_deleted(bank: FinapiAccess) -> None:
    """
    Without a limit all transactions are deleted, and the accounts stay.
    """
    assert len(bank.transactions.delete_all().identifiers) == 594
    assert everything(bank, BANK) == []
    assert len(list(bank.accounts.list())) == 4


def test_a_deletion_has_rules(bank: FinapiAccess) -> None:
    """
    A deletion looks back only, and a day of import excludes safe mode and other days.
    """
    future, past = date(2999, 1, 1), date(2020, 1, 1)
    wrong: list[dict[str, Any]] = [
        {"max_deletion_date": future},
        {"min_import_date": future, "safe_mode": False},
        {"min_import_date": past},
        {"min_import_date": past, "safe_mode": False, "remember_deletion": True},
        {"min_import_date": past, "safe_mode": False, "max_deletion_date": past},
    ]
    for arguments in wrong:
        with pytest.raises(BadRequestError):
            bank.transactions.delete_all(**arguments)
    assert len(everything(bank)) == 594


def test_real_banks_are_safe(finapi: FinapiAccess, sandbox: Sandbox) -> None:
    """
    Transactions of a bank that is no test bank are deleted without safe mode only.
    """
    finapi.bank_connections.import_bank_connection(**{**FORM, "bank_id": 24001})
    sandbox.advance(timedelta(seconds=1))
    with pytest.raises(UnprocessableEntityError):
        finapi.transactions.delete(id_of(finapi))
    assert finapi.transactions.delete_all().identifiers == []
    assert len(finapi.transactions.delete_all(safe_mode=False).identifiers) == 594


def test_unknown_transactions_are_not_found(bank: FinapiAccess) -> None:
    """
    Whatever is done to a transaction that does not exist is answered 404.
    """
    calls: list[Callable[[], Any]] = [
        lambda: bank.transactions.get(9999),
        lambda: bank.transactions.edit(9999, is_new=True),
        lambda: bank.transactions.delete(9999),
        lambda: bank.transactions.restore(9999),
        lambda: bank.transactions.split(9999, sub_transactions=[{"amount": Decimal(1)}]),
    ]
    for call in calls:
        with pytest.raises(NotFoundError) as caught:
            call()
        assert caught.value.code == "UNKNOWN_ENTITY"


def test_labels_live_and_die(bank: FinapiAccess) -> None:
    """
    Labels are created once, renamed on their transactions, and taken off when deleted.
    """
    number = id_of(bank)
    first, second = (bank.labels.create(name=name) for name in ("Urlaub", "Steuer 2025"))
    with pytest.raises(UnprocessableEntityError) as caught:
        bank.labels.create(name="Urlaub")
    assert caught.value.code == "ENTITY_EXISTS"
    bank.transactions.edit(number, label_ids=[first.id, second.id])
    renamed = bank.labels.edit(first.id, name="Ferien")
    assert bank.transactions.get(number).labels == [renamed, second]
    assert bank.labels.get(first.id) == renamed
    bank.labels.delete(second.id)
    assert bank.transactions.get(number).labels == [renamed]
    assert bank.labels.delete_all().identifiers == [first.id]
    assert bank.transactions.get(number).labels == []
    with pytest.raises(NotFoundError):
        bank.labels.get(first.id)


def test_labels_are_searched(finapi: FinapiAccess) -> None:
    """
    Labels are found by words and ids, sorted and in pages.
    """
    names = ["Steuer 2024", "steuer 2025", "Urlaub", "Ärzte"]
    made = [finapi.labels.create(name=name) for name in names]
    assert list(finapi.labels.list(per_page=3)) == made
    assert finapi.labels.list(search="STEUER 2025").first_page().labels == [made[1]]
    assert finapi.labels.list(search="ärzte").first_page().labels == [made[3]]
    assert finapi.labels.list(ids=[made[2].id, 99]).first_page().labels == [made[2]]
    by_name = finapi.labels.list(order=["name,desc"]).first_page().labels
    assert [one.name for one in by_name] == ["Ärzte", "Urlaub", "steuer 2025", "Steuer 2024"]


def test_categories_live_and_die(bank: FinapiAccess) -> None:
    """
    Own categories form a tree of two levels, which is renamed and deleted as one.
    """
    number = id_of(bank)
    parent = bank.categories.create(name="Hobby")
    child = bank.categories.create(name="Fahrrad", parent_id=parent.id)
    assert (child.parent_id, child.parent_name, child.is_custom) == (parent.id, "Hobby", True)
    assert bank.categories.get(parent.id).children == [child.id]
    bank.transactions.edit(number, category_id=child.id)
    bank.categories.edit(parent.id, name="Basteln")
    category = bank.transactions.get(number).category
    assert category is not None
    assert category.parent_name == "Basteln"
    with pytest.raises(UnprocessableEntityError):
        bank.categories.create(name="Rennrad", parent_id=child.id)
    bank.categories.delete(parent.id)
    assert bank.transactions.get(number).category is None
    for one in (parent.id, child.id):
        with pytest.raises(NotFoundError):
            bank.categories.get(one)


def test_own_categories_stand_below_global_ones(finapi: FinapiAccess) -> None:
    """
    A global category tells the user's own sub-categories too, and deleting those leaves it.
    """
    before = finapi.categories.get(400)
    assert before.children is None
    child = finapi.categories.create(name="Fahrrad", parent_id=400)
    assert finapi.categories.get(400).children == [child.id]
    assert finapi.categories.delete_all().identifiers == [child.id]
    assert finapi.categories.get(400) == before


def test_global_categories_stay(finapi: FinapiAccess) -> None:
    """
    What finAPI provides for all is neither renamed nor deleted nor made twice.
    """
    with pytest.raises(UnprocessableEntityError):
        finapi.categories.edit(400, name="Auto")
    with pytest.raises(UnprocessableEntityError):
        finapi.categories.delete(400)
    with pytest.raises(UnprocessableEntityError) as caught:
        finapi.categories.create(name="Mobilität")
    assert caught.value.code == "ENTITY_EXISTS"
    own = finapi.categories.create(name="Fahrrad")
    with pytest.raises(UnprocessableEntityError):
        finapi.categories.edit(own.id, name="Mobilität")
    with pytest.raises(NotFoundError):
        finapi.categories.create(name="Rad", parent_id=9999)


def test_categories_are_searched(finapi: FinapiAccess) -> None:
    """
    Categories are found by words, ids and whose they are, sorted and in pages.
    """
    own = finapi.categories.create(name="Fahrrad")
    rows = list(finapi.categories.list(per_page=5))
    assert finapi.categories.list(is_custom=True).first_page().categories == [own]
    assert list(finapi.categories.list(is_custom=False)) == rows[:-1]
    found = finapi.categories.list(search="einnahmen SONSTIGE").first_page().categories
    assert [one.name for one in found] == ["Sonstige Einnahmen"]
    assert [one.id for one in finapi.categories.list(ids=[200, 9999]).first_page().categories] == [
        200
    ]
    names = [
        present(one.name)
        for one in finapi.categories.list(order=["name,asc"], per_page=50).first_page().categories
    ]
    assert names == sorted(names, key=str.lower)


def flows_by_hand(
    rows: list[models.Transaction], *, with_children: bool
) -> dict[int | None, list[models.Transaction]]:
    """
    Sort transactions by the categories they count for; 0 is for none.
    """
    flows: dict[int | None, list[models.Transaction]] = {}
    for row in rows:
        numbers = categories(row) if with_children else {row.category.id if row.category else 0}
        for number in numbers - {None}:
            flows.setdefault(number, []).append(row)
    return flows


@pytest.mark.parametrize("with_children", [True, False])
def test_cash_flows_are_sums_of_transactions(book: Book, *, with_children: bool) -> None:
    """
    A main category counts what its sub-categories have, or only its own transactions.
    """
    reported = book.client.categories.get_cash_flows(include_sub_cash_flows=with_children)
    wanted = flows_by_hand(book.rows, with_children=with_children)
    found = {flow.category.id if flow.category else 0: flow for flow in reported.cash_flows}
    assert list(found) == sorted(number or 0 for number in wanted)
    for number, rows in wanted.items():
        flow = found[number or 0]
        income = [row for row in rows if row.amount >= 0]
        spending = [row for row in rows if row.amount < 0]
        assert (flow.income, flow.spending) == (total(income), total(spending))
        assert flow.balance == total(rows)
        counts = (flow.count_all_transactions, flow.count_income_transactions)
        assert counts == (len(rows), len(income))
        assert flow.count_spending_transactions == len(spending)
    assert reported.total_balance == total(book.rows)
    assert reported.total_income + reported.total_spending == reported.total_balance


def test_cash_flows_of_some_categories(book: Book) -> None:
    """
    Categories that are asked for are listed even where nothing is in them.
    """
    reported = book.client.categories.get_cash_flows(
        category_ids=[500, 0, 101], account_ids=[1], direction="spending"
    )
    rows = [row for row in book.rows if row.account_id == 1 and row.amount < 0]
    none, salary, insurance = reported.cash_flows
    assert none.category is None
    assert none.spending == total([row for row in rows if row.category is None])
    assert salary.category is not None
    assert (salary.category.id, salary.count_all_transactions) == (101, 0)
    assert {salary.income, salary.spending, salary.balance} == {Decimal()}
    assert insurance.spending == total([row for row in rows if 500 in categories(row)])
    assert reported.total_spending == none.spending + insurance.spending


FLOW_FILTERS = [
    name
    for name in FILTERS
    if not name.startswith(("category_ids", "ids", "several"))
    and "_adj" not in name
    and "_pot" not in name
]


@pytest.mark.parametrize("name", FLOW_FILTERS)
def test_cash_flows_are_searched(book: Book, name: str) -> None:
    """
    The total of cash flows over a search is the balance of its transactions.
    """
    arguments = FILTERS[name].arguments(book)
    rows = [row for row in book.rows if FILTERS[name].fits(row, book)]
    assert book.client.categories.get_cash_flows(**arguments).total_balance == total(rows)


@pytest.mark.parametrize("order", ["income", "spending,desc", "balance", "category.name,asc"])
def test_cash_flows_are_sorted(book: Book, order: str) -> None:
    """
    Cash flows come sorted by what they tell.
    """
    field, _, direction = order.partition(",")
    flows = book.client.categories.get_cash_flows(order=[order]).cash_flows
    named = [flow for flow in flows if flow.category is not None]
    keys = [
        present(flow.category.name).lower() if field == "category.name" and flow.category else ""
        for flow in named
    ]
    values = keys if field == "category.name" else [getattr(flow, field) for flow in flows]
    assert values == sorted(values, reverse=direction == "desc")


@pytest.mark.parametrize("name", ["account_ids", "category_ids", "label_ids"])
def test_cash_flows_need_what_exists(bank: FinapiAccess, name: str) -> None:
    """
    An unknown id in a filter of cash flows is answered 404.
    """
    arguments: dict[str, Any] = {name: [9999]}
    with pytest.raises(NotFoundError):
        bank.categories.get_cash_flows(**arguments)


def test_daily_balances_follow_the_transactions(book: Book) -> None:
    """
    From day to day the balance moves by what came in and went out, up to the balance of now.
    """
    account = book.client.accounts.get(1)
    first = book.today - timedelta(days=300)
    days = list(
        book.client.accounts.list_daily_balances(
            account_ids=[1], start_date=first, end_date=book.today, per_page=100
        )
    )
    assert [day.date for day in days] == [first + timedelta(days=n) for n in range(301)]
    assert days[-1].balance == account.balance
    for before, day in pairwise(days):
        moved = day.income - day.spending + day.internal_adjusting_entries
        assert day.balance == before.balance + moved
    rows = {row.id: row for row in everything(book.client, BANK) if row.account_id == 1}
    for day in days:
        booked = [row for row in rows.values() if row.finapi_booking_date == day.date]
        assert day.transactions == [row.id for row in booked]
        assert day.income - day.spending == total(booked)
        assert day.spending >= 0


def test_daily_balances_are_added_up(bank: FinapiAccess) -> None:
    """
    Without a choice all accounts count but the depot, for the last month, up to now.
    """
    reported = bank.accounts.list_daily_balances(per_page=50).first_page()
    days = reported.daily_balances
    accounts = list(bank.accounts.list(account_types=["Checking", "Savings"]))
    assert days[-1].balance == sum(one.balance or 0 for one in accounts)
    assert len(days) == 31
    single = [
        bank.accounts.list_daily_balances(account_ids=[one.id], per_page=50)
        .first_page()
        .daily_balances
        for one in accounts
    ]
    for n, day in enumerate(days):
        assert day.balance == sum(each[n].balance for each in single)
    assert reported.latest_common_balance_timestamp is not None
    assert reported.latest_common_balance_timestamp.astimezone(BERLIN).date() == days[-1].date


@pytest.mark.parametrize("order", ["date,desc", "balance", "income,desc", "spending,asc"])
def test_daily_balances_are_sorted(bank: FinapiAccess, order: str) -> None:
    """
    Days come sorted by what they tell.
    """
    field, _, direction = order.partition(",")
    days = bank.accounts.list_daily_balances(order=[order], per_page=50).first_page().daily_balances
    values = [getattr(day, field) for day in days]
    assert values == sorted(values, reverse=direction == "desc")
    assert len(set(values)) > 1


def test_a_balance_is_projected_or_not(bank: FinapiAccess) -> None:
    """
    Days to come repeat the last balance, unless only known days are wanted.
    """
    today = bank.accounts.list_daily_balances(per_page=50).first_page().daily_balances[-1]
    period: dict[str, Any] = {"start_date": today.date, "end_date": today.date + SOME_DAYS}
    days = bank.accounts.list_daily_balances(**period, per_page=50).first_page().daily_balances
    assert len(days) == 31
    assert {day.balance for day in days} == {today.balance}
    known = bank.accounts.list_daily_balances(**period, with_projection=False).first_page()
    assert known.daily_balances == [today]


def test_daily_balances_have_limits(bank: FinapiAccess) -> None:
    """
    A period is a year at most and not backwards, and its accounts exist and are no depots.
    """
    start = date(2025, 1, 1)
    wrong: list[tuple[dict[str, Any], type[Exception]]] = [
        ({"start_date": start, "end_date": start - SOME_DAYS}, BadRequestError),
        ({"start_date": start, "end_date": start + timedelta(days=400)}, BadRequestError),
        ({"account_ids": [99]}, NotFoundError),
        ({"account_ids": [4]}, UnprocessableEntityError),
        ({"order": ["transactions"]}, BadRequestError),
    ]
    for arguments, error in wrong:
        with pytest.raises(error):
            bank.accounts.list_daily_balances(**arguments).first_page()


def test_balances_are_sums_of_transactions(bank: FinapiAccess) -> None:
    """
    What is on an account now is what was there at first plus all transactions, exactly.
    """
    starts = {1: Decimal("8123.45"), 2: Decimal("900.10"), 3: Decimal("12500.00")}
    for number, start in starts.items():
        page = bank.transactions.list(view=USER, account_ids=[number], per_page=1).first_page()
        assert bank.accounts.get(number).balance == start + page.balance


ACCOUNTS: list[tuple[dict[str, Any], list[int]]] = [
    ({}, [1, 2, 3, 4]),
    ({"ids": [4, 2, 99]}, [2, 4]),
    ({"account_types": ["Savings", "Security"]}, [3, 4]),
    ({"bank_connection_ids": [1]}, [1, 2, 3, 4]),
    ({"bank_connection_ids": [2]}, []),
    ({"search": "GEMEINSCHAFT konto"}, [2]),
    ({"search": "9012345679"}, [3]),
    ({"search": "de43123456789012345678"}, [1]),
    ({"min_last_successful_update": date(2020, 1, 1)}, [1, 2, 3, 4]),
    ({"max_last_successful_update": date(2020, 1, 1)}, []),
]


@pytest.mark.parametrize(("filters", "wanted"), ACCOUNTS)
def test_accounts_are_searched(
    bank: FinapiAccess, filters: dict[str, Any], wanted: list[int]
) -> None:
    """
    A search gives those accounts that fit.
    """
    assert [one.id for one in bank.accounts.list(**filters)] == wanted


def test_accounts_are_searched_by_their_balance(bank: FinapiAccess) -> None:
    """
    Both bounds belong to the range.
    """
    balances = {one.id: present(one.balance) for one in bank.accounts.list()}
    for bound in balances.values():
        wanted = [number for number, one in balances.items() if one >= bound]
        assert [one.id for one in bank.accounts.list(min_balance=bound)] == wanted
        above = [number for number, one in balances.items() if one > bound]
        cent = Decimal("0.01")
        assert [one.id for one in bank.accounts.list(min_balance=bound + cent)] == above
        below = [number for number, one in balances.items() if one <= bound]
        assert [one.id for one in bank.accounts.list(max_balance=bound)] == below


def test_an_account_is_edited(bank: FinapiAccess) -> None:
    """
    Name, type and the new flag of an account change, and nothing else.
    """
    before = bank.accounts.get(1)
    assert before.is_new
    edited = bank.accounts.edit(1, account_name="Haushalt", is_new=False)
    assert (edited.account_name, edited.is_new, edited.account_type) == (
        "Haushalt",
        False,
        models.AccountType.CHECKING,
    )
    assert bank.accounts.edit(1, account_type="Loan").account_type == "Loan"
    assert bank.accounts.get(1).balance == before.balance


def test_pending_transactions_are_distinguished(bank: FinapiAccess) -> None:
    """
    What the bank has announced is not among what it has booked.
    """
    rows = list(bank.pending_transactions.list(per_page=1))
    assert {row.account_id for row in rows} == {1, 2}
    assert all(row.amount < 0 for row in rows)
    assert bank.pending_transactions.get(rows[1].id) == rows[1]
    found = bank.pending_transactions.list(account_ids=[2]).first_page().pending_transactions
    assert found == [row for row in rows if row.account_id == 2]
    assert (
        bank.pending_transactions.list(ids=[rows[0].id]).first_page().pending_transactions
        == rows[:1]
    )
    down = (
        bank.pending_transactions.list(order=["accountId,desc"]).first_page().pending_transactions
    )
    assert down == sorted(rows, key=lambda row: -row.account_id)
    assert bank.transactions.list(view=USER, search="vorgemerkt").first_page().transactions == []
    with pytest.raises(NotFoundError):
        bank.pending_transactions.get(9999)


def test_securities_make_up_the_depot(bank: FinapiAccess) -> None:
    """
    The values of all positions are exactly the balance of the depot.
    """
    (depot,) = list(bank.accounts.list(account_types=["Security"]))
    rows = list(bank.securities.list(per_page=2))
    assert sum(row.market_value or 0 for row in rows) == depot.balance
    assert {row.account_id for row in rows} == {depot.id}
    fund = next(row for row in rows if row.name == "Weltindex ETF")
    assert (fund.quantity_nominal, fund.quote) == (Decimal("145.125"), Decimal("92.4410"))
    assert bank.securities.get(fund.id) == fund
    with pytest.raises(NotFoundError):
        bank.securities.get(9999)


SECURITIES: list[tuple[dict[str, Any], list[int]]] = [
    ({"search": "etf WELTINDEX"}, [3]),
    ({"search": "de0007164600"}, [2]),
    ({"search": "840400"}, [1]),
    ({"ids": [3, 1]}, [1, 3]),
    ({"account_ids": [4]}, [1, 2, 3]),
    ({"account_ids": [1]}, []),
    ({"order": ["name,asc"]}, [2, 1, 3]),
    ({"order": ["isin"]}, [2, 1, 3]),
    ({"order": ["wkn,desc"]}, [3, 1, 2]),
    ({"order": ["quote,desc"]}, [1, 2, 3]),
    ({"order": ["quantityNominal"]}, [1, 2, 3]),
    ({"order": ["marketValue,desc"]}, [3, 2, 1]),
    ({"order": ["entryQuote"]}, [3, 2, 1]),
]


@pytest.mark.parametrize(("arguments", "wanted"), SECURITIES)
def test_securities_are_searched(
    bank: FinapiAccess, arguments: dict[str, Any], wanted: list[int]
) -> None:
    """
    A search gives those positions that fit, in the order that is wanted.
    """
    assert [row.id for row in bank.securities.list(**arguments).first_page().securities] == wanted


def test_categories_are_found_for_transactions(finapi: FinapiAccess) -> None:
    """
    A check tells the category of each transaction, and none where nothing fits.
    """
    rows = [("a", "-9.99", "Supermarkt Lindner"), ("b", "100", "Gehalt"), ("c", "-1", "Irgendwas")]
    data = [
        models.CheckCategorizationTransactionData(
            transaction_id=number, amount=Decimal(amount), purpose=purpose, account_type_id=1
        )
        for number, amount, purpose in rows
    ]
    reported = finapi.mocks_and_tests.check_categorization(
        transaction_data=data
    ).categorization_check_result
    found = {one.transaction_id: one.category.name if one.category else None for one in reported}
    assert found == {"a": "Lebensmittel", "b": "Sonstige Einnahmen", "c": None}


def test_categorization_is_trained_and_triggered(bank: FinapiAccess) -> None:
    """
    Training and triggering need categories and connections that exist.
    """
    sample: types.TrainCategorizationTransactionDataDict = {
        "account_type_id": 1,
        "amount": Decimal("-5"),
        "purpose": "Kiosk",
    }
    bank.categories.train_categorization(category_id=201, transaction_data=[sample])
    with pytest.raises(NotFoundError):
        bank.categories.train_categorization(category_id=9999, transaction_data=[sample])
    bank.transactions.trigger_categorization()
    bank.transactions.trigger_categorization(bank_connection_ids=[1])
    with pytest.raises(NotFoundError):
        bank.transactions.trigger_categorization(bank_connection_ids=[99])
    bank.bank_connections.import_bank_connection(**FORM)
    with pytest.raises(UnprocessableEntityError):
        bank.transactions.trigger_categorization()


def test_a_batch_update_is_simulated(bank: FinapiAccess) -> None:
    """
    Made-up transactions are booked with all they bring, and the result is an automatic update.
    """
    before = bank.accounts.get(1).balance or Decimal()
    mock(bank, 1, before + NEW["amount"], [NEW])
    (row,) = bank.transactions.list(view=USER, is_new=True).first_page().transactions
    assert (row.amount, row.purpose) == (Decimal("-77.70"), "Beitrag Sportverein")
    assert row.counterpart_name == "Turnverein Musterstadt"
    assert row.counterpart_mandate_reference == "MANDAT-99"
    account = bank.accounts.get(1)
    assert account.balance == before - Decimal("77.70")
    assert account.interfaces[0].status is models.AccountStatus.UPDATED
    assert bank.accounts.get(2).interfaces[0].status is models.AccountStatus.DEPRECATED
    result = bank.bank_connections.get(1).interfaces[0].last_auto_update
    assert result is not None
    assert result.result is models.UpdateResultStatus.OK


def test_a_gap_is_closed_by_an_adjusting_entry(bank: FinapiAccess) -> None:
    """
    Where the balance does not fit the transactions finAPI adds what is missing.
    """
    before = present(bank.accounts.get(1).balance)
    mock(bank, 1, Decimal("100.01"), [])
    (row,) = bank.transactions.list(view=USER, is_adjusting_entry=True).first_page().transactions
    assert row.amount == Decimal("100.01") - before
    account = bank.accounts.get(1)
    assert account.balance == Decimal("100.01")
    assert account.interfaces[0].status is models.AccountStatus.UPDATED_FIXED


def test_old_and_known_transactions_are_skipped(bank: FinapiAccess) -> None:
    """
    What lies more than ten days back, or is there already, is not booked.
    """
    rows = everything(bank)
    last = max((row for row in rows if row.account_id == 1), key=lambda row: row.bank_booking_date)
    old = last.import_date.date() - timedelta(days=11)
    known = {"amount": last.amount, "booking_date": last.bank_booking_date}
    mock(bank, 1, bank.accounts.get(1).balance, [known, {"amount": 1, "booking_date": old}])
    assert everything(bank) == rows


def test_a_refused_login_is_simulated(bank: FinapiAccess) -> None:
    """
    A simulated refusal changes nothing but the result of the update.
    """
    rows = everything(bank)
    update = models.MockBankConnectionUpdate(
        bank_connection_id=1,
        banking_interface=models.BankingInterface.FINTS_SERVER,
        simulate_bank_login_error=True,
        mock_accounts_data=[
            models.MockAccountData(
                account_id=1,
                account_balance=Decimal(0),
                new_transactions=[models.NewTransaction(amount=Decimal(1))],
            )
        ],
    )
    bank.mocks_and_tests.mock_batch_update(mock_bank_connection_updates=[update])
    assert everything(bank) == rows
    result = bank.bank_connections.get(1).interfaces[0].last_auto_update
    assert result is not None
    assert result.result is models.UpdateResultStatus.BANK_SERVER_REJECTION
    assert result.error_type is models.ErrorType.BUSINESS


def test_a_batch_update_needs_what_exists(bank: FinapiAccess) -> None:
    """
    Unknown connections and accounts are 404, and a user with automatic updates is refused.
    """
    update: types.MockBankConnectionUpdateDict = {
        "bank_connection_id": 1,
        "banking_interface": "FINTS_SERVER",
    }
    wrongs: list[types.MockBankConnectionUpdateDict] = [
        {**update, "bank_connection_id": 99},
        {**update, "mock_accounts_data": [{"account_id": 99, "account_balance": 0}]},
    ]
    for wrong in wrongs:
        with pytest.raises(NotFoundError):
            bank.mocks_and_tests.mock_batch_update(mock_bank_connection_updates=[wrong])
    bank.users.edit(is_auto_update_enabled=True)
    with pytest.raises(UnprocessableEntityError):
        bank.mocks_and_tests.mock_batch_update(mock_bank_connection_updates=[update])


def test_asyncio_gives_the_same(bank: FinapiAccess, sandbox: Sandbox) -> None:
    """
    The asynchronous client walks the same pages to the same rows and sums.
    """
    known = sandbox.credentials
    token = bank.tokens.create(
        grant_type="password",
        client_id=known.finapi_client,
        client_secret=known.finapi_client_secret,
        username=known.finapi_user,
        password=known.finapi_password,
    ).access_token

    async def walk() -> tuple[list[models.Transaction], list[Decimal]]:
        url = sandbox.url("finapi_access")
        async with AsyncFinapiAccess(user_token=token, base_url=url) as client:
            rows = [row async for row in client.transactions.list(view=USER, per_page=200)]
            pages = client.transactions.list(view=USER, per_page=200).pages()
            return rows, [page.balance async for page in pages]

    rows, balances = asyncio.run(walk())
    assert rows == everything(bank)
    assert balances == [total(rows)] * 3
