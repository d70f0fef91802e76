"""
The wire form, as it is transmitted: hexadecimal digits, lengths in bytes, two check digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ....core.exceptions import FlickerCodeError
from .fields import (
    MOST_CONTROL_BYTES,
    MOST_ELEMENTS,
    Cursor,
    Element,
    Encoding,
    Fields,
    is_digits,
    is_hex,
    take_control_bytes,
)

_HAS_CONTROL: Final = 0x80
_IS_ASCII: Final = 0x40
_LENGTH: Final = 0x3F
_MOST_BYTES: Final = 0xFF
_NIBBLES: Final = {digit: int(digit, 16) for digit in "0123456789ABCDEF"}
_DOUBLED: Final = {digit: sum(divmod(2 * value, 10)) for digit, value in _NIBBLES.items()}


def encode(fields: Fields) -> str:
    """
    Encode fields in wire form.

    Args:
        fields: With control bytes they are encoded as HHD 1.4, otherwise as 1.3.

    Returns:
        Upper case hexadecimal digits, from the length to the check digits: at most 512.

    Raises:
        FlickerCodeError: A field is too long for its length, not in ASCII, or one of too many.
    """
    _check(fields)
    control, start = fields.control_bytes.hex().upper(), _encoded(fields.start_code)
    head = len(start) // 2 | (_HAS_CONTROL if control else 0)
    head |= _IS_ASCII if fields.start_code.encoding == "ascii" else 0
    data = [_encoded(element) for element in fields.elements]
    body = f"{head:02X}{control}{start}"
    for number, (element, digits) in enumerate(zip(fields.elements, data, strict=True), 1):
        body += _length(len(digits) // 2, element.encoding, number, is_new=bool(control)) + digits
    count = len(body) // 2 + 1
    if count > _MOST_BYTES:
        raise FlickerCodeError(f"the code has {count} bytes; {_MOST_BYTES} can be blinked")
    wire = f"{count:02X}{body}"
    return wire + luhn_digit(control + start + "".join(data)) + xor_digit(wire)


def decode(wire: str) -> Fields:
    """
    Parse a code in wire form, and verify both check digits.

    Args:
        wire: Hexadecimal digits in either case.

    Raises:
        FlickerCodeError: These are not whole bytes, a field is cut off or not of its kind, or a
            check digit is wrong.
    """
    wire = wire.upper()
    cursor = Cursor(wire)
    count = cursor.take_number(2, 16, "the length of the code")
    if len(wire) != 2 * (count + 1):
        raise FlickerCodeError("the length field does not match the length of the code", position=0)
    cursor = Cursor(wire[:-2])
    cursor.take(2, "the length of the code")
    fields, checked = _read(cursor)
    if wire[-2] != luhn_digit(checked):
        raise FlickerCodeError("the first check digit is wrong", position=len(wire) - 2)
    if wire[-1] != xor_digit(wire[:-2]):
        raise FlickerCodeError("the second check digit is wrong", position=len(wire) - 1)
    return fields


def is_like_wire(code: str) -> bool:
    """
    Whether a code has the length or the fields of the wire form, although it may be damaged.
    """
    if not is_hex(code) or len(code) < 4:
        return False
    if len(code) == 2 * (int(code[:2], 16) + 1):
        return True
    cursor = Cursor(code.upper()[:-2])
    try:
        cursor.take(2, "the length of the code")
        _read(cursor)
    except FlickerCodeError:
        return False
    return True


def luhn_digit(data: str) -> str:
    """
    The check digit over control bytes, start code and elements, without their lengths.
    """
    total = sum(map(_NIBBLES.__getitem__, data[::2])) + sum(map(_DOUBLED.__getitem__, data[1::2]))
    return str(-total % 10)


def xor_digit(data: str) -> str:
    """
    The check digit over all digits from the length of the code to the last element.
    """
    found = 0
    for digit in data:
        found ^= _NIBBLES[digit]
    return f"{found:X}"


def _check(fields: Fields) -> None:
    if not is_digits(fields.start_code.text):
        raise FlickerCodeError("the start code is not in digits")
    if len(fields.start_code.text) > _LENGTH:
        raise FlickerCodeError(f"the start code has more than {_LENGTH} digits")
    if len(fields.elements) > MOST_ELEMENTS:
        raise FlickerCodeError(f"there are more than {MOST_ELEMENTS} elements")
    control = fields.control_bytes
    if len(control) > MOST_CONTROL_BYTES:
        raise FlickerCodeError(f"there are more than {MOST_CONTROL_BYTES} control bytes")
    if any(bool(byte & 0x80) == (place == len(control)) for place, byte in enumerate(control, 1)):
        raise FlickerCodeError(
            "bit 7 of a control byte must be set if and only if another control byte follows"
        )


def _length(count: int, encoding: Encoding, number: int, *, is_new: bool) -> str:
    most, flag = (_LENGTH, _IS_ASCII) if is_new else (0x0F, 0x10)
    if count > most:
        raise FlickerCodeError(f"element {number} has {count} bytes; {most} can be blinked")
    return f"{count | (flag if encoding == 'ascii' else 0):02X}"


def _encoded(element: Element) -> str:
    if element.encoding == "bcd":
        if not is_digits(element.text):
            raise FlickerCodeError("an element to be packed is not in digits")
        return element.text + "F" * (len(element.text) % 2)
    if not element.text or not element.text.isascii() or not element.text.isprintable():
        raise FlickerCodeError("an element is empty or not in printable ASCII")
    return element.text.encode().hex().upper()


def _read(cursor: Cursor) -> tuple[Fields, str]:
    """
    The fields, and the digits that the first check digit covers.
    """
    head = cursor.take_number(2, 16, "the length of the start code")
    control = take_control_bytes(cursor) if head & _HAS_CONTROL else b""
    begin = cursor.position
    start = cursor.take(2 * (head & _LENGTH), "the start code")
    start_code = _decoded(start, begin, is_ascii=bool(head & _IS_ASCII))
    if not is_digits(start_code.text):
        raise FlickerCodeError("the start code is not in digits", position=begin)
    checked = [control.hex().upper(), start]
    elements: list[Element] = []
    for _ in range(MOST_ELEMENTS):
        if cursor.left:
            element, data = _read_element(cursor, is_new=bool(control))
            elements += [element] if data else []
            checked.append(data)
    if cursor.left:
        raise FlickerCodeError("unexpected data after the third element", position=cursor.position)
    fields = Fields(control_bytes=control, start_code=start_code, elements=tuple(elements))
    return fields, "".join(checked)


def _read_element(cursor: Cursor, *, is_new: bool) -> tuple[Element, str]:
    begin = cursor.position
    head = cursor.take_number(2, 16, "the length of an element")
    most, flag = (_LENGTH, _IS_ASCII) if is_new else (0x0F, 0x10)
    if head & ~(most | flag):
        raise FlickerCodeError("the length of an element has an unknown bit", position=begin)
    begin = cursor.position
    data = cursor.take(2 * (head & most), "an element")
    if not data:
        return Element("", "bcd"), data
    return _decoded(data, begin, is_ascii=bool(head & flag)), data


def _decoded(data: str, begin: int, *, is_ascii: bool) -> Element:
    if not is_ascii:
        digits = data.removesuffix("F")
        if not is_digits(digits):
            raise FlickerCodeError("packed digits are empty or not digits", position=begin)
        return Element(digits, "bcd")
    text = bytes.fromhex(data).decode("latin-1")
    if not text.isascii() or not text.isprintable():
        raise FlickerCodeError("a character is not printable ASCII", position=begin)
    return Element(text, "ascii")


def nibbles(wire: str) -> Sequence[int]:
    """
    The values of the digits.
    """
    return [_NIBBLES[digit] for digit in wire]
