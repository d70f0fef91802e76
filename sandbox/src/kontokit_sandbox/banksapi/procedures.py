"""
The SCA procedures and TAN media of the demo provider.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["MEDIA", "PDF", "PROCEDURES", "Procedure"]

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
"""An empty page, the document that goes with a challenge."""

_PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """
    One way to authorise.
    """

    code: int
    name: str
    hint: str
    content: dict[str, Any]
    accepts: Callable[[str], bool] = lambda _: False
    decoupled: bool = False
    redirect: bool = False

    @property
    def challenge(self) -> dict[str, Any]:
        """
        What the user has to solve.
        """
        return {
            "name": self.name,
            "content": self.content,
            "decoupled": self.decoupled,
            "redirect": self.redirect,
        }


def _is_even(tan: str) -> bool:
    return tan.isdecimal() and int(tan) % 2 == 0


PROCEDURES = {
    one.code: one
    for one in (
        Procedure(
            code=1,
            name="mockTAN",
            hint="Gib eine durch 2 teilbare Zahl ein",
            content={"instructions": "Bitte geben Sie eine durch 2 teilbare Zahl ein"},
            accepts=_is_even,
        ),
        Procedure(
            code=902,
            name="mockPhotoTAN",
            hint='Scanne das Bild. Das Ergebnis ist "8534842"',
            content={
                "instructions": "Bitte scannen Sie das Bild mit der photoTAN-App",
                "photo": f"data:image/png;base64,{_PIXEL}",
                "PDF": f"data:application/pdf;base64,{b64encode(PDF).decode()}",
            },
            accepts=lambda tan: tan == "8534842",
        ),
        Procedure(
            code=912,
            name="chipTAN optisch",
            hint='Halte den Generator an das Bild. Das Ergebnis ist "936086"',
            content={
                "instructions": "Bitte stecken Sie Ihre Karte in den TAN-Generator",
                "HHD": "11048714955205123456789F14302C303107",
                "HHDUC": "1234567891234567891234567890,01",
            },
            accepts=lambda tan: tan == "936086",
        ),
        Procedure(
            code=999,
            name="iTAN",
            hint='Gib die TAN "12" an',
            content={"instructions": "Bitte geben Sie die TAN 12 ein"},
            accepts=lambda tan: tan == "12",
        ),
        Procedure(
            code=910,
            name="Entkoppelte Authentifizierung",
            hint="Bestätige in der App",
            content={"instructions": "Bitte bestätigen Sie den Auftrag in Ihrer Banking-App"},
            decoupled=True,
        ),
        Procedure(
            code=920,
            name="Weiterleitung",
            hint="Du wirst zur Bank weitergeleitet",
            content={"instructions": "Bitte melden Sie sich bei Ihrer Bank an"},
            redirect=True,
        ),
    )
}
"""The procedures by code. 910 and 920 are the sandbox's own."""

MEDIA = ("Handy Eins", "Handy Zwei")
"""The names of the media to choose from."""
