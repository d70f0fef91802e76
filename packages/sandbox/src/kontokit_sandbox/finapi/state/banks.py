"""
The banks of finAPI: three test banks and seven made-up ones.
"""

from __future__ import annotations

from typing import Any

from .world import Record

__all__ = ["BANKS", "OLD_TEST_BANK_ID", "REDIRECT_BANK_ID", "TEST_BANK_ID"]

TEST_BANK_ID = 280001
REDIRECT_BANK_ID = 280002
OLD_TEST_BANK_ID = 277672
_ACCOUNT_TYPES = ["Checking", "Savings", "CreditCard", "Security"]
_LOGIN = (("Onlinebanking-ID", False), ("PIN", True))


def _interface(name: str, *properties: str, login: bool = True) -> Record:
    fields = [
        {"label": label, "isSecret": secret, "isVolatile": False, "isMandatory": True}
        for label, secret in (_LOGIN if login else ())
    ]
    sepa = {
        f"sepa{kind}": name != "WEB_SCRAPER"
        for kind in ("MoneyTransfer", "CollectiveMoneyTransfer", "FutureDatedMoneyTransfer")
    }
    return {
        "bankingInterface": name,
        "loginCredentials": fields,
        "properties": list(properties),
        "loginHint": "Bitte geben Sie die Zugangsdaten Ihres Online-Bankings ein.",
        "health": 100,
        "isAisSupported": True,
        "isPisSupported": name != "WEB_SCRAPER",
        "aisAccountTypes": _ACCOUNT_TYPES,
        "paymentCapabilities": {
            **sepa,
            "sepaInstantMoneyTransfer": name == "XS2A",
            "sepaStandingOrder": name != "WEB_SCRAPER",
            "sepaDirectDebit": name == "FINTS_SERVER",
            "domesticMoneyTransfer": False,
            "domesticCollectiveMoneyTransfer": False,
            "domesticFutureDatedMoneyTransfer": False,
        },
    }


def _bank(number: int, name: str, blz: str, city: str, *interfaces: Record, **more: Any) -> Record:
    return {
        "id": number,
        "name": name,
        "blz": blz,
        "city": city,
        "location": "DE",
        "popularity": 50,
        "isTestBank": False,
        "isBeta": False,
        "interfaces": list(interfaces),
        **more,
    }


_FINTS = _interface("FINTS_SERVER", "DECOUPLED_APPROACH")
_XS2A = _interface("XS2A", "DECOUPLED_APPROACH")
_REDIRECT = _interface("XS2A", "REDIRECT_APPROACH", login=False)

BANKS: dict[int, Record] = {
    bank["id"]: bank
    for bank in (
        _bank(
            TEST_BANK_ID, "finAPI Test Bank", "DEMO0001", "München", _XS2A, _FINTS,
            isTestBank=True, popularity=95, bic="TESTDE88XXX",
            bankGroup={"id": 1, "name": "finAPI Test Bank Group"},
        ),
        _bank(
            REDIRECT_BANK_ID, "finAPI Test Redirect Bank", "DEMO0002", "München", _REDIRECT,
            isTestBank=True, popularity=90, bic="TESTDE77XXX",
        ),
        _bank(
            OLD_TEST_BANK_ID, "FinAPI Test Bank", "00000000", "München", _XS2A, _FINTS,
            isTestBank=True, popularity=10,
        ),
        *(
            _bank(
                number, name, blz, city, _interface("FINTS_SERVER"),
                _interface("XS2A", "REDIRECT_APPROACH", login=False),
                popularity=number % 89, bic=f"MUST{place}{number % 90 + 10}XXX", location=place,
            )
            for number, name, blz, city, place in (
                (24001, "Musterbank Köln", "37040099", "Köln", "DE"),
                (24002, "Sparkasse Musterstadt", "50050099", "Musterstadt", "DE"),
                (24003, "Volksbank Beispielhausen", "60090099", "Beispielhausen", "DE"),
                (24004, "Bankhaus Lindner & Söhne", "10020099", "Berlin", "DE"),
                (24005, "Hanseatische Musterkasse", "20030099", "Hamburg", "DE"),
                (24006, "Musterbank Wien", "12099", "Wien", "AT"),
                (24007, "Beispielbank Salzburg", "20499", "Salzburg", "AT"),
            )
        ),
    )
}  # fmt: skip
"""All banks by their id."""
