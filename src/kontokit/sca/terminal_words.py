"""
What a person at a terminal reads, in German and English.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

Language: TypeAlias = Literal["de", "en"]

WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "de": {
        "method": "Wie möchten Sie sich ausweisen?",
        "medium": "Mit welchem Gerät?",
        "number": "Nummer: ",
        "no number": "Bitte eine Zahl von 1 bis {count} eingeben.",
        "answer": "TAN",
        "attempts": "Noch {count} Versuche.",
        "picture": "Hier gehört ein Bild der Bank hin; dafür fehlt kontokit[pictures].",
        "document": "Die Bank hat ein PDF geschickt (flow.step.document).",
        "blinking": "Karte in den Leser, Leser an die Balken, dann die Eingabetaste.",
        "redirect": "Bitte diese Seite im Browser öffnen:",
        "redirect lost": "Die Seite wurde an anderer Stelle geöffnet.",
        "returned": "Adresse, auf der Sie danach landen: ",
        "form": "Adresse, auf der Sie danach landen (leer: auf das Formular warten): ",
        "decoupled": "Bitte in der App der Bank bestätigen. Strg-C bricht ab.",
        "working": "Die Bank arbeitet …",
        "unknown": "Die Antwort ging verloren. Was ist daraus geworden?",
    },
    "en": {
        "method": "How do you want to authenticate?",
        "medium": "With which device?",
        "number": "Number: ",
        "no number": "Please enter a number from 1 to {count}.",
        "answer": "TAN",
        "attempts": "{count} attempts left.",
        "picture": "The bank's picture belongs here, but kontokit[pictures] is missing.",
        "document": "The bank has sent a PDF (flow.step.document).",
        "blinking": "Put the card into the reader, hold it to the bars, then press Enter.",
        "redirect": "Please open this page in the browser:",
        "redirect lost": "The page was opened elsewhere.",
        "returned": "The address where you end up: ",
        "form": "The address where you end up (empty: wait for the form): ",
        "decoupled": "Please confirm in the bank's app. Ctrl-C gives up.",
        "working": "The bank is working …",
        "unknown": "The answer was lost. What became of it?",
    },
}
