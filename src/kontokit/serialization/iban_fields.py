"""
IBANs that are sent: without blanks, in capitals, and checked where a wrong one costs money.
"""

from __future__ import annotations

import logging
import re
from contextlib import AbstractContextManager
from typing import Any, ClassVar, Final

import msgspec

from ..core.iban import compact_iban, is_iban
from ..core.scoped_value import Block, ScopedValue
from ..core.values import HidesFields
from .path_error import PathError
from .scalars import text_wire

_LOG: Final = logging.getLogger("kontokit")
_TYPED: Final = re.compile(r"[A-Z]{2}[0-9]{13,32}")
"""What is taken for an IBAN where any text may stand, although its check digits are wrong."""


class _Check(HidesFields, msgspec.Struct):
    _hidden: ClassVar = frozenset({"doubtful"})

    allow_invalid: bool
    doubtful: set[str] = msgspec.field(default_factory=set[str])


# Not an argument, because encoders are built once for each type and shared by all clients.
_check: ScopedValue[_Check] = ScopedValue("kontokit_ibans")


class _Checks(Block[_Check]):
    __slots__ = ("operation",)

    def __init__(self, variable: ScopedValue[_Check], value: _Check, *, operation: str) -> None:
        super().__init__(variable, value)
        self.operation = operation

    def __exit__(self, kind: object = None, *_: object) -> None:
        super().__exit__()
        doubtful = self.value.doubtful
        if doubtful and kind is None:
            _LOG.warning(
                "%s is called with wrong check digits of an IBAN (number of IBANs: %d)",
                self.operation,
                len(doubtful),
            )


def checking_ibans(operation: str, *, allow_invalid: bool) -> AbstractContextManager[object]:
    """
    A context in which the IBANs that are encoded are checked. Outside they are only written as
    usual.

    Wrong check digits are refused in the other party's account of an order. Of own accounts and
    filters one warning is logged, because samples of providers have wrong ones too.

    Args:
        operation: The id of the operation, for the warning.
        allow_invalid: Check nothing.
    """
    return _Checks(_check, _Check(allow_invalid), operation=operation)


def counterparty_iban_wire(value: Any) -> str:
    """
    The IBAN of the other party of an order.
    """
    iban = compact_iban(text_wire(value))
    check = _check.get()
    if check is not None and not check.allow_invalid and not is_iban(iban):
        raise PathError(
            "the check digits of the IBAN are wrong; correct it, or send it as it is with the"
            " option allow_invalid_iban=True"
        )
    return iban


def iban_wire(value: Any) -> str:
    """
    The IBAN of an own account, or one that is searched for.
    """
    iban = compact_iban(text_wire(value))
    if iban and not is_iban(iban):
        _doubt(iban)
    return iban


def iban_or_text_wire(value: Any) -> str:
    """
    A text to search for, which stays as it is unless it is an IBAN.
    """
    text = text_wire(value)
    iban = compact_iban(text)
    if is_iban(iban):
        return iban
    if _TYPED.fullmatch(iban) is None:
        return text
    _doubt(iban)
    return iban


def _doubt(iban: str) -> None:
    check = _check.get()
    if check is not None and not check.allow_invalid:
        check.doubtful.add(iban)
