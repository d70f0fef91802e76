"""
Encryption: of credentials on their way out, of a provider's answers, and of kept records.

Every name is loaded when it is first used, and with it the library behind it. No other package
knows that library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .credential_cipher import CredentialCipher, Padding
    from .data_decryption_key import DataDecryptionKey
    from .record_cipher import RecordCipher

__all__ = ["CredentialCipher", "DataDecryptionKey", "Padding", "RecordCipher"]

_HOMES = {
    "CredentialCipher": "credential_cipher",
    "DataDecryptionKey": "data_decryption_key",
    "Padding": "credential_cipher",
    "RecordCipher": "record_cipher",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
