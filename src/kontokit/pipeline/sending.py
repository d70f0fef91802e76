"""
What a call is to those who count and compare before it is sent: orders, and reads at a bank.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal, InvalidOperation
from typing import Any, ClassVar, Final

import msgspec

from ..core.typed_text import text_of
from ..core.typeguards import is_list, is_mapping
from ..core.values import HidesFields
from ..operations import Api, Operation
from ..operations.operation import BankRead, OrderFields
from .body_paths import value_at


class OrderTexts(HidesFields, msgspec.Struct, frozen=True, kw_only=True):
    """
    What makes one order the same as another.
    """

    _hidden: ClassVar = frozenset({"texts"})

    place: str
    """Where it is in the body, for an error."""
    texts: tuple[str, ...]


class Sending(HidesFields, msgspec.Struct, frozen=True, kw_only=True):
    """
    What is checked before a call is sent.
    """

    _hidden: ClassVar = frozenset({"read_keys"})

    orders: tuple[OrderTexts, ...] = ()
    read_keys: tuple[str, ...] = ()
    """What a bank counts the read by; none if a user is present or no bank is asked."""
    allow_duplicate: bool = False


NOTHING_SPECIAL: Final = Sending()
_EXACT: Final = Context(prec=10_000, traps=[])
"""More digits than an amount may have, whatever the context of the program is."""


def sending_of(
    api: Api,
    operation: Operation[Any],
    path: str,
    body: Any,
    *,
    is_attended: bool,
    allow_duplicate: bool,
) -> Sending:
    """
    What is checked before a call is sent.

    Args:
        path: The path of the request, without the base URL and the query.
        body: The body as dicts and lists.
        is_attended: Whether a user is present.
        allow_duplicate: Whether the caller wants an order to be sent a second time.
    """
    if _is_continued(api, operation, body):
        return NOTHING_SPECIAL
    order, read = operation.order, operation.bank_read
    keys = () if read is None or is_attended else tuple(_read_keys(operation, read, path, body))
    return Sending(
        orders=() if order is None else tuple(_orders(order, path, body)),
        read_keys=keys,
        allow_duplicate=allow_duplicate,
    )


def _is_continued(api: Api, operation: Operation[Any], body: Any) -> bool:
    """
    Whether the call repeats an earlier one, with what the user has chosen or typed.
    """
    if "repeat" not in operation.sca or api.sca is None:
        return False
    repeat = api.sca().repeat
    return repeat is not None and value_at(body, repeat.field) is not None


def _orders(fields: OrderFields, path: str, body: Any) -> Iterator[OrderTexts]:
    # The method's own name is not part of it: the path says enough.
    debtor = [path.rstrip("/"), *(_account(value_at(body, one)) for one in fields.debtor)]
    for where in fields.items:
        found = value_at(body, where)
        rows = found if is_list(found) else [found]
        for index, row in enumerate(rows):
            if is_mapping(row):
                texts = (*debtor, *_own(fields, row))
                place = f"{where}[{index}]" if is_list(found) else where
                yield OrderTexts(place="body" if place == "." else place, texts=texts)


def _own(fields: OrderFields, row: Any) -> Iterator[str]:
    yield from (_account(value_at(row, one)) for one in fields.payee)
    yield _amount(value_at(row, fields.amount))
    yield from (_text(value_at(row, one)) for one in fields.texts)


def _account(value: Any) -> str:
    return "".join(_text(value).split()).upper()


def _amount(value: Any) -> str:
    try:
        number = Decimal(_text(value))
        # 10, 10.0 and 10.00 are one amount, however the program rounds.
        return format(number.normalize(_EXACT), "f") if number.is_finite() else ""
    except InvalidOperation:
        return _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, msgspec.Raw):
        return bytes(value).decode()
    return " ".join(text_of(value).split())


def _read_keys(operation: Operation[Any], read: BankRead, path: str, body: Any) -> Iterator[str]:
    start = [operation.id, path.rstrip("/")]
    if "*" in read.keys:
        for name in body if is_mapping(body) else ():
            yield "\n".join([*start, str(name)])
        return
    yield "\n".join([*start, *(_text(value_at(body, one)) for one in read.keys)])
