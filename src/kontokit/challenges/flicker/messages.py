"""
Messages for the user, in German and in English.
"""

from __future__ import annotations

from typing import Final

import attrs

from ...core.exceptions import ArgumentError
from .parsing.fields import Fields


@attrs.frozen(kw_only=True)
class Messages:
    """
    The messages of one language: plain text, not HTML.
    """

    title: str
    start: str
    stop: str
    toggle: str
    smaller: str
    larger: str
    slower: str
    faster: str
    buttons: str
    warning: str
    advice: tuple[str, ...]
    adjusting: str
    """More advice, where there are buttons."""
    zooming: str
    """More advice, where there are none."""
    keys: str
    manual: str
    first: str
    start_code: str
    element: str
    compare: str


GERMAN: Final = Messages(
    title="Blinkende Grafik für den TAN-Generator",
    start="Start",
    stop="Stopp",
    toggle="Blinken starten oder anhalten",
    smaller="Kleiner",
    larger="Größer",
    slower="Langsamer",
    faster="Schneller",
    buttons="Grafik einstellen",
    warning="Achtung: Die Grafik blinkt schnell. Wer das nicht verträgt, gibt die Daten"
    " von Hand ein.",
    advice=(
        "Karte in den TAN-Generator stecken und „F“ drücken.",
        (
            "Das Gerät schräg an den Bildschirm halten, sodass die beiden Dreiecke zu den"
            " Markierungen des Geräts passen."
        ),
    ),
    adjusting="Passen sie nicht: die Größe ändern. Geht es nicht: den Bildschirm heller stellen"
    " oder das Blinken verlangsamen.",
    zooming="Passen sie nicht: den Zoom des Browsers ändern. Geht es nicht: den Bildschirm"
    " heller stellen.",
    keys="Tasten: Leertaste startet und hält an, + und − ändern die Größe, ← und → die"
    " Geschwindigkeit.",
    manual="Ohne Blinken: von Hand eingeben",
    first="Karte in den TAN-Generator stecken und „TAN“ drücken.",
    start_code="Startcode {} eingeben und mit „OK“ bestätigen.",
    element="{} eingeben und mit „OK“ bestätigen, wenn das Gerät danach fragt.",
    compare="Die Anzeige des Geräts mit dem Auftrag vergleichen. Nur wenn alles stimmt, die"
    " TAN verwenden.",
)
ENGLISH: Final = Messages(
    title="Flickering picture for the TAN generator",
    start="Start",
    stop="Stop",
    toggle="Start or stop the flickering",
    smaller="Smaller",
    larger="Larger",
    slower="Slower",
    faster="Faster",
    buttons="Adjust the picture",
    warning="Warning: the picture flickers fast. If that may harm you, enter the data by hand.",
    advice=(
        "Insert your card into the TAN generator and press “F”.",
        (
            "Hold the device at an angle against the screen, so that the two triangles meet the"
            " marks of the device."
        ),
    ),
    adjusting="If they do not meet, change the size. If it does not work, make the screen"
    " brighter or the flickering slower.",
    zooming="If they do not meet, change the zoom of the browser. If it does not work, make the"
    " screen brighter.",
    keys="Keys: the space bar starts and stops, + and − change the size, ← and → the speed.",
    manual="Without flickering: enter the data by hand",
    first="Insert your card into the TAN generator and press “TAN”.",
    start_code="Enter the start code {} and confirm with “OK”.",
    element="Enter {} and confirm with “OK” if the device asks for it.",
    compare="Compare what the device shows with your order. Use the TAN only if all of it is"
    " right.",
)
_LANGUAGES: Final = {"de": GERMAN, "en": ENGLISH}


def messages(lang: str) -> Messages:
    """
    The messages of a language.

    Args:
        lang: ``de`` or ``en``.

    Raises:
        ArgumentError: It is another language.
    """
    if lang not in _LANGUAGES:
        raise ArgumentError("the languages are de and en", place="lang")
    return _LANGUAGES[lang]


def manual_steps(fields: Fields, lang: str) -> list[str]:
    """
    Instructions for manual entry, one string for each step.

    Args:
        fields: The fields of the code.
        lang: ``de`` or ``en``.

    Raises:
        ArgumentError: It is another language.
    """
    said = messages(lang)
    elements = [said.element.format(element.text) for element in fields.elements]
    return [said.first, said.start_code.format(fields.start_code.text), *elements, said.compare]
