"""
Made-up IBANs and bookings that look German and are the same in every run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from random import Random

__all__ = ["Booking", "bookings", "cents", "german_iban"]


def german_iban(bank_code: str, account_number: str) -> str:
    """
    Make an IBAN with valid check digits.

    Args:
        bank_code: Eight digits.
        account_number: Up to ten digits.

    Returns:
        The IBAN without spaces.
    """
    domestic = f"{bank_code}{account_number:0>10}"
    # ISO 7064: the country code moves to the end as 1314, with 00 for the check digits.
    return f"DE{98 - int(domestic + '131400') % 97:02d}{domestic}"


def cents(amount: int) -> Decimal:
    """
    Convert cents to euros, exactly and with two decimal places.
    """
    # Keeps both places: 100 cents are 1.00 and not 1.
    return Decimal(amount).scaleb(-2)


@dataclass(frozen=True, kw_only=True)
class Booking:
    """
    One booking on an account.
    """

    day: date
    amount: Decimal
    """Negative for money that leaves the account."""
    purpose: str
    kind: str
    """The booking text that German banks print above the purpose, such as LASTSCHRIFT."""
    counterparty: str
    iban: str
    bic: str
    category: str
    """One of the categories of transactions."""


@dataclass(frozen=True)
class _Habit:
    counterparty: str
    account_number: str
    kind: str
    purpose: str
    lowest: int
    highest: int
    """Bounds of the amount in cents."""
    category: str
    weight: int


_BANK = "37040044"
_BIC = "COBADEFFXXX"
_SPENDING = (
    _Habit(
        "Supermarkt Lindner KG",
        "0100200300",
        "KARTENZAHLUNG",
        "LINDNER SAGT DANKE {n:06d}//Köln/DE",
        -14999,
        -299,
        "LIVING_GROCERIES",
        9,
    ),
    _Habit(
        "Bäckerei Süßmann",
        "0100200301",
        "KARTENZAHLUNG",
        "Bäckerei Süßmann Danke für Ihren Einkauf {n}",
        -1899,
        -120,
        "LIVING_GROCERIES",
        6,
    ),
    _Habit(
        "Stadtwerke Musterstadt GmbH",
        "0100200302",
        "LASTSCHRIFT",
        "Abschlag Strom/Gas Vertragskonto {n:010d}",
        -18900,
        -7400,
        "BILLS_ENERGY",
        2,
    ),
    _Habit(
        "Funknetz Nordlicht AG",
        "0100200303",
        "LASTSCHRIFT",
        "Mobilfunk Kundennr. {n:08d} Rechnung {month}",
        -3999,
        -999,
        "BILLS_TELECOMMUNICATIONS",
        2,
    ),
    _Habit(
        "Fernbahn Muster AG",
        "0100200304",
        "KARTENZAHLUNG",
        "FERNBAHN Fahrschein {n:09d} München Hbf–Köln Hbf",
        -15980,
        -390,
        "MOBILITY_PUBLICTRANSPORT",
        3,
    ),
    _Habit(
        "Möbelhaus Grünewald KG",
        "0100200305",
        "ÜBERWEISUNG",
        "Rechnung {year}-{n:05d} Bürostühle und Regal",
        -89900,
        -4995,
        "HOUSING_FURNISHING",
        1,
    ),
    _Habit(
        "Gebäudereinigung Öztürk",
        "0100200306",
        "ÜBERWEISUNG",
        "Rechnung Nr. {n:05d}, Reinigung {month}",
        -42840,
        -9520,
        "HOUSING_SERVICES",
        1,
    ),
    _Habit(
        "Eiche Versicherung a. G.",
        "0100200307",
        "LASTSCHRIFT",
        "Haftpflicht Beitrag {month} VS-Nr. EV-{n:010d}",
        -8900,
        -1250,
        "INSURANCE_LIABILITY",
        1,
    ),
    _Habit(
        "Geldautomat Hauptstraße",
        "0100200308",
        "BARGELDAUSZAHLUNG",
        "GA NR{n:08d} BLZ37040044 MÜNCHEN, Gebühr 0,00",
        -40000,
        -2000,
        "BANKFINANCE_CASHWITHDRAWAL",
        2,
    ),
    _Habit(
        "Apotheke am Dom",
        "0100200309",
        "KARTENZAHLUNG",
        "Apotheke am Dom Beleg {n:05d}",
        -6450,
        -395,
        "HEALTH_CONSUMABLES",
        2,
    ),
)
_INCOME = (
    _Habit("Schröder & Söhne OHG", "0200300400", "GUTSCHRIFT",
           "Rechnung {year}-{n:04d} abzgl. 2 % Skonto", 11900, 499900, "INCOME_BUSINESS", 3),
    _Habit("Café Fräulein Ü.", "0200300401", "GUTSCHRIFT",
           "Rg. {n:06d} Kaffeelieferung {month}", 4950, 98770, "INCOME_BUSINESS", 2),
    _Habit("Finanzkasse Musterstadt", "0200300402", "GUTSCHRIFT",
           "Erstattung Umsatzsteuer {month} StNr 214/{n:04d}/0815", 1999, 149999,
           "INCOME_TAXES", 1),
)  # fmt: skip
_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


# Each test resets the sandbox, and making thousands of bookings takes longer than most tests.
@lru_cache(maxsize=256)
def bookings(seed: str, count: int, *, last: date, days: int) -> tuple[Booking, ...]:
    """
    Make up the bookings of one account.

    Args:
        seed: The same seed creates the same bookings.
        days: The length of the period, in days up to ``last``.

    Returns:
        The bookings, oldest first.
    """
    random = Random(seed)  # noqa: S311 - it is meant to be the same every time
    span = sorted(random.randrange(days) for _ in range(count))
    # A tuple, because all callers share the cached value.
    return tuple(_booking(random, last - timedelta(days=days - 1 - offset)) for offset in span)


def _booking(random: Random, day: date) -> Booking:
    habits = _SPENDING if random.random() < 0.8 else _INCOME
    habit = random.choices(habits, weights=[one.weight for one in habits])[0]
    purpose = habit.purpose.format(
        n=random.randrange(10, 99_999), month=_MONTHS[day.month - 1], year=day.year
    )
    return Booking(
        day=day,
        amount=cents(random.randint(habit.lowest, habit.highest)),
        purpose=purpose,
        kind=habit.kind,
        counterparty=habit.counterparty,
        iban=german_iban(_BANK, habit.account_number),
        bic=_BIC,
        category=habit.category,
    )
