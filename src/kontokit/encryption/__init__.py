"""
Encryption: of credentials on their way out, of a provider's answers, and of kept records.

Every name is loaded when it is first used, and with it the library behind it. No other package
knows that library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .credentials import CredentialCipher, Padding
    from .data_key import DataDecryptionKey
    from .records import RecordCipher

__all__ = ["CredentialCipher", "DataDecryptionKey", "Padding", "RecordCipher"]

_HOMES = {
    "CredentialCipher": "credentials",
    "DataDecryptionKey": "data_key",
    "Padding": "credentials",
    "RecordCipher": "records",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
