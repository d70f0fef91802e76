"""
chipTAN-QR: the transmitted form of a flicker code in a QR code.
"""

from __future__ import annotations

from itertools import cycle

__all__ = ["wire_of_qr"]

_KEY = b"DK"


def wire_of_qr(payload: bytes) -> str | None:
    """
    Return the transmitted form in the bytes of a QR code; None if there is none.
    """
    if not payload.startswith(_KEY):
        return None
    content = bytes(one ^ key for one, key in zip(payload[2:], cycle(_KEY), strict=False))
    if content[:1] != b"N" or len(content) < 4:
        return None
    checked = int.from_bytes(content[-2:], "big")
    return content[1:-2].hex().upper() if _crc(_KEY + content[:-2]) == checked else None


def _crc(data: bytes) -> int:
    """
    CRC-16/ARC: the polynomial 0x8005, reflected, from zero.
    """
    value = 0
    for one in data:
        value ^= one
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
    return value
