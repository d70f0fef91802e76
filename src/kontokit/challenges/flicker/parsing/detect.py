"""
Detects the form of a code by its content, never by the name of the field that it came in.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from typing import Final

import attrs

from ....core.exceptions import FlickerCodeError
from .fields import Fields, is_digits, is_hex
from .hhd_challenge import read_challenge
from .hhd_wire import decode, is_like_wire

LIMIT: Final = 16_384
"""The most characters or bytes that are read. A code has at most some hundred."""

_BINARY: Final = re.compile(rb"@[0-9]{1,5}@")
_TAGGED: Final = re.compile(r"CHLGUC\s*([0-9]{4})")
_TEXT: Final = re.compile(r"\s*[0-9]{4}")
_STRANGE: Final = re.compile(r"[^!-~]")
_PNG: Final = "iVBO"


@attrs.frozen(repr=False)
class Reading:
    """
    The fields of a code, and the bank's text for the user, if any.
    """

    fields: Fields
    instructions: str | None = None


def read(given: str | bytes) -> Reading:
    """
    Parse a flicker code in any form.

    Args:
        given: A challenge form, a wire form in digits or in bytes, a FinTS text with either
            between ``CHLGUC`` and ``CHLGTEXT``, or Base64 of any of these; with or without
            the ``@length@`` of FinTS before it. Blanks in a code do not matter. At most
            16 384 characters or bytes.

    Raises:
        FlickerCodeError: It is none of these.
    """
    if not isinstance(given, (str, bytes)):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise FlickerCodeError("pass a flicker code as str or bytes")
    if len(given) > LIMIT:
        raise FlickerCodeError(f"there are more than {LIMIT} characters or bytes")
    return _from_text(given) if isinstance(given, str) else _from_bytes(given)


def _from_bytes(data: bytes, *, is_decoded: bool = False) -> Reading:
    if prefix := _BINARY.match(data):
        data = data[prefix.end() :]
    # Text is tried first: the bytes of a binary code may all be ASCII by chance.
    if data.isascii():
        try:
            return _from_text(data.decode(), is_decoded=is_decoded)
        except FlickerCodeError as error:
            refused = error
    elif b"CHLGUC" in data:
        return _from_text(_decoded_text(data), is_decoded=is_decoded)
    else:
        refused = FlickerCodeError("the bytes are neither text nor a code in binary")
    if data and data[0] == len(data) - 1:
        return Reading(decode(data.hex()))
    raise refused


def _decoded_text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _from_text(text: str, *, is_decoded: bool = False) -> Reading:
    if (prefix := text.find("@", 1, 7)) > 0 and text[0] == "@" and is_digits(text[1:prefix]):
        text = text[prefix + 1 :]
    tag = _TAGGED.search(text)
    if tag is None:
        return _from_code(_without_whitespace(text), is_decoded=is_decoded)
    code, instructions = _untagged(text[tag.end() :], int(tag[1]))
    reading = _from_code(code, is_decoded=is_decoded)
    return attrs.evolve(reading, instructions=instructions or reading.instructions)


def _untagged(rest: str, count: int) -> tuple[str, str | None]:
    """
    The code and the bank's text, from what follows ``CHLGUC`` and the length of the code.
    """
    code, tag, text = rest.partition("CHLGTEXT")
    if not tag:
        return _without_whitespace(rest.lstrip()[:count]), None
    code, stripped = _without_whitespace(code), code.strip()
    # Banks disagree about whether whitespace counts.
    if count not in (len(code), len(stripped)):
        raise FlickerCodeError("the length after CHLGUC is not that of the code")
    if counted := _TEXT.match(text):
        text = text[counted.end() :]
    return code, text.strip() or None


def _from_code(code: str, *, is_decoded: bool) -> Reading:
    try:
        return Reading(_fields(code))
    except FlickerCodeError as error:
        refused = error
    # Base64 is decoded once only, or a crafted text could be unpacked again and again.
    data = None if is_decoded else _decoded(code)
    if data is not None:
        try:
            return _from_bytes(data, is_decoded=True)
        except FlickerCodeError:
            pass
    fields = _fields_of_short_length(code)
    if fields is not None:
        return Reading(fields)
    raise refused


def _fields_of_short_length(code: str) -> Fields | None:
    """
    The fields of a challenge whose length field is too small, as some banks send it.
    """
    left = {lead: len(code) - lead - int(code[:lead]) for lead in (3, 2) if is_digits(code[:lead])}
    # A wire form of which the length alone is damaged must not be taken for another code.
    if 0 in left.values() or is_like_wire(code):
        return None
    for lead, surplus in left.items():
        if surplus > 0:
            try:
                return read_challenge(code, lead=lead)
            except FlickerCodeError:
                continue
    return None


def _fields(code: str) -> Fields:
    """
    Parse a code. Each form begins with the length of the rest, which fits one form only.
    """
    if not code:
        raise FlickerCodeError("there is no code")
    if strange := _STRANGE.search(code):
        raise FlickerCodeError("a character is not printable ASCII", position=strange.start())
    for lead in (3, 2):
        if is_digits(code[:lead]) and int(code[:lead]) == len(code) - lead:
            return read_challenge(code, lead=lead)
    if is_hex(code) and int(code[:2], 16) == len(code) / 2 - 1:
        return decode(code)
    if code.startswith(_PNG):
        raise FlickerCodeError("this is a picture, not a code", position=0)
    raise FlickerCodeError("the code does not start with a matching length field", position=0)


def _without_whitespace(text: str) -> str:
    return "".join(text.split())


def _decoded(code: str) -> bytes | None:
    try:
        return b64decode(code, validate=True)
    except (binascii.Error, ValueError):
        return None
