"""
The SCA methods and TAN media of the demo provider.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Any, Literal

from ...demo.behaviour import Method
from ...demo.challenge_samples import FLICKER_CHALLENGE, FLICKER_WIRE, PICTURE
from ...demo.tans import RIGHT_TAN
from ...flicker.qr import qr_picture
from ...sources.source import Sources, lines, made_up, parts

__all__ = ["BY_KIND", "MEDIA", "PDF", "SCA_METHODS", "ScaMethod"]

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
"""An empty page, attached to a challenge."""


@dataclass(frozen=True, kw_only=True)
class ScaMethod:
    """
    How a bank lets a user confirm, and what the user has to answer.
    """

    code: int
    name: str
    hint: str
    content: dict[str, Any]
    accepts: Callable[[str], bool] = lambda _: False
    decoupled: bool = False
    # A float, because inf stands for a confirmation that never comes.
    polls: float = 1
    """How many polls of a decoupled method find it unconfirmed."""
    is_declined: bool = False
    """Whether the user declines instead of confirming."""
    has_poll: bool = True
    """Whether it can be polled; otherwise the caller has to report the confirmation."""
    redirect: bool = False
    returns_query: bool = False
    """Whether the caller has to submit the query of the redirect."""
    tan: str = ""
    """A right TAN."""
    has_linked_pdf: bool = False
    """Whether only a link leads to the document of the challenge."""
    sent_by: Literal["", "sms", "push"] = ""
    """How it is sent to the phone, if it is."""
    sources: Sources

    @property
    def has_pdf(self) -> bool:
        """
        Whether the challenge has a document.
        """
        return self.has_linked_pdf or "PDF" in self.content

    @property
    def challenge(self) -> dict[str, Any]:
        """
        The challenge in the format of the API.
        """
        return {
            "name": self.name,
            "content": self.content,
            "decoupled": self.decoupled,
            "redirect": self.redirect,
        }


def _is_even(tan: str) -> bool:
    return tan.isdecimal() and int(tan) % 2 == 0


_CODE = made_up("its code")
_GUIDE = parts("BANKSapi's guide of the demo provider")
_APP = (lines("001", (5391, 5415)), _CODE)
_PACE = made_up("when the user confirms")
_PAGE = (lines("001", 895), _CODE)


def _tan(code: int, name: str, sources: Sources, **content: str) -> ScaMethod:
    return ScaMethod(
        sources=sources,
        code=code,
        name=name,
        hint='Gib die TAN "123456" an',
        content={"instructions": "Bitte geben Sie die TAN 123456 ein", **content},
        tan=RIGHT_TAN,
    )


def _data_url(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"


def _app(
    code: int, name: str, sources: Sources, *, polls: float = 1, has_poll: bool = True
) -> ScaMethod:
    return ScaMethod(
        sources=sources,
        code=code,
        name=name,
        hint="Bestätige in der App",
        content={"instructions": "Bitte bestätigen Sie den Auftrag in Ihrer Banking-App"},
        decoupled=True,
        polls=polls,
        has_poll=has_poll,
    )


def _page(code: int, name: str, sources: Sources, *, returns_query: bool = False) -> ScaMethod:
    return ScaMethod(
        sources=sources,
        code=code,
        name=name,
        hint="Du wirst zur Bank weitergeleitet",
        content={"instructions": "Bitte melden Sie sich bei Ihrer Bank an"},
        redirect=True,
        returns_query=returns_query,
    )


SCA_METHODS = {
    one.code: one
    for one in (
        ScaMethod(
            code=1,
            name="mockTAN",
            hint="Gib eine durch 2 teilbare Zahl ein",
            content={"instructions": "Bitte geben Sie eine durch 2 teilbare Zahl ein"},
            accepts=_is_even,
            tan="123456",
            sent_by="sms",
            sources=(lines("001", (462, 466)), made_up("that it comes by SMS")),
        ),
        ScaMethod(
            code=902,
            name="mockPhotoTAN",
            hint='Scanne das Bild. Das Ergebnis ist "8534842"',
            content={
                "instructions": "Bitte scannen Sie das Bild mit der photoTAN-App",
                "photo": f"data:image/png;base64,{PICTURE}",
                "PDF": _data_url("application/pdf", PDF),
            },
            tan="8534842",
            accepts=lambda tan: tan == "8534842",
            sources=(lines("001", (457, 461), (6726, 6727)), made_up("the PDF beside the picture")),
        ),
        ScaMethod(
            code=912,
            name="chipTAN optisch",
            hint='Halte den Generator an das Bild. Das Ergebnis ist "936086"',
            content={
                "instructions": "Bitte stecken Sie Ihre Karte in den TAN-Generator",
                "HHD": FLICKER_WIRE,
                "HHDUC": FLICKER_CHALLENGE,
            },
            tan="936086",
            accepts=lambda tan: tan == "936086",
            sources=(lines("001", (4341, 4349)), _CODE, made_up("the TAN")),
        ),
        ScaMethod(
            code=999,
            name="iTAN",
            hint='Gib die TAN "12" an',
            content={"instructions": "Bitte geben Sie die TAN 12 ein"},
            tan="12",
            accepts=lambda tan: tan == "12",
            sources=(lines("001", (2039, 2041)), _GUIDE),
        ),
        _app(910, "Entkoppelte Authentifizierung", (*_APP, _PACE)),
        _app(911, "Entkoppelte Authentifizierung, langsam", (*_APP, _PACE), polls=7),
        _app(913, "Entkoppelte Authentifizierung, ohne Bestätigung", (*_APP, _PACE), polls=inf),
        _app(
            914,
            "Entkoppelte Authentifizierung, nur auf Zuruf",
            (lines("001", 761, 6705), _CODE),
            has_poll=False,
        ),
        ScaMethod(
            code=915,
            name="TAN zum PDF",
            hint="Lies das PDF, das die Bank dazu schickt",
            content={"instructions": "Bitte lesen Sie das PDF und geben Sie die TAN 123456 ein"},
            has_linked_pdf=True,
            tan=RIGHT_TAN,
            sources=(lines("001", 2232, (2373, 2388)), _CODE),
        ),
        _page(920, "Weiterleitung", _PAGE),
        _page(
            921,
            "Weiterleitung mit eigener Rückkehrseite",
            (*_PAGE, parts("BANKSapi's redirect-sca-sdk")),
            returns_query=True,
        ),
    )
}
"""The methods by code. Codes from 910, except 912, exist only in the sandbox."""

BY_KIND: Mapping[Method, ScaMethod] = {
    "sms": replace(_tan(930, "smsTAN", (lines("001", 775), _CODE)), sent_by="sms"),
    "push": replace(_tan(931, "pushTAN", (lines("001", 780), _CODE)), sent_by="push"),
    "photo": SCA_METHODS[902],
    "chip": SCA_METHODS[912],
    "chip-qr": _tan(
        932,
        "chipTAN-QR",
        (parts("BANKSapi's Java client"), _CODE),
        photo=_data_url("image/png", qr_picture(FLICKER_WIRE)),
    ),
    "app": SCA_METHODS[910],
    "app-slow": SCA_METHODS[911],
    "app-never": SCA_METHODS[913],
    "app-declined": replace(
        _app(933, "Entkoppelte Authentifizierung, abgelehnt", (*_APP, _PACE)), is_declined=True
    ),
    "app-phone": _app(934, "Entkoppelte Authentifizierung am Telefon", (*_APP, _PACE), polls=inf),
    "app-button": SCA_METHODS[914],
    "redirect": SCA_METHODS[920],
}
"""The methods that a bank chooses itself, by their kind. Codes from 930 are never offered."""

MEDIA = ("Handy Eins", "Handy Zwei")
"""The names of the TAN media."""
