"""
Values as people and as programs read them.
"""

from __future__ import annotations

import os
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, cast

from msgspec import Struct

from kontokit import to_dict
from kontokit.challenges.text import plain

from ..options import Options

__all__ = ["amount", "as_json", "iban", "language", "moment", "one_line", "shown"]


def language(options: Options) -> Literal["de", "en"]:
    """
    The language of the person: that of the option, else of ``LANG``, else German.
    """
    if options.lang is not None:
        return options.lang
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if named.lower().startswith("en") else "de"


def amount(value: Decimal | str, currency: str | None, options: Options) -> str:
    """
    An amount such as ``2.184,07 EUR``.
    """
    whole, _, cents = f"{Decimal(value):,f}".partition(".")
    cents = cents.ljust(2, "0")
    is_german = language(options) == "de"
    text = f"{whole.replace(',', '.')},{cents}" if is_german else f"{whole}.{cents}"
    return f"{text} {currency}" if currency else text


def moment(value: datetime | str | None, options: Options) -> str:
    """
    A time such as ``28.11.2026 12:15``, on the clock of this machine.

    Args:
        value: The time, or its text in ISO 8601.
        options: Say in which language.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    form = "%d.%m.%Y %H:%M" if language(options) == "de" else "%Y-%m-%d %H:%M"
    return value.astimezone().strftime(form)


def iban(value: str | None) -> str:
    """
    An IBAN in groups of four.
    """
    text = value or ""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def one_line(value: Any) -> str:
    """
    A text of a bank without control characters, escape sequences and line ends.
    """
    return "" if value is None else " ".join(plain(str(value)).split())


def shown(value: Any) -> str:
    """
    A value in a table.
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            return ", ".join(one_line(one) for one in cast("list[Any]", value))
        case _:
            return one_line(as_json(value))


def as_json(value: Any) -> Any:
    """
    A value as JSON has it: amounts as texts, days and times in ISO 8601.
    """
    match value:
        case Decimal():
            return format(value, "f")
        case datetime() | date():
            return value.isoformat()
        case Struct():
            return to_dict(value)
        case dict():
            return {str(key): as_json(one) for key, one in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # any keys
        case list() | tuple():
            return [as_json(one) for one in cast("list[Any]", value)]
        case _:
            return value
