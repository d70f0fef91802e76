"""
What happens on an account in each month: salary, rent, direct debits, interest, oddities.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from random import Random

from .business_days import first_business_day, last_business_day
from .counterparties import CREDITOR_ID
from .people import Profile
from .rows import Draft, instant

__all__ = ["MONTHS", "Month", "monthly_rows"]

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
)  # fmt: skip
_DEBITS = (
    # day, who, cents, purpose, category
    (5, "Stadtwerke Musterstadt GmbH", -9_450, "Abschlag Strom/Gas Vertragskonto 0815471100",
     "BILLS_ENERGY"),
    (12, "Funknetz Nordlicht AG", -2_499, "Mobilfunk Kundennr. 00471108 Rechnung {month}",
     "BILLS_TELECOMMUNICATIONS"),
    (18, "Eiche Versicherung a. G.", -3_875, "Haftpflicht Beitrag {month} VS-Nr. EV-0000471108",
     "INSURANCE_LIABILITY"),
    (22, "Fitnessclub Muster GmbH", -2_990, "Monatsbeitrag {month} {year}", "RECREATION_SPORTS"),
)  # fmt: skip
_LONG = (
    "Sammelrechnung {year}-{number:02d} gemäß Rahmenvertrag 4711/0815, Positionen 1 bis 12, "
    "Lieferung frei Haus, abzüglich Gutschrift aus dem Vormonat "
)
_LONGEST = 140
"""How many characters a purpose of SEPA has at most."""
QUARTER = 3


class Month:
    """
    One month of one account.
    """

    def __init__(self, year: int, number: int, random: Random, own: Random, constants: Random):
        """
        Args:
            random: For this account and month.
            own: For transfers between the accounts of a person in this month.
            constants: For what is the same in all months of the account.
        """
        self.year, self.number = year, number
        self.days = monthrange(year, number)[1]
        self.random, self.own, self.constants = random, own, constants

    def day(self, number: int) -> date:
        """
        Return a day of the month.
        """
        return date(self.year, self.number, min(number, self.days))

    def text(self, pattern: str) -> str:
        """
        Put month and year into a text.
        """
        month = MONTHS[self.number - 1]
        return pattern.format(month=month, year=self.year, number=self.number)

    def booked(
        self, number: int, cents: int, kind: str, who: str, purpose: str, category: str = "",
        refs: Mapping[str, str] | None = None, *, delay: int = 0, day: date | None = None,
    ) -> Draft:  # fmt: skip
        """
        Make a row on the first business day from a day on, booked in the night before.

        Args:
            delay: Seconds after half past one, to keep rows of a night in order.
            day: Used in place of the number.
        """
        booked = first_business_day(day or self.day(number))
        at = instant(booked, 1, 30) + delay
        return Draft(booked, cents, kind, who, self.text(purpose), category, at, refs or {})


def monthly_rows(month: Month, profile: Profile) -> Iterator[Draft]:
    """
    Make the rows that each month has.
    """
    for make in _MAKERS[profile]:
        yield from make(month)


def _salary(month: Month) -> Iterator[Draft]:
    day = last_business_day(month.day(31))
    pay = 243_112 + month.constants.randrange(20_000)
    refs = {"eref": month.text("GEHALT-{year}-{number:02d}"), "purp": "SALA"}
    who = "Musterwerke Beispiel AG"
    purpose = month.text("Gehalt {number:02d}/{year} Personalnr. 4711")
    yield Draft(day, pay, "GEHALT", who, purpose, "INCOME_SALARY", instant(day, 1, 5), refs)


def _household(month: Month) -> Iterator[Draft]:
    refs = {"eref": month.text("HAUSHALT-{year}-{number:02d}")}
    yield month.booked(2, 95_000, "GUTSCHRIFT", "Jörg Weiß", "Haushaltsgeld {month}",
                       "INCOME_OTHER", refs)  # fmt: skip


def _wages(month: Month) -> Iterator[Draft]:
    day = last_business_day(month.day(31))
    for number, name in enumerate(("Jörg Weiß", "Renée Großmann", "Çağla Öztürk")):
        refs = {"eref": month.text(f"LOHN-{{year}}-{{number:02d}}-{number}"), "purp": "SALA"}
        pay = -198_000 - month.constants.randrange(60_000)
        purpose = month.text("Lohn {month} {year}")
        at = instant(day, 1, 6) + number
        yield Draft(day, pay, "LOHNZAHLUNG", name, purpose, "BUSINESS_SALARY", at, refs)


def _rent(month: Month) -> Iterator[Draft]:
    rent = -72_000 - 100 * month.constants.randrange(200)
    purpose = "Miete {month} {year} + Nebenkosten, Musterstraße 5"
    yield month.booked(1, rent, "DAUERAUFTRAG", "Hausverwaltung Grünewald GmbH", purpose,
                       "HOUSING_RENT")  # fmt: skip


def _debits(month: Month) -> Iterator[Draft]:
    for place, (day, who, cents, purpose, category) in enumerate(_DEBITS):
        refs = {
            "eref": month.text(f"E2E-{{year}}-{{number:02d}}-{place}"),
            "mref": f"MANDAT-{4711 + place}",
            "cred": CREDITOR_ID,
        }
        yield month.booked(day, cents, "LASTSCHRIFT", who, purpose, category, refs)


def _returned_debit(month: Month) -> Iterator[Draft]:
    """
    A direct debit that goes back two days later, with the bank's fee.
    """
    if month.number % QUARTER != 1:
        return
    refs = {
        "eref": month.text("RUECK-{year}-{number:02d}"),
        "mref": "MANDAT-4750",
        "cred": CREDITOR_ID,
    }
    who, text = "Versandhaus Beispiel KG", month.text("Rate {month} {year} Kundennr. 99887")
    first = month.booked(8, -4_990, "LASTSCHRIFT", who, text, "LIVING_OTHER", refs)
    yield first
    back = first.day + timedelta(days=2)
    returned = {**refs, "oamt": "49,90"}
    yield month.booked(0, 4_990, "RÜCKLASTSCHRIFT", who, f"Rückgabe Lastschrift {text}",
                       "LIVING_OTHER", returned, day=back, delay=60)  # fmt: skip
    yield month.booked(0, -300, "ENTGELT", "Musterbank", "Entgelt Rücklastschrift",
                       "BANKFINANCE_FEES", day=back, delay=61)  # fmt: skip


def _returned_collection(month: Month) -> Iterator[Draft]:
    """
    A direct debit that the company has collected, and which comes back with a fee inside.
    """
    refs = {
        "eref": month.text("EINZUG-{year}-{number:02d}"),
        "mref": "KUNDE-0815",
        "cred": CREDITOR_ID,
    }
    who = "Café Fräulein Ü."
    first = month.booked(9, 4_990, "LASTSCHRIFTEINZUG", who, "Beitrag {month} {year}",
                         "INCOME_BUSINESS", refs)  # fmt: skip
    yield first
    back = first.day + timedelta(days=3)
    returned = {**refs, "oamt": "49,90", "coam": "3,00"}
    yield month.booked(0, -5_290, "RETOURE", who, "RETOURE SEPA LASTSCHRIFT", "INCOME_BUSINESS",
                       returned, day=back)  # fmt: skip


def _refund(month: Month) -> Iterator[Draft]:
    refs = {"eref": month.text("ERST-{year}-{number:02d}")}
    yield month.booked(13, 2_495 + month.random.randrange(3_000), "GUTSCHRIFT",
                       "Versandhaus Beispiel KG", "Erstattung Rücksendung {month}",
                       "LIVING_OTHER", refs)  # fmt: skip


def _cash(month: Month) -> Iterator[Draft]:
    for day in (4, 19):
        amount = -1_000 * month.random.randrange(2, 21)
        purpose = f"GA NR{month.random.randrange(10**8):08d} BLZ12345678 MÜNCHEN, Gebühr 0,00"
        yield month.booked(day, amount, "BARGELDAUSZAHLUNG", "Geldautomat Hauptstraße", purpose,
                           "BANKFINANCE_CASHWITHDRAWAL")  # fmt: skip


def _fees(month: Month) -> Iterator[Draft]:
    if month.number % QUARTER == 0:
        day = last_business_day(month.day(31))
        text = month.text("Kontoführung {number:02d}/{year}")
        yield Draft(day, -1_470, "ENTGELT", "Musterbank", text, "BANKFINANCE_FEES",
                    instant(day, 2, 10))  # fmt: skip


def _interest(month: Month) -> Iterator[Draft]:
    if month.number % QUARTER == 0:
        day = last_business_day(month.day(31))
        text = month.text("Zinsen {number:02d}/{year}, 0,75 % p. a.")
        cents = 512 + month.random.randrange(2_000)
        # Interest counts from the last day of the quarter, whatever day that is.
        yield Draft(day, cents, "ZINSEN", "Musterbank", text, "BANKFINANCE_OTHER",
                    instant(day, 2, 11), value_day=month.day(31))  # fmt: skip


def _odd_texts(month: Month) -> Iterator[Draft]:
    """
    Texts that are hard to bear: as long as possible, special characters, marks inside.
    """
    long = month.text(_LONG)
    yield month.booked(10, -31_275, "ÜBERWEISUNG", "Möbelhaus Grünewald KG",
                       f"{long:X<{_LONGEST}}"[:_LONGEST], "HOUSING_FURNISHING")  # fmt: skip
    yield month.booked(11, -1_999, "ÜBERWEISUNG", "D'Angelo & Söhne <Import>",
                       "Größe \"XL\" <b>weiß</b> & 'süß' für Ærø, ÄÖÜäöüß €",
                       "LIVING_OTHER")  # fmt: skip
    marks = (
        "EREF+RE-{year}-{number:02d} MREF+M-4711 CRED+" + CREDITOR_ID + " "
        "SVWZ+Beitrag {month} {year} ABWA+Muster Holding GmbH"
    )
    yield month.booked(16, -1_500, "LASTSCHRIFT", "Beispielverein e. V.", marks,
                       "RECREATION_OTHER")  # fmt: skip


def _odd_amounts(month: Month) -> Iterator[Draft]:
    """
    A payment in another currency, one of nothing, and two that are equal in everything.
    """
    franken = 4_000 + month.random.randrange(6_000)
    price = f"CHF {franken // 100},{franken % 100:02d} KURS 0,9415"
    yield month.booked(15, -round(franken / 0.9415), "KARTENZAHLUNG", "Hotel Alpenblick Zürich",
                       f"HOTEL ALPENBLICK ZUERICH CH {price}", "TRAVEL_ACCOMMODATION")  # fmt: skip
    yield month.booked(20, 0, "INFORMATION", "Musterbank",
                       "Der Zinssatz Ihrer Überziehung bleibt unverändert",
                       "BANKFINANCE_OTHER")  # fmt: skip
    for _ in range(2):
        yield month.booked(17, -240, "KARTENZAHLUNG", "Parkhaus am Markt",
                           "PARKHAUS AM MARKT {year} TICKET", "MOBILITY_PARKING")  # fmt: skip


def _instant(month: Month) -> Iterator[Draft]:
    """
    An instant payment in the last second of a day, and one on 29 February.
    """
    days = [month.day(14)]
    if month.number == 2 and isleap(month.year):
        days.append(month.day(29))
    for day in days:
        text, refs = f"Geschenk {day:%d.%m.%Y}", {"eref": f"SCT-INST-{day:%Y%m%d}"}
        yield Draft(day, -2_500, "ECHTZEITÜBERWEISUNG", "Renée Großmann", text, "RECREATION_OTHER",
                    instant(day, 23, 59, 59), refs)  # fmt: skip


_Maker = Callable[[Month], Iterator[Draft]]
_ODD: tuple[_Maker, ...] = (_odd_texts, _odd_amounts, _instant)
_MAKERS: Mapping[Profile, tuple[_Maker, ...]] = {
    "private": (_salary, _rent, _debits, _returned_debit, _refund, _cash, _fees, *_ODD),
    "joint": (_household, _cash, _fees),
    "business": (_wages, _rent, _debits, _returned_collection, _refund, _fees, *_ODD),
    "savings": (_interest,),
    "card": (_refund,),
}
