"""
The reader: shows what a TAN generator or an app with a camera reads, and its TAN.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from starlette.responses import Response

from ..flicker.bars import FlickerError, bars_of, bars_of_text
from ..flicker.device import Reading, read_bars
from ..flicker.qr import wire_of_qr
from ..pending import OrderSummary, Pending
from .bars_picture import bars_picture
from .pictures import NoDecoderError, payload_of_picture
from .request import Html, PageRequest, Reply

__all__ = ["read_code", "show_bars"]


@dataclass(frozen=True, kw_only=True)
class _Read:
    """
    What the device has read, from bars or from a picture.
    """

    key: str
    """The transmitted form, or the hash of a picture; the next form sends it along."""
    reading: Reading | None = None
    order: OrderSummary | None = None
    """Of a photoTAN, which only the bank can read."""


class _UnreadableError(Exception):
    def __init__(self, field: str, key: str) -> None:
        super().__init__(key)
        self.errors = {field: key}


def read_code(list_pending: Callable[[], Iterable[Pending]], request: PageRequest) -> Reply:
    """
    Show the form, what the device reads, or its TAN.
    """
    waiting = [one for one in list_pending() if one.kind == "tan"]
    code = request.value("code") or request.parameters.get("code", "")
    if not request.is_post and not code:
        return _form()
    try:
        if request.value("do") == "tan":
            return _with_tan(waiting, request)
        return _shown(_read(waiting, request, code), request)
    except _UnreadableError as error:
        return _form(code, error.errors)


def show_bars(request: PageRequest) -> Reply | Response:
    """
    Serve the bars of a code as a picture, still or blinking.
    """
    query = request.parameters
    try:
        picture = bars_picture(bars_of(query.get("wire", "")), plays="play" in query)
    except FlickerError:
        return Html(template="message.html", status=404, values=_NOT_FOUND)
    return Response(picture, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


_NOT_FOUND: Mapping[str, object] = {"heading": "not_found", "texts": ("not_found_more",)}


def _read(waiting: Iterable[Pending], request: PageRequest, code: str) -> _Read:
    picture = request.files.get("picture")
    if picture is not None:
        return _read_picture(waiting, picture)
    if not code:
        raise _UnreadableError("code", "reader_missing")
    try:
        reading = read_bars(bars_of_text(code))
    except FlickerError:
        reading = None
    if reading is None:
        raise _UnreadableError("code", "reader_unreadable")
    return _Read(key=reading.wire, reading=reading)


def _read_picture(waiting: Iterable[Pending], picture: bytes) -> _Read:
    problem = "reader_no_picture_code"
    try:
        if (reading := _read_qr(picture)) is not None:
            return _Read(key=reading.wire, reading=reading)
    except NoDecoderError:
        problem = "reader_no_decoder"
    # A photoTAN can be read only by the bank that has made it.
    for one in waiting:
        if one.picture == picture:
            return _Read(key=_digest(picture), order=one.order)
    raise _UnreadableError("picture", problem)


def _read_qr(picture: bytes) -> Reading | None:
    payload = payload_of_picture(picture)
    wire = None if payload is None else wire_of_qr(payload)
    return None if wire is None else read_bars(bars_of(wire))


def _with_tan(waiting: Iterable[Pending], request: PageRequest) -> Html:
    key, pin = request.value("key"), request.value("card_pin")
    issued = next((one for one in waiting if key in _keys(one)), None)
    try:
        reading = read_bars(bars_of(key)) if len(key) != 64 or issued is None else None
    except FlickerError:
        raise _UnreadableError("code", "reader_unreadable") from None
    read = _Read(key=key, reading=reading, order=issued.order if issued else None)
    if not (pin.isascii() and pin.isdigit() and len(pin) == 4):
        return _shown(read, request, {"card_pin": "reader_card_pin_wrong"})
    tan = _wrong_tan(key) if issued is None else issued.tan
    return _shown(read, request, tan=tan, is_unknown=issued is None)


def _keys(pending: Pending) -> tuple[str, ...]:
    """
    What a device may have read of something that waits for a TAN.
    """
    keys: list[str] = []
    if pending.flicker:
        keys += _wires(read_bars(bars_of_text(pending.flicker)))
    if pending.picture:
        keys.append(_digest(pending.picture))
        with suppress(NoDecoderError):
            keys += _wires(_read_qr(pending.picture))
    return tuple(keys)


def _wires(reading: Reading | None) -> list[str]:
    return [] if reading is None else [reading.wire]


def _digest(picture: bytes) -> str:
    return hashlib.sha256(picture).hexdigest()


def _wrong_tan(key: str) -> str:
    """
    Make the TAN of a code that no bank waits for: a device always shows one.
    """
    number = int(hashlib.sha256(key.encode()).hexdigest(), 16) % 900_000
    # Odd, because a method of BANKSapi takes any even number.
    return str(100_001 + number // 2 * 2)


def _form(code: str = "", errors: Mapping[str, str] | None = None) -> Html:
    values = {"code": code, "errors": errors or {}}
    return Html(template="reader.html", status=422 if errors else 200, values=values)


def _shown(
    read: _Read,
    request: PageRequest,
    errors: Mapping[str, str] | None = None,
    *,
    tan: str = "",
    is_unknown: bool = False,
) -> Html:
    values = {
        "read": read,
        "reading": read.reading,
        "order": read.order,
        "frames": 0 if read.reading is None else len(bars_of(read.reading.wire)),
        "plays": "play" in request.parameters,
        "tan": tan,
        "is_unknown": is_unknown,
        "errors": errors or {},
    }
    return Html(template="reading.html", status=422 if errors else 200, values=values)
