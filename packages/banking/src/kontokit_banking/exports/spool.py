"""
Rows that wait in a temporary file until the sum of all of them is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Any, Final

from msgspec import msgpack
from msgspec.structs import replace

from ..transaction import Transaction

_IN_MEMORY: Final = 4 << 20
_LENGTH: Final = 4
"""Bytes of the length in front of each row."""
_ENCODER: Final = msgpack.Encoder()
_DECODER: Final = msgpack.Decoder(Transaction[None])


class Spool:
    """
    Keeps rows in their order, without the provider's objects: few in memory, more in a file
    that has no name.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile[bytes](max_size=_IN_MEMORY)

    def add(self, row: Transaction[Any]) -> None:
        """
        Keep a row.
        """
        block = _ENCODER.encode(replace(row, raw=None))
        self._file.write(len(block).to_bytes(_LENGTH, "big"))
        self._file.write(block)

    def __iter__(self) -> Iterator[Transaction[None]]:
        self._file.seek(0)
        while length := self._file.read(_LENGTH):
            yield _DECODER.decode(self._file.read(int.from_bytes(length, "big")))

    def close(self) -> None:
        """
        Remove the file.
        """
        self._file.close()
