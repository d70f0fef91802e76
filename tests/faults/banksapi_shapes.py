"""
The shapes that all answers of BANKSapi are made of.
"""

from __future__ import annotations

from typing import Any, Final

_TEXTS: Final = {
    "BA1100": "Ungültige Überweisungsdaten",
    "BA1104": "Überweisung nicht möglich",
    "BA1110": "TAN-Eingabe nötig",
    "BA1111": "Die Überweisung wurde erfolgreich ausgeführt",
    "BA1112": "Die Überweisung wurde erfolgreich eingereicht",
    "BA3000": "SCA benötigt",
    "BA3005": "SCA-Redirect benötigt",
    "BA3010": "SCA Methode auswählen",
    "BA3030": "SCA Challenge",
    "BA3040": "SCA fehlgeschlagen",
}
_ERRORS: Final = ("BA1100", "BA1104", "BA3040")


def relation(name: str, href: str) -> dict[str, str]:
    return {"rel": name, "href": href}


def message(code: str) -> dict[str, str]:
    level = "ERROR" if code in _ERRORS or code == "BA1103" else "INFO"
    text = _TEXTS.get(code, "TAN ungültig")
    return {"level": level, "code": code, "message": text, "details": text}


def challenge_of(name: str, text: str, *, decoupled: bool) -> dict[str, Any]:
    return {
        "name": name,
        "content": {"instructions": text},
        "decoupled": decoupled,
        "redirect": False,
    }
