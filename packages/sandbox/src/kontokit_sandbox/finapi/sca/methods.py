"""
The SCA procedures of finAPI's test banks and their challenges.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from math import inf
from typing import Literal

from ...demo.behaviour import Method
from ...demo.challenge_samples import FLICKER_LONG, FLICKER_WIRE, PICTURE
from ...flicker.bars import challenge_of, wire_of_challenge
from ...flicker.qr import qr_picture
from ...pending import OrderSummary
from ...sources.source import Sources, lines, made_up, parts
from ..state.world import Record

__all__ = [
    "IDS",
    "OLD_PROCEDURES",
    "POLLS",
    "PROCEDURES",
    "PROCEDURE_SOURCES",
    "SENT_TANS",
    "UNOFFERED",
    "USUAL",
    "shown_with",
]


def _procedure(number: str, name: str, kind: str | None, *, implicit: bool = False) -> Record:
    method: Record = {"procedureId": number, "procedureName": name, "implicitExecute": implicit}
    return method if kind is None else {**method, "procedureChallengeType": kind}


PROCEDURES = (
    _procedure("smsTan", "smsTan", "TEXT"),
    _procedure("pushTan", "pushTan", "TEXT"),
    _procedure("chipTan", "chipTan optisch", "FLICKER_CODE"),
    _procedure("chipTanComfort", "chipTan comfort", None),
    _procedure("chipTanQr", "chipTan QR", "PHOTO"),
    _procedure("photoTan", "photoTan", "PHOTO"),
    _procedure("decoupled", "Demo Decoupled Auth", None, implicit=True),
    _procedure("decoupledSlow", "Demo Decoupled Auth, langsam", None, implicit=True),
    _procedure("decoupledNever", "Demo Decoupled Auth, ohne Bestätigung", None, implicit=True),
)
"""The procedures of the test bank."""
UNOFFERED = (
    _procedure("decoupledDeclined", "Demo Decoupled Auth, abgelehnt", None, implicit=True),
    _procedure("decoupledPhone", "Demo Decoupled Auth am Telefon", None, implicit=True),
)
"""Those that the bank of a login chooses itself, and nobody else is offered."""
USUAL = tuple(
    one for one in PROCEDURES if one["procedureId"] in ("smsTan", "pushTan", "chipTan", "decoupled")
)
"""The procedures of the login ``demo``; bank connections always list these."""
OLD_PROCEDURES = (
    _procedure("DEMO-TSP-01", "SMS", "TEXT"),
    _procedure("DEMO-TSP-02", "PUSH", "TEXT"),
)
"""The procedures of the older test bank."""
IDS: Mapping[Method, str] = {
    "sms": "smsTan",
    "push": "pushTan",
    "photo": "photoTan",
    "chip": "chipTan",
    "chip-qr": "chipTanQr",
    "app": "decoupled",
    "app-slow": "decoupledSlow",
    "app-never": "decoupledNever",
    "app-declined": "decoupledDeclined",
    "app-phone": "decoupledPhone",
    "app-button": "decoupled",  # finAPI is told by the poll itself
}
"""The ids of the procedures by kind. The last three are never offered."""
_TEST_BANK = parts("finAPI's page on its test banks")
_ID = made_up("its id")
_APP = (lines("004", (717, 729), (816, 828)), _ID, made_up("when the user confirms"))
_OLD = (lines("004", (127, 137), 243, 310),)
PROCEDURE_SOURCES: Mapping[str, Sources] = {
    "smsTan": (_TEST_BANK, _ID),
    "pushTan": (_TEST_BANK, _ID),
    "chipTan": (_TEST_BANK, lines("004", (228, 230)), _ID),
    "chipTanComfort": (lines("004", (228, 230)), _ID, made_up("the format of the code")),
    "chipTanQr": (_TEST_BANK, _ID),
    "photoTan": (lines("004", (222, 226)), _ID),
    "decoupled": (_TEST_BANK, *_APP),
    "decoupledSlow": _APP,
    "decoupledNever": _APP,
    "decoupledDeclined": _APP,
    "decoupledPhone": _APP,
    "DEMO-TSP-01": _OLD,
    "DEMO-TSP-02": _OLD,
}
"""Where the procedures come from, by their id."""
POLLS: Mapping[str, float] = {
    "decoupled": 1,
    "decoupledSlow": 7,
    "decoupledNever": inf,
    "decoupledDeclined": 1,
    "decoupledPhone": inf,
}
"""How many polls find a decoupled procedure unconfirmed."""
SENT_TANS: Mapping[str, Literal["sms", "push"]] = {
    "smsTan": "sms",
    "pushTan": "push",
    "DEMO-TSP-01": "sms",
    "DEMO-TSP-02": "push",
}
"""The procedures that send a TAN to the phone, and how."""


def _photo(picture: str) -> Record:
    return {"photoTanData": picture, "photoTanMimeType": "image/png"}


def _qr(wire: str) -> Record:
    return _photo(b64encode(qr_picture(wire)).decode())


def _optical(code: str) -> Record:
    return {"opticalData": b64encode(code.encode()).decode(), "opticalDataAsReinerSct": False}


_MEDIA: Mapping[str, Record] = {
    "chipTan": _optical(FLICKER_WIRE),
    "chipTanComfort": _optical(FLICKER_LONG),
    "chipTanQr": _qr(FLICKER_WIRE),
    "photoTan": _photo(PICTURE),
}
_OF_ORDERS = ("chipTan", "chipTanComfort", "chipTanQr")
"""The procedures whose code has the order."""
_START_CODE = "20041021"


def shown_with(procedure: str, order: OrderSummary | None) -> Record:
    """
    Return the picture or the flicker code of a procedure; nothing for most.

    The code of an order has its IBAN and its amount, which a device shows.
    """
    if order is None or procedure not in _OF_ORDERS:
        return _MEDIA.get(procedure, {})
    amount = f"{order.amount:.2f}".replace(".", ",")
    challenge = challenge_of(_START_CODE, order.iban.replace(" ", ""), amount)
    wire = wire_of_challenge(challenge) or ""
    if procedure == "chipTanQr":
        return _qr(wire)
    return _optical(wire if procedure == "chipTan" else challenge)
