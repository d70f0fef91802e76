"""
Checks a JSON text for its depth and for the length of its numbers before it is decoded.

Every step works on large pieces of the text in C, because a loop over its characters would take
longer than decoding it. What is not JSON may pass: the decoder refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .path_error import PathError

_CHUNK: Final = 64 * 1024
_ESCAPED_QUOTE: Final = b'\\"'
_ONE_KIND: Final = bytes.maketrans(b"{}", b"[]")
_NO_STRUCTURE: Final = bytes(set(range(256)) - set(b'{}[]"'))
_DIGIT: Final = bytes(0x30 if 0x30 <= code <= 0x39 else 0x20 for code in range(256))
_SAMPLES: Final = 4
"""
So many characters of a number that is too long are looked at first.
"""
_TOKEN: Final = re.compile(
    rb'"[^"\\]*(?:\\.[^"\\]*)*"|-?([0-9]+)(?:\.([0-9]+))?(?:[eE][+-]?([0-9]+))?', re.DOTALL
)


class LongNumberError(PathError):
    """
    A number has too many digits.
    """


def check_depth(text: bytes, limit: int, outside: int = 0) -> None:
    """
    Check how deep a JSON text is nested.

    Args:
        text: The text in UTF-8, or a part of one.
        limit: How deep the whole may be.
        outside: How deep the part is in it.

    Raises:
        PathError: It is deeper.
    """
    if is_deeper(text, limit - outside):
        raise PathError(f"The JSON text is nested more than {limit} levels deep")


def is_deeper(text: bytes, limit: int) -> bool:
    """
    Whether a JSON text is nested deeper than so many levels.
    """
    # Each level takes two bytes, and each needs one opening bracket.
    is_large = len(text) > 2 * limit and text.count(b"[") + text.count(b"{") > limit
    return is_large and _has_more_levels(text, limit)


def check_digits(text: bytes, digits: int) -> bool:
    """
    Check the numbers of a JSON text.

    Args:
        text: The text in UTF-8.
        digits: How many digits a number may have before its point, and behind it.

    Returns:
        Whether a text in it may be a number of too many digits, so that decimals that are written
        as texts must be checked too.

    Raises:
        LongNumberError: A number has too many digits.
    """
    if not _has_long_run(text, digits):
        return False
    _check_numbers(text, digits)
    return True


def _has_more_levels(text: bytes, limit: int) -> bool:
    levels = _brackets(text)
    depth = 0
    while levels:
        # Removes the innermost brackets, so exactly one level.
        less = levels.replace(b"[]", b"")
        if len(less) == len(levels):
            break  # the text ends too early, or its brackets do not match
        levels, depth = less, depth + 1
        if depth > limit:
            break
    return depth + len(levels.replace(b"]", b"")) > limit


def _brackets(text: bytes) -> bytes:
    """
    The brackets of a text outside of its strings, all of one kind.
    """
    found = bytearray()
    is_in_string = False
    for chunk in _without_escaped_quotes(text):
        skeleton = chunk.translate(_ONE_KIND, _NO_STRUCTURE)
        if is_in_string:
            skeleton = b'"' + skeleton
        plain = skeleton.replace(b'""', b"")
        # If a string holds a bracket, or goes on in the next chunk, a quote before it is left over.
        is_in_string = b'"' in plain
        if is_in_string:
            parts = skeleton.split(b'"')
            plain = b"".join(parts[::2])
            is_in_string = len(parts) % 2 == 0
        found += plain
    return bytes(found)


def _without_escaped_quotes(text: bytes) -> Iterator[bytes]:
    is_plain = _ESCAPED_QUOTE not in text
    start = 0
    while start < len(text):
        end = start + _CHUNK
        while text[end - 1 : end] == b"\\":  # not between a backslash and what it escapes
            end += 1
        chunk = text[start:end]
        if not is_plain:
            chunk = chunk.replace(b"\\\\", b"").replace(_ESCAPED_QUOTE, b"")
        yield chunk
        start = end


def _has_long_run(text: bytes, digits: int) -> bool:
    """
    Whether there are too many digits in a row anywhere, in strings too.
    """
    if len(text) <= digits:
        return False
    if not _may_have_run(text, digits + 1):
        return False
    run = b"0" * (digits + 1)
    return any(
        run in text[start : start + _CHUNK + digits].translate(_DIGIT)
        for start in range(0, len(text), _CHUNK)
    )


def _may_have_run(text: bytes, size: int) -> bool:
    """
    Whether there may be so many digits in a row: a part of such a run is among the neighbours of a
    sample, and nearly always, those are not all digits.
    """
    stride = size // _SAMPLES
    if not stride:
        return True
    sample, run = text[::stride].translate(_DIGIT), b"0" * _SAMPLES
    place = sample.find(run)
    while place >= 0:
        if text[place * stride : (place + _SAMPLES - 1) * stride + 1].isdigit():
            return True
        place = sample.find(run, place + 1)
    return False


def _check_numbers(text: bytes, digits: int) -> None:
    for found in _TOKEN.finditer(text):
        if _is_long(found, digits):
            raise LongNumberError("Number out of range")


def with_long_numbers_as_texts(text: bytes, digits: int, prefix: bytes) -> bytes:
    """
    A JSON text in which numbers of too many digits are texts.

    Args:
        text: The text in UTF-8.
        digits: How many a number may have.
        prefix: What the texts begin with.
    """

    def replaced(found: re.Match[bytes]) -> bytes:
        return b'"%b%b"' % (prefix, found[0]) if _is_long(found, digits) else found[0]

    return _TOKEN.sub(replaced, text)


def _is_long(number: re.Match[bytes], digits: int) -> bool:
    return any(len(part or b"") > digits for part in number.groups())
