"""
The cursor of a sync: what is remembered of an account, as an opaque text.

It holds keys, the provider's ids and hashes of contents: pseudonyms, to be stored as the
transactions are.
"""

from __future__ import annotations

import hashlib
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from zlib import crc32

import msgspec

from .errors import CursorMismatchError
from .keys import fold, plain_amount
from .transaction import BookingStatus, Transaction
from .values import Money

_PREFIX: Final = "kb1."
_LARGEST: Final = 256 * 1024 * 1024
"""Bytes of an unpacked cursor; millions of transactions in the window have fewer."""
_CONTENT: Final = (
    "status",
    "origin",
    "amount",
    "currency",
    "booking_date",
    "value_date",
    "counterparty",
    "remittance",
    "booking_text",
    "end_to_end_id",
    "mandate_id",
    "customer_reference",
    "bank_reference",
    "entry_reference",
    "batch_id",
    "primanota",
    "bank_transaction_code",
    "gvc",
    "swift_code",
    "proprietary_code",
    "purpose_code",
    "returned_amount",
    "compensation",
    "fee",
    "instructed",
    "balance_after",
    "possible_duplicate",
)
"""All fields but keys, the id, the time of import and the provider's object."""
NEAR: Final = timedelta(days=3)
"""How far a booking may move. So many days before the window are remembered too."""
_SHORT: Final = 8
"""Bytes of a short key: among a million, two are equal once in 37 million times."""
_SKETCHED: Final = 120
_BITS: Final = 256


class Remembered(msgspec.Struct, frozen=True, array_like=True):
    """
    What is remembered of a transaction.
    """

    key: str
    id: str | None
    is_pending: bool
    day: date | None
    """The booking date. The value date of a pending one may be that of its import."""
    digest: bytes
    """Of all that is said of it."""
    amount: bytes
    """A hash of amount and currency."""
    end_to_end: bytes
    """A hash of the reference; empty where there is none."""
    mandate: bytes
    sketch: bytes
    """A bit for each three letters of its text."""
    hint: bytes = b""
    """A hash of what it may be known by; empty where it has an id, or there is no such thing."""

    def is_from(self, start: date | None) -> bool:
        """
        Check whether it belongs to the days from ``start`` on, as pending ones always do.
        """
        return self.is_pending or start is None or self.day is None or self.day >= start


class Cursor(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """
    What is remembered of an account.
    """

    account_key: str
    account_id: str
    connection_id: str | None
    start: date | None
    """The first day that is compared; None while nothing was booked."""
    imported_at: datetime | None
    """The latest import that was seen."""
    fetched_at: datetime | None
    rows: list[Remembered]
    older: bytes
    """The short keys of the transactions before the first day; empty where none come late."""
    was_partial: bool = False
    """The download was going on, so that more may come of the latest import."""

    @property
    def first_day(self) -> date | None:
        """
        The first day that is read: some before those that are compared, since a booking may move.
        """
        return self.start - NEAR if self.start else None


def short_key(key: str) -> bytes:
    """
    Shorten the key of a booked transaction.
    """
    return bytes.fromhex(key[-32:])[:_SHORT]


def split_keys(joined: bytes) -> set[bytes]:
    """
    Split short keys that stand one after another.
    """
    return {joined[start : start + _SHORT] for start in range(0, len(joined), _SHORT)}


def join_keys(keys: set[bytes]) -> bytes:
    """
    Write short keys one after another.
    """
    return b"".join(sorted(keys))


def write_cursor(cursor: Cursor) -> str:
    """
    Write a cursor as text.
    """
    packed = zlib.compress(msgspec.msgpack.encode(cursor), 6)
    return _PREFIX + urlsafe_b64encode(packed).decode().rstrip("=")


def read_cursor(text: str) -> Cursor:
    """
    Read a cursor.

    Raises:
        CursorMismatchError: It is damaged, or of another version.
    """
    if not text.startswith(_PREFIX):
        raise CursorMismatchError("the cursor is of another version; begin without one")
    encoded = text.removeprefix(_PREFIX)
    try:
        packed = urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(packed, _LARGEST)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise CursorMismatchError("the cursor is cut off or too large; begin without one")
        return msgspec.msgpack.decode(plain, type=Cursor)
    except (ValueError, zlib.error, msgspec.MsgspecError) as error:
        raise CursorMismatchError("the cursor is damaged; begin without one") from error


def remember(transaction: Transaction[Any], hint: str | None = None) -> Remembered:
    """
    Note what the next sync needs of a transaction.

    Args:
        hint: What the transaction may be known by, if it has no id.
    """
    remittance = transaction.remittance
    said = tuple(_said(getattr(transaction, name)) for name in _CONTENT)
    return Remembered(
        key=transaction.key,
        id=transaction.id,
        is_pending=transaction.status is not BookingStatus.BOOKED,
        day=transaction.booking_date,
        digest=_hash(_ENCODER.encode(said)),
        amount=_hash(_ENCODER.encode(_said(transaction.money))),
        end_to_end=_hash(fold(transaction.end_to_end_id).encode()),
        mandate=_hash(fold(transaction.mandate_id).encode()),
        sketch=_sketch(fold(remittance.text or remittance.raw)),
        hint=_hash(hint.encode()) if hint and transaction.id is None else b"",
    )


def likeness(one: Remembered, other: Remembered) -> float:
    """
    Measure how much of the shorter text is in the longer one, from 0 to 1; 1 where one is empty.
    """
    left, right = (int.from_bytes(each.sketch) for each in (one, other))
    fewest = min(left.bit_count(), right.bit_count())
    return (left & right).bit_count() / fewest if fewest else 1.0


_ENCODER: Final = msgspec.msgpack.Encoder(order="sorted")


def _said(value: Any) -> Any:
    # -29.9 and -29.90 say the same.
    if isinstance(value, Decimal):
        return plain_amount(value)
    return (plain_amount(value.amount), value.currency) if isinstance(value, Money) else value


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()[:8] if content else b""


def _sketch(text: str) -> bytes:
    letters = text[:_SKETCHED].encode()
    bits = 0
    for start in range(len(letters) - 2):
        bits |= 1 << crc32(letters[start : start + 3]) % _BITS
    return bits.to_bytes(_BITS // 8) if bits else b""
