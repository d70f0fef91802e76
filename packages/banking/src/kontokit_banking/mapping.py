"""
What generated modules ``banking`` are made of: a provider's fields become neutral values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar

from msgspec.structs import replace

from kontokit import BERLIN

from .account import Account, AccountKind, Balance, BalanceKind, Connection, ConnectionState
from .choices import Day, berlin_day
from .identifiers import compact, is_placeholder, looks_like_iban
from .keys import account_key, key_of
from .remittance import parse_remittance, tagged_amount
from .texts import clean
from .transaction import BookingStatus, Origin, Party, Remittance, Row, Transaction, Unreadable
from .values import Money

RawT = TypeVar("RawT")

Identifier: TypeAlias = str | int | None


def new_connection(
    raw: RawT,
    *,
    id: Identifier,  # noqa: A002
    state: ConnectionState,
    complete: bool = True,
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
        complete: Whether the newest download ended without an error, apart from the state.
    """
    return Connection(
        id=_identifier(id) or "",
        name=clean(name),
        bank_name=clean(bank_name),
        bank_code=clean(bank_code),
        bic=_compact(bic),
        state=state,
        complete=complete and state is ConnectionState.READY,
        fetched_at=fetched_at,
        consent_ends=consent_ends,
        account_ids=None if account_ids is None else tuple(map(str, account_ids)),
        messages=tuple(text for one in messages if (text := clean(one))),
        raw=raw,
    )


def new_account(
    raw: RawT,
    connection: Connection[Any] | None,
    *,
    id: Identifier,  # noqa: A002
    kind: str | None = None,
    kinds: Mapping[str, AccountKind],
    connection_id: Identifier = None,
    name: str | None = None,
    owner: str | None = None,
    currency: str | None = None,
    iban: str | None = None,
    bic: str | None = None,
    number: str | None = None,
    sub_number: str | None = None,
    bank_code: str | None = None,
    bank_name: str | None = None,
    credit_limit: Decimal | None = None,
    fetched_at: datetime | None = None,
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
    account = Account(
        key="",
        id=_identifier(id) or "",
        connection_id=_identifier(connection_id) or bank.id or None,
        kind=kinds.get(str(kind), AccountKind.OTHER),
        kind_raw=clean(kind),
        name=clean(name),
        owner=clean(owner),
        currency=_currency(currency),
        iban=_compact(iban),
        bic=_compact(bic) or bank.bic,
        number=_compact(number),
        sub_number=_compact(sub_number),
        bank_code=_compact(bank_code) or bank.bank_code,
        bank_name=clean(bank_name) or bank.bank_name,
        credit_limit=None if credit_limit is None else abs(credit_limit),
        fetched_at=fetched_at,
        origin=Origin.CALLER if by_caller else Origin.BANK,
        complete=complete if connection is None else connection.complete and complete is not False,
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
        amount=amount * account.sign,
        currency=_currency(currency) or account.currency,
        as_of=as_of,
        as_of_is_day=is_midnight,
        fetched_at=account.fetched_at,
        includes_credit_limit=includes_credit_limit,
        raw=raw,
    )


def new_transaction(
    raw: RawT,
    account: Account[Any],
    *,
    id: Identifier,  # noqa: A002
    status: BookingStatus,
    amount: Decimal | None,
    currency: str | None = None,
    booking_date: Day = None,
    value_date: Day = None,
    imported_at: datetime | None = None,
    counterparty_name: str | None = None,
    counterparty_iban: str | None = None,
    counterparty_bic: str | None = None,
    counterparty_account_number: str | None = None,
    counterparty_bank_code: str | None = None,
    counterparty_bank_name: str | None = None,
    ultimate_name: str | None = None,
    ultimate_creditor: str | None = None,
    ultimate_debtor: str | None = None,
    creditor_id: str | None = None,
    debtor_id: str | None = None,
    remittance: str | None = None,
    booking_text: str | None = None,
    end_to_end_id: str | None = None,
    mandate_id: str | None = None,
    customer_reference: str | None = None,
    bank_reference: str | None = None,
    entry_reference: str | None = None,
    batch_id: str | None = None,
    primanota: str | None = None,
    bank_transaction_code: str | None = None,
    gvc: str | None = None,
    swift_code: str | None = None,
    proprietary_code: str | None = None,
    purpose_code: str | None = None,
    returned_amount: Decimal | None = None,
    returned_currency: str | None = None,
    compensation: Decimal | None = None,
    fee: Decimal | None = None,
    fee_currency: str | None = None,
    balance_after: Decimal | None = None,
    adjustment: bool | None = None,
    possible_duplicate: bool | None = None,
) -> Row[RawT]:
    """
    Make a transaction. A field of the API goes before a tag in the purpose.

    Args:
        ultimate_creditor: Who stands behind the payee of a transfer or the payer of a debit.
        ultimate_debtor: Who stands behind the payer of a transfer or the payee of a debit.
        adjustment: Whether the provider made it up.

    Returns:
        The transaction, with the key of the first of its content; ``Unreadable`` without an amount,
        or if it is booked and has no day.
    """
    day = berlin_day(booking_date)
    if amount is None:
        return Unreadable(raw=raw, reason="it has no amount")
    if day is None and status is not BookingStatus.PENDING:
        return Unreadable(raw=raw, reason="it has no booking date")
    purpose = parse_remittance(remittance)
    tags = purpose.tags
    signed = amount * account.sign
    said = _currency(currency) or account.currency
    mandate = _reference(mandate_id) or tags.get("MREF")
    creditor = _compact(creditor_id) or tags.get("CRED")
    iban = _compact(counterparty_iban) or tags.get("IBAN")
    is_iban = iban is not None and looks_like_iban(iban)
    behind = clean(ultimate_name) or _behind_other_side(
        out=signed < 0,
        debit=bool(mandate or creditor),
        creditor=clean(ultimate_creditor) or tags.get("ABWE"),
        debtor=clean(ultimate_debtor) or tags.get("ABWA"),
    )
    transaction = Transaction(
        key="",
        id=_identifier(id),
        account_key=account.key,
        status=status,
        origin=Origin.ADJUSTMENT if adjustment else account.origin,
        amount=signed,
        currency=said,
        booking_date=day,
        value_date=berlin_day(value_date),
        imported_at=imported_at,
        counterparty=Party(
            name=clean(counterparty_name),
            iban=iban if is_iban else None,
            bic=_compact(counterparty_bic) or tags.get("BIC"),
            account_number=_compact(counterparty_account_number) or (None if is_iban else iban),
            bank_code=_compact(counterparty_bank_code),
            bank_name=clean(counterparty_bank_name),
            ultimate_name=behind,
            creditor_id=creditor,
            debtor_id=_compact(debtor_id) or tags.get("DEBT"),
        ),
        remittance=purpose,
        booking_text=clean(booking_text),
        end_to_end_id=_reference(end_to_end_id) or tags.get("EREF"),
        mandate_id=mandate,
        customer_reference=_reference(customer_reference) or tags.get("KREF"),
        bank_reference=_reference(bank_reference) or _reference(tags.get("BREF")),
        entry_reference=_reference(entry_reference),
        batch_id=_reference(batch_id),
        primanota=clean(primanota),
        bank_transaction_code=clean(bank_transaction_code),
        gvc=_padded(clean(gvc)),
        swift_code=clean(swift_code),
        proprietary_code=clean(proprietary_code),
        purpose_code=clean(purpose_code) or tags.get("PURP"),
        returned_amount=_money(returned_amount, returned_currency, purpose, "OAMT", said),
        compensation=_money(compensation, said, purpose, "COAM", said),
        fee=None if fee is None else Money(fee, _currency(fee_currency)),
        balance_after=None if balance_after is None else balance_after * account.sign,
        possible_duplicate=bool(possible_duplicate),
        raw=raw,
    )
    return replace(transaction, key=key_of(transaction))


_NO_CONNECTION: Connection[None] = Connection(
    id="", state=ConnectionState.UNKNOWN, complete=False, raw=None
)


def _behind_other_side(
    *, out: bool, debit: bool, creditor: str | None, debtor: str | None
) -> str | None:
    # The creditor is the payee of a transfer; in a debit the names stand the other way round.
    return creditor if out != debit else debtor


def _key_of_account(account: Account[Any]) -> str:
    return account_key(
        iban=account.iban,
        bank_code=account.bank_code,
        number=account.number,
        sub_number=account.sub_number,
        connection_id=account.connection_id,
        account_id=account.id,
    )


def _money(
    amount: Decimal | None, currency: str | None, purpose: Remittance, tag: str, tagged: str | None
) -> Money | None:
    if amount is not None:
        return Money(amount, _currency(currency))
    read = tagged_amount(purpose.tags.get(tag))
    return None if read is None else Money(read, tagged)


def _identifier(value: Identifier) -> str | None:
    return None if value is None else str(value).strip() or None


def _reference(value: str | None) -> str | None:
    text = clean(value)
    return None if text is None or is_placeholder(text) else text


def _compact(value: str | None) -> str | None:
    return (compact(value) or None) if value else None


def _currency(value: str | None) -> str | None:
    return (compact(value) or None) if value else None


def _padded(code: str | None) -> str | None:
    return code.zfill(3) if code and code.isdigit() else code
