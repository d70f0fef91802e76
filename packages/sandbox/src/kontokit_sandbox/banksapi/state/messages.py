"""
The messages that the sandbox sends, in German as the provider does.
"""

from __future__ import annotations

from typing import Any

__all__ = ["message"]

_TEXTS = {
    "BA1000": ("ERROR", "Wartungsarbeiten beim Anbieter", "Bitte versuchen Sie es später"),
    "BA1001": ("ERROR", "Anbieter nicht mehr aktiv", "Die Sandbox erreicht nur den Demo Provider"),
    "BA1010": ("ERROR", "Zugang gesperrt", "Bitte lassen Sie den Zugang bei Ihrer Bank entsperren"),
    "BA1011": ("ERROR", "Zugangsdaten nicht korrekt", "Bitte prüfen Sie Ihre Zugangsdaten"),
    "BA1012": ("ERROR", "Zugangsdaten unvollständig", "Es fehlt: pin"),
    "BA1051": ("ERROR", "Bankzugang nicht erreichbar", "Bitte versuchen Sie es später noch einmal"),
    "BA1053": ("ERROR", "Anzahl der Zugriffe überschritten", "Heute sind keine mehr erlaubt"),
    "BA1100": ("ERROR", "Überweisungsdaten ungültig", "Die Kontodeckung reicht nicht aus"),
    "BA1101": ("ERROR", "Ungültiges TAN-Verfahren", "Bitte wählen Sie ein angebotenes Verfahren"),
    "BA1102": ("ERROR", "Ungültiges TAN-Medium", "Bitte wählen Sie ein angebotenes Medium"),
    "BA1103": ("ERROR", "TAN ungültig", "Die TAN ist falsch oder nicht mehr gültig"),
    "BA1104": ("ERROR", "Überweisung nicht möglich", "Der Auftrag wurde von der Bank abgelehnt"),
    "BA1110": ("INFO", "TAN-Eingabe nötig", "Bitte geben Sie die TAN ein"),
    "BA1111": ("INFO", "Die Überweisung wurde ausgeführt", ""),
    "BA1112": ("INFO", "Die Überweisung wurde eingereicht", ""),
    "BA1200": ("ERROR", "Lastschriftdaten ungültig", "Die Kontodeckung reicht nicht aus"),
    "BA1204": ("ERROR", "Lastschrift nicht möglich", "Der Auftrag wurde von der Bank abgelehnt"),
    "BA1212": ("INFO", "Die Lastschrift wurde eingereicht", ""),
    "BA3000": ("INFO", "SCA notwendig", ""),
    "BA3005": ("INFO", "SCA bei der Bank nötig", "Bitte melden Sie sich bei Ihrer Bank an"),
    "BA3010": ("INFO", "SCA-Methode auswählen", "Bitte wählen Sie eine SCA-Methode aus"),
    "BA3020": ("INFO", "SCA-Medium auswählen", "Bitte wählen Sie ein SCA-Medium aus"),
    "BA3030": ("INFO", "SCA-Challenge", "Bitte folgen Sie den Anweisungen"),
    "BA3040": (
        "ERROR",
        "SCA fehlgeschlagen",
        "Die SCA wurde abgebrochen oder war nicht erfolgreich",
    ),
    "BA3060": ("ERROR", "Kein TAN-Verfahren", "Ihre Bank bietet Ihnen kein unterstütztes an"),
    "BA9999": ("INFO", "Passkey nötig", "Keines der Dokumente kennt diese Meldung"),
}


def message(code: str) -> dict[str, Any]:
    """
    Make the message with a code.
    """
    level, text, details = _TEXTS[code]
    made = {"level": level, "code": code, "message": text}
    return {**made, "details": details} if details else made
