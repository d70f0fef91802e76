"""
What generated modules ``banking`` are made of: a provider's fields become neutral values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from kontokit import BERLIN

from .account import Account, AccountKind, Balance, BalanceKind, Connection, ConnectionState
from .choices import berlin_day
from .fields import AccountFields, Identifier, TransactionFields, identifier
from .identifiers import compact, is_placeholder, looks_like_iban
from .keys import account_key, transaction_key
from .remittance import parse_remittance, tagged_amount
from .texts import clean
from .transaction import BookingStatus, Origin, Party, Remittance, Row, Transaction, Unreadable
from .values import Money

RawT = TypeVar("RawT")


def new_connection(
    raw: RawT,
    *,
    id: Identifier,  # noqa: A002
    state: ConnectionState,
    complete: bool | None = None,
    name: str | None = None,
    bank_name: str | None = None,
    bank_code: str | None = None,
    bic: str | None = None,
    fetched_at: datetime | None = None,
    consent_ends: datetime | None = None,
    account_ids: Iterable[Identifier] | None = None,
    messages: Iterable[str | None] = (),
) -> Connection[RawT]:
    """
    Make a connection.

    Args:
        complete: Whether the newest download has ended without an error, whatever the next one
            needs; None where the state says it.
    """
    return Connection(
        id=identifier(id) or "",
        name=clean(name),
        bank_name=clean(bank_name),
        bank_code=clean(bank_code),
        bic=_compact(bic),
        state=state,
        complete=(
            state is ConnectionState.READY
            if complete is None
            else complete and state is not ConnectionState.BUSY
        ),
        fetched_at=fetched_at,
        consent_ends=consent_ends,
        account_ids=None if account_ids is None else tuple(map(str, account_ids)),
        messages=tuple(text for one in messages if (text := clean(one))),
        raw=raw,
    )


def new_account(
    raw: RawT,
    connection: Connection[Any] | None,
    fields: AccountFields,
    *,
    kinds: Mapping[str, AccountKind],
    by_caller: bool = False,
    complete: bool | None = None,
) -> Account[RawT]:
    """
    Make an account. What it does not say of its bank, its connection does.

    Args:
        kinds: The provider's word → the neutral one; others are OTHER.
        by_caller: Whether a program fills the account.
        complete: Whether its own newest download ended without an error, whatever its connection
            says.
    """
    bank = connection or _NO_CONNECTION
    limit = fields.credit_limit
    account = Account(
        key="",
        id=identifier(fields.id) or "",
        connection_id=identifier(fields.connection_id) or bank.id or None,
        kind=kinds.get(str(fields.kind), AccountKind.OTHER),
        kind_raw=clean(fields.kind),
        name=clean(fields.name),
        owner=clean(fields.owner),
        currency=_compact(fields.currency),
        iban=_compact(fields.iban),
        bic=_compact(fields.bic) or bank.bic,
        number=_compact(fields.number),
        sub_number=_compact(fields.sub_number),
        bank_code=_compact(fields.bank_code) or bank.bank_code,
        bank_name=clean(fields.bank_name) or bank.bank_name,
        credit_limit=None if limit is None else abs(limit),
        fetched_at=fields.fetched_at,
        origin=Origin.CALLER if by_caller else Origin.BANK,
        complete=complete if connection is None else bank.complete and complete is not False,
        raw=raw,
    )
    return replace(account, key=_key_of_account(account))


def new_balance(
    raw: RawT,
    account: Account[Any],
    *,
    kind: BalanceKind,
    amount: Decimal | None,
    currency: str | None = None,
    as_of: datetime | None = None,
    includes_credit_limit: bool | None = None,
) -> Balance[RawT] | None:
    """
    Make a balance; None where the amount is not known. That of a depot is a worth.
    """
    if amount is None:
        return None
    if kind is BalanceKind.BOOKED and account.kind is AccountKind.SECURITIES:
        kind = BalanceKind.VALUE
    local = as_of.astimezone(BERLIN) if as_of else None
    is_midnight = local is not None and not (local.hour or local.minute or local.second)
    return Balance(
        kind=kind,
        amount=_signed(amount, account),
        currency=_compact(currency) or account.currency,
        as_of=as_of,
        as_of_is_day=is_midnight,
        fetched_at=account.fetched_at,
        includes_credit_limit=includes_credit_limit,
        raw=raw,
    )


def new_transaction(
    raw: RawT, account: Account[Any], fields: TransactionFields, *, status: BookingStatus
) -> Row[RawT]:
    """
    Make a transaction. A field of the API goes before a tag in the purpose.

    Returns:
        The transaction, with the key of the first of its content; ``Unreadable`` without an amount,
        or if it is not pending and has no day.
    """
    amount, day = fields.amount, berlin_day(fields.booking_date)
    if amount is None:
        return Unreadable(raw=raw, reason="it has no amount")
    if day is None and status is not BookingStatus.PENDING:
        return Unreadable(raw=raw, reason="it has no booking date")
    purpose = parse_remittance(fields.remittance)
    said = _Said(
        status=status,
        amount=_signed(amount, account),
        day=day,
        value_date=berlin_day(fields.value_date),
        currency=_compact(fields.currency) or account.currency,
        purpose=purpose,
        end_to_end_id=_reference(fields.end_to_end_id) or purpose.tags.get("EREF"),
        mandate_id=_reference(fields.mandate_id) or purpose.tags.get("MREF"),
    )
    return _transaction(raw, account, fields, said)


_NO_CONNECTION: Connection[None] = Connection(
    id="", state=ConnectionState.UNKNOWN, complete=False, raw=None
)


def _key_of_account(account: Account[Any]) -> str:
    return account_key(
        iban=account.iban,
        bank_code=account.bank_code,
        number=account.number,
        sub_number=account.sub_number,
        connection_id=account.connection_id,
        account_id=account.id,
    )


class _Said(Struct, kw_only=True, gc=False):
    """
    What is worked out before the rest of a transaction.
    """

    status: BookingStatus
    amount: Decimal
    day: date | None
    value_date: date | None
    currency: str | None
    purpose: Remittance
    end_to_end_id: str | None
    mandate_id: str | None


def _transaction(
    raw: RawT, account: Account[Any], fields: TransactionFields, said: _Said
) -> Transaction[RawT]:
    tags, balance = said.purpose.tags, fields.balance_after
    counterparty = _counterparty(fields, said)
    return Transaction(
        key=_key(account, said, counterparty),
        id=identifier(fields.id),
        account_key=account.key,
        status=said.status,
        origin=Origin.ADJUSTMENT if fields.adjustment else account.origin,
        amount=said.amount,
        currency=said.currency,
        booking_date=said.day,
        value_date=said.value_date,
        imported_at=fields.imported_at,
        counterparty=counterparty,
        remittance=said.purpose,
        booking_text=clean(fields.booking_text),
        end_to_end_id=said.end_to_end_id,
        mandate_id=said.mandate_id,
        customer_reference=_reference(fields.customer_reference) or tags.get("KREF"),
        bank_reference=_reference(fields.bank_reference) or _reference(tags.get("BREF")),
        entry_reference=_reference(fields.entry_reference),
        batch_id=_reference(fields.batch_id),
        primanota=clean(fields.primanota),
        bank_transaction_code=clean(fields.bank_transaction_code),
        gvc=_padded(clean(fields.gvc)),
        swift_code=clean(fields.swift_code),
        proprietary_code=clean(fields.proprietary_code),
        purpose_code=clean(fields.purpose_code) or tags.get("PURP"),
        returned_amount=_money(fields.returned_amount, fields.returned_currency, said, "OAMT"),
        compensation=_money(fields.compensation, said.currency, said, "COAM"),
        fee=None if fields.fee is None else Money(fields.fee, _compact(fields.fee_currency)),
        balance_after=None if balance is None else _signed(balance, account),
        possible_duplicate=bool(fields.possible_duplicate),
        raw=raw,
    )


def _key(account: Account[Any], said: _Said, counterparty: Party) -> str:
    return transaction_key(
        account.key,
        said.day or said.value_date,
        said.amount,
        said.currency,
        end_to_end_id=said.end_to_end_id,
        mandate_id=said.mandate_id,
        text=said.purpose.text or said.purpose.raw,
        other_side=counterparty.iban or counterparty.name,
        pending=said.status is not BookingStatus.BOOKED,
    )


def _counterparty(fields: TransactionFields, said: _Said) -> Party:
    tags = said.purpose.tags
    iban = _compact(fields.counterparty_iban) or tags.get("IBAN")
    is_iban = iban is not None and looks_like_iban(iban)
    number = _compact(fields.counterparty_account_number)
    creditor_id = _compact(fields.creditor_id) or tags.get("CRED")
    creditor = clean(fields.ultimate_creditor) or tags.get("ABWE")
    debtor = clean(fields.ultimate_debtor) or tags.get("ABWA")
    # The creditor is the payee of a transfer; in a debit the names stand the other way round.
    is_out, is_debit = said.amount < 0, bool(said.mandate_id or creditor_id)
    behind = creditor if is_out != is_debit else debtor
    return Party(
        name=clean(fields.counterparty_name),
        iban=iban if is_iban else None,
        bic=_compact(fields.counterparty_bic) or tags.get("BIC"),
        account_number=number or (None if is_iban else iban),
        bank_code=_compact(fields.counterparty_bank_code),
        bank_name=clean(fields.counterparty_bank_name),
        ultimate_name=clean(fields.ultimate_name) or behind,
        creditor_id=creditor_id,
        debtor_id=_compact(fields.debtor_id) or tags.get("DEBT"),
    )


def _money(amount: Decimal | None, currency: str | None, said: _Said, tag: str) -> Money | None:
    if amount is not None:
        return Money(amount, _compact(currency))
    if tag not in said.purpose.tags:
        return None
    read = tagged_amount(said.purpose.tags[tag])
    return None if read is None else Money(read, said.currency)


def _signed(amount: Decimal, account: Account[Any]) -> Decimal:
    # A product would be rounded to the digits of the context.
    return amount if account.sign == 1 else amount.copy_negate()


def _reference(value: str | None) -> str | None:
    if not value or (text := clean(value)) is None or is_placeholder(text):
        return None
    return text


def _compact(value: str | None) -> str | None:
    return (compact(value) or None) if value else None


def _padded(code: str | None) -> str | None:
    return code.zfill(3) if code and code.isdigit() else code
