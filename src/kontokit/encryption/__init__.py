"""
Encryption of credentials for a provider, and of stored records; decryption of notifications.

Each name is imported with the cryptography library when it is first used. No other package
imports that library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from .credential_cipher import CredentialCipher, Padding
    from .data_decryption_key import DataDecryptionKey
    from .record_cipher import RecordCipher

__all__ = ["CredentialCipher", "DataDecryptionKey", "Padding", "RecordCipher"]

if not TYPE_CHECKING:  # type checkers would take a module with __getattr__ to have every name
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "CredentialCipher": "credential_cipher",
            "DataDecryptionKey": "data_decryption_key",
            "Padding": "credential_cipher",
            "RecordCipher": "record_cipher",
        },
    )
