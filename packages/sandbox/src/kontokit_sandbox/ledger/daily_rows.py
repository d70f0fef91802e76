"""
What happens on an account from day to day: purchases, invoices, payments between people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .business_days import first_business_day, is_business_day
from .monthly_rows import MONTHS, Month
from .people import Profile
from .rows import Draft, instant

__all__ = ["PER_DAY", "daily_rows", "extra_rows"]

PER_DAY: Mapping[Profile, float] = {
    "private": 0.5, "joint": 0.2, "business": 5.0, "savings": 0.03, "card": 0.5,
    "quiet": 0.0,
}  # fmt: skip
"""How many rows come on a day on average, besides those of each day and month."""


@dataclass(frozen=True)
class _Habit:
    who: str
    kind: str
    purpose: str
    lowest: int
    highest: int
    """Bounds of the amount in cents."""
    category: str
    weight: int


_SHOPPING = (
    _Habit("Supermarkt Lindner KG", "KARTENZAHLUNG", "LINDNER SAGT DANKE {n:06d}//Köln/DE",
           -9_999, -299, "LIVING_GROCERIES", 9),
    _Habit("Bäckerei Süßmann", "KARTENZAHLUNG", "Bäckerei Süßmann Danke für Ihren Einkauf {n}",
           -1_899, -120, "LIVING_GROCERIES", 6),
    _Habit("Fernbahn Muster AG", "KARTENZAHLUNG",
           "FERNBAHN Fahrschein {n:09d} München Hbf–Köln Hbf", -8_980, -390,
           "MOBILITY_PUBLICTRANSPORT", 2),
    _Habit("Apotheke am Dom", "KARTENZAHLUNG", "Apotheke am Dom Beleg {n:05d}", -4_450, -395,
           "HEALTH_CONSUMABLES", 2),
)  # fmt: skip
_SPENDING = (
    *_SHOPPING,
    _Habit("Möbelhaus Grünewald KG", "ÜBERWEISUNG", "Rechnung {year}-{n:05d} Bürostühle und Regal",
           -89_900, -4_995, "HOUSING_FURNISHING", 1),
    _Habit("Gebäudereinigung Öztürk", "ÜBERWEISUNG", "Rechnung Nr. {n:05d}, Reinigung {month}",
           -42_840, -9_520, "HOUSING_SERVICES", 1),
)  # fmt: skip
_INCOME = (
    _Habit("Schröder & Söhne OHG", "GUTSCHRIFT", "Rechnung {year}-{n:04d} abzgl. 2 % Skonto",
           11_900, 299_900, "INCOME_BUSINESS", 3),
    _Habit("Café Fräulein Ü.", "GUTSCHRIFT", "Rg. {n:06d} Kaffeelieferung {month}", 4_950, 98_770,
           "INCOME_BUSINESS", 2),
    _Habit("Finanzkasse Musterstadt", "GUTSCHRIFT",
           "Erstattung Umsatzsteuer {month} StNr 214/{n:05d}/0815", 1_999, 99_999, "INCOME_TAXES",
           1),
)  # fmt: skip
_DEPOSITS = (
    _Habit("Finanzkasse Musterstadt", "GUTSCHRIFT", "Erstattung {month} StNr 214/{n:05d}/0815",
           500, 9_999, "INCOME_TAXES", 1),
)  # fmt: skip
_HABITS: Mapping[Profile, Sequence[_Habit]] = {
    "private": _SHOPPING,
    "joint": _SHOPPING,
    "business": (*_SPENDING, *_INCOME),
    "savings": _DEPOSITS,
    "card": _SHOPPING,
}
_TRADERS = ("Bäckerei Süßmann", "Supermarkt Lindner KG", "Kaufhaus am Ring")
_FIRST = 20
"""The second of a day in which the first row is booked."""


def daily_rows(month: Month, profile: Profile) -> Iterator[Draft]:
    """
    Make the rows of each day. Only current accounts have such.

    On each day a card payment is announced, which is booked in the night to the next business day
    under another purpose. Days on which banks do not book have an instant payment.
    """
    if profile not in ("private", "joint", "business"):
        return
    for number in range(1, month.days + 1):
        day = month.day(number)
        yield _announced(month, day)
        if not is_business_day(day):
            yield _weekend(month, day)


def _announced(month: Month, day: date) -> Draft:
    who = month.random.choice(_TRADERS)
    cents = -month.random.randrange(180, 2_900)
    booked = first_business_day(day + timedelta(days=1))
    beleg = month.random.randrange(10**6)
    return Draft(
        booked,
        cents,
        "KARTENZAHLUNG",
        who,
        f"{who}//MUSTERSTADT/DE {day:%d.%m.%Y} KFN 1 BELEG {beleg:06d}",
        "LIVING_GROCERIES",
        instant(day, 0, 0, _FIRST),
        booked_at=instant(booked, 0, 0, _FIRST),
        announced=f"VORGEMERKT KARTENZAHLUNG {who.upper()}",
    )


def _weekend(month: Month, day: date) -> Draft:
    cents = month.random.randrange(-3_000, 3_000) or 1_000
    kind = "ECHTZEITGUTSCHRIFT" if cents > 0 else "ECHTZEITÜBERWEISUNG"
    text, at = f"Pizza {day:%d.%m.}", instant(day, 0, 0, _FIRST)
    refs = {"eref": f"PIZZA-{day:%Y%m%d}"}
    return Draft(day, cents, kind, "Jörg Weiß", text, "RECREATION_OTHER", at, refs)


def extra_rows(month: Month, profile: Profile, per_day: float) -> Iterator[Draft]:
    """
    Make rows at random.
    """
    random, habits = month.random, _HABITS[profile]
    days = [day for day in map(month.day, range(1, month.days + 1)) if is_business_day(day)]
    starts = [instant(day, 0, 30) for day in days]
    count = int(per_day * month.days + random.random())
    name, year = MONTHS[month.number - 1], month.year
    for habit in random.choices(habits, weights=[one.weight for one in habits], k=count):
        place, n = random.randrange(len(days)), random.randrange(10, 99_999)
        purpose = habit.purpose.format(n=n, month=name, year=year)
        # From half past midnight to the evening, and never in the first half hour of a day.
        at = starts[place] + random.randrange(18 * 3600)
        yield Draft(days[place], random.randint(habit.lowest, habit.highest), habit.kind,
                    habit.who, purpose, habit.category, at)  # fmt: skip
